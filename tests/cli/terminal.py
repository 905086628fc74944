"""The program on a pseudoterminal, for the tests of the questions and of the verbs."""
from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import termios
from typing import Callable, Optional, Sequence

import fake
import kit
from kit import Box

GET_OTHER_END = 0x5441  # TIOCGPTPEER


class Terminal:
    """The program on a terminal of its own; everything that it printed is in `seen`."""

    def __init__(self, box: Box, shell: Callable[[], None] = lambda: None,
                 words: Sequence[str] = ("--plain",), environment: Optional[dict[str, str]] = None,
                 answer: Optional[bytes] = None):
        program = fake.place(box, answer or fake.answer(fake.GOOD))
        words = (program, *box.level(), *words)
        self.seen, self.at, self.code = "", 0, None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            shell()
            os.execve(program, words, environment or box.environment())

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self) -> bool:
        if not select.select([self.fd], [], [], kit.PATIENCE)[0]:
            raise AssertionError(f"nothing comes any more after {self.seen[-500:]!r}")
        try:
            block = os.read(self.fd, 65536)
        except OSError:  # the other end is closed
            return False
        self.seen += block.decode("utf-8", "backslashreplace")
        return bool(block)

    def wait(self, text: str) -> None:
        """Until this stands behind what was waited for last."""
        while text not in self.seen[self.at:]:
            if not self.read():
                raise AssertionError(f"no {text!r} in {self.seen[self.at:]!r}")
        self.at = self.seen.index(text, self.at) + len(text)

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def answer(self, question: str, text: str) -> None:
        self.wait(question)
        self.wait(": ")
        self.type(text + "\n")

    def stop(self) -> None:
        """As ^S: from here on nothing that is written gets out."""
        slave = fcntl.ioctl(self.fd, GET_OTHER_END, os.O_RDWR | os.O_NOCTTY)
        termios.tcflow(slave, termios.TCOOFF)
        os.close(slave)

    def end_unread(self) -> int:
        """As end(), but what it writes is left where it is."""
        ended = os.pidfd_open(self.pid)
        ready = select.select([ended], [], [], kit.PATIENCE)[0]
        os.close(ended)
        if not ready:
            raise AssertionError(f"it does not end within {kit.PATIENCE} s")
        self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.code

    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self.fd)[3] & termios.ECHO)

    def end(self) -> int:
        """The exit code, or the signal that it died of below 0."""
        while self.read():
            pass
        status = os.waitpid(self.pid, 0)[1]
        self.code = os.waitstatus_to_exitcode(status)
        return self.code
