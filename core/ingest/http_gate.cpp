#include "core/ingest/http_gate.h"

#include "core/ingest/problem.h"

#include <algorithm>

namespace vigia {
namespace {

bool isForbidden(char c)
{
    const auto u = static_cast<unsigned char>(c);
    return (u < 0x20 && c != '\t') || u == 0x7F;
}

} // namespace

HttpGate::HttpGate(GateLimits limits, Admission admission)
    : m_limits(limits)
    , m_admission(std::move(admission))
{}

void HttpGate::reset()
{
    m_state = State::NeedHead;
    m_scanned = m_lineStart = m_lines = m_headBytes = 0;
    m_head = {};
    m_refusal = {};
}

HttpGate::State HttpGate::refuse(HttpResponse refusal)
{
    m_refusal = std::move(refusal);
    m_state = State::Refused;
    return m_state;
}

HttpGate::State HttpGate::look(std::string_view bytes)
{
    if (m_state == State::NeedHead)
        scanHead(bytes);
    if (m_state == State::NeedBody && bytes.size() >= requestBytes())
        m_state = State::Whole;
    return m_state;
}

void HttpGate::scanHead(std::string_view bytes)
{
    while (m_state == State::NeedHead && m_scanned < bytes.size()) {
        const char c = bytes[m_scanned];
        const bool afterReturn = m_scanned > m_lineStart && bytes[m_scanned - 1] == '\r';
        if (c == '\n') {
            if (!afterReturn) {
                refuse(problem(400, "a line of the head must end with CR LF"));
                return;
            }
            endLine(bytes);
            continue;
        }
        if (afterReturn || (c != '\r' && isForbidden(c))) {
            refuse(problem(400, "the head holds a control character"));
            return;
        }
        ++m_scanned;
        if (m_scanned - m_lineStart > m_limits.lineBytes || m_scanned > m_limits.headBytes) {
            refuse(m_lines == 0 ? problem(414, "the first line of the request is too long")
                                : problem(431, "the head of the request is too large"));
        }
    }
}

void HttpGate::endLine(std::string_view bytes)
{
    const bool blank = m_scanned == m_lineStart + 1; // nothing but the CR
    ++m_scanned;
    m_lineStart = m_scanned;
    if (blank) {
        if (m_lines == 0)
            refuse(problem(400, "the request must begin with its method"));
        else
            judgeHead(bytes.substr(0, m_scanned));
        return;
    }
    ++m_lines;
    if (m_lines > m_limits.fields + 1)
        refuse(problem(431, "the request has too many header lines"));
}

void HttpGate::judgeHead(std::string_view head)
{
    m_headBytes = head.size();
    auto read = readHead(head);
    if (!read) {
        refuse(std::move(read.error()));
        return;
    }
    m_head = std::move(*read);
    if (auto refusal = m_admission(m_head)) {
        refuse(std::move(*refusal));
        return;
    }
    if (m_head.bodyBytes > m_limits.bodyBytes) {
        refuse(problem(413,
                       "a body may have at most " + std::to_string(m_limits.bodyBytes) + " bytes"));
        return;
    }
    m_state = State::NeedBody;
}

} // namespace vigia
