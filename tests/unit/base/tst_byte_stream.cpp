#include "core/base/byte_stream.h"

#include <QTest>

#include <array>
#include <limits>

using namespace vigia;

class TestByteStream : public QObject
{
    Q_OBJECT

    static constexpr std::array<std::uint64_t, 5> kVarints{
        0, 127, 128, 16'384, std::numeric_limits<std::uint64_t>::max()};

private slots:
    void readsBackWhatWasWritten()
    {
        ByteWriter out;
        out.u64(std::numeric_limits<std::uint64_t>::max());
        for (const std::uint64_t value : kVarints)
            out.varint(value);
        out.i64(-5);
        out.f64(-0.1);
        out.f32(0.5F);
        out.text(std::string_view("a\0b", 3));
        const std::string bytes = out.take();
        ByteReader in(bytes);
        QCOMPARE(in.u64(), std::numeric_limits<std::uint64_t>::max());
        for (const std::uint64_t value : kVarints)
            QCOMPARE(in.varint(), value);
        QCOMPARE(in.i64(), std::int64_t{-5});
        QCOMPARE(in.f64(), -0.1);
        QCOMPARE(in.f32(), 0.5F);
        QCOMPARE(in.text(), std::string_view("a\0b", 3));
        QVERIFY(in.finished());
    }

    void bytesAreLittleEndian()
    {
        ByteWriter out;
        out.u64(0x0102);
        QCOMPARE(out.take(), std::string("\x02\x01\0\0\0\0\0\0", 8));
    }

    void smallNumbersTakeFewBytes()
    {
        ByteWriter out;
        out.varint(300);
        QCOMPARE(out.take(), std::string("\xac\x02", 2)); // the example of the LEB128 article
    }

    void aVarintBeyond64BitsIsRefused()
    {
        const std::string bytes = std::string(9, '\xff') + "\x02";
        ByteReader in(bytes);
        QCOMPARE(in.varint(), std::uint64_t{0});
        QVERIFY(!in.ok());
    }

    void everyCutIsNoticed()
    {
        ByteWriter out;
        out.text("state");
        out.varint(1'000'000);
        out.f64(1.5);
        const std::string bytes = out.take();
        for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
            ByteReader in(std::string_view(bytes).substr(0, cut));
            (void)in.text();
            (void)in.varint();
            (void)in.f64();
            QVERIFY(!in.finished());
        }
    }

    void aLengthBeyondTheBytesIsRefused()
    {
        ByteWriter out;
        out.u64(std::uint64_t{1} << 60);
        const std::string bytes = out.take();
        ByteReader in(bytes);
        QCOMPARE(in.length(std::size_t{1} << 62, 8), std::size_t{0});
        QVERIFY(!in.ok());
    }

    void numbersThatAreNotFiniteAreRefused()
    {
        ByteWriter out;
        out.f64(std::numeric_limits<double>::quiet_NaN());
        const std::string bytes = out.take();
        ByteReader in(bytes);
        QCOMPARE(in.f64(), 0.0);
        QVERIFY(!in.ok());
    }
};

QTEST_APPLESS_MAIN(TestByteStream)
#include "tst_byte_stream.moc"
