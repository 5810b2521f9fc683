// Isolation forest and LOF against scikit-learn on the same data.
#include "core/detect/isolation_forest.h"
#include "core/detect/lof_window.h"
#include "tests/eval/day_file.h"
#include "tests/support/taught_detector.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <set>

using namespace vigia;
using namespace vigia::test;

namespace {

using Table = std::vector<std::vector<double>>;

double spearman(const std::vector<double>& a, const std::vector<double>& b)
{
    const auto ranks = [](const std::vector<double>& values) {
        std::vector<std::size_t> order(values.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(),
                  [&](std::size_t x, std::size_t y) { return values[x] < values[y]; });
        std::vector<double> rank(values.size());
        for (std::size_t i = 0; i < order.size();) {
            std::size_t end = i;
            while (end < order.size() && values[order[end]] == values[order[i]])
                ++end;
            for (std::size_t j = i; j < end; ++j) // ties share their mean rank
                rank[order[j]] = static_cast<double>(i + end - 1) / 2;
            i = end;
        }
        return rank;
    };
    const std::vector<double> x = ranks(a);
    const std::vector<double> y = ranks(b);
    const double mean = static_cast<double>(x.size() - 1) / 2;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - mean) * (y[i] - mean);
        xx += (x[i] - mean) * (x[i] - mean);
        yy += (y[i] - mean) * (y[i] - mean);
    }
    return xy / std::sqrt(xx * yy);
}

// Days of minutes with a storm of reversals and two silences, as the forest sees them.
std::vector<FeatureRow> realShapedRows(int minutes)
{
    auto forest = std::move(*IsolationForest::make(context()));
    MinuteStream stream(11);
    Random random(12);
    std::vector<FeatureRow> rows;
    for (int i = 0; i < minutes; ++i) {
        Bucket bucket = stream.next();
        const int ofDay = i % 1440;
        if (i / 1440 == 2 && ofDay >= 871 && ofDay < 1122)
            bucket.counts[index(StatusId::Reversed)] += random.poisson(80);
        if (i / 1440 == 3 && ofDay >= 1109 && ofDay < 1115)
            bucket.counts[index(StatusId::Approved)] = random.below(3);
        rows.push_back(forest.features(bucket));
        forest.learn(bucket);
    }
    return rows;
}

} // namespace

class TestSklearn : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    template <typename Row>
    void write(const std::vector<Row>& rows)
    {
        std::ofstream out(m_dir.filePath(QStringLiteral("in")).toStdString());
        out.precision(17);
        for (const Row& row : rows) {
            if constexpr (std::is_same_v<Row, FeatureRow>) {
                for (const float x : row)
                    out << x << ' ';
                out << '\n';
            } else {
                out << row << '\n';
            }
        }
    }

    // Runs the reference on what was written. Empty: scikit-learn is missing.
    Table reference(const QString& what, const QString& argument = {})
    {
        const QString script = qEnvironmentVariable("VIGIA_SOURCE") +
                               QStringLiteral("/tests/contract/sklearn_reference.py");
        const QString out = m_dir.filePath(QStringLiteral("out"));
        QStringList arguments{script, what, m_dir.filePath(QStringLiteral("in")), out};
        if (!argument.isEmpty())
            arguments << argument;
        QProcess python;
        python.setProcessChannelMode(QProcess::MergedChannels);
        python.start(QStringLiteral("/usr/bin/python3"), arguments);
        if (!python.waitForStarted() || !python.waitForFinished(120'000) || python.exitCode() == 77)
            return {};
        if (python.exitCode() != 0)
            qWarning().noquote() << python.readAll();
        Table table;
        std::ifstream in(out.toStdString());
        for (std::string line; std::getline(in, line);) {
            std::istringstream cells(line);
            table.emplace_back(std::istream_iterator<double>(cells),
                               std::istream_iterator<double>());
        }
        return table;
    }

    static std::vector<double> column(const Table& table, std::size_t i)
    {
        std::vector<double> values;
        for (const auto& row : table)
            values.push_back(row.at(i));
        return values;
    }

    // Empty where the real day is not here.
    static std::vector<std::uint64_t> countsOf(const QString& shape, int minutes)
    {
        std::vector<std::uint64_t> counts;
        if (shape.startsWith(QStringLiteral("real "))) {
            const StatusId status = *StatusCatalog().find(shape.mid(5).toStdString());
            const QString path =
                qEnvironmentVariable("VIGIA_SHARED") + QStringLiteral("/data/transactions_1.csv");
            for (const Bucket& bucket : eval::readDay(path.toStdString())) {
                if (!bucket.isGap())
                    counts.push_back(bucket.count(status));
            }
            return counts;
        }
        MinuteStream stream(21);
        Random random(22);
        for (int i = 0; i < minutes; ++i) {
            const Bucket bucket = stream.next();
            const bool rare = random.below(200) == 0;
            if (const auto status = StatusCatalog().find(shape.toStdString()))
                counts.push_back(bucket.count(*status) * (rare ? 2 : 1));
            else if (shape == QStringLiteral("no ties")) // of a busier system
                counts.push_back(random.poisson(300) * 1'000'003 + random.below(1'000'003));
            else if (shape == QStringLiteral("crowds"))
                counts.push_back(rare ? 1'000 + 100 * counts.size() : 10 * random.below(8));
            else if (shape == QStringLiteral("about k"))
                counts.push_back(10 * random.below(20) + random.below(2));
            else if (shape == QStringLiteral("constant"))
                counts.push_back(7);
            else if (shape == QStringLiteral("two"))
                counts.push_back(i % 2 == 0 ? 3 : 90);
            else
                counts.push_back(i == 250 ? 9 : 0);
        }
        return counts;
    }

private slots:
    void initTestCase()
    {
        write(std::vector<std::uint64_t>(50, 1));
        if (reference(QStringLiteral("lof")).size() != 50)
            QSKIP("scikit-learn is not installed: install python3-sklearn to compare with it");
    }

    void forestScoresAgreeInRank_data()
    {
        QTest::addColumn<int>("minutes");
        QTest::addColumn<bool>("repeated");
        QTest::newRow("four days with a storm") << 4 * 1440 << false;
        QTest::newRow("a hundred different minutes, each fifty times") << 100 << true;
    }

    // Two seeds of scikit-learn agree with each other at about 0.93 on these rows. So it is the
    // scores averaged over seeds that must agree above 0.95, and every seed of ours must agree with
    // theirs at least as well as they do among themselves.
    void forestScoresAgreeInRank()
    {
        QFETCH(int, minutes);
        QFETCH(bool, repeated);
        std::vector<FeatureRow> rows = realShapedRows(minutes);
        if (repeated) {
            const std::vector<FeatureRow> once = rows;
            for (int i = 1; i < 50; ++i)
                rows.insert(rows.end(), once.begin(), once.end());
        }
        write(rows);
        constexpr std::size_t kSeeds = 5;
        const Table theirs = reference(QStringLiteral("forest"), QString::number(kSeeds));
        QCOMPARE(theirs.size(), rows.size());
        std::vector<double> ourMean(rows.size());
        std::vector<double> theirMean(rows.size());
        double agreement = 0; // ours with theirs, over all pairs of seeds
        double among = 0;     // theirs with theirs
        for (std::size_t seed = 0; seed < kSeeds; ++seed) {
            const ForestModel model = ForestModel::fit(rows, {.seed = seed});
            std::vector<double> ours;
            for (const FeatureRow& row : rows)
                ours.push_back(model.score(row));
            for (std::size_t other = 0; other < kSeeds; ++other) {
                agreement += spearman(ours, column(theirs, other)) / (kSeeds * kSeeds);
                if (other != seed) {
                    among += spearman(column(theirs, seed), column(theirs, other)) /
                             (kSeeds * (kSeeds - 1));
                }
            }
            for (std::size_t i = 0; i < rows.size(); ++i) {
                ourMean[i] += ours[i];
                theirMean[i] += theirs[i][seed];
            }
        }
        const double ofMeans = spearman(ourMean, theirMean);
        qInfo("Spearman: %.4f of the scores averaged over %zu seeds, %.4f of single seeds; "
              "scikit-learn's seeds with each other %.4f",
              ofMeans, kSeeds, agreement, among);
        QVERIFY(ofMeans > 0.95);
        QVERIFY(agreement >= among);
    }

    void forestScoresOfAConstantAreAHalfInBoth()
    {
        const std::vector<FeatureRow> rows(500, FeatureRow{300, 20, 0.0625F, 0, 0, 0});
        write(rows);
        const ForestModel model = ForestModel::fit(rows, {});
        for (const double theirs :
             column(reference(QStringLiteral("forest"), QStringLiteral("1")), 0)) {
            QVERIFY(std::abs(theirs - 0.5) < 1e-6);
            QVERIFY(std::abs(model.score(rows.front()) - theirs) < 1e-6);
        }
    }

    void lofLabelsAreTheSame_data()
    {
        QTest::addColumn<QString>("shape");
        QTest::addColumn<int>("minutes");
        QTest::newRow("approved, seven days") << "approved" << 7 * 1440;
        QTest::newRow("denied, seven days") << "denied" << 7 * 1440;
        QTest::newRow("failed, a day") << "failed" << 1440;
        QTest::newRow("a real day, approved") << "real approved" << 0;
        QTest::newRow("a real day, denied") << "real denied" << 0;
        QTest::newRow("a real day with a storm, reversed") << "real reversed" << 0;
        QTest::newRow("counts without ties of distance") << "no ties" << 3'000;
        QTest::newRow("every count more often than k, and a few strangers") << "crowds" << 2'000;
        QTest::newRow("counts that occur about k times") << "about k" << 420;
        QTest::newRow("a constant") << "constant" << 500;
        QTest::newRow("all zero but one") << "one stranger" << 500;
        QTest::newRow("two constants in turn") << "two" << 500;
    }

    // Counts are whole, so two neighbours are often equally far, one below and one above. Which of
    // them is among the k nearest changes factors, and scikit-learn leaves it to its search: the
    // kd-tree and brute force give different labels. Where they are told to take the lower one, as
    // lof_window.h does, every label and every factor is the same. Left to itself the kd-tree, its
    // default, differs from us in few.
    void lofLabelsAreTheSame()
    {
        QFETCH(QString, shape);
        QFETCH(int, minutes);
        const std::vector<std::uint64_t> counts = countsOf(shape, minutes);
        if (counts.empty())
            QSKIP("the real day is not here");
        write(counts);
        const Table theirs = reference(QStringLiteral("lof"));
        QCOMPARE(theirs.size(), counts.size());

        LofWindow window({.capacity = counts.size()});
        Random random(23);
        for (int i = 0; i < 300; ++i) // what has left the window leaves no trace
            window.add(random.below(1'000));
        for (const std::uint64_t count : counts)
            window.add(count);
        int outliers = 0;
        int kdTree = 0; // labels that differ from ours
        int brute = 0;
        int kdTreeAndBrute = 0;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const auto& row = theirs[i];
            const bool ours = window.factorOf(counts[i]) > window.threshold();
            QVERIFY2(std::abs(window.factorOf(counts[i]) - row[1]) <= 1e-9 * row[1],
                     qPrintable(QString::number(counts[i])));
            QVERIFY2(ours == (row[0] == 1), qPrintable(QString::number(counts[i])));
            outliers += ours ? 1 : 0;
            kdTree += ours != (row[2] == 1) ? 1 : 0;
            brute += ours != (row[3] == 1) ? 1 : 0;
            kdTreeAndBrute += row[2] != row[3] ? 1 : 0;
        }
        qInfo("%d outliers, all as scikit-learn with ties told; left to itself its kd-tree differs "
              "from us in %d labels, its brute force in %d, they from each other in %d",
              outliers, kdTree, brute, kdTreeAndBrute);
        QVERIFY(kdTree <= static_cast<int>(0.005 * static_cast<double>(counts.size())));
    }

    void lofJudgesNewCountsAsTheirNoveltyModeDoes_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("denied") << 1;
        QTest::newRow("reversed") << 3;
    }

    void lofJudgesNewCountsAsTheirNoveltyModeDoes()
    {
        QFETCH(int, status);
        MinuteStream stream(31);
        LofWindow window({});
        std::vector<std::uint64_t> counts;
        for (int i = 0; i < 10 * 1440; ++i) {
            counts.push_back(stream.next().counts[static_cast<std::size_t>(status)]);
            window.add(counts.back());
        }
        constexpr std::uint64_t kNew = 80;
        for (std::uint64_t count = 0; count < kNew; ++count)
            counts.push_back(count);
        write(counts);
        const Table theirs = reference(QStringLiteral("novelty"), QString::number(kNew));
        QCOMPARE(theirs.size(), std::size_t{kNew});
        for (std::uint64_t count = 0; count < kNew; ++count)
            QCOMPARE(window.novelty(count) > window.threshold(), theirs[count][0] == 1);
    }
};

QTEST_GUILESS_MAIN(TestSklearn)
#include "tst_sklearn.moc"
