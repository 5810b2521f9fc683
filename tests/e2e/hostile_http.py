"""What must not come in: over 150 hostile requests to a running serve. Each gets its refusal as problem+json, or, where it is
not framed well, at most one answer and the end of its connection; nothing of it is stored; /healthz answers within a second."""
import json
import pathlib
import socket
import tempfile
import time

from vigia_e2e import SLOWER, Serve

GOOD = {"time": "2025-07-12T13:45:00Z", "status": "denied", "count": 7}
GOOD_TEXT = json.dumps([GOOD])


def row(**changes):
    out = {**GOOD, **changes}
    return json.dumps([{k: v for k, v in out.items() if v is not ...}])


def raw_row(member, text):
    """A row in which one value is written as it is given, JSON or not."""
    parts = [f'"{k}":{text if k == member else json.dumps(v)}' for k, v in GOOD.items()]
    return "[{" + ",".join(parts) + "}]"


def request(body="", path="/transactions", method="POST", fields=("Content-Type: application/json",), host="Host: 127.0.0.1",
            length=None):
    body = body.encode() if isinstance(body, str) else body
    lines = [f"{method} {path} HTTP/1.1", host, *fields, f"Content-Length: {len(body) if length is None else length}"]
    return "\r\n".join(line for line in lines if line).encode("latin-1") + b"\r\n\r\n" + body


def head(*lines, behind=b""):
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + behind


def bodies():
    """(name, body, statuses)"""
    for name, text in {
        "nothing": "", "a blank": " ", "a word": "hello", "half an array": "[1", "half an object": '[{"time":', "a cut string": '["a',
        "two documents": GOOD_TEXT + GOOD_TEXT, "text behind": GOOD_TEXT + "x", "a comma too many": GOOD_TEXT[:-1] + ",]",
        "a comment": "// x\n" + GOOD_TEXT, "a comment within": "[/**/]", "single quotes": GOOD_TEXT.replace('"', "'"),
        "no quotes": "[{time:1}]", "a closing brace too many": GOOD_TEXT + "}", "NaN": raw_row("count", "NaN"),
        "Infinity": raw_row("count", "Infinity"), "minus Infinity": raw_row("count", "-Infinity"), "a leading zero": raw_row("count", "07"),
        "a plus": raw_row("count", "+7"), "1e400": raw_row("count", "1e400"), "a point first": raw_row("count", ".5"),
        "a point last": raw_row("count", "5."), "hexadecimal": raw_row("count", "0x7"), "an underscore": raw_row("count", "1_000"),
        "undefined": raw_row("count", "undefined"), "True": raw_row("count", "True"),
        "a repeated member": '[{"count":1,' + GOOD_TEXT[2:], "a repeated member, escaped": '[{"c\\u006funt":1,' + GOOD_TEXT[2:],
        "100,000 levels": "[" * 100_000, "100,000 levels, closed": "[" * 100_000 + "]" * 100_000,
        "100,000 levels of objects": '{"a":' * 100_000, "33 levels": "[" * 33 + "]" * 33,
        "a lone surrogate": raw_row("status", '"\\ud800"'), "a low surrogate": raw_row("status", '"\\udc00"'),
        "an escaped NUL": raw_row("status", '"denied\\u0000"'), "a raw line end": raw_row("status", '"den\nied"'),
        "a raw tab": raw_row("status", '"den\tied"'), "a bad escape": raw_row("status", '"\\x41"'), "a short escape": raw_row("status", '"\\u12"'),
    }.items():
        yield name, text, {400, 422}
    for name, data in {
        "invalid UTF-8": raw_row("status", '"?"').encode().replace(b"?", b"\xff"), "overlong": raw_row("status", '"?"').encode().replace(b"?", b"\xc0\xaf"),
        "a surrogate in UTF-8": raw_row("status", '"?"').encode().replace(b"?", b"\xed\xa0\x80"), "UTF-16": GOOD_TEXT.encode("utf-16"),
        "UTF-32": GOOD_TEXT.encode("utf-32"), "a NUL behind": GOOD_TEXT.encode() + b"\0", "NULs alone": b"\0" * 100,
        "a byte order mark": b"\xef\xbb\xbf" + GOOD_TEXT.encode(), "gzip bytes": b"\x1f\x8b\x08\x00" + b"x" * 40, "a zip": b"PK\x03\x04" + b"x" * 40,
    }.items():
        yield name, data, {400, 422}
    for name, text in {
        "a number": "5", "null": "null", "a string": '"x"', "true": "true", "an object without rows": "{}", "transactions that are none": '{"transactions":5}',
        "one row alone": json.dumps(GOOD), "numbers for rows": "[1,2]", "nulls for rows": "[null]", "arrays for rows": "[[]]", "an empty row": "[{}]",
        "no time": row(time=...), "no status": row(status=...), "no count": row(count=...), "one bad row behind good ones": json.dumps([GOOD] * 50 + [{**GOOD, "count": -1}]),
        "a negative count": row(count=-1), "a fraction": row(count=1.5), "text for a count": row(count="7"), "true for a count": row(count=True),
        "null for a count": row(count=None), "a list for a count": row(count=[7]), "2^53": row(count=2**53), "2^63": row(count=2**63), "2^64": row(count=2**64),
        "10^30": row(count=10**30), "minus 2^63": row(count=-2**63), "1e2": raw_row("count", "1e2"), "minus zero": raw_row("count", "-0"),
        "a time that is none": row(time="soon"), "an empty time": row(time=""), "null for a time": row(time=None), "an epoch": row(time=1752327900),
        "30 February": row(time="2025-02-30T00:00:00Z"), "29 February 2025": row(time="2025-02-29T00:00:00Z"), "month 13": row(time="2025-13-01T00:00:00Z"),
        "24:00": row(time="2025-07-12T24:00:00Z"), "minute 60": row(time="2025-07-12T13:60:00Z"), "second 61": row(time="2025-07-12T13:45:61Z"),
        "offset +99:00": row(time="2025-07-12T13:45:00+99:00"), "year 10000": row(time="10000-01-01T00:00:00Z"), "year 0": row(time="0000-01-01T00:00:00Z"),
        "1999": row(time="1999-12-31T23:59:00Z"), "year 9999": row(time="9999-12-31T23:59:00Z"), "a year ahead": row(time="2099-01-01T00:00:00Z"),
        "a week date": row(time="2025-W28-6"), "junk behind a time": row(time="2025-07-12T13:45:00Zx"), "a blank before a time": row(time=" 2025-07-12T13:45:00Z"),
        "an unknown status": row(status="chargeback"), "an empty status": row(status=""), "a blank status": row(status=" "), "null for a status": row(status=None),
        "a number for a status": row(status=5), "markup for a status": row(status="<img src=x onerror=alert(1)>"), "a formula for a status": row(status="=cmd|'/C calc'!A0"),
        "SQL for a status": row(status="denied'; DROP TABLE counts; --"), "a path for a status": row(status="../../etc/passwd"), "%1 for a status": row(status="%1"),
        "a long status": row(status="x" * 100_000), "a control character in a status": row(status="den\u0007ied"), "a long source": row(source="x" * 129),
        "a line end in a source": row(source="a\nb"), "a list for a source": row(source=["x"]), "null for a source": row(source=None),
        "a million numbers": "[" + "1," * 999_999 + "1]",
    }.items():
        yield name, text, {400, 422}


def queries():
    for name, text in {
        "not JSON": "{", "an array": "[]", "a bad time": '{"from":"x"}', "from behind to": '{"from":"2025-07-12T13:00:00Z","to":"2025-07-12T12:00:00Z"}',
        "hour 24": '{"hour":24}', "hour -1": '{"hour":-1}', "hour in words": '{"hour":"noon"}', "an unknown status": '{"status":"x"}', "SQL": '{"status":"\' OR 1=1 --"}',
        "a negative limit": '{"limit":-1}', "a fraction for a limit": '{"limit":1.5}', "limit 2^64": '{"limit":18446744073709551616}', "an unknown member": '{"form":"x"}',
        "a number for a source": '{"source":5}', "a repeated member": '{"hour":1,"hour":2}', "deep nesting": '{"from":' + "[" * 50_000,
    }.items():
        yield "query: " + name, request(text, path="/query"), {400, 422}
    for name, path in {"a bad time": "/anomalies?from=x", "a bad severity": "/incidents?severity=fatal", "a bad state": "/incidents?state=x", "limit 0": "/anomalies?limit=0",
                       "a parameter twice": "/anomalies?limit=1&limit=2", "an unknown parameter": "/anomalies?sort=time"}.items():
        yield "GET " + name, request(path=path, method="GET", fields=()), {422}


def http_rules():
    good = GOOD_TEXT
    yield "no type", request(good, fields=()), {415}
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "*/*", "json"):
        yield "type " + kind, request(good, fields=(f"Content-Type: {kind}",)), {415}
    yield "Latin-1", request(good, fields=("Content-Type: application/json; charset=latin1",)), {415}
    for coding in ("gzip", "br", "deflate, gzip", "x"):
        yield "coding " + coding, request(good, fields=("Content-Type: application/json", f"Content-Encoding: {coding}")), {415}
    for method in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "post"):
        yield method + " /transactions", request(good, method=method), {405}
    for path in ("/nothing", "/transactions/", "//transactions", "/../etc/passwd", "/%2e%2e/etc/passwd", "/incidents/x", "/incidents/-1", "/incidents/%27", "/.git/config"):
        yield "path " + path, request(good, path=path), {404, 405}
    yield "a long path", request(good, path="/" + "a" * 9000), {414}
    for host in ("Host: evil.example", "Host: 127.0.0.1.evil.example", "Host: localhost.evil.example"):
        yield host, request(good, host=host), {421}
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1", "https://evil.example", "file://"):
        yield "Origin " + origin, request(good, fields=("Content-Type: application/json", f"Origin: {origin}")), {403}
    for site in ("cross-site", "same-site"):
        yield "Sec-Fetch-Site " + site, request(good, fields=("Content-Type: application/json", f"Sec-Fetch-Site: {site}")), {403}
    yield "a preflight", request(method="OPTIONS", fields=("Origin: http://evil.example", "Access-Control-Request-Method: POST")), {403}
    yield "9 MiB", request(b" " * (9 << 20)), {413}
    yield "a terabyte announced", request(length=1 << 40), {413}


def framing():
    post = "POST /transactions HTTP/1.1"
    host, kind = "Host: 127.0.0.1", "Content-Type: application/json"
    hidden = request(GOOD_TEXT)
    for value in ("-5", "+5", "abc", "0x10", "5.0", "5, 5", "", " ", "18446744073709551615", "18446744073709551616", "99999999999999999999999", "1e1"):
        yield f"length {value!r}", head(post, host, kind, f"Content-Length: {value}", behind=hidden)
    for name, lines in {
        "two lengths": ("Content-Length: 0", "Content-Length: 5"), "two equal lengths": ("Content-Length: 0", "Content-Length: 0"),
        "length and chunks": ("Content-Length: 5", "Transfer-Encoding: chunked"), "chunks and length": ("Transfer-Encoding: chunked", "Content-Length: 5"),
        "chunks": ("Transfer-Encoding: chunked",), "xchunked": ("Transfer-Encoding: xchunked",), "chunked, identity": ("Transfer-Encoding: chunked, identity",),
        "gzip, chunked": ("Transfer-Encoding: gzip, chunked",), "TE with a tab": ("Transfer-Encoding:\tchunked",), "a folded line": ("A: b", " Content-Length: 5"),
        "a blank before the colon": ("Content-Length : 5",), "no colon": ("Content-Length 5",), "no name": (": 5",), "two hosts": ("Host: 127.0.0.1",),
        "an upgrade": ("Connection: Upgrade", "Upgrade: websocket", "Content-Length: 0"), "h2c": ("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "Content-Length: 0"),
        "an expectation": ("Expect: 200-ok", "Content-Length: 0"), "two types": ("Content-Type: text/csv", "Content-Length: 0"),
        "a long line": ("A: " + "b" * 9000,), "many lines": ("A: b",) * 200, "a large head": ("A: " + "b" * 7000,) * 6, "a control character": ("A: b\x01",),
        "a DEL": ("A: b\x7f",), "a NUL": ("A: b\x00",),
    }.items():
        yield name, head(post, host, kind, *lines, behind=hidden)
    for line in ("GET /", "GET / HTTP/0.9", "GET / HTTP/2.0", "GET / HTTP/1.1 x", "GET  / HTTP/1.1", "GET\t/ HTTP/1.1", "GET / http/1.1", "GET http://127.0.0.1/ HTTP/1.1",
                 "OPTIONS * HTTP/1.1", "CONNECT evil.example:80 HTTP/1.1", "GET /%00 HTTP/1.1", "GET /%zz HTTP/1.1", "GET /#x HTTP/1.1", "G@T / HTTP/1.1", "{}", "PRI * HTTP/2.0"):
        yield f"line {line!r}", head(line, host, behind=hidden)
    yield "no host", head("GET / HTTP/1.1", behind=hidden)
    yield "bare line feeds", b"POST /transactions HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 0\n\n" + hidden
    yield "a bare carriage return", b"POST /transactions HTTP/1.1\r\nHost: 127.0.0.1\rContent-Length: 0\r\n\r\n" + hidden
    yield "a TLS hello", bytes.fromhex("16030100ff010000fb0303") + b"x" * 100
    yield "random bytes", bytes(range(256)) * 4


def read_answers(sock):
    """All that comes until the connection ends or is quiet: [(status, type, body)], closed?"""
    data, closed = b"", False
    sock.settimeout(0.4 * SLOWER)
    try:
        while True:
            piece = sock.recv(1 << 16)
            if not piece:
                closed = True
                break
            data += piece
    except (TimeoutError, socket.timeout):
        pass
    except ConnectionError:
        closed = True
    answers = []
    while data.startswith(b"HTTP/1.1 "):
        top, _, rest = data.partition(b"\r\n\r\n")
        fields = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in top.decode("latin-1").split("\r\n")[1:])}
        length = int(fields.get("content-length", 0))
        answers.append((int(top[9:12]), fields.get("content-type", ""), rest[:length], fields))
        data = rest[length:]
    return answers, closed


def healthy(serve):
    start = time.monotonic()
    status, _ = serve.request("GET", "/healthz", timeout=5)
    return status == 200 and time.monotonic() - start < 1.0 * SLOWER


def main():
    failures, count = [], 0
    with tempfile.TemporaryDirectory() as folder, Serve(pathlib.Path(folder) / "data") as serve:
        def shoot(name, data, statuses, must_close):
            nonlocal count
            count += 1
            with socket.create_connection((serve.host, serve.port), timeout=10) as sock:
                try:
                    sock.sendall(data)
                except OSError:
                    pass  # it may hang up on what it will not read; what it said is still to be read
                answers, closed = read_answers(sock)
            if len(answers) > 1 or (not answers and not must_close):
                failures.append(f"{name}: {len(answers)} answers")
            for status, kind, body, fields in answers:
                if status not in statuses:
                    failures.append(f"{name}: {status} {body[:120]!r}, expected {sorted(statuses)}")
                elif "problem+json" not in kind or json.loads(body).get("status") != status:
                    failures.append(f"{name}: no problem+json: {kind} {body[:120]!r}")
                elif status == 405 and not fields.get("allow"):
                    failures.append(f"{name}: no Allow")
                elif any(f.startswith("access-control") for f in fields):
                    failures.append(f"{name}: a CORS header")
            if must_close and not closed:
                failures.append(f"{name}: the connection stays open")
            if not healthy(serve):
                failures.append(f"{name}: /healthz is not well afterwards")

        for name, body, statuses in bodies():
            shoot("body: " + name, request(body, fields=("Content-Type: application/json", "Connection: close")), statuses, False)
        for name, data, statuses in (*queries(), *http_rules()):
            shoot(name, data.replace(b"\r\n", b"\r\nConnection: close\r\n", 1), statuses, False)
        for name, data in framing():
            shoot("framing: " + name, data, {400, 408, 411, 413, 414, 417, 421, 431}, True)
        status, page = serve.request("POST", "/query", {})
        if status != 200 or page["rows"]:
            failures.append(f"something was stored: {status} {page}")
        # It still takes what is good.
        status, answer = serve.request("POST", "/transactions", [GOOD])
        if status != 200 or answer["accepted"] != 1:
            failures.append(f"a good row is refused: {status} {answer}")
        if serve.process.poll() is not None:
            failures.append("serve has ended: " + serve.errors())
    print(f"{count} hostile requests, {len(failures)} wrong")
    for failure in failures:
        print("  " + failure)
    return 1 if failures or count < 150 else 0


raise SystemExit(main())
