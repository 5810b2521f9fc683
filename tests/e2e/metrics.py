"""GET /metrics as Prometheus reads it: promtool finds nothing to say, and the figures follow what happens."""
import re
import shutil
import subprocess
import sys

from vigia_e2e import Serve, check, run

if not shutil.which("promtool"):
    print("skipped: no promtool here (Debian package prometheus)")
    sys.exit(77)


def figures(serve):
    status, text = serve.request("GET", "/metrics")
    check(status == 200, text)
    return text, {m[1]: float(m[2]) for m in re.finditer(r"^(vigia_\S+?) (\S+)$", text, re.M)}


def promtool_has_nothing_to_say_and_figures_follow(folder):
    config = '[detection]\ndetectors = ["static"]\n[slack]\nwebhook = "https://127.0.0.1:9/none"\n'
    with Serve(folder / "data", config=config) as serve:
        serve.request("POST", "/transactions", [{"time": "2025-07-12T13:45:00Z", "status": "failed", "count": 50},
                                                {"time": "2025-07-12T13:46:00Z", "status": "failed", "count": 1}])
        serve.request("POST", "/transactions", b"not json")
        serve.request("GET", "/nothing")
        serve.request("DELETE", "/events")
        text, now = figures(serve)
        checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True)
        check(checked.returncode == 0 and not checked.stdout + checked.stderr, f"{checked}\n{text}")
        for name, value in (("vigia_ingest_rows_total", 2), ("vigia_detection_incidents_open", 1), ("vigia_ready", 1),
                            ('vigia_http_requests_total{code="4xx"}', 3), ('vigia_http_refusals_total{code="404",reason="not_found"}', 1),
                            ('vigia_http_refusals_total{code="405",reason="method_not_allowed"}', 1), ("vigia_commit_failures_total", 0)):
            check(now.get(name) == value, f"{name} is {now.get(name)}, not {value}\n{text}")
        check(now["vigia_commit_duration_seconds_count"] >= 1 and
              now['vigia_commit_duration_seconds_bucket{le="+Inf"}'] == now["vigia_commit_duration_seconds_count"], text)
        check(now["vigia_detection_judged_total"] >= 1, text)
        anomalies = [v for k, v in now.items() if k.startswith("vigia_detection_anomalies_total")]
        check(sum(anomalies) >= 1, text)
        for family in ("vigia_http_connections", "vigia_queue_requests", "vigia_outbox_messages", "vigia_deliveries_sent_total",
                       "vigia_deliveries_failed_total", "vigia_store_count_rows"):
            check(any(k.startswith(family) for k in now), f"no {family}\n{text}")
        check("127.0.0.1:9" not in text, "a secret address is among the figures")
        status, document = serve.request("GET", "/api/v2/status")
        check(status == 200 and re.fullmatch(r"\d+\.\d+\.\d+", document["versionInfo"]["version"]), document)


run(promtool_has_nothing_to_say_and_figures_follow)
