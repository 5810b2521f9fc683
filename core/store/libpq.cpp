#include "core/store/libpq.h"

#include "core/store/select_errors.h"
#include "core/store/sql_connection.h"
#include "core/store/sql_errors.h"

#include <QLibrary>

#include <cstdlib>
#include <memory>
#include <poll.h>

namespace vigia {
namespace {

// As in libpq-fe.h; these have not changed since PostgreSQL 8.
struct Connection;
struct Answer;
struct Cancel;
constexpr int kCommandOk = 1;        // PGRES_COMMAND_OK
constexpr int kTuplesOk = 2;         // PGRES_TUPLES_OK
constexpr int kSqlState = 'C';       // PG_DIAG_SQLSTATE
constexpr int kPrimaryMessage = 'M'; // PG_DIAG_MESSAGE_PRIMARY
constexpr int kPosition = 'P';       // PG_DIAG_STATEMENT_POSITION, in characters from 1
constexpr int kLookEvery = 50;       // milliseconds between looks at `stop`

struct Libpq
{
    int (*sendQueryParams)(Connection*, const char*, int, const unsigned*, const char* const*,
                           const int*, const int*, int) = nullptr;
    int (*consumeInput)(Connection*) = nullptr;
    int (*isBusy)(Connection*) = nullptr;
    int (*socket)(const Connection*) = nullptr;
    Answer* (*getResult)(Connection*) = nullptr;
    Cancel* (*getCancel)(Connection*) = nullptr;
    int (*cancel)(Cancel*, char*, int) = nullptr;
    void (*freeCancel)(Cancel*) = nullptr;
    int (*resultStatus)(const Answer*) = nullptr;
    char* (*resultErrorField)(const Answer*, int) = nullptr;
    char* (*errorMessage)(const Connection*) = nullptr;
    int (*ntuples)(const Answer*) = nullptr;
    int (*nfields)(const Answer*) = nullptr;
    char* (*fname)(const Answer*, int) = nullptr;
    char* (*getvalue)(const Answer*, int, int) = nullptr;
    int (*getlength)(const Answer*, int, int) = nullptr;
    int (*getisnull)(const Answer*, int, int) = nullptr;
    void (*clear)(Answer*) = nullptr;

    [[nodiscard]] bool complete() const
    {
        return sendQueryParams && consumeInput && isBusy && socket && getResult && getCancel &&
               cancel && freeCancel && resultStatus && resultErrorField && errorMessage &&
               ntuples && nfields && fname && getvalue && getlength && getisnull && clear;
    }
};

template <typename Function>
void resolve(QLibrary& library, const char* name, Function& function)
{
    function = reinterpret_cast<Function>(library.resolve(name));
}

const Libpq& libpq()
{
    static const Libpq functions = [] {
        Libpq found;
        QLibrary library(QStringLiteral("pq"), 5);
        resolve(library, "PQsendQueryParams", found.sendQueryParams);
        resolve(library, "PQconsumeInput", found.consumeInput);
        resolve(library, "PQisBusy", found.isBusy);
        resolve(library, "PQsocket", found.socket);
        resolve(library, "PQgetResult", found.getResult);
        resolve(library, "PQgetCancel", found.getCancel);
        resolve(library, "PQcancel", found.cancel);
        resolve(library, "PQfreeCancel", found.freeCancel);
        resolve(library, "PQresultStatus", found.resultStatus);
        resolve(library, "PQresultErrorField", found.resultErrorField);
        resolve(library, "PQerrorMessage", found.errorMessage);
        resolve(library, "PQntuples", found.ntuples);
        resolve(library, "PQnfields", found.nfields);
        resolve(library, "PQfname", found.fname);
        resolve(library, "PQgetvalue", found.getvalue);
        resolve(library, "PQgetlength", found.getlength);
        resolve(library, "PQgetisnull", found.getisnull);
        resolve(library, "PQclear", found.clear);
        return found;
    }();
    return functions;
}

std::string textOr(const char* text, const char* otherwise)
{
    return text ? text : otherwise;
}

using AnswerPointer = std::unique_ptr<Answer, void (*)(Answer*)>;

void askToStop(const Libpq& pq, Connection* connection)
{
    Cancel* const cancel = pq.getCancel(connection);
    char words[256]; // not of interest: the statement's own answer tells
    if (cancel)
        pq.cancel(cancel, words, sizeof words);
    pq.freeCancel(cancel);
}

// The last answer to one statement, looking up now and then whether to go on.
AnswerPointer answerTo(const Libpq& pq, Connection* connection, const std::string& sql,
                       const SelectLimits& limits)
{
    AnswerPointer last(nullptr, pq.clear);
    if (pq.sendQueryParams(connection, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 0)
        return last;
    bool asked = false;
    while (pq.isBusy(connection) != 0) {
        pollfd wait{pq.socket(connection), POLLIN, 0};
        ::poll(&wait, 1, kLookEvery);
        if (pq.consumeInput(connection) == 0)
            break; // the connection is gone; the next answer says so
        if (!asked && limits.stopped()) {
            asked = true;
            askToStop(pq, connection);
        }
    }
    while (Answer* answer = pq.getResult(connection))
        last.reset(answer);
    return last;
}

} // namespace

Result<Store::Table> runSingleStatement(SqlConnection& connection, const std::string& before,
                                        const std::string& sql, const SelectLimits& limits)
{
    const Libpq& pq = libpq();
    const QVariant handle = connection.handle();
    // Qt 6 names the type by its struct, Qt 5 by its alias.
    const bool ours =
        qstrcmp(handle.typeName(), "pg_conn*") == 0 || qstrcmp(handle.typeName(), "PGconn*") == 0;
    if (!pq.complete() || !ours)
        return fail(ErrorCode::Internal, "Qt's PostgreSQL driver and libpq 5 do not fit together");
    auto* const raw = *static_cast<Connection* const*>(handle.constData());
    const AnswerPointer answer = answerTo(pq, raw, before + sql, limits);
    const int status = pq.resultStatus(answer.get());
    if (status != kTuplesOk && status != kCommandOk) {
        const std::string state = textOr(pq.resultErrorField(answer.get(), kSqlState), "");
        const std::string words =
            textOr(pq.resultErrorField(answer.get(), kPrimaryMessage), pq.errorMessage(raw));
        // 08P01: the statement has parameters, which we do not give.
        if (state == "08P01" || (!state.empty() && codeOfSqlState(state) == ErrorCode::Internal)) {
            const int position =
                std::atoi(textOr(pq.resultErrorField(answer.get(), kPosition), "0").c_str());
            const int inSql = position - static_cast<int>(before.size()); // `before` is ASCII
            return fail(wrongStatement(
                sql,
                inSql > 0 ? byteOfCharacter(sql, static_cast<std::size_t>(inSql)) : std::nullopt,
                words));
        }
        return fail(connection.postgresError("the query failed", state, words));
    }
    Store::Table table;
    const int columns = pq.nfields(answer.get());
    for (int c = 0; c < columns; ++c)
        table.columns.emplace_back(pq.fname(answer.get(), c));
    const int rows = pq.ntuples(answer.get());
    table.rows.reserve(static_cast<std::size_t>(rows));
    for (int r = 0; r < rows; ++r) {
        auto& row = table.rows.emplace_back();
        for (int c = 0; c < columns; ++c) {
            if (pq.getisnull(answer.get(), r, c) != 0)
                row.emplace_back(std::nullopt);
            else
                row.emplace_back(
                    std::string(pq.getvalue(answer.get(), r, c),
                                static_cast<std::size_t>(pq.getlength(answer.get(), r, c))));
        }
    }
    return table;
}

} // namespace vigia
