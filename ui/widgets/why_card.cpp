#include "ui/widgets/why_card.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/words.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <cmath>

namespace vigia {
namespace {

QLabel* plainLabel(const QFont& font, bool muted)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    label->setProperty("muted", muted);
    return label;
}

} // namespace

WhyCard::WhyCard(std::shared_ptr<const StatusCatalog> catalog, std::shared_ptr<const Zone> zone,
                 QWidget* parent)
    : QFrame(parent)
    , m_catalog(std::move(catalog))
    , m_zone(std::move(zone))
{
    setProperty("card", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    m_title = plainLabel(uiFont(12.5, QFont::DemiBold), false);
    m_title->setText(tr("Why it fired"));
    m_where = plainLabel(uiFont(12), true);
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_where);
    column->addLayout(head);
    m_reason = plainLabel(uiFont(12), false);
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_reason);
    m_rows = new QGridLayout;
    m_rows->setContentsMargins(0, 2, 0, 0);
    m_rows->setHorizontalSpacing(12);
    m_rows->setVerticalSpacing(3);
    m_rows->setColumnStretch(0, 1);
    column->addLayout(m_rows);
    hide();
}

void WhyCard::addRow(const QString& name, const QString& value, bool strong)
{
    const int row = m_rows->rowCount();
    QLabel* left = plainLabel(uiFont(12), true);
    left->setText(name);
    left->setWordWrap(true);
    QLabel* right = plainLabel(uiFont(12, strong ? QFont::DemiBold : QFont::Normal), !strong);
    right->setText(value);
    right->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_rows->addWidget(left, row, 0);
    m_rows->addWidget(right, row, 1);
}

void WhyCard::setIncident(const Incident* incident)
{
    setVisible(incident != nullptr);
    if (!incident)
        return;
    const Anomaly& peak = incident->peak;
    m_where->setText(words::status(*m_catalog, peak.status) + QLatin1Char(' ') +
                     format::clock(peak.time, *m_zone));
    m_reason->setText(format::foreign(peak.reason));
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const DetectorVote& vote : peak.detectors)
        addRow(format::foreign(vote.name),
               (vote.fired ? tr("fired, score %1") : tr("calm, score %1"))
                   .arg(QLocale().toString(vote.score, 'g', 3)),
               vote.fired);
    if (peak.kind != AnomalyKind::Gap && std::isfinite(peak.high)) {
        const bool above = double(peak.count) > peak.expected;
        const double limit = above ? std::floor(peak.high) : std::ceil(peak.low);
        // What came before can be enough: then no count of this minute would have been calm.
        const bool reachable =
            limit >= 0 && (above ? limit < double(peak.count) : limit > double(peak.count));
        addRow(above ? tr("would not have fired at or below")
                     : tr("would not have fired at or above"),
               reachable ? format::count(limit) : tr("none in range"), true);
    }
}

} // namespace vigia
