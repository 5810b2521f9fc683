// Demo mode: a database of its own, the shipped week of history, and the shipped day posted to the
// program's own listener.
//
// The samples are moved forward by whole weeks, so that the day that is replayed is the last such
// weekday that is over: time of day and day of week stay right, and nothing lies in the future.
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/model/count_batch.h"
#include "core/model/status.h"
#include "core/runtime/replay.h"

#include <QTemporaryDir>

#include <memory>

namespace vigia {

struct DemoData
{
    CountBatch history;
    CountBatch day;
};

// Reads the shipped samples and moves them. `now` decides how far; of the day only what lies before
// `until` (local time of day) is kept. InvalidInput when the samples are missing or damaged.
[[nodiscard]] Result<DemoData> loadDemo(const StatusCatalog& catalog, const Zone& zone, Instant now,
                                        std::optional<std::chrono::minutes> until);

// Folder of the shipped samples: beside the installed program, or of the source tree it was built
// from; "" when neither is there.
[[nodiscard]] std::string sampleFolder();

class Demo final : public QObject
{
    Q_OBJECT

public:
    explicit Demo(DemoData data)
        : m_data(std::move(data))
    {}

    // The folder of the demo's database; goes with this object.
    [[nodiscard]] std::string dataDir() const { return m_dir.path().toStdString(); }
    [[nodiscard]] CountBatch takeHistory() { return std::move(m_data.history); }
    // Begins to post the day, `speed` minutes of data a minute.
    void play(const QUrl& listener, const std::string& token, double speed,
              std::shared_ptr<const StatusCatalog> catalog);
    void stop();

signals:
    void ended(const std::optional<vigia::Error>& error);

private:
    DemoData m_data;
    QTemporaryDir m_dir;
    std::unique_ptr<Replay> m_replay;
};

} // namespace vigia
