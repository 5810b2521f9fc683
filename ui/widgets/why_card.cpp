#include "ui/widgets/why_card.h"

#include "core/runtime/incident_report.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/words.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

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
    setAnomaly(incident ? &incident->peak : nullptr);
}

void WhyCard::setAnomaly(const Anomaly* anomaly)
{
    setVisible(anomaly != nullptr);
    if (!anomaly || (m_shown && *m_shown == *anomaly))
        return;
    m_shown = *anomaly;
    m_where->setText(words::status(*m_catalog, anomaly->status) + QLatin1Char(' ') +
                     format::clock(anomaly->time, *m_zone));
    m_reason->setText(words::retold(anomaly->reason));
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const DetectorVote& vote : anomaly->detectors)
        addRow(format::foreign(vote.name),
               (vote.fired ? tr("fired, score %1") : tr("calm, score %1"))
                   .arg(QLocale().toString(vote.score, 'g', 3)),
               vote.fired);
    if (anomaly->kind != AnomalyKind::Gap) {
        addRow(tr("counted"), format::count(double(anomaly->count)), false);
        addRow(tr("expected"), QStringLiteral("≈ ") + format::expected(anomaly->expected), false);
        if (anomaly->low <= anomaly->high)
            addRow(tr("usual range"), format::range(anomaly->low, anomaly->high), false);
    }
    if (const auto calm = calmLimit(*anomaly))
        addRow(calm->above ? tr("would not have fired at or below")
                           : tr("would not have fired at or above"),
               calm->count ? format::count(double(*calm->count)) : tr("none in range"), true);
}

} // namespace vigia
