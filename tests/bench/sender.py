#!/usr/bin/env -S python3 -B
"""What sending costs: messages over a line of 100 ms, taking one, and listing 10,000.

A line is a figure, what it is compared with in the same run, and its bound. What other senders are
installed is measured beside; where there is no second network the line is left out and named.
"""
from __future__ import annotations

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Callable, Optional

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "netns")]

from delay import FAR, delayed
from network import Unavailable

BUILD = Path(os.environ.get("builddir", ".")).absolute()
SENDMAIL, VERBS = str(BUILD / "smtpsetup-sendmail"), str(BUILD / "smtpsetup")
ONE_WAY = 0.05
MESSAGES, LINE_BOUND = 200, 1.05
ROUNDS, ACCEPT_BOUND = 100, 1.0
WAITING, LIST_BOUND, LIST_MB = 10000, 2.0, 10
MESSAGE = b"Subject: a report\n\n" + b"all is well, and this is a line of it\n" * 54


class Taker(threading.Thread):
    """An SMTP server that takes everything, with PIPELINING; in the network of its thread."""

    def __init__(self, enter: Callable[[], None]):
        super().__init__(daemon=True)
        self.enter, self.ready, self.port, self.taken = enter, threading.Event(), 0, 0

    def run(self) -> None:
        self.enter()
        with socket.create_server(("", 0)) as listener:
            self.port = listener.getsockname()[1]
            self.ready.set()
            while True:
                connection, _ = listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with connection:
                    self.serve(connection)

    def serve(self, connection: socket.socket) -> None:
        connection.sendall(b"220 taker ESMTP\r\n")
        held, in_text = b"", False
        while True:
            got = connection.recv(65536)
            if not got:
                return
            held += got
            answers = b""
            while True:
                end = b"\r\n.\r\n" if in_text else b"\r\n"
                at = held.find(end)
                if at < 0:
                    break
                line, held = held[:at], held[at + len(end):]
                if in_text:
                    self.taken += 1
                    answers, in_text = answers + b"250 2.0.0 taken\r\n", False
                    continue
                word = line[:4].upper()
                in_text = word == b"DATA"
                answers += {b"EHLO": b"250-taker\r\n250-PIPELINING\r\n250-SIZE\r\n250 AUTH PLAIN\r\n",
                            b"AUTH": b"235 2.7.0 in\r\n", b"DATA": b"354 go on\r\n",
                            b"QUIT": b"221 bye\r\n"}.get(word, b"250 2.1.0 ok\r\n")
            if answers:
                connection.sendall(answers)


def environment(scratch: str) -> dict[str, str]:
    return {**os.environ, "HOME": scratch, "XDG_STATE_HOME": f"{scratch}/state", "LC_ALL": "C.UTF-8"}


def configure(scratch: str, host: str, port: int) -> str:
    config = f"{scratch}/smtpsetup.cfg"
    subprocess.run([VERBS, "--config", config, "set", f"server.host={host}", f"server.port={port}",
                    "server.protocol=plain", "auth.user=me@b.example", "sender.from=me@b.example",
                    "server.helo_name=client.b.example", "server.hosting=self-hosted",
                    "--password-stdin"], input=b"secret", env=environment(scratch), check=True,
                   stderr=subprocess.DEVNULL)
    return config


def spool_of(scratch: str) -> Path:
    return next((Path(scratch) / "state" / "smtpsetup" / "spool").iterdir())


def call(scratch: str, config: str, *words: str, message: bytes = b"") -> bytes:
    return subprocess.run([SENDMAIL, "--config", config, *words], input=message, check=True,
                          env=environment(scratch), stdout=subprocess.PIPE).stdout


def fill(scratch: str, config: str, n: int) -> Path:
    """So many messages wait, due at once: one is taken, and copied."""
    call(scratch, config, "to@b.example", message=MESSAGE)
    place = spool_of(scratch)
    while subprocess.run(["flock", "-n", place / "run.lock", "true"], check=False).returncode:
        time.sleep(0.01)
    for progress in place.glob("*.progress"):
        progress.unlink()
    first = next(place.glob("*.mail")).read_bytes()
    for i in range(1, n):
        (place / f"00000001{i:08x}.mail").write_bytes(first)
        (place / f"00000001{i:08x}.mail").chmod(0o600)
    return place


def round_trip(port: int) -> float:
    """Seconds, as they are on this line and this machine: the mean of many."""
    with socket.create_connection((FAR, port)) as s:
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        s.recv(4096)
        before = time.monotonic()
        for _ in range(50):
            s.sendall(b"NOOP\r\n")
            s.recv(4096)
        return (time.monotonic() - before) / 50


def line() -> bool:
    with contextlib.ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory())
        far = stack.enter_context(delayed(ONE_WAY))
        taker = Taker(far.enter)
        taker.start()
        taker.ready.wait()
        config = configure(scratch, "127.0.0.1", 9)  # nobody is there yet
        place = fill(scratch, config, MESSAGES)
        configure(scratch, FAR, taker.port)
        trip = round_trip(taker.port)
        before = time.monotonic()
        subprocess.run([VERBS, "--config", config, "queue", "run"], env=environment(scratch),
                       check=True)
        took = time.monotonic() - before
        left = len(list(place.glob("*.mail")))
    if left or taker.taken != MESSAGES:
        raise SystemExit(f"{left} messages are left, {taker.taken} arrived")
    ratio = took / (MESSAGES * 2 * trip)
    print(f"{MESSAGES} messages over a round trip of {1000 * trip:.1f} ms: {took:.1f} s, "
          f"{ratio:.3f} x 2 round trips a message (at most {LINE_BOUND})")
    return ratio <= LINE_BOUND


def main() -> int:
    good = True
    for figure in FIGURES:
        try:
            good = figure() and good
        except Unavailable as reason:
            print(f"{figure.__name__}: not measured: {reason}")
    return 0 if good else 1


FIGURES = (line,)

if __name__ == "__main__":
    sys.exit(main())
