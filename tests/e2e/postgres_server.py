"""A PostgreSQL server of our own for the end-to-end tests: Debian's, in a temporary folder, on a free port."""
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time


def binaries():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[0].parent if found else None


class Postgres:
    """Use as a context manager. stop() and start() are a restart on the same data and port."""

    USER, PASSWORD = "vigia", "s3cret"

    def __init__(self):
        self.bin = binaries()
        self.user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vigia-pg-", dir="/tmp"))
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        secret = self.folder / "password"
        secret.write_text(self.PASSWORD)
        secret.chmod(0o644)
        self.process = None
        done = subprocess.run([self.bin / "initdb", "-D", self.folder / "data", "-U", self.USER, "-A", "scram-sha-256", "--pwfile",
                               secret, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], capture_output=True, text=True, **self.who())
        if done.returncode != 0:
            raise AssertionError(f"initdb: {done.stderr}")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.start()

    def who(self):
        if not self.user:
            return {"cwd": self.folder}
        return {"cwd": self.folder, "user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}

    @property
    def url(self):
        return f"postgresql://{self.USER}:{self.PASSWORD}@127.0.0.1:{self.port}/postgres"

    def start(self):
        log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen([self.bin / "postgres", "-D", self.folder / "data", "-p", str(self.port), "-k", self.folder,
                                         "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60", "-c", "fsync=off"],
                                        stdout=log, stderr=log, **self.who())
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            if self.psql("SELECT 1", check=False) == "1":
                return
            time.sleep(0.1)
        raise AssertionError("PostgreSQL did not start: " + (self.folder / "log").read_text(errors="replace")[-2000:])

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=30)

    def psql(self, sql, check=True):
        done = subprocess.run([self.bin / "psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", self.USER, "-d", "postgres", "-AtX",
                               "-c", sql], capture_output=True, text=True, env={**os.environ, "PGPASSWORD": self.PASSWORD}, timeout=30)
        if check and done.returncode != 0:
            raise AssertionError(f"psql: {done.stderr}")
        return done.stdout.strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def skip_without_postgres():
    if not binaries():
        print("SKIP: PostgreSQL is not installed (package postgresql)")
        sys.exit(77)
