// One number or span of time of the rules: name, field, what it means, and what is wrong with it.
//
// What is written goes into the draft as it is typed; what cannot be read stays in the field, with
// the fault below it, and the draft keeps the value before. GUI thread only.
#pragma once

#include "ui/models/rules_draft.h"

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;

namespace vigia {

class RulesFault;

class RulesField final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind {
        Number,   // from `least`, itself not allowed where it is 0, to `most`
        Whole,    // from `least` to `most`
        Duration, // in seconds
        Minutes,  // a duration of whole minutes, in seconds
    };
    struct Spec
    {
        std::string key; // of the configuration file
        QString label;
        QString hint; // behind the field: unit, and what it does
        Kind kind = Kind::Number;
        double least = 0;
        double most = 0;
        std::function<double(const RuleSet&)> get;
        std::function<void(RuleSet&, double)> set;
    };

    RulesField(RulesDraft& draft, Spec spec, QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit& edit() { return *m_edit; }
    [[nodiscard]] const std::string& key() const { return m_spec.key; }
    void refresh(); // shows the draft

private:
    void take(const QString& text);
    [[nodiscard]] std::optional<double> read(const QString& text) const;
    [[nodiscard]] QString shown(double value) const;
    [[nodiscard]] QString expected() const;

    RulesDraft& m_draft;
    Spec m_spec;
    QLineEdit* m_edit = nullptr;
    RulesFault* m_fault = nullptr;
    bool m_unread = false; // what stands in the field is no value
};

} // namespace vigia
