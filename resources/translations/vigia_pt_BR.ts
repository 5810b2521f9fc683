<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>QTableView</name>
    <message>
        <source>Counts of all statuses, minute by minute</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>chart_export</name>
    <message>
        <source>Transactions a minute</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::AnomalyListModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::ChartStack</name>
    <message>
        <source>Charts of all statuses on one time axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::CheckoutChart</name>
    <message>
        <source>average of last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average of last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same day last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>critical spike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>critical drop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moderate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flagged, but small or known to history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart of sales by hour, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The arrow keys go from hour to hour</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::CheckoutModel</name>
    <message>
        <source>Hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same day
last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average
last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average
last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against
yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against same
day last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against avg.
last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against avg.
last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ spike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▼ drop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High anomaly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low anomaly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◆ moderate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>low baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same day last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average of last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average of last month</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No checkout file yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vigia compares today&apos;s sales, hour by hour, with yesterday, the same day last week and the averages of last week and last month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or drop one or two files anywhere on this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their first line names the columns: time, today, yesterday, same_day_last_week, avg_last_week, avg_last_month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkout files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkout: today against history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as HTML…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open checkout files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkout files (*.csv *.tsv *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not opened. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved. %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::CheckoutPanel</name>
    <message>
        <source>Checkout file %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 hours: %2 critical, %3 moderate, %4 baseline shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The analysis in words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQL behind the analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the SQL</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::DropHint</name>
    <message>
        <source>Drop to import the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to import %1 files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::EmptyState</name>
    <message>
        <source>No transactions yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vigia shows what it is given, minute by minute. Begin with one of these:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or drop CSV files anywhere on this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or post a minute from a script:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command that posts one minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::IncidentDelegate</name>
    <message>
        <source>Acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::IncidentPanel</name>
    <message>
        <source>Incidents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to report. What is abnormal appears here, with its reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incidents, worst and newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>none open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::IncidentStrip</name>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incident since %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::KeysOverlay</name>
    <message>
        <source>All keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any key closes this</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored minutes could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The incident was not acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open transaction files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transactions (*.csv *.tsv *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>7 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save charts as a picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export the numbers in view…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>E&amp;xibir</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the last %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statuses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table instead of charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Wall board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow or hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain why it fired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss the notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Vigia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save charts as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the numbers in view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vigia %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A console for the health of payment transactions.

Free software under the GNU General Public License, version 3 or later. It comes with no warranty. Made with Qt %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkout</source>
        <translation>Checkout</translation>
    </message>
    <message>
        <source>Vigia – %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::NavRail</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::NoticeBar</name>
    <message>
        <source>Day of the times in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The times in %1 have no date. Which day are they of?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing %1: %2 of %3, %4 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import of %1 was cancelled. Nothing of it was stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be imported completely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not imported; nothing has changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported %1: %2 rows, %3 of them replaced what was known.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::SeriesModel</name>
    <message>
        <source>no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::StatusChart</name>
    <message>
        <source>Chart of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::StatusLine</name>
    <message>
        <source>State of the parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1 keys · F11 wall board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows/s, answer p99 %2 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>, %n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n failed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::TileStrip</name>
    <message>
        <source>Approval rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expected %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still learning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alarms this shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>budget %1 a day</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::TopBar</name>
    <message>
        <source>Time range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Following</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held · 0 returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Following the newest minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held; press to follow the newest minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newest minute %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newest minute %1, %2 ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::WallHead</name>
    <message>
        <source>newest minute %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · %1 more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::WhyCard</name>
    <message>
        <source>Why it fired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fired, score %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calm, score %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>would not have fired at or below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>would not have fired at or above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none in range</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::format</name>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vigia::words</name>
    <message>
        <source>critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>falling a lot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>falling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rising</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rising a lot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · open %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · acknowledged by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resolved after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 falling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rising</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 where none is expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 against expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≈ %1 a minute were expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 a minute, expected %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>also %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
