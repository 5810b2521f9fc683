#include "ui/widgets/rules_versions.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/rules_draft.h"
#include "ui/widgets/rules_save_form.h"

#include <QApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace vigia {
namespace {

constexpr double kRow = 28;
constexpr int kMostRows = 8;
constexpr double kFormWidth = 420;

QString timeOf(const RuleVersion& version, const Zone& zone)
{
    return version.version == 0 ? QString() : format::dateClock(floorToMinute(version.at), zone);
}

QString usualReason(const RuleVersion& version)
{
    if (version.version == 0)
        return RulesVersions::tr("Back to the configuration file");
    return RulesVersions::tr("Back to version %1: %2", "number, and its reason")
        .arg(version.version)
        .arg(format::foreign(version.reason));
}

} // namespace

RulesVersions::RulesVersions(const RulesDraft& draft, std::shared_ptr<const Zone> zone,
                             QWidget* parent)
    : RulesSection(tr("Versions"), parent)
    , m_draft(draft)
    , m_zone(std::move(zone))
{
    auto* card = new RulesCard(
        tr("What was saved"),
        tr("The newest is in force, also after a restart and on every Vigia that shares the "
           "database; it wins over the configuration file."));
    m_table = new QTableWidget(0, 4);
    m_table->setAccessibleName(tr("Versions of the rules"));
    m_table->setHorizontalHeaderLabels({tr("Version"), tr("Time"), tr("Author"), tr("Reason")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(int(scaled(kRow)));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {200, 140, 120};
    for (int c = 0; c < int(std::size(widths)); ++c)
        m_table->setColumnWidth(c, int(scaled(widths[c])));
    card->column().addWidget(m_table);
    m_trouble = new RulesFault;
    card->column().addWidget(m_trouble);
    column().addWidget(card);

    m_detail = new RulesCard(tr("Version"));
    m_differences = new QLabel;
    m_differences->setTextFormat(Qt::PlainText);
    m_differences->setWordWrap(true);
    m_differences->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detail->column().addWidget(m_differences);
    m_form = new RulesSaveForm(tr("Roll back to this version"));
    m_form->setMaximumWidth(int(scaled(kFormWidth)));
    m_detail->column().addWidget(m_form);
    m_take = new QPushButton(tr("Take it into the draft, to try it first"));
    m_take->setMaximumWidth(int(scaled(kFormWidth)));
    m_detail->column().addWidget(m_take);
    column().addWidget(m_detail);
    column().addStretch(1);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RulesVersions::present);
    connect(m_form, &RulesSaveForm::submitted, this,
            [this](const QString& author, const QString& reason) {
                if (const RuleVersion* version = chosen())
                    emit rollBackRequested(version->rules, author, reason);
            });
    connect(m_take, &QPushButton::clicked, this, [this] {
        if (const RuleVersion* version = chosen())
            emit draftRequested(version->rules, m_form->reason());
    });
    present();
}

QString RulesVersions::nameOf(const RuleVersion& version, const Zone& zone)
{
    if (version.version == 0)
        return tr("The configuration file");
    return tr("Version %1, by %2, %3", "number, author, time")
        .arg(version.version)
        .arg(format::foreign(version.author), timeOf(version, zone));
}

void RulesVersions::setTrouble(const QString& why)
{
    m_trouble->say(why);
}

void RulesVersions::setVersions(std::vector<RuleVersion> versions)
{
    const RuleVersion* before = chosen();
    const std::int64_t kept = before && before != &m_versions.front() ? before->version : -1;
    m_versions = std::move(versions);
    m_trouble->say({});
    {
        const QSignalBlocker quiet(m_table->selectionModel());
        m_table->setRowCount(int(m_versions.size()));
        for (int row = 0; row < int(m_versions.size()); ++row) {
            const RuleVersion& version = m_versions[std::size_t(row)];
            const QString number =
                version.version == 0 ? tr("configuration file") : QString::number(version.version);
            const QString texts[] = {row == 0 ? tr("✓ %1, in force", "a version").arg(number)
                                              : number,
                                     timeOf(version, *m_zone), format::foreign(version.author),
                                     format::foreign(version.reason)};
            for (int c = 0; c < int(std::size(texts)); ++c) {
                auto* item = new QTableWidgetItem(texts[c]);
                item->setToolTip(texts[c]);
                m_table->setItem(row, c, item);
            }
            if (version.version == kept)
                m_table->setCurrentCell(row, 0);
        }
        if (m_table->currentRow() < 0 || kept < 0)
            m_table->setCurrentCell(0, 0);
    }
    const int rows = std::min(kMostRows, std::max(1, m_table->rowCount()));
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            rows * m_table->verticalHeader()->defaultSectionSize() + 8);
    present();
}

const RuleVersion* RulesVersions::chosen() const
{
    const int row = m_table->currentRow();
    return row >= 0 && std::size_t(row) < m_versions.size() ? &m_versions[std::size_t(row)]
                                                            : nullptr;
}

void RulesVersions::present()
{
    const RuleVersion* version = chosen();
    m_detail->setVisible(version != nullptr);
    if (!version)
        return;
    m_detail->setTitle(nameOf(*version, *m_zone));
    const auto differences = ruleDifferences(m_draft.inForce(), version->rules);
    QStringList lines;
    if (!version->reason.empty())
        lines << format::foreign(version->reason);
    if (version == &m_versions.front())
        lines << tr("These rules are in force.");
    else if (differences.empty())
        lines << tr("These are the rules in force.");
    else
        lines << tr("Going back to it changes:");
    for (const RuleDifference& difference : differences)
        lines << QStringLiteral("• ") + difference.text;
    m_differences->setText(lines.join(QLatin1Char('\n')));
    const bool back = !differences.empty();
    if (!back && m_detail->isAncestorOf(QApplication::focusWidget()))
        m_table->setFocus(); // what has the focus is hidden
    m_form->setVisible(back);
    m_take->setVisible(back);
    m_form->setTrouble({});
    m_form->setReason(usualReason(*version));
}

} // namespace vigia
