#!/usr/bin/env -S python3 -B
"""Cancels tests at random moments: each must end as cancelled, leave no process, and be quick.

    cancel.py [--limit MS] [N]

N times (100) SIGINT comes after a random part of what the server sees and says, which drips in the
greeting, EHLO, TLS and login. The time from the signal to the end of the program is measured;
--limit makes a longer one a failure, for a machine that has nothing else to do.
"""
from __future__ import annotations

import argparse
import ctypes
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "cli"), os.path.join(HERE, "..", "server")]

import certs
import kit
from script import Script
from smtpd import Server

PR_SET_CHILD_SUBREAPER = 36
USER = "me@own.example"
CANCELLED = 130
SERVER = r"""
drip 1 220\x20mail.example.test\x20ESMTP\x20at\x20its\x20leisure\r\n
on EHLO
    drip 1 250-mail.example.test\r\n250-STARTTLS\r\n250-AUTH\x20PLAIN\x20LOGIN\r\n250\x20SIZE\x201000\r\n
on STARTTLS
    drip 1 220\x20go\x20on\r\n
    tls good
on AUTH
    silence
serve
"""
# The bytes that drip in all, and some for what happens between them.
MOMENTS = 260


def spin(moment: int) -> None:
    """Some thousandths of a second: any moment will do, none is waited for."""
    until = time.monotonic() + moment / 1000
    while time.monotonic() < until:
        pass


def nobody_is_left() -> bool:
    """Whoever loses its parent becomes a child of this process."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def cancel(box: kit.Box, moment: int) -> tuple[float, str]:
    """Milliseconds, and what was wrong."""
    process = subprocess.Popen([kit.PROGRAM, "--config", box.config, "test", "--no-record"],
                               env=box.environment(), stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    spin(moment)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    code = process.wait(kit.PATIENCE)
    took = (time.monotonic() - start) * 1000
    early = code == -signal.SIGINT  # before the program was there to cancel anything
    problem = "" if code == CANCELLED or early else f"exit {code}"
    return took, problem or ("" if nobody_is_left() else "a process is left")


def sweep(box: kit.Box, count: int, limit: float) -> bool:
    took, problems, seed = [], [], random.randrange(1 << 32)
    choice = random.Random(seed)
    for _ in range(count):
        moment = choice.randrange(MOMENTS)
        milliseconds, problem = cancel(box, moment)
        took.append(milliseconds)
        if problem or milliseconds > limit:
            problems.append(f"at {moment} ms: {problem or f'{milliseconds:.0f} ms'}")
    print("1..1")
    print(f"{'not ok' if problems else 'ok'} 1 - {count} tests cancelled at random moments")
    print(f"# worst {max(took):.1f} ms, median {sorted(took)[count // 2]:.1f} ms, seed {seed}")
    for problem in problems:
        print(f"#   {problem}")
    return not problems


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=float, default=float("inf"), metavar="MS")
    parser.add_argument("count", type=int, nargs="?", default=100)
    given = parser.parse_args()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="smtpsetup-cancel.") as directory:
        box = kit.Box(directory)
        certificates = box.path("certificates")
        certs.make(certificates)
        with Server(Script(SERVER), certificates, USER, kit.secret()) as server:
            box.do("set", "server.host=127.0.0.1", f"server.port={server.port}",
                   f"auth.user={USER}", f"tls.ca_file={certs.ca_file(certificates)}",
                   "--password-stdin", stdin=kit.secret().encode())
            return 0 if sweep(box, given.count, given.limit) else 1


if __name__ == "__main__":
    sys.exit(main())
