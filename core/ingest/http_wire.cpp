#include "core/ingest/http_wire.h"

#include <array>
#include <cstdio>

namespace vigia {

std::string httpDate(Instant now)
{
    using namespace std::chrono;
    constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const sys_days day = floor<days>(now);
    const year_month_day date{day};
    const hh_mm_ss clock{floor<seconds>(now - day)};
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                  kDays[weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
                  kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                  static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

std::vector<HttpField> answerFields(const HttpResponse& response, AfterAnswer after, Instant now)
{
    std::vector<HttpField> out;
    out.reserve(response.fields.size() + 5);
    if (!response.contentType.empty())
        out.emplace_back("Content-Type", response.contentType);
    out.emplace_back("Date", httpDate(now));
    out.emplace_back("X-Content-Type-Options", "nosniff");
    out.emplace_back("Cache-Control", "no-store");
    out.insert(out.end(), response.fields.begin(), response.fields.end());
    if (after == AfterAnswer::Close)
        out.emplace_back("Connection", "close");
    else if (after == AfterAnswer::KeepOpenHttp10)
        out.emplace_back("Connection", "keep-alive");
    return out;
}

std::string answerBytes(const HttpResponse& response, AfterAnswer after, Instant now)
{
    std::string out = "HTTP/1.1 " + std::to_string(response.status) + " ";
    out += reasonPhrase(response.status);
    out += "\r\n";
    for (const auto& [name, value] : answerFields(response, after, now))
        out.append(name).append(": ").append(value).append("\r\n");
    out.append("Content-Length: ").append(std::to_string(response.body.size()));
    out.append("\r\n\r\n").append(response.body);
    return out;
}

} // namespace vigia
