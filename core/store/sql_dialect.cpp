#include "core/store/sql_dialect.h"

#include <QRegularExpression>

namespace vigia {
namespace {

struct Words
{
    QString generatedId;
    QString rowId;
    QString givenId;
    QString withoutRowid;
    QString bytes;
    QString minuteText; // \1 is the column
};

Words words(SqlDialect dialect)
{
    if (dialect == SqlDialect::Sqlite) {
        return {QStringLiteral("INTEGER PRIMARY KEY AUTOINCREMENT"),
                QStringLiteral("INTEGER PRIMARY KEY"),
                QStringLiteral("INTEGER PRIMARY KEY"),
                QStringLiteral("WITHOUT ROWID"),
                QStringLiteral("BLOB"),
                QStringLiteral("strftime('%Y-%m-%dT%H:%M:%SZ', \\1 * 60, 'unixepoch')")};
    }
    const QString identity = QStringLiteral("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
    return {identity,
            identity,
            QStringLiteral("BIGINT PRIMARY KEY"),
            QString(),
            QStringLiteral("BYTEA"),
            QStringLiteral("to_char(to_timestamp(\\1 * 60) AT TIME ZONE 'UTC', "
                           "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")};
}

} // namespace

QString inDialect(SqlDialect dialect, QString script)
{
    static const QRegularExpression minuteText(QStringLiteral("\\{minute_text\\(([a-z_.]+)\\)\\}"));
    static const QRegularExpression text(QStringLiteral("\\bTEXT\\b"));
    const Words w = words(dialect);
    if (dialect == SqlDialect::Postgres)
        script.replace(text, QStringLiteral("TEXT COLLATE \"C\""));
    return script.replace(QStringLiteral("{generated_id}"), w.generatedId)
        .replace(QStringLiteral("{row_id}"), w.rowId)
        .replace(QStringLiteral("{given_id}"), w.givenId)
        .replace(QStringLiteral("{without_rowid}"), w.withoutRowid)
        .replace(QStringLiteral("{bytes}"), w.bytes)
        .replace(minuteText, w.minuteText);
}

} // namespace vigia
