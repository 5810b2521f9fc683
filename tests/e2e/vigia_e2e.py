"""What the end-to-end tests share: a vigiactl serve of their own, and HTTP with nothing but the standard library."""
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

BIN = pathlib.Path(os.environ["VIGIA_BIN"])
SOURCE = pathlib.Path(os.environ["VIGIA_SOURCE"])
SHARED = pathlib.Path(os.environ["VIGIA_SHARED"])
LIBRARIES = pathlib.Path(os.environ.get("VIGIA_TEST_LIBRARIES", BIN.parent / "tests"))
SLOWER = float(os.environ.get("VIGIA_SLOWER", 1))  # of a program under a sanitizer


class Serve:
    """vigiactl serve on a free port in a folder of its own. Use as a context manager."""

    def __init__(self, data_dir, *arguments, env=None, config=None):
        self.data_dir = pathlib.Path(data_dir)
        command = [str(BIN / "vigiactl"), "serve", "--listen", "127.0.0.1:0", "--data-dir", str(data_dir), "--tz", "UTC"]
        if config is not None:
            file = self.data_dir / "vigia.toml"
            self.data_dir.mkdir(parents=True, exist_ok=True)
            file.write_text(config)
            command += ["--config", str(file)]
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("SMTP_", "ALERT_", "TEAMS_", "VIGIA_DET"))}
        environment.update({"XDG_CONFIG_HOME": str(self.data_dir / "none"), **(env or {})})
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(command + list(arguments), stdout=subprocess.PIPE, stderr=self.log, text=True,
                                        env=environment, cwd=self.data_dir.parent)
        line = self.process.stdout.readline()
        match = re.fullmatch(r"listening on (https?)://([^/:]+|\[[^]]+\]):(\d+)\n", line)
        if not match:
            self.process.kill()
            raise AssertionError(f"serve said {line!r}; {self.errors()}")
        self.url = line.split()[-1]
        self.host, self.port = match.group(2), int(match.group(3))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def errors(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20 * SLOWER)

    def request(self, method, path, body=None, headers=None, timeout=20):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout * SLOWER)
        try:
            data = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
            defaults = {"Content-Type": "application/json"} if data is not None else {}
            connection.request(method, path, data, {**defaults, **(headers or {})})
            answer = connection.getresponse()
            text = answer.read().decode()
            kind = answer.getheader("Content-Type") or ""
            return answer.status, json.loads(text) if "json" in kind and text else text
        finally:
            connection.close()


def vigiactl(*arguments, check=True, **options):
    done = subprocess.run([str(BIN / "vigiactl"), *map(str, arguments)], capture_output=True, text=True, timeout=120 * SLOWER, **options)
    if check and done.returncode != 0:
        raise AssertionError(f"vigiactl {' '.join(map(str, arguments))}: {done.returncode}: {done.stderr}")
    return done


def query(data, sql):
    return json.loads(vigiactl("query", sql, "--json", "--data-dir", data, "--tz", "UTC").stdout)


def wait_until(condition, seconds=60, what="the condition"):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come true within {seconds} s")


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def run(*tests):
    """Runs the functions, each with a temporary folder, and says what failed."""
    failed = 0
    for test in tests:
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(pathlib.Path(folder))
                print(f"PASS  {test.__name__}")
            except Exception as error:  # noqa: BLE001 - the report is the point
                failed += 1
                print(f"FAIL  {test.__name__}: {type(error).__name__}: {error}")
    print(f"{len(tests) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
