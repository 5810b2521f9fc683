// The StoreUpkeep over a SQL connection.
#pragma once

#include "core/store/sql_connection.h"
#include "core/store/store_upkeep.h"

namespace vigia {

class SqlUpkeep final : public StoreUpkeep
{
public:
    // `file`: of a SQLite database, for its size; "" for memory and PostgreSQL.
    SqlUpkeep(SqlConnection& connection, std::string file);

    Result<RetentionReport> deleteBefore(const RetentionCut& cut, std::int64_t cap) override;
    Result<StoreNewest> newest() override;
    Result<void> compact() override;
    Result<void> backup(const std::string& file) override;
    Result<StoreFigures> figures() override;

private:
    // One table, or the rows of one series in it.
    struct Shelf
    {
        QString table;
        QString column;    // its time
        QString condition; // "" or " AND …"
        QString newest;    // the statement that gives the newest row, behind which no cut reaches
        std::optional<std::int64_t> cut;
    };
    [[nodiscard]] Result<std::int64_t> trim(const Shelf& shelf, std::int64_t cap);
    [[nodiscard]] Result<std::vector<Shelf>> countShelves(const RetentionCut& cut);

    SqlConnection& m_connection;
    std::string m_file;
};

} // namespace vigia
