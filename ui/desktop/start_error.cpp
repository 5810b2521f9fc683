#include "ui/desktop/start_error.h"

#include "ui/models/words.h"
#include "ui/widgets/icon.h"

#include <QMessageBox>

#include <unistd.h>

namespace vigia {

bool startedFromADesktop()
{
    return ::isatty(STDERR_FILENO) == 0 && (qEnvironmentVariableIsSet("DESKTOP_STARTUP_ID") ||
                                            qEnvironmentVariableIsSet("XDG_ACTIVATION_TOKEN"));
}

void showStartError(const Error& error)
{
    QMessageBox box(QMessageBox::Critical,
                    QCoreApplication::translate("vigia::StartError", "Vigia cannot start"),
                    words::retold(error.message), QMessageBox::Close);
    box.setTextFormat(Qt::PlainText);
    box.setWindowIcon(applicationIcon());
    box.exec();
}

} // namespace vigia
