"""From an incident to a real HTTP receiver: told at least once, and once after a success that was recorded, whenever the process
is killed; a shipped day replayed whole; silences and alerts through the real amtool; the trace."""
import csv
import io
import json
import shutil
import subprocess
import threading
import time

from vigia_e2e import Serve, SHARED, SOURCE, check, run, vigiactl, wait_until
from webhook_receiver import Receiver


def config(receiver, alerts="", more=""):
    return (f'[detection]\ndetectors = ["static"]\n[webhook]\nurl = "{receiver.url}/default"\n'
            f'[alerts]\n{alerts}\n{more}\n[mail]\nretry_first_s = 1\n')


def minute_text(i):
    return f"2025-07-12T{10 + i // 60:02d}:{i % 60:02d}:00Z"


def post(serve, i, failed):
    status, answer = serve.request("POST", "/transactions", [{"time": minute_text(i), "status": "failed", "count": failed}])
    check(status == 200, answer)


def rows(serve, sql):
    return json.loads(vigiactl("query", sql, "--json", "--data-dir", serve.data_dir).stdout)


def a_kill_at_every_step_loses_and_doubles_nothing(folder):
    """Steps: decided and committed, waiting for its turn; in the outbox, receiver away; request read by the receiver, not answered;
    answered, perhaps not recorded; recorded."""
    state = {"kill": None, "serve": None}
    started = threading.Event()

    def on_request(_, __):
        started.wait(20)  # it may deliver before it has said that it listens
        if state["kill"] == "before the answer":
            state["kill"] = None
            state["serve"].kill()
            return 500
        if state["kill"] == "with the answer":
            state["kill"] = None
            threading.Timer(0.0, state["serve"].kill).start()
        return None

    with Receiver(on_request) as receiver:
        text = config(receiver, alerts='group_wait = "2s"')
        data = folder / "data"

        def serve():
            started.clear()
            state["serve"] = Serve(data, config=text)
            started.set()
            return state["serve"]

        # 1: waiting for its turn.
        with serve() as s:
            post(s, 0, 50)
            s.kill()
        check(not receiver.bodies, "it was told before its time")
        # 2: the receiver has it, and is not answered yet: told again, under the same id.
        state["kill"] = "before the answer"
        with serve() as s:
            wait_until(lambda: s.process.poll() is not None, what="the kill before the answer")
        first = receiver.bodies[0]["id"]
        check(not receiver.answered or receiver.answered[0]["id"] == first, "another message was answered")
        # 3: answered, perhaps not recorded.
        state["kill"] = "with the answer"
        with serve() as s:
            wait_until(lambda: s.process.poll() is not None, what="the kill with the answer")
        with serve() as s:
            wait_until(lambda: rows(s, "SELECT count(*) AS n FROM outbox WHERE state = 'sent'")[0]["n"] in (1, "1"),
                       what="the recorded success")
            # 4: recorded: never again.
            s.kill()
        told = len(receiver.bodies)
        with serve() as s:
            time.sleep(2)
            check(len(receiver.bodies) == told, "it was told again after its success had been recorded")
            check({b["id"] for b in receiver.bodies} == {first}, "the message had more than one id")
            check(len(receiver.answered) >= 1, "it was never told")
            check(2 <= told <= 4, f"it was sent {told} times over three kills")
            # 5: the same for what comes later: resolved, killed while it waits for its time.
            for i in range(1, 12):
                post(s, i, 0)
            s.kill()
        with serve() as s:
            for i in range(12, 36):
                post(s, i, 0)
            wait_until(lambda: len({b["id"] for b in receiver.bodies}) == 2, what="the message of its end")
            steps = [r["action"] for r in rows(s, "SELECT action FROM incident_step ORDER BY seq")]
            check(steps == ["opened", "told", "resolved", "told"], steps)


def a_shipped_day_makes_few_messages(folder):
    file = SOURCE.parent / "shared" / "data" / "transactions_1.csv"
    file = file if file.exists() else SHARED / "data" / "transactions_1.csv"
    if not file.exists():
        print("      skipped: the day is not here")
        return
    with open(file, newline="") as source:
        table = list(csv.reader(source))
    head = [h.strip().lower() for h in table[0]]
    by_minute = {}
    for row in table[1:]:
        line = dict(zip(head, row))
        when = line.get("time") or line.get("timestamp")
        count = line.get("count") or line.get("f0_") or line.get("f1")
        clock = f"{when[0:2]}:{when[4:6]}" if "h" in when else when[11:16]
        by_minute.setdefault(clock, []).append((line["status"], int(count)))
    bodies = {"minute by minute": [], "in one": []}
    for how in bodies:
        with Receiver() as receiver:
            text = f'[webhook]\nurl = "{receiver.url}/a"\n[slack]\nwebhook = "{receiver.url}/b"\n'
            with Serve(folder / how.replace(" ", "_"), config=text) as serve:
                if how == "in one":
                    out = io.StringIO("time,status,count\n" + "".join(
                        f"2025-07-12T{clock}:00Z,{s},{c}\n" for clock in sorted(by_minute) for s, c in by_minute[clock]))
                    status, answer = serve.request("POST", "/transactions", out.getvalue(), {"Content-Type": "text/csv"})
                    check(status == 200, answer)
                else:
                    for clock in sorted(by_minute):
                        status, answer = serve.request("POST", "/transactions", [
                            {"time": f"2025-07-12T{clock}:00Z", "status": s, "count": c} for s, c in by_minute[clock]])
                        check(status == 200, answer)
                _, incidents = serve.request("GET", "/incidents")
                count = len(incidents["incidents"])
                check(0 < count <= 6, incidents)
                wait_until(lambda: sum(b["path"] == "/a" for b in receiver.bodies) >= count, seconds=30,
                           what="a message for each incident")
                time.sleep(3)  # nothing more comes
                sent = rows(serve, "SELECT channel, thread, count(*) AS n FROM outbox GROUP BY channel, thread")
                check(all(int(r["n"]) <= 2 for r in sent if r["thread"]), sent)
                loose = sum(int(r["n"]) for r in sent if not r["thread"] and r["channel"] == "webhook")
                print(f"      {how}: {count} incidents, "
                      f"{sum(int(r['n']) for r in sent if r['channel'] == 'webhook')} webhooks, {loose} of rising statuses")
                check(len({r["thread"] for r in sent if r["thread"]}) == count, sent)


def amtool_lists_and_silences(folder):
    if not shutil.which("amtool"):
        print("      skipped: amtool is not installed")
        return
    with Receiver() as receiver, Serve(folder / "data", config=config(receiver, alerts='group_wait = "3s"')) as serve:
        def amtool(*arguments, fails=False):
            done = subprocess.run(["amtool", f"--alertmanager.url={serve.url}", *arguments], capture_output=True, text=True,
                                  timeout=20, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
            check((done.returncode != 0) == fails, f"amtool {arguments}: {done.returncode} {done.stdout} {done.stderr}")
            return done.stderr if fails else done.stdout

        # A silence first: the incident is recorded, and nobody is told.
        silence = amtool("silence", "add", "status=failed", "--author=ana", "--comment=maintenance", "--duration=2h").strip()
        check(len(silence) == 36, silence)
        check("maintenance" in amtool("silence", "query"), amtool("silence", "query"))
        post(serve, 0, 50)
        post(serve, 1, 50)
        post(serve, 2, 50)
        check("VigiaIncident" not in amtool("alert", "query"), "a muted incident is listed as active")
        check("VigiaIncident" in amtool("alert", "query", "--silenced"), "a muted incident is not listed as silenced")
        time.sleep(5)
        check(not receiver.bodies, "a muted incident was told")
        listed = serve.request("GET", "/api/v2/silences")[1]
        check(listed[0]["lastMatch"] is not None, listed)
        check(len(serve.request("GET", "/incidents")[1]["incidents"]) == 1, "it was not recorded")
        amtool("silence", "expire", silence)
        check(silence not in amtool("silence", "query", "-q"), "an expired silence is still listed")
        check(silence in amtool("silence", "query", "-q", "--expired"), "an expired silence is not listed with --expired")
        wait_until(lambda: receiver.bodies, what="the message after the silence")
        active = amtool("alert", "query", "-o", "json")
        check(json.loads(active)[0]["labels"]["alertname"] == "VigiaIncident", active)
        check("VigiaIncident" in amtool("alert", "query", "status=failed"), "the filter finds nothing")
        check("VigiaIncident" not in amtool("alert", "query", "status=denied"), "the filter finds too much")
        check("comment" in amtool("silence", "add", "status=failed", "--author=ana", "--duration=2h", fails=True).lower(),
              "a silence without a reason was taken")

        # And the trace tells all of it.
        status, trace = serve.request("GET", f"/trace?time={minute_text(0)}&status=failed")
        check(status == 200, trace)
        stages = [line["stage"] for line in trace["lines"]]
        for stage in ("received", "sealed", "scored", "incident", "muted", "unmuted", "told", "delivered"):
            check(stage in stages, stages)
        text = vigiactl("trace", minute_text(0), "failed", "--data-dir", serve.data_dir).stdout
        check("50 failed for" in text and "delivered to webhook default" in text, text)
        check(json.loads(vigiactl("trace", minute_text(0), "failed", "--json", "--data-dir", serve.data_dir).stdout)["status"]
              == "failed", "trace --json")
        check(vigiactl("trace", "yesterday", "failed", check=False).returncode == 2, "a wrong time was taken")


def routes_and_actions_decide_who_is_told(folder):
    with Receiver() as receiver:
        text = config(receiver, alerts='group_wait = "0"\nreceivers = ["default"]', more=f'''
[receivers.ops]
webhook = "{receiver.url}/ops"
[receivers.lead]
webhook = "{receiver.url}/lead"
[routes.failed]
statuses = ["failed"]
receivers = ["ops"]
escalate_to = "lead"
escalate_after = "1m"
''')
        with Serve(folder / "data", config=text) as serve:
            for i in range(3):
                post(serve, i, 50)
            wait_until(lambda: receiver.bodies, what="the first message")
            check([b["path"] for b in receiver.bodies] == ["/ops"], receiver.bodies)
            status, incident = serve.request("POST", "/incidents/1/ack", {"owner": "ana", "comment": "on it", "minutes": 60})
            check(status == 200 and incident["state"] == "acknowledged", incident)
            status, incident = serve.request("POST", "/incidents/1/release", {"owner": "ana"})
            check(status == 200 and incident["state"] == "open" and incident["owner"] is None, incident)
            check(serve.request("POST", "/incidents/1/snooze", {"until": "07:00", "owner": "ana"})[0] == 200, "snooze")
            check(serve.request("POST", "/incidents/1/wake", {})[0] == 200, "wake")
            check(serve.request("POST", "/incidents/1/release", {})[0] == 409, "a release of what nobody holds")
            who = [(r["who"], r["action"]) for r in rows(serve, "SELECT who, action FROM incident_step ORDER BY seq")]
            for step in (("vigia", "opened"), ("vigia", "told"), ("ana", "acknowledge"), ("ana", "release"), ("ana", "snooze")):
                check(step in who, who)


run(a_kill_at_every_step_loses_and_doubles_nothing, a_shipped_day_makes_few_messages, amtool_lists_and_silences,
    routes_and_actions_decide_who_is_told)
