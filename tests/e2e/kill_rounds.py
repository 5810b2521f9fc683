"""Fifty rounds of SIGKILL under load, also while it starts and recovers: nothing acknowledged is lost, nothing retried counts twice."""
import collections
import http.client
import json
import random
import threading
import time

from vigia_e2e import Serve, check, run, vigiactl

ROUNDS = 50
STATUSES = ("approved", "denied", "failed", "reversed")


class Client(threading.Thread):
    """Adds events with a key of their own, and sets counts; what was not answered is sent again, to the next process."""

    def __init__(self, number):
        super().__init__(daemon=True)
        self.number, self.rng = number, random.Random(number)
        self.address, self.changed, self.ended = None, threading.Event(), False
        self.added, self.settled, self.answered, self.again = collections.Counter(), {}, 0, 0
        self.fault = None

    def run(self):
        pending = None
        try:
            while not (self.ended and pending is None):
                pending = pending or self.next_request()
                if self.send(*pending[:3]):
                    pending[3]()
                    self.answered += 1
                    pending = None
        except Exception as error:  # noqa: BLE001 - said by the test
            self.fault = error

    def next_request(self):
        sequence = self.answered
        if sequence % 3:
            minute, status, n = f"2025-07-12T10:{self.rng.randrange(10):02d}", self.rng.choice(STATUSES), self.rng.randrange(1, 40)
            body = [{"created_at": f"{minute}:{self.rng.randrange(60):02d}Z", "status": status, "source": "added"} for _ in range(n)]
            return "/events", body, f"client {self.number} request {sequence}", lambda: self.added.update({(minute + ":00Z", status): n})
        time_, count = f"2025-07-12T11:{self.rng.randrange(60):02d}:00Z", self.rng.randrange(1000)
        source = f"set {self.number}"
        return ("/transactions", [{"time": time_, "status": "denied", "count": count, "source": source}], None,
                lambda: self.settled.update({(time_, source): count}))

    def send(self, path, body, key):
        if self.address is None:
            self.changed.wait(0.2)
            return False
        try:
            host, port = self.address
            connection = http.client.HTTPConnection(host, port, timeout=10)
            headers = {"Content-Type": "application/json", **({"Idempotency-Key": key} if key else {})}
            connection.request("POST", path, json.dumps(body), headers)
            answer = connection.getresponse()
            text = answer.read()
            connection.close()
        except (OSError, http.client.HTTPException):
            time.sleep(0.005)
            return False
        if answer.status == 503:  # while it learns or stops
            time.sleep(0.01)
            return False
        check(answer.status == 200, f"{answer.status} {text[:200]}")
        check(json.loads(text)["accepted"] == len(body), text[:200])
        self.again += answer.getheader("Idempotency-Replayed") == "true"
        return True


def fifty_kills_lose_and_double_nothing(folder):
    rng = random.Random(20261121)
    clients = [Client(n) for n in range(4)]
    for client in clients:
        client.start()
    for _ in range(ROUNDS):
        with Serve(folder / "data") as serve:
            for client in clients:
                client.address = (serve.host, serve.port)
                client.changed.set()
            time.sleep(rng.uniform(0.0, 0.35))
            serve.kill()
        for client in clients:
            client.address = None
            client.changed.clear()
    with Serve(folder / "data") as serve:
        for client in clients:
            client.address, client.ended = (serve.host, serve.port), True
            client.changed.set()
        for client in clients:
            client.join(30)
            check(not client.is_alive() and client.fault is None, f"a client did not end well: {client.fault}")
        check(serve.stop() == 0, "SIGTERM did not end it with 0")
    sql = "SELECT time, source, status, count FROM counts"
    rows = json.loads(vigiactl("query", sql, "--json", "--data-dir", folder / "data", "--tz", "UTC").stdout)
    added = sum((c.added for c in clients), collections.Counter())
    found = {(r["time"], r["status"]): r["count"] for r in rows if r["source"] == "added"}
    wrong = {k: (found.get(k, 0), added.get(k, 0)) for k in found.keys() | added.keys() if found.get(k, 0) != added.get(k, 0)}
    check(not wrong, f"{len(wrong)} minutes were lost or doubled (found, sent): {list(wrong.items())[:5]}")
    settled = {k: v for c in clients for k, v in c.settled.items()}
    found = {(r["time"], r["source"]): r["count"] for r in rows if r["source"].startswith("set ")}
    check(found == settled, f"counts differ: {[(k, found.get(k), v) for k, v in settled.items() if found.get(k) != v][:5]}")
    raw = json.loads(vigiactl("query", "SELECT count(*) AS n FROM raw_event", "--json", "--data-dir", folder / "data").stdout)
    check(raw[0]["n"] == sum(added.values()), f"{raw} raw events, {sum(added.values())} sent")
    check(sum(c.answered for c in clients) > ROUNDS, "too little was sent to say anything")
    print(f"{sum(c.answered for c in clients)} requests answered, {sum(c.again for c in clients)} of them a second time, {ROUNDS} kills")


run(fifty_kills_lose_and_double_nothing)
