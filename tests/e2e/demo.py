"""The demo: without a window it finds the incidents of the sample day; in a real window (Xvfb) it is worked with keys and mouse."""
import os
import shutil
import socket
import subprocess
import sys
import time

from display import Display
from vigia_e2e import BIN, Serve, check, run, wait_until

SECONDS = float(os.environ.get("VIGIA_DEMO_SECONDS", "10"))  # a minute under the sanitizers
# Starts of the incidents that the generator put into the day (data/README.md), as minutes of the day, and the most it may take.
STARTS = {9 * 60 + 13: 10, 11 * 60 + 16: 10, 12 * 60 + 50: 10, 14 * 60 + 13: 10, 21 * 60 + 19: 15}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def minute_of_day(time_text):
    return int(time_text[11:13]) * 60 + int(time_text[14:16])


def the_day_has_its_five_incidents(folder):
    with Serve(folder / "data", "--demo", "--demo-speed", "0") as serve:
        def all_posted():
            found = serve.request("GET", "/incidents")[1]["incidents"]
            return len(found) >= 5 and found
        incidents = wait_until(all_posted, seconds=120, what="five incidents")
        starts = sorted(minute_of_day(i["start"]) for i in incidents)
        for start, patience in STARTS.items():
            check(any(start <= s <= start + patience for s in starts), f"nothing began at {start // 60}:{start % 60:02d}: {starts}")
        check(serve.stop() == 0, "SIGTERM did not end it with 0")
        check("Sanitizer" not in serve.errors(), serve.errors())


def the_window_is_worked_with_keys_and_mouse(folder):
    port = free_port()
    with Display() as display:
        (folder / "home").mkdir()
        log = open(folder / "log", "w+b")
        env = {**display.env, "XDG_CONFIG_HOME": str(folder / "home"), "XDG_DATA_HOME": str(folder / "home"),
               "XDG_RUNTIME_DIR": str(folder / "home")}
        os.chmod(folder / "home", 0o700)
        console = subprocess.Popen([str(BIN / "vigia"), "--demo", "--demo-speed", "0", "--demo-until", "15:00", "--tz", "UTC",
                                    "--listen", f"127.0.0.1:{port}", "--size", "1366x768"], env=env, stderr=log, cwd=folder)
        try:
            probe = Serve.__new__(Serve)  # its request() alone
            probe.host, probe.port = "127.0.0.1", port

            def storm_is_open():
                check(console.poll() is None, "the console ended before its demo")
                try:
                    found = probe.request("GET", "/incidents?state=open")[1]["incidents"]
                except OSError:
                    return None
                return [i for i in found if minute_of_day(i["start"]) >= 14 * 60]
            incident = wait_until(storm_is_open, seconds=150, what="the open incident of the storm")[0]
            window = wait_until(lambda: subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "vigia"], env=display.env,
                                                       capture_output=True, text=True).stdout.split(), what="the window")[0]
            display.do("windowactivate", "--sync", window)
            deadline = time.monotonic() + SECONDS
            rounds = 0
            while rounds == 0 or time.monotonic() < deadline:
                for key in ("3", "3", "plus", "minus", "Left", "Right", "0", "space", "0", "j", "k", "F1", "Escape"):
                    display.do("key", key)
                display.do("mousemove", "--window", window, 600, 420)
                display.do("click", 4, "click", 4, "click", 5)
                display.do("mousedown", 1, "mousemove_relative", "--", -120, 0, "mouseup", 1)
                display.do("key", "0")
                check(console.poll() is None, "the console ended while it was used")
                rounds += 1
            # The open incident is the first one of the list: acknowledge it by keyboard.
            def acknowledged():
                display.do("key", "k", "key", "a")
                found = probe.request("GET", f"/incidents/{incident['id']}")[1]
                found = found.get("incident", found)
                return found["state"] == "acknowledged" and found["owner"]
            wait_until(acknowledged, seconds=20, what="the acknowledgement by keyboard")
            console.terminate()
            check(console.wait(timeout=30) == 0, "SIGTERM did not end it with 0")
        finally:
            if console.poll() is None:
                console.kill()
                console.wait()
            log.seek(0)
            text = log.read().decode(errors="replace")
        check("Sanitizer" not in text and "QWidget" not in text, text)


tests = [the_day_has_its_five_incidents]
if shutil.which("Xvfb") and shutil.which("xdotool") and (BIN / "vigia").exists():
    tests.append(the_window_is_worked_with_keys_and_mouse)
else:
    print("SKIP  the window: it needs Xvfb, xdotool and bin/vigia", file=sys.stderr)
run(*tests)
