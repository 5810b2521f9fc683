#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/options.h"
#include "core/runtime/channel_trial.h"

#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>

#include <cstdio>

namespace vigia {
namespace {

constexpr NoticeKind kKinds[] = {
    NoticeKind::Opened,    NoticeKind::Raised,       NoticeKind::Reminder, NoticeKind::Reopened,
    NoticeKind::Escalated, NoticeKind::Acknowledged, NoticeKind::Resolved};

QString kindNames()
{
    QStringList names;
    for (const NoticeKind kind : kKinds)
        names << QString::fromStdString(std::string(toString(kind)));
    return names.join(QStringLiteral(", "));
}

void print(const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

// "mail to ops@example.org (default)"
std::string titleOf(const Preview& preview)
{
    const bool named = preview.target.recipient != preview.receiver;
    return preview.target.channel + (named ? " to " + preview.target.recipient : std::string()) +
           " (" + preview.receiver + ')';
}

void show(const Preview& preview)
{
    print("==== " + titleOf(preview) + '\n');
    if (preview.target.channel == "mail")
        print("Subject: " + preview.message.subject + "\n\n" + preview.message.text);
    else
        print(QJsonDocument::fromJson(QByteArray::fromStdString(preview.message.json))
                  .toJson()
                  .toStdString());
    print("\n");
}

Result<void> save(const Preview& preview, const std::string& wire, const QString& folder)
{
    const QString name =
        QStringLiteral("%1.%2.%3")
            .arg(QString::fromStdString(preview.receiver),
                 QString::fromStdString(preview.target.channel == "mail" ? preview.target.recipient
                                                                         : preview.target.channel),
                 preview.target.channel == "mail" ? QStringLiteral("eml") : QStringLiteral("json"));
    QString safe = name;
    safe.replace(QLatin1Char('/'), QLatin1Char('_'));
    QSaveFile file(QDir(folder).filePath(safe));
    const auto size = static_cast<qint64>(wire.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(wire.data(), size) != size || !file.commit())
        return fail(ErrorCode::Unavailable,
                    file.fileName().toStdString() +
                        ": cannot be written: " + file.errorString().toStdString());
    std::printf("%s\n", qUtf8Printable(file.fileName()));
    return {};
}

struct Ask
{
    PreviewRequest request;
    NoticeKind kind = NoticeKind::Opened;
    bool wire = false;
    QString folder; // "" = standard output
};

int preview(const Ask& ask, const Config& config, const Surroundings& around)
{
    const auto previews = previewMessages(config, *around.zone, ask.request,
                                          sampleIncident(ask.kind, around.now), around.now);
    if (!previews)
        return complain(previews.error());
    if (!ask.folder.isEmpty() && !QDir().mkpath(ask.folder))
        return complain({ErrorCode::Unavailable,
                         ask.folder.toStdString() + ": cannot be made, expected a folder"});
    for (const Preview& one : *previews) {
        const auto wire = one.wire(config, around.now);
        if (!wire)
            return complain(wire.error());
        if (!ask.folder.isEmpty()) {
            if (const auto saved = save(one, *wire, ask.folder); !saved)
                return complain(saved.error());
        } else if (ask.wire) {
            print(*wire + '\n');
        } else {
            show(one);
        }
    }
    return kExitDone;
}

int test(const Ask& ask, const Config& config, const Surroundings& around)
{
    const auto outcomes = sendTest(config, *around.zone, ask.request.receiver, ask.request.channel);
    if (!outcomes)
        return complain(outcomes.error());
    bool sent = true;
    for (const TestOutcome& outcome : *outcomes) {
        print(outcome.text() + '\n');
        sent = sent && outcome.outcome.delivery == Delivery::Sent;
    }
    return sent ? kExitDone : kExitWorld;
}

} // namespace

int runNotify(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Shows what receivers get (--preview), or sends each a test message through the channel "
        "that alerts go through (--test) and says what came of it; exits 3 when one failed."));
    line.parser().addOptions(
        {{QStringLiteral("preview"),
          QStringLiteral("Prints the message of an example incident as each receiver gets it: "
                         "text of mails, payload of the others. Sends nothing.")},
         {QStringLiteral("test"), QStringLiteral("Sends one test message to each target.")},
         {QStringLiteral("receiver"),
          QStringLiteral("One receiver of the configuration (default all)."),
          QStringLiteral("NAME")},
         {QStringLiteral("channel"),
          QStringLiteral("One of mail, teams, slack, webhook, pagerduty (default all)."),
          QStringLiteral("CHANNEL")},
         {QStringLiteral("language"),
          QStringLiteral("With --preview: en or pt_BR (default that of the receiver)."),
          QStringLiteral("LANGUAGE")},
         {QStringLiteral("kind"),
          QStringLiteral("With --preview: %1 (default opened).").arg(kindNames()),
          QStringLiteral("KIND"), QStringLiteral("opened")},
         {QStringLiteral("wire"),
          QStringLiteral("With --preview: the bytes that go out; mails with headers and picture.")},
         {QStringLiteral("output"),
          QStringLiteral("With --preview: writes those bytes as .eml and .json into this folder."),
          QStringLiteral("DIR")}});
    if (const auto done = line.parse(arguments))
        return *done;
    const bool asPreview = line.isSet(QStringLiteral("preview"));
    if (asPreview == line.isSet(QStringLiteral("test")))
        return line.wrongUsage(QStringLiteral("expected one of --preview and --test"));
    Ask ask;
    ask.request.receiver = line.value(QStringLiteral("receiver")).toStdString();
    ask.request.channel = line.value(QStringLiteral("channel")).toStdString();
    ask.wire = line.isSet(QStringLiteral("wire"));
    ask.folder = line.value(QStringLiteral("output"));
    if (line.isSet(QStringLiteral("language"))) {
        ask.request.language = languageNamed(line.value(QStringLiteral("language")).toStdString());
        if (!ask.request.language)
            return line.wrongUsage(QStringLiteral("--language: expected en or pt_BR"));
    }
    const std::string kind = line.value(QStringLiteral("kind")).toStdString();
    const auto* const found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                           [&](NoticeKind k) { return toString(k) == kind; });
    if (found == std::end(kKinds))
        return line.wrongUsage(QStringLiteral("--kind: expected one of %1").arg(kindNames()));
    ask.kind = *found;
    const auto config = line.config();
    if (!config)
        return complain(config.error());
    const auto around = surroundingsOf(*config);
    if (!around)
        return complain(around.error());
    return asPreview ? preview(ask, *config, *around) : test(ask, *config, *around);
}

} // namespace vigia
