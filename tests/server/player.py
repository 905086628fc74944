"""Plays the steps of a script on one connection: one method a verb."""
from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any, Callable

import sasl
from script import ARGUMENTS, Step
from wire import Left, Wire, hear_again, stop_hearing, wait_unheard

if TYPE_CHECKING:
    from smtpd import Server

FLOOD_LIMIT = 64 << 20


class Problem(Exception):
    """The client did what the script does not foresee, or the script asks for nonsense."""


def base_words(user: bytes, password: bytes) -> dict[str, bytes]:
    return {
        "user": user,
        "password": password,
        "password64": base64.b64encode(password),
        "plain64": base64.b64encode(b"\0" + user + b"\0" + password),
        "name": b"mail.example.test",
        "mechanisms": b"PLAIN LOGIN CRAM-MD5",
        "cert": b"good",
        "size": b"10485760",
    }


class Player:
    """A verb returns true when its block is done; Left ends the whole connection."""

    def __init__(self, server: Server, wire: Wire):
        self.server = server
        self.wire = wire
        self.words = base_words(server.user, server.password)
        self.handlers: list[Step] = []
        self.flags: set[str] = set()
        self.line = b""

    def run(self, steps: tuple[Step, ...]) -> None:
        self.play(steps)
        self.close(None)

    def play(self, steps: tuple[Step, ...]) -> bool:
        return any(self.one(step) for step in steps)

    def one(self, step: Step) -> Any:
        if step.verb == "on":
            return self.handlers.append(step)
        return VERBS[step.verb](self, step.argument)

    def filled(self, text: bytes) -> bytes:
        def word(found: re.Match[bytes]) -> bytes:
            name = found.group(1).decode("ascii")
            if name not in self.words:
                raise Problem(f"no such word: {{{name}}}")
            return self.words[name]
        return re.sub(rb"\{([a-z][a-z0-9-]*)\}", word, text)

    def send(self, text: bytes) -> None:
        self.wire.send(self.filled(text) + b"\r\n")

    def reply(self, text: bytes) -> bool:
        self.send(text)
        return True

    def raw(self, data: bytes) -> None:
        self.wire.send(self.filled(data))

    def drip(self, argument: tuple[int, bytes]) -> None:
        pace, data = argument
        for byte in self.filled(data):
            self.wire.send(bytes([byte]))
            self.wire.pause(pace)

    def deaf(self, _: None) -> None:
        stop_hearing(self.wire.handle)

    def hear(self, _: None) -> None:
        wait_unheard(self.wire.handle)
        hear_again(self.wire.handle)

    def flood(self, data: bytes) -> None:
        piece = self.filled(data) * max(1, 4096 // len(data))
        for _ in range(FLOOD_LIMIT // len(piece)):
            self.wire.send(piece)
        self.wire.read_until_left()

    def expect(self, pattern: re.Pattern[bytes]) -> None:
        self.line = self.wire.read_line()
        if not pattern.match(self.line):
            raise Problem(f"expected {pattern.pattern!r}, got {self.line!r}")

    def read(self, _: None) -> None:
        self.wire.read_some()

    def wait(self, number: int) -> None:
        self.server.wait_for_connection(number)

    def tls(self, argument: bytes) -> None:
        self.wire.start_tls(self.server.context(self.filled(argument).decode("ascii")))
        self.flags.add("tls")

    def ask(self, challenge: bytes) -> bytes:
        self.wire.send(b"334 " + challenge + b"\r\n")
        return self.wire.read_line("login")

    def sasl(self, _: None) -> bool:
        try:
            right = sasl.authenticate(self.line, self.ask, self.server.user, self.server.password)
        except sasl.Refused as refusal:
            return self.reply(str(refusal).encode("ascii"))
        self.wire.note("auth", "right" if right else "wrong")
        if right:
            self.flags.add("auth")
        return False

    def auth(self, _: None) -> bool:
        return self.sasl(None) or self.reply(
            b"235 2.7.0 Authentication successful" if "auth" in self.flags
            else b"535 5.7.8 Authentication credentials invalid")

    def message(self, _: None) -> None:
        lines = []
        while True:
            line = self.wire.read_line("message")
            if line == b".":
                return self.server.deliver(lines)
            if line.startswith(b".") and not line.startswith(b".."):
                self.wire.note("problem", f"a dot at the start of a line is not doubled: {line!r}")
            lines.append(line[1:] if line.startswith(b".") else line)

    def silence(self, _: None) -> None:
        self.wire.read_until_left()

    def close(self, _: None) -> None:
        self.wire.finish_sending()
        self.wire.read_until_left()

    def reset(self, _: None) -> None:
        self.wire.reset()
        raise Left("reset by the script")

    def serve(self, _: None) -> None:
        while True:
            self.line = self.wire.read_line()
            handler = next((h for h in self.handlers if h.argument.match(self.line)), None)
            if handler is None:
                raise Problem(f"no answer for {self.line!r}")
            self.play(handler.block)

    def let(self, argument: tuple[str, bytes]) -> None:
        self.words[argument[0]] = self.filled(argument[1])

    def when(self, argument: tuple[str, Step]) -> Any:
        return argument[0] in self.flags and self.one(argument[1])

    def unless(self, argument: tuple[str, Step]) -> Any:
        return argument[0] not in self.flags and self.one(argument[1])

    def mark(self, flag: str) -> None:
        self.flags.add(flag)

    def unmark(self, flag: str) -> None:
        self.flags.discard(flag)


VERBS: dict[str, Callable[[Player, Any], Any]] = {
    name: getattr(Player, {"if": "when"}.get(name, name)) for name in ARGUMENTS if name != "on"
}
