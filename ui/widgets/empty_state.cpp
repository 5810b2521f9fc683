#include "ui/widgets/empty_state.h"

#include "ui/chart/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace vigia {
namespace {

QLabel* addText(QVBoxLayout* column, const QString& text, const QFont& font, bool muted)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    label->setWordWrap(true);
    label->setProperty("muted", muted);
    label->setAlignment(Qt::AlignHCenter);
    column->addWidget(label);
    return label;
}

} // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
{
    auto* outer = new QVBoxLayout(this);
    outer->addStretch(2);
    auto* column = new QVBoxLayout;
    column->setSpacing(10);
    auto* holder = new QWidget;
    holder->setMaximumWidth(760);
    holder->setLayout(column);
    outer->addWidget(holder, 0, Qt::AlignHCenter);
    outer->addStretch(3);

    addText(column, tr("No transactions yet"), uiFont(22, QFont::DemiBold), false);
    addText(column, tr("Vigia shows what it is given, minute by minute. Begin with one of these:"),
            uiFont(13), true);
    column->addSpacing(8);
    auto* buttons = new QHBoxLayout;
    auto* open = new QPushButton(tr("Open files…"));
    open->setProperty("primary", true);
    m_demo = new QPushButton(tr("Start the demo"));
    buttons->addStretch(1);
    buttons->addWidget(open);
    buttons->addWidget(m_demo);
    buttons->addStretch(1);
    column->addLayout(buttons);
    addText(column, tr("or drop CSV files anywhere on this window"), uiFont(12), true);
    column->addSpacing(14);

    m_post = addText(column, tr("or post a minute from a script:"), uiFont(13), true);
    m_command = new QLabel;
    m_command->setTextFormat(Qt::PlainText);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(uiFont(12).pointSizeF());
    m_command->setFont(fixed);
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_command->setProperty("card", true);
    m_command->setFrameShape(QFrame::StyledPanel);
    m_command->setContentsMargins(14, 12, 14, 12);
    m_command->setAccessibleName(tr("Command that posts one minute"));
    column->addWidget(m_command);
    m_copy = new QPushButton(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the command"));
    column->addWidget(m_copy, 0, Qt::AlignHCenter);

    connect(open, &QPushButton::clicked, this, &EmptyState::openRequested);
    connect(m_demo, &QPushButton::clicked, this, &EmptyState::demoRequested);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_command->text()); });
    setAddress({});
}

void EmptyState::setAddress(const QUrl& listener)
{
    const bool listening = !listener.isEmpty();
    m_post->setVisible(listening);
    m_command->setVisible(listening);
    m_copy->setVisible(listening);
    m_command->setText(QStringLiteral("curl ") +
                       listener.toString(QUrl::RemovePath | QUrl::StripTrailingSlash) +
                       QStringLiteral("/transactions \\\n"
                                      "  -H 'Content-Type: application/json' \\\n"
                                      "  -d '[{\"time\":\"'$(date -u +%FT%H:%M:00Z)'\","
                                      "\"status\":\"approved\",\"count\":120}]'"));
}

void EmptyState::offerDemo(bool offered)
{
    m_demo->setVisible(offered);
}

} // namespace vigia
