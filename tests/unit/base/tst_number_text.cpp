#include "core/base/number_text.h"

#include <QTest>

#include <limits>

using namespace vigia;

class TestNumberText : public QObject
{
    Q_OBJECT

private slots:
    void numbersHaveAPointAndFixedDecimals_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("two decimals") << 109.3 << 2 << QByteArray("109.30");
        QTest::newRow("no decimals") << 1000.0 << 0 << QByteArray("1000");
        QTest::newRow("rounded") << 26.257 << 2 << QByteArray("26.26");
        QTest::newRow("no negative zero") << -0.001 << 2 << QByteArray("0.00");
        QTest::newRow("negative") << -1.5 << 1 << QByteArray("-1.5");
        QTest::newRow("large") << 9007199254740991.0 << 2 << QByteArray("9007199254740991.00");
    }

    void numbersHaveAPointAndFixedDecimals()
    {
        QFETCH(double, value);
        QFETCH(int, decimals);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(fixedText(value, decimals)), text);
    }

    void shortNumbersHaveNoNeedlessZerosAndNoExponent_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("one decimal is enough") << 109.3 << 2 << QByteArray("109.3");
        QTest::newRow("rounded") << 61.707 << 1 << QByteArray("61.7");
        QTest::newRow("whole") << 2.0 << 2 << QByteArray("2");
        QTest::newRow("zeros before the point stay") << 100000.0 << 2 << QByteArray("100000");
        QTest::newRow("also without decimals") << 100.0 << 0 << QByteArray("100");
        QTest::newRow("no negative zero") << -0.001 << 2 << QByteArray("0");
        QTest::newRow("a billion") << 1e12 << 2 << QByteArray("1000000000000");
    }

    void shortNumbersHaveNoNeedlessZerosAndNoExponent()
    {
        QFETCH(double, value);
        QFETCH(int, decimals);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(shortText(value, decimals)), text);
    }

    void theLargestNumberFits()
    {
        QCOMPARE(fixedText(-std::numeric_limits<double>::max(), 9).size(),
                 std::size_t{1 + 309 + 1 + 9});
    }
};

QTEST_APPLESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
