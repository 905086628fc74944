"""What the server wrote about the sessions of one test case.

It logs when a session begins and, after its end, one line with the commands that it saw, which may
be after the client's exit: watch() waits for it.
"""

import os
import re
from collections import Counter, namedtuple
from contextlib import contextmanager, suppress
from pathlib import Path

from mailers import until
from outcome import ServerFailed

COUNT = re.compile(r"\b([a-z]+)=(\S+)")
COMMANDS = re.compile(r" C=(\S+)")


def postfix_counts(line: str) -> dict:
    return dict(COUNT.findall(line))


def exim_counts(line: str) -> dict:
    """Exim lists the commands, and names who has logged in."""
    found = COMMANDS.search(line)
    counts = Counter(found[1].lower().split(",") if found else ())
    accepted = " A=" in line
    return {name: f"0/{count}" if name == "auth" and not accepted else str(count)
            for name, count in counts.items()}


# How a log tells that a session began, that it is over, and how often which command came.
Dialect = namedtuple("Dialect", "begin end counts")
DIALECTS = {
    "postfix": Dialect(re.compile(r": connect from "), re.compile(r": disconnect from "),
                       postfix_counts),
    "exim": Dialect(re.compile(r" SMTP connection from .*\(TCP/IP connection count"),
                    re.compile(r" no MAIL in SMTP connection from "), exim_counts),
}


def dialect() -> Dialect:
    return DIALECTS[os.environ["MAIL_KIND"]]


class Sessions:
    def __init__(self):
        self.lines = []

    def ends(self) -> list:
        return [line for line in self.lines if dialect().end.search(line)]

    def take(self, lines) -> bool:
        self.lines = lines
        ended = len(self.ends())
        return ended > 0 and ended == sum(bool(dialect().begin.search(line)) for line in lines)

    def counts(self) -> list:
        """For each session the commands it saw: {"ehlo": "2", "auth": "0/1", ...}; "0/1" is
        none accepted out of one."""
        return [dialect().counts(line) for line in self.ends()]

    def lost(self) -> list:
        return [line for line in self.lines
                if "lost connection" in line or re.search(r"SMTP connection from .* lost", line)]


@contextmanager
def watch():
    """Yields the Sessions of the with block, filled when it ends; all earlier ones are over. That
    there was no session, or one without an end, is for the case to judge by counts()."""
    log = Path(os.environ["MAIL_LOG"])
    before = len(log.read_text().splitlines())
    sessions = Sessions()
    yield sessions
    with suppress(ServerFailed):
        until(lambda: sessions.take(log.read_text().splitlines()[before:]), "the end", 30)
