"""GET /dashboard in headless Chromium: what is drawn, and that stored text is never markup. VIGIA_SHOTS=DIR keeps pictures."""
import os
import pathlib
import shutil
import subprocess
import sys
import urllib.parse

from vigia_e2e import Serve, check, run

if not shutil.which("chromium"):
    print("skipped: no chromium here")
    sys.exit(77)

CONFIG = '[detection]\ndetectors = ["rolling_zscore"]\n[detection.status.failed]\ndetectors = ["static"]\n'
EVIL = '<img src=x onerror="document.title=\'owned\'">'


def day(count, start=0):
    usual = {"approved": 120, "denied": 9, "failed": 1, "reversed": 2, "backend_reversed": 1, "refunded": 1, "processing": 3}
    for m in range(start, start + count):
        yield [{"time": f"2025-07-12T{10 + m // 60:02d}:{m % 60:02d}:00Z", "status": s, "source": EVIL,
                "count": n + (m * 7 + len(s)) % max(3, n // 6)} for s, n in usual.items()]


def browse(folder, url, *arguments, size="1920,1080"):
    command = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
               f"--user-data-dir={folder / 'profile'}", f"--window-size={size}", "--virtual-time-budget=6000", "--timeout=20000",
               "--force-device-scale-factor=1", *arguments, url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env={**os.environ, "HOME": str(folder)})
    return done.stdout


def the_last_hour_is_drawn_and_stored_text_stays_text(folder):
    with Serve(folder / "data", config=CONFIG) as serve:
        for minute in day(100):
            check(serve.request("POST", "/transactions", minute)[0] == 200, "a minute was not taken")
        bad = [{"time": "2025-07-12T11:40:00Z", "status": s, "source": EVIL, "count": n} for s, n in (("failed", 60), ("denied", 90), ("approved", 70))]
        check(serve.request("POST", "/transactions", bad)[1]["recommendation"] == "alert", "60 failed are calm")
        for minute in day(4, 101):
            serve.request("POST", "/transactions", minute)
        incident = serve.request("GET", "/incidents")[1]["incidents"][0]["id"]
        serve.request("POST", f"/incidents/{incident}/ack", {"owner": EVIL})
        bands = serve.request("GET", "/bands")[1]["rows"]
        check(any(b["status"] == "denied" and b["low"] <= b["expected"] <= b["high"] for b in bands), bands[:3])
        page = browse(folder, serve.url + "/dashboard", "--dump-dom")
        check("<title>Vigia</title>" in page, page[:500])
        check("<img" not in page and "&lt;img src=x" in page, "stored text became markup, or is not shown")
        for word in ('class="band"', 'class="expected"', 'class="line"', "mark critical", "newest minute 2025-07-12 11:44 UTC", "Approval rate"):
            check(word in page, f"{word} is not on the page: {page[-3000:]}")
        check(page.count("<svg") == 7, f"{page.count('<svg')} charts")
        check("None. All is calm." not in page, "the incident is not shown")
        shots = pathlib.Path(os.environ.get("VIGIA_SHOTS", folder))
        for name, scheme in (("dark", "--blink-settings=preferredColorScheme=0"), ("light", "--blink-settings=preferredColorScheme=1")):
            picture = shots / f"dashboard-{name}.png"
            browse(folder, serve.url + "/dashboard", f"--screenshot={picture}", scheme)
            check(picture.exists() and picture.read_bytes()[:4] == b"\x89PNG" and picture.stat().st_size > 40_000, f"no picture of the {name} page")


def a_listener_with_a_token_asks_for_it(folder):
    with Serve(folder / "data", config='[ingest]\ntoken = "a long secret"\n') as serve:
        page = browse(folder, serve.url + "/dashboard", "--dump-dom")
        check("a token is needed" in page and 'id="ask"' in page and 'id="ask" hidden' not in page, page[-1500:])


run(the_last_hour_is_drawn_and_stored_text_stays_text, a_listener_with_a_token_asks_for_it)
