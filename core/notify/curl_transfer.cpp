#include "core/notify/curl_transfer.h"

#include "core/message/mime.h"
#include "core/message/words.h"

#include <algorithm>
#include <cstring>

namespace vigia {
namespace {

// libcurl's own time-out comes first and says what it waited for.
constexpr std::chrono::milliseconds kGrace{500};

// Once a process, before the first thread uses it; C++ makes the first call thread-safe.
void initCurlOnce()
{
    [[maybe_unused]] static const CURLcode kDone = curl_global_init(CURL_GLOBAL_DEFAULT);
}

} // namespace

CurlTransfer::CurlTransfer(const TransferLimits& limits, const std::atomic<bool>& stop)
    : m_limits(limits)
    , m_stop(stop)
{
    initCurlOnce();
    m_easy.reset(curl_easy_init());
    CURL* easy = m_easy.get();
    if (easy == nullptr)
        return; // out of memory; run() says so
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_words);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L); // else its time-outs use SIGALRM, in a thread
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.count()));
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); // a dead DNS does not hold up stop()
    // The connection ends within run(), where the deadline holds: the answer to SMTP's QUIT would
    // else be waited for up to two minutes, beyond every limit above.
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlTransfer::takeBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlTransfer::takeHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &CurlTransfer::progress);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, this);
}

void CurlTransfer::addHeader(const std::string& line)
{
    if (curl_slist* longer = curl_slist_append(m_list.get(), line.c_str())) {
        static_cast<void>(m_list.release());
        m_list.reset(longer);
    }
}

void CurlTransfer::setUpload(std::string_view bytes)
{
    m_upload = bytes;
    curl_easy_setopt(easy(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy(), CURLOPT_READFUNCTION, &CurlTransfer::giveUpload);
    curl_easy_setopt(easy(), CURLOPT_READDATA, this);
    curl_easy_setopt(easy(), CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(bytes.size()));
}

TransferResult CurlTransfer::run()
{
    if (!m_easy) {
        m_result.code = CURLE_OUT_OF_MEMORY;
        m_result.words = "out of memory";
        return std::move(m_result);
    }
    if (m_list)
        curl_easy_setopt(easy(), CURLOPT_HTTPHEADER, m_list.get());
    m_deadline = std::chrono::steady_clock::now() + m_limits.whole + kGrace;
    m_result.code = curl_easy_perform(easy());
    curl_easy_getinfo(easy(), CURLINFO_RESPONSE_CODE, &m_result.response);
    if (m_result.code != CURLE_OK)
        m_result.words = m_words[0] != '\0' ? m_words : curl_easy_strerror(m_result.code);
    return std::move(m_result);
}

std::size_t CurlTransfer::takeBody(char* bytes, std::size_t, std::size_t count, void* self)
{
    auto& me = *static_cast<CurlTransfer*>(self);
    const std::size_t room = me.m_limits.answerBytes - me.m_result.body.size();
    me.m_result.body.append(bytes, std::min(room, count));
    return count; // the rest is read and dropped; the whole limit ends an endless answer
}

std::size_t CurlTransfer::takeHeader(char* bytes, std::size_t, std::size_t count, void* self)
{
    auto& me = *static_cast<CurlTransfer*>(self);
    std::string_view line(bytes, count);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
        line.remove_suffix(1);
    if (me.m_headerBytes + line.size() <= me.m_limits.answerBytes) {
        me.m_headerBytes += line.size() + 1;
        me.m_result.headers.emplace_back(line);
    }
    return count;
}

std::size_t CurlTransfer::giveUpload(char* buffer, std::size_t, std::size_t room, void* self)
{
    auto& me = *static_cast<CurlTransfer*>(self);
    const std::size_t take = std::min(room, me.m_upload.size());
    std::memcpy(buffer, me.m_upload.data(), take);
    me.m_upload.remove_prefix(take);
    return take;
}

int CurlTransfer::progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    const auto& me = *static_cast<const CurlTransfer*>(self);
    const bool over = me.m_stop.load(std::memory_order_relaxed) ||
                      std::chrono::steady_clock::now() > me.m_deadline;
    return over ? 1 : 0;
}

bool isTlsFailure(CURLcode code)
{
    switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return true;
    default:
        return false;
    }
}

std::string redactedWords(std::string_view words, const std::vector<std::string>& secrets)
{
    std::string out(words);
    const auto hide = [&](const std::string& secret) {
        for (std::size_t at = out.find(secret); at != std::string::npos; at = out.find(secret, at))
            out.replace(at, secret.size(), "***"), at += 3;
    };
    for (const std::string& secret : secrets) {
        if (secret.size() < 3)
            continue; // would redact half of the alphabet
        hide(secret);
        hide(base64(secret));
    }
    out = plainLine(out.substr(0, 2'000));
    constexpr std::size_t kLongest = 300;
    if (out.size() > kLongest) {
        std::size_t end = kLongest;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80)
            --end; // not in the middle of a character
        out = out.substr(0, end) + "…";
    }
    return out;
}

bool isLoopbackHost(std::string_view host)
{
    if (host == "localhost" || host == "::1" || host == "[::1]")
        return true;
    // Four decimal numbers, the first 127. Short forms such as "127.1" are not worth the doubt.
    int fields = 0;
    while (!host.empty()) {
        const std::size_t dot = std::min(host.find('.'), host.size());
        const std::string_view field = host.substr(0, dot);
        if (field.empty() || field.size() > 3 ||
            !std::all_of(field.begin(), field.end(), [](char c) { return c >= '0' && c <= '9'; }))
            return false;
        if (fields == 0 && field != "127")
            return false;
        ++fields;
        host.remove_prefix(std::min(dot + 1, host.size()));
    }
    return fields == 4;
}

} // namespace vigia
