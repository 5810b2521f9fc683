#!/usr/bin/python3
"""A real SMTP server for tests (aiosmtpd), which can be told to misbehave.

Prints "listening on PORT" and serves until its stdin closes or it is killed. In --dir it writes each mail as N.eml with
N.json (envelope, TLS, user) beside it, and all that clients sent as wire.log, a line "clear|tls BYTES" each.

--security starttls|tls|none   none also stands for a server that offers no STARTTLS
--mode for the first --times mails (0 = all), after that mails are accepted:
  accept
  rcpt451, rcpt550             the recipient is refused for now, or for good
  data451, data550             refused after the dot
  auth454                      AUTH fails for now
  greet421, greet554           no service
  drop-data                    the connection ends within DATA
  drop-after-dot               the mail is taken, the connection ends before the answer
  hang                         never a greeting
  hang-data                    no answer after the dot
"""
import argparse
import asyncio
import base64
import json
import logging
import os
import ssl
import sys
import warnings

warnings.simplefilter("ignore")  # aiosmtpd's advice on AUTH without TLS: that is what is tested here

from aiosmtpd.smtp import SMTP, AuthResult  # noqa: E402


class Server(SMTP):
    line_length_limit = 16384  # tokens are longer than the lines of RFC 5321

    def __init__(self, options, state):
        context = None
        if options.security == "starttls":
            context = server_context(options)
        super().__init__(
            Handler(options, state), tls_context=context, require_starttls=bool(context) and options.require_starttls,
            authenticator=lambda *args: check(options, state, *args),
            auth_required=bool(options.user) and not options.auth_optional, auth_require_tls=options.security == "starttls",
            hostname="mail.test", enable_SMTPUTF8=False, timeout=120)
        self.options, self.state = options, state

    def data_received(self, data):
        tls = self.transport.get_extra_info("ssl_object") is not None
        with open(os.path.join(self.options.dir, "wire.log"), "ab") as log:
            for line in data.splitlines(keepends=True):
                log.write((b"tls " if tls else b"clear ") + repr(line)[2:-1].encode() + b"\n")
        super().data_received(data)

    async def _handle_client(self):
        mode = self.state.mode()
        if mode == "hang":
            await asyncio.sleep(600)
        if mode in ("greet421", "greet554"):
            self.state.used()
            await self.push("421 4.3.2 closing" if mode == "greet421" else "554 5.3.2 no service here")
            self.transport.close()
            return
        await super()._handle_client()

    async def smtp_DATA(self, arg):
        if self.state.mode() == "drop-data":
            self.state.used()
            await self.push("354 go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class Handler:
    def __init__(self, options, state):
        self.options, self.state = options, state

    async def handle_RCPT(self, server, session, envelope, address, options):
        mode = self.state.mode()
        if mode in ("rcpt451", "rcpt550"):
            self.state.used()
            return "451 4.7.1 greylisted, come back later" if mode == "rcpt451" else "550 5.1.1 no such user <b>here</b>"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        mode = self.state.mode()
        if mode in ("data451", "data550"):
            self.state.used()
            return "451 4.3.0 try again" if mode == "data451" else "550 5.7.1 content refused"
        if mode == "hang-data":
            await asyncio.sleep(600)
        self.state.count += 1
        name = os.path.join(self.options.dir, str(self.state.count))
        with open(name + ".eml", "wb") as mail:
            mail.write(envelope.original_content)
        facts = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": session.ssl is not None or
                 self.options.security == "tls", "user": self.state.user}
        with open(name + ".json.part", "w") as out:
            json.dump(facts, out)
        os.rename(name + ".json.part", name + ".json")
        if mode == "drop-after-dot":
            self.state.used()
            server.transport.abort()
        return "250 2.0.0 taken"

    async def auth_XOAUTH2(self, server, args):
        # "user=" user ^A "auth=Bearer " token ^A ^A, with the command or, where it is long, after a challenge. A refusal says
        # why in one more challenge, as Microsoft and Google do.
        if len(args) > 1:
            words = base64.b64decode(args[1])
        else:
            words = await server.challenge_auth("")
        token = open(self.options.token_file).read().strip() if self.options.token_file else self.options.password
        if words == f"user={self.options.user}\x01auth=Bearer {token}\x01\x01".encode():
            self.state.user = self.options.user
            return AuthResult(success=True)
        if self.options.explain_refusal:
            await server.challenge_auth('{"status":"401","schemes":"bearer"}')
        return AuthResult(success=False, handled=False)


class State:
    def __init__(self, options):
        self.options, self.left, self.count, self.user = options, options.times, 0, None
        self.over = False

    def mode(self):
        return "accept" if self.over else self.options.mode

    def used(self):
        self.left -= 1
        self.over = self.left == 0


def check(options, state, server, session, envelope, mechanism, data):
    if state.mode() == "auth454":
        state.used()
        return AuthResult(success=False, handled=False, message="454 4.7.0 try again later")
    good = data.login == options.user.encode() and data.password == options.password.encode()
    if good:
        state.user = options.user
    return AuthResult(success=good, handled=False)


def server_context(options):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.cert, options.key)
    return context


async def main():
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    parser = argparse.ArgumentParser()
    parser.add_argument("--dir", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--security", choices=["starttls", "tls", "none"], default="none")
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--user", default="")
    parser.add_argument("--password", default="")
    parser.add_argument("--token-file")  # the access token that XOAUTH2 accepts, read at each attempt; default --password
    parser.add_argument("--explain-refusal", action="store_true")
    parser.add_argument("--auth-optional", action="store_true")
    parser.add_argument("--require-starttls", action="store_true")
    parser.add_argument("--mode", default="accept")
    parser.add_argument("--times", type=int, default=0)
    options = parser.parse_args()
    state = State(options)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(options, state), options.host, options.port,
                                      ssl=server_context(options) if options.security == "tls" else None)
    print("listening on", server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)  # transfers that hang on purpose are not waited for


asyncio.run(main())
