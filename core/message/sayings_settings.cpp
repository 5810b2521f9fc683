// Errors of the configuration, as the Rules page shows them: core/runtime/setting*, core/detect,
// core/alerting, core/notify.
#include "core/message/sayings.h"

namespace vigia {
namespace {

constexpr Saying kSayings[] = {
    {"must be 1 day or more", "deve ser 1 dia ou mais"},
    {"must be a number above 0", "deve ser um número acima de 0"},
    {"must be above 0", "deve ser acima de 0"},
    {"{v} must be above 0, for example 1.0", "%1 deve ser acima de 0, por exemplo 1.0"},
    {"unknown detector {v}", "detector desconhecido %1"},
    {"did you mean {v}? known are {v}", "seria %1? os conhecidos são %2"},
    {"{n} minutes", "%1 minutos"},
    {"allowed are 2 to 1440", "são permitidos de 2 a 1440"},
    {"allowed are 1 to the window", "são permitidos de 1 até a janela"},
    {"unknown status", "status desconhecido"},
    {"known are {v}", "os conhecidos são %1"},
    {"the limit must be a number of 0 or more", "o limite deve ser um número a partir de 0"},
    {"names no detector", "não indica nenhum detector"},
    {"names {v} twice", "indica %1 duas vezes"},
    {"found {v}, expected one of {v}", "encontrado %1, esperado um destes: %2"},
    {"found {v}, expected a time from 00:00 to 23:59",
     "encontrado %1, esperada uma hora de 00:00 a 23:59"},
    {"found {v}, expected mon, tue, wed, thu, fri, sat or sun",
     "encontrado %1, esperado mon, tue, wed, thu, fri, sat ou sun"},
    {"found {v}, expected warning or critical", "encontrado %1, esperado warning ou critical"},
    {"found {v}, expected en or pt_BR", "encontrado %1, esperado en ou pt_BR"},
    {"not a host name or address", "não é um nome de máquina nem um endereço"},
    {"0 found, expected 1 to 65535", "encontrado 0, esperado de 1 a 65535"},
    {"\"none\" sends mail and password in the clear, and {v} is not this machine",
     "\"none\" envia e-mail e senha sem proteção, e %1 não é esta máquina"},
    {"expected \"starttls\" or \"tls\"", "esperado \"starttls\" ou \"tls\""},
    {"user or password holds a control character",
     "usuário ou senha contém um caractere de controle"},
    {"needs an account, expected mail.user as well",
     "precisa de uma conta, esperado também mail.user"},
    {"\"\" found as the program, expected its path",
     "programa \"\" encontrado, esperado o caminho"},
    {"{t}, expected https://HOST/… (http:// to this machine only)",
     "%1, esperado https://MÁQUINA/… (http:// só para esta máquina)"},
    {"holds a blank, a control character or a letter beyond ASCII",
     "contém um espaço, um caractere de controle ou uma letra fora do ASCII"},
    {"is no web address", "não é um endereço da web"},
    {"names no host", "não indica uma máquina"},
    {"holds a user or password", "contém usuário ou senha"},
    {"would go in the clear to {v}", "iria sem proteção para %1"},
    {"the address is that of a retired Office 365 connector (outlook.office.com/webhook): create a "
     "webhook with Workflows in Teams and put its address there",
     "o endereço é de um conector do Office 365 aposentado (outlook.office.com/webhook): crie um "
     "webhook com o Workflows no Teams e ponha o endereço dele ali"},
    {"a value that does not fit, expected the routing key of an Events v2 integration",
     "um valor que não serve, esperada a chave de roteamento de uma integração Events v2"},
    {"a value that does not fit, expected \"whsec_\" and the Base64 of 24 to 64 bytes",
     "um valor que não serve, esperado \"whsec_\" e o Base64 de 24 a 64 bytes"},
};

} // namespace

std::span<const Saying> settingSayings()
{
    return kSayings;
}

} // namespace vigia
