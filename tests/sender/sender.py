"""What the tests of the sender share: a server that keeps what arrives, and calls of the program."""
from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any, Callable, Iterator, Optional

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "cli"), os.path.join(HERE, "..", "server")]

import kit
from kit import Box, secret
from record import Record
from script import Script
from smtpd import ANY_PORT, Server

PROGRAM = os.path.join(os.path.dirname(kit.PROGRAM), "smtpsetup-sendmail")
USER, FROM = "me@own.example", "allowed@own.example"
LOGIN = "mark clear-login\nmark no-starttls\n"
CERTIFICATES = tempfile.mkdtemp(prefix="smtpsetup-certificates.")
PATIENCE = 60  # seconds, for a machine that is slow; never an expectation


class Relay:
    """The server of one test: what it was told, and the messages that it took."""

    def __init__(self, password: str) -> None:
        self.password = password
        self.messages: list[bytes] = []
        self.lock = threading.Lock()
        self.record = Record()
        self.port = 0
        self.server: Optional[Server] = None

    def take(self, lines: list[bytes]) -> None:
        with self.lock:
            self.messages.append(b"\r\n".join(lines))

    def start(self, script: str = "", password: str = "") -> None:
        at = ("127.0.0.1", self.port) if self.port else ANY_PORT
        self.server = Server(Script(f"{LOGIN}{script}\nuse submission"), CERTIFICATES, USER,
                             password or self.password, self.record, deliver=self.take, at=at)
        self.port = self.server.__enter__().port

    def stop(self) -> None:
        if self.server:
            self.server.__exit__(None, None, None)
        self.server = None

    def said(self, word: str) -> list[str]:
        """The lines of clients that begin with the word."""
        return [line for line in self.record.texts("line") if line.upper().startswith(word)]


@contextlib.contextmanager
def relay(box: Box, *settings: str, script: str = "", up: bool = True) -> Iterator[Relay]:
    r = Relay(secret())
    r.start(script)
    box.do("set", "server.host=127.0.0.1", f"server.port={r.port}", "server.protocol=plain",
           f"auth.user={USER}", f"sender.from={FROM}", *settings, "--password-stdin",
           stdin=r.password.encode())
    if not up:
        r.stop()
    try:
        yield r
    finally:
        wait(lambda: idle(box))
        r.stop()


def wait(done: Callable[[], Any]) -> bool:
    """Until it is so, or for as long as a very slow machine may need."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.01)
    return False


def spool(box: Box) -> str:
    """The folder of the box's configuration; empty: there is none yet."""
    root = os.path.join(box.path("state"), "smtpsetup", "spool")
    found = sorted(os.listdir(root)) if os.path.isdir(root) else []
    return os.path.join(root, found[0]) if found else ""


def files(box: Box, end: str = ".mail") -> list[str]:
    folder = spool(box)
    return sorted(name for name in os.listdir(folder) if name.endswith(end)) if folder else []


def idle(box: Box) -> bool:
    """Does nobody deliver?"""
    folder = spool(box)
    if not folder or not os.path.exists(os.path.join(folder, "run.lock")):
        return True
    return subprocess.run(["flock", "-n", os.path.join(folder, "run.lock"), "true"],
                          check=False).returncode == 0


def call(box: Box, *words: str, message: bytes = b"", name: str = PROGRAM,
         config: bool = True) -> kit.Answer:
    extra = ["--config", box.config] if config else []
    done = subprocess.run([name, *extra, *words], input=message, capture_output=True,
                          env=box.environment(), check=False, timeout=kit.PATIENCE)
    return kit.Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def sent(box: Box, *words: str, message: bytes = b"Subject: s\n\nx\n") -> None:
    answer = call(box, *words, message=message)
    box.expect(answer.code == 0, "exit of a call that is kept or sent", answer)


def points(*words: str, message: bytes = b"", **more: Any) -> list[tuple[str, int]]:
    """The system calls that a program makes: each name, with 1 for its first call, and so on."""
    found: dict[str, int] = {}
    with tempfile.NamedTemporaryFile("r", errors="replace") as trace:
        subprocess.run(["strace", "-qq", "-o", trace.name, "-e", "signal=none", *words],
                       input=message, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       check=False, timeout=kit.PATIENCE, **more)
        calls = [line.split("(")[0] for line in trace if "(" in line]
    result = []
    for name in calls:
        found[name] = found.get(name, 0) + 1
        result.append((name, found[name]))
    return result


def strace(*words: str, at: tuple[str, int], signal: str = "KILL", message: bytes = b"",
           **more: Any) -> int:
    """The exit code of a program that gets a signal at one of its points."""
    return subprocess.run(
        ["strace", "-qq", "-o", "/dev/null", "-e", "trace=all", "-e", "signal=none",
         "-e", f"inject={at[0]}:signal={signal}:when={at[1]}", *words], input=message,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=kit.PATIENCE,
        **more).returncode
