"""What operators do and suffer: backup while it runs, systemd, a full or read-only disk, damage, retention, imports, replay."""
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import time

from vigia_e2e import BIN, SOURCE, Serve, check, query, run, vigiactl, wait_until

DENIED = {"time": "2025-07-12T13:45:00Z", "status": "denied", "count": 7}


def minutes(count, value=5, day=12):
    return [{"time": f"2025-07-{day:02d}T{m // 60:02d}:{m % 60:02d}:00Z", "status": s, "count": value + m % 7}
            for m in range(count) for s in ("approved", "denied")]


def a_backup_is_a_database_of_its_own(folder):
    with Serve(folder / "data") as serve:
        check(serve.request("POST", "/transactions", minutes(600))[0] == 200, "the day was not taken")
        copy = folder / "copy.db"
        vigiactl("backup", copy, "--data-dir", folder / "data")
        check(stat.S_IMODE(copy.stat().st_mode) == 0o600, oct(copy.stat().st_mode))
        check(serve.request("POST", "/transactions", [DENIED])[0] == 200, "it does not go on behind the backup")
        again = vigiactl("backup", copy, "--data-dir", folder / "data", check=False)
        check(again.returncode == 3 or again.returncode == 1, again)
        check("exists" in again.stderr, again.stderr)
    check(sqlite3.connect(copy).execute("PRAGMA integrity_check").fetchone() == ("ok",), "the copy is not sound")
    rows = json.loads(vigiactl("query", "SELECT count(*) AS n FROM counts", "--json", "--database", copy).stdout)
    check(rows[0]["n"] == 1200, rows)
    with Serve(folder / "other", "--database", str(copy)) as serve:
        check(serve.request("POST", "/query", {"limit": 1})[1]["truncated"] is True, "it does not start on the copy")


def systemd_hears_that_it_is_ready_alive_and_stopping(folder):
    path = folder / "notify"
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listener.bind(str(path))
    listener.settimeout(20)
    with Serve(folder / "data", env={"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "200000"}) as serve:
        first = listener.recv(4096).decode()
        check(first.startswith("READY=1\n") and serve.url in first, first)
        check([listener.recv(4096).decode() for _ in range(3)] == ["WATCHDOG=1"] * 3, "no watchdog")
        check(serve.stop() == 0, "SIGTERM did not end it with 0")
        last = ""
        while not last.startswith("STOPPING=1"):
            last = listener.recv(4096).decode()
    unit = (SOURCE / "resources/systemd/vigia.service").read_text()
    check("Type=notify" in unit and "WatchdogSec=" in unit, unit)
    if shutil.which("systemd-analyze"):
        text = unit.replace("ExecStart=vigiactl", f"ExecStart={BIN}/vigiactl")
        (folder / "vigia.service").write_text(text)
        done = subprocess.run(["systemd-analyze", "verify", "--user", str(folder / "vigia.service")], capture_output=True, text=True)
        check("vigia.service:" not in done.stderr, done.stderr)


def a_full_disk_is_said_and_survived(folder):
    """A file size limit stands for the disk: SQLite gets the same error from below, and it can be lifted."""
    with Serve(folder / "data") as serve:
        check(serve.request("POST", "/transactions", [DENIED])[0] == 200, "not taken")
        subprocess.run(["prlimit", f"--pid={serve.process.pid}", "--fsize=200000:unlimited"], check=True)
        status, answer = 200, None
        for day in range(1, 12):
            status, answer = serve.request("POST", "/transactions", minutes(600, value=40 + day, day=day))
            if status != 200:
                break
        check(status in (503, 507), f"{status} {answer}")
        check("full" in answer["detail"] or "disk" in answer["detail"] or "database" in answer["detail"], answer)
        check(serve.request("GET", "/healthz")[0] == 200, "/healthz")
        status, ready = serve.request("GET", "/readyz")
        check(status == 503 and ready["errors"], ready)
        check(serve.request("POST", "/query", {"status": "denied", "limit": 1})[0] == 200, "queries do not live on")
        check("the store refuses" in serve.errors(), serve.errors())
        subprocess.run(["prlimit", f"--pid={serve.process.pid}", "--fsize=unlimited:unlimited"], check=True)
        wait_until(lambda: serve.request("POST", "/transactions", minutes(600, value=77, day=20))[0] == 200, what="it takes data again")
        check(serve.request("GET", "/readyz")[0] == 200, "it is not ready again")
        check("takes data again" in serve.errors(), serve.errors())
        serve.kill()
    found = query(folder / "data", "SELECT count(*) AS n FROM counts WHERE time >= '2025-07-20T00:00:00Z'")
    check(found[0]["n"] == 1200, found)


def a_database_that_was_moved_away_is_not_written_on(folder):
    with Serve(folder / "data") as serve:
        check(serve.request("POST", "/transactions", [DENIED])[0] == 200, "not taken")
        os.rename(folder / "data/vigia.db", folder / "data/aside.db")
        status, answer = serve.request("POST", "/transactions", [DENIED])
        check(status == 503 and "vigia.db" in answer["detail"], f"{status} {answer}")
        check(serve.request("GET", "/healthz")[0] == 200, "/healthz")
        os.rename(folder / "data/aside.db", folder / "data/vigia.db")
        wait_until(lambda: serve.request("POST", "/transactions", [DENIED])[0] == 200, what="it takes data again")


def another_writer_that_holds_the_lock_is_said_and_waited_for(folder):
    with Serve(folder / "data") as serve:
        check(serve.request("POST", "/transactions", [DENIED])[0] == 200, "not taken")
        other = sqlite3.connect(folder / "data/vigia.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        status, answer = serve.request("POST", "/transactions", [{**DENIED, "count": 8}], timeout=30)
        check(status == 503 and "lock" in answer["detail"], f"{status} {answer}")
        check(serve.request("GET", "/healthz")[0] == 200, "/healthz")
        other.execute("ROLLBACK")
        wait_until(lambda: serve.request("POST", "/transactions", [{**DENIED, "count": 9}])[0] == 200, what="it takes data again")


def damage_is_refused_and_set_aside_only_when_asked(folder):
    data = folder / "data"
    with Serve(data) as serve:
        serve.request("POST", "/transactions", minutes(600))
        check(serve.stop() == 0, "stop")
    file = data / "vigia.db"
    whole = file.read_bytes()
    damaged = b"not a database at all " * 100 + whole[2200:]
    file.write_bytes(damaged)
    done = vigiactl("serve", "--listen", "127.0.0.1:0", "--data-dir", data, check=False)
    check(done.returncode == 3 and str(file) in done.stderr and "--set-aside-damaged" in done.stderr, done)
    check(file.read_bytes() == damaged, "the damaged file was changed")
    with Serve(data, "--set-aside-damaged") as serve:
        check(serve.request("POST", "/transactions", [DENIED])[0] == 200, "the new one takes nothing")
        aside = list(data.glob("vigia.db.damaged-*"))
        check(len(aside) == 1 and aside[0].read_bytes() == damaged, aside)
        check(str(aside[0]) in serve.errors(), serve.errors())


def the_raw_log_is_kept_for_the_days_that_are_configured(folder):
    event = lambda day, n: {"created_at": f"2025-07-{day:02d}T10:00:{n:02d}Z", "status": "approved"}  # noqa: E731
    with Serve(folder / "data", config="[store]\nraw_log_days = 2\n") as serve:
        serve.request("POST", "/events", [event(1, n) for n in range(5)])
        serve.request("POST", "/events", [event(9, n) for n in range(3)])
        wait_until(lambda: query(folder / "data", "SELECT count(*) AS n FROM raw_event")[0]["n"] == 3, 30, "the old raw log goes")
        counts = query(folder / "data", "SELECT sum(count) AS n FROM counts")
        check(counts[0]["n"] == 8, f"the counts went too: {counts}")
        check("vigia_retention_deleted_total 5" in serve.request("GET", "/metrics")[1], "/metrics")


def code_counts_and_raw_logs_are_imported(folder):
    codes, log = folder / "codes.csv", folder / "log.csv"
    codes.write_text("timestamp,auth_code,count\n2025-07-12 13:45:00,51,8\n2025-07-12 13:45:00,00,120\n")
    log.write_text("created_at,status,duration_ms,auth_code,id\n2025-07-12T13:45:10Z,approved,100,00,a\n2025-07-12T13:45:11Z,denied,300,51,b\n")
    done = vigiactl("import", codes, log, "--data-dir", folder / "data", "--tz", "UTC")
    check(done.stdout.count("2 rows read, 2 stored, 0 refused") == 2, done.stdout)
    vigiactl("import", codes, log, "--data-dir", folder / "data", "--tz", "UTC")
    found = query(folder / "data", "SELECT * FROM auth_codes ORDER BY auth_code")
    check(found == [{"time": "2025-07-12T13:45:00Z", "auth_code": "00", "count": 120}, {"time": "2025-07-12T13:45:00Z", "auth_code": 51, "count": 8}], found)
    raw = query(folder / "data", "SELECT * FROM raw_minutes")
    check(raw == [{"time": "2025-07-12T13:45:00Z", "approved_count": 1, "denied_count": 1, "failed_count": 0, "reversed_count": 0,
                   "avg_latency_ms": 200}], raw)
    codes.write_text("timestamp,auth_code,count\n2025-07-12 13:45:00,51,many\n")
    bad = vigiactl("import", codes, "--data-dir", folder / "data", check=False)
    check(bad.returncode == 1 and "many" in bad.stderr and "codes.csv" in bad.stderr, bad)


def slow_minutes_are_an_anomaly_of_the_latency(folder):
    def minute(m, latency):
        return [{"created_at": f"2025-07-12T10:{m:02d}:{s:02d}Z", "status": "approved", "duration_ms": latency + s % 5} for s in range(0, 60, 6)]
    with Serve(folder / "data", config="[ingest]\nwatch_latency = true\n") as serve:
        for m in range(40):
            check(serve.request("POST", "/events", minute(m, 100))[1]["recommendation"] == "ok", "calm minutes alert")
        serve.request("POST", "/events", minute(40, 900))
        status, answer = serve.request("POST", "/events", minute(41, 100))
        check(status == 200 and answer["recommendation"] == "alert", answer)
        found = answer["anomalies"][0]
        check(found["status"] == "avg_latency_ms" and found["time"] == "2025-07-12T10:40:00Z" and found["count"] == 902, found)
        check(90 < found["expected"] < 110 and found["detectors"][0]["name"] == "rolling_zscore" and "902" in found["reason"], found)
        rows = serve.request("POST", "/query", {"status": "avg_latency_ms"})[1]["rows"]
        check([r["count"] for r in rows] == [102] * 40 + [902], rows)


def a_replay_that_was_interrupted_goes_on(folder):
    file, state = folder / "day.csv", folder / "state"
    file.write_text("time,status,count\n" + "".join(f"2025-07-12 10:{m:02d},approved,{100 + m}\n" for m in range(60)))
    with Serve(folder / "data") as serve:
        command = [str(BIN / "vigiactl"), "replay", str(file), "--to", serve.url, "--tz", "UTC", "--state", str(state)]
        first = subprocess.Popen(command + ["--speed", "1200"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        wait_until(lambda: state.exists() and "10:10" in state.read_text(), what="ten minutes were posted")
        first.send_signal(signal.SIGKILL)
        first.wait()
        done = subprocess.run(command + ["--speed", "0"], capture_output=True, text=True, timeout=60)
        check(done.returncode == 0, done)
        posted = int(done.stdout.split()[0])
        check(0 < posted < 50 and done.stdout.startswith(f"{posted} of {posted} minutes"), done.stdout)
        rows = serve.request("POST", "/query", {})[1]["rows"]
        check([r["count"] for r in rows] == [100 + m for m in range(60)], rows)


def every_command_tells_of_itself(_):
    names = [line.split()[0] for line in vigiactl("--help").stdout.splitlines() if line.startswith("  ")]
    check(len(names) >= 12, names)
    for name in names:
        text = vigiactl(name, "--help").stdout
        check("Usage:" in text and "--data-dir" in text and len(text.splitlines()) > 10, f"{name}: {text}")


def the_configuration_is_checked(folder):
    vigiactl("check-config", "--config", SOURCE / "resources/vigia.sample.toml")
    file = folder / "vigia.toml"
    file.write_text("[ingest]\nmax_conections = 5\n")
    done = vigiactl("check-config", "--config", file, check=False)
    check(done.returncode == 1 and "vigia.toml:2" in done.stderr and "ingest.max_connections" in done.stderr, done)


run(a_backup_is_a_database_of_its_own, systemd_hears_that_it_is_ready_alive_and_stopping, a_full_disk_is_said_and_survived,
    a_database_that_was_moved_away_is_not_written_on, another_writer_that_holds_the_lock_is_said_and_waited_for,
    damage_is_refused_and_set_aside_only_when_asked, the_raw_log_is_kept_for_the_days_that_are_configured,
    code_counts_and_raw_logs_are_imported, slow_minutes_are_an_anomaly_of_the_latency, a_replay_that_was_interrupted_goes_on,
    every_command_tells_of_itself, the_configuration_is_checked)
