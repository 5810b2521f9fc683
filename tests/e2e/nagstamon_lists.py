"""Nagstamon lists the open incidents and acknowledges them: its own backend for Alertmanager, as Debian packages it, without its
window."""
import json
import subprocess

from vigia_e2e import Serve, check, run

NAGSTAMON = """
import json, sys
from datetime import datetime, timedelta
try:
    from Nagstamon.Servers.Alertmanager.alertmanagerserver import AlertmanagerServer
except ImportError:
    sys.exit(77)
server = AlertmanagerServer(name="vigia")
server.monitor_url = server.monitor_cgi_url = sys.argv[1]
server.username = server.password = ""
server.authentication, server.timeout, server.enabled = "basic", 10, True
server.use_proxy = server.use_proxy_from_os = server.ignore_cert = server.custom_cert_use = False
# The defaults of its settings.
server.map_to_hostname, server.map_to_servicename = "pod_name,namespace,instance", "alertname"
server.map_to_status_information = "message,summary,description"
server.map_to_unknown, server.map_to_critical = "unknown", "critical,error"
server.map_to_warning, server.map_to_ok = "warning,warn", "ok"
server.init_HTTP()
result = server._get_status()
if result.error:
    sys.exit(str(result.error))
server.hosts = server.new_hosts
if len(sys.argv) > 2:
    until = (datetime.now() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S")
    answer = server._set_acknowledge(sys.argv[3], "VigiaIncident", "ana", "seen", False, False, False, [], until)
    print(json.dumps(answer.status_code))
else:
    print(json.dumps([{"host": h.name, "status": s.status, "attempt": s.attempt, "acknowledged": s.acknowledged,
                       "information": s.status_information} for h in server.hosts.values() for s in h.services.values()]))
"""


def nagstamon_lists_and_acknowledges(folder):
    script = folder / "nagstamon.py"
    script.write_text(NAGSTAMON)
    # A zone behind UTC: Nagstamon's times have none, and mean UTC.
    with Serve(folder / "data", "--tz", "America/Sao_Paulo", config='[detection]\ndetectors = ["static"]\n') as serve:
        def post(i, failed):
            time = f"2025-07-12T{10 + i // 60:02d}:{i % 60:02d}:00Z"
            status, answer = serve.request("POST", "/transactions", [{"time": time, "status": "failed", "count": failed}])
            check(status == 200, answer)

        def ask(*arguments):
            done = subprocess.run(["/usr/bin/python3", str(script), serve.url, *arguments], capture_output=True, text=True,
                                  timeout=60, env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"})
            if done.returncode == 77:
                return None
            check(done.returncode == 0, done.stdout + done.stderr)
            return json.loads(done.stdout.splitlines()[-1])
        if ask() is None:
            print("      skipped: nagstamon is not installed")
            return
        post(0, 50)
        for i in range(1, 35):
            post(i, 0)  # the first one ends
        post(35, 60)
        _, listed = serve.request("GET", "/incidents?state=open")
        number = listed["incidents"][0]["id"]
        one = ask()
        check(len(one) == 1 and one[0]["host"] == f"incident-{number}" and one[0]["status"] == "CRITICAL" and
              one[0]["attempt"] == "active", one)
        check("failed" in one[0]["information"], one)
        check(ask("acknowledge", f"incident-{number}") == 200, "the acknowledgement was refused")
        one = ask()
        check(one[0]["attempt"] == "suppressed" and one[0]["acknowledged"], one)


run(nagstamon_lists_and_acknowledges)
