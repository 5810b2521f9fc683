<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AwayWords</name>
    <message numerus="yes">
        <source>%n new incident(s)</source>
        <translation>
            <numerusform>%n new incident</numerusform>
            <numerusform>%n new incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n became critical</source>
        <translation>
            <numerusform>%n became critical</numerusform>
            <numerusform>%n became critical</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resolved</source>
        <translation>
            <numerusform>%n resolved</numerusform>
            <numerusform>%n resolved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) without data</source>
        <translation>
            <numerusform>%n minute without data</numerusform>
            <numerusform>%n minutes without data</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::ArchiveTable</name>
    <message numerus="yes">
        <source>%1 a minute; %n minutes with data</source>
        <translation>
            <numerusform>%1 a minute; %n minute with data</numerusform>
            <numerusform>%1 a minute; %n minutes with data</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::CheckoutPanel</name>
    <message numerus="yes">
        <source>%n hour(s): %1 critical, %2 moderate, %3 baseline shift</source>
        <extracomment>after the number of hours: how many of them are in which category</extracomment>
        <translation>
            <numerusform>%n hour: %1 critical, %2 moderate, %3 baseline shift</numerusform>
            <numerusform>%n hours: %1 critical, %2 moderate, %3 baseline shift</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::CheckoutSql</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::DesktopAlarm</name>
    <message numerus="yes">
        <source>and %n more incident(s)</source>
        <translation>
            <numerusform>and %n more incident</numerusform>
            <numerusform>and %n more incidents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::HistoryPage</name>
    <message numerus="yes">
        <source>Saved %n rows in %1</source>
        <translation>
            <numerusform>Saved %n row in %1</numerusform>
            <numerusform>Saved %n rows in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::IncidentDetail</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n abnormal minute(s)</source>
        <translation>
            <numerusform>%n abnormal minute</numerusform>
            <numerusform>%n abnormal minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::IncidentEditor</name>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n incident</numerusform>
            <numerusform>%n incidents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::IncidentPanel</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::MainWindow</name>
    <message numerus="yes">
        <source>%n incident(s) wait for an answer.</source>
        <translation>
            <numerusform>%n incident waits for an answer.</numerusform>
            <numerusform>%n incidents wait for an answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n incident(s)</source>
        <translation>
            <numerusform>Copied %n incident</numerusform>
            <numerusform>Copied %n incidents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::RulesDraftPanel</name>
    <message numerus="yes">
        <source>Draft: %n change(s)</source>
        <translation>
            <numerusform>Draft: %n change</numerusform>
            <numerusform>Draft: %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) to mend first: %1</source>
        <translation>
            <numerusform>%n fault to mend first: %1</numerusform>
            <numerusform>%n faults to mend first: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::RulesEffectView</name>
    <message numerus="yes">
        <source>Try on the last %n day(s)</source>
        <translation>
            <numerusform>Try on the last %n day</numerusform>
            <numerusform>Try on the last %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::RulesEffectWords</name>
    <message numerus="yes">
        <source>No incident would differ, of %n</source>
        <translation>
            <numerusform>No incident would differ, of %n</numerusform>
            <numerusform>No incident would differ, of %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) would appear</source>
        <translation>
            <numerusform>%n incident would appear</numerusform>
            <numerusform>%n incidents would appear</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) would vanish</source>
        <translation>
            <numerusform>%n incident would vanish</numerusform>
            <numerusform>%n incidents would vanish</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) would change</source>
        <translation>
            <numerusform>%n incident would change</numerusform>
            <numerusform>%n incidents would change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) the same</source>
        <translation>
            <numerusform>%n stays the same</numerusform>
            <numerusform>%n stay the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::RulesPage</name>
    <message numerus="yes">
        <source>Meanwhile others came into force (%1). %n change(s) of theirs were taken over; yours are kept and listed against them.</source>
        <translation>
            <numerusform>Meanwhile others came into force (%1). %n change of theirs was taken over; yours are kept and listed against them.</numerusform>
            <numerusform>Meanwhile others came into force (%1). %n changes of theirs were taken over; yours are kept and listed against them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::SilencePanel</name>
    <message numerus="yes">
        <source>%n active</source>
        <translation>
            <numerusform>%n active</numerusform>
            <numerusform>%n active</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::StatusLine</name>
    <message numerus="yes">
        <source>, %n waiting</source>
        <translation>
            <numerusform>, %n waiting</numerusform>
            <numerusform>, %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n failed</source>
        <translation>
            <numerusform>, %n failed</numerusform>
            <numerusform>, %n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::TileStrip</name>
    <message numerus="yes">
        <source>%n critical</source>
        <comment>alarms</comment>
        <translation>
            <numerusform>%n critical</numerusform>
            <numerusform>%n critical</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::Tray</name>
    <message numerus="yes">
        <source>Vigia: %n open incident(s), the worst is %1</source>
        <translation>
            <numerusform>Vigia: %n open incident, it is %1</numerusform>
            <numerusform>Vigia: %n open incidents, the worst is %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::Triage</name>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n incident</numerusform>
            <numerusform>%n incidents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::WatchNotice</name>
    <message numerus="yes">
        <source>%n message(s) given up since the start: the Health page shows them and tries them again</source>
        <translation>
            <numerusform>%n message given up since the start: the Health page shows it and tries it again</numerusform>
            <numerusform>%n messages given up since the start: the Health page shows them and tries them again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vigia::words</name>
    <message numerus="yes">
        <source>matched nothing for %n day(s)</source>
        <translation>
            <numerusform>matched nothing for %n day</numerusform>
            <numerusform>matched nothing for %n days</numerusform>
        </translation>
    </message>
</context>
</TS>
