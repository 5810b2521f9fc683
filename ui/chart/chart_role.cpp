#include "ui/chart/chart_role.h"

#include "ui/chart/category_chart.h"
#include "ui/chart/chart_stack.h"
#include "ui/chart/checkout_chart.h"
#include "ui/chart/overview_strip.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace vigia {
namespace {

QAccessibleInterface* makeChart(const QString& className, QObject* object)
{
    for (const QMetaObject* chart :
         {&ChartStack::staticMetaObject, &StatusChart::staticMetaObject,
          &CategoryChart::staticMetaObject, &CheckoutChart::staticMetaObject,
          &OverviewStrip::staticMetaObject}) {
        if (className == QLatin1String(chart->className()))
            return new QAccessibleWidget(static_cast<QWidget*>(object), QAccessible::Chart);
    }
    return nullptr;
}

} // namespace

void installChartRole()
{
    static const bool installed = (QAccessible::installFactory(makeChart), true);
    static_cast<void>(installed);
}

} // namespace vigia
