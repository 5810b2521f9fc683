#include "app/picture_tour.h"

#include "ui/chart/theme.h"
#include "ui/main_window.h"
#include "ui/pages/page.h"
#include "ui/window_host.h"

#include <QAction>
#include <QApplication>

namespace vigia {
namespace {

constexpr std::chrono::milliseconds kLook{100};
constexpr int kCalm = 5;       // a page asks when its turn comes, not at once
constexpr int kPatience = 150; // a store that does not answer is in the picture too
const QString kWall = QStringLiteral("wall");

} // namespace

PictureTour::PictureTour(WindowHost& host, const QString& pattern, QStringList pages,
                         QList<QSize> sizes)
    : m_host(host)
{
    const QString page = QStringLiteral("{page}");
    const QString theme = QStringLiteral("{theme}");
    const QString size = QStringLiteral("{size}");
    if (pages.isEmpty() && pattern.contains(page))
        pages = host.window().pageNames() + QStringList{kWall};
    if (pages.isEmpty())
        pages = {QString()};
    if (sizes.isEmpty())
        sizes = {QSize()};
    if (!pattern.contains(page))
        pages = pages.mid(0, 1);
    if (!pattern.contains(size))
        sizes = sizes.mid(0, 1);
    const QStringList themes = pattern.contains(theme)
                                   ? QStringList{QStringLiteral("dark"), QStringLiteral("light")}
                                   : QStringList{QString()};
    for (const QSize& wanted : sizes) {
        for (const QString& name : pages) {
            for (const QString& colours : themes) {
                QString file = pattern;
                file.replace(page, name).replace(theme, colours);
                file.replace(size,
                             QStringLiteral("%1x%2").arg(wanted.width()).arg(wanted.height()));
                m_stops.push_back({name, colours, wanted, file});
            }
        }
    }
    m_look.setInterval(kLook);
    connect(&m_look, &QTimer::timeout, this, &PictureTour::wait);
}

void PictureTour::start()
{
    pose(m_stops.front());
}

void PictureTour::setWall(bool on)
{
    if (auto* wall = m_host.window().findChild<QAction*>(QStringLiteral("view.wall")))
        wall->setChecked(on);
}

void PictureTour::pose(const Stop& stop)
{
    MainWindow& window = m_host.window();
    if (!stop.theme.isEmpty() && stop.theme != m_theme)
        applyTheme(*qApp, themeChoice(stop.theme));
    m_theme = stop.theme;
    const bool wall = stop.page == kWall;
    setWall(wall);
    if (!wall && !stop.page.isEmpty() && !window.showPage(stop.page)) {
        emit failed({ErrorCode::InvalidInput, stop.page.toStdString() + ": no such page"});
        return;
    }
    if (stop.size.isValid())
        window.resize(stop.size);
    m_calm = m_looked = 0;
    m_look.start();
}

void PictureTour::wait()
{
    m_calm = m_host.window().currentPage()->settled() ? m_calm + 1 : 0;
    if (m_calm >= kCalm || ++m_looked >= kPatience) {
        m_look.stop();
        next();
    }
}

void PictureTour::next()
{
    const auto saved = m_host.window().saveScreenshot(m_stops[m_at].file);
    if (!saved)
        emit failed(saved.error());
    else if (++m_at == m_stops.size())
        emit finished();
    else
        pose(m_stops[m_at]);
}

} // namespace vigia
