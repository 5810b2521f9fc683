// The CheckoutStore over a SQL connection.
#pragma once

#include "core/store/checkout_store.h"
#include "core/store/sql_connection.h"

namespace vigia {

class SqlCheckoutStore final : public CheckoutStore
{
public:
    explicit SqlCheckoutStore(SqlConnection& connection);

    Result<void> putCheckout(const std::string& file,
                             const std::vector<CheckoutRow>& rows) override;
    Result<std::vector<CheckoutRow>> checkout(const std::string& file) override;
    Result<std::vector<std::string>> checkoutFiles() override;
    Result<std::string> checkoutTable(const std::string& file) override;

private:
    struct Place
    {
        QString name; // of a view; "" = the file has none
        bool exists = false;
    };
    [[nodiscard]] Result<Place> placeOf(const std::string& file);
    [[nodiscard]] Result<void> makeTable(const std::string& file);

    SqlConnection& m_connection;
};

} // namespace vigia
