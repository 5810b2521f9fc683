// Files, their rows and times: core/parse, the importer and the door for files.
#include "core/message/sayings.h"

namespace vigia {
namespace {

constexpr Saying kSayings[] = {
    {"found {t}, expected {t}", "encontrado %1, esperado %2"},
    {"{v}: {v} errors in all, the first {v} are shown",
     "%1: %2 erros no total, os primeiros %3 são mostrados"},
    {"{v}: cancelled", "%1: cancelado"},
    {"{v}: cancelled, nothing of it was stored", "%1: cancelado, nada dele foi armazenado"},
    {"{v}: nothing of it was stored: {w}", "%1: nada dele foi armazenado: %2"},
    {"{v}: {n} errors", "%1: %2 erros"},
    {"{v}: too many files wait already", "%1: já há arquivos demais na fila"},

    // what was found
    {"nothing", "nada"},
    {"{n} field", "%1 campo"},
    {"{n} fields", "%1 campos"},
    {"a header alone", "só um cabeçalho"},
    {"{v} after {v}", "%1 depois de %2"},
    {"a header {v} without one", "um cabeçalho %1 sem ela"},
    {"a record of more than {v}", "um registro de mais de %1"},
    {"a quote inside an unquoted field", "aspas dentro de um campo sem aspas"},
    {"the byte {v}", "o byte %1"},
    {"a quote that is not closed", "aspas que não se fecham"},
    {"text after a closing quote", "texto depois das aspas finais"},
    {"UTF-32 text", "texto em UTF-32"},
    {"UTF-16 text", "texto em UTF-16"},
    {"an Excel workbook or zip archive", "uma pasta do Excel ou um arquivo zip"},
    {"an old Excel workbook", "uma pasta antiga do Excel"},
    {"a gzip archive", "um arquivo gzip"},
    {"an SQLite database", "um banco de dados SQLite"},
    {"a Parquet file", "um arquivo Parquet"},
    {"a PDF document", "um documento PDF"},
    {"an empty file", "um arquivo vazio"},
    {"a file that begins with only blanks", "um arquivo que começa só com espaços"},
    {"binary data", "dados binários"},
    {"HTML or XML", "HTML ou XML"},
    {"JSON", "JSON"},
    {"text with CR alone as line end", "texto com CR sozinho no fim das linhas"},

    // what was expected
    {"{t} in column {v}", "%1 na coluna %2"},
    {"{n} as in the header", "%1 como no cabeçalho"},
    {"at most {n} columns", "no máximo %1 colunas"},
    {"one {v} column ({v})", "uma só coluna %1 (%2)"},
    {"the {v} column, named {v}", "a coluna %1, chamada %2"},
    {"an hour from 00h to 23h", "uma hora de 00h a 23h"},
    {"each hour once, but {v} was there already", "cada hora uma vez, mas %1 já estava lá"},
    {"a number of sales from 0 to 1000000000000, such as 12 or 8.71",
     "um número de vendas de 0 a 1000000000000, como 12 ou 8.71"},
    {"at least one hour below it", "ao menos uma hora abaixo dele"},
    {"every hour between the first and the last", "todas as horas entre a primeira e a última"},
    {"the same count as before for this {t}, as the column {v} is not known and left out,",
     "a mesma quantidade de antes para este %1, pois a coluna %2 não é conhecida e fica de fora,"},
    {"the same count as before for this {t}, as the column {v} is not known and left out, in "
     "column {v}",
     "a mesma quantidade de antes para este %1, pois a coluna %2 não é conhecida e fica de fora, "
     "na coluna %3"},
    {"time and status", "horário e status"},
    {"time and auth_code", "horário e auth_code"},
    {"CSV text in UTF-8 with a header line, separated by comma, semicolon or tab",
     "texto CSV em UTF-8 com uma linha de cabeçalho, separado por vírgula, ponto e vírgula ou "
     "tabulação"},
    {"a line end within {v}", "um fim de linha dentro de %1"},
    {"quotes around the whole field and doubled inside it",
     "aspas em volta do campo inteiro e dobradas dentro dele"},
    {"text without control characters", "texto sem caracteres de controle"},
    {"the closing quote of the field within {v}", "as aspas finais do campo dentro de %1"},
    {"a separator or a line end", "um separador ou um fim de linha"},
    {"text in UTF-8", "texto em UTF-8"},
    {"nothing or {t}", "nada ou %1"},
    {"1 to {n} bytes of text without control characters",
     "de 1 a %1 bytes de texto sem caracteres de controle"},
    {"one of {v}", "um destes: %1"},
    {"a whole number from 0 to {v}", "um número inteiro de 0 a %1"},
    {"milliseconds from 0 to 1000000000", "milissegundos de 0 a 1000000000"},
    {"1 to 128 bytes of text on one line", "de 1 a 128 bytes de texto em uma linha"},
    {"a finite number as 12, -0.5 or 1.5e300", "um número finito como 12, -0.5 ou 1.5e300"},
    {"a year from 2000 to 9999", "um ano de 2000 a 9999"},
    {"a date that exists", "uma data que existe"},
    {"an hour from 00 to 23 (midnight is 00 of the next day)",
     "uma hora de 00 a 23 (meia-noite é 00 do dia seguinte)"},
    {"a time from 00:00:00 to 23:59:59", "um horário de 00:00:00 a 23:59:59"},
    {"a second from 00 to 59 (leap seconds are not taken)",
     "um segundo de 00 a 59 (segundos bissextos não são aceitos)"},
    {"an offset from -12:00 to +14:00, as in 2025-07-12T13:45:00-03:00",
     "um deslocamento de -12:00 a +14:00, como em 2025-07-12T13:45:00-03:00"},
    {"a time with its date, or the day of these times given as --date YYYY-MM-DD",
     "um horário com a data, ou o dia destes horários dado como --date AAAA-MM-DD"},
    {"a time that exists: the clocks of {v} skip {v} on {v}",
     "um horário que existe: os relógios de %1 pulam %2 em %3"},
    {"a time from {v} on", "um horário a partir de %1"},
    {"a time at most a day ahead of now, {v}", "um horário no máximo um dia à frente de agora, %1"},
    {"a time as 2025-07-12T13:45:00Z, 2025-07-12T13:45:00-03:00, 2025-07-12 13:45:00 or 13h 45",
     "um horário como 2025-07-12T13:45:00Z, 2025-07-12T13:45:00-03:00, 2025-07-12 13:45:00 ou "
     "13h 45"},

    // files
    {"there is no such file", "este arquivo não existe"},
    {"is {t}, expected a file", "é %1, esperado um arquivo"},
    {"a folder", "uma pasta"},
    {"a pipe", "um pipe"},
    {"a socket", "um socket"},
    {"a device", "um dispositivo"},
    {"is larger than 2 GiB, expected a smaller file",
     "tem mais de 2 GiB, esperado um arquivo menor"},
    {"split it", "divida-o"},
    {"cannot be read: {w}", "não pode ser lido: %1"},
};

} // namespace

std::span<const Saying> inputSayings()
{
    return kSayings;
}

} // namespace vigia
