#include "ui/pages/rules_page.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/guarded.h"
#include "ui/models/words.h"
#include "ui/widgets/rules_detection.h"
#include "ui/widgets/rules_draft_panel.h"
#include "ui/widgets/rules_effect_view.h"
#include "ui/widgets/rules_notification.h"
#include "ui/widgets/rules_routes.h"
#include "ui/widgets/rules_save_form.h"
#include "ui/widgets/rules_versions.h"
#include "ui/widgets/silence_panel.h"

#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace vigia {
namespace {

constexpr double kSectionsWidth = 148;
constexpr double kSectionHeight = 33;
constexpr double kPanelWidth = 304;
constexpr double kNarrowPanel = 246;
constexpr double kWide = 1050; // of the page, before scaling

} // namespace

RulesPage::RulesPage(Monitor& monitor, const QString& who, std::shared_ptr<const Clock> clock,
                     QWidget* parent)
    : Page(parent)
    , m_monitor(monitor)
    , m_draft(monitor.config(), monitor.catalog())
{
    setAccessibleName(tr("Rules"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(10);
    auto* head = new QHBoxLayout;
    head->setSpacing(14);
    auto* title = new QLabel(tr("Rules"));
    title->setFont(uiFont(14, QFont::DemiBold));
    m_inForce = new QLabel;
    m_inForce->setTextFormat(Qt::PlainText);
    m_inForce->setProperty("muted", true);
    m_inForce->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(title);
    head->addWidget(m_inForce, 1);
    column->addLayout(head);

    m_sections = new QListWidget;
    m_sections->setProperty("plainList", true);
    m_sections->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // they are few
    m_sections->setAccessibleName(tr("Sections of the rules"));
    m_stack = new QStackedWidget;
    m_panel = new RulesDraftPanel(m_draft);
    m_detection = new RulesDetection(m_draft);
    m_notification = new RulesNotification(m_draft);
    m_routes = new RulesRoutes(m_draft);
    m_silences = new SilencePanel(monitor, nullptr, std::move(clock));
    m_effect = new RulesEffectView(monitor, m_draft);
    m_versions = new RulesVersions(m_draft, monitor.zone());
    addSection("detection", tr("Detection"), m_detection);
    addSection("notification", tr("Notification"), m_notification);
    addSection("routes", tr("Routes"), m_routes);
    addSection("silences", tr("Silences"), m_silences);
    addSection("effect", tr("Effect"), m_effect);
    addSection("versions", tr("Versions"), m_versions);
    m_body = new QHBoxLayout;
    m_body->setSpacing(10);
    m_left = new QVBoxLayout;
    m_left->setSpacing(10);
    m_left->addWidget(m_sections);
    m_beside = new RulesSection(tr("Draft"));
    m_beside->column().addWidget(m_panel);
    m_body->addLayout(m_left);
    m_body->addWidget(m_stack, 1);
    m_body->addWidget(m_beside);
    column->addLayout(m_body, 1);

    m_panel->form().setAuthor(who);
    m_versions->form().setAuthor(who);
    makeActions();
    connectParts();
    m_sections->setCurrentRow(0);
    refresh();
    loadVersions();
}

// What is still being written in a field goes into the draft: the fields go first.
RulesPage::~RulesPage()
{
    delete m_stack;
    delete m_beside;
}

void RulesPage::addSection(const char* name, const QString& title, QWidget* widget)
{
    auto* item = new QListWidgetItem(title, m_sections);
    item->setData(Qt::UserRole, QLatin1String(name));
    item->setData(Qt::UserRole + 1, title);
    item->setSizeHint({0, int(scaled(kSectionHeight))}); // the style sheet comes too late for it
    m_stack->addWidget(widget);
    auto* action = new QAction(tr("Rules: %1", "a section of the page").arg(title), this);
    action->setObjectName(QStringLiteral("rules.section.") + QLatin1String(name));
    action->setShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + m_sections->count())));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, [this, name] {
        showSection(QLatin1String(name));
        m_sections->setFocus();
    });
    addAction(action);
}

void RulesPage::makeActions()
{
    const auto add = [this](const char* name, const QString& text, const QKeySequence& key,
                            auto act) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    add("rules.try", tr("Try on history"), QKeySequence(Qt::CTRL | Qt::Key_Return),
        [this] { tryDraft(); });
    add("rules.save", tr("Save the rules"), QKeySequence::Save, [this] {
        if (m_draft.isOpen())
            m_panel->form().submit();
        else
            emit noted(tr("Nothing was changed: there is nothing to save"));
    });
    add("rules.undo", tr("Undo the last change"), QKeySequence::Undo, [this] { m_draft.undo(); });
    add("rules.discard", tr("Discard the draft"), {}, [this] { m_draft.discard(); });
    add("rules.addRoute", tr("Add a route"), QKeySequence::New, [this] {
        showSection(QStringLiteral("routes"));
        m_routes->add();
    });
}

void RulesPage::connectParts()
{
    connect(m_sections, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(&m_draft, &RulesDraft::changed, this, &RulesPage::refresh);
    connect(&m_monitor, &Monitor::rulesChanged, this, &RulesPage::takeInForce);
    connect(m_effect, &RulesEffectView::stateChanged, this, &RulesPage::refresh);
    connect(m_effect, &RulesEffectView::rangeRequested, this, &RulesPage::rangeRequested);
    connect(m_silences, &SilencePanel::noted, this, &RulesPage::noted);
    connect(m_silences, &SilencePanel::troubled, this, &RulesPage::troubled);
    connect(m_panel, &RulesDraftPanel::tryRequested, this, &RulesPage::tryDraft);
    connect(m_panel, &RulesDraftPanel::closing, m_sections, qOverload<>(&QWidget::setFocus));
    connect(m_panel, &RulesDraftPanel::keyRequested, this, &RulesPage::showKey);
    connect(&m_panel->form(), &RulesSaveForm::submitted, this, &RulesPage::saveDraft);
    connect(m_panel, &RulesDraftPanel::saveUntriedRequested, this, [this] {
        put(m_draft.rules(), m_panel->form().author(), m_panel->form().reason(), false);
    });
    connect(m_versions, &RulesVersions::rollBackRequested, this,
            [this](const RuleSet& rules, const QString& author, const QString& reason) {
                put(rules, author, reason, true);
            });
    connect(m_versions, &RulesVersions::draftRequested, this,
            [this](const RuleSet& rules, const QString& reason) {
                m_draft.replace(rules);
                m_panel->form().setReason(reason);
                tryDraft();
            });
}

void RulesPage::refresh()
{
    int counts[3] = {0, 0, 0};
    for (const RuleDifference& difference : m_draft.differences())
        ++counts[int(difference.section)];
    for (int i = 0; i < m_sections->count(); ++i) {
        QListWidgetItem* item = m_sections->item(i);
        const QString title = item->data(Qt::UserRole + 1).toString();
        const int changes = i < int(std::size(counts)) ? counts[i] : 0;
        item->setText(
            changes == 0
                ? title
                : tr("%1 (%2)", "section, number of changes in it").arg(title).arg(changes));
    }
    if (!m_draft.isOpen()) {
        m_meanwhile = false;
        m_taken = 0;
        m_panel->setMeanwhile({});
    }
    m_beside->column().setAlignment(m_panel, m_draft.isOpen() ? Qt::Alignment() : Qt::AlignTop);
    m_panel->setEffect(m_effect->summary(), m_effect->isTried(), m_effect->running());
}

void RulesPage::showSection(const QString& name)
{
    for (int i = 0; i < m_sections->count(); ++i) {
        if (m_sections->item(i)->data(Qt::UserRole).toString() == name)
            m_sections->setCurrentRow(i);
    }
}

QString RulesPage::section() const
{
    const QListWidgetItem* item = m_sections->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void RulesPage::showKey(const QString& key)
{
    const std::string wanted = key.toStdString();
    if (wanted.starts_with("routes.")) {
        showSection(QStringLiteral("routes"));
        m_routes->showKey(wanted);
    } else if (wanted.starts_with("alerts.")) {
        showSection(QStringLiteral("notification"));
        m_notification->showKey(wanted);
    } else {
        showSection(QStringLiteral("detection"));
        m_detection->showKey(wanted);
    }
}

void RulesPage::tryDraft()
{
    showSection(QStringLiteral("effect"));
    m_effect->tryNow();
    m_effect->focusResult();
}

void RulesPage::saveDraft()
{
    if (!m_draft.isOpen() || !m_draft.faults().empty())
        return;
    if (m_effect->isTried())
        put(m_draft.rules(), m_panel->form().author(), m_panel->form().reason(), false);
    else
        m_panel->askUntried(m_effect->hasHistory());
}

void RulesPage::put(const RuleSet& rules, const QString& author, const QString& reason,
                    bool rollBack)
{
    if (m_saving)
        return;
    m_saving = true;
    RulesSaveForm* form = rollBack ? &m_versions->form() : &m_panel->form();
    form->setBusy(true);
    m_monitor.saveRules(
        rules, author, reason, guarded(this, [this, form](const Result<RuleVersion>& saved) {
            m_saving = false;
            form->setBusy(false);
            if (!saved) {
                form->setTrouble(tr("Not saved. %1").arg(words::retold(saved.error().message)));
                return;
            }
            m_panel->form().setAuthor(form->author());
            m_versions->form().setAuthor(form->author());
            m_panel->form().setReason({});
            takeInForce();
            emit noted(tr("Version %1 of the rules is in force").arg(saved->version));
        }));
}

void RulesPage::takeInForce()
{
    const bool before = m_draft.isOpen();
    const RuleSet rules = rulesOf(m_monitor.config());
    const bool others = rules != m_draft.inForce();
    const int taken = m_draft.takeInForce(rules);
    if (before && others && m_draft.isOpen()) {
        m_meanwhile = true;
        m_taken += taken;
    }
    refresh();
    loadVersions();
}

void RulesPage::loadVersions()
{
    m_monitor.loadRuleVersions(guarded(this, [this](Result<std::vector<RuleVersion>> versions) {
        if (!versions) {
            m_versions->setTrouble(tr("Not read. %1").arg(words::retold(versions.error().message)));
            return;
        }
        m_versions->setVersions(std::move(*versions));
        if (m_versions->versions().empty())
            return;
        const RuleVersion& newest = m_versions->versions().front();
        QString name = RulesVersions::nameOf(newest, *m_monitor.zone());
        if (!newest.reason.empty())
            name =
                tr("%1: %2", "a version, and its reason").arg(name, format::foreign(newest.reason));
        m_inForce->setText(tr("In force: %1").arg(name));
        if (m_meanwhile && m_draft.isOpen())
            m_panel->setMeanwhile(
                tr("Meanwhile others came into force (%1). %n change(s) of theirs were taken over; "
                   "yours are kept and listed against them.",
                   nullptr, m_taken)
                    .arg(name));
    }));
}

void RulesPage::activate()
{
    m_sections->setFocus();
    refresh();
}

void RulesPage::saveState(QSettings& store) const
{
    store.setValue(QStringLiteral("section"), section());
    store.setValue(QStringLiteral("days"), m_effect->days());
    store.setValue(QStringLiteral("author"), m_panel->form().author());
    const auto [draft, base] = m_draft.written();
    store.setValue(QStringLiteral("draft"), draft);
    store.setValue(QStringLiteral("base"), base);
    store.setValue(QStringLiteral("reason"),
                   draft.isEmpty() ? QString() : m_panel->form().reason());
}

void RulesPage::restoreState(const QSettings& store)
{
    showSection(store.value(QStringLiteral("section")).toString());
    m_effect->setDays(store.value(QStringLiteral("days"), m_effect->days()).toInt());
    if (const QString author = store.value(QStringLiteral("author")).toString();
        !author.isEmpty()) {
        m_panel->form().setAuthor(author);
        m_versions->form().setAuthor(author);
    }
    const QString draft = store.value(QStringLiteral("draft")).toString();
    if (draft.isEmpty())
        return;
    const QString trouble = m_draft.read(draft, store.value(QStringLiteral("base")).toString());
    if (!trouble.isEmpty()) {
        emit troubled(tr("The draft of the rules could not be kept"), trouble);
        return;
    }
    m_panel->form().setReason(store.value(QStringLiteral("reason")).toString());
}

void RulesPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

// The draft stands beside the section; in a narrow window, or at 200 %, below the list of them.
void RulesPage::arrange()
{
    const bool wide = width() >= scaled(kWide);
    const int sections = int(scaled(wide ? kSectionsWidth : kNarrowPanel));
    m_sections->setFixedWidth(sections);
    m_beside->setFixedWidth(wide ? int(scaled(kPanelWidth)) : sections);
    m_sections->setMaximumHeight(wide ? QWIDGETSIZE_MAX
                                      : int(m_sections->count() * scaled(kSectionHeight)) + 4);
    const bool beside = m_body->indexOf(m_beside) >= 0;
    if (beside == wide)
        return;
    if (wide) {
        m_left->removeWidget(m_beside);
        m_body->addWidget(m_beside);
    } else {
        m_body->removeWidget(m_beside);
        m_left->addWidget(m_beside, 1);
    }
}

} // namespace vigia
