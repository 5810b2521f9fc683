// A Store for the tests of the outbox: only the outbox is there, in memory, and its writing can be
// made to fail.
#pragma once

#include "core/store/store.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace vigia {

// Shared by the Store objects that several threads open on it.
struct FakeOutbox
{
    std::mutex mutex;
    std::map<std::int64_t, OutboxEntry> entries;
    std::map<std::string, std::string> values;
    bool full = false; // recordAttempt and putValue fail
    int recorded = 0;

    std::int64_t add(OutboxEntry entry)
    {
        const std::lock_guard lock(mutex);
        entry.id = static_cast<std::int64_t>(entries.size()) + 1;
        const auto id = entry.id;
        entries[id] = std::move(entry);
        return id;
    }

    OutboxEntry at(std::int64_t id)
    {
        const std::lock_guard lock(mutex);
        return entries.at(id);
    }

    void setFull(bool on)
    {
        const std::lock_guard lock(mutex);
        full = on;
    }
};

class OutboxStore final : public Store
{
public:
    explicit OutboxStore(FakeOutbox& table)
        : m_table(table)
    {}

    Result<std::vector<OutboxEntry>> dueDeliveries(Instant now, std::size_t limit) override
    {
        const std::lock_guard lock(m_table.mutex);
        std::vector<OutboxEntry> due;
        for (const auto& [id, entry] : m_table.entries) {
            if (entry.state == DeliveryState::Pending && entry.nextAttempt <= now &&
                due.size() < limit)
                due.push_back(entry);
        }
        return due;
    }

    Result<void> recordAttempt(const OutboxEntry& entry) override
    {
        const std::lock_guard lock(m_table.mutex);
        if (m_table.full)
            return fail(ErrorCode::Full, "no room");
        ++m_table.recorded;
        m_table.entries[entry.id] = entry;
        return {};
    }

    Result<std::vector<OutboxEntry>> outbox(std::size_t) override
    {
        const std::lock_guard lock(m_table.mutex);
        std::vector<OutboxEntry> all;
        for (const auto& [id, entry] : m_table.entries)
            all.insert(all.begin(), entry);
        return all;
    }

    // What follows is not asked for by the outbox.
    Result<std::vector<WriteCounts>> write(const WriteUnit&) override { return none(); }
    Result<CountPage> counts(const CountQuery&) override { return none(); }
    Result<void> forEachCount(const CountQuery&,
                              const std::function<bool(const StoredCount&)>&) override
    {
        return none();
    }
    Result<std::optional<MinuteRange>> countRange() override { return none(); }
    Result<std::vector<Anomaly>> anomalies(const AnomalyQuery&) override { return none(); }
    Result<std::vector<Incident>> incidents(const IncidentQuery&) override { return none(); }
    Result<std::optional<Incident>> incident(IncidentId) override { return none(); }
    Result<IncidentId> nextIncidentId() override { return none(); }
    Result<void> putValue(const std::string& key, const std::string& bytes) override
    {
        const std::lock_guard lock(m_table.mutex);
        if (m_table.full)
            return fail(ErrorCode::Full, "no room");
        m_table.values[key] = bytes;
        return {};
    }
    Result<std::optional<std::string>> value(const std::string&) override { return none(); }
    Result<Table> select(const std::string&, std::size_t) override { return none(); }

private:
    static tl::unexpected<Error> none() { return fail(ErrorCode::Internal, "not in this test"); }

    FakeOutbox& m_table;
};

} // namespace vigia
