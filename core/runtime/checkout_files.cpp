#include "core/runtime/checkout_files.h"

#include "core/parse/checkout_csv.h"
#include "core/runtime/input_file.h"

#include <QFileInfo>

namespace vigia {

Result<std::vector<CheckoutDay>> readCheckoutFiles(const std::vector<std::string>& paths)
{
    std::vector<CheckoutDay> days;
    for (const std::string& path : paths) {
        const auto bytes = readInputFile(path);
        if (!bytes)
            return fail(bytes.error());
        auto parsed =
            readCheckoutCsv({bytes->constData(), static_cast<std::size_t>(bytes->size())},
                            QFileInfo(QString::fromStdString(path)).fileName().toStdString());
        if (!parsed.ok())
            return fail(toError(path, parsed.report));
        days.push_back(std::move(parsed.value));
    }
    return days;
}

} // namespace vigia
