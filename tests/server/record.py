"""What happened on a test server: every connection, line and byte that a client sent.

Threads add events while tests read them or wait for them. The bytes are kept apart by whether TLS
protected them, so that a test can say in which of the two a secret was seen.
"""
from __future__ import annotations

import json
import re
import threading
from typing import Callable, NamedTuple, TextIO

MAX_BYTES = 1 << 20


class Event(NamedTuple):
    """One thing that happened on the N-th connection.

    Kinds: connect, line (a command), login (an answer within AUTH), auth (right or wrong), message,
    bytes (no whole line), tls (a handshake: its version and whether it resumed a session, or why
    it failed), left (how the connection ended) and problem (what the script did not expect, or a fault of the server).
    """
    connection: int
    tls: bool
    kind: str
    text: str


class Record:
    """The events of one server, in order; `stream` also gets each as a line of JSON at once."""

    def __init__(self, stream: TextIO | None = None):
        self.events: list[Event] = []
        self.clear, self.encrypted = bytearray(), bytearray()
        self.stream = stream
        self.changed = threading.Condition()

    def add(self, connection: int, tls: bool, kind: str, text: str) -> None:
        event = Event(connection, tls, kind, text)
        with self.changed:
            self.events.append(event)
            if self.stream:
                print(json.dumps(event._asdict()), file=self.stream, flush=True)
            self.changed.notify_all()

    def capture(self, tls: bool, data: bytes) -> None:
        kept = self.encrypted if tls else self.clear
        kept += data[:MAX_BYTES - len(kept)]

    def wake(self) -> None:
        with self.changed:
            self.changed.notify_all()

    def wait(self, enough: Callable[[], bool], seconds: float | None = None) -> bool:
        """Waits until `enough` holds; it is asked again at every event and at wake()."""
        with self.changed:
            return self.changed.wait_for(enough, seconds)

    def texts(self, kind: str, connection: int | None = None) -> list[str]:
        return [event.text for event in list(self.events)
                if event.kind == kind and connection in (None, event.connection)]

    def connections(self) -> int:
        return len(self.texts("connect"))

    def commands(self, connection: int | None = None) -> list[str]:
        """The command words, in capitals, of one connection or of all; ? for what is none."""
        found = (re.match(r"[A-Za-z]+(?![^ ])", text) for text in self.texts("line", connection))
        return [word.group().upper() if word else "?" for word in found]

    def mechanisms(self) -> list[str]:
        """What AUTH was asked for, on all connections."""
        return [text.split(" ")[1].upper() for text in self.texts("line")
                if re.match(r"AUTH \S", text, re.IGNORECASE)]
