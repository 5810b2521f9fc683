"""The outbound heartbeat: calls while the whole chain works, and silence when a part of it does not."""
import json
import pathlib
import re
import subprocess
import sys
import time

from vigia_e2e import Serve, check, run, wait_until

HERE = pathlib.Path(__file__).parent


class Server:
    def __init__(self, folder, script, *arguments):
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.process = subprocess.Popen([sys.executable, str(HERE / script), "--dir", str(folder), *arguments],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(re.fullmatch(r"listening on (\d+)\n", self.process.stdout.readline()).group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def calls(self):
        return [json.loads(f.read_text()) for f in self.folder.glob("*.json")]


def storm(serve):
    def rows(minute, failed):
        time = f"2025-07-12T{10 + minute // 60:02d}:{minute % 60:02d}:00Z"
        return [{"time": time, "status": "failed", "count": failed}, {"time": time, "status": "denied", "count": 5}]
    for minute in range(30):
        check(serve.request("POST", "/transactions", rows(minute, 0))[0] == 200, "a calm minute was refused")
    for minute in range(30, 36):
        check(serve.request("POST", "/transactions", rows(minute, 1000))[0] == 200, "a minute was refused")


def it_calls_while_the_chain_works_and_is_silent_when_nobody_can_be_told(folder):
    with Server(folder / "watcher", "http_receiver.py") as watcher, \
         Server(folder / "smtp", "smtp_server.py", "--user", "noc", "--password", "right") as smtp:
        config = f"""
[detection]
detectors = ["rolling_zscore", "static"]
[alerts]
group_wait = "0"
[heartbeat]
url = "http://localhost:{watcher.port}/ping/0123456789-SECRET"
every = "1s"
[mail]
host = "localhost"
port = {smtp.port}
security = "none"
user = "noc"
password = "wrong"
recipients = ["noc@example.org"]
"""
        with Serve(folder / "data", config=config) as serve:
            wait_until(lambda: len(watcher.calls()) >= 2, what="two calls")
            check({c["method"] for c in watcher.calls()} == {"GET"}, "not GET")
            check("vigia_chain_ok 1\n" in serve.request("GET", "/metrics")[1], "the chain is not well")
            storm(serve)
            wait_until(lambda: "vigia_chain_ok 0\n" in serve.request("GET", "/metrics")[1], seconds=90, what="a broken chain")
            metrics = serve.request("GET", "/metrics")[1]
            check('vigia_channel_up{channel="mail",receiver=""} 0\n' in metrics, metrics)
            check("the watch is impaired: mail is stopped: 535" in serve.errors(), serve.errors())
            check("0123456789-SECRET" not in serve.errors(), "the address is in the log")
            calls = len(watcher.calls())
            time.sleep(3)  # three calls would have come
            check(len(watcher.calls()) <= calls + 1, "it still calls")


def an_address_in_the_clear_is_refused(folder):
    try:
        with Serve(folder / "data", config='[heartbeat]\nurl = "http://watch.example.org/SECRET"\n'):
            pass
    except AssertionError as error:
        check("vigia.toml:2: heartbeat.url: " in str(error) and "SECRET" not in str(error), str(error))
        return
    check(False, "it started")


run(it_calls_while_the_chain_works_and_is_silent_when_nobody_can_be_told, an_address_in_the_clear_is_refused)
