#include "ui/widgets/incident_list.h"

#include "ui/models/incident_list_model.h"
#include "ui/models/pace.h"
#include "ui/widgets/incident_delegate.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::chrono::milliseconds kRepaintEvery{1000};

} // namespace

IncidentList::IncidentList(IncidentListModel& model, IncidentListKind kind, QWidget* parent)
    : QListView(parent)
    , m_kind(kind)
    , m_filter(new IncidentFilter(model, this))
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(std::chrono::seconds{1});
    connect(&m_settled, &QTimer::timeout, this, [this] {
        if (m_outgrown)
            refresh();
    });
    m_repaint = new Pace(
        kRepaintEvery, [this] { scheduleDelayedItemsLayout(); }, this);
    setModel(m_filter);
    auto* delegate = new IncidentDelegate(model, kind, this);
    setItemDelegate(delegate);
    setAccessibleName(tr("Incidents, worst and newest first"));
    setResizeMode(QListView::Adjust);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    if (kind == IncidentListKind::Rows) {
        setUniformItemSizes(true);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    } else {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    }
    connect(delegate, &IncidentDelegate::acknowledgeClicked, this,
            &IncidentList::acknowledgeClicked);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
            &IncidentList::currentChanged);
    connect(this, &QListView::clicked, this, [this] { m_chosen = true; });
    connect(this, &QListView::doubleClicked, this, [this](const QModelIndex& index) {
        if (const Incident* incident = IncidentListModel::incidentAt(index))
            emit opened(*incident);
    });
}

const Incident* IncidentList::current() const
{
    return IncidentListModel::incidentAt(currentIndex());
}

std::vector<Incident> IncidentList::chosen() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.size() < 2)
        rows = {currentIndex()};
    std::sort(rows.begin(), rows.end());
    std::vector<Incident> out;
    for (const QModelIndex& row : rows) {
        if (const Incident* incident = IncidentListModel::incidentAt(row))
            out.push_back(*incident);
    }
    return out;
}

void IncidentList::step(int by, Extend extend)
{
    const int rows = m_filter->rowCount();
    if (rows == 0)
        return;
    m_chosen = true;
    const QModelIndex at = currentIndex();
    const QModelIndex next =
        m_filter->index(at.isValid() ? std::clamp(at.row() + by, 0, rows - 1) : 0, 0);
    if (extend == Extend::No) {
        selectionModel()->setCurrentIndex(next, QItemSelectionModel::ClearAndSelect);
    } else { // turning back lets go of what was taken last
        const bool back = selectionModel()->isSelected(next) && next != at;
        if (back)
            selectionModel()->select(at, QItemSelectionModel::Deselect);
        selectionModel()->setCurrentIndex(next, QItemSelectionModel::Select);
    }
    scrollTo(next);
}

void IncidentList::choose(IncidentId id)
{
    const int row = m_filter->rowOf(id);
    if (row < 0)
        return;
    m_chosen = true;
    selectionModel()->setCurrentIndex(m_filter->index(row, 0), QItemSelectionModel::ClearAndSelect);
    scrollTo(currentIndex());
}

// A change of one row lays out and paints them all: no oftener than it can be read.
void IncidentList::dataChanged(const QModelIndex&, const QModelIndex&, const QList<int>&)
{
    m_repaint->ask();
}

void IncidentList::refresh()
{
    if ((!m_chosen || !currentIndex().isValid()) && m_filter->rowCount() > 0)
        selectionModel()->setCurrentIndex(m_filter->index(0, 0),
                                          QItemSelectionModel::ClearAndSelect);
    if (m_kind != IncidentListKind::Cards)
        return;
    // Durations grow, and with them what a card needs; each second is often enough to measure all.
    m_outgrown = m_settled.isActive();
    if (!m_outgrown) {
        doItemsLayout();
        m_settled.start();
    }
}

QSize IncidentList::sizeHint() const
{
    if (m_kind == IncidentListKind::Rows)
        return QListView::sizeHint();
    // As high as its cards, so that what belongs to the chosen one stands right below them.
    return {320, std::max(60, contentsSize().height() + 2)};
}

QSize IncidentList::minimumSizeHint() const
{
    constexpr int kRows = 230;
    constexpr int kOneCard = 150; // what explains the chosen one needs the height
    return {240,
            m_kind == IncidentListKind::Rows ? kRows : std::min(kOneCard, sizeHint().height())};
}

void IncidentList::doItemsLayout()
{
    QListView::doItemsLayout();
    if (m_kind == IncidentListKind::Cards)
        updateGeometry();
}

} // namespace vigia
