"""A form on a terminal of its own, and what a server may try to do to that terminal.

All that the program writes is kept as bytes, so that what a terminal would obey can be told from
what it would show.
"""
from __future__ import annotations

import base64
import os
import pty
import re
import select
import struct
import termios
import fcntl
from typing import Callable, Iterator
from urllib.parse import quote, quote_plus

import kit

# No sequence of ours has such a parameter: one that has it came from a server.
MARK = "31337"

# What a terminal obeys: 7-bit and 8-bit CSI, OSC, DCS; and what misleads the eye.
PAYLOADS = (
    f"\x1b[{MARK}m", f"\x1b]0;{MARK}\x07", f"\x1bP{MARK}q\x1b\\", f"\x1b[{MARK};1H", "\x1bc",
    f"\x1b[?{MARK}h", "\x07", "\x08\x08\x08", "\x0e", "\x7f", f"\x9b{MARK}m", f"\x9d0;{MARK}\x9c",
    f"\u009b{MARK}m", "\u202e", "\u200b", "\u2066", "\ufeff",
)

SEQUENCE = re.compile(r"\x1b(?:\[([?>=!]?)([0-9;:]*)([@-~])|([()*+\]])(.*?\x07|.)|([^\[()*+\]]))")
# What any screen may need: moving, erasing, shifting, repeating, attributes.
ORDINARY = {("", final, "", "", "") for final in "ABCDGHJKLMPX@bdmr"}
MISLEADING = re.compile("[\x80-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
OBEYED = re.compile("[\0-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f\x9b]")


def forms(user: str, password: str) -> Iterator[bytes]:
    """How a password may be disguised: raw, hexadecimal, for URLs, and base64 wherever it begins
    in what was encoded."""
    raw = password.encode()
    yield raw
    yield raw.hex().encode()
    yield from (quote(password, safe="").encode(), quote_plus(password).encode())
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + raw)
        yield coded[-(-offset * 8 // 6):len(coded) // 4 * 4 - 4]
    yield base64.b64encode(f"\0{user}\0{password}".encode())


class Screen:
    """The program on a pty. wait() reads on until what it has written makes a condition true."""

    def __init__(self, words: list[str], environment: dict[str, str], rows: int = 24,
                 columns: int = 80):
        self.seen = b""
        self.status = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(words[0], words, environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))

    def read(self) -> bool:
        """False: the program has ended."""
        if not select.select([self.fd], [], [], kit.PATIENCE)[0]:
            raise AssertionError(f"nothing for {kit.PATIENCE} s: {self.seen[-400:]!r}")
        try:
            block = os.read(self.fd, 65536)
        except OSError:  # the other end is closed
            block = b""
        self.seen += block
        return bool(block)

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        while not condition():
            if not self.read():
                raise AssertionError(f"ended before {what}: {self.seen[-400:]!r}")

    def wait_for(self, text: str) -> None:
        start = len(self.seen)
        self.wait(lambda: text.encode() in self.seen[start:], text)

    def press(self, keys: bytes, text: str) -> None:
        """Keys, and what they must bring to the screen."""
        start = len(self.seen)
        os.write(self.fd, keys)
        self.wait(lambda: text.encode() in self.seen[start:], text)

    def end(self, keys: bytes) -> int:
        os.write(self.fd, keys)
        while self.read():
            pass
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def shapes(seen: bytes) -> set[tuple[str, ...]]:
    """The kinds of sequences, without their numbers; of what goes to the terminal itself (OSC),
    the whole text."""
    text = seen.decode("utf-8", "surrogateescape")
    return {tuple(part or "" for part in (m[1], m[3], m[4], m[5], m[6]))
            for m in SEQUENCE.finditer(text)}


def trouble(seen: bytes, known: set[tuple[str, ...]]) -> list[str]:
    """What came that the program never writes of its own accord."""
    try:
        text = seen.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"no UTF-8: {seen[max(0, error.start - 20):error.end + 20]!r}"]
    found = [f"a new kind of sequence: {shape}" for shape in shapes(seen) - known - ORDINARY]
    found += [f"a sequence from outside: {m[0]!r}" for m in SEQUENCE.finditer(text)
              if MARK in (m[2] or "")]
    rest = SEQUENCE.sub("", text)
    for pattern in (MISLEADING, OBEYED):
        found += [f"{m[0]!r} in {rest[max(0, m.start() - 20):m.end() + 20]!r}"
                  for m in pattern.finditer(rest)]
    if "\x1b" in rest:
        found.append("half a sequence")
    return found
