#include "ui/chart/theme.h"

#include <QTest>

using namespace vigia;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void contrastIsThatOfWcag();
    void textReaches4point5_data();
    void textReaches4point5();
    void linesReach3_data();
    void linesReach3();
    void statusColoursDiffer();
    void fontsGrowWithTheUsersSetting();
};

namespace {

void themes()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;
}

const Theme& chosen()
{
    const bool dark = *static_cast<bool*>(QTest::qData("dark", QMetaType::Bool));
    return dark ? darkTheme() : lightTheme();
}

QByteArray said(const char* what, const QColor& a, const QColor& b)
{
    return QByteArray(what) + ' ' + a.name().toLatin1() + " on " + b.name().toLatin1() + ": " +
           QByteArray::number(contrast(a, b), 'f', 2);
}

} // namespace

// Worked examples of the specification: black on white is 21, #777 on white 4.48.
void TestTheme::contrastIsThatOfWcag()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.005);
}

void TestTheme::textReaches4point5_data()
{
    themes();
}

void TestTheme::textReaches4point5()
{
    const Theme& t = chosen();
    for (const QColor& ground : {t.ground, t.card, t.raised}) {
        for (const QColor& text : {t.text, t.muted, t.good, t.warning, t.critical})
            QVERIFY2(contrast(text, ground) >= 4.5, said("text", text, ground).constData());
    }
    QVERIFY(contrast(t.accentText, t.accent) >= 4.5);
    QVERIFY(contrast(t.muted, t.hover) >= 4.5);
    for (std::size_t i = 0; i < kKnownStatuses; ++i) {
        const QColor name = t.name(static_cast<StatusId>(i));
        QVERIFY2(contrast(name, t.card) >= 4.5, said("status", name, t.card).constData());
    }
}

void TestTheme::linesReach3_data()
{
    themes();
}

void TestTheme::linesReach3()
{
    const Theme& t = chosen();
    for (std::size_t i = 0; i < kKnownStatuses; ++i) {
        const QColor line = t.line(static_cast<StatusId>(i));
        QVERIFY2(contrast(line, t.card) >= 3.0, said("line", line, t.card).constData());
    }
    for (const Severity s : {Severity::Warning, Severity::Critical})
        QVERIFY2(contrast(t.severity(s), t.card) >= 3.0,
                 said("mark", t.severity(s), t.card).constData());
    QVERIFY(contrast(t.accent, t.ground) >= 3.0); // the focus ring
}

void TestTheme::statusColoursDiffer()
{
    for (const Theme* t : {&darkTheme(), &lightTheme()}) {
        QSet<QRgb> seen;
        for (std::size_t i = 0; i < kKnownStatuses; ++i)
            seen.insert(t->line(static_cast<StatusId>(i)).rgb());
        QCOMPARE(seen.size(), qsizetype(kKnownStatuses));
    }
}

void TestTheme::fontsGrowWithTheUsersSetting()
{
    QFont font = QApplication::font();
    font.setPointSizeF(9);
    QApplication::setFont(font);
    QCOMPARE(uiFont(12).pointSizeF(), 9.0);
    font.setPointSizeF(18);
    QApplication::setFont(font);
    QCOMPARE(uiFont(12).pointSizeF(), 18.0);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
