"""vigiactl notify: what receivers get, before anything happens, and a test message through the real channels."""
import email
import email.policy
import json
import os
import pathlib
import re
import subprocess
import sys

from vigia_e2e import BIN, check, run

HERE = pathlib.Path(__file__).parent


class Server:
    """One of the test servers; what it got lands in `folder`."""

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

    def bodies(self):
        return [json.loads(json.loads(f.read_text())["body"]) for f in sorted(self.folder.glob("*.json"))]


def notify(folder, *arguments, config="", expect=0):
    file = folder / "vigia.toml"
    file.write_text(config)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SMTP_", "ALERT_", "TEAMS_", "VIGIA_"))}
    done = subprocess.run([str(BIN / "vigiactl"), "notify", "--config", str(file), "--data-dir", str(folder / "data"),
                           "--tz", "America/Sao_Paulo", *arguments], capture_output=True, text=True, timeout=60, env=environment,
                          cwd=folder)
    check(done.returncode == expect, f"{arguments}: {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def a_preview_needs_no_configuration(folder):
    words = notify(folder, "--preview")
    for channel in ("mail to nobody@localhost (default)", "teams (default)", "slack (default)", "webhook (default)",
                    "pagerduty (default)"):
        check(f"==== {channel}\n" in words, words)
    for line in ("Subject: [Vigia] Incident 42: DENIED spike since ", "Transaction Anomaly Alert\n", "- Status: DENIED\n",
                 "Quantity of transactions in the last five minutes: 1395\n"):
        check(line in words, f"{line!r} is not in\n{words}")
    words = notify(folder, "--preview", "--channel", "mail", "--language", "pt_BR", "--kind", "resolved")
    for line in ("Anomalia em transações resolvida\n", "Incidente 42: resolvido em ", "após 30 min"):
        check(line in words, f"{line!r} is not in\n{words}")
    check("teams" not in words, words)


def a_preview_is_the_real_message(folder):
    config = """
[mail]
host = "mx.example.org"
from = "Vigia <vigia@example.org>"
recipients = ["noc@example.org"]
[receivers.night]
teams = "https://hooks.example.org/T0PSECRET"
language = "pt_BR"
"""
    notify(folder, "--preview", "--output", str(folder / "out"), config=config)
    check(sorted(f.name for f in (folder / "out").iterdir()) == ["default.noc@example.org.eml", "night.teams.json"],
          list((folder / "out").iterdir()))
    mail = email.message_from_bytes((folder / "out" / "default.noc@example.org.eml").read_bytes(), policy=email.policy.default)
    check(mail["From"] == "Vigia <vigia@example.org>" and mail["To"] == "noc@example.org", mail["From"])
    pictures = [p for p in mail.walk() if p.get_content_type() == "image/png"]
    check(len(pictures) == 1 and pictures[0].get_content().startswith(b"\x89PNG"), "no picture")
    card = json.loads((folder / "out" / "night.teams.json").read_text())
    check(card["attachments"][0]["content"]["body"][0]["text"] == "Alerta de anomalia em transações", card)
    check("T0PSECRET" not in (folder / "out" / "night.teams.json").read_text(), "the address is in the preview")


def names_that_are_none_are_said(folder):
    config = '[receivers.night]\nteams = "https://hooks.example.org/x"\n'
    check('did you mean night?' in notify(folder, "--preview", "--receiver", "nigth", config=config, expect=1), "no hint")
    check('did you mean teams?' in notify(folder, "--test", "--channel", "team", config=config, expect=1), "no hint")
    check("expected one of --preview and --test" in notify(folder, expect=2), "usage")
    check("expected one of --preview and --test" in notify(folder, "--preview", "--test", expect=2), "usage")
    check("--kind" in notify(folder, "--preview", "--kind", "closed", expect=2), "usage")
    check("no channel is configured" in notify(folder, "--test", expect=1), "nothing configured")


def a_test_goes_through_the_real_channels(folder):
    with Server(folder / "smtp", "smtp_server.py") as smtp, Server(folder / "http", "http_receiver.py") as web:
        config = f"""
[mail]
host = "localhost"
port = {smtp.port}
security = "none"
recipients = ["noc@example.org"]
[receivers.night]
slack = "http://localhost:{web.port}/services/T0PSECRET"
webhook = "http://localhost:{web.port}/hook"
"""
        words = notify(folder, "--test", config=config)
        check(words == "mail to noc@example.org (default): sent\nslack (night): sent\nwebhook (night): sent\n", words)
        mails = list((folder / "smtp").glob("*.eml"))
        check(len(mails) == 1 and b"Subject: [Vigia] Test message" in mails[0].read_bytes(), "no mail")
        slack, webhook = web.bodies()
        check("Vigia can reach this receiver" in json.dumps(slack), slack)
        check(webhook["event"] == "test" and webhook["version"] == "4", webhook)
        words = notify(folder, "--test", "--receiver", "night", "--channel", "slack", config=config)
        check(words == "slack (night): sent\n", words)


def a_test_says_what_went_wrong(folder):
    script = json.dumps([{"status": 404, "body": "no_service for T0PSECRET"}, {"status": 503, "body": "busy"}])
    with Server(folder / "http", "http_receiver.py", "--script", script) as web:
        config = f'[slack]\nwebhook = "http://localhost:{web.port}/services/T0PSECRET"\n'
        words = notify(folder, "--test", config=config, expect=3)
        check(words.startswith("slack (default): failed: ") and "404" in words and "no_service" in words, words)
        check("T0PSECRET" not in words, words)
        words = notify(folder, "--test", config=config, expect=3)
        check(words.startswith("slack (default): failed for now: ") and "503" in words, words)


run(a_preview_needs_no_configuration, a_preview_is_the_real_message, names_that_are_none_are_said,
    a_test_goes_through_the_real_channels, a_test_says_what_went_wrong)
