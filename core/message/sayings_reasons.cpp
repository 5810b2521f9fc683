// Why something fired, and why not: core/detect, core/incident, core/engine.
#include "core/message/sayings.h"

namespace vigia {
namespace {

constexpr Saying kSayings[] = {
    {"{t} (taken back: the minute was corrected before it ended)",
     "%1 (retirado: o minuto foi corrigido antes de terminar)"},
    {"{t} (an example)", "%1 (um exemplo)"},
    {"CRITICAL: {t}", "CRÍTICO: %1"},
    {"WARNING: {t}", "ATENÇÃO: %1"},
    {"Count ({n})", "Quantidade (%1)"},
    {"Average latency ({n})", "Latência média (%1)"},

    // static
    {"no static limit is configured for this status",
     "não há limite fixo configurado para este status"},
    {"no data in this minute, nothing to compare with the limit {n}",
     "sem dados neste minuto, nada a comparar com o limite %1"},
    {"{t} exceeds the static limit ({n})", "%1 passa do limite fixo (%2)"},
    {"{t} does not exceed the static limit ({n})", "%1 não passa do limite fixo (%2)"},

    // rolling_zscore
    {"rolling z-score is warming up: {n} of {n} minutes learned",
     "z-score móvel em aquecimento: %1 de %2 minutos aprendidos"},
    {"no data in this minute, no z-score", "sem dados neste minuto, sem z-score"},
    {"{t} exceeds the flat mean ({n}) of the last {n} minutes by more than {n}",
     "%1 passa da média constante (%2) dos últimos %3 minutos em mais de %4"},
    {"{t} does not exceed the flat mean ({n}) of the last {n} minutes by more than {n}",
     "%1 não passa da média constante (%2) dos últimos %3 minutos em mais de %4"},
    {"{t}: z-score ({n}) {v} {n} against mean ({n}) and deviation ({n}) of the last {n} minutes",
     "%1: z-score (%2) %3 %4 contra a média (%5) e o desvio (%6) dos últimos %7 minutos"},

    // seasonal_baseline
    {"seasonal baseline is warming up: {n} of {n} minutes learned for hour {n}",
     "linha de base sazonal em aquecimento: %1 de %2 minutos aprendidos para a hora %3"},
    {"no data in this minute, nothing to compare with hour {n}",
     "sem dados neste minuto, nada a comparar com a hora %1"},
    {"{t} exceeds 99th percentile ({n}) and z-score ({n}) {v} {n}",
     "%1 acima do percentil 99 (%2) e z-score (%3) %4 %5"},
    {"{t} exceeds 95th percentile ({n}) and z-score ({n}) {v} {n}",
     "%1 acima do percentil 95 (%2) e z-score (%3) %4 %5"},
    {"{t} does not exceed 95th percentile ({n}) and z-score ({n}) {v} {n}",
     "%1 não passa do percentil 95 (%2) e z-score (%3) %4 %5"},
    {"{t} is below 1st percentile ({n}) and z-score ({n}) {v} {n}",
     "%1 abaixo do percentil 1 (%2) e z-score (%3) %4 %5"},
    {"{t} is below 5th percentile ({n}) and z-score ({n}) {v} {n}",
     "%1 abaixo do percentil 5 (%2) e z-score (%3) %4 %5"},
    {"{t} is not below 5th percentile ({n}) and z-score ({n}) {v} {n}",
     "%1 não fica abaixo do percentil 5 (%2) e z-score (%3) %4 %5"},
    {"robust z-score ({n}) {v} {n}", "z-score robusto (%1) %2 %3"},
    {"for hour {n} with mean ({n}) of {n} minutes", "para a hora %1 com média (%2) de %3 minutos"},

    // isolation_forest, hybrid
    {"isolation forest is off: history too short, {n} of {n} minutes learned",
     "floresta de isolamento desligada: histórico curto demais, %1 de %2 minutos aprendidos"},
    {"isolation forest is off: history too short, {n} of {n} minutes learned, the first fit is "
     "adopted within 30 minutes",
     "floresta de isolamento desligada: histórico curto demais, %1 de %2 minutos aprendidos, o "
     "primeiro ajuste vale em até 30 minutos"},
    {"no data in this minute, no isolation score",
     "sem dados neste minuto, sem escore de isolamento"},
    {"{t}: isolation score of the minute ({n}) {v} {n} with total ({n}), bad ({n}) and bad rate "
     "({n}%)",
     "%1: escore de isolamento do minuto (%2) %3 %4 com total (%5), ruins (%6) e taxa de ruins "
     "(%7%)"},
    {"{t}: isolation score of the minute ({n}) {v} {n} with total ({n}), bad ({n}) and bad rate "
     "({n}%), but this status is not what moved",
     "%1: escore de isolamento do minuto (%2) %3 %4 com total (%5), ruins (%6) e taxa de ruins "
     "(%7%), mas não foi este status que mudou"},
    {"isolation forest: anomaly", "floresta de isolamento: anomalia"},
    {"isolation forest: normal", "floresta de isolamento: normal"},
    {"isolation forest: off", "floresta de isolamento: desligada"},
    {"history too short", "histórico curto demais"},

    // lof
    {"lof is warming up: {n} of {n} minutes learned",
     "lof em aquecimento: %1 de %2 minutos aprendidos"},
    {"no data in this minute, no local outlier factor",
     "sem dados neste minuto, sem fator local de discrepância"},
    {"{t}: local outlier factor ({n}) {v} {n} among the last {n} minutes with median ({n})",
     "%1: fator local de discrepância (%2) %3 %4 entre os últimos %5 minutos com mediana (%6)"},
    {"but not in the direction that matters", "mas não no sentido que importa"},

    // trend
    {"trend is warming up: {n} of {n} minutes known in the last {n}",
     "tendência em aquecimento: %1 de %2 minutos conhecidos nos últimos %3"},
    {"no data in this minute, no trend", "sem dados neste minuto, sem tendência"},
    {"{t} is {t}: slope ({n}) per minute over the last {n} minutes {v} {n}",
     "%1 %2: inclinação (%3) por minuto nos últimos %4 minutos %5 %6"},
    {"{t} is {t}: slope ({n}) per minute over the last {n} minutes (a rise of this status is no "
     "alarm)",
     "%1 %2: inclinação (%3) por minuto nos últimos %4 minutos (uma alta deste status não é "
     "alarme)"},
    {"falling a lot", "caindo muito"},
    {"falling", "caindo"},
    {"stable", "estável"},
    {"rising", "subindo"},
    {"rising a lot", "subindo muito"},

    // adaptive
    {"adaptive waits for {n} minutes with data", "adaptive espera %1 minutos com dados"},
    {"it has learned {n}", "aprendeu %1"},
    {"score {n}, threshold {n}, margin {n}", "escore %1, limiar %2, margem %3"},
    {"{w}: no data in this minute", "%1: sem dados neste minuto"},
    {"silence is judged once, under approved", "o silêncio é julgado uma vez, em approved"},
    {"silent for {n} min where {n} transactions were expected",
     "%1 min em silêncio quando se esperavam %2 transações"},
    {"silent for {n} min where {n} transactions were expected, as at this time of most days",
     "%1 min em silêncio quando se esperavam %2 transações, como a esta hora na maioria dos dias"},
    {"{w}: {n} against {n} expected", "%1: %2 contra %3 no esperado"},
    {"a job that recurs at this minute explains it",
     "uma rotina que se repete neste minuto explica isso"},
    {"would fire below about {n}", "dispararia abaixo de cerca de %1"},
    {"would fire above about {n}", "dispararia acima de cerca de %1"},
    {"by chance that happens in {t} such minutes, the alarm stands at {t}",
     "por acaso isso acontece em %1 desses minutos, o alarme fica em %2"},
    {"1 in 10^{v}", "1 em cada 10^%1"},
    {"1 in 1 trillion", "1 em cada 1 trilhão"},
    {"1 in {n} trillion", "1 em cada %1 trilhões"},
    {"1 in 1 billion", "1 em cada 1 bilhão"},
    {"1 in {n} billion", "1 em cada %1 bilhões"},
    {"1 in 1 million", "1 em cada 1 milhão"},
    {"1 in {n} million", "1 em cada %1 milhões"},
    {"1 in {n} thousand", "1 em cada %1 mil"},
    {"1 in {n}", "1 em cada %1"},
    {"no transaction of any status for {n} min where {n} were expected",
     "nenhuma transação de qualquer status por %1 min quando se esperavam %2"},
    {"would not have fired with {n} approved or more in this minute",
     "não teria disparado com %1 approved ou mais neste minuto"},
    {"{w} is too high: {n} {t} against {n} expected",
     "%1 alto demais: %2 %3 contra %4 no esperado"},
    {"{w} is too high: {n} {t} against {n} expected ({n} times)",
     "%1 alto demais: %2 %3 contra %4 no esperado (%5 vezes)"},
    {"{w} is too low: {n} {t} against {n} expected",
     "%1 baixo demais: %2 %3 contra %4 no esperado"},
    {"{w} is too low: {n} {t} against {n} expected ({n} % missing)",
     "%1 baixo demais: %2 %3 contra %4 no esperado (faltam %5 %)"},
    {"in this minute", "neste minuto"},
    {"in the last {n} minutes", "nos últimos %1 minutos"},
    {"the share of {w} has shifted", "a parcela de %1 mudou de nível"},
    {"it is rising", "está subindo"},
    {"this minute has {n} against {n}", "este minuto tem %1 contra %2"},
    {"would have fired at any count, because of the minutes before",
     "teria disparado com qualquer quantidade, por causa dos minutos anteriores"},

    // counterfactual and votes
    {"would not have fired at or below {n}", "não teria disparado com %1 ou menos"},
    {"would not have fired at or above {n}", "não teria disparado com %1 ou mais"},
    {"would not have fired at {n}", "não teria disparado com %1"},
    {"would have fired at any count in this minute (none in range)",
     "teria disparado com qualquer quantidade neste minuto"},
    {"{n} of {n} detectors fired: {s}", "%1 de %2 detectores dispararam: %3"},
    {"calm: {s}", "calmos: %1"},
    {"not ready: {s}", "ainda não prontos: %1"},
    {"score {n}, fires above {n}, margin {n}", "escore %1, dispara acima de %2, margem %3"},
    {"no data", "sem dados"},
    {"fires at {n}", "dispara com %1"},
    {"{n} is calm", "%1 é normal"},
    {"would fire at or above {n}", "dispararia com %1 ou mais"},
    {"would fire at or below {n}", "dispararia com %1 ou menos"},

    // incidents: clauses by ", ", the worst in figures after ": "
    {"{t}: {v} {n} a minute", "%1: %2 %3 por minuto"},
    {"{t}: average latency {n}", "%1: latência média %2"},
    {"{t}: nothing came", "%1: nada chegou"},
    {"expected {n}", "esperado %1"},
    {"expected {n} at {n} sources", "esperado %1 em %2 origens"},
    {"expected {n} at {v}", "esperado %1 em %2"},
    {"expected {n} a minute", "esperado %1 por minuto"},
    {"expected {n} a minute at {n} sources", "esperado %1 por minuto em %2 origens"},
    {"expected {n} a minute at {v}", "esperado %1 por minuto em %2"},
    {"since {v}", "desde %1"},
    {"{t} and {n} more", "%1 e mais %2"},
    {"no transactions", "nenhuma transação"},
    {"{w} falling", "%1 em queda"},
    {"{w} rising", "%1 em alta"},
    {"{w} collapsing", "%1 em colapso"},
    {"{w} {n} % below normal", "%1 %2 % abaixo do normal"},
    {"{w} {n} % above normal", "%1 %2 % acima do normal"},
    {"{w} ×{n} above normal", "%1 ×%2 acima do normal"},
    {"{w} where there are almost none", "%1 onde quase não há"},
    {"approvals", "aprovações"},
    {"denials", "negações"},
    {"failures", "falhas"},
    {"reversals", "estornos"},
    {"backend reversals", "estornos do backend"},
    {"refunds", "reembolsos"},
    {"processing", "em processamento"},
    {"average latency", "latência média"},
};

} // namespace

std::span<const Saying> reasonSayings()
{
    return kSayings;
}

} // namespace vigia
