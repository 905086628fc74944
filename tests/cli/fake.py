"""A worker that says what it is told, beside a copy of the program in the box.

The program takes the worker that lies beside it. record() writes one record as the pipe carries
it: a length, the type, then name, length and bytes of every value.
"""
from __future__ import annotations

import os
import shutil
import struct
import subprocess
from typing import Iterable

import kit

# It takes a byte of the job first, so that the program never writes to a closed pipe.
WORKER = """#!/bin/sh
head -c 1 >/dev/null
cat "${0%/*}/answer"
test ! -e "${0%/*}/stay" || { echo $$ >"${0%/*}/stay"; exec sleep 600; }
"""

ENCRYPTED, USER, SENT, AUTHENTICATED = 1 << 8, 1 << 0, 1 << 11, 1 << 12
GREETING, EHLO, BYTES, AUTH_OFFERED = 1 << 2, 1 << 3, 1 << 1, 1 << 9
END_OK, END_CONNECT, END_TIMEOUT, END_CERT, END_LOGIN, END_SETUP = 0, 2, 3, 7, 9, 11

# The facts of a login over TLS that went well.
GOOD = [("end", END_OK), ("step", 10), ("code", 235), ("total", "12.5"), ("text", "accepted"),
        ("flags", ENCRYPTED | USER | SENT | AUTHENTICATED | GREETING | EHLO | BYTES),
        ("enhanced", "2.7.0"), ("address", "192.0.2.7"), ("tried", "PLAIN"), ("dns", "0"),
        ("connect", "1"), ("greeting", "2"), ("ehlo", "3"), ("starttls", "4"), ("tls", "5"),
        ("auth", "9"), ("done", "12"), ("tls_version", "TLSv1.3"), ("tls_cipher", "AES"),
        ("subject", "CN=mx"), ("issuer", "CN=ca"), ("name", "mx.example.org"),
        ("not_after", "2030-01-01T00:00:00Z"), ("days_left", "90"), ("sha256", "00ff"),
        ("problems", "0"), ("chain.sha256", "ffee"), ("chain.subject", "CN=ca"),
        ("chain.issuer", "CN=root"), ("chain.days_left", "900"), ("capability", "SIZE 1000"), ("line", "0.3 S 220 mx"),
        ("line", "0.4 C EHLO me")]

Facts = Iterable[tuple[str, object]]


def record(kind: str, values: Facts) -> bytes:
    body = kind.encode() + b"\0"
    for name, value in values:
        data = str(value).encode()
        body += name.encode() + b"\0" + struct.pack(">I", len(data)) + data + b"\0"
    return struct.pack(">I", len(body)) + body


def changed(facts: Facts, **new: object) -> list[tuple[str, object]]:
    """The facts with other values; None takes a fact away."""
    kept = [(name, value) for name, value in facts if name not in new]
    return kept + [(name, value) for name, value in new.items() if value is not None]


def version() -> str:
    return subprocess.run([kit.PROGRAM, "--version"], stdout=subprocess.PIPE, check=True,
                          timeout=kit.PATIENCE).stdout.decode().split()[1]


def place(box: kit.Box, answer: bytes = b"") -> str:
    """Puts the two programs into the box; gives the path of the first."""
    program = box.path("smtpsetup")
    if not os.path.exists(program):
        shutil.copy(kit.PROGRAM, program)
        box.write(WORKER, 0o700, "smtpsetup-net")
    box.write(answer, name="answer")
    return program


def answer(facts: Facts, requests: int = 1) -> bytes:
    """What a worker says that finds out the same of so many requests, which are counted from 1."""
    return record("hello", [("version", version())]) + b"".join(
        record("result", [*facts, ("job", n + 1)]) for n in range(requests))


def endless() -> bytes:
    """
    What a worker says that begins and finds nothing out. Without a step a test ends after ten
    seconds, with one after its time: test.timeout=600 where a slow machine may take that long.
    """
    return record("hello", [("version", version())]) + b"".join(
        record("step", [("name", "dns"), ("ms", 0), ("job", n + 1)]) for n in range(4))


def judge(box: kit.Box, facts: Facts, *words: str) -> kit.Answer:
    """Runs the verb `test` with a worker that found out these facts."""
    return box.run("test", *words, program=[place(box, answer(facts))])
