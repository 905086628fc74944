"""The program on a terminal of its own, whose state is looked at from outside: its modes, and all
that was ever written to it."""
from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from typing import Callable, Iterator, Optional, Sequence

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))

import kit
from entries import Entry

TITLE = b"SMTP"     # in the title at every size that can show the form
QUIT, CANCEL = b"\x18", b"\x03"  # ^X, ^C
MARK = b"(the mark of the test)"
STAND_IN = "xterm-256color"
SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
PAIRS = (("smcup", "rmcup"), ("smkx", "rmkx"), ("civis", "cnorm"), ("cvvis", "cnorm"),
         ("smir", "rmir"))
LITERAL_PAIRS = ((b"\x1b[?2004h", b"\x1b[?2004l"), (b"\x1b[?1000h", b"\x1b[?1000l"),
                 (b"\x1b[?1002h", b"\x1b[?1002l"), (b"\x1b[?1049h", b"\x1b[?1049l"))


def quit_key(entry: Entry) -> bytes:
    """On some terminals ^X is an arrow."""
    return CANCEL if entry.keys(QUIT) else QUIT


class Gone(AssertionError):
    """The program ended before it should."""


def set_size(fd: int, rows: int, columns: int) -> None:
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))


def attributes_left(seen: bytes, off: bytes = b"0") -> set[str]:
    """What the ECMA-48 sequences in there have switched on and not off; off: what does that."""
    on: set[str] = set()
    for found in SGR.finditer(seen):
        words = [int(word or 0) for word in re.split(rb"[;:]", found[1])]
        while words:
            word = words.pop(0)
            if word in (0, int(off)):
                on.clear()
            elif word in (38, 48):
                on.add("colour" if word == 38 else "ground")
                del words[:2 if words[:1] == [5] else 5]
            elif word in range(30, 38) or word in range(90, 98):
                on.add("colour")
            elif word in range(40, 48) or word in range(100, 108):
                on.add("ground")
            elif word == 39:
                on.discard("colour")
            elif word == 49:
                on.discard("ground")
            elif word in (21, 22):
                on -= {"1", "2"}
            elif word in range(23, 29):
                on.discard(str(word - 20))
            elif word in range(1, 9):
                on.add(str(word))
    return on


def left_on(entry: Entry, seen: bytes) -> Iterator[str]:
    """What was switched on and not off again; of some terminals reverse is the usual state."""
    seen = seen.replace(b"\0", b"")  # which are pauses
    for start, end in PAIRS:
        on, off = entry.get(start), entry.get(end)
        if on and off and on != off and seen.rfind(on) > seen.rfind(off):
            yield f"{start} without {end}"
    for on, off in LITERAL_PAIRS:
        if seen.rfind(on) > seen.rfind(off):
            yield f"{on!r} without {off!r}"
    if (entry.get("cup") or b"").startswith(b"\x1b["):
        normal = entry.get("sgr0") or b""
        word = re.match(rb"\x1b\[(\d+)m", normal)
        usual = attributes_left(normal + (entry.get("op") or b""))
        left = attributes_left(seen, word[1] if word else b"0") - usual
        if left:
            yield f"attributes {sorted(left)}"
        return
    off = entry.get("sgr0")
    for name in ("bold", "rev", "smul", "smso", "dim"):
        on = entry.get(name) or b""
        # One byte may as well be a row or a column.
        if len(on) > 1 and off and on != off and seen.rfind(on) > max(
                seen.rfind(off), seen.rfind(entry.get("op") or off)):
            yield f"{name} without sgr0"


class Terminal:
    """A context: what still runs at its end is killed."""

    def __init__(self, words: Sequence[str], environment: dict[str, str], rows: int = 24,
                 columns: int = 80, shell: Optional[Callable[[int], None]] = None,
                 controls: bool = True):
        self.master, self.slave = pty.openpty()
        set_size(self.master, rows, columns)
        self.before = termios.tcgetattr(self.slave)
        self.seen, self.code, self.cpu = b"", None, 0.0
        self.pid = os.fork()
        if self.pid == 0:
            self._become(words, environment, shell, controls)
        self.ended = os.pidfd_open(self.pid)

    def _become(self, words: Sequence[str], environment: dict[str, str],
                shell: Optional[Callable[[int], None]], controls: bool) -> None:
        try:
            os.setsid()
            if controls:
                fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            for fd in range(3):
                os.dup2(self.slave, fd)
            os.closerange(3, self.master + 1) if shell is None else None
            for number in (signal.SIGPIPE, signal.SIGXFSZ):
                signal.signal(number, signal.SIG_DFL)
            if shell:
                os.close(self.master)
                shell(self.slave)
            os.execve(words[0], list(words), environment)
        finally:
            os._exit(127)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.ended)
        for fd in (self.master, self.slave):
            if fd >= 0:
                os.close(fd)

    def _take(self) -> None:
        self.seen += os.read(self.master, 65536)

    def drain(self) -> None:
        """Takes what has been written until now: up to a mark of ours, which comes behind it."""
        os.write(self.slave, MARK)
        while MARK not in self.seen:
            self._take()
        self.seen = self.seen.replace(MARK, b"")

    def read(self) -> bool:
        """Takes what comes next. False: the program has ended, and everything was read."""
        watched = [self.ended] + ([self.master] if self.master >= 0 else [])
        ready = select.select(watched, [], [], kit.PATIENCE)[0]
        if not ready:
            raise AssertionError(f"nothing for {kit.PATIENCE} s after {self.seen[-300:]!r}")
        if self.ended not in ready:
            self._take()
            return True
        if self.slave >= 0:
            self.drain()
        return False

    def wait(self, *texts: bytes, start: int = 0) -> None:
        """Until all of these have been written."""
        while not all(text in self.seen[start:] for text in texts):
            if not self.read():
                raise Gone(f"ended before {texts!r}: {self.seen[-300:]!r}")

    def type(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def press(self, keys: bytes, *texts: bytes) -> None:
        """Keys, and what they bring."""
        start = len(self.seen)
        self.type(keys)
        self.wait(*texts, start=start)

    def resize(self, rows: int, columns: int) -> None:
        set_size(self.master, rows, columns)

    def kill(self, number: int) -> None:
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Both ends of ours are closed: nobody holds the terminal any more."""
        os.close(self.master)
        os.close(self.slave)
        self.master = self.slave = -1

    def end(self) -> int:
        """The exit code, or the signal that it died of below 0."""
        while self.read():
            pass
        _, status, usage = os.wait4(self.pid, 0)
        self.cpu = usage.ru_utime + usage.ru_stime
        self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def taken(self) -> None:
        """Waits until a key is a key, and no signal any more."""
        while self.modes()[3] & termios.ISIG:
            if not self.read():
                raise Gone(f"never taken: {self.seen[-300:]!r}")

    def fill(self, key: bytes) -> None:
        """Reads nothing, while this key makes it write, until no more can be written."""
        while select.select([], [self.slave], [], 0)[1]:
            if not struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0]:
                self.type(key)

    def stop(self) -> None:
        """As ^S: from here on nothing that is written gets out."""
        termios.tcflow(self.slave, termios.TCOOFF)

    def end_unread(self) -> int:
        """As end(), but what it writes is left where it is."""
        if not select.select([self.ended], [], [], kit.PATIENCE)[0]:
            raise AssertionError(f"it does not end within {kit.PATIENCE} s")
        self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.code

    def modes(self) -> list:
        return termios.tcgetattr(self.slave)

    def trouble(self, entry: Entry) -> list[str]:
        """What is not as it was before."""
        entry = entry if entry.known or entry.on_paper else Entry(STAND_IN)
        found = list(left_on(entry, self.seen))
        if self.modes() != self.before:
            found.append(f"modes {self.modes()[:4]} and not {self.before[:4]}")
        if not entry.pastes and b"\x1b[?2004" in self.seen:
            found.append("bracketed paste, which it does not know")
        return found
