"""Several Vigias on one PostgreSQL database: all of them store, one decides and tells, another takes over, nothing is lost."""
import datetime
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

from postgres_server import Postgres, skip_without_postgres
from vigia_e2e import BIN, Serve, check, run, vigiactl, wait_until

HERE = pathlib.Path(__file__).parent
CONFIG = '[detection]\ndetectors = ["rolling_zscore", "static"]\n[webhook]\nurl = "http://127.0.0.1:{port}/hook"\n'


class Receiver:
    """http_receiver.py; what it was sent."""

    def __init__(self, folder):
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.process = subprocess.Popen([sys.executable, str(HERE / "http_receiver.py"), "--dir", str(folder)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[-1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def messages(self):
        files = sorted(self.folder.glob("*.json"), key=lambda f: int(f.stem))
        return [json.loads(json.loads(f.read_text())["body"]) for f in files]

    def about(self, status):
        return [m for m in self.messages() if status in json.dumps(m)]


START = datetime.datetime(2025, 7, 12, 10)


def minute_text(minute):
    return f"{START + datetime.timedelta(minutes=minute):%Y-%m-%dT%H:%M:00Z}"


def rows(minute, source, failed, denied=5):
    return [{"time": minute_text(minute), "status": "failed", "count": failed, "source": source},
            {"time": minute_text(minute), "status": "denied", "count": denied, "source": source}]


def post(serve, body):
    status, answer = serve.request("POST", "/transactions", body)
    check(status == 200, f"{status} {answer}")
    check(answer["accepted"] == len(body), answer)
    return answer


def decides(serve):
    for line in serve.request("GET", "/metrics")[1].splitlines():
        if line.startswith("vigia_decides"):
            return line.endswith(" 1")
    raise AssertionError("there is no vigia_decides among the metrics")


def incidents(serve):
    return serve.request("GET", "/incidents")[1]["incidents"]


def collectors(server, folder, count, receiver):
    config = CONFIG.format(port=receiver.port)
    return [Serve(folder / f"data{i}", "--database", server.url, config=config) for i in range(count)]


def both_store_one_decides_and_another_takes_over(folder):
    with Postgres() as server, Receiver(folder / "hooks") as receiver:
        serves = collectors(server, folder, 2, receiver)
        first, second = serves
        try:
            wait_until(lambda: decides(first) and not decides(second), what="one decides")
            stored = {}
            def feed(serve, source, minutes, failed=0):
                for minute in minutes:
                    body = rows(minute, source, failed)
                    post(serve, body)
                    stored.update({(r["time"], r["status"], source): r["count"] for r in body})
            threads = [threading.Thread(target=feed, args=(s, f"acquirer-{i}", range(40))) for i, s in enumerate(serves)]
            [t.start() for t in threads]
            [t.join() for t in threads]
            # What the follower is sent is judged there for its answer, and by the leader for everybody.
            answer = post(second, rows(40, "acquirer-1", 500))
            check(answer["recommendation"] == "alert", answer)
            stored.update({(r["time"], r["status"], "acquirer-1"): r["count"] for r in rows(40, "acquirer-1", 500)})
            found = wait_until(lambda: incidents(second), what="the leader opened an incident")
            check(len(found) == 1 and found[0]["state"] == "open", found)
            wait_until(lambda: receiver.about("failed"), what="the leader told it")
            told = len(receiver.messages())

            # An operator's action at the follower goes by way of the leader.
            status, done = second.request("POST", f"/incidents/{found[0]['id']}/ack", {"owner": "Ana"})
            check(status == 200 and done["state"] == "acknowledged" and done["owner"] == "Ana", (status, done))
            check(incidents(first)[0]["owner"] == "Ana", incidents(first))
            check(second.request("POST", "/incidents/999/ack", {"owner": "Ana"})[0] == 404, "an unknown incident")

            # The leader dies; rows go on coming to the other one meanwhile.
            began = time.monotonic()
            first.kill()
            feed(second, "acquirer-1", range(41, 44), 500)
            wait_until(lambda: decides(second), seconds=10, what="the other one took over")
            took = time.monotonic() - began
            feed(second, "acquirer-1", range(44, 60), 0)
            wait_until(lambda: incidents(second)[0]["state"] == "resolved", what="it resolved the incident it inherited")
            check(len(incidents(second)) == 1 and incidents(second)[0]["owner"] == "Ana", incidents(second))
            # The same storm is not told again as a new one by the one that took over.
            again = [m for m in receiver.messages()[told:] if m.get("status") != "resolved"]
            check(not again, f"announced again: {again}")
            post(second, rows(200, "acquirer-0", 0))
            [post(second, rows(m, "acquirer-0", 0)) for m in range(201, 240)]
            post(second, rows(240, "acquirer-0", 700))
            wait_until(lambda: len(incidents(second)) == 2, what="the new leader opens incidents")
            [post(second, rows(m, "acquirer-0", 700)) for m in range(241, 246)]
            def fired():
                return [m["groupKey"] for m in receiver.messages() if m.get("status") != "resolved"]
            wait_until(lambda: len(fired()) == 2, seconds=40, what="the new leader tells of the second one")

            counted = dict(((t, s, src), int(c)) for t, s, src, c in
                           (line.split("|") for line in server.psql("SELECT time, status, source, count FROM counts").splitlines()))
            missing = {k: v for k, v in stored.items() if counted.get(k) != v}
            check(not missing, f"{len(missing)} acknowledged rows are missing: {list(missing.items())[:3]}")
            check(server.psql("SELECT count(*) FROM unjudged") == "0", "rows were left unjudged")
            states = server.psql("SELECT count(*), count(DISTINCT message_key) FROM outbox").split("|")
            check(len(set(fired())) == 2, f"one announcement for each of two incidents: {fired()}")
            check(states[0] == states[1] and int(states[0]) == len(receiver.messages()), (states, receiver.messages()))
            print(f"      another took over after {took:.1f} s, {len(receiver.messages())} messages")
        finally:
            [s.kill() for s in serves if s.process.poll() is None]


def what_came_while_nobody_decided_is_judged_by_the_next(folder):
    """The leader is stopped, not dead: the server takes the lead from it, and what it did not judge is judged."""
    with Postgres() as server, Receiver(folder / "hooks") as receiver:
        serves = collectors(server, folder, 2, receiver)
        first, second = serves
        try:
            wait_until(lambda: decides(first), what="one decides")
            for minute in range(40):
                post(first, rows(minute, "a", 0))
            first.process.send_signal(signal.SIGSTOP)
            post(second, rows(40, "a", 900))
            check(server.psql("SELECT count(*) > 0 FROM unjudged") == "t", "the row was not left to the leader")
            wait_until(lambda: decides(second), seconds=15, what="the lead was taken from the one that hangs")
            wait_until(lambda: len(incidents(second)) == 1, what="the row was judged")
            wait_until(lambda: receiver.about("failed"), what="it was told")
            first.process.send_signal(signal.SIGCONT)
            check(post(first, rows(41, "a", 900))["recommendation"] == "alert", "it answers as one that follows")
            wait_until(lambda: not decides(first), what="the one that hung follows")
            wait_until(lambda: server.psql("SELECT count(*) FROM unjudged") == "0", what="all is judged")
            check(len(incidents(first)) == 1, incidents(first))
        finally:
            [s.kill() for s in serves if s.process.poll() is None]


def the_server_goes_away_and_comes_back(folder):
    with Postgres() as server, Receiver(folder / "hooks") as receiver:
        (serve,) = collectors(server, folder, 1, receiver)
        try:
            acknowledged = {}
            state = {"stop": False, "refused": 0, "waited": 0.0}
            def feed():
                minute = 0
                while not state["stop"]:
                    body = rows(minute, "a", minute % 7)
                    began = time.monotonic()
                    status, answer = serve.request("POST", "/transactions", body)
                    state["waited"] = max(state["waited"], time.monotonic() - began)
                    if status == 200:
                        acknowledged.update({(r["time"], r["status"]): r["count"] for r in body})
                        minute += 1
                    else:
                        check(status == 503, (status, answer))
                        state["refused"] += 1
                        time.sleep(0.05)
            thread = threading.Thread(target=feed)
            thread.start()
            wait_until(lambda: len(acknowledged) > 200, what="rows are stored")
            server.stop()
            wait_until(lambda: serve.request("GET", "/readyz")[0] == 503, what="it says that the database is away")
            wait_until(lambda: state["refused"] > 3, what="it refuses with 503")
            check(serve.request("GET", "/healthz")[0] == 200, "the process is well")
            before = len(acknowledged)
            server.start()
            wait_until(lambda: len(acknowledged) > before + 100, what="it stores again by itself")
            wait_until(lambda: serve.request("GET", "/readyz")[0] == 200, what="it is ready again")
            wait_until(lambda: decides(serve), what="it decides again")
            # A server that is only started again is waited for: nobody is refused.
            refused = state["refused"]
            server.stop()
            server.start()
            before = len(acknowledged)
            wait_until(lambda: len(acknowledged) > before + 100, what="it goes on after a restart")
            quick = state["refused"] - refused
            state["stop"] = True
            thread.join()
            counted = dict(((t, s), int(c)) for t, s, c in
                           (line.split("|") for line in server.psql("SELECT time, status, count FROM counts").splitlines()))
            missing = {k: v for k, v in acknowledged.items() if counted.get(k) != v}
            check(not missing, f"{len(missing)} of {len(acknowledged)} acknowledged rows are missing: {list(missing.items())[:3]}")
            log = serve.errors()
            check("the store refuses" in log and "takes data again" in log, log)
            check(Postgres.PASSWORD not in log, "the password is in the log")
            print(f"      {len(acknowledged)} rows acknowledged, {state['refused']} requests refused, {quick} of them at the restart, "
                  f"longest wait {state['waited']:.1f} s")
        finally:
            state["stop"] = True
            serve.kill()


def rules_version(serve):
    return [line.split()[-1] for line in serve.request("GET", "/metrics")[1].splitlines() if line.startswith("vigia_rules_version ")]


def rules_that_are_saved_hold_for_all(folder):
    with Postgres() as server, Receiver(folder / "hooks") as receiver:
        serves = collectors(server, folder, 2, receiver)
        first, second = serves
        there = ["--database", server.url, "--data-dir", folder / "data", "--author", "Ana"]
        try:
            wait_until(lambda: decides(first), what="one decides")
            for minute in range(3):
                check(post(second, rows(minute, "a", 4))["recommendation"] == "ok", "four are not above five")
            wait_until(lambda: server.psql("SELECT count(*) FROM unjudged") == "0", what="all is judged by the file's rules")
            check(rules_version(first) == rules_version(second) == ["0"], "the file's rules")
            rules = folder / "rules.toml"
            rules.write_text('[detection]\ndetectors = ["static"]\n[detection.static]\nfailed = 3\n')
            check("Version 1" in vigiactl("rules", "save", rules, *there, "--reason", "4 are too many").stdout, "saved")
            wait_until(lambda: rules_version(first) == rules_version(second) == ["1"], what="both took them")
            check(post(second, rows(5, "a", 4))["recommendation"] == "alert", "the follower judges by them")
            wait_until(lambda: len(incidents(first)) == 1, what="the leader judges by them")
            first.kill()  # whoever takes over has them too
            wait_until(lambda: decides(second), seconds=10, what="the other one took over")
            post(second, rows(6, "a", 4))
            # Minutes 2, which was still filling, 5 and 6.
            wait_until(lambda: incidents(second)[0]["anomalies"] == 3, what="the incident goes on")
            check("Version 2" in vigiactl("rules", "restore", "0", *there, "--reason", "back").stdout, "restored")
            wait_until(lambda: rules_version(second) == ["2"], what="it took the older ones")
            post(second, rows(7, "a", 4))
            check(post(second, rows(8, "a", 4))["recommendation"] == "ok", "four are not above five again")
            log = second.errors()
            check("saved by Ana: 4 are too many" in log, log)
        finally:
            [s.kill() for s in serves if s.process.poll() is None]


def a_silence_made_at_another_one_holds_at_once(folder):
    """Also where somebody else decides: sooner than the look at all silences every 15 seconds."""
    with Postgres() as server, Receiver(folder / "hooks") as receiver:
        one, other = collectors(server, folder, 2, receiver)
        try:
            wait_until(lambda: decides(one) != decides(other), what="one that decides")
            for minute in range(3):
                post(one, rows(minute, "a", 900))
            wait_until(lambda: incidents(other), what="the incident at the other one")

            def states(serve):
                return [a["status"]["state"] for a in serve.request("GET", "/api/v2/alerts")[1]]
            check(states(one) == ["active"], states(one))
            for maker, serve in ((one, other), (other, one)):
                status, made = maker.request("POST", "/api/v2/silences", {
                    "matchers": [{"name": "alertname", "value": "VigiaIncident"}], "createdBy": "ana", "comment": "known",
                    "endsAt": "2099-01-01T00:00:00Z"})
                check(status == 200, made)
                wait_until(lambda: states(serve) == ["suppressed"], seconds=8, what="the silence at the other one")
                check(maker.request("DELETE", f"/api/v2/silence/{made['silenceID']}")[0] == 200, "not ended")
                wait_until(lambda: states(serve) == ["active"], seconds=8, what="its end at the other one")
        finally:
            for serve in (one, other):
                serve.kill()


def the_commands_work_on_it(folder):
    with Postgres() as server:
        file = folder / "day.csv"
        file.write_text("time,status,count\n" + "".join(f"2025-07-12 {h:02d}:{m:02d},failed,{(h * 60 + m) % 9}\n"
                                                        for h in range(24) for m in range(60)))
        there = ["--database", server.url, "--data-dir", folder / "data", "--tz", "UTC"]
        done = vigiactl("import", file, *there)
        check("1440" in done.stdout, done.stdout)
        table = json.loads(vigiactl("query", "SELECT count(*) AS n, sum(count) AS s FROM counts", "--json", *there).stdout)
        check((int(table[0]["n"]), int(table[0]["s"])) == (1440, sum(i % 9 for i in range(1440))), table)
        exported = vigiactl("export", "counts", "--from", "2025-07-12 10:00", "--to", "2025-07-12 10:02", *there).stdout
        check(exported.splitlines() == ["time,source,status,count", "2025-07-12T10:00:00Z,,failed,6", "2025-07-12T10:01:00Z,,failed,7"],
              exported)
        check(vigiactl("export", "incidents", *there).stdout.startswith("id,"), "incidents")
        report = json.loads(vigiactl("backtest", "--json", *there).stdout)
        check(report["current"]["from"] == "2025-07-12T00:00:00Z", report["current"]["from"])
        refused = vigiactl("query", "DELETE FROM minute_count", *there, check=False)
        check(refused.returncode == 1, refused)
        server.stop()
        away = vigiactl("query", "SELECT 1", *there, check=False)
        check(away.returncode == 3 and str(server.port) in away.stderr and Postgres.PASSWORD not in away.stderr, away)


skip_without_postgres()
run(both_store_one_decides_and_another_takes_over, what_came_while_nobody_decided_is_judged_by_the_next,
    the_server_goes_away_and_comes_back, rules_that_are_saved_hold_for_all, a_silence_made_at_another_one_holds_at_once,
    the_commands_work_on_it)
