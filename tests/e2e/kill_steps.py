"""SIGKILL at the steps between a decision and its delivery that alerts.py does not reach: decided and not yet committed; in the
outbox behind another message; claimed and not yet sent. What holds the process at its step is the outside: a lock on the database, a
mail server that never greets. Nothing waits for a time."""
import json
import pathlib
import re
import socket
import sqlite3
import subprocess
import sys
import threading

from vigia_e2e import Serve, check, run, vigiactl, wait_until
from webhook_receiver import Receiver

HERE = pathlib.Path(__file__).parent
CONFIG = '[detection]\ndetectors = ["static"]\n[alerts]\ngroup_wait = "0s"\n[mail]\nretry_first_s = 1\n'


def rows_of(minute, failed):
    return [{"time": f"2025-07-12T10:{minute:02d}:00Z", "status": "failed", "count": failed}]


def outbox(data):
    return json.loads(vigiactl("query", "SELECT recipient, state, attempts FROM outbox ORDER BY id", "--json", "--data-dir",
                               data).stdout)


def figure(serve, name):
    found = re.search(rf"^{name} (\S+)$", serve.request("GET", "/metrics")[1], re.M)
    return float(found[1]) if found else None


def before_the_commit_nothing_is_told_and_nothing_is_lost(folder):
    data = folder / "data"
    with Receiver() as receiver:
        text = CONFIG + f'[webhook]\nurl = "{receiver.url}"\n'
        answers = []

        def post(serve):
            try:
                answers.append(serve.request("POST", "/transactions", rows_of(1, 50), timeout=30)[0])
            except OSError:
                answers.append(None)

        with Serve(data, config=text) as serve:
            check(serve.request("POST", "/transactions", rows_of(0, 1))[0] == 200, "not taken")
            other = sqlite3.connect(data / "vigia.db", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")  # nobody else commits from here on
            poster = threading.Thread(target=post, args=[serve], daemon=True)
            poster.start()
            wait_until(lambda: figure(serve, "vigia_detection_incidents_open") == 1, what="the decision")
            check(not answers, f"it was answered {answers} before its commit")
            serve.kill()
            poster.join(20)
            other.execute("ROLLBACK")
            other.close()
            check(answers == [None], answers)
        check(not receiver.bodies, "it was told before it was committed")
        check(outbox(data) == [], "a message is there without its incident")
        with Serve(data, config=text) as serve:  # who got no answer posts again
            check(serve.request("POST", "/transactions", rows_of(1, 50))[0] == 200, "not taken")
            wait_until(lambda: [r["state"] for r in outbox(data)] == ["sent"], what="the message")
            check(len(receiver.bodies) == 1, f"told {len(receiver.bodies)} times")


def claimed_and_waiting_messages_are_sent_once_after_the_kill(folder):
    data, mails = folder / "data", folder / "mails"
    mails.mkdir()
    silent = socket.create_server(("127.0.0.1", 0))
    port = silent.getsockname()[1]
    env = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port), "SMTP_SECURITY": "none", "SMTP_FROM": "vigia@example.org",
           "ALERT_RECIPIENTS": "noc@example.org,risk@example.org"}
    with Serve(data, env=env, config=CONFIG) as serve:
        check(serve.request("POST", "/transactions", rows_of(0, 50))[0] == 200, "not taken")
        silent.settimeout(20)
        connection, _ = silent.accept()  # the first one is claimed and waits for a greeting; the second one for the first
        states = outbox(data)
        check(sorted(r["recipient"] for r in states) == ["noc@example.org", "risk@example.org"], states)
        check(all(r["state"] == "pending" for r in states), states)
        serve.kill()
    check(connection.recv(64) == b"", "something was sent before the greeting")
    connection.close()
    silent.close()
    server = subprocess.Popen([sys.executable, str(HERE / "smtp_server.py"), "--dir", str(mails), "--port", str(port)],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        check("listening" in server.stdout.readline(), "no mail server")
        with Serve(data, env=env, config=CONFIG) as serve:
            wait_until(lambda: [r["state"] for r in outbox(data)] == ["sent", "sent"], seconds=60, what="both messages")
            to = sorted(json.loads(f.read_text())["to"][0] for f in mails.glob("*.json"))
            check(to == ["noc@example.org", "risk@example.org"], to)
            check(serve.stop() == 0, "stop")
    finally:
        server.kill()
        server.wait()


run(before_the_commit_nothing_is_told_and_nothing_is_lost, claimed_and_waiting_messages_are_sent_once_after_the_kill)
