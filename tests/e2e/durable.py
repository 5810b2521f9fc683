"""vigiactl serve is killed with SIGKILL while a day is posted minute by minute; nothing that was acknowledged is missing."""
import collections
import csv
import json
import random
import threading

from vigia_e2e import SOURCE, Serve, check, run, vigiactl, wait_until


def sample_minutes():
    minutes = collections.OrderedDict()
    with open(SOURCE / "data" / "sample_day.csv", newline="") as file:
        for row in csv.DictReader(file):
            time = row["time"].replace(" ", "T") + "Z"
            minutes.setdefault(time, []).append({"time": time, "status": row["status"], "count": int(row["count"])})
    return minutes


def stored(data_dir):
    text = vigiactl("query", "SELECT time, status, count FROM counts", "--json", "--data-dir", data_dir, "--tz", "UTC").stdout
    return {(r["time"], r["status"]): r["count"] for r in json.loads(text)}


def every_acknowledged_row_survives_sigkill(folder):
    data = folder / "data"
    minutes = list(sample_minutes().values())
    acknowledged = {}
    position = 0
    for round_number in range(5):
        with Serve(data) as serve:
            stop_at = position + 150
            killer = threading.Timer(0.15 + 0.1 * round_number, serve.kill)
            killer.start()
            try:
                while position < min(stop_at, len(minutes)):
                    status, answer = serve.request("POST", "/transactions", minutes[position])
                    check(status == 200, f"{status} {answer}")
                    check(answer["accepted"] == len(minutes[position]), answer)
                    for row in minutes[position]:
                        acknowledged[(row["time"], row["status"])] = row["count"]
                    position += 1
            except (ConnectionError, OSError, Exception) as error:  # killed in the middle of an answer
                if isinstance(error, AssertionError):
                    raise
            killer.cancel()
            serve.kill()
    check(position > 0, "nothing was acknowledged before the first kill")
    # A row that was sent but not acknowledged may be there as well; a row that was acknowledged must be.
    found = stored(data)
    missing = {key: count for key, count in acknowledged.items() if found.get(key) != count}
    check(not missing, f"{len(missing)} of {len(acknowledged)} acknowledged rows are missing or differ: {list(missing.items())[:3]}")


def a_restart_continues_where_it_was(folder):
    data = folder / "data"
    config = '[detection]\ndetectors = ["rolling_zscore"]\n'
    rows = lambda minute, failed, denied, reversed_: [  # noqa: E731
        {"time": f"2025-07-12T{10 + minute // 60:02d}:{minute % 60:02d}:00Z", "status": status, "count": count}
        for status, count in (("failed", failed), ("denied", denied), ("reversed", reversed_))]
    with Serve(data, config=config) as serve:
        for minute in range(60):
            status, answer = serve.request("POST", "/transactions", rows(minute, 0, 5, 1))
            check(status == 200 and answer["recommendation"] == "ok", answer)
        serve.kill()
    with Serve(data, config=config) as serve:
        status, answer = serve.request("POST", "/transactions", rows(60, 15, 8, 2))
        check(status == 200, answer)
        check(answer["recommendation"] == "alert", answer)
        check([a["status"] for a in answer["anomalies"]] == ["failed"], answer)
        check(serve.stop() == 0, "SIGTERM did not end it with 0")


def sending_again_changes_nothing(folder):
    rng = random.Random(7)
    body = [{"time": f"2025-07-12T10:{m:02d}:00Z", "status": s, "count": rng.randrange(500), "source": "pos-1"}
            for m in range(30) for s in ("approved", "denied")]
    with Serve(folder / "data") as serve:
        first = serve.request("POST", "/transactions", body)
        second = serve.request("POST", "/transactions", {"transactions": body})
        check(first[0] == second[0] == 200, (first, second))
        check(first[1]["accepted"] == 60 and second[1]["accepted"] == 60 and second[1]["updated"] == 0, (first, second))
        status, page = serve.request("POST", "/query", {"source": "pos-1"})
        check(status == 200 and len(page["rows"]) == 60 and page["truncated"] is False, page)
        check(sorted((r["time"], r["status"], r["count"]) for r in page["rows"]) ==
              sorted((r["time"], r["status"], r["count"]) for r in body), "the rows read back differ")


def a_second_instance_is_refused_with_the_address_of_the_first(folder):
    with Serve(folder / "data") as serve:
        done = vigiactl("serve", "--listen", "127.0.0.1:0", "--data-dir", folder / "data", check=False)
        check(done.returncode == 3, done)
        check(serve.url in done.stderr, done.stderr)
        wait_until(lambda: serve.request("GET", "/healthz")[0] == 200, what="the first one still answers")


def a_taken_port_is_said(folder):
    with Serve(folder / "data") as serve:
        done = vigiactl("serve", "--listen", f"127.0.0.1:{serve.port}", "--data-dir", folder / "other", check=False)
        check(done.returncode == 3 and str(serve.port) in done.stderr, done)


run(every_acknowledged_row_survives_sigkill, a_restart_continues_where_it_was, sending_again_changes_nothing,
    a_second_instance_is_refused_with_the_address_of_the_first, a_taken_port_is_said)
