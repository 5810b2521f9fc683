// Where a minute went: core/runtime/trace.cpp.
#include "core/message/sayings.h"

namespace vigia {
namespace {

constexpr Saying kSayings[] = {
    {"{n} {v} for {v} from the unnamed source", "%1 %2 às %3 da origem sem nome"},
    {"{n} {v} for {v} from source {v}", "%1 %2 às %3 da origem %4"},
    {"no row of {v} for {v}, while other statuses have one: it counts as zero",
     "nenhuma linha de %1 às %2, e outros status têm uma: conta como zero"},
    {"no row of any status for {v}: nothing is stored",
     "nenhuma linha de nenhum status às %1: nada está guardado"},
    {"no row of any status for {v}: the newest minute is {v}",
     "nenhuma linha de nenhum status às %1: o minuto mais novo é %2"},
    {"no row of any status for {v}: the oldest minute is {v}",
     "nenhuma linha de nenhum status às %1: o minuto mais antigo é %2"},
    {"no row of any status for {v}: a gap, which is unknown and not zero",
     "nenhuma linha de nenhum status às %1: uma lacuna, que é desconhecida e não zero"},
    {"the minute is closed, as a later one has begun: the newest stored is {v}",
     "o minuto está fechado, pois um posterior começou: o mais novo guardado é %1"},
    {"not yet: it is the newest minute and may still grow",
     "ainda não: é o minuto mais novo e pode crescer"},
    {"abnormal in the unnamed source, {w}, {w}: {n} against {n} expected ({n} to {n} would not "
     "have fired), score {n}",
     "anormal na origem sem nome, %1, %2: %3 contra %4 esperados (de %5 a %6 não teria disparado), "
     "pontuação %7"},
    {"abnormal in source {v}, {w}, {w}: {n} against {n} expected ({n} to {n} would not have "
     "fired), score {n}",
     "anormal na origem %1, %2, %3: %4 contra %5 esperados (de %6 a %7 não teria disparado), "
     "pontuação %8"},
    {"abnormal in the unnamed source, {w}, {w}: {n} against {n} expected (any count in this "
     "minute would have fired), score {n}",
     "anormal na origem sem nome, %1, %2: %3 contra %4 esperados (qualquer contagem neste minuto "
     "teria disparado), pontuação %5"},
    {"abnormal in source {v}, {w}, {w}: {n} against {n} expected (any count in this minute would "
     "have fired), score {n}",
     "anormal na origem %1, %2, %3: %4 contra %5 esperados (qualquer contagem neste minuto teria "
     "disparado), pontuação %6"},
    {"{v} fired at {n}", "%1 disparou em %2"},
    {"{v} calm at {n}", "%1 calmo em %2"},
    {"found after later minutes had been decided, so it belongs to no incident",
     "encontrado depois que minutos posteriores foram decididos, por isso não pertence a nenhum "
     "incidente"},
    {"no detector fired, or none was ready: nothing to tell",
     "nenhum detector disparou, ou nenhum estava pronto: nada a avisar"},
    {"a corrected past is shown, and told to nobody",
     "um passado corrigido é mostrado, e ninguém é avisado"},
    {"a single warning opens no incident: it needs a second one within {n} minutes, or a critical "
     "one",
     "um só aviso não abre incidente: precisa de um segundo em %1 minutos, ou de um crítico"},
    {"critical", "crítico"},
    {"warning", "atenção"},
    {"spike", "pico"},
    {"drop", "queda"},
    {"gap", "lacuna"},
    {"shift", "mudança de nível"},
    {"trend", "tendência"},
    {"open", "aberto"},
    {"waited for more evidence until {v}", "esperou mais indícios até %1"},
    {"part of incident {n}, {t}, {w}, since {v}, {n} abnormal minutes",
     "parte do incidente %1, %2, %3, desde %4, %5 minutos anormais"},
    {"part of incident {n}, {t}, {w}, since {v}, {n} abnormal minute",
     "parte do incidente %1, %2, %3, desde %4, %5 minuto anormal"},
    {"part of incident {n}, {t}, {w}, since {v}, ended {v}, {n} abnormal minutes",
     "parte do incidente %1, %2, %3, desde %4, terminou %5, %6 minutos anormais"},
    {"part of incident {n}, {t}, {w}, since {v}, ended {v}, {n} abnormal minute",
     "parte do incidente %1, %2, %3, desde %4, terminou %5, %6 minuto anormal"},
    {"nobody has been told yet", "ninguém foi avisado ainda"},
    {"nobody was told of it: it was imported, or it was over before it was to be told",
     "ninguém foi avisado: foi importado, ou terminou antes da hora de avisar"},
    {"{v}: delivered to {v} with the first attempt", "%1: entregue a %2 na primeira tentativa"},
    {"{v}: delivered to {v} with the attempt number {n}", "%1: entregue a %2 na tentativa %3"},
    {"{v}: given up for {v} after {n} attempts: {w}",
     "%1: abandonado para %2 após %3 tentativas: %4"},
    {"{v}: given up for {v} after {n} attempt: {w}",
     "%1: abandonado para %2 após %3 tentativa: %4"},
    {"{v}: waits to be sent to {v}", "%1: espera ser enviado a %2"},
    {"{v}: not yet delivered to {v} after {n} attempts, next one at {v}: {w}",
     "%1: ainda não entregue a %2 após %3 tentativas, a próxima às %4: %5"},
    {"{v}: not yet delivered to {v} after {n} attempt, next one at {v}: {w}",
     "%1: ainda não entregue a %2 após %3 tentativa, a próxima às %4: %5"},
};

} // namespace

std::span<const Saying> traceSayings()
{
    return kSayings;
}

} // namespace vigia
