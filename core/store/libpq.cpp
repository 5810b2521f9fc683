#include "core/store/libpq.h"

#include "core/store/sql_connection.h"
#include "core/store/sql_errors.h"

#include <QLibrary>

#include <memory>

namespace vigia {
namespace {

// As in libpq-fe.h; these have not changed since PostgreSQL 8.
struct Connection;
struct Answer;
constexpr int kCommandOk = 1;        // PGRES_COMMAND_OK
constexpr int kTuplesOk = 2;         // PGRES_TUPLES_OK
constexpr int kSqlState = 'C';       // PG_DIAG_SQLSTATE
constexpr int kPrimaryMessage = 'M'; // PG_DIAG_MESSAGE_PRIMARY

struct Libpq
{
    Answer* (*execParams)(Connection*, const char*, int, const unsigned*, const char* const*,
                          const int*, const int*, int) = nullptr;
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
        return execParams && resultStatus && resultErrorField && errorMessage && ntuples &&
               nfields && fname && getvalue && getlength && getisnull && clear;
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
        resolve(library, "PQexecParams", found.execParams);
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

} // namespace

Result<Store::Table> runSingleStatement(SqlConnection& connection, const std::string& sql)
{
    const Libpq& pq = libpq();
    const QVariant handle = connection.handle();
    // Qt 6 names the type by its struct, Qt 5 by its alias.
    const bool ours =
        qstrcmp(handle.typeName(), "pg_conn*") == 0 || qstrcmp(handle.typeName(), "PGconn*") == 0;
    if (!pq.complete() || !ours)
        return fail(ErrorCode::Internal, "Qt's PostgreSQL driver and libpq 5 do not fit together");
    auto* const raw = *static_cast<Connection* const*>(handle.constData());
    const std::unique_ptr<Answer, void (*)(Answer*)> answer(
        pq.execParams(raw, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0), pq.clear);
    const int status = pq.resultStatus(answer.get());
    if (status != kTuplesOk && status != kCommandOk) {
        const std::string state = textOr(pq.resultErrorField(answer.get(), kSqlState), "");
        const std::string words =
            textOr(pq.resultErrorField(answer.get(), kPrimaryMessage), pq.errorMessage(raw));
        // 08P01: the statement has parameters, which we do not give.
        if (state == "08P01" || (!state.empty() && codeOfSqlState(state) == ErrorCode::Internal))
            return fail(ErrorCode::InvalidInput, words);
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
