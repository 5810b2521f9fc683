#include "core/message/phrases.h"

#include <string>

namespace vigia {
namespace {

constexpr Phrases kEnglish{
    .code = "en",
    .alertTitle = "Transaction Anomaly Alert",
    .resolvedTitle = "Transaction Anomaly Resolved",
    .acknowledgedTitle = "Transaction Anomaly Acknowledged",
    .generatedAt = "Generated at",
    .criticalAnomalies = "Critical Anomalies",
    .warningAnomalies = "Warning Anomalies",
    .criticalIncidents = "Critical Incidents",
    .warningIncidents = "Warning Incidents",
    .time = "Time",
    .status = "Status",
    .count = "Count",
    .score = "Score",
    .reason = "Reason",
    .source = "Source",
    .incident = "Incident",
    .statuses = "Statuses",
    .what = "What",
    .owner = "Owner",
    .lastFiveMinutes = "Quantity of transactions in the last five minutes",
    .openSince = "open since %1",
    .endedAlready = "from %1 to %2, %3",
    .nowCritical = "now critical, open since %1, for %2",
    .stillOpen = "still open since %1, for %2",
    .openAgain = "open again, first opened at %1, %2 ago",
    .escalated = "not acknowledged, open since %1, for %2",
    .acknowledged = "acknowledged by %1, open since %2",
    .resolvedAfter = "resolved at %1 after %2, open since %3",
    .digest = "%1 incidents at once, told together",
    .digestSubject = "[Vigia] %1 incidents",
    .subject = "[Vigia] Incident %1: %2 %3 since %4",
    .alertSubject = "[Vigia] %1: %2 %3 at %4",
    .andMore = ", and %1 more",
    .rising = "%1 is rising a lot: %2 more transactions a minute with each minute",
    .risingSubject = "[Vigia] %1 is rising a lot",
    .testSubject = "[Vigia] Test message",
    .testText = "This is a test: Vigia can reach this receiver.",
    .critical = "Critical",
    .warning = "Warning",
    .openConsole = "Open Vigia",
};

constexpr Phrases kPortuguese{
    .code = "pt-BR",
    .alertTitle = "Alerta de anomalia em transações",
    .resolvedTitle = "Anomalia em transações resolvida",
    .acknowledgedTitle = "Anomalia em transações reconhecida",
    .generatedAt = "Gerado em",
    .criticalAnomalies = "Anomalias críticas",
    .warningAnomalies = "Anomalias de atenção",
    .criticalIncidents = "Incidentes críticos",
    .warningIncidents = "Incidentes de atenção",
    .time = "Hora",
    .status = "Status",
    .count = "Quantidade",
    .score = "Pontuação",
    .reason = "Motivo",
    .source = "Origem",
    .incident = "Incidente",
    .statuses = "Status",
    .what = "O quê",
    .owner = "Responsável",
    .lastFiveMinutes = "Quantidade de transações nos últimos cinco minutos",
    .openSince = "aberto desde %1",
    .endedAlready = "de %1 a %2, %3",
    .nowCritical = "agora crítico, aberto desde %1, há %2",
    .stillOpen = "ainda aberto desde %1, há %2",
    .openAgain = "aberto de novo, primeiro aberto em %1, há %2",
    .escalated = "não reconhecido, aberto desde %1, há %2",
    .acknowledged = "reconhecido por %1, aberto desde %2",
    .resolvedAfter = "resolvido em %1 após %2, aberto desde %3",
    .digest = "%1 incidentes de uma vez, informados juntos",
    .digestSubject = "[Vigia] %1 incidentes",
    .subject = "[Vigia] Incidente %1: %2, %3 desde %4",
    .alertSubject = "[Vigia] %1: %2, %3 às %4",
    .andMore = ", e mais %1",
    .rising = "%1 está subindo muito: %2 transações por minuto a mais a cada minuto",
    .risingSubject = "[Vigia] %1 está subindo muito",
    .testSubject = "[Vigia] Mensagem de teste",
    .testText = "Isto é um teste: o Vigia alcança este destinatário.",
    .critical = "Crítico",
    .warning = "Atenção",
    .openConsole = "Abrir o Vigia",
};

} // namespace

std::optional<Language> languageNamed(std::string_view name)
{
    if (name == "en")
        return Language::English;
    if (name == "pt_BR" || name == "pt-BR" || name == "pt")
        return Language::Portuguese;
    return std::nullopt;
}

const Phrases& phrases(Language language)
{
    return language == Language::Portuguese ? kPortuguese : kEnglish;
}

std::string_view word(AnomalyKind kind, Language language)
{
    if (language == Language::English)
        return toString(kind);
    switch (kind) {
    case AnomalyKind::Spike:
        return "pico";
    case AnomalyKind::Drop:
        return "queda";
    case AnomalyKind::Gap:
        return "lacuna";
    case AnomalyKind::Shift:
        return "mudança de nível";
    case AnomalyKind::Trend:
        return "tendência";
    }
    return "pico";
}

std::string_view word(IncidentState state, Language language)
{
    if (language == Language::English)
        return toString(state);
    switch (state) {
    case IncidentState::Open:
        return "aberto";
    case IncidentState::Acknowledged:
        return "reconhecido";
    case IncidentState::Resolved:
        return "resolvido";
    }
    return "aberto";
}

std::string filled(std::string_view sentence, std::initializer_list<std::string_view> values)
{
    std::string out;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const bool place = sentence[i] == '%' && i + 1 < sentence.size() &&
                           sentence[i + 1] >= '1' && sentence[i + 1] <= '9';
        if (!place) {
            out += sentence[i];
            continue;
        }
        const auto which = static_cast<std::size_t>(sentence[++i] - '1');
        if (which < values.size())
            out += values.begin()[which];
    }
    return out;
}

} // namespace vigia
