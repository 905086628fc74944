#!/usr/bin/env -S python3 -B
"""The test server tested: with smtplib, ssl and bare sockets, so that its word can be trusted."""
from __future__ import annotations

import base64
import contextlib
import fcntl
import functools
import hashlib
import hmac
import json
import os
import re
import secrets
import shlex
import smtplib
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import termios
import traceback
from typing import Any, Callable, Iterator

import certs
import tap
import wire
from record import Record
from script import Script, ScriptError
from smtpd import Server

HERE = os.path.dirname(os.path.abspath(__file__))
USER = "grace@example.test"
PASSWORD = secrets.token_hex(8) + " \"'%\\\u00e9"
PATIENCE = 60
SCRATCH = tempfile.TemporaryDirectory(prefix="smtpsetup-server-")


@functools.lru_cache(maxsize=None)
def certificates() -> str:
    directory = os.path.join(SCRATCH.name, "certificates")
    certs.make(directory)
    return directory


def server(text: str, **options: Any) -> Server:
    return Server(Script(text), certificates(), USER, PASSWORD, **options)


def trusting(ca_file: str | None = None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=ca_file or certs.ca_file(certificates()))


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def everything(sock: socket.socket) -> bytes:
    return b"".join(iter(lambda: sock.recv(4096), b""))


@contextlib.contextmanager
def starttls(port: int, ca_file: str | None = None) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP("127.0.0.1", port, timeout=PATIENCE) as client:
        client.starttls(context=trusting(ca_file))
        client.ehlo()
        yield client


def implicit_tls(port: int, ca_file: str | None = None) -> smtplib.SMTP:
    return smtplib.SMTP_SSL("127.0.0.1", port, timeout=PATIENCE, context=trusting(ca_file))


def equal(seen: object, wanted: object) -> None:
    assert seen == wanted, f"seen {seen!r}, wanted {wanted!r}"


def raises(kind: type[BaseException], call: Callable[..., object], *arguments: object) -> Any:
    try:
        call(*arguments)
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__}")


# The client's side of each mechanism by hand: smtplib takes no UTF-8 password.

def b64(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def plain(client: smtplib.SMTP, password: str, user: str = USER) -> int:
    return client.docmd("AUTH", "PLAIN " + b64(f"\0{user}\0{password}"))[0]


def plain_when_asked(client: smtplib.SMTP, password: str) -> int:
    equal(client.docmd("AUTH", "PLAIN")[0], 334)
    return client.docmd(b64(f"\0{USER}\0{password}"))[0]


def login(client: smtplib.SMTP, password: str) -> int:
    equal(client.docmd("AUTH", "LOGIN")[0], 334)
    equal(client.docmd(b64(USER))[0], 334)
    return client.docmd(b64(password))[0]


def cram_md5(client: smtplib.SMTP, password: str) -> int:
    challenge = base64.b64decode(client.docmd("AUTH", "CRAM-MD5")[1])
    digest = hmac.new(password.encode("utf-8"), challenge, "md5").hexdigest()
    return client.docmd(b64(f"{USER} {digest}"))[0]


def bearer(mechanism: str, answer: str, client: smtplib.SMTP, token: str) -> int:
    code = client.docmd("AUTH", f"{mechanism} {b64(answer.format(user=USER, token=token))}")[0]
    return client.docmd("")[0] if code == 334 else code


MECHANISMS = {
    "PLAIN": plain,
    "PLAIN without initial response": plain_when_asked,
    "LOGIN": login,
    "CRAM-MD5": cram_md5,
    "XOAUTH2": functools.partial(bearer, "XOAUTH2", "user={user}\1auth=Bearer {token}\1\1"),
    "OAUTHBEARER": functools.partial(bearer, "OAUTHBEARER",
                                     "n,a={user},\1host=x\1auth=Bearer {token}\1\1"),
}


def check_login_over_starttls() -> None:
    with server("use submission") as played:
        for name, log_in in MECHANISMS.items():
            for password, code in ((PASSWORD, 235), (PASSWORD + "x", 535)):
                with starttls(played.port) as client:
                    equal((name, log_in(client, password)), (name, code))
        played.close(PATIENCE)
        record = played.record
        equal(record.texts("problem"), [])
        equal(record.commands(1), ["EHLO", "STARTTLS", "EHLO", "AUTH", "QUIT"])
        equal(record.texts("auth"), ["right", "wrong"] * len(MECHANISMS))
        assert b"STARTTLS" in record.clear and b"AUTH" not in record.clear, "AUTH in clear text"
        assert b64(PASSWORD).encode() in record.encrypted, "no password under TLS"


def check_login_over_implicit_tls() -> None:
    with server("tls good\nuse submission") as played:
        for password, code in ((PASSWORD, 235), (PASSWORD + "x", 535)):
            with implicit_tls(played.port) as client:
                client.ehlo()
                assert not client.has_extn("starttls"), "STARTTLS offered under TLS"
                equal(plain(client, password), code)
        equal(bytes(played.record.clear), b"")


def check_login_refusals() -> None:
    with server("use submission") as played:
        with smtplib.SMTP("127.0.0.1", played.port, timeout=PATIENCE) as client:
            client.ehlo()
            assert not client.has_extn("auth"), "a login offered in clear text"
            equal(plain(client, PASSWORD), 538)
        with starttls(played.port) as client:
            equal(client.docmd("AUTH", "NONSENSE")[0], 504)
            equal(client.docmd("AUTH", "PLAIN %%%")[0], 501)
            equal(client.docmd("AUTH", "LOGIN")[0], 334)
            equal(client.docmd("*")[0], 501)
            equal(plain(client, PASSWORD, user="someone@example.test"), 535)
            equal(plain(client, PASSWORD), 235)
            equal(plain(client, PASSWORD), 503)


def check_mail_is_delivered() -> None:
    delivered: list[list[bytes]] = []
    with server("tls good\nuse submission", deliver=delivered.append) as played:
        with implicit_tls(played.port) as client:
            client.ehlo()
            equal(client.mail(USER)[0], 530)
            plain(client, PASSWORD)
            equal(client.docmd("DATA")[0], 503)
            client.sendmail(USER, ["you@example.test"], "Subject: dots\n\n.\n..two\n")
    equal(delivered, [[b"Subject: dots", b"", b".", b"..two"]])


# What OpenSSL objects to when a client asks for 127.0.0.1: X509_V_ERR_ numbers.
NOT_YET, EXPIRED, SELF_SIGNED, SELF_SIGNED_ROOT = 9, 10, 18, 19
NO_ISSUER, WRONG_IP = 20, 64
OBJECTIONS = {
    "good": set(),
    "chain": set(),
    "chain-missing": {NO_ISSUER},
    "ends-soon": set(),
    "expired": {EXPIRED},
    "not-yet-valid": {NOT_YET},
    "self-signed": {SELF_SIGNED},
    "unknown-ca": {NO_ISSUER},
    "unknown-ca-sent": {SELF_SIGNED_ROOT},
    "wrong-name": {WRONG_IP},
    "expired-wrong-name": {EXPIRED, WRONG_IP},
    "expired-self-signed": {EXPIRED, SELF_SIGNED},
    "expired-unknown-ca-wrong-name": {EXPIRED, NO_ISSUER, WRONG_IP},
    "not-yet-valid-unknown-ca": {NOT_YET, NO_ISSUER},
    "self-signed-wrong-name": {SELF_SIGNED, WRONG_IP},
    "unknown-ca-wrong-name": {NO_ISSUER, WRONG_IP},
}


def objections(name: str) -> set[int]:
    # One question at a time, because OpenSSL stops at the first objection of some kinds.
    ca, sent = certs.ca_file(certificates()), certs.chain(certificates(), name)[0]
    questions = (("-CAfile", ca, "-untrusted", sent, "-no_check_time", "-purpose", "sslserver"),
                 ("-partial_chain", "-trusted", sent, "-no_check_time", "-verify_ip", "127.0.0.1"),
                 ("-partial_chain", "-trusted", sent))
    said = "".join(subprocess.run(("openssl", "verify", *question, sent), text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
                   for question in questions)
    return {int(number) for number in re.findall(r"^error (\d+) at", said, re.MULTILINE)}


def check_certificates_are_what_they_say() -> None:
    equal({name: objections(name) for name in OBJECTIONS}, OBJECTIONS)
    equal(set(OBJECTIONS), {cert.name for cert in certs.CERTS if not cert.is_ca})


def check_a_client_meets_the_certificate() -> None:
    for name, code in (("expired", 10), ("self-signed", 18), ("wrong-name", 64)):
        error = raises(ssl.SSLCertVerificationError, handshake, f"tls {name}", "127.0.0.1")
        equal(error.verify_code, code)


def handshake(text: str, name: str = "localhost", context: ssl.SSLContext | None = None) -> bytes:
    with server(text) as played, connect(played.port) as sock:
        with (context or trusting()).wrap_socket(sock, server_hostname=name) as secured:
            return secured.recv(100)


def check_tls_options() -> None:
    equal(handshake("tls good\nsend hello"), b"hello\r\n")
    raises(ssl.SSLError, handshake, "tls good tls1.1\nsend hello")
    old = trusting()
    old.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    old.set_ciphers("DEFAULT@SECLEVEL=0")
    equal(handshake("tls good tls1.1\nsend hello", context=old), b"hello\r\n")
    raises(ssl.SSLError, handshake, "tls good client-certificate\nsend hello")


def check_a_resumed_session_is_told() -> None:
    context, session = trusting(), None
    context.maximum_version = ssl.TLSVersion.TLSv1_2  # the session is there with the handshake
    with server("tls good\nsend hello") as played:
        for _ in range(2):
            with connect(played.port) as sock, context.wrap_socket(
                    sock, server_hostname="localhost", session=session) as secured:
                equal(secured.recv(100), b"hello\r\n")
                session = secured.session
        played.close(PATIENCE)
        equal(played.record.texts("tls"), ["TLSv1.2", "TLSv1.2, resumed"])


def check_pin_is_the_key() -> None:
    key = certs.run_openssl(certificates(), "pkey", "-in", "good.key", "-pubout", "-outform", "DER")
    digest = base64.b64encode(hashlib.sha256(key).digest()).decode("ascii")
    equal(certs.pin(certificates(), "good"), "sha256//" + digest)


def check_injection_is_one_segment() -> None:
    text = "expect STARTTLS\nraw 220 go ahead\\r\\n250 injected\\r\\n\ntls good"
    with server(text) as played, connect(played.port) as sock:
        sock.sendall(b"STARTTLS\r\n")
        equal(sock.recv(4096), b"220 go ahead\r\n250 injected\r\n")


def check_refuse_refuses() -> None:
    with server("listen refuse") as played:
        raises(ConnectionRefusedError, connect, played.port)


def check_blackhole_swallows() -> None:
    with server("listen blackhole") as played:
        raises(socket.timeout, socket.create_connection, ("127.0.0.1", played.port), 1)


def check_silence_ends_with_the_client() -> None:
    with server("silence") as played:
        with connect(played.port) as sock:
            sock.sendall(b"EHLO there\r\n\x16\x03")
            sock.shutdown(socket.SHUT_WR)
            equal(everything(sock), b"")
        played.close(PATIENCE)
        equal([event[2:] for event in played.record.events], [
            ("connect", ""), ("line", "EHLO there"), ("bytes", "\x16\x03"),
            ("left", "the client left")])


def receive_one(port: int) -> bytes:
    # The reset may come before connect() has returned.
    with connect(port) as sock:
        return sock.recv(1)


def check_close_and_reset() -> None:
    with server("send 421 no\nclose\nconnection 2:\n  reset") as played:
        with connect(played.port) as sock:
            equal(everything(sock), b"421 no\r\n")
            sock.sendall(b"QUIT\r\n")
        raises(ConnectionResetError, receive_one, played.port)
        played.close(PATIENCE)
        equal(played.record.commands(1), ["QUIT"])


def check_close_under_tls() -> None:
    with server("tls good\nsend bye\nclose") as played, connect(played.port) as sock:
        with trusting().wrap_socket(sock, server_hostname="localhost",
                                    suppress_ragged_eofs=False) as secured:
            equal(everything(secured), b"bye\r\n")


def check_sections_and_wait() -> None:
    with server("send other\nconnection 1:\n  wait 2\n  send first") as played:
        with connect(played.port) as first, connect(played.port) as second:
            equal(second.recv(100), b"other\r\n")
            equal(first.recv(100), b"first\r\n")
        equal(played.record.connections(), 2)


def check_drip_and_flood() -> None:
    with server("drip 0 abc\\r\\n\ndrip 1 {user}\nconnection 2:\n  flood x") as played:
        with connect(played.port) as sock:
            equal(everything(sock), b"abc\r\n" + USER.encode())
        with connect(played.port) as sock:
            equal(sock.recv(1000, socket.MSG_WAITALL), b"x" * 1000)


def unacknowledged(sock: socket.socket) -> int:
    return struct.unpack("i", fcntl.ioctl(sock, termios.TIOCOUTQ, bytes(4)))[0]


class Unable(Exception):
    """This cannot be checked here; the text says why."""


def check_deaf_and_hear() -> None:
    if not wire.may_stop_hearing():
        raise Unable("this user may put no filter on a socket")
    with server("expect ONE\ndeaf\nsend a\nwait 2\nhear\nexpect TWO\nsend b\n"
                "connection 2:\n  close") as played:
        with connect(played.port) as sock:
            sock.sendall(b"ONE\r\n")
            equal(sock.recv(100), b"a\r\n")
            sock.sendall(b"TWO\r\n")
            equal(unacknowledged(sock), len(b"TWO\r\n"))
            connect(played.port).close()
            equal(sock.recv(100), b"b\r\n")
            equal(unacknowledged(sock), 0)


def check_surprises_are_recorded() -> None:
    with server("expect EHLO\nconnection 2:\n  send {nobody}") as played:
        with connect(played.port) as sock:
            sock.sendall(b"HELO there\r\n")
            equal(everything(sock), b"")
        connect(played.port).close()
        played.close(PATIENCE)
        texts = " ".join(played.record.texts("problem"))
        assert "HELO there" in texts and "{nobody}" in texts, texts


WRONG_SCRIPTS = ("say hello", "send", "close now", "listen maybe", "wait long", "on EHLO",
                 "raw \\q", "send x\n  send y", "use nothing-like-this", "if tls", "drip fast x")


def check_wrong_scripts_are_refused() -> None:
    for text in WRONG_SCRIPTS:
        message = str(raises(ScriptError, Script, f"# a comment\n{text}"))
        assert message.startswith(("line 2: ", "line 3: ")), message


@contextlib.contextmanager
def running(program: str, *arguments: str) -> Iterator[dict[str, str]]:
    """The words of its first line; on leaving, its end of input and its exit."""
    with subprocess.Popen([sys.executable, "-B", os.path.join(HERE, program), *arguments],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield dict(word.split("=", 1) for word in shlex.split(process.stdout.readline()))
            process.stdin.close()
            equal(process.wait(PATIENCE), 0)
        finally:
            process.kill()


def check_demo() -> None:
    mbox = os.path.join(SCRATCH.name, "mbox")
    with running("demo.py", os.path.join(SCRATCH.name, "demo certificates"),
                 "--mbox", mbox) as words:
        user, password, ca_file = words["USER"], words["PASSWORD"], words["CA_FILE"]
        with starttls(int(words["STARTTLS_PORT"]), ca_file) as client:
            equal(plain(client, password, user), 235)
            client.sendmail(user, [user], "Subject: hello\n\nFrom here\n")
        with implicit_tls(int(words["SSL_PORT"]), ca_file) as client:
            client.login(user, password)
        with smtplib.SMTP("127.0.0.1", int(words["PLAIN_PORT"]), timeout=PATIENCE) as client:
            client.login(user, password)
            assert not client.has_extn("starttls"), "STARTTLS at the plain door"
    with open(mbox, encoding="utf-8") as file:
        separator, message = file.read().split("\n", 1)
    assert separator.startswith("From demo@example.test "), separator
    equal(message, "Subject: hello\n\n>From here\n\n")


def check_command_line() -> None:
    path, record = (os.path.join(SCRATCH.name, name) for name in ("a.script", "a.record"))
    with open(path, "w", encoding="utf-8") as file:
        file.write("send 220 {name}\nexpect QUIT")
    with running("smtpd.py", path, os.path.join(SCRATCH.name, "cli"), "--record", record) as words:
        with connect(int(words["PORT"])) as sock:
            sock.sendall(b"QUIT\r\n")
            equal(everything(sock), b"220 mail.example.test\r\n")
    with open(record, encoding="utf-8") as file:
        kinds = [json.loads(line)["kind"] for line in file]
    equal(kinds, ["connect", "line", "left"])


def check_record_finds_commands() -> None:
    record = Record()
    for text in ("ehlo there", "AUTH plain x", "\x16\x03garbage", "AUTH"):
        record.add(1, False, "line", text)
    equal(record.commands(1), ["EHLO", "AUTH", "?", "AUTH"])
    equal(record.mechanisms(), ["PLAIN"])


CHECKS = [value for name, value in list(globals().items()) if name.startswith("check_")]


def result(check: Callable[[], None]) -> tap.Result:
    name = check.__name__[len("check_"):].replace("_", " ")
    try:
        check()
        return tap.Result(name)
    except Unable as reason:
        return tap.Result(name, skipped=str(reason))
    except Exception:  # Whatever goes wrong in one check is that check's failure.
        return tap.Result(name, (traceback.format_exc(),))


if __name__ == "__main__":
    with SCRATCH:
        sys.exit(1 if tap.report(len(CHECKS), map(result, CHECKS)) else 0)
