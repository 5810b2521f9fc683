<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>AwayWords</name>
    <message numerus="yes">
        <source>%n new incident(s)</source>
        <translation>
            <numerusform>%n incidente novo</numerusform>
            <numerusform>%n incidentes novos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, the worst %2</source>
        <translation>%1, o pior %2</translation>
    </message>
    <message numerus="yes">
        <source>%n became critical</source>
        <translation>
            <numerusform>%n tornou-se crítico</numerusform>
            <numerusform>%n tornaram-se críticos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resolved</source>
        <translation>
            <numerusform>%n resolvido</numerusform>
            <numerusform>%n resolvidos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) without data</source>
        <translation>
            <numerusform>%n minuto sem dados</numerusform>
            <numerusform>%n minutos sem dados</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QTableView</name>
    <message>
        <source>Counts of all statuses, minute by minute</source>
        <translation>Contagens de todos os status, minuto a minuto</translation>
    </message>
</context>
<context>
    <name>chart_export</name>
    <message>
        <source>Transactions a minute</source>
        <translation>Transações por minuto</translation>
    </message>
</context>
<context>
    <name>vigia::Announcer</name>
    <message>
        <source>Announcements</source>
        <translation>Anúncios</translation>
    </message>
</context>
<context>
    <name>vigia::AnomalyListModel</name>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Contagem</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Esperado</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Severidade</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Razão</translation>
    </message>
</context>
<context>
    <name>vigia::ArchiveTable</name>
    <message>
        <source>no data</source>
        <translation>sem dados</translation>
    </message>
    <message numerus="yes">
        <source>%1 a minute; %n minutes with data</source>
        <translation>
            <numerusform>%1 por minuto; %n minuto com dados</numerusform>
            <numerusform>%1 por minuto; %n minutos com dados</numerusform>
        </translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dia</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>Minuto</translation>
    </message>
</context>
<context>
    <name>vigia::AwayStrip</name>
    <message>
        <source>Show the first</source>
        <translation>Mostrar o primeiro</translation>
    </message>
    <message>
        <source>Dismiss what happened meanwhile</source>
        <translation>Dispensar o que aconteceu nesse meio-tempo</translation>
    </message>
    <message>
        <source>Dismiss (Esc)</source>
        <translation>Dispensar (Esc)</translation>
    </message>
    <message>
        <source>Since you left, %1 ago</source>
        <translation>Desde que você saiu, há %1</translation>
    </message>
</context>
<context>
    <name>vigia::CategoryChart</name>
    <message>
        <source>Chart of the result</source>
        <translation>Gráfico do resultado</translation>
    </message>
    <message>
        <source>The arrow keys go from place to place</source>
        <translation>As setas vão de ponto em ponto</translation>
    </message>
</context>
<context>
    <name>vigia::ChannelDialog</name>
    <message>
        <source>%1 (receiver %2)</source>
        <translation>%1 (destinatário %2)</translation>
    </message>
    <message>
        <source>%1 to %2 (receiver %3)</source>
        <comment>mail to an address</comment>
        <translation>%1 para %2 (destinatário %3)</translation>
    </message>
    <message>
        <source>Channels: preview and test</source>
        <translation>Canais: prévia e teste</translation>
    </message>
    <message>
        <source>&amp;Channel</source>
        <translation>&amp;Canal</translation>
    </message>
    <message>
        <source>Channel and receiver</source>
        <translation>Canal e destinatário</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Mensagem</translation>
    </message>
    <message>
        <source>Kind of message</source>
        <translation>Tipo de mensagem</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>Language of the message</source>
        <translation>Idioma da mensagem</translation>
    </message>
    <message>
        <source>an incident opens</source>
        <translation>um incidente abre</translation>
    </message>
    <message>
        <source>it becomes critical</source>
        <translation>torna-se crítico</translation>
    </message>
    <message>
        <source>it is still open</source>
        <translation>continua aberto</translation>
    </message>
    <message>
        <source>it begins again</source>
        <translation>recomeça</translation>
    </message>
    <message>
        <source>nobody has acknowledged it</source>
        <translation>ninguém o reconheceu</translation>
    </message>
    <message>
        <source>somebody has it in hand</source>
        <translation>alguém está cuidando</translation>
    </message>
    <message>
        <source>it is over</source>
        <translation>terminou</translation>
    </message>
    <message>
        <source>as the receiver wants it</source>
        <translation>como o destinatário quer</translation>
    </message>
    <message>
        <source>Form of the preview</source>
        <translation>Forma da prévia</translation>
    </message>
    <message>
        <source>Page</source>
        <comment>of a mail, as HTML</comment>
        <translation>Página</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Texto simples</translation>
    </message>
    <message>
        <source>As it is sent</source>
        <translation>Como é enviado</translation>
    </message>
    <message>
        <source>Page of the mail</source>
        <translation>Página do e-mail</translation>
    </message>
    <message>
        <source>Plain text of the message</source>
        <translation>Texto simples da mensagem</translation>
    </message>
    <message>
        <source>The message as it is sent</source>
        <translation>A mensagem como é enviada</translation>
    </message>
    <message>
        <source>Send &amp;test</source>
        <translation>Enviar &amp;teste</translation>
    </message>
    <message>
        <source>Sends one test message to this receiver, now</source>
        <translation>Envia agora uma mensagem de teste a este destinatário</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>No channel is configured: nobody is told of incidents. This is how it would look; see [mail], [teams], [slack], [webhook] and [pagerduty] in the sample of vigia.toml.</source>
        <translation>Nenhum canal está configurado: ninguém é avisado dos incidentes. Assim ficaria; veja [mail], [teams], [slack], [webhook] e [pagerduty] no exemplo de vigia.toml.</translation>
    </message>
    <message>
        <source>the rest is the picture</source>
        <translation>o resto é a imagem</translation>
    </message>
    <message>
        <source>The test message is under way…</source>
        <translation>A mensagem de teste está a caminho…</translation>
    </message>
    <message>
        <source>%1: the test message was taken</source>
        <translation>%1: a mensagem de teste foi aceita</translation>
    </message>
    <message>
        <source>%1: failed for now: %2</source>
        <translation>%1: falhou por ora: %2</translation>
    </message>
    <message>
        <source>%1: failed: %2</source>
        <translation>%1: falhou: %2</translation>
    </message>
</context>
<context>
    <name>vigia::ChartStack</name>
    <message>
        <source>Charts of all statuses on one time axis</source>
        <translation>Gráficos de todos os status em um eixo de tempo</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Somente %1</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>Ocultar %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>the hour under the crosshair</comment>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>mean, range</source>
        <comment>of the minutes of an hour or day</comment>
        <translation>média, faixa</translation>
    </message>
    <message>
        <source>Where did %1 of %2 go?</source>
        <translation>Para onde foi %1 de %2?</translation>
    </message>
</context>
<context>
    <name>vigia::CheckoutChart</name>
    <message>
        <source>average of last month</source>
        <translation>média do mês passado</translation>
    </message>
    <message>
        <source>average of last week</source>
        <translation>média da semana passada</translation>
    </message>
    <message>
        <source>same day last week</source>
        <translation>mesmo dia da semana passada</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ontem</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hoje</translation>
    </message>
    <message>
        <source>critical spike</source>
        <translation>pico crítico</translation>
    </message>
    <message>
        <source>critical drop</source>
        <translation>queda crítica</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>moderada</translation>
    </message>
    <message>
        <source>flagged, but small or known to history</source>
        <translation>sinalizada, mas pequena ou conhecida do histórico</translation>
    </message>
    <message>
        <source>Chart of sales by hour, %1</source>
        <translation>Gráfico de vendas por hora, %1</translation>
    </message>
    <message>
        <source>The arrow keys go from hour to hour</source>
        <translation>As setas vão de hora em hora</translation>
    </message>
</context>
<context>
    <name>vigia::CheckoutModel</name>
    <message>
        <source>Hour</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Sinal</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Categoria</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ontem</translation>
    </message>
    <message>
        <source>Same day
last week</source>
        <translation>Mesmo dia da
semana passada</translation>
    </message>
    <message>
        <source>Average
last week</source>
        <translation>Média da
semana passada</translation>
    </message>
    <message>
        <source>Average
last month</source>
        <translation>Média do
mês passado</translation>
    </message>
    <message>
        <source>against
yesterday</source>
        <translation>contra
ontem</translation>
    </message>
    <message>
        <source>against same
day last week</source>
        <translation>contra mesmo dia
sem. passada</translation>
    </message>
    <message>
        <source>against avg.
last week</source>
        <translation>contra média
sem. passada</translation>
    </message>
    <message>
        <source>against avg.
last month</source>
        <translation>contra média
mês passado</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Razão</translation>
    </message>
    <message>
        <source>▲ spike</source>
        <translation>▲ pico</translation>
    </message>
    <message>
        <source>▼ drop</source>
        <translation>▼ queda</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>High anomaly</source>
        <translation>Anomalia alta</translation>
    </message>
    <message>
        <source>Low anomaly</source>
        <translation>Anomalia baixa</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>crítica</translation>
    </message>
    <message>
        <source>◆ moderate</source>
        <translation>◆ moderada</translation>
    </message>
    <message>
        <source>baseline shift</source>
        <translation>mudança de patamar</translation>
    </message>
    <message>
        <source>low baseline</source>
        <translation>base baixa</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ontem</translation>
    </message>
    <message>
        <source>same day last week</source>
        <translation>mesmo dia da semana passada</translation>
    </message>
    <message>
        <source>average of last week</source>
        <translation>média da semana passada</translation>
    </message>
    <message>
        <source>average of last month</source>
        <translation>média do mês passado</translation>
    </message>
    <message>
        <source>%1, sales: %2</source>
        <translation>%1, vendas: %2</translation>
    </message>
</context>
<context>
    <name>vigia::CheckoutPage</name>
    <message>
        <source>Checkout</source>
        <translation>Checkout</translation>
    </message>
    <message>
        <source>Open checkout files…</source>
        <translation>Abrir arquivos de checkout…</translation>
    </message>
    <message>
        <source>No checkout file yet</source>
        <translation>Nenhum arquivo de checkout ainda</translation>
    </message>
    <message>
        <source>Vigia compares today&apos;s sales, hour by hour, with yesterday, the same day last week and the averages of last week and last month.</source>
        <translation>O Vigia compara as vendas de hoje, hora a hora, com ontem, o mesmo dia da semana passada e as médias da semana e do mês passados.</translation>
    </message>
    <message>
        <source>or drop one or two files anywhere on this window</source>
        <translation>ou solte um ou dois arquivos em qualquer lugar desta janela</translation>
    </message>
    <message>
        <source>Their first line names the columns: time, today, yesterday, same_day_last_week, avg_last_week, avg_last_month</source>
        <translation>A primeira linha nomeia as colunas: time, today, yesterday, same_day_last_week, avg_last_week, avg_last_month</translation>
    </message>
    <message>
        <source>Checkout files</source>
        <translation>Arquivos de checkout</translation>
    </message>
    <message>
        <source>Checkout: today against history</source>
        <translation>Checkout: hoje contra o histórico</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>Adicionar arquivo…</translation>
    </message>
    <message>
        <source>Save as HTML…</source>
        <translation>Salvar como HTML…</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Salvar como CSV…</translation>
    </message>
    <message>
        <source>Open checkout files</source>
        <translation>Abrir arquivos de checkout</translation>
    </message>
    <message>
        <source>Checkout files (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>Arquivos de checkout (*.csv *.tsv *.txt);;Todos os arquivos (*)</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lendo…</translation>
    </message>
    <message>
        <source>Not opened. %1</source>
        <translation>Não aberto. %1</translation>
    </message>
    <message>
        <source>Save as HTML</source>
        <translation>Salvar como HTML</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Salvar como CSV</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Salvo: %1</translation>
    </message>
    <message>
        <source>Not saved. %1</source>
        <translation>Não salvo. %1</translation>
    </message>
    <message>
        <source>Add a checkout file…</source>
        <translation>Adicionar um arquivo de checkout…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Checkout analysis</source>
        <translation>Análise de checkout</translation>
    </message>
    <message>
        <source>Print the checkout analysis</source>
        <translation>Imprimir a análise de checkout</translation>
    </message>
</context>
<context>
    <name>vigia::CheckoutPanel</name>
    <message>
        <source>Checkout file %1</source>
        <translation>Arquivo de checkout %1</translation>
    </message>
    <message>
        <source>Close this file</source>
        <translation>Fechar este arquivo</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>Fechar %1</translation>
    </message>
    <message>
        <source>Parts of the analysis</source>
        <translation>Partes da análise</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Horas</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>Em palavras</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Hours of %1</source>
        <translation>Horas de %1</translation>
    </message>
    <message>
        <source>The analysis in words</source>
        <translation>A análise em palavras</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s): %1 critical, %2 moderate, %3 baseline shift</source>
        <extracomment>after the number of hours: how many of them are in which category</extracomment>
        <translation>
            <numerusform>%n hora: críticas %1, moderadas %2, mudança de patamar %3</numerusform>
            <numerusform>%n horas: críticas %1, moderadas %2, mudança de patamar %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::CheckoutSql</name>
    <message>
        <source>Run the SQL</source>
        <translation>Executar o SQL</translation>
    </message>
    <message>
        <source>Differences and flag</source>
        <translation>Diferenças e sinal</translation>
    </message>
    <message>
        <source>Percent to each reference, and spike or drop by both averages</source>
        <translation>Percentual para cada referência, e pico ou queda pelas duas médias</translation>
    </message>
    <message>
        <source>Mean ± 2 deviations</source>
        <translation>Média ± 2 desvios</translation>
    </message>
    <message>
        <source>High or low against the mean of last week&apos;s averages</source>
        <translation>Alto ou baixo contra a média das médias da semana passada</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Executar</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>SQL behind the analysis</source>
        <translation>SQL por trás da análise</translation>
    </message>
    <message>
        <source>Ctrl+Enter runs it</source>
        <translation>Ctrl+Enter executa</translation>
    </message>
    <message>
        <source>Rows of the result</source>
        <translation>Linhas do resultado</translation>
    </message>
    <message>
        <source>Table or chart</source>
        <translation>Tabela ou gráfico</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Gráfico</translation>
    </message>
    <message>
        <source>Save CSV…</source>
        <translation>Salvar CSV…</translation>
    </message>
    <message>
        <source>Save PNG…</source>
        <translation>Salvar PNG…</translation>
    </message>
    <message>
        <source>Kind of chart</source>
        <translation>Tipo de gráfico</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Barras</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linhas</translation>
    </message>
    <message>
        <source>Column along the chart</source>
        <translation>Coluna ao longo do gráfico</translation>
    </message>
    <message>
        <source>Columns drawn</source>
        <translation>Colunas desenhadas</translation>
    </message>
    <message>
        <source>Along</source>
        <extracomment>of a chart: the column whose values stand along the horizontal axis</extracomment>
        <translation>Ao longo de</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valores</translation>
    </message>
    <message>
        <source>Tables: %1; all files together: checkout. Also counts, raw_minutes, auth_codes, anomalies, incidents.</source>
        <translation>Tabelas: %1; todos os arquivos juntos: checkout. Também counts, raw_minutes, auth_codes, anomalies, incidents.</translation>
    </message>
    <message>
        <source>The file is not in the database: %1</source>
        <translation>O arquivo não está no banco de dados: %1</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Executando…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Interrompido.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n linha</numerusform>
            <numerusform>%n linhas</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the first %1 are shown.</source>
        <translation>São exibidas somente as primeiras %1.</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Linha %1, coluna %2: %3</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Save the rows</source>
        <translation>Salvar as linhas</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Salvar o gráfico</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Imagens (*.png)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Salvo: %1</translation>
    </message>
    <message>
        <source>Not saved. %1</source>
        <translation>Não salvo. %1</translation>
    </message>
</context>
<context>
    <name>vigia::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Comandos</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Digite um comando</translation>
    </message>
    <message>
        <source>Name of a command</source>
        <translation>Nome de um comando</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>Comandos correspondentes</translation>
    </message>
</context>
<context>
    <name>vigia::DesktopAlarm</name>
    <message numerus="yes">
        <source>and %n more incident(s)</source>
        <translation>
            <numerusform>e mais %n incidente</numerusform>
            <numerusform>e mais %n incidentes</numerusform>
        </translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>Teste: %1</translation>
    </message>
    <message>
        <source>A test notification is on its way</source>
        <translation>Uma notificação de teste está a caminho</translation>
    </message>
    <message>
        <source>This desktop takes no notifications</source>
        <translation>Este ambiente não aceita notificações</translation>
    </message>
    <message>
        <source>sounds are off</source>
        <translation>os sons estão desligados</translation>
    </message>
    <message>
        <source>sounds are quiet now</source>
        <translation>os sons estão em silêncio agora</translation>
    </message>
    <message>
        <source>the sound of a critical incident was played</source>
        <translation>o som de um incidente crítico foi tocado</translation>
    </message>
</context>
<context>
    <name>vigia::DesktopNotifier</name>
    <message>
        <source>Show</source>
        <comment>notification button</comment>
        <translation>Mostrar</translation>
    </message>
</context>
<context>
    <name>vigia::DropHint</name>
    <message>
        <source>Drop to import the file</source>
        <translation>Solte para importar o arquivo</translation>
    </message>
    <message>
        <source>Drop to import %1 files</source>
        <translation>Solte para importar %1 arquivos</translation>
    </message>
</context>
<context>
    <name>vigia::EmptyState</name>
    <message>
        <source>No transactions yet</source>
        <translation>Nenhuma transação ainda</translation>
    </message>
    <message>
        <source>Vigia shows what it is given, minute by minute. Begin with one of these:</source>
        <translation>O Vigia mostra o que recebe, minuto a minuto. Comece por uma destas opções:</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>Abrir arquivos…</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Iniciar a demonstração</translation>
    </message>
    <message>
        <source>or drop CSV files anywhere on this window</source>
        <translation>ou solte arquivos CSV em qualquer lugar desta janela</translation>
    </message>
    <message>
        <source>or post a minute from a script:</source>
        <translation>ou envie um minuto por um script:</translation>
    </message>
    <message>
        <source>Command that posts one minute</source>
        <translation>Comando que envia um minuto</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Copiar o comando</translation>
    </message>
</context>
<context>
    <name>vigia::HandoverDialog</name>
    <message>
        <source>Shift hand-over</source>
        <translation>Passagem de turno</translation>
    </message>
    <message>
        <source>&amp;Shift</source>
        <translation>&amp;Turno</translation>
    </message>
    <message>
        <source>Shift to hand over</source>
        <translation>Turno a passar</translation>
    </message>
    <message>
        <source>Last 8 hours</source>
        <translation>Últimas 8 horas</translation>
    </message>
    <message>
        <source>Last 12 hours</source>
        <translation>Últimas 12 horas</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Últimas 24 horas</translation>
    </message>
    <message>
        <source>Preview of the hand-over</source>
        <translation>Prévia da passagem de turno</translation>
    </message>
    <message>
        <source>&amp;Copy as Markdown</source>
        <translation>&amp;Copiar como Markdown</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>Sal&amp;var…</translation>
    </message>
    <message>
        <source>As Markdown, HTML or PDF</source>
        <translation>Como Markdown, HTML ou PDF</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Since the last hand-over, %1</source>
        <translation>Desde a última passagem, %1</translation>
    </message>
    <message>
        <source>It could not be read. %1</source>
        <translation>Não pôde ser lido. %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copiado.</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>Save the hand-over</source>
        <translation>Salvar a passagem de turno</translation>
    </message>
    <message>
        <source>HTML (*.html);;PDF (*.pdf);;Markdown (*.md)</source>
        <translation>HTML (*.html);;PDF (*.pdf);;Markdown (*.md)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Salvo: %1</translation>
    </message>
    <message>
        <source>Not saved. %1</source>
        <translation>Não salvo. %1</translation>
    </message>
</context>
<context>
    <name>vigia::HealthPage</name>
    <message>
        <source>Health</source>
        <translation>Saúde</translation>
    </message>
    <message>
        <source>Health of all parts</source>
        <translation>Saúde de todas as partes</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copiar como texto</translation>
    </message>
    <message>
        <source>For a support ticket; holds no secret</source>
        <translation>Para um chamado de suporte; não contém segredos</translation>
    </message>
    <message>
        <source>Try the selected delivery again</source>
        <translation>Tentar novamente a entrega selecionada</translation>
    </message>
    <message>
        <source>Copy the state of all parts</source>
        <translation>Copiar o estado de todas as partes</translation>
    </message>
    <message>
        <source>Copied the state of all parts</source>
        <translation>Estado de todas as partes copiado</translation>
    </message>
    <message>
        <source>Hide deliveries that were sent</source>
        <translation>Ocultar entregas já enviadas</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Entregas</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar novamente</translation>
    </message>
    <message>
        <source>Tries the selected delivery again (R)</source>
        <translation>Tenta novamente a entrega selecionada (R)</translation>
    </message>
    <message>
        <source>Hide sent</source>
        <translation>Ocultar enviadas</translation>
    </message>
    <message>
        <source>Errors since the start</source>
        <translation>Erros desde o início</translation>
    </message>
    <message>
        <source>No error since the start</source>
        <translation>Nenhum erro desde o início</translation>
    </message>
    <message>
        <source>Nothing was sent yet. Channels are set in vigia.toml; see the sample of it.</source>
        <translation>Nada foi enviado ainda. Os canais são definidos em vigia.toml; veja o exemplo.</translation>
    </message>
    <message>
        <source>newest first, times of the console&apos;s zone</source>
        <translation>mais novas primeiro, horários do fuso do console</translation>
    </message>
    <message>
        <source>This delivery was sent: it is not sent twice</source>
        <translation>Esta entrega já foi enviada: não é enviada duas vezes</translation>
    </message>
    <message>
        <source>The delivery is tried again now</source>
        <translation>A entrega está sendo tentada novamente</translation>
    </message>
    <message>
        <source>The delivery could not be tried again</source>
        <translation>A entrega não pôde ser tentada novamente</translation>
    </message>
    <message>
        <source>Select a delivery first</source>
        <translation>Selecione uma entrega primeiro</translation>
    </message>
    <message>
        <source>Channels…</source>
        <translation>Canais…</translation>
    </message>
    <message>
        <source>What receivers get, and a test message (P)</source>
        <translation>O que os destinatários recebem, e uma mensagem de teste (P)</translation>
    </message>
    <message>
        <source>Channels: preview and test…</source>
        <translation>Canais: prévia e teste…</translation>
    </message>
</context>
<context>
    <name>vigia::HealthReport</name>
    <message>
        <source>Listener</source>
        <translation>Escuta</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>not listening</source>
        <translation>sem escutar</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Taxa</translation>
    </message>
    <message>
        <source>%1 rows a second</source>
        <translation>%1 linhas por segundo</translation>
    </message>
    <message>
        <source>Answer, 99th percentile</source>
        <translation>Resposta, percentil 99</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Requests since the start</source>
        <translation>Requisições desde o início</translation>
    </message>
    <message>
        <source>Rows since the start</source>
        <translation>Linhas desde o início</translation>
    </message>
    <message>
        <source>Waiting requests</source>
        <translation>Requisições em espera</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Banco de dados</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>takes and gives data</source>
        <translation>recebe e fornece dados</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Contagens</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 linhas</translation>
    </message>
    <message>
        <source>Raw transactions</source>
        <translation>Transações brutas</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Stored time</source>
        <translation>Período armazenado</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>two dates</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disco</translation>
    </message>
    <message>
        <source>%1 free of %2</source>
        <translation>%1 livres de %2</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>Detecção</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Motor</translation>
    </message>
    <message>
        <source>learns the stored history; data waits</source>
        <translation>aprende o histórico armazenado; os dados esperam</translation>
    </message>
    <message>
        <source>judges each minute as it comes</source>
        <translation>julga cada minuto que chega</translation>
    </message>
    <message>
        <source>Has an expected range</source>
        <translation>Tem faixa esperada</translation>
    </message>
    <message>
        <source>Warming up</source>
        <translation>Aquecendo</translation>
    </message>
    <message>
        <source>ready after 15 minutes with data; detectors with a season need a week</source>
        <translation>pronto após 15 minutos com dados; detectores sazonais precisam de uma semana</translation>
    </message>
    <message>
        <source>ready, nothing sent yet</source>
        <translation>pronto, nada enviado ainda</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>saudável</translation>
    </message>
    <message>
        <source>failing: %1</source>
        <translation>falhando: %1</translation>
    </message>
    <message>
        <source>stopped: %1</source>
        <translation>parado: %1</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensagens</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Canais</translation>
    </message>
    <message>
        <source>none configured: nobody is told of incidents</source>
        <translation>nenhum configurado: ninguém é avisado de incidentes</translation>
    </message>
    <message>
        <source>%1; %2 sent, %3 given up</source>
        <translation>%1; %2 enviadas, %3 desistências</translation>
    </message>
    <message>
        <source>Waiting in the outbox</source>
        <translation>Em espera na caixa de saída</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Desistências</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versão</translation>
    </message>
    <message>
        <source>Memory in use</source>
        <translation>Memória em uso</translation>
    </message>
    <message>
        <source>Running for</source>
        <translation>Em execução há</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Pasta de dados</translation>
    </message>
    <message>
        <source>Vigia, state of %1</source>
        <translation>Vigia, estado de %1</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Entregas</translation>
    </message>
    <message>
        <source>attempts: %1</source>
        <translation>tentativas: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhum</translation>
    </message>
    <message>
        <source>Errors since the start</source>
        <translation>Erros desde o início</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Vigilância</translation>
    </message>
    <message>
        <source>Whole chain</source>
        <translation>Toda a cadeia</translation>
    </message>
    <message>
        <source>not looked at yet</source>
        <translation>ainda não verificada</translation>
    </message>
    <message>
        <source>data is taken, judged, stored and told</source>
        <translation>os dados são recebidos, avaliados, guardados e avisados</translation>
    </message>
    <message>
        <source>no address configured: nobody outside notices a standstill</source>
        <translation>nenhum endereço configurado: ninguém de fora nota uma parada</translation>
    </message>
    <message>
        <source>held back</source>
        <translation>retido</translation>
    </message>
    <message>
        <source>fails: %1</source>
        <translation>falha: %1</translation>
    </message>
    <message>
        <source>called</source>
        <translation>chamado</translation>
    </message>
    <message>
        <source>not called yet</source>
        <translation>ainda não chamado</translation>
    </message>
    <message>
        <source>, last got through at %1</source>
        <translation>, último êxito às %1</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Sinal de vida</translation>
    </message>
    <message>
        <source>Sleep</source>
        <translation>Suspensão</translation>
    </message>
</context>
<context>
    <name>vigia::HistoryPage</name>
    <message>
        <source>Counts in view, as a table</source>
        <translation>Contagens exibidas, em tabela</translation>
    </message>
    <message>
        <source>Nothing is stored yet</source>
        <translation>Nada está armazenado ainda</translation>
    </message>
    <message>
        <source>Open a file with transactions (Ctrl+O), drop one on the window, or post a minute: the Live page shows the line for it.</source>
        <translation>Abra um arquivo de transações (Ctrl+O), solte um na janela ou envie um minuto: a página Ao vivo mostra o comando.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>The history could not be read</source>
        <translation>O histórico não pôde ser lido</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Todas as origens</translation>
    </message>
    <message>
        <source>(no source)</source>
        <translation>(sem origem)</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>two dates</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>mean and range of each day</source>
        <translation>média e faixa de cada dia</translation>
    </message>
    <message>
        <source>mean and range of each hour</source>
        <translation>média e faixa de cada hora</translation>
    </message>
    <message>
        <source>each minute</source>
        <translation>cada minuto</translation>
    </message>
    <message>
        <source>loading…</source>
        <translation>carregando…</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n rows in %1</source>
        <translation>
            <numerusform>%n linha salva em %1</numerusform>
            <numerusform>%n linhas salvas em %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The file could not be saved</source>
        <translation>O arquivo não pôde ser salvo</translation>
    </message>
    <message>
        <source>1 d</source>
        <translation>1 d</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 d</translation>
    </message>
    <message>
        <source>3 months</source>
        <translation>3 meses</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 ano</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tudo</translation>
    </message>
    <message>
        <source>Show %1 of history</source>
        <translation>Mostrar %1 de histórico</translation>
    </message>
    <message>
        <source>Show the whole history</source>
        <translation>Mostrar todo o histórico</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Depois</translation>
    </message>
    <message>
        <source>One view back</source>
        <translation>Uma tela para trás</translation>
    </message>
    <message>
        <source>One view on</source>
        <translation>Uma tela para a frente</translation>
    </message>
    <message>
        <source>Oldest data</source>
        <translation>Dados mais antigos</translation>
    </message>
    <message>
        <source>Newest data</source>
        <translation>Dados mais novos</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Ampliar</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Reduzir</translation>
    </message>
    <message>
        <source>Go to a day…</source>
        <translation>Ir para um dia…</translation>
    </message>
    <message>
        <source>Compare with the day before</source>
        <translation>Comparar com o dia anterior</translation>
    </message>
    <message>
        <source>Compare with the week before</source>
        <translation>Comparar com a semana anterior</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>Escala logarítmica</translation>
    </message>
    <message>
        <source>Table instead of charts</source>
        <translation>Tabela em vez de gráficos</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>Mostrar %1</translation>
    </message>
    <message>
        <source>Save charts as a picture…</source>
        <translation>Salvar gráficos como imagem…</translation>
    </message>
    <message>
        <source>Export the numbers in view…</source>
        <translation>Exportar os números exibidos…</translation>
    </message>
    <message>
        <source>How much to show</source>
        <translation>Quanto mostrar</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dia</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Origem</translation>
    </message>
    <message>
        <source>Hours from</source>
        <comment>followed by an hour of the day</comment>
        <translation>Horas de</translation>
    </message>
    <message>
        <source>to</source>
        <comment>between two hours of the day</comment>
        <translation>a</translation>
    </message>
    <message>
        <source>Hours to</source>
        <translation>Horas até</translation>
    </message>
    <message>
        <source>Statuses</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Exibir</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>What is in view</source>
        <translation>O que é exibido</translation>
    </message>
    <message>
        <source>Save charts as a picture</source>
        <translation>Salvar gráficos como imagem</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation>Imagens (*.png *.svg)</translation>
    </message>
    <message>
        <source>Export the numbers in view</source>
        <translation>Exportar os números exibidos</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Salvo: %1</translation>
    </message>
</context>
<context>
    <name>vigia::IncidentCharts</name>
    <message>
        <source>Charts of the incident</source>
        <translation>Gráficos do incidente</translation>
    </message>
</context>
<context>
    <name>vigia::IncidentDelegate</name>
    <message>
        <source>Acknowledge</source>
        <translation>Reconhecer</translation>
    </message>
    <message>
        <source>judged: %1</source>
        <translation>julgado: %1</translation>
    </message>
</context>
<context>
    <name>vigia::IncidentDetail</name>
    <message>
        <source>not named</source>
        <translation>sem nome</translation>
    </message>
    <message>
        <source>✓ sent</source>
        <translation>✓ enviada</translation>
    </message>
    <message>
        <source>▲ given up</source>
        <translation>▲ desistiu</translation>
    </message>
    <message>
        <source>… waiting</source>
        <translation>… em espera</translation>
    </message>
    <message>
        <source>… again at %1</source>
        <translation>… de novo às %1</translation>
    </message>
    <message>
        <source>The chosen incident</source>
        <translation>O incidente escolhido</translation>
    </message>
    <message>
        <source>Transactions a minute; the band is what was expected</source>
        <translation>Transações por minuto; a faixa é o que se esperava</translation>
    </message>
    <message>
        <source>All statuses</source>
        <translation>Todos os status</translation>
    </message>
    <message>
        <source>Show the statuses that it did not touch, too</source>
        <translation>Mostrar também os status que ele não atingiu</translation>
    </message>
    <message>
        <source>Whole incident</source>
        <translation>Incidente inteiro</translation>
    </message>
    <message>
        <source>Undo zoom and pan (0)</source>
        <translation>Desfazer zoom e deslocamento (0)</translation>
    </message>
    <message>
        <source>By status</source>
        <translation>Por status</translation>
    </message>
    <message>
        <source>By source</source>
        <translation>Por origem</translation>
    </message>
    <message>
        <source>By authorisation code</source>
        <translation>Por código de autorização</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>contado</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>usual</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>diferença</translation>
    </message>
    <message>
        <source>Status whose votes are shown</source>
        <translation>Status cujos votos são mostrados</translation>
    </message>
    <message>
        <source>What it cost</source>
        <translation>O que custou</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Avisados</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>Trilha</translation>
    </message>
    <message>
        <source>Votes, cost, notifications and trail</source>
        <translation>Votos, custo, notificações e trilha</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>snoozed until %1</source>
        <translation>adiado até %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>até %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>agora</translation>
    </message>
    <message>
        <source>#%1 · %2 – %3 · %4</source>
        <translation>#%1 · %2 – %3 · %4</translation>
    </message>
    <message>
        <source>Votes on %1</source>
        <translation>Votos sobre %1</translation>
    </message>
    <message>
        <source>%1 by source</source>
        <translation>%1 por origem</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>mais %n</numerusform>
            <numerusform>mais %n</numerusform>
        </translation>
    </message>
    <message>
        <source>approvals lost against usual</source>
        <translation>aprovações perdidas contra o usual</translation>
    </message>
    <message>
        <source>minutes without data</source>
        <translation>minutos sem dados</translation>
    </message>
    <message>
        <source>approvals usual in them, not seen</source>
        <translation>aprovações usuais neles, não vistas</translation>
    </message>
    <message>
        <source>abnormal minutes and statuses</source>
        <translation>minutos e status anormais</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>veredito</translation>
    </message>
    <message>
        <source>Usual: the same minutes of the days before.</source>
        <translation>Usual: os mesmos minutos dos dias anteriores.</translation>
    </message>
    <message>
        <source>Usual: the hour before; no earlier day is stored.</source>
        <translation>Usual: a hora anterior; nenhum dia anterior está armazenado.</translation>
    </message>
    <message>
        <source>Nothing is stored to compare with.</source>
        <translation>Nada está armazenado para comparar.</translation>
    </message>
    <message>
        <source>The first day of it is measured.</source>
        <translation>O primeiro dia dele é medido.</translation>
    </message>
    <message>
        <source>Nobody: no message about this incident has been written.</source>
        <translation>Ninguém: nenhuma mensagem sobre este incidente foi escrita.</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n falhou</numerusform>
            <numerusform>%n falharam</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n em espera</numerusform>
            <numerusform>%n em espera</numerusform>
        </translation>
    </message>
    <message>
        <source>opened</source>
        <translation>aberto</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>alguém</translation>
    </message>
    <message>
        <source>%1 notes: %2</source>
        <translation>%1 anota: %2</translation>
    </message>
    <message>
        <source>calm again</source>
        <translation>calmo novamente</translation>
    </message>
    <message numerus="yes">
        <source>%n abnormal minute(s)</source>
        <translation>
            <numerusform>%n minuto anormal</numerusform>
            <numerusform>%n minutos anormais</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n tentativa</numerusform>
            <numerusform>%n tentativas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n nota</numerusform>
            <numerusform>%n notas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::IncidentEditor</name>
    <message>
        <source>incident %1</source>
        <translation>incidente %1</translation>
    </message>
    <message>
        <source>Acknowledge %1</source>
        <translation>Reconhecer %1</translation>
    </message>
    <message>
        <source>Snooze %1</source>
        <translation>Adiar %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Note on %1</source>
        <translation>Nota sobre %1</translation>
    </message>
    <message>
        <source>until</source>
        <translation>até</translation>
    </message>
    <message>
        <source>Until when</source>
        <translation>Até quando</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Hora do dia</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>What the next shift should know</source>
        <translation>O que o próximo turno deve saber</translation>
    </message>
    <message>
        <source>Reason (optional)</source>
        <translation>Motivo (opcional)</translation>
    </message>
    <message>
        <source>Comment (optional)</source>
        <translation>Comentário (opcional)</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Reconhecer</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Adiar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>for good</source>
        <translation>em definitivo</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 minutos</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 hora</translation>
    </message>
    <message>
        <source>4 hours</source>
        <translation>4 horas</translation>
    </message>
    <message>
        <source>07:00</source>
        <translation>07:00</translation>
    </message>
    <message>
        <source>a time of day</source>
        <translation>uma hora do dia</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n incidente</numerusform>
            <numerusform>%n incidentes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::IncidentList</name>
    <message>
        <source>Incidents, worst and newest first</source>
        <translation>Incidentes, os piores e mais novos primeiro</translation>
    </message>
</context>
<context>
    <name>vigia::IncidentPage</name>
    <message>
        <source>Incidents</source>
        <translation>Incidentes</translation>
    </message>
    <message>
        <source>No incident in this time. What is abnormal is recorded here, with its reason and what was done.</source>
        <translation>Nenhum incidente neste período. O que for anormal é registrado aqui, com a razão e o que foi feito.</translation>
    </message>
    <message>
        <source>Choose an incident: J and K step through the list.</source>
        <translation>Escolha um incidente: J e K percorrem a lista.</translation>
    </message>
    <message>
        <source>The charts of the incident could not be read</source>
        <translation>Os gráficos do incidente não puderam ser lidos</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Todo estado</translation>
    </message>
    <message>
        <source>Not resolved</source>
        <translation>Não resolvidos</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aberto</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Reconhecido</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resolvido</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Severidade</translation>
    </message>
    <message>
        <source>All severities</source>
        <translation>Toda severidade</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Crítico</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Alerta</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>All statuses</source>
        <translation>Todos os status</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Últimas 24 horas</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 dias</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 dias</translation>
    </message>
    <message>
        <source>All stored</source>
        <translation>Tudo armazenado</translation>
    </message>
    <message>
        <source>Whole incident</source>
        <translation>Incidente inteiro</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Depois</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Ampliar</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Reduzir</translation>
    </message>
    <message>
        <source>The incidents could not be read</source>
        <translation>Os incidentes não puderam ser lidos</translation>
    </message>
    <message>
        <source>Nothing has happened in this time.</source>
        <translation>Nada aconteceu neste período.</translation>
    </message>
    <message>
        <source>The incident could not be read</source>
        <translation>O incidente não pôde ser lido</translation>
    </message>
</context>
<context>
    <name>vigia::IncidentPanel</name>
    <message>
        <source>Incidents</source>
        <translation>Incidentes</translation>
    </message>
    <message>
        <source>Nothing to report. What is abnormal appears here, with its reason.</source>
        <translation>Nada a relatar. O que for anormal aparece aqui, com a razão.</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n aberto</numerusform>
            <numerusform>%n abertos</numerusform>
        </translation>
    </message>
    <message>
        <source>none open</source>
        <translation>nenhum aberto</translation>
    </message>
    <message>
        <source>Filter: words of an incident</source>
        <translation>Filtro: palavras de um incidente</translation>
    </message>
    <message>
        <source>Filter the incidents by text</source>
        <translation>Filtrar os incidentes por texto</translation>
    </message>
    <message>
        <source>Filter (/), Esc clears it</source>
        <translation>Filtro (/), Esc limpa</translation>
    </message>
    <message>
        <source>No incident matches this filter.</source>
        <translation>Nenhum incidente corresponde a este filtro.</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1 de %2 · %3</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>vigia::IncidentStrip</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>incident since %1</source>
        <translation>incidente desde %1</translation>
    </message>
</context>
<context>
    <name>vigia::KeysOverlay</name>
    <message>
        <source>All keys</source>
        <translation>Todas as teclas</translation>
    </message>
    <message>
        <source>any key closes this</source>
        <translation>qualquer tecla fecha</translation>
    </message>
</context>
<context>
    <name>vigia::MainWindow</name>
    <message>
        <source>Live</source>
        <translation>Ao vivo</translation>
    </message>
    <message>
        <source>Something needs attention</source>
        <translation>Algo precisa de atenção</translation>
    </message>
    <message>
        <source>Stored minutes could not be read</source>
        <translation>Os minutos armazenados não puderam ser lidos</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>operador</translation>
    </message>
    <message>
        <source>Open transaction files</source>
        <translation>Abrir arquivos de transações</translation>
    </message>
    <message>
        <source>Transactions (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>Transações (*.csv *.tsv *.txt);;Todos os arquivos (*)</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>3 h</source>
        <translation>3 h</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Arquivo</translation>
    </message>
    <message>
        <source>&amp;Open files…</source>
        <translation>A&amp;brir arquivos…</translation>
    </message>
    <message>
        <source>&amp;Save charts as a picture…</source>
        <translation>&amp;Salvar gráficos como imagem…</translation>
    </message>
    <message>
        <source>&amp;Export the numbers in view…</source>
        <translation>&amp;Exportar os números exibidos…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Sai&amp;r</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>E&amp;xibir</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Show the last %1</source>
        <translation>Mostrar as últimas %1</translation>
    </message>
    <message>
        <source>Compare with yesterday</source>
        <translation>Comparar com ontem</translation>
    </message>
    <message>
        <source>Compare with last week</source>
        <translation>Comparar com a semana passada</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ontem</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>Semana passada</translation>
    </message>
    <message>
        <source>Statuses</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>Mostrar %1</translation>
    </message>
    <message>
        <source>Table instead of charts</source>
        <translation>Tabela em vez de gráficos</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>Escala logarítmica</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como o sistema</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Wall board</source>
        <translation>Painel de parede</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Exibir</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>&amp;Tempo</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Agora</translation>
    </message>
    <message>
        <source>Follow or hold</source>
        <translation>Seguir ou parar</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Depois</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Ampliar</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Reduzir</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>&amp;Incident</source>
        <translation>&amp;Incidente</translation>
    </message>
    <message>
        <source>Next incident</source>
        <translation>Próximo incidente</translation>
    </message>
    <message>
        <source>Previous incident</source>
        <translation>Incidente anterior</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Reconhecer</translation>
    </message>
    <message>
        <source>Explain why it fired</source>
        <translation>Explicar por que disparou</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Incidentes</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;juda</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Todas as teclas</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>Comandos…</translation>
    </message>
    <message>
        <source>Dismiss the notice</source>
        <translation>Dispensar o aviso</translation>
    </message>
    <message>
        <source>About Vigia</source>
        <translation>Sobre o Vigia</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Janela</translation>
    </message>
    <message>
        <source>Save charts as a picture</source>
        <translation>Salvar gráficos como imagem</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation>Imagens (*.png *.svg)</translation>
    </message>
    <message>
        <source>Export the numbers in view</source>
        <translation>Exportar os números exibidos</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Salvo: %1</translation>
    </message>
    <message>
        <source>The file could not be saved</source>
        <translation>O arquivo não pôde ser salvo</translation>
    </message>
    <message>
        <source>Vigia %1</source>
        <translation>Vigia %1</translation>
    </message>
    <message>
        <source>A console for the health of payment transactions.

Free software under the GNU General Public License, version 3 or later. It comes with no warranty. Made with Qt %1.</source>
        <translation>Um console para a saúde das transações de pagamento.

Software livre sob a GNU General Public License, versão 3 ou posterior. Sem nenhuma garantia. Feito com Qt %1.</translation>
    </message>
    <message>
        <source>Checkout</source>
        <translation>Checkout</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Som</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Silencioso</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>Baixo</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Médio</translation>
    </message>
    <message>
        <source>Loud</source>
        <translation>Alto</translation>
    </message>
    <message>
        <source>Alarm sounds: %1</source>
        <translation>Sons de alarme: %1</translation>
    </message>
    <message>
        <source>No sounds for an hour</source>
        <translation>Sem sons por uma hora</translation>
    </message>
    <message>
        <source>Quit Vigia?</source>
        <translation>Sair do Vigia?</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) wait for an answer.</source>
        <translation>
            <numerusform>%n incidente espera resposta.</numerusform>
            <numerusform>%n incidentes esperam resposta.</numerusform>
        </translation>
    </message>
    <message>
        <source>When Vigia quits it takes no data, notices nothing and tells nobody.</source>
        <translation>Quando o Vigia fecha, não recebe dados, não percebe nada e não avisa ninguém.</translation>
    </message>
    <message>
        <source>Keep watching in the tray</source>
        <translation>Continuar vigiando na bandeja</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Select the next one too</source>
        <translation>Selecionar também o próximo</translation>
    </message>
    <message>
        <source>Select the previous one too</source>
        <translation>Selecionar também o anterior</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Selecionar tudo</translation>
    </message>
    <message>
        <source>Filter incidents</source>
        <translation>Filtrar incidentes</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Show in the live charts</source>
        <translation>Mostrar nos gráficos ao vivo</translation>
    </message>
    <message>
        <source>Acknowledge with comment and end…</source>
        <translation>Reconhecer com comentário e prazo…</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Adiar</translation>
    </message>
    <message>
        <source>Snooze…</source>
        <translation>Adiar…</translation>
    </message>
    <message>
        <source>No messages about it until then</source>
        <translation>Nenhuma mensagem sobre ele até lá</translation>
    </message>
    <message>
        <source>Snooze for &amp;15 minutes</source>
        <translation>Adiar por &amp;15 minutos</translation>
    </message>
    <message>
        <source>Snooze for 1 &amp;hour</source>
        <translation>Adiar por 1 &amp;hora</translation>
    </message>
    <message>
        <source>Snooze until &amp;07:00</source>
        <translation>Adiar até as &amp;07:00</translation>
    </message>
    <message>
        <source>Snooze until &amp;another time…</source>
        <translation>Adiar até &amp;outra hora…</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>Nota…</translation>
    </message>
    <message>
        <source>True alarm</source>
        <translation>Alarme verdadeiro</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>Alarme falso</translation>
    </message>
    <message>
        <source>Known cause…</source>
        <translation>Causa conhecida…</translation>
    </message>
    <message>
        <source>True alarm with reason…</source>
        <translation>Alarme verdadeiro com motivo…</translation>
    </message>
    <message>
        <source>False alarm with reason…</source>
        <translation>Alarme falso com motivo…</translation>
    </message>
    <message>
        <source>Take the verdict back</source>
        <translation>Retirar o veredito</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copiar como texto</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Take back: %1</source>
        <translation>Desfazer: %1</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>Vereditos</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Saúde</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>Esta página</translation>
    </message>
    <message>
        <source>&amp;Hand over the shift…</source>
        <translation>&amp;Passar o turno…</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n incident(s)</source>
        <translation>
            <numerusform>%n incidente copiado</numerusform>
            <numerusform>%n incidentes copiados</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Silence this…</source>
        <translation>Silenciar isto…</translation>
    </message>
    <message>
        <source>Silence what incident %1 is about</source>
        <translation>Silenciar o assunto do incidente %1</translation>
    </message>
    <message>
        <source>Silenced: %1</source>
        <translation>Silenciado: %1</translation>
    </message>
    <message>
        <source>Where did it go?</source>
        <translation>Para onde foi?</translation>
    </message>
    <message>
        <source>The way of the minute under the crosshair, or of the incident&apos;s peak</source>
        <translation>O caminho do minuto sob a mira, ou do pico do incidente</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regras</translation>
    </message>
    <message>
        <source>Send a test to this desktop</source>
        <translation>Enviar um teste a esta área de trabalho</translation>
    </message>
</context>
<context>
    <name>vigia::MutedWatch</name>
    <message>
        <source>snoozed until %1</source>
        <translation>adiado até %1</translation>
    </message>
    <message>
        <source>silenced until %1</source>
        <translation>silenciado até %1</translation>
    </message>
    <message>
        <source>silenced</source>
        <comment>an incident</comment>
        <translation>silenciado</translation>
    </message>
</context>
<context>
    <name>vigia::NavRail</name>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
</context>
<context>
    <name>vigia::NoticeBar</name>
    <message>
        <source>Day of the times in the file</source>
        <translation>Dia dos horários do arquivo</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Dispensar</translation>
    </message>
    <message>
        <source>Dismiss (Esc)</source>
        <translation>Dispensar (Esc)</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Progresso da importação</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
    <message>
        <source>The times in %1 have no date. Which day are they of?</source>
        <translation>Os horários de %1 não têm data. De que dia são?</translation>
    </message>
    <message>
        <source>Importing %1: %2 of %3, %4 rows</source>
        <translation>Importando %1: %2 de %3, %4 linhas</translation>
    </message>
    <message>
        <source>The import of %1 was cancelled. Nothing of it was stored.</source>
        <translation>A importação de %1 foi cancelada. Nada foi armazenado.</translation>
    </message>
    <message>
        <source>%1 could not be imported completely.</source>
        <translation>%1 não pôde ser importado por completo.</translation>
    </message>
    <message>
        <source>%1 was not imported; nothing has changed.</source>
        <translation>%1 não foi importado; nada mudou.</translation>
    </message>
    <message>
        <source>Imported %1: %2 rows, %3 of them replaced what was known.</source>
        <translation>%1 importado: %2 linhas, %3 delas substituíram o que se conhecia.</translation>
    </message>
</context>
<context>
    <name>vigia::OutboxModel</name>
    <message>
        <source>waiting</source>
        <translation>em espera</translation>
    </message>
    <message>
        <source>tries again</source>
        <translation>tenta novamente</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>enviada</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>desistiu</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Escrita</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Canal</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Destinatário</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Assunto</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Tentativas</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>Próxima tentativa</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Último erro</translation>
    </message>
</context>
<context>
    <name>vigia::OverviewStrip</name>
    <message>
        <source>Overview of the whole history</source>
        <translation>Visão de todo o histórico</translation>
    </message>
    <message>
        <source>Drag to move through the whole history</source>
        <translation>Arraste para percorrer todo o histórico</translation>
    </message>
</context>
<context>
    <name>vigia::QueryResultModel</name>
    <message>
        <source>no value</source>
        <translation>sem valor</translation>
    </message>
</context>
<context>
    <name>vigia::RuleParts</name>
    <message>
        <source>on</source>
        <translation>ligada</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desligada</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>name of a rule, old and new value</comment>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>alarm budget a day</source>
        <translation>limite de alarmes por dia</translation>
    </message>
    <message>
        <source>detectors for all</source>
        <translation>detectores para todos</translation>
    </message>
    <message>
        <source>as for all</source>
        <translation>como para todos</translation>
    </message>
    <message>
        <source>%1: detectors</source>
        <translation>%1: detectores</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no limit</comment>
        <translation>nenhum</translation>
    </message>
    <message>
        <source>%1: static limit %2 → %3</source>
        <translation>%1: limite fixo %2 → %3</translation>
    </message>
    <message>
        <source>rolling z-score: window</source>
        <translation>z-score móvel: janela</translation>
    </message>
    <message>
        <source>rolling z-score: warm-up</source>
        <translation>z-score móvel: aquecimento</translation>
    </message>
    <message>
        <source>rolling z-score: standard deviations</source>
        <translation>z-score móvel: desvios padrão</translation>
    </message>
    <message>
        <source>rolling z-score: step on a flat line</source>
        <translation>z-score móvel: degrau em linha plana</translation>
    </message>
    <message>
        <source>history learned</source>
        <translation>histórico aprendido</translation>
    </message>
    <message>
        <source>group wait</source>
        <translation>espera do grupo</translation>
    </message>
    <message>
        <source>repeat</source>
        <translation>repetição</translation>
    </message>
    <message>
        <source>resolve wait</source>
        <translation>espera da resolução</translation>
    </message>
    <message>
        <source>incidents that are a flood</source>
        <translation>incidentes que são uma avalanche</translation>
    </message>
    <message>
        <source>flood window</source>
        <translation>janela da avalanche</translation>
    </message>
    <message>
        <source>trend rule</source>
        <translation>regra de tendência</translation>
    </message>
    <message>
        <source>told by default</source>
        <translation>avisados por padrão</translation>
    </message>
    <message>
        <source>escalate to</source>
        <translation>escalar para</translation>
    </message>
    <message>
        <source>escalate after</source>
        <translation>escalar após</translation>
    </message>
    <message>
        <source>least severity for %1</source>
        <translation>gravidade mínima para %1</translation>
    </message>
    <message>
        <source>route %1: new. %2</source>
        <translation>rota %1: nova. %2</translation>
    </message>
    <message>
        <source>route %1: removed. %2</source>
        <comment>what it said</comment>
        <translation>rota %1: removida. %2</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todos</translation>
    </message>
    <message>
        <source>statuses</source>
        <translation>status</translation>
    </message>
    <message>
        <source>sources</source>
        <translation>origens</translation>
    </message>
    <message>
        <source>severities</source>
        <translation>gravidades</translation>
    </message>
    <message>
        <source>kinds</source>
        <translation>tipos</translation>
    </message>
    <message>
        <source>always</source>
        <translation>sempre</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>horário</translation>
    </message>
    <message>
        <source>receivers</source>
        <translation>destinatários</translation>
    </message>
    <message>
        <source>route %1: %2</source>
        <comment>what changed</comment>
        <translation>rota %1: %2</translation>
    </message>
</context>
<context>
    <name>vigia::RulesChoices</name>
    <message>
        <source>%1: %2</source>
        <comment>a group of boxes, and one of them</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (unknown)</source>
        <translation>%1 (desconhecido)</translation>
    </message>
</context>
<context>
    <name>vigia::RulesDetection</name>
    <message>
        <source>Detection</source>
        <translation>Detecção</translation>
    </message>
    <message>
        <source>Alarm budget</source>
        <translation>Limite de alarmes</translation>
    </message>
    <message>
        <source>False alarms a day</source>
        <translation>Alarmes falsos por dia</translation>
    </message>
    <message>
        <source>that adaptive and isolation_forest may cost over all statuses; lower it for fewer alarms</source>
        <translation>que adaptive e isolation_forest podem custar, somando todos os status; diminua para ter menos alarmes</translation>
    </message>
    <message>
        <source>Detectors and limits</source>
        <translation>Detectores e limites</translation>
    </message>
    <message>
        <source>A framed box is the status&apos;s own choice, one without a frame goes by the first row. Space turns on or off, digits write a limit.</source>
        <translation>Uma caixa com moldura é escolha do próprio status; sem moldura, vale a primeira linha. Espaço liga ou desliga, dígitos escrevem um limite.</translation>
    </message>
    <message>
        <source>Rolling z-score and history</source>
        <translation>Z-score móvel e histórico</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Janela</translation>
    </message>
    <message>
        <source>minutes that the mean is taken of</source>
        <translation>minutos dos quais se tira a média</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aquecimento</translation>
    </message>
    <message>
        <source>minutes before it speaks</source>
        <translation>minutos antes de falar</translation>
    </message>
    <message>
        <source>Standard deviations</source>
        <translation>Desvios padrão</translation>
    </message>
    <message>
        <source>above the mean, from which it fires</source>
        <translation>acima da média, a partir dos quais dispara</translation>
    </message>
    <message>
        <source>Step on a flat line</source>
        <translation>Degrau em linha plana</translation>
    </message>
    <message>
        <source>above the mean, where there was no variance</source>
        <translation>acima da média, onde não houve variância</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>days that every detector learns at start</source>
        <translation>dias que todo detector aprende ao iniciar</translation>
    </message>
    <message>
        <source>Watched by no detector: %1</source>
        <translation>Sem detector que os observe: %1</translation>
    </message>
</context>
<context>
    <name>vigia::RulesDraft</name>
    <message>
        <source>Choose at least one receiver</source>
        <translation>Escolha pelo menos um destinatário</translation>
    </message>
    <message>
        <source>The end must differ from the beginning</source>
        <translation>O fim deve ser diferente do início</translation>
    </message>
</context>
<context>
    <name>vigia::RulesDraftPanel</name>
    <message>
        <source>Draft</source>
        <translation>Rascunho</translation>
    </message>
    <message>
        <source>What you change is a draft until you save it: the rules in force stay as they are, and it can be tried on stored history first.</source>
        <translation>O que você muda é um rascunho até ser salvo: as regras em vigor não mudam, e ele pode ser testado antes no histórico.</translation>
    </message>
    <message>
        <source>Changes of the draft</source>
        <translation>Mudanças do rascunho</translation>
    </message>
    <message>
        <source>Enter shows where it stands, Del takes it back</source>
        <translation>Enter mostra onde está, Del desfaz</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Takes back the last change (Ctrl+Z)</source>
        <translation>Desfaz a última mudança (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Discard all</source>
        <translation>Descartar tudo</translation>
    </message>
    <message>
        <source>Try on history</source>
        <translation>Testar no histórico</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Try first</source>
        <translation>Testar antes</translation>
    </message>
    <message>
        <source>Save untried</source>
        <translation>Salvar sem teste</translation>
    </message>
    <message numerus="yes">
        <source>Draft: %n change(s)</source>
        <translation>
            <numerusform>Rascunho: %n mudança</numerusform>
            <numerusform>Rascunho: %n mudanças</numerusform>
        </translation>
    </message>
    <message>
        <source>No changes</source>
        <translation>Nenhuma mudança</translation>
    </message>
    <message>
        <source>◆ changed by the others too</source>
        <translation>◆ mudado também pelos outros</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) to mend first: %1</source>
        <translation>
            <numerusform>%n falha a corrigir antes: %1</numerusform>
            <numerusform>%n falhas a corrigir antes: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>◆ This draft was not tried on stored history: nobody knows yet which incidents would appear or vanish.</source>
        <translation>◆ Este rascunho não foi testado no histórico armazenado: ninguém sabe ainda quais incidentes surgiriam ou sumiriam.</translation>
    </message>
    <message>
        <source>◆ Nothing is stored to try this draft on: nobody knows yet what it does.</source>
        <translation>◆ Não há nada armazenado em que testar este rascunho: ninguém sabe ainda o que ele faz.</translation>
    </message>
</context>
<context>
    <name>vigia::RulesEffectView</name>
    <message>
        <source>Effect</source>
        <translation>Efeito</translation>
    </message>
    <message>
        <source>Incidents of the range</source>
        <translation>Incidentes do período</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>em vigor</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>rascunho</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarmes</translation>
    </message>
    <message>
        <source>Alarms by status</source>
        <translation>Alarmes por status</translation>
    </message>
    <message>
        <source>An alarm is a run of abnormal minutes of one status. The budget is meant for false ones: true alarms come on top.</source>
        <translation>Um alarme é uma sequência de minutos anormais de um status. O limite vale para os falsos: os verdadeiros vêm além dele.</translation>
    </message>
    <message>
        <source>Try the draft on stored history</source>
        <translation>Testar o rascunho no histórico armazenado</translation>
    </message>
    <message>
        <source>Range of the trial</source>
        <translation>Período do teste</translation>
    </message>
    <message>
        <source>Try on all that is stored</source>
        <translation>Testar em tudo o que está armazenado</translation>
    </message>
    <message numerus="yes">
        <source>Try on the last %n day(s)</source>
        <translation>
            <numerusform>Testar no último %n dia</numerusform>
            <numerusform>Testar nos últimos %n dias</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <comment>stored days</comment>
        <translation>Tudo</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>Try on history</source>
        <translation>Testar no histórico</translation>
    </message>
    <message>
        <source>Progress of the trial</source>
        <translation>Andamento do teste</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Cancel the trial</source>
        <translation>Cancelar o teste</translation>
    </message>
    <message>
        <source>Incidents that differ</source>
        <translation>Incidentes que diferem</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Início</translation>
    </message>
    <message>
        <source>Lasts</source>
        <translation>Duração</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravidade</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>Enter shows the time of an incident on the charts.</source>
        <translation>Enter mostra o horário de um incidente nos gráficos.</translation>
    </message>
    <message>
        <source>The draft has faults: mend them first</source>
        <translation>O rascunho tem falhas: corrija-as antes</translation>
    </message>
    <message>
        <source>Not tried. %1</source>
        <translation>Não testado. %1</translation>
    </message>
    <message>
        <source>Incidents that differ: the newest %1 of %2</source>
        <translation>Incidentes que diferem: os %1 mais novos de %2</translation>
    </message>
    <message>
        <source>Incidents that differ: %1</source>
        <translation>Incidentes que diferem: %1</translation>
    </message>
    <message>
        <source>Trying on stored history…</source>
        <translation>Testando no histórico armazenado…</translation>
    </message>
    <message>
        <source>Nothing is stored that it could be tried on.</source>
        <translation>Não há nada armazenado em que testar.</translation>
    </message>
    <message>
        <source>Not tried on stored history yet.</source>
        <translation>Ainda não testado no histórico armazenado.</translation>
    </message>
    <message>
        <source>Changed since it was tried: the effect shown is not that of this draft.</source>
        <translation>Mudado depois do teste: o efeito mostrado não é o deste rascunho.</translation>
    </message>
    <message>
        <source>Judging stored minutes by the rules in force and by the draft…</source>
        <translation>Julgando os minutos armazenados pelas regras em vigor e pelo rascunho…</translation>
    </message>
    <message>
        <source>Nothing is stored yet. Open a file of transactions (Ctrl+O), start the demo or post minutes to the listener; then try again.</source>
        <translation>Ainda não há nada armazenado. Abra um arquivo de transações (Ctrl+O), inicie a demonstração ou envie minutos ao receptor; depois teste de novo.</translation>
    </message>
    <message>
        <source>%1 – %2: %3</source>
        <comment>two dates, and the effect</comment>
        <translation>%1 – %2: %3</translation>
    </message>
    <message>
        <source>There is no draft: a trial compares the rules in force with themselves, and shows what they would have said.</source>
        <translation>Não há rascunho: o teste compara as regras em vigor com elas mesmas e mostra o que teriam dito.</translation>
    </message>
    <message>
        <source>Told, by receiver</source>
        <translation>Avisados, por destinatário</translation>
    </message>
    <message>
        <source>How many incidents each receiver would be told of</source>
        <translation>De quantos incidentes cada destinatário seria avisado</translation>
    </message>
    <message>
        <source>▲ over the budget</source>
        <translation>▲ acima do limite</translation>
    </message>
    <message>
        <source>Both rules see the same incidents.</source>
        <translation>As duas regras veem os mesmos incidentes.</translation>
    </message>
    <message>
        <source>Tried before it was saved.</source>
        <translation>Testado antes de ser salvo.</translation>
    </message>
</context>
<context>
    <name>vigia::RulesEffectWords</name>
    <message>
        <source>starts %1 earlier</source>
        <translation>começa %1 antes</translation>
    </message>
    <message>
        <source>starts %1 later</source>
        <translation>começa %1 depois</translation>
    </message>
    <message>
        <source>ends %1 earlier</source>
        <translation>termina %1 antes</translation>
    </message>
    <message>
        <source>ends %1 later</source>
        <translation>termina %1 depois</translation>
    </message>
    <message>
        <source>critical instead of a warning</source>
        <translation>crítico em vez de alerta</translation>
    </message>
    <message>
        <source>a warning instead of critical</source>
        <translation>alerta em vez de crítico</translation>
    </message>
    <message>
        <source>with %1</source>
        <comment>names of statuses</comment>
        <translation>com %1</translation>
    </message>
    <message>
        <source>without %1</source>
        <comment>names of statuses</comment>
        <translation>sem %1</translation>
    </message>
    <message>
        <source>appears</source>
        <translation>surge</translation>
    </message>
    <message>
        <source>vanishes</source>
        <translation>some</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>muda</translation>
    </message>
    <message>
        <source>Alarms a day</source>
        <translation>Alarmes por dia</translation>
    </message>
    <message>
        <source>Alarm budget a day</source>
        <translation>Limite de alarmes por dia</translation>
    </message>
    <message>
        <source>Incidents a day</source>
        <translation>Incidentes por dia</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Incidentes</translation>
    </message>
    <message>
        <source>No incident with either rules.</source>
        <translation>Nenhum incidente, com umas ou outras regras.</translation>
    </message>
    <message numerus="yes">
        <source>No incident would differ, of %n</source>
        <translation>
            <numerusform>Nenhum incidente seria diferente, de %n</numerusform>
            <numerusform>Nenhum incidente seria diferente, de %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) would appear</source>
        <translation>
            <numerusform>%n incidente surgiria</numerusform>
            <numerusform>%n incidentes surgiriam</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) would vanish</source>
        <translation>
            <numerusform>%n incidente sumiria</numerusform>
            <numerusform>%n incidentes sumiriam</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) would change</source>
        <translation>
            <numerusform>%n incidente mudaria</numerusform>
            <numerusform>%n incidentes mudariam</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) the same</source>
        <translation>
            <numerusform>%n fica igual</numerusform>
            <numerusform>%n ficam iguais</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::RulesField</name>
    <message>
        <source>Expected a number above 0, at most %1</source>
        <translation>Esperado um número acima de 0, no máximo %1</translation>
    </message>
    <message>
        <source>Expected a number above 0</source>
        <translation>Esperado um número acima de 0</translation>
    </message>
    <message>
        <source>Expected a whole number from %1 to %2</source>
        <translation>Esperado um número inteiro de %1 a %2</translation>
    </message>
    <message>
        <source>Expected whole minutes from %1 to %2, such as 15m or 4h</source>
        <translation>Esperados minutos inteiros de %1 a %2, como 15m ou 4h</translation>
    </message>
    <message>
        <source>Expected whole minutes up to %1, such as 15m or 4h</source>
        <translation>Esperados minutos inteiros até %1, como 15m ou 4h</translation>
    </message>
    <message>
        <source>Expected a time up to %1, such as 30s or 5m</source>
        <translation>Esperado um tempo até %1, como 30s ou 5m</translation>
    </message>
</context>
<context>
    <name>vigia::RulesLanes</name>
    <message>
        <source>Incidents with the rules in force and with the draft</source>
        <translation>Incidentes com as regras em vigor e com o rascunho</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>em vigor</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>rascunho</translation>
    </message>
</context>
<context>
    <name>vigia::RulesNotification</name>
    <message>
        <source>Notification</source>
        <translation>Notificação</translation>
    </message>
    <message>
        <source>When incidents are told</source>
        <translation>Quando se avisa de incidentes</translation>
    </message>
    <message>
        <source>Group wait</source>
        <translation>Espera do grupo</translation>
    </message>
    <message>
        <source>how long an incident is watched before it is told, so that what belongs together is told together</source>
        <translation>quanto tempo um incidente é observado antes do aviso, para que o que é uma coisa só seja avisado junto</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetição</translation>
    </message>
    <message>
        <source>how often “still open since …” is told until somebody acknowledges; 0 is never</source>
        <translation>de quanto em quanto se avisa “ainda aberto desde …” até alguém reconhecer; 0 é nunca</translation>
    </message>
    <message>
        <source>Resolve wait</source>
        <translation>Espera da resolução</translation>
    </message>
    <message>
        <source>how long after its end an incident may still continue, before it is told as resolved</source>
        <translation>quanto tempo após o fim um incidente ainda pode continuar, antes de ser avisado como resolvido</translation>
    </message>
    <message>
        <source>Flood</source>
        <translation>Avalanche</translation>
    </message>
    <message>
        <source>incidents within the flood window that are told as one digest; 0 is never</source>
        <translation>incidentes dentro da janela que são avisados em um só resumo; 0 é nunca</translation>
    </message>
    <message>
        <source>Flood window</source>
        <translation>Janela da avalanche</translation>
    </message>
    <message>
        <source>Tell once, as a warning, when a bad status rises a lot</source>
        <translation>Avisar uma vez, como alerta, quando um status ruim sobe muito</translation>
    </message>
    <message>
        <source>Who is told where no route matches</source>
        <translation>Quem é avisado quando nenhuma rota se aplica</translation>
    </message>
    <message>
        <source>Receivers are set up in the configuration file, with their channels and secrets.</source>
        <translation>Os destinatários são definidos no arquivo de configuração, com seus canais e segredos.</translation>
    </message>
    <message>
        <source>Receivers</source>
        <translation>Destinatários</translation>
    </message>
    <message>
        <source>none: nobody is told</source>
        <translation>nenhum: ninguém é avisado</translation>
    </message>
    <message>
        <source>Escalate to</source>
        <translation>Escalar para</translation>
    </message>
    <message>
        <source>is told as well when nobody acknowledges</source>
        <translation>também é avisado quando ninguém reconhece</translation>
    </message>
    <message>
        <source>Escalate after</source>
        <translation>Escalar após</translation>
    </message>
    <message>
        <source>Least severity of one mail address</source>
        <translation>Gravidade mínima de um endereço de e-mail</translation>
    </message>
    <message>
        <source>Least severity for %1</source>
        <translation>Gravidade mínima para %1</translation>
    </message>
    <message>
        <source>as its receiver says</source>
        <translation>como diz seu destinatário</translation>
    </message>
    <message>
        <source>warnings and critical</source>
        <translation>alertas e críticos</translation>
    </message>
    <message>
        <source>critical only</source>
        <translation>só críticos</translation>
    </message>
</context>
<context>
    <name>vigia::RulesPage</name>
    <message>
        <source>Rules</source>
        <translation>Regras</translation>
    </message>
    <message>
        <source>Sections of the rules</source>
        <translation>Seções das regras</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>Detecção</translation>
    </message>
    <message>
        <source>Notification</source>
        <translation>Notificação</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Rotas</translation>
    </message>
    <message>
        <source>Silences</source>
        <translation>Silêncios</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Efeito</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versões</translation>
    </message>
    <message>
        <source>Rules: %1</source>
        <comment>a section of the page</comment>
        <translation>Regras: %1</translation>
    </message>
    <message>
        <source>Save the rules</source>
        <translation>Salvar as regras</translation>
    </message>
    <message>
        <source>Nothing was changed: there is nothing to save</source>
        <translation>Nada foi mudado: não há o que salvar</translation>
    </message>
    <message>
        <source>Add a route</source>
        <translation>Adicionar rota</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>section, number of changes in it</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Not saved. %1</source>
        <translation>Não salvo. %1</translation>
    </message>
    <message>
        <source>Version %1 of the rules is in force</source>
        <translation>A versão %1 das regras está em vigor</translation>
    </message>
    <message>
        <source>Not read. %1</source>
        <translation>Não lido. %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a version, and its reason</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>In force: %1</source>
        <translation>Em vigor: %1</translation>
    </message>
    <message numerus="yes">
        <source>Meanwhile others came into force (%1). %n change(s) of theirs were taken over; yours are kept and listed against them.</source>
        <translation>
            <numerusform>Enquanto isso, outras entraram em vigor (%1). %n mudança delas foi incorporada; as suas são mantidas e listadas em relação a elas.</numerusform>
            <numerusform>Enquanto isso, outras entraram em vigor (%1). %n mudanças delas foram incorporadas; as suas são mantidas e listadas em relação a elas.</numerusform>
        </translation>
    </message>
    <message>
        <source>The draft of the rules could not be kept</source>
        <translation>O rascunho das regras não pôde ser mantido</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Rascunho</translation>
    </message>
    <message>
        <source>Try on history</source>
        <translation>Testar no histórico</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>Desfazer a última mudança</translation>
    </message>
    <message>
        <source>Discard the draft</source>
        <translation>Descartar o rascunho</translation>
    </message>
</context>
<context>
    <name>vigia::RulesReceiver</name>
    <message>
        <source>nobody</source>
        <translation>ninguém</translation>
    </message>
    <message>
        <source>%1 (unknown)</source>
        <translation>%1 (desconhecido)</translation>
    </message>
</context>
<context>
    <name>vigia::RulesRouteEditor</name>
    <message>
        <source>Route</source>
        <translation>Rota</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Statuses</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>none: all</source>
        <translation>nenhum: todos</translation>
    </message>
    <message>
        <source>Severities</source>
        <translation>Gravidades</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>crítico</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>alerta</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Tipos</translation>
    </message>
    <message>
        <source>all; or names with commas between</source>
        <translation>todas; ou nomes separados por vírgulas</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Origens</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Dias</translation>
    </message>
    <message>
        <source>none: every day</source>
        <translation>nenhum: todo dia</translation>
    </message>
    <message>
        <source>only from</source>
        <translation>só das</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Horário</translation>
    </message>
    <message>
        <source>Hours: from</source>
        <translation>Horário: das</translation>
    </message>
    <message>
        <source>Hours: to</source>
        <translation>Horário: até</translation>
    </message>
    <message>
        <source>Only at some hours</source>
        <translation>Só em algumas horas</translation>
    </message>
    <message>
        <source>to</source>
        <comment>from one time to another</comment>
        <translation>às</translation>
    </message>
    <message>
        <source>of the console&apos;s zone; a night spans midnight</source>
        <translation>do fuso do console; uma noite passa da meia-noite</translation>
    </message>
    <message>
        <source>Receivers</source>
        <translation>Destinatários</translation>
    </message>
    <message>
        <source>Escalate to</source>
        <translation>Escalar para</translation>
    </message>
    <message>
        <source>after</source>
        <comment>a span of time</comment>
        <translation>após</translation>
    </message>
    <message>
        <source>Escalate after</source>
        <translation>Escalar após</translation>
    </message>
    <message>
        <source>without an acknowledgement</source>
        <translation>sem reconhecimento</translation>
    </message>
    <message>
        <source>Escalate after: expected whole minutes up to %1, such as 15m or 4h</source>
        <translation>Escalar após: esperados minutos inteiros até %1, como 15m ou 4h</translation>
    </message>
    <message>
        <source>Expected 1 to 40 of a-z, 0-9, _ and -</source>
        <translation>Esperados de 1 a 40 de a-z, 0-9, _ e -</translation>
    </message>
    <message>
        <source>There is a route with this name already</source>
        <translation>Já existe uma rota com este nome</translation>
    </message>
</context>
<context>
    <name>vigia::RulesRoutes</name>
    <message>
        <source>Routes</source>
        <translation>Rotas</translation>
    </message>
    <message>
        <source>Which incident goes to whom</source>
        <translation>Qual incidente vai para quem</translation>
    </message>
    <message>
        <source>Every route that matches adds its receivers. What no route matches goes to the receivers of the section Notification.</source>
        <translation>Cada rota que se aplica soma seus destinatários. O que não se aplica a nenhuma vai para os destinatários da seção Notificação.</translation>
    </message>
    <message>
        <source>There is no route: every incident goes to the receivers of the section Notification.</source>
        <translation>Não há rota: todo incidente vai para os destinatários da seção Notificação.</translation>
    </message>
    <message>
        <source>Add a route</source>
        <translation>Adicionar rota</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>Deletes the chosen route from the draft (Del)</source>
        <translation>Exclui do rascunho a rota escolhida (Del)</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>name of a route, and what it says</comment>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>vigia::RulesSaveForm</name>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Why, for those who come after</source>
        <translation>Por quê, para quem vier depois</translation>
    </message>
    <message>
        <source>Say why</source>
        <translation>Diga por quê</translation>
    </message>
    <message>
        <source>Say who you are</source>
        <translation>Diga quem é você</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Salvando…</translation>
    </message>
</context>
<context>
    <name>vigia::RulesVersions</name>
    <message>
        <source>Back to the configuration file</source>
        <translation>De volta ao arquivo de configuração</translation>
    </message>
    <message>
        <source>Back to version %1: %2</source>
        <comment>number, and its reason</comment>
        <translation>De volta à versão %1: %2</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versões</translation>
    </message>
    <message>
        <source>What was saved</source>
        <translation>O que foi salvo</translation>
    </message>
    <message>
        <source>The newest is in force, also after a restart and on every Vigia that shares the database; it wins over the configuration file.</source>
        <translation>A mais nova está em vigor, também após reiniciar e em todo Vigia que compartilha o banco de dados; ela vale mais que o arquivo de configuração.</translation>
    </message>
    <message>
        <source>Versions of the rules</source>
        <translation>Versões das regras</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versão</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Horário</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Roll back to this version</source>
        <translation>Voltar a esta versão</translation>
    </message>
    <message>
        <source>Take it into the draft, to try it first</source>
        <translation>Levar ao rascunho, para testar antes</translation>
    </message>
    <message>
        <source>The configuration file</source>
        <translation>O arquivo de configuração</translation>
    </message>
    <message>
        <source>Version %1, by %2, %3</source>
        <comment>number, author, time</comment>
        <translation>Versão %1, por %2, %3</translation>
    </message>
    <message>
        <source>configuration file</source>
        <translation>arquivo de configuração</translation>
    </message>
    <message>
        <source>✓ %1, in force</source>
        <comment>a version</comment>
        <translation>✓ %1, em vigor</translation>
    </message>
    <message>
        <source>These rules are in force.</source>
        <translation>Estas regras estão em vigor.</translation>
    </message>
    <message>
        <source>These are the rules in force.</source>
        <translation>Estas são as regras em vigor.</translation>
    </message>
    <message>
        <source>Going back to it changes:</source>
        <translation>Voltar a ela muda:</translation>
    </message>
</context>
<context>
    <name>vigia::RulesWatchModel</name>
    <message>
        <source>All statuses</source>
        <translation>Todos os status</translation>
    </message>
    <message>
        <source>%1: each has its own limit</source>
        <translation>%1: cada um tem seu limite</translation>
    </message>
    <message>
        <source>%1, static limit: %2</source>
        <translation>%1, limite fixo: %2</translation>
    </message>
    <message>
        <source>%1: where a status has none of its own</source>
        <translation>%1: onde um status não tem próprios</translation>
    </message>
    <message>
        <source>%1: own detectors</source>
        <translation>%1: detectores próprios</translation>
    </message>
    <message>
        <source>%1: detectors as for all</source>
        <translation>%1: detectores como para todos</translation>
    </message>
    <message>
        <source>%1, %2: on, as for all</source>
        <comment>status, detector</comment>
        <translation>%1, %2: ligado, como para todos</translation>
    </message>
    <message>
        <source>%1, %2: off, as for all</source>
        <comment>status, detector</comment>
        <translation>%1, %2: desligado, como para todos</translation>
    </message>
    <message>
        <source>%1, %2: on</source>
        <comment>status, detector</comment>
        <translation>%1, %2: ligado</translation>
    </message>
    <message>
        <source>%1, %2: off</source>
        <comment>status, detector</comment>
        <translation>%1, %2: desligado</translation>
    </message>
    <message>
        <source>%1: found “%2”, expected a number from 0, or nothing for no limit</source>
        <translation>%1: encontrado “%2”, esperado um número a partir de 0, ou nada para não ter limite</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a detector, and what it does</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Own: this status has detectors of its own instead of those for all.</source>
        <translation>Próprio: este status tem detectores próprios em vez dos que valem para todos.</translation>
    </message>
    <message>
        <source>Limit: static alerts above so many a minute. Nothing: static does not watch the status.</source>
        <translation>Limite: static alerta acima de tantas por minuto. Nada: static não observa o status.</translation>
    </message>
    <message>
        <source>A status of the catalog; more are named in ingest.extra_statuses.</source>
        <translation>Um status do catálogo; outros são nomeados em ingest.extra_statuses.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>Próprio</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limite</translation>
    </message>
</context>
<context>
    <name>vigia::RulesWatchTable</name>
    <message>
        <source>Detectors and limits of each status</source>
        <translation>Detectores e limites de cada status</translation>
    </message>
</context>
<context>
    <name>vigia::SeriesModel</name>
    <message>
        <source>no data</source>
        <translation>sem dados</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
</context>
<context>
    <name>vigia::SilenceEditor</name>
    <message>
        <source>An incident is muted where each of its statuses, in each source, is silenced. It is still detected and recorded.</source>
        <translation>Um incidente fica mudo quando cada um dos seus status, em cada origem, está silenciado. Ele continua sendo detectado e registrado.</translation>
    </message>
    <message>
        <source>Silence</source>
        <comment>verb: carry it out</comment>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Silence this status</source>
        <translation>Silenciar este status</translation>
    </message>
    <message>
        <source>None chosen: any status</source>
        <translation>Nenhum escolhido: qualquer status</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>any; several with | between them, .* for any text</source>
        <translation>qualquer; várias com | entre elas, .* para qualquer texto</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Origem</translation>
    </message>
    <message>
        <source>any</source>
        <comment>severity</comment>
        <translation>qualquer</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravidade</translation>
    </message>
    <message>
        <source>now</source>
        <comment>a start</comment>
        <translation>agora</translation>
    </message>
    <message>
        <source>at a date and time</source>
        <translation>em data e hora</translation>
    </message>
    <message>
        <source>Date and time of the start</source>
        <translation>Data e hora do início</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>escolha…</translation>
    </message>
    <message>
        <source>07:00</source>
        <translation>07:00</translation>
    </message>
    <message>
        <source>after 1 hour</source>
        <translation>após 1 hora</translation>
    </message>
    <message>
        <source>after 4 hours</source>
        <translation>após 4 horas</translation>
    </message>
    <message>
        <source>after 1 day</source>
        <translation>após 1 dia</translation>
    </message>
    <message>
        <source>after 7 days</source>
        <translation>após 7 dias</translation>
    </message>
    <message>
        <source>after 90 days</source>
        <translation>após 90 dias</translation>
    </message>
    <message>
        <source>Date and time of the end</source>
        <translation>Data e hora do fim</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Até</translation>
    </message>
    <message>
        <source>only at certain hours, again and again</source>
        <translation>só em certas horas, repetidamente</translation>
    </message>
    <message>
        <source>From, of each day</source>
        <translation>Das, em cada dia</translation>
    </message>
    <message>
        <source>To, of each day</source>
        <translation>Até as, em cada dia</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Fuso horário</translation>
    </message>
    <message>
        <source>No day chosen: every day. From after to: over midnight.</source>
        <translation>Nenhum dia escolhido: todos os dias. Início depois do fim: passa da meia-noite.</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Horas</translation>
    </message>
    <message>
        <source>Who asks for it</source>
        <translation>Quem pede</translation>
    </message>
    <message>
        <source>A change, a test, a fault that is being worked on</source>
        <translation>Uma mudança, um teste, uma falha em tratamento</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por quê</translation>
    </message>
    <message>
        <source>and: %1</source>
        <translation>e: %1</translation>
    </message>
    <message>
        <source>Choose a status, a source or a severity: a silence of everything hides too much.</source>
        <translation>Escolha um status, uma origem ou uma gravidade: silenciar tudo esconde demais.</translation>
    </message>
    <message>
        <source>Say when it ends: nothing is silenced for ever.</source>
        <translation>Diga quando termina: nada fica silenciado para sempre.</translation>
    </message>
    <message>
        <source>The end must come after the start.</source>
        <translation>O fim deve vir depois do início.</translation>
    </message>
    <message>
        <source>That time is over.</source>
        <translation>Essa hora já passou.</translation>
    </message>
    <message>
        <source>Name a time zone, as America/Sao_Paulo: found &quot;%1&quot;.</source>
        <translation>Informe um fuso horário, como America/Sao_Paulo: encontrado &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>Say who asks for it.</source>
        <translation>Diga quem pede.</translation>
    </message>
    <message>
        <source>Say why nobody is to be told.</source>
        <translation>Diga por que ninguém deve ser avisado.</translation>
    </message>
</context>
<context>
    <name>vigia::SilenceModel</name>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Silences</source>
        <comment>what is silenced; the head of a column</comment>
        <translation>Silencia</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quem</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por quê</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>Atenção</translation>
    </message>
</context>
<context>
    <name>vigia::SilencePanel</name>
    <message>
        <source>Silences</source>
        <translation>Silêncios</translation>
    </message>
    <message>
        <source>Nothing is silenced. A silence keeps messages back while you work on something known; detection goes on. Ins adds one, and “Silence this…” in the menu of an incident fills it in.</source>
        <translation>Nada está silenciado. Um silêncio retém as mensagens enquanto se trabalha em algo conhecido; a detecção continua. Ins cria um, e “Silenciar isto…” no menu de um incidente já o preenche.</translation>
    </message>
    <message>
        <source>Add a silence…</source>
        <translation>Criar um silêncio…</translation>
    </message>
    <message>
        <source>Change the silence…</source>
        <translation>Alterar o silêncio…</translation>
    </message>
    <message>
        <source>End the silence now</source>
        <translation>Encerrar o silêncio agora</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Criar…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Alterar…</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>Encerrar</translation>
    </message>
    <message>
        <source>New silence</source>
        <translation>Novo silêncio</translation>
    </message>
    <message>
        <source>Choose a silence first</source>
        <translation>Escolha primeiro um silêncio</translation>
    </message>
    <message>
        <source>Change the silence of %1</source>
        <translation>Alterar o silêncio de %1</translation>
    </message>
    <message>
        <source>Choose a silence that has not ended</source>
        <translation>Escolha um silêncio que não terminou</translation>
    </message>
    <message>
        <source>The silence has ended: messages go out again</source>
        <translation>O silêncio terminou: as mensagens voltam a sair</translation>
    </message>
    <message>
        <source>The silence could not be ended</source>
        <translation>O silêncio não pôde ser encerrado</translation>
    </message>
    <message>
        <source>The silence is in force as it says</source>
        <translation>O silêncio vale como descrito</translation>
    </message>
    <message numerus="yes">
        <source>%n active</source>
        <translation>
            <numerusform>%n ativo</numerusform>
            <numerusform>%n ativos</numerusform>
        </translation>
    </message>
    <message>
        <source>Silence this again…</source>
        <translation>Silenciar de novo…</translation>
    </message>
</context>
<context>
    <name>vigia::StartError</name>
    <message>
        <source>Vigia cannot start</source>
        <translation>O Vigia não pode iniciar</translation>
    </message>
</context>
<context>
    <name>vigia::StatusChart</name>
    <message>
        <source>Chart of %1</source>
        <translation>Gráfico de %1</translation>
    </message>
</context>
<context>
    <name>vigia::StatusLine</name>
    <message>
        <source>State of the parts</source>
        <translation>Estado das partes</translation>
    </message>
    <message>
        <source>F1 keys · F11 wall board</source>
        <translation>F1 teclas · F11 painel</translation>
    </message>
    <message>
        <source>Listening on %1</source>
        <translation>Escutando em %1</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>Sem escutar</translation>
    </message>
    <message>
        <source>%1 rows/s, answer p99 %2 ms</source>
        <translation>%1 linhas/s, resposta p99 %2 ms</translation>
    </message>
    <message numerus="yes">
        <source>, %n waiting</source>
        <translation>
            <numerusform>, %n em espera</numerusform>
            <numerusform>, %n em espera</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n failed</source>
        <translation>
            <numerusform>, %n falhou</numerusform>
            <numerusform>, %n falharam</numerusform>
        </translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>Vigiando</translation>
    </message>
    <message>
        <source>, decided here</source>
        <translation>, decidido aqui</translation>
    </message>
    <message>
        <source>, decided elsewhere</source>
        <translation>, decidido em outro lugar</translation>
    </message>
</context>
<context>
    <name>vigia::TableCopy</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
</context>
<context>
    <name>vigia::TileStrip</name>
    <message>
        <source>Approval rate</source>
        <translation>Taxa de aprovação</translation>
    </message>
    <message>
        <source>expected %1</source>
        <translation>esperado %1</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 pontos</translation>
    </message>
    <message>
        <source>as expected</source>
        <translation>como esperado</translation>
    </message>
    <message>
        <source>still learning</source>
        <translation>ainda aprendendo</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>sem dados</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Última hora</translation>
    </message>
    <message>
        <source>%1 min no data</source>
        <translation>%1 min sem dados</translation>
    </message>
    <message>
        <source>Alarms this shift</source>
        <translation>Alarmes do turno</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>desde %1</translation>
    </message>
    <message>
        <source>budget %1 a day</source>
        <translation>limite de %1 por dia</translation>
    </message>
    <message numerus="yes">
        <source>%n critical</source>
        <comment>alarms</comment>
        <translation>
            <numerusform>%n crítico</numerusform>
            <numerusform>%n críticos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::TopBar</name>
    <message>
        <source>Time range</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Comparar com</translation>
    </message>
    <message>
        <source>Following</source>
        <translation>Seguindo</translation>
    </message>
    <message>
        <source>Held · 0 returns</source>
        <translation>Parado · 0 volta</translation>
    </message>
    <message>
        <source>Following the newest minute</source>
        <translation>Seguindo o minuto mais novo</translation>
    </message>
    <message>
        <source>Held; press to follow the newest minute</source>
        <translation>Parado; pressione para seguir o minuto mais novo</translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation>sem dados ainda</translation>
    </message>
    <message>
        <source>newest minute %1</source>
        <translation>minuto mais novo %1</translation>
    </message>
    <message>
        <source>newest minute %1, %2 ago</source>
        <translation>minuto mais novo %1, há %2</translation>
    </message>
</context>
<context>
    <name>vigia::TraceDialog</name>
    <message>
        <source>Where did it go?</source>
        <translation>Para onde foi?</translation>
    </message>
    <message>
        <source>&amp;Minute</source>
        <translation>&amp;Minuto</translation>
    </message>
    <message>
        <source>Minute that is followed</source>
        <translation>Minuto que é seguido</translation>
    </message>
    <message>
        <source>&amp;Status</source>
        <translation>&amp;Status</translation>
    </message>
    <message>
        <source>Status that is followed</source>
        <translation>Status que é seguido</translation>
    </message>
    <message>
        <source>The way of this minute</source>
        <translation>O caminho deste minuto</translation>
    </message>
    <message>
        <source>Times of the console&apos;s zone; the copy has UTC</source>
        <translation>Horas do fuso do console; a cópia traz UTC</translation>
    </message>
    <message>
        <source>&amp;Copy as text</source>
        <translation>&amp;Copiar como texto</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>This minute could not be read: %1</source>
        <translation>Este minuto não pôde ser lido: %1</translation>
    </message>
    <message>
        <source>received</source>
        <translation>recebido</translation>
    </message>
    <message>
        <source>sealed</source>
        <translation>fechado</translation>
    </message>
    <message>
        <source>scored</source>
        <translation>avaliado</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>pendente</translation>
    </message>
    <message>
        <source>incident</source>
        <translation>incidente</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>operador</translation>
    </message>
    <message>
        <source>told</source>
        <translation>avisado</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>não avisado</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>mudo</translation>
    </message>
    <message>
        <source>no longer muted</source>
        <translation>não mais mudo</translation>
    </message>
    <message>
        <source>grouped</source>
        <translation>agrupado</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>aguardando</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>entregue</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falhou</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>aberto</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>reaberto</translation>
    </message>
    <message>
        <source>more severe</source>
        <translation>mais grave</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>resolvido</translation>
    </message>
</context>
<context>
    <name>vigia::Tray</name>
    <message>
        <source>Show Vigia</source>
        <translation>Mostrar o Vigia</translation>
    </message>
    <message>
        <source>No sounds for an hour</source>
        <translation>Sem sons por uma hora</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
    <message numerus="yes">
        <source>Vigia: %n open incident(s), the worst is %1</source>
        <translation>
            <numerusform>Vigia: %n incidente aberto, o pior é %1</numerusform>
            <numerusform>Vigia: %n incidentes abertos, o pior é %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Vigia: no open incident</source>
        <translation>Vigia: nenhum incidente aberto</translation>
    </message>
</context>
<context>
    <name>vigia::Triage</name>
    <message>
        <source>incident %1</source>
        <translation>incidente %1</translation>
    </message>
    <message>
        <source>Nothing to acknowledge: no open incident is selected</source>
        <translation>Nada a reconhecer: nenhum incidente aberto está selecionado</translation>
    </message>
    <message>
        <source>Acknowledged %1</source>
        <translation>Reconhecido: %1</translation>
    </message>
    <message>
        <source>acknowledgement of %1</source>
        <translation>reconhecimento de %1</translation>
    </message>
    <message>
        <source>Nothing to snooze: what is selected is resolved</source>
        <translation>Nada a adiar: o que está selecionado já foi resolvido</translation>
    </message>
    <message>
        <source>Snoozed %1</source>
        <translation>Adiado: %1</translation>
    </message>
    <message>
        <source>snooze of %1</source>
        <translation>adiamento de %1</translation>
    </message>
    <message>
        <source>Judged %1: %2</source>
        <translation>Julgado %1: %2</translation>
    </message>
    <message>
        <source>The verdict of %1 is taken back</source>
        <translation>O veredito de %1 foi retirado</translation>
    </message>
    <message>
        <source>verdict on %1</source>
        <translation>veredito sobre %1</translation>
    </message>
    <message>
        <source>Noted on %1</source>
        <translation>Anotado em %1</translation>
    </message>
    <message>
        <source>That could not be done</source>
        <translation>Isso não pôde ser feito</translation>
    </message>
    <message>
        <source>Done for %1, not for the others</source>
        <translation>Feito para %1, não para os outros</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>Desfeito: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n incidente</numerusform>
            <numerusform>%n incidentes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::WallHead</name>
    <message>
        <source>newest minute %1</source>
        <translation>minuto mais novo %1</translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation>sem dados ainda</translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>nada aberto</translation>
    </message>
    <message>
        <source> · %1 more</source>
        <translation> · mais %1</translation>
    </message>
</context>
<context>
    <name>vigia::WatchNotice</name>
    <message>
        <source>Vigia does not work as it should</source>
        <translation>O Vigia não funciona como deveria</translation>
    </message>
    <message>
        <source>Vigia works as it should again</source>
        <translation>O Vigia voltou a funcionar como deve</translation>
    </message>
    <message>
        <source>What fell due meanwhile is told together. While it sleeps nobody watches.</source>
        <translation>O que venceu nesse meio-tempo é avisado junto. Enquanto ela dorme, ninguém vigia.</translation>
    </message>
    <message>
        <source>The stored history is being learned</source>
        <translation>O histórico guardado está sendo aprendido</translation>
    </message>
    <message>
        <source>The database takes nothing: %1</source>
        <translation>O banco de dados não aceita nada: %1</translation>
    </message>
    <message>
        <source>The database does not answer</source>
        <translation>O banco de dados não responde</translation>
    </message>
    <message>
        <source>Requests wait, and none was answered for %1</source>
        <translation>Há pedidos à espera, e nenhum foi respondido há %1</translation>
    </message>
    <message>
        <source>No data has come for %1</source>
        <translation>Nenhum dado chega há %1</translation>
    </message>
    <message>
        <source>Messages cannot be read or written: %1</source>
        <translation>As mensagens não podem ser lidas nem gravadas: %1</translation>
    </message>
    <message>
        <source>Nobody looks at the messages that wait</source>
        <translation>Ninguém verifica as mensagens que aguardam</translation>
    </message>
    <message>
        <source>%1 is stopped: %2</source>
        <comment>a channel and why</comment>
        <translation>%1 está parado: %2</translation>
    </message>
    <message>
        <source>%1 fails: %2</source>
        <comment>a channel and why</comment>
        <translation>%1 falha: %2</translation>
    </message>
    <message>
        <source>The machine slept from %1 to %2</source>
        <translation>A máquina dormiu de %1 a %2</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) given up since the start: the Health page shows them and tries them again</source>
        <translation>
            <numerusform>%n mensagem abandonada desde o início: a página Saúde a mostra e tenta de novo</numerusform>
            <numerusform>%n mensagens abandonadas desde o início: a página Saúde as mostra e tenta de novo</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::WhyCard</name>
    <message>
        <source>Why it fired</source>
        <translation>Por que disparou</translation>
    </message>
    <message>
        <source>fired, score %1</source>
        <translation>disparou, escore %1</translation>
    </message>
    <message>
        <source>calm, score %1</source>
        <translation>calmo, escore %1</translation>
    </message>
    <message>
        <source>would not have fired at or below</source>
        <translation>não teria disparado até</translation>
    </message>
    <message>
        <source>would not have fired at or above</source>
        <translation>não teria disparado a partir de</translation>
    </message>
    <message>
        <source>none in range</source>
        <translation>nenhum no intervalo</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>contado</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>esperado</translation>
    </message>
    <message>
        <source>usual range</source>
        <translation>faixa usual</translation>
    </message>
</context>
<context>
    <name>vigia::format</name>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>d</source>
        <translation>d</translation>
    </message>
</context>
<context>
    <name>vigia::rulewords</name>
    <message>
        <source>Every incident</source>
        <translation>Todo incidente</translation>
    </message>
    <message>
        <source>Every critical incident</source>
        <translation>Todo incidente crítico</translation>
    </message>
    <message>
        <source>Every warning</source>
        <translation>Todo alerta</translation>
    </message>
    <message>
        <source>Critical %1</source>
        <comment>names of statuses</comment>
        <translation>%1 crítico</translation>
    </message>
    <message>
        <source>Warnings of %1</source>
        <comment>names of statuses</comment>
        <translation>Alertas de %1</translation>
    </message>
    <message>
        <source>d</source>
        <comment>days</comment>
        <translation>d</translation>
    </message>
    <message>
        <source>h</source>
        <comment>hours</comment>
        <translation>h</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>s</source>
        <comment>seconds</comment>
        <translation>s</translation>
    </message>
    <message>
        <source>How unlikely are the last 1 to 40 minutes, given what was usual before them? Learns by itself and keeps to the alarm budget.</source>
        <translation>Quão improváveis são os últimos 1 a 40 minutos, dado o que era usual antes? Aprende sozinho e respeita o limite de alarmes.</translation>
    </message>
    <message>
        <source>The count of a minute is above a fixed limit. Wrong wherever the level moves with the hour.</source>
        <translation>A contagem de um minuto passa de um limite fixo. Erra onde o nível muda com a hora.</translation>
    </message>
    <message>
        <source>The count is many standard deviations above the mean of the last minutes. Wrong for sparse counts and on the flanks of the day.</source>
        <translation>A contagem está muitos desvios padrão acima da média dos últimos minutos. Erra em contagens raras e nas rampas do dia.</translation>
    </message>
    <message>
        <source>The count is far from those of the same hour in the last 28 days. Wrong on pay days and weekends.</source>
        <translation>A contagem está longe das da mesma hora nos últimos 28 dias. Erra em dias de pagamento e fins de semana.</translation>
    </message>
    <message>
        <source>Volume, bad count, bad rate and how they changed stand apart from history; its threshold follows the alarm budget.</source>
        <translation>Volume, contagem ruim, taxa ruim e suas mudanças destoam do histórico; seu limiar segue o limite de alarmes.</translation>
    </message>
    <message>
        <source>The count lies where few counts of the last 30 days lie. Calls about 2 % of calm minutes unusual.</source>
        <translation>A contagem está onde poucas dos últimos 30 dias estão. Chama de incomuns cerca de 2 % dos minutos calmos.</translation>
    </message>
    <message>
        <source>The straight line through the last 18 minutes rises steeply. A burst tilts it too.</source>
        <translation>A reta pelos últimos 18 minutos sobe muito. Uma rajada também a inclina.</translation>
    </message>
    <message>
        <source>Seasonal baseline and isolation forest vote: one fires, a warning; both, critical.</source>
        <translation>Linha de base sazonal e isolation forest votam: se uma dispara, alerta; se ambas, crítico.</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>a list, and its last item</comment>
        <translation>%1 ou %2</translation>
    </message>
    <message>
        <source>spikes</source>
        <translation>picos</translation>
    </message>
    <message>
        <source>drops</source>
        <translation>quedas</translation>
    </message>
    <message>
        <source>gaps</source>
        <translation>lacunas</translation>
    </message>
    <message>
        <source>shifts</source>
        <translation>mudanças de patamar</translation>
    </message>
    <message>
        <source>trends</source>
        <translation>tendências</translation>
    </message>
    <message>
        <source>on weekdays</source>
        <translation>em dias úteis</translation>
    </message>
    <message>
        <source>on weekends</source>
        <translation>em fins de semana</translation>
    </message>
    <message>
        <source>on %1</source>
        <comment>days of the week</comment>
        <translation>em %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>hours, and on which days</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>only %1</source>
        <comment>kinds of anomalies</comment>
        <translation>só %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>names of sources</comment>
        <translation>de %1</translation>
    </message>
    <message>
        <source>%1: told to nobody yet</source>
        <translation>%1: ninguém é avisado ainda</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>which incidents, and who is told</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1; %2 too when nobody acknowledges within %3</source>
        <translation>%1; %2 também quando ninguém reconhece em %3</translation>
    </message>
</context>
<context>
    <name>vigia::words</name>
    <message>
        <source>critical</source>
        <translation>crítico</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>alerta</translation>
    </message>
    <message>
        <source>falling a lot</source>
        <translation>caindo muito</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>caindo</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>estável</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>subindo</translation>
    </message>
    <message>
        <source>rising a lot</source>
        <translation>subindo muito</translation>
    </message>
    <message>
        <source>%1 · open %2</source>
        <translation>%1 · aberto há %2</translation>
    </message>
    <message>
        <source>%1 · acknowledged</source>
        <translation>%1 · reconhecido</translation>
    </message>
    <message>
        <source>%1 · acknowledged by %2</source>
        <translation>%1 · reconhecido por %2</translation>
    </message>
    <message>
        <source>resolved after %1</source>
        <translation>resolvido após %1</translation>
    </message>
    <message>
        <source>No data for %1</source>
        <translation>Sem dados de %1</translation>
    </message>
    <message>
        <source>%1 falling</source>
        <translation>%1 em queda</translation>
    </message>
    <message>
        <source>%1 rising</source>
        <translation>%1 em alta</translation>
    </message>
    <message>
        <source>%1 where none is expected</source>
        <translation>%1 onde nada é esperado</translation>
    </message>
    <message>
        <source>%1 %2 against expected</source>
        <translation>%1 %2 contra o esperado</translation>
    </message>
    <message>
        <source>≈ %1 a minute were expected</source>
        <translation>≈ %1 por minuto eram esperados</translation>
    </message>
    <message>
        <source>%1 %2 a minute, expected %3</source>
        <translation>%1 %2 por minuto, esperado %3</translation>
    </message>
    <message>
        <source>also %1</source>
        <translation>também %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>de %1</translation>
    </message>
    <message>
        <source>true alarm</source>
        <translation>alarme verdadeiro</translation>
    </message>
    <message>
        <source>false alarm</source>
        <translation>alarme falso</translation>
    </message>
    <message>
        <source>known cause</source>
        <translation>causa conhecida</translation>
    </message>
    <message>
        <source>judged: %1</source>
        <translation>julgado: %1</translation>
    </message>
    <message>
        <source>verdict taken back</source>
        <translation>veredito retirado</translation>
    </message>
    <message>
        <source>acknowledged until %1</source>
        <translation>reconhecido até %1</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>reconhecido</translation>
    </message>
    <message>
        <source>acknowledgement taken back</source>
        <translation>reconhecimento retirado</translation>
    </message>
    <message>
        <source>snoozed until %1</source>
        <translation>adiado até %1</translation>
    </message>
    <message>
        <source>snoozed</source>
        <translation>adiado</translation>
    </message>
    <message>
        <source>snooze taken back</source>
        <translation>adiamento retirado</translation>
    </message>
    <message>
        <source>Incident %1: %2</source>
        <translation>Incidente %1: %2</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>De %1 a %2</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Desde %1</translation>
    </message>
    <message>
        <source>Judged: %1</source>
        <translation>Julgado: %1</translation>
    </message>
    <message>
        <source>status</source>
        <translation>status</translation>
    </message>
    <message>
        <source>source</source>
        <translation>origem</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>gravidade</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>tipo</translation>
    </message>
    <message>
        <source>incident</source>
        <translation>incidente</translation>
    </message>
    <message>
        <source>nothing</source>
        <comment>an empty value</comment>
        <translation>nada</translation>
    </message>
    <message>
        <source> or </source>
        <comment>between values</comment>
        <translation> ou </translation>
    </message>
    <message>
        <source>active</source>
        <comment>a silence</comment>
        <translation>ativo</translation>
    </message>
    <message>
        <source>between its hours</source>
        <translation>entre os seus horários</translation>
    </message>
    <message>
        <source>coming</source>
        <comment>a silence</comment>
        <translation>por vir</translation>
    </message>
    <message>
        <source>ended</source>
        <comment>a silence</comment>
        <translation>encerrado</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <comment>status is denied</comment>
        <translation>%1 é %2</translation>
    </message>
    <message>
        <source>%1 is not %2</source>
        <comment>status is not denied</comment>
        <translation>%1 não é %2</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>from and to</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>todo dia</translation>
    </message>
    <message>
        <source>all day</source>
        <translation>o dia todo</translation>
    </message>
    <message>
        <source>%1 %2 (%3), until %4</source>
        <comment>days, hours, zone, end of a recurring silence</comment>
        <translation>%1 %2 (%3), até %4</translation>
    </message>
    <message>
        <source>ends this shift, at %1</source>
        <translation>termina neste turno, às %1</translation>
    </message>
    <message numerus="yes">
        <source>matched nothing for %n day(s)</source>
        <translation>
            <numerusform>nada encontrado há %n dia</numerusform>
            <numerusform>nada encontrado há %n dias</numerusform>
        </translation>
    </message>
    <message>
        <source>told</source>
        <translation>avisado</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>não avisado</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>mudo</translation>
    </message>
    <message>
        <source>no longer muted</source>
        <translation>não mais mudo</translation>
    </message>
    <message>
        <source>grouped with others</source>
        <translation>agrupado com outros</translation>
    </message>
    <message>
        <source>the acknowledgement ended</source>
        <translation>o reconhecimento terminou</translation>
    </message>
    <message>
        <source>the snooze ended</source>
        <translation>o adiamento terminou</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>aberto</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>reaberto</translation>
    </message>
    <message>
        <source>more severe</source>
        <translation>mais grave</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>resolvido</translation>
    </message>
    <message>
        <source>%1 %2 ms, expected %3</source>
        <translation>%1 %2 ms, esperado %3</translation>
    </message>
</context>
</TS>
