// One libcurl transfer with the rules that all channels share: limits on every wait, TLS checked,
// no redirects, no signals, answers bounded, and a way to stop it from another thread.
//
// Thread: a CurlTransfer lives in one thread; `stop` may be set from any.
#pragma once

#include <atomic>
#include <chrono>
#include <curl/curl.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

struct TransferLimits
{
    std::chrono::milliseconds connect{10'000}; // name, TCP and TLS
    std::chrono::milliseconds whole{60'000};
    std::size_t answerBytes = 64 * 1024; // more of the other side's words is cut off
};

// What came of a transfer.
struct TransferResult
{
    CURLcode code = CURLE_OK;
    long response = 0;                // last SMTP or HTTP status; 0 = none
    std::string words;                // libcurl's own, when code is not CURLE_OK
    std::vector<std::string> headers; // HTTP header or SMTP reply lines, without line end
    std::string body;
};

// Prepared by its user with easy(), then run once.
class CurlTransfer
{
public:
    CurlTransfer(const TransferLimits& limits, const std::atomic<bool>& stop);

    [[nodiscard]] CURL* easy() { return m_easy.get(); }
    void addHeader(const std::string& line); // HTTP request header
    void setUpload(std::string_view bytes);  // borrowed until run() returns
    // Blocks for at most limits.whole. `stop` ends it within about a second.
    [[nodiscard]] TransferResult run();

private:
    struct EasyDeleter
    {
        void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
    };
    struct ListDeleter
    {
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };

    static std::size_t takeBody(char* bytes, std::size_t, std::size_t count, void* self);
    static std::size_t takeHeader(char* bytes, std::size_t, std::size_t count, void* self);
    static std::size_t giveUpload(char* buffer, std::size_t, std::size_t room, void* self);
    static int progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

    std::unique_ptr<CURL, EasyDeleter> m_easy;
    std::unique_ptr<curl_slist, ListDeleter> m_list;
    TransferLimits m_limits;
    const std::atomic<bool>& m_stop;
    std::chrono::steady_clock::time_point m_deadline{};
    std::string_view m_upload;
    std::size_t m_headerBytes = 0;
    char m_words[CURL_ERROR_SIZE] = {};
    TransferResult m_result;
};

// True for errors of certificate, TLS version or a missing STARTTLS: nothing was sent, and the next
// message would meet the same.
[[nodiscard]] bool isTlsFailure(CURLcode code);

// The other side's words for a person: one line of at most 300 bytes, control characters escaped,
// every secret (also in Base64) replaced by "***".
[[nodiscard]] std::string redactedWords(std::string_view words,
                                        const std::vector<std::string>& secrets);

// "localhost", 127.0.0.0/8 or ::1, as written in a configuration. No name is looked up.
[[nodiscard]] bool isLoopbackHost(std::string_view host);

} // namespace vigia
