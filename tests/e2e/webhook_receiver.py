"""A receiver of webhooks within a test, which may do something before it answers."""
import http.server
import json
import threading


class Receiver:
    """Takes webhooks. `on_request(number, body)` runs before the answer; it may return another status."""

    def __init__(self, on_request=None):
        self.bodies = []
        self.answered = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                fact = {"id": self.headers.get("webhook-id"), "path": self.path, "body": json.loads(body)}
                outer.bodies.append(fact)
                status = (on_request(len(outer.bodies), fact) if on_request else None) or 200
                self.send_response(status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                try:
                    self.wfile.write(b"ok")
                except OSError:
                    pass
                if status == 200:
                    outer.answered.append(fact)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
