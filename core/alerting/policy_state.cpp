#include "core/alerting/policy_state.h"

#include "core/base/byte_stream.h"

namespace vigia {
namespace {

constexpr std::string_view kMagic = "policy 1";
constexpr std::size_t kMost = 1'000'000; // of anything in a list

// The same walk writes and reads, so that both cannot disagree.
class Writing
{
public:
    explicit Writing(ByteWriter& out)
        : m_out(out)
    {}
    void number(std::int64_t value) { m_out.i64(value); }
    void number(double value) { m_out.f64(value); }
    void text(const std::string& value) { m_out.text(value); }
    template <typename T, typename Each>
    void list(std::vector<T>& values, Each each)
    {
        m_out.u64(values.size());
        for (T& value : values)
            each(value);
    }

private:
    ByteWriter& m_out;
};

class Reading
{
public:
    explicit Reading(ByteReader& in)
        : m_in(in)
    {}
    void number(std::int64_t& value) { value = m_in.i64(); }
    void number(double& value) { value = m_in.f64(); }
    void text(std::string& value) { value = m_in.text(); }
    template <typename T, typename Each>
    void list(std::vector<T>& values, Each each)
    {
        values.resize(m_in.length(kMost, 1));
        for (T& value : values)
            each(value);
    }

private:
    ByteReader& m_in;
};

// Anything that is a whole number in the end.
template <typename Walk, typename T>
void whole(Walk& walk, T& value)
{
    auto number = static_cast<std::int64_t>(value);
    walk.number(number);
    value = static_cast<T>(number);
}

template <typename Walk, typename Duration>
void time(Walk& walk, std::chrono::sys_time<Duration>& value)
{
    std::int64_t number = value.time_since_epoch().count();
    walk.number(number);
    value = std::chrono::sys_time<Duration>{Duration{number}};
}

template <typename Walk>
void time(Walk& walk, std::optional<Instant>& value)
{
    bool has = value.has_value();
    whole(walk, has);
    Instant at = value.value_or(Instant{});
    time(walk, at);
    value = has ? std::optional(at) : std::nullopt;
}

template <typename Walk>
void story(Walk& walk, Minute& start, StatusId& status, AnomalyKind& kind)
{
    time(walk, start);
    whole(walk, status);
    whole(walk, kind);
}

template <typename Walk>
void visit(Walk& walk, Ticket& t)
{
    whole(walk, t.incident);
    time(walk, t.openDue);
    time(walk, t.openAfter);
    time(walk, t.told);
    story(walk, t.toldStart, t.toldStatus, t.toldKind);
    whole(walk, t.severity);
    time(walk, t.repeatDue);
    walk.list(t.escalations, [&](PendingEscalation& e) {
        walk.text(e.receiver);
        time(walk, e.due);
        whole(walk, e.done);
    });
    walk.list(t.targets, [&](ToldTarget& target) {
        walk.text(target.channel);
        walk.text(target.recipient);
        walk.text(target.receiver);
    });
    for (int* count : {&t.counts.reminders, &t.counts.reopenings, &t.counts.escalations,
                       &t.counts.acknowledgements, &t.counts.resolutions})
        whole(walk, *count);
    whole(walk, t.reopened);
    time(walk, t.resolveDue);
    time(walk, t.resolveAfter);
    time(walk, t.resolvedTold);
    time(walk, t.snoozedUntil);
    time(walk, t.acknowledgedUntil);
    walk.list(t.mutedBy, [&](std::int64_t& id) { walk.number(id); });
}

template <typename Walk>
void visit(Walk& walk, Notice& n)
{
    whole(walk, n.kind);
    whole(walk, n.incident);
    whole(walk, n.number);
    walk.text(n.target.channel);
    walk.text(n.target.recipient);
    whole(walk, n.target.minimum);
    whole(walk, n.target.language);
    walk.text(n.receiver);
    story(walk, n.toldStart, n.toldStatus, n.toldKind);
}

template <typename Walk>
void visit(Walk& walk, PolicyState& state)
{
    walk.list(state.tickets, [&](Ticket& t) { visit(walk, t); });
    walk.list(state.rising, [&](Rising& r) {
        whole(walk, r.status);
        time(walk, r.since);
        time(walk, r.latest);
        walk.number(r.slope);
        whole(walk, r.told);
    });
    walk.list(state.openings, [&](Instant& at) { time(walk, at); });
    walk.list(state.held, [&](Notice& n) { visit(walk, n); });
    time(walk, state.floodSince);
    time(walk, state.digestDue);
    bool slept = state.slept.has_value();
    whole(walk, slept);
    auto gap = state.slept.value_or(std::pair<Instant, Instant>{});
    time(walk, gap.first);
    time(walk, gap.second);
    state.slept = slept ? std::optional(gap) : std::nullopt;
    time(walk, state.saved);
}

} // namespace

std::string toBytes(const PolicyState& state)
{
    ByteWriter out;
    out.text(kMagic);
    PolicyState copy = state; // the walk wants to write
    Writing walk(out);
    visit(walk, copy);
    return out.take();
}

std::optional<PolicyState> policyStateFrom(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.text() != kMagic)
        return std::nullopt;
    PolicyState state;
    Reading walk(in);
    visit(walk, state);
    if (!in.finished())
        return std::nullopt;
    return state;
}

} // namespace vigia
