#include "app/commands/table_output.h"

#include <QTest>

using namespace vigia;

namespace {

Store::Table sample()
{
    Store::Table table;
    table.columns = {"status", "count"};
    table.rows = {{"denied", "9"}, {"=cmd|x", "120"}, {"a \"b\", c", std::nullopt}};
    return table;
}

} // namespace

class TestTableOutput : public QObject
{
    Q_OBJECT

private slots:
    void alignedPutsNumbersRight()
    {
        QCOMPARE(formatTable(sample(), TableFormat::Aligned), std::string("status    count\n"
                                                                          "--------  -----\n"
                                                                          "denied        9\n"
                                                                          "=cmd|x      120\n"
                                                                          "a \"b\", c       \n"));
    }

    void csvIsQuotedAndNoFormulaLeavesIt()
    {
        QCOMPARE(formatTable(sample(), TableFormat::Csv), std::string("status,count\r\n"
                                                                      "denied,9\r\n"
                                                                      "'=cmd|x,120\r\n"
                                                                      "\"a \"\"b\"\", c\",\r\n"));
        QCOMPARE(csvCell("-12.5"), std::string("-12.5")); // a number stays one
        QCOMPARE(csvCell("-2+3"), std::string("'-2+3"));
    }

    void jsonKeepsNumbersAndNull()
    {
        const QJsonArray rows =
            QJsonDocument::fromJson(
                QByteArray::fromStdString(formatTable(sample(), TableFormat::Json)))
                .array();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[0].toObject()[QStringLiteral("count")].toInteger(), 9);
        QVERIFY(rows[2].toObject()[QStringLiteral("count")].isNull());
    }

    void aControlCharacterCannotBreakTheTable()
    {
        Store::Table table;
        table.columns = {"x"};
        table.rows = {{"a\nb\x1b[31m"}};
        const std::string text = formatTable(table, TableFormat::Aligned);
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), 3);
        QVERIFY(text.find('\x1b') == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestTableOutput)
#include "tst_table_output.moc"
