#!/usr/bin/env -S python3 -B
"""How long the ladder takes beside its slowest door, over a link with a round trip of 100 ms.

Each door is measured alone, without a login, then a test whose chosen port is shut climbs the
ladder. The chosen port's own time is taken off; what is left is compared with the slowest door.
"""
from __future__ import annotations

import contextlib
import os
import statistics
import sys
import tempfile
import threading
import time
from typing import Callable

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, *(os.path.join(HERE, "..", part) for part in ("cli", "server"))]

import certs
import kit
import network
from delay import FAR, delayed
from kit import Box, secret
from network import Unavailable
from providers import SSL, STARTTLS
from script import Script
from smtpd import Server

ONE_WAY = 0.05
ROUNDS = 7
BOUND = 1.05
DOORS = {465: ("ssl", SSL), 587: ("starttls", STARTTLS), 25: ("starttls", STARTTLS),
         2525: ("starttls", STARTTLS)}
CERTS = (certs.Cert("ca", issuer=None, names=(), is_ca=True),
         certs.Cert("good", names=(f"IP:{FAR}",)))


def stand(stack: contextlib.ExitStack, directory: str, enter: Callable[[], None]) -> None:
    """The servers over there: their sockets are made by a thread that has gone there."""
    servers: list[Server] = []

    def open_all() -> None:
        enter()
        for port, (_, script) in DOORS.items():
            servers.append(Server(Script(script), directory, "me", secret(), at=(FAR, port)))

    thread = threading.Thread(target=open_all)
    thread.start()
    thread.join()
    for server in servers:
        stack.enter_context(server)


def run_ms(box: Box, *options: str) -> float:
    before = time.monotonic()
    box.run("test", "--no-record", *options)
    return (time.monotonic() - before) * 1e3


def median_ms(box: Box, *options: str) -> float:
    return statistics.median(run_ms(box, *options) for _ in range(ROUNDS))


def choose(box: Box, port: int, protocol: str) -> None:
    box.do("set", f"server.port={port}", f"server.protocol={protocol}")


def measure(box: Box) -> bool:
    alone = {}
    for port, (protocol, _) in DOORS.items():
        choose(box, port, protocol)
        alone[port] = median_ms(box, "--only-this-port")
        print(f"port {port} {protocol}: {alone[port]:.0f} ms alone")
    choose(box, 2526, "starttls")
    shut = median_ms(box, "--only-this-port")
    whole = median_ms(box)
    ratio = (whole - shut) / max(alone.values())
    print(f"chosen port shut: {shut:.0f} ms alone, {whole:.0f} ms with the ladder")
    print(f"ladder / slowest door: {ratio:.3f} (at most {BOUND})")
    return ratio <= BOUND


def main() -> int:
    with contextlib.ExitStack() as stack:
        directory = stack.enter_context(tempfile.TemporaryDirectory(prefix="smtpsetup-time."))
        certs.make(directory, CERTS)
        far = stack.enter_context(delayed(ONE_WAY))
        stand(stack, directory, far.enter)
        box = Box(directory)
        box.do("set", f"server.host={FAR}", f"tls.ca_file={certs.ca_file(directory)}",
               "sender.from=me@example.org")
        return 0 if measure(box) else 1


network.enter()
try:
    sys.exit(main())
except Unavailable as reason:
    print(f"not measured: {reason}")
    sys.exit(77)
