// The rules as the operator changes them, beside those in force.
//
// Holds what differs, what is wrong with it and how to take it back; saves nothing. When others are
// in force meanwhile, the draft keeps the operator's changes and takes over all the rest. GUI
// thread only.
#pragma once

#include "core/base/config.h"
#include "core/model/status.h"
#include "ui/models/rules_parts.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigia {

class RulesDraft final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t kUndoSteps = 100;

    // `base` is asked for receivers, statuses and the rules in force; see takeInForce().
    RulesDraft(const Config& base, std::shared_ptr<const StatusCatalog> catalog,
               QObject* parent = nullptr);

    [[nodiscard]] const RuleSet& inForce() const { return m_inForce; }
    [[nodiscard]] const RuleSet& rules() const { return m_rules; }
    [[nodiscard]] const Config& base() const { return m_base; }
    [[nodiscard]] const StatusCatalog& catalog() const { return *m_catalog; }
    [[nodiscard]] std::vector<std::string> receivers() const; // "default" first

    // Something differs, or is written and cannot be read.
    [[nodiscard]] bool isOpen() const { return m_rules != m_inForce || !m_unread.empty(); }
    [[nodiscard]] std::vector<RuleDifference> differences() const;
    // Changed here and in what came into force meanwhile; here it stays as it was drafted.
    [[nodiscard]] const std::vector<std::string>& both() const { return m_both; }

    // `key` says what is changed: typing on in one field is one step to take back.
    void edit(const std::string& key, const std::function<void(RuleSet&)>& change);
    void replace(const RuleSet& rules); // all of it, in one step
    // What stands in a field and is no value; "" when it is one again. The rules stay as they were.
    void setUnread(const std::string& key, const QString& why);

    [[nodiscard]] bool canUndo() const { return !m_steps.empty(); }
    void undo();                           // the last step
    void takeBack(const std::string& key); // one difference
    void discard();                        // all of it

    // By key of the configuration file; those of a field that cannot be read first. English where
    // only the check of the configuration knows them.
    [[nodiscard]] std::map<std::string, QString> faults() const;
    // The first fault of `key` or of one below it; "" = none.
    [[nodiscard]] QString faultOf(const std::string& key) const;

    // Other rules are in force. Returns how many of their changes were taken over; see both().
    int takeInForce(const RuleSet& rules);

    // The draft as text for the next window or session, faults and all, and back; "" = none is
    // open. read() returns what could not be read; "" = all of it was.
    [[nodiscard]] std::pair<QString, QString> written() const; // the draft, and what it began from
    [[nodiscard]] QString read(const QString& draft, const QString& base);

signals:
    void changed();

private:
    void finish();

    const Config& m_base;
    std::shared_ptr<const StatusCatalog> m_catalog;
    RuleSet m_inForce;
    RuleSet m_rules;
    std::vector<std::string> m_both;
    std::vector<std::pair<std::string, RuleSet>> m_steps; // key, and the rules before it
    std::map<std::string, QString> m_unread;
    mutable std::optional<std::map<std::string, QString>> m_faults;
};

} // namespace vigia
