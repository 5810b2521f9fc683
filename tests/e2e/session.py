"""A shift at the console, in a real window and by keys alone: a day is imported, the storm is seen and heard, acknowledged,
explained, silenced and handed over; a rule is changed, tried and saved; then the console is left, started again, the rule rolled
back, and the window raised by a second start. What came of each key is read from the HTTP routes, from files and, where the
desktop has one, from the accessibility bus."""
import datetime
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time

import display
from vigia_e2e import BIN, SOURCE, Serve, check, run, wait_until

STORM = datetime.datetime(2025, 7, 14, 14, 13)  # as the generator put it into the day (data/README.md)
MORE = "2025-01-02T03:04:00Z"  # long before all else
NOTE = "the link of the acquirer was down"
SEEN = datetime.datetime(2025, 7, 14, 14, 45)  # how far the day has come when the shift begins


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def shifted(source, target, until):
    """The samples, moved so that SEEN is the minute that has just ended: an incident of an hour ago is no open one."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0, tzinfo=None)
    by = now - datetime.timedelta(minutes=1) - SEEN
    with open(source) as rows, open(target, "w") as out:
        out.write(next(rows))
        for row in rows:
            clock, rest = row.split(",", 1)
            moment = datetime.datetime.fromisoformat(clock)
            if moment > until:
                break
            out.write(f"{(moment + by).isoformat()}Z,{rest}")
    return STORM + by


class Console:
    def __init__(self, screen, folder, port):
        self.screen, self.folder, self.port = screen, folder, port
        self.log = open(folder / "log", "a+b")
        home = folder / "home"
        home.mkdir(mode=0o700, exist_ok=True)
        drop = ("SMTP_", "ALERT_", "TEAMS_", "VIGIA_", "XDG_")
        env = {k: v for k, v in screen.env.items() if not k.startswith(drop)}
        self.env = {**env, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_RUNTIME_DIR": str(home),
                    "USER": "ana", "LANG": "C.UTF-8", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self.process = self.start()
        self.http = Serve.__new__(Serve)  # its request() alone
        self.http.host, self.http.port = "127.0.0.1", port
        screen.window("Live")

    def command(self, *files):
        return [str(BIN / "vigia"), "--data-dir", str(self.folder / "data"), "--listen", f"127.0.0.1:{self.port}", "--tz", "UTC",
                *map(str, files)]

    def start(self):
        return subprocess.Popen(self.command(), env=self.env, stderr=self.log, stdout=self.log, cwd=self.folder)

    def get(self, path):
        check(self.process.poll() is None, "the console ended")
        try:
            return self.http.request("GET", path)[1]
        except OSError:
            return None

    def incident(self, number):
        found = self.get(f"/incidents/{number}")
        return found.get("incident", found)

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.log.seek(0)
        return self.log.read().decode(errors="replace")


def open_file(console, path):
    console.screen.key("ctrl+o")
    console.screen.window("Open")
    console.screen.type(str(path))
    console.screen.key("Return")
    console.screen.window("Vigia")


def rows_stored(console):
    answer = console.http.request("POST", "/query", {"limit": 1})[1]
    return isinstance(answer, dict) and answer.get("rows")


def storm_of(console, start):
    found = (console.get("/incidents?state=open") or {}).get("incidents", [])
    for incident in found:
        begun = datetime.datetime.fromisoformat(incident["start"].rstrip("Z"))
        if incident["severity"] == "critical" and abs((begun - start).total_seconds()) < 15 * 60:
            return incident
    return None


def the_storm_is_handled_by_keys(console, reader, storm_start):
    screen = console.screen
    open_file(console, console.folder / "history.csv")
    wait_until(lambda: rows_stored(console), 60, "the imported history")
    open_file(console, console.folder / "day.csv")
    storm = wait_until(lambda: storm_of(console, storm_start), 60, "the open incident of the storm")
    check("reversed" in storm["statuses"], storm)
    if reader:
        try:
            wait_until(lambda: any("reversed" in text for text in reader.listen()), 10, "the storm in the ears of a screen reader")
        except AssertionError as error:
            raise AssertionError(f"{error}; heard {reader.heard}, it shows {reader.names('alert')}") from None

    # Who leaves while it is open is asked; Escape stays.
    screen.key("ctrl+q")
    screen.window("Quit")
    screen.key("Escape")
    screen.window("Vigia")
    check(console.get("/healthz") is not None, "the console left without an answer")

    # J and K: a verdict and a note on the second incident, the acknowledgement on the first, which is the storm.
    def judged():
        return [i["id"] for i in console.get("/incidents")["incidents"] if i["verdict"]]
    screen.key("k", "k", "k", "k", "j", "t")
    other = wait_until(judged, 20, "the verdict on the second incident")
    check(len(other) == 1 and other[0] != storm["id"], "J did not go to the next incident")
    screen.key("n")
    time.sleep(0.3)
    screen.type(NOTE)
    screen.key("Return")
    time.sleep(0.3)
    screen.key("k", "a")
    acknowledged = wait_until(lambda: (i := console.incident(storm["id"]))["state"] == "acknowledged" and i, 20,
                              "the acknowledgement by keyboard")
    check(acknowledged["owner"] == "ana", acknowledged)

    # Explain: X folds the reasons away and unfolds them.
    if reader:
        check(reader.sees("Why it fired"), "the reasons are not shown")
        screen.key("x")
        wait_until(lambda: not reader.sees("Why it fired"), 10, "the reasons folded")
        screen.key("x")
        wait_until(lambda: reader.sees("Why it fired"), 10, "the reasons again")
    else:
        screen.key("x", "x")
    return storm


def a_silence_is_made_by_keys(console):
    screen = console.screen
    before = console.get("/api/v2/silences")
    screen.key("shift+s")
    screen.window("Silence")
    screen.key("ctrl+Return")  # refused: it goes to what is missing
    time.sleep(0.3)
    check(console.get("/api/v2/silences") == before, "a silence without an end was made")
    screen.key("Down", "Tab", "Tab", "Tab")
    screen.type("the acquirer works on it")
    screen.key("Return")
    made = wait_until(lambda: len(console.get("/api/v2/silences")) > len(before) and console.get("/api/v2/silences"), 20,
                      "the silence made by keyboard")
    screen.window("Vigia")
    check(made[0]["createdBy"] == "ana" and made[0]["status"]["state"] == "active" and "acquirer" in made[0]["comment"], made)


def the_shift_is_handed_over_by_keys(console, storm):
    screen = console.screen
    for ending in ("md", "html", "pdf"):
        file = console.folder / f"handover.{ending}"
        screen.key("ctrl+h")
        screen.window("hand-over")
        time.sleep(0.5)  # what it says is being read
        screen.key("ctrl+s")
        screen.window("Save the hand-over")
        screen.key("ctrl+a")
        screen.type(str(file))
        screen.key("Return")
        wait_until(file.exists, 20, f"{file.name}, by keyboard")
        screen.window("hand-over")
        screen.key("Escape")
        screen.window("Live")
    text = (console.folder / "handover.md").read_text()
    check("ana" in text and f"Incident {storm['id']}:" in text and NOTE in text, text[:2000])
    check((console.folder / "handover.pdf").read_bytes()[:5] == b"%PDF-", "no PDF")
    check("<svg" in (console.folder / "handover.html").read_text(), "no charts in the HTML")


def rules_version(console):
    lines = (console.get("/metrics") or "").splitlines()
    return next((int(line.split()[-1]) for line in lines if line.startswith("vigia_rules_version ")), None)


def the_rules_are_changed_by_keys(console):
    screen = console.screen
    check(rules_version(console) == 0, "rules were saved before")
    screen.key("ctrl+5")
    screen.window("Rules")
    screen.key("Tab", "ctrl+a")  # into the alarm budget
    screen.type("0.5")
    screen.key("ctrl+s")  # goes to the reason, which is missing
    screen.type("fewer alarms at night")
    screen.key("Return", "space")  # it was not tried: the offer to try it first is taken
    time.sleep(0.5)
    check(rules_version(console) == 0, "saved before it was tried")

    def saved():
        screen.key("ctrl+s")  # asks again while the trial runs
        return rules_version(console) == 1
    wait_until(saved, 60, "the rules saved by keyboard")


def the_rules_are_rolled_back_by_keys(console):
    screen = console.screen
    check(rules_version(console) == 1, "the rules are not those that were saved")
    screen.key("ctrl+5")
    screen.window("Rules")
    time.sleep(0.5)  # the versions are being read
    screen.key("alt+6", "Tab", "Down", "Tab", "Tab", "Return")
    wait_until(lambda: rules_version(console) == 2, 30, "the roll back by keyboard")


def a_shift_by_keys_alone(folder):
    start = shifted(SOURCE / "data/history.csv", folder / "history.csv", SEEN)
    shifted(SOURCE / "data/sample_day.csv", folder / "day.csv", SEEN)
    with display.Display() as screen:
        os.environ["DISPLAY"] = screen.name
        reader = display.Reader("vigia") if HAS_READER else None  # before the console, as on a desktop
        console = Console(screen, folder, free_port())
        try:
            storm = the_storm_is_handled_by_keys(console, reader, start)
            a_silence_is_made_by_keys(console)
            the_shift_is_handed_over_by_keys(console, storm)
            the_rules_are_changed_by_keys(console)

            # Page, range and size are there again after a restart.
            screen.key("ctrl+1", "minus", "3")
            screen.key("ctrl+3")
            screen.window("History")
            screen.do("getactivewindow", "windowsize", "--sync", 1180, 700)
            screen.key("ctrl+q")  # nothing is open any more: it leaves at once
            check(console.process.wait(timeout=30) == 0, "Ctrl+Q did not end it with 0")
            kept = (folder / "home/vigia/console.ini").read_text()
            check("page=history" in kept and "status.3" in kept, kept)
            console.process = console.start()
            screen.window("History")
            size = screen.ask("getactivewindow", "getwindowgeometry", "--shell")
            check("WIDTH=1180" in size and "HEIGHT=700" in size, size)
            wait_until(lambda: console.get("/healthz"), 30, "the console after its restart")
            the_rules_are_rolled_back_by_keys(console)
            screen.key("ctrl+3")
            screen.window("History")

            # A second start raises the first and opens its file there.
            screen.do("getactivewindow", "windowminimize", "--sync")
            wait_until(lambda: not any("History" in title for title in screen.titles()), 10, "the minimised window")
            (folder / "more.csv").write_text(f"time,status,count\n{MORE},denied,4711\n")
            second = subprocess.run(console.command(folder / "more.csv"), env=console.env, capture_output=True, text=True,
                                    timeout=30, cwd=folder)
            check(second.returncode == 0 and "raised" in second.stdout, second)
            wait_until(lambda: any("History" in title for title in screen.titles()), 10, "the raised window")
            screen.window("History")
            wait_until(lambda: 4711 in [row["count"] for row in
                                        console.http.request("POST", "/query", {"status": "denied", "from": MORE})[1]["rows"]],
                       20, "the file of the second start")
            console.process.terminate()
            check(console.process.wait(timeout=30) == 0, "SIGTERM did not end it with 0")
        finally:
            text = console.end()
        check("Sanitizer" not in text and "QWidget" not in text and "QObject" not in text, text)


def who_starts_it_from_a_menu_is_told_why_it_cannot(folder):
    with display.Display() as screen, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        env = {**screen.env, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder),
               "XDG_RUNTIME_DIR": str(folder), "LANG": "C.UTF-8"}
        command = [str(BIN / "vigia"), "--listen", f"127.0.0.1:{taken.getsockname()[1]}"]
        os.chmod(folder, 0o700)
        from_terminal = subprocess.run(command, env=env, capture_output=True, text=True, timeout=30, cwd=folder)
        check(from_terminal.returncode == 3 and "cannot listen" in from_terminal.stderr, from_terminal)
        from_menu = subprocess.Popen(command, env={**env, "DESKTOP_STARTUP_ID": "menu_TIME0"}, stderr=subprocess.PIPE, text=True,
                                     cwd=folder)
        try:
            screen.window("Vigia cannot start")
            screen.key("Return")
            check(from_menu.wait(timeout=20) == 3 and "cannot listen" in from_menu.stderr.read(), "it ended otherwise")
        finally:
            from_menu.kill()
            from_menu.wait()


HAS_READER = importlib.util.find_spec("gi") is not None and shutil.which("dbus-run-session") and \
    os.path.exists("/usr/share/dbus-1/services/org.a11y.Bus.service") and \
    any(os.path.exists(f"/usr/lib/{place}/girepository-1.0/Atspi-2.0.typelib") for place in (".", "x86_64-linux-gnu", "aarch64-linux-gnu"))
if not (shutil.which("Xvfb") and shutil.which("xdotool") and shutil.which("openbox") and (BIN / "vigia").exists()):
    print("skipped: needs Xvfb, xdotool, openbox and bin/vigia")
    sys.exit(77)
if HAS_READER:
    display.on_a_message_bus()
else:
    print("SKIP  the screen reader: it needs gi, Atspi and dbus-run-session", file=sys.stderr)
run(a_shift_by_keys_alone, who_starts_it_from_a_menu_is_told_why_it_cannot)
