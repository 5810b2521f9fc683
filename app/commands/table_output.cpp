#include "app/commands/table_output.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <algorithm>

namespace vigia {
namespace {

bool isNumber(const std::string& text)
{
    if (text.empty() || text.size() > 24)
        return false;
    if (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9')
        return false; // a code: its zeros belong to it
    bool ok = false;
    QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())).toDouble(&ok);
    return ok && text.find_first_not_of("0123456789+-.eE") == std::string::npos;
}

std::string oneLine(const std::string& text)
{
    QString out;
    for (const QChar c : QString::fromStdString(text)) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out.toStdString();
}

std::string aligned(const Store::Table& table)
{
    struct Column
    {
        qsizetype width = 0;
        bool numbers = true;
    };
    std::vector<Column> columns(table.columns.size());
    std::vector<std::vector<QString>> cells;
    for (std::size_t c = 0; c < columns.size(); ++c)
        columns[c].width = QString::fromStdString(table.columns[c]).size();
    for (const auto& row : table.rows) {
        auto& line = cells.emplace_back();
        for (std::size_t c = 0; c < row.size(); ++c) {
            line.push_back(row[c] ? QString::fromStdString(oneLine(*row[c])) : QString());
            columns[c].width = std::max(columns[c].width, line.back().size());
            columns[c].numbers = columns[c].numbers && (!row[c] || isNumber(*row[c]));
        }
    }
    QString out;
    const auto put = [&](std::size_t c, const QString& text) {
        const bool last = c + 1 == columns.size();
        if (columns[c].numbers)
            out += text.rightJustified(columns[c].width);
        else
            out += last ? text : text.leftJustified(columns[c].width);
        out += last ? QStringLiteral("\n") : QStringLiteral("  ");
    };
    for (std::size_t c = 0; c < columns.size(); ++c)
        put(c, QString::fromStdString(table.columns[c]));
    for (std::size_t c = 0; c < columns.size(); ++c)
        put(c, QString(columns[c].width, QLatin1Char('-')));
    for (const auto& line : cells) {
        for (std::size_t c = 0; c < line.size(); ++c)
            put(c, line[c]);
    }
    return out.toStdString();
}

std::string csv(const Store::Table& table)
{
    std::string out;
    const auto line = [&out](const auto& cells, auto text) {
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (c > 0)
                out += ',';
            out += csvCell(text(cells[c]));
        }
        out += "\r\n";
    };
    line(table.columns, [](const std::string& s) { return s; });
    for (const auto& row : table.rows)
        line(row, [](const std::optional<std::string>& s) { return s.value_or(std::string()); });
    return out;
}

std::string json(const Store::Table& table)
{
    QJsonArray rows;
    for (const auto& row : table.rows) {
        QJsonObject object;
        for (std::size_t c = 0; c < row.size(); ++c) {
            QJsonValue value = QJsonValue::Null;
            if (row[c] && isNumber(*row[c])) {
                bool whole = false;
                const qlonglong n = QByteArray::fromStdString(*row[c]).toLongLong(&whole);
                value = whole ? QJsonValue(n)
                              : QJsonValue(QByteArray::fromStdString(*row[c]).toDouble());
            } else if (row[c]) {
                value = QString::fromStdString(*row[c]);
            }
            object.insert(QString::fromStdString(table.columns[c]), value);
        }
        rows.append(object);
    }
    return QJsonDocument(rows).toJson(QJsonDocument::Indented).toStdString();
}

} // namespace

std::string csvCell(const std::string& text)
{
    std::string safe = text;
    if (!text.empty() &&
        std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos &&
        !isNumber(text))
        safe.insert(safe.begin(), '\'');
    if (safe.find_first_of("\",\r\n") == std::string::npos)
        return safe;
    std::string quoted = "\"";
    for (const char c : safe) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string formatTable(const Store::Table& table, TableFormat format)
{
    switch (format) {
    case TableFormat::Csv:
        return csv(table);
    case TableFormat::Json:
        return json(table);
    case TableFormat::Aligned:
        break;
    }
    return aligned(table);
}

} // namespace vigia
