"""What Postfix wrote about the sessions of one test case.

Postfix logs "connect" when a session begins and one "disconnect" line with the number of each
command when it has ended, which may be after the client's exit: watch() waits for it.
"""

import os
import re
from contextlib import contextmanager, suppress
from pathlib import Path

from mailers import until
from outcome import ServerFailed

CONNECT, DISCONNECT = re.compile(r": connect from "), re.compile(r": disconnect from ")
COUNT = re.compile(r"\b([a-z]+)=(\S+)")


class Sessions:
    def __init__(self):
        self.lines = []

    def take(self, lines) -> bool:
        self.lines = lines
        ended = sum(bool(DISCONNECT.search(line)) for line in lines)
        return ended > 0 and ended == sum(bool(CONNECT.search(line)) for line in lines)

    def counts(self) -> list:
        """For each session the commands it saw: {"ehlo": "2", "auth": "0/1", ...}; "0/1" is
        none accepted out of one."""
        return [dict(COUNT.findall(line)) for line in self.lines if DISCONNECT.search(line)]

    def lost(self) -> list:
        return [line for line in self.lines if "lost connection" in line]


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
