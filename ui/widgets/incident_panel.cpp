#include "ui/widgets/incident_panel.h"

#include "ui/chart/theme.h"
#include "ui/models/incident_list_model.h"
#include "ui/widgets/incident_delegate.h"
#include "ui/widgets/why_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia {
namespace {

// As high as its cards, so that what belongs to the chosen one stands right below them.
class CardList final : public QListView
{
public:
    using QListView::QListView;

    QSize sizeHint() const override { return {320, std::max(60, contentsSize().height() + 2)}; }
    QSize minimumSizeHint() const override
    {
        constexpr int kTwoCards = 230;
        return {240, std::min(kTwoCards, sizeHint().height())};
    }

    void doItemsLayout() override
    {
        QListView::doItemsLayout();
        updateGeometry();
    }
};

} // namespace

IncidentPanel::IncidentPanel(IncidentListModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(9);

    auto* head = new QHBoxLayout;
    auto* title = new QLabel(tr("Incidents"));
    title->setFont(uiFont(13, QFont::DemiBold));
    m_count = new QLabel;
    m_count->setProperty("muted", true);
    m_count->setFont(uiFont(12));
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(m_count);
    column->addLayout(head);

    m_calm = new QLabel(tr("Nothing to report. What is abnormal appears here, with its reason."));
    m_calm->setWordWrap(true);
    m_calm->setProperty("muted", true);
    column->addWidget(m_calm);

    m_list = new CardList;
    m_list->setModel(&model);
    auto* delegate = new IncidentDelegate(model, this);
    m_list->setItemDelegate(delegate);
    m_list->setAccessibleName(tr("Incidents, worst and newest first"));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    column->addWidget(m_list, 4);

    m_why = new WhyCard(std::make_shared<StatusCatalog>(model.catalog()),
                        std::make_shared<Zone>(model.zone()));
    column->addWidget(m_why);
    column->addStretch(1);

    connect(delegate, &IncidentDelegate::acknowledgeClicked, this,
            &IncidentPanel::acknowledgeRequested);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        m_why->setIncident(m_whyShown ? current() : nullptr);
        emit currentChanged();
    });
    connect(m_list, &QListView::clicked, this, [this] { m_chosen = true; });
    connect(m_list, &QListView::doubleClicked, this, [this](const QModelIndex& index) {
        if (const Incident* incident = m_model.at(index))
            emit activated(*incident);
    });
    connect(&model, &IncidentListModel::incidentsChanged, this, &IncidentPanel::refresh);
    refresh();
}

const Incident* IncidentPanel::current() const
{
    return m_model.at(m_list->currentIndex());
}

void IncidentPanel::showWhy(bool shown)
{
    m_whyShown = shown;
    m_why->setIncident(shown ? current() : nullptr);
}

void IncidentPanel::selectNext()
{
    step(1);
}

void IncidentPanel::selectPrevious()
{
    step(-1);
}

void IncidentPanel::step(int by)
{
    const int rows = m_model.rowCount();
    if (rows == 0)
        return;
    m_chosen = true;
    const QModelIndex current = m_list->currentIndex();
    const int row = current.isValid() ? std::clamp(current.row() + by, 0, rows - 1) : 0;
    m_list->setCurrentIndex(m_model.index(row));
    m_list->scrollTo(m_list->currentIndex());
}

void IncidentPanel::refresh()
{
    const auto& all = m_model.incidents();
    const auto open = std::count_if(
        all.begin(), all.end(), [](const Incident& i) { return i.state == IncidentState::Open; });
    m_calm->setVisible(all.empty());
    m_list->setVisible(!all.empty());
    m_count->setText(open > 0 ? tr("%n open", nullptr, int(open)) : tr("none open"));
    if ((!m_chosen || !m_list->currentIndex().isValid()) && !all.empty())
        m_list->setCurrentIndex(m_model.index(0));
    m_list->doItemsLayout(); // durations grow, and with them what a card needs
    m_why->setIncident(m_whyShown ? current() : nullptr);
}

} // namespace vigia
