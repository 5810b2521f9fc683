// What need not happen more often than an eye can follow: the first time at once, then at most once
// a while, and never left undone.
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <utility>

namespace vigia {

class Pace : public QObject
{
public:
    Pace(std::chrono::milliseconds atMostEvery, std::function<void()> act, QObject* parent)
        : QObject(parent)
        , m_act(std::move(act))
    {
        m_rest.setInterval(atMostEvery);
        m_rest.setSingleShot(true);
        connect(&m_rest, &QTimer::timeout, this, [this] {
            if (std::exchange(m_again, false))
                ask();
        });
    }

    void ask()
    {
        m_again = m_rest.isActive();
        if (m_again)
            return;
        m_rest.start();
        m_act();
    }

private:
    std::function<void()> m_act;
    QTimer m_rest;
    bool m_again = false;
};

} // namespace vigia
