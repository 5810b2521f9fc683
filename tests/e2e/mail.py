"""An anomaly that is posted leads to an e-mail at every address of ALERT_RECIPIENTS, also across a restart."""
import email
import email.policy
import json
import os
import pathlib
import re
import struct
import subprocess
import sys

from vigia_e2e import Serve, check, run, vigiactl, wait_until

HERE = pathlib.Path(__file__).parent
CONFIG = '[detection]\ndetectors = ["rolling_zscore", "static"]\n'


class Smtp:
    """The test server of smtp_server.py; mails land in `folder`."""

    def __init__(self, folder, *arguments, port=0):
        folder.mkdir(exist_ok=True)
        self.folder = folder
        command = [sys.executable, str(HERE / "smtp_server.py"), "--dir", str(folder), *arguments]
        if port:
            command += ["--port", str(port)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(re.fullmatch(r"listening on (\d+)\n", self.process.stdout.readline()).group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def mails(self):
        return [email.message_from_bytes(f.read_bytes(), policy=email.policy.default)
                for f in sorted(self.folder.glob("*.eml"))]


def certificates(folder):
    """A test authority's certificate for localhost, and its key."""
    certificate, key = folder / "ca.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    return certificate, key


def storm(serve):
    def rows(minute, failed):
        time = f"2025-07-12T{10 + minute // 60:02d}:{minute % 60:02d}:00Z"
        return [{"time": time, "status": "failed", "count": failed}, {"time": time, "status": "denied", "count": 5}]
    for minute in range(30):
        check(serve.request("POST", "/transactions", rows(minute, 0))[0] == 200, "a calm minute was refused")
    status, answer = serve.request("POST", "/transactions", rows(30, 1000))
    check(status == 200 and answer["recommendation"] == "alert", answer)


def environment(port, security="none", **more):
    return {"SMTP_HOST": "localhost", "SMTP_PORT": str(port), "SMTP_SECURITY": security, "SMTP_FROM": "vigia@example.org",
            "ALERT_RECIPIENTS": "noc@example.org, risk@example.org", **more}


def every_recipient_gets_the_alert_in_its_shape(folder):
    certificate, key = certificates(folder)
    with Smtp(folder / "mails", "--security", "starttls", "--cert", str(certificate), "--key", str(key),
              "--user", "vigia", "--password", "geheim") as smtp:
        env = environment(smtp.port, "starttls", SMTP_USER="vigia", SMTP_PASS="geheim", VIGIA_MAIL_CA_FILE=str(certificate))
        with Serve(folder / "data", env=env, config=CONFIG) as serve:
            storm(serve)
            mails = wait_until(lambda: len(smtp.mails()) >= 2 and smtp.mails(), what="two mails")
            check(sorted(m["To"] for m in mails) == ["noc@example.org", "risk@example.org"], [m["To"] for m in mails])
            text = mails[0].get_body(("plain",)).get_content().replace("\r\n", "\n")
            for line in ("Transaction Anomaly Alert", "Generated at: ", "Critical Anomalies: ", "- Time: 10h 30",
                         "- Status: FAILED", "- Count: 1000", "- Score: ", "- Reason: "):
                check(line in text, f"{line!r} is not in\n{text}")
            check(mails[0]["Auto-Submitted"] == "auto-generated", "Auto-Submitted")
            check("geheim" not in serve.errors(), "the password is in the log")


def a_refusal_for_now_is_tried_again_after_a_restart(folder):
    certificate, key = certificates(folder)
    tls = ["--security", "starttls", "--cert", str(certificate), "--key", str(key)]
    more = {"VIGIA_MAIL_CA_FILE": str(certificate), "VIGIA_MAIL_RETRY_FIRST_S": "1"}
    with Smtp(folder / "refused", *tls, "--mode", "rcpt451") as smtp:
        with Serve(folder / "data", env=environment(smtp.port, "starttls", **more), config=CONFIG) as serve:
            storm(serve)
            wait_until(lambda: (folder / "refused" / "wire.log").exists(), what="an attempt")
            serve.kill()
        port = smtp.port
    check(not list((folder / "refused").glob("*.eml")), "a refused mail was taken")
    with Smtp(folder / "taken", *tls, port=port) as smtp:
        with Serve(folder / "data", env=environment(port, "starttls", **more), config=CONFIG):
            mails = wait_until(lambda: len(smtp.mails()) >= 2 and smtp.mails(), seconds=60, what="two mails after the restart")
            check(len({m["Message-ID"] for m in mails}) >= 1, "Message-ID")


def the_mail_carries_the_picture_of_what_happened(folder):
    """Inline, referred to by the HTML part, with the counts around the incident; the outbox keeps numbers, not pixels."""
    with Smtp(folder / "mails") as smtp, Serve(folder / "data", env=environment(smtp.port), config=CONFIG) as serve:
        storm(serve)
        mails = wait_until(lambda: len(smtp.mails()) >= 2 and smtp.mails(), what="two mails")
        page = mails[0].get_body(("html",)).get_content()
        pictures = [p for p in mails[0].walk() if p.get_content_type() == "image/png"]
        check(len(pictures) == 1, f"{len(pictures)} pictures")
        cid = pictures[0]["Content-ID"].strip("<>")
        check(f'src="cid:{cid}"' in page, f"the page does not show cid:{cid}")
        check(pictures[0].get_content_disposition() == "inline", pictures[0]["Content-Disposition"])
        png = pictures[0].get_content()
        width, height = struct.unpack(">II", png[16:24])
        check(png.startswith(b"\x89PNG\r\n\x1a\n") and width == 1280 and height > 200, (width, height))
        rows = json.loads(vigiactl("query", "SELECT chart FROM outbox", "--json", "--data-dir", serve.data_dir).stdout)
        for row in rows:
            chart = json.loads(row["chart"])
            check(len(row["chart"]) < 16_384, f"{len(row['chart'])} bytes of numbers")
            failed = next(s for s in chart["series"] if s["status"] == "failed")
            check(failed["counts"][-1] == 1000 and failed["counts"][-30:-1] == [0] * 29, failed["counts"][-31:])
            check(chart["incident"][0] == "2025-07-12T10:30:00Z", chart["incident"])
            check([m[0] for m in failed["marks"]] == [len(failed["counts"]) - 1], failed["marks"])
        if os.environ.get("VIGIA_KEEP"):
            pathlib.Path(os.environ["VIGIA_KEEP"]).write_bytes(png)


def without_a_configuration_there_is_no_mail(folder):
    with Serve(folder / "data", config=CONFIG) as serve:
        storm(serve)
        check(serve.stop() == 0, "it did not end with 0")
        check("mail" not in serve.errors().lower() or "no mail" in serve.errors().lower(), serve.errors())


run(every_recipient_gets_the_alert_in_its_shape, the_mail_carries_the_picture_of_what_happened, a_refusal_for_now_is_tried_again_after_a_restart,
    without_a_configuration_there_is_no_mail)
