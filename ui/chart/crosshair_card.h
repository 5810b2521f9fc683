// The little card beside the crosshair: the counts of one minute, what was expected, and why an
// anomaly was reported.
#pragma once

#include "core/model/anomaly.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace vigia {

class CrosshairCard final : public QWidget
{
    Q_OBJECT

public:
    struct Row
    {
        StatusId status = StatusId::Approved;
        QString name;
        QString count;
        QString expected;
        std::optional<Severity> anomaly;
    };

    explicit CrosshairCard(QWidget* parent = nullptr);
    void show(const QString& title, const QString& utc, std::vector<Row> rows,
              const QStringList& reasons);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QStringList wrapped() const;

    QString m_title;
    QString m_utc;
    std::vector<Row> m_rows;
    QStringList m_reasons;
};

} // namespace vigia
