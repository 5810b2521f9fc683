"""Secrets in a real keyring: gnome-keyring in a session bus of its own."""
import os
import pathlib
import shutil
import subprocess
import sys

if not all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon"))):
    print("skipped: no dbus-run-session or gnome-keyring-daemon here")
    sys.exit(77)
if "VIGIA_KEYRING_TEST" not in os.environ:
    os.environ["VIGIA_KEYRING_TEST"] = "1"
    os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, __file__])

from vigia_e2e import BIN, check, run  # noqa: E402


def vigiactl(folder, *arguments, text="", expect=0):
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
    done = subprocess.run([str(BIN / "vigiactl"), *arguments], input=text, capture_output=True, text=True, timeout=60,
                          env=environment, cwd=folder)
    check(done.returncode == expect, f"{arguments}: {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def a_secret_of_the_keyring_reaches_the_mail_server(folder):
    home = folder / "home"
    home.mkdir()
    daemon = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env={**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_RUNTIME_DIR": str(home)})
    daemon.stdin.write(b"keyring password")
    daemon.stdin.close()
    try:
        words = vigiactl(folder, "secret", "set", "smtp", text="Geheim-4711\n")
        check("keyring:smtp" in words and "4711" not in words, words)
        config = folder / "vigia.toml"
        smtp_folder = folder / "smtp"
        smtp_folder.mkdir()
        server = subprocess.Popen([sys.executable, str(pathlib.Path(__file__).parent / "smtp_server.py"), "--dir", str(smtp_folder),
                                   "--user", "noc", "--password", "Geheim-4711"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  text=True)
        try:
            port = server.stdout.readline().split()[-1]
            config.write_text(f'[mail]\nhost = "localhost"\nport = {port}\nsecurity = "none"\nuser = "noc"\n'
                              'password = "keyring:smtp"\nrecipients = ["noc@example.org"]\n')
            words = vigiactl(folder, "notify", "--test", "--config", str(config))
            check(words == "mail to noc@example.org (default): sent\n", words)
            words = vigiactl(folder, "secret", "delete", "smtp")
            words = vigiactl(folder, "check-config", "--config", str(config), expect=1)
            check(f"{config}:6: mail.password: keyring entry smtp: not there" in words, words)
        finally:
            server.kill()
            server.wait()
    finally:
        daemon.kill()
        daemon.wait()


def wrong_calls_are_said(folder):
    check("expected set NAME or delete NAME" in vigiactl(folder, "secret", "show", "smtp", expect=2), "usage")
    check("expected 1 to 64" in vigiactl(folder, "secret", "set", "a b", expect=2), "name")
    check("one line" in vigiactl(folder, "secret", "set", "smtp", text="", expect=1), "nothing on standard input")


run(a_secret_of_the_keyring_reaches_the_mail_server, wrong_calls_are_said)
