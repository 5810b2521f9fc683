// Loaded checkout files, for the SQL page and the view `checkout`.
//
// Part of a Database; rules on threads, transactions and errors as in store.h.
#pragma once

#include "core/base/result.h"
#include "core/model/checkout_day.h"

#include <string>
#include <vector>

namespace vigia {

class CheckoutStore
{
public:
    virtual ~CheckoutStore() = default;

    // Replaces the rows of a file of that name. The file also becomes a table of its own for
    // queries, named like it without folder and ending: "checkout_1.csv" is the view checkout_1.
    // Where another file or table has that name already it gets a number: checkout_1_2.
    [[nodiscard]] virtual Result<void> putCheckout(const std::string& file,
                                                   const std::vector<CheckoutRow>& rows) = 0;
    [[nodiscard]] virtual Result<std::vector<CheckoutRow>> checkout(const std::string& file) = 0;
    [[nodiscard]] virtual Result<std::vector<std::string>> checkoutFiles() = 0; // by name
    // The table of a file, as SQL names it; "" for a file that was not put, or has no letter in
    // its name.
    [[nodiscard]] virtual Result<std::string> checkoutTable(const std::string& file) = 0;
};

} // namespace vigia
