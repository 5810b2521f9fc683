// Silences as the operator reads them: a table of them, the same in words, and the way to the
// store.
//
// Active ones first, then those that come, then those that have ended, newest end on top. The table
// is reset only when something differs. GUI thread only.
#pragma once

#include "core/alerting/silence.h"
#include "core/runtime/monitor.h"

#include <QAbstractTableModel>

#include <functional>
#include <memory>
#include <vector>

namespace vigia {

// A new silence that covers every status and source of the incident, with neither owner, reason nor
// end.
[[nodiscard]] Silence silenceFor(const Incident& incident, const StatusCatalog& catalog);

// Checks it and stores it, as a new one where its id is 0. The policy hears of it at once. `done`
// runs on the monitor's thread.
void storeSilence(Monitor& monitor, Silence silence, Instant now,
                  std::function<void(Result<std::int64_t>)> done);
// It ends now.
void endSilence(Monitor& monitor, std::int64_t id, Instant now,
                std::function<void(Result<void>)> done);

namespace words {

// "● active", "◔ coming", "◔ between its hours", "✓ ended": never by colour alone.
[[nodiscard]] QString silenceState(const Silence& silence, Instant now);
// "status is denied or failed; source is not test"
[[nodiscard]] QString silenceMatchers(const Silence& silence);
// "12 Jul 14:00 – 12 Jul 18:00"; of a recurring one its days, hours and zone, and when it ends.
[[nodiscard]] QString silenceWhen(const Silence& silence, const Zone& zone);
// "▲ ends this shift, at 14:30", "◆ matched nothing for 9 days"; "" when there is nothing to say.
[[nodiscard]] QString silenceHint(const Silence& silence, const Zone& zone, Instant now);

} // namespace words

class SilenceModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { State, Matches, When, Owner, Reason, Note, kColumns };

    explicit SilenceModel(std::shared_ptr<const Zone> zone, QObject* parent = nullptr);

    // States and hints are those of `now`.
    void set(std::vector<Silence> silences, Instant now);
    [[nodiscard]] const Silence* at(const QModelIndex& index) const; // nullptr when invalid
    [[nodiscard]] int rowOf(std::int64_t id) const;                  // -1: not among them
    [[nodiscard]] int active() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        Silence silence;
        SilenceState state = SilenceState::Expired;
        QStringList cells;
    };
    std::shared_ptr<const Zone> m_zone;
    std::vector<Row> m_rows;
};

} // namespace vigia
