#!/usr/bin/env -S python3 -B
"""The test server: plays a script (see script.py) on a port of loopback and records the client.

    smtpd.py SCRIPT CERTIFICATES [--record FILE]

makes the certificates in the directory CERTIFICATES, listens, prints one line
PORT=... CA_FILE=... USER=... PASSWORD=..., then plays until its standard input closes. FILE gets
every event as a line of JSON at once. Tests in Python use the class Server instead.
"""
from __future__ import annotations

import argparse
import base64
import functools
import os
import secrets
import selectors
import shlex
import socket
import ssl
import sys
import tempfile
import threading
import time
from typing import Callable, Tuple

import certs
from player import Player, Problem
from record import Record
from script import Script
from wire import Left, Wire

MAX_CONNECTIONS = 64
BACKLOG = 64

Deliver = Callable[["list[bytes]"], None]
Address = Tuple[str, int]
ANY_PORT: Address = ("127.0.0.1", 0)


def family_of(at: Address) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in at[0] else socket.AF_INET


def bound(at: Address) -> socket.socket:
    sock = socket.socket(family_of(at), socket.SOCK_STREAM)
    # Old connections may linger on a known port. Of the others nobody else may get one.
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, at[1] != 0)
    sock.bind(at)
    return sock


def listen_accept(at: Address) -> list[socket.socket]:
    sock = bound(at)
    sock.listen(BACKLOG)
    sock.setblocking(False)
    return [sock]


def listen_refuse(at: Address) -> list[socket.socket]:
    # Bound but not listening: connects are refused, and nobody else gets the port meanwhile.
    return [bound(at)]


def listen_blackhole(at: Address) -> list[socket.socket]:
    # A full accept queue: the kernel drops every further SYN.
    sock = bound(at)
    sock.listen(0)
    fillers = [socket.socket(family_of(at), socket.SOCK_STREAM) for _ in range(8)]
    for filler in fillers:
        filler.setblocking(False)
        filler.connect_ex(sock.getsockname())
    return [sock] + fillers


LISTEN = {"accept": listen_accept, "refuse": listen_refuse, "blackhole": listen_blackhole}


def only_old_versions(context: ssl.SSLContext, _: str) -> None:
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT@SECLEVEL=0")


def take_weak_keys(context: ssl.SSLContext, _: str) -> None:
    context.set_ciphers("DEFAULT@SECLEVEL=0")


# The second group of RFC 2409 in the form that OpenSSL reads: 1,024 bits.
WEAK_GROUP = """-----BEGIN DH PARAMETERS-----
{}
-----END DH PARAMETERS-----
"""
WEAK_PRIME = (
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22"
    "514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6"
    "F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381"
    "FFFFFFFFFFFFFFFF")


def agree_on_weak_keys(context: ssl.SSLContext, directory: str) -> None:
    """Diffie-Hellman with 1,024 bits, which needs TLS 1.2."""
    context.set_ciphers("DHE@SECLEVEL=0")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    prime = b"\0" + bytes.fromhex(WEAK_PRIME)
    numbers = b"\x02\x81" + bytes([len(prime)]) + prime + b"\x02\x01\x02"
    sequence = base64.b64encode(b"\x30\x81" + bytes([len(numbers)]) + numbers)
    with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=directory) as file:
        file.write(WEAK_GROUP.format(sequence.decode("ascii")))
        file.flush()
        context.load_dh_params(file.name)


def nothing_newer_than_tls_1_2(context: ssl.SSLContext, _: str) -> None:
    context.maximum_version = ssl.TLSVersion.TLSv1_2


def demand_client_certificate(context: ssl.SSLContext, directory: str) -> None:
    context.load_verify_locations(certs.ca_file(directory))
    context.verify_mode = ssl.CERT_REQUIRED


def ask_for_client_certificate(context: ssl.SSLContext, directory: str) -> None:
    context.load_verify_locations(certs.ca_file(directory))
    context.verify_mode = ssl.CERT_OPTIONAL


TLS_OPTIONS = {
    "tls1.1": only_old_versions,
    "tls1.2": nothing_newer_than_tls_1_2,
    "weak": take_weak_keys,
    "weak-agreement": agree_on_weak_keys,
    "client-certificate": demand_client_certificate,
    "asks-certificate": ask_for_client_certificate,
}


@functools.lru_cache(maxsize=16)
def tls_context(directory: str, argument: str) -> ssl.SSLContext:
    name, *options = argument.split()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    for option in options:
        word, _, number = option.partition("=")
        if word == "alert":
            context.refusal = int(number)  # type: ignore[attr-defined]
        else:
            TLS_OPTIONS[word](context, directory)
    context.load_cert_chain(*certs.chain(directory, name))
    return context


class Server:
    """Plays `script` from the moment it is made until close(); `record` is what it saw."""

    def __init__(self, script: Script, certificates: str, user: str, password: str,
                 record: Record | None = None, deliver: Deliver = lambda lines: None,
                 at: Address = ANY_PORT):
        self.script = script
        self.certificates = certificates
        self.user, self.password = user.encode("utf-8"), password.encode("utf-8")
        self.record = record or Record()
        self.deliver = deliver
        self.ending = False
        self.live: list[tuple[threading.Thread, Wire]] = []
        self.sockets = LISTEN[script.listen](at)
        self.port: int = self.sockets[0].getsockname()[1]
        self.bell, self.rope = socket.socketpair()
        self.acceptor = threading.Thread(target=self.accept_all, daemon=True)
        self.acceptor.start()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def context(self, argument: str) -> ssl.SSLContext:
        return tls_context(self.certificates, argument)

    def wait_for_connection(self, number: int) -> None:
        self.record.wait(lambda: self.ending or self.record.connections() >= number)

    def accept_all(self) -> None:
        selector = selectors.DefaultSelector()
        selector.register(self.bell, selectors.EVENT_READ)
        if self.script.listen == "accept":
            selector.register(self.sockets[0], selectors.EVENT_READ)
        ready: list[object] = []
        while self.bell not in ready:
            ready = [key.fileobj for key, _ in selector.select()]
            # Also when the bell has rung: a client that came and went must not be missed.
            while self.script.listen == "accept" and self.accept_one():
                pass
        selector.close()

    def accept_one(self) -> bool:
        try:
            sock = self.sockets[0].accept()[0]
        except BlockingIOError:
            return False
        self.live = [pair for pair in self.live if pair[0].is_alive()]
        if len(self.live) >= MAX_CONNECTIONS:
            sock.close()
            return True
        sock.setblocking(True)
        wire = Wire(sock, self.record, self.record.connections() + 1)
        wire.note("connect", "")
        thread = threading.Thread(target=self.serve, args=(wire,), daemon=True)
        self.live.append((thread, wire))
        thread.start()
        return True

    def serve(self, wire: Wire) -> None:
        try:
            Player(self, wire).run(self.script.steps(wire.number))
        except Left as end:
            wire.note("left", str(end))
        except Problem as problem:
            wire.note("problem", str(problem))
        except Exception as fault:  # A fault of the server has to be seen in the test's result.
            wire.note("problem", f"the test server failed: {fault!r}")
        finally:
            wire.close()

    def close(self, grace: float = 0) -> None:
        """Ends the server. Clients that have gone are served to their last byte; those still there
        are given `grace` seconds to leave, then cut off."""
        self.rope.close()
        self.acceptor.join()
        self.ending = True
        self.record.wake()
        deadline = time.monotonic() + grace
        for thread, _ in self.live:
            thread.join(max(0.0, deadline - time.monotonic()))
        for thread, wire in self.live:
            wire.abort()
            thread.join()
        for sock in self.sockets + [self.bell]:
            sock.close()


def credentials() -> tuple[str, str]:
    """A user and a password nobody has: made up at the start, easy to type."""
    return "demo@example.test", "-".join(secrets.token_hex(2) for _ in range(3))


def announce(**words: object) -> None:
    """The line that says that the server is ready, for a shell's eval."""
    print(" ".join(f"{key}={shlex.quote(str(value))}" for key, value in words.items()), flush=True)


def wait_for_end_of_input() -> None:
    while sys.stdin.buffer.read(4096):
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description="play an SMTP script on a port of 127.0.0.1")
    parser.add_argument("script", type=argparse.FileType(encoding="utf-8"))
    parser.add_argument("certificates", type=os.path.abspath)
    parser.add_argument("--record", type=argparse.FileType("w", encoding="utf-8"))
    given = parser.parse_args()
    script = Script(given.script.read())
    certs.make(given.certificates)
    user, password = credentials()
    with Server(script, given.certificates, user, password, Record(given.record)) as server:
        announce(PORT=server.port, CA_FILE=certs.ca_file(given.certificates),
                 USER=user, PASSWORD=password)
        wait_for_end_of_input()


if __name__ == "__main__":
    main()
