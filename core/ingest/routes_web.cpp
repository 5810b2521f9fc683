// The pages for a browser and the description of the routes. They are the same for everybody and
// hold no data: what they show they ask for, with the token where one is needed.
#include "core/ingest/routes.h"

#include <QFile>

// Resources of a static library are left out unless somebody asks; this must be a global function.
static void initWebResources()
{
    Q_INIT_RESOURCE(web);
}

namespace vigia {
namespace {

// No script but our own files, no frame around us, nothing from elsewhere.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' "
    "data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

HttpResponse page(const QString& name, std::string_view type)
{
    static const bool initialised = [] {
        initWebResources();
        return true;
    }();
    Q_UNUSED(initialised)
    QFile file(QStringLiteral(":/web/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("a page was not built in: %s", qPrintable(name));
    return {.contentType = std::string(type),
            .body = file.readAll().toStdString(),
            .fields = {{"Content-Security-Policy", std::string(kPolicy)},
                       {"Referrer-Policy", "no-referrer"}}};
}

constexpr std::string_view kHtml = "text/html; charset=utf-8";
constexpr std::string_view kScript = "text/javascript; charset=utf-8";

} // namespace

void getDashboard(RouteScope&, const HttpRequest&, Reply reply)
{
    reply.send(page(QStringLiteral("dashboard.html"), kHtml));
}

void getDashboardScript(RouteScope&, const HttpRequest&, Reply reply)
{
    reply.send(page(QStringLiteral("dashboard.js"), kScript));
}

void getStyle(RouteScope&, const HttpRequest&, Reply reply)
{
    reply.send(page(QStringLiteral("style.css"), "text/css; charset=utf-8"));
}

void getDocs(RouteScope&, const HttpRequest&, Reply reply)
{
    reply.send(page(QStringLiteral("docs.html"), kHtml));
}

void getDocsScript(RouteScope&, const HttpRequest&, Reply reply)
{
    reply.send(page(QStringLiteral("docs.js"), kScript));
}

void getOpenApi(RouteScope&, const HttpRequest&, Reply reply)
{
    reply.send(page(QStringLiteral("openapi.json"), "application/json"));
}

} // namespace vigia
