// Takes pictures of the console's window for the README and for looking at: one, or one of each
// page, theme and size.
//
// A picture is taken when the page has settled: nothing it asked of the store is on its way. GUI
// thread only.
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QSize>
#include <QStringList>
#include <QTimer>

#include <vector>

namespace vigia {

class WindowHost;

class PictureTour final : public QObject
{
    Q_OBJECT

public:
    // `pattern` may hold {page}, {theme} and {size}: it is then saved once for each page that is
    // named, or all with the wall board; in dark and light; and in each size. Where it holds none
    // of one kind the window stays as it is, or has the first size.
    PictureTour(WindowHost& host, const QString& pattern, QStringList pages, QList<QSize> sizes);

    void start();

signals:
    void finished();                        // all are saved
    void failed(const vigia::Error& error); // at the first that cannot be

private:
    struct Stop
    {
        QString page;  // empty: the one that is shown
        QString theme; // empty: as it is
        QSize size;    // invalid: as it is
        QString file;
    };
    void next();
    void pose(const Stop& stop);
    void wait();
    void setWall(bool on);

    WindowHost& m_host;
    std::vector<Stop> m_stops;
    std::size_t m_at = 0;
    QString m_page;
    QString m_theme;
    int m_calm = 0;   // looks in a row at a settled page
    int m_looked = 0; // at this stop
    QTimer m_look;
};

} // namespace vigia
