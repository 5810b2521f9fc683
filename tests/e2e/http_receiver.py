#!/usr/bin/python3
"""A real HTTP(S) receiver for tests, which can be told to misbehave.

Prints "listening on PORT" and serves until its stdin closes. Each request becomes N.json in --dir: method, path, headers
(lower case names), body. --script is a JSON list of answers, one a request; after the last one the answer is 200 "ok":
  {"status": 429, "headers": {"Retry-After": "7"}, "body": "slow down"}
  {"do": "hang"}       no answer
  {"do": "reset"}      the connection is reset
  {"do": "half"}       the head of an answer, then the end
  {"do": "endless"}    a body that never ends
"""
import argparse
import http.server
import json
import os
import socket
import ssl
import struct
import sys
import threading
import time


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        server = self.server
        with server.lock:
            server.count += 1
            number = server.count
            step = server.script.pop(0) if server.script else {"status": 200, "body": "ok"}
        facts = {"method": self.command, "path": self.path, "body": body.decode(errors="replace"),
                 "headers": {k.lower(): v for k, v in self.headers.items()}, "number": number}
        name = os.path.join(server.dir, f"{number}.json")
        with open(name + ".part", "w") as out:
            json.dump(facts, out)
        os.rename(name + ".part", name)
        what = step.get("do")
        if what == "hang":
            time.sleep(600)
        if what == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        if what == "half":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n")
            self.close_connection = True
            return
        if what == "endless":
            self.send_response(500)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                self.close_connection = True
            return
        payload = step.get("body", "").encode()
        self.send_response(step["status"])
        for key, value in step.get("headers", {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    do_POST = do_GET = do_PUT = answer

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        pass  # clients that leave are part of the game


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dir", required=True)
    parser.add_argument("--script", default="[]")
    parser.add_argument("--cert")
    parser.add_argument("--key")
    options = parser.parse_args()
    server = Server(("127.0.0.1", 0), Receiver)
    server.dir, server.script, server.count, server.lock = options.dir, json.loads(options.script), 0, threading.Lock()
    if options.cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.cert, options.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("listening on", server.server_address[1], flush=True)
    sys.stdin.read()
    os._exit(0)


main()
