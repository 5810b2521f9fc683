#include "core/runtime/change_watch.h"

#include "core/runtime/logging.h"
#include "core/store/change_feed.h"

#include <QTimer>

#include <memory>

namespace vigia {
namespace {

using namespace std::chrono_literals;

constexpr auto kTryEvery = 2s;

} // namespace

ChangeWatch::ChangeWatch(Options options)
    : m_options(std::move(options))
{
    start();
}

ChangeWatch::~ChangeWatch()
{
    quit();
    wait();
}

void ChangeWatch::run()
{
    std::unique_ptr<ChangeFeed> feed;
    QTimer retry;
    const auto open = [&] {
        auto opened = ChangeFeed::open(m_options.database);
        if (!opened)
            return;
        retry.stop();
        feed = std::move(*opened);
        QObject::connect(feed.get(), &ChangeFeed::changed, feed.get(),
                         [this](const StoreChange& change) {
                             if (change.origin != m_options.origin)
                                 m_options.changed(change);
                         });
        QObject::connect(feed.get(), &ChangeFeed::lost, feed.get(), [](const Error& error) {
            qCInfo(lcStore, "not told of changes: %s", error.message.c_str());
        });
        QObject::connect(feed.get(), &ChangeFeed::resumed, feed.get(),
                         [this] { m_options.missed(); });
        m_options.missed();
    };
    QObject::connect(&retry, &QTimer::timeout, &retry, open);
    retry.start(kTryEvery);
    open();
    exec();
}

} // namespace vigia
