#include "ui/chart/style_sheet.h"

namespace vigia {
namespace {

// Names in angle brackets stand for colours of the theme.
constexpr const char* kSheet = R"(
QToolTip { background: <raised>; color: <text>; border: 1px solid <border>; padding: 6px; }

QWidget#topBar, QWidget#navRail, QWidget#statusLine { background: <ground>; }
QWidget#topBar { border-bottom: 1px solid <border>; }
QWidget#navRail { border-right: 1px solid <border>; }
QWidget#statusLine { border-top: 1px solid <border>; }
QWidget#statusLine QLabel { color: <muted>; }
QWidget#sidePanel { border-left: 1px solid <border>; }
QFrame[card="true"] { background: <card>; border: 1px solid <border>; border-radius: 8px; }

QMenuBar { background: transparent; border: none; }
QMenuBar::item { padding: 6px 9px; border-radius: 6px; background: transparent; color: <muted>; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: <hover>; color: <text>; }
QMenu { background: <raised>; border: 1px solid <border>; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 26px; border-radius: 5px; }
QMenu::item:selected { background: <accent>; color: <accentText>; }
QMenu::item:disabled { color: <muted>; background: transparent; }
QMenu::separator { height: 1px; background: <border>; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }

QPushButton, QToolButton[plain="true"] {
    background: <raised>; color: <text>; border: 1px solid <border>; border-radius: 6px;
    padding: 5px 12px; }
QPushButton:hover, QToolButton[plain="true"]:hover { background: <hover>; }
QPushButton:pressed, QToolButton[plain="true"]:pressed { background: <border>; }
QPushButton:focus, QToolButton:focus { border: 1px solid <accent>; outline: none; }
QPushButton:disabled { color: <muted>; }
QPushButton[primary="true"] { background: <accent>; color: <accentText>; border-color: <accent>; }
QPushButton[primary="true"]:focus { border: 2px solid <text>; padding: 4px 11px; }

QToolButton[small="true"] { background: <raised>; color: <text>; border: 1px solid <border>;
    border-radius: 6px; padding: 3px 9px; }
QToolButton[small="true"]:hover { background: <hover>; }
QToolButton[small="true"]:checked { background: <hover>; border-color: <muted>; }
QToolButton[small="true"]:focus { border: 1px solid <accent>; }
QToolButton[small="true"]:disabled { color: <muted>; }
QComboBox { background: <card>; color: <text>; border: 1px solid <border>; border-radius: 6px;
    padding: 4px 2px 4px 8px; }
QComboBox:hover { background: <raised>; }
QComboBox:focus, QComboBox:on { border-color: <accent>; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 18px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(:/icons/down-<name>.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: <raised>; color: <text>; border: 1px solid <border>;
    selection-background-color: <accent>; selection-color: <accentText>; outline: none; }

QToolButton[segment="true"] {
    background: <card>; color: <muted>; border: 1px solid <border>; border-left-width: 0;
    padding: 5px 11px; border-radius: 0; }
QToolButton[segment="true"][first="true"] { border-left-width: 1px; border-top-left-radius: 6px;
    border-bottom-left-radius: 6px; }
QToolButton[segment="true"][last="true"] { border-top-right-radius: 6px;
    border-bottom-right-radius: 6px; }
QToolButton[segment="true"]:hover { background: <raised>; color: <text>; }
QToolButton[segment="true"]:checked { background: <hover>; color: <text>; }
QToolButton[segment="true"]:focus { border: 1px solid <accent>; }

QToolButton[rail="true"] { border: 1px solid transparent; border-radius: 8px; color: <muted>;
    padding: 7px 2px 5px 2px; background: transparent; }
QToolButton[rail="true"]:hover { background: <raised>; color: <text>; }
QToolButton[rail="true"]:checked { background: <hover>; color: <text>; }
QToolButton[rail="true"]:focus { border: 1px solid <accent>; }

QToolButton[plain="true"][menu="true"], QPushButton[menu="true"] { padding-right: 26px; }
QToolButton[plain="true"]::menu-indicator, QPushButton::menu-indicator {
    image: url(:/icons/down-<name>.svg); width: 10px; height: 10px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 9px; }
QToolButton[quiet="true"] { background: transparent; border: 1px solid transparent;
    border-radius: 6px; padding: 4px 8px; color: <text>; }
QToolButton[quiet="true"]:hover { background: <raised>; }
QToolButton[quiet="true"]:focus { border: 1px solid <accent>; }

QLabel[muted="true"] { color: <muted>; }
QCheckBox { spacing: 7px; }
QCheckBox:focus { color: <accent>; }
QCheckBox::indicator { width: 14px; height: 14px; background: <card>;
    border: 1px solid <muted>; border-radius: 4px; }
QCheckBox::indicator:checked { background: <accent>; border-color: <accent>;
    image: url(:/icons/tick-<name>.svg); }
QCheckBox::indicator:disabled { border-color: <border>; }
QCheckBox::indicator:focus { border: 2px solid <accent>; width: 12px; height: 12px; }
QCheckBox::indicator:checked:focus { border-color: <text>; }
QWidget#statusLine QLabel#said { color: <text>; font-weight: 600; }

QListView { background: transparent; border: none; outline: none; }
QTableView { background: <card>; alternate-background-color: <raised>;
    border: 1px solid transparent; border-radius: 4px;
    gridline-color: <grid>; selection-background-color: <accent>;
    selection-color: <accentText>; }
QTableView:focus { border: 1px solid <accent>; }
QHeaderView { background: <card>; }
QHeaderView::section { background: <card>; color: <muted>; border: none;
    border-bottom: 1px solid <border>; padding: 6px 10px; }
QTableView#watchTable { selection-background-color: transparent; selection-color: <text>; }
QTableView#watchTable QHeaderView::section { padding: 6px 2px; }
QListView[plainList="true"]::item { padding: 6px 8px; border: 1px solid transparent;
    border-radius: 6px; }
QListView[plainList="true"]::item:hover { background: <raised>; }
QListView[plainList="true"]::item:selected { background: <hover>; color: <text>; }
QListView[plainList="true"]::item:selected:focus { border-color: <accent>; }
QTableCornerButton::section { background: <card>; border: none; }

QProgressBar { background: <raised>; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; }
QProgressBar::chunk { background: <accent>; border-radius: 3px; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: <muted>; border: 1px solid transparent;
    border-bottom: 2px solid transparent; padding: 5px 12px; }
QTabBar::tab:hover { color: <text>; }
QTabBar::tab:selected { color: <text>; border-bottom-color: <accent>; }
QTabBar::tab:focus { border: 1px solid <accent>; border-bottom-width: 2px; border-radius: 4px; }

QTextEdit { background: transparent; color: <text>; border: none;
    selection-background-color: <accent>; selection-color: <accentText>; }
QTextBrowser#paper { background: #ffffff; color: #111111; border: 1px solid <border>; }
QPlainTextEdit, QLineEdit, QDateTimeEdit { background: <card>;
    border: 1px solid <border>; border-radius: 6px; padding: 4px 8px;
    selection-background-color: <accent>; selection-color: <accentText>; }
QPlainTextEdit:focus, QLineEdit:focus, QDateTimeEdit:focus { border-color: <accent>; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { background: transparent; border: 1px solid transparent; border-radius: 4px; }
QScrollArea:focus { border: 1px solid <accent>; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: <border>; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: <muted>; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

} // namespace

QString styleSheetOf(const Theme& t)
{
    QString sheet = QString::fromLatin1(kSheet);
    const std::pair<const char*, QColor> colours[] = {
        {"<ground>", t.ground}, {"<card>", t.card},
        {"<raised>", t.raised}, {"<hover>", t.hover},
        {"<border>", t.border}, {"<grid>", t.grid},
        {"<text>", t.text},     {"<muted>", t.muted},
        {"<accent>", t.accent}, {"<accentText>", t.accentText}};
    sheet.replace(QLatin1String("<name>"), QLatin1String(t.dark ? "dark" : "light"));
    for (const auto& [name, colour] : colours)
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

} // namespace vigia
