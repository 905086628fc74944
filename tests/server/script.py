r"""The script language of the test server: what a server does, line by line.

A script is text; a line is a step; a line that starts with # is a comment. Steps that stand at the
left margin are for every connection that has no section of its own. A section, and an `on`, own the
deeper indented lines below them.

    listen accept|refuse|blackhole   the port answers / is closed / never completes a connect
    connection N:                    what the N-th connection gets instead of the default

    send TEXT          TEXT and CRLF
    reply TEXT         send, and this block is done
    raw BYTES          as they are, in one segment; escapes \r \n \t \0 \\ \xNN
    drip MS BYTES      one byte a segment, MS milliseconds (0: none) between them
    deaf               from now on this machine drops what the client sends before it is even
                       acknowledged: what is sent now is sent without having heard it; until
    hear               when the client has read all of it and sent something that was dropped,
                       this machine hears again, and the client's kernel sends once more
    flood BYTES        the same bytes over and over until the client leaves
    expect REGEX       read one line; it must match at its start, in any case
    read               read whatever bytes come, once
    wait N             until the N-th connection has been accepted
    tls CERT [OPTION]  the server's side of a TLS handshake with a certificate of certs.py;
                       options: tls1.1, tls1.2 (nothing newer), weak (serve
                       even a key that OpenSSL calls weak), weak-agreement (TLS 1.2 with a
                       Diffie-Hellman key of 1,024 bits), client-certificate (demand one),
                       asks-certificate (ask for one, and go on without), alert=NUMBER (with tls1.2:
                       answer what the client shows with this fatal alert, RFC 5246 7.2)
    auth               answer the AUTH line just read with 235 or 535: PLAIN, LOGIN, CRAM-MD5,
                       XOAUTH2 and OAUTHBEARER are checked against the run's user and password
    sasl               the same exchange without the last reply: the script says it
    message            read a message up to the lone dot and deliver it; a line that does not end
                       in CR LF, or a dot at its start that is not doubled, is a problem
    silence            say nothing, go on reading until the client leaves
    close              no more from us (close_notify under TLS, FIN); read until the client leaves
    reset              RST
    on REGEX           how `serve` answers a line; of several that match the first one counts
    serve              read lines and answer them with the `on` blocks until the connection ends
    let WORD TEXT      a word for {WORD} in later steps
    mark FLAG          set a flag; unmark FLAG clears it
    if FLAG STEP       only with the flag; unless FLAG STEP: only without. The server itself sets
                       `tls` after a handshake and `auth` after a right login
    use NAME           the lines of NAME.script, which lies beside this file

{WORD} in a text is replaced: user, password, password64 (base64), plain64 (base64 of the PLAIN
response), and name, mechanisms, cert, size, which `let` may change. After its last step a script closes.
"""
from __future__ import annotations

import os
import re
from typing import Any, Callable, Iterator, NamedTuple

LISTEN_MODES = ("accept", "refuse", "blackhole")
ESCAPES = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"0": b"\0", b"\\": b"\\"}


class ScriptError(ValueError):
    """The script is wrong; the text says at which line."""


class Step(NamedTuple):
    verb: str
    argument: Any = None
    block: tuple["Step", ...] = ()


class Line(NamedTuple):
    number: int
    text: str
    below: list["Line"]


class Script:
    """A parsed script: how to listen, and the steps of each connection."""

    def __init__(self, source: str):
        self.listen = "accept"
        self.sections: dict[int, tuple[Step, ...]] = {}
        rest = [line for line in tree(source) if not self.take_header(line)]
        self.default = block(rest)

    def take_header(self, line: Line) -> bool:
        word, _, argument = line.text.partition(" ")
        if word == "listen":
            self.listen = one_of(LISTEN_MODES, line, argument)
        elif word == "connection":
            self.sections[number(line, argument.rstrip(":"))] = block(line.below)
        return word in ("listen", "connection")

    def steps(self, connection: int) -> tuple[Step, ...]:
        """The steps of the N-th connection; the first is number 1."""
        return self.sections.get(connection, self.default)


def fail(line: Line, why: str) -> ScriptError:
    return ScriptError(f"line {line.number}: {why}: {line.text}")


def tree(source: str) -> list[Line]:
    """The lines, each with the deeper indented ones below it."""
    top: list[Line] = []
    open_blocks = [(-1, top)]
    for at, raw in enumerate(source.splitlines(), 1):
        stripped = raw.strip()
        if not stripped or stripped.startswith("#"):
            continue
        indent = len(raw) - len(raw.lstrip())
        while open_blocks[-1][0] >= indent:
            open_blocks.pop()
        line = Line(at, stripped, [])
        open_blocks[-1][1].append(line)
        open_blocks.append((indent, line.below))
    return top


def one_of(allowed: tuple[str, ...], line: Line, argument: str) -> str:
    if argument not in allowed:
        raise fail(line, "one of " + ", ".join(allowed))
    return argument


def nothing(line: Line, argument: str) -> None:
    if argument:
        raise fail(line, "takes no argument")


def text(line: Line, argument: str) -> bytes:
    if not argument:
        raise fail(line, "wants an argument")
    return argument.encode("utf-8")


def word(line: Line, argument: str) -> str:
    if not re.fullmatch(r"[\w-]+", argument):
        raise fail(line, "wants one word")
    return argument


def number(line: Line, argument: str) -> int:
    if not argument.isdigit():
        raise fail(line, "wants a number")
    return int(argument)


def regex(line: Line, argument: str) -> re.Pattern[bytes]:
    return re.compile(text(line, argument), re.IGNORECASE)


def unescape(line: Line, argument: str) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        code = found.group(1)
        if code not in ESCAPES and len(code) != 3:
            raise fail(line, "unknown escape")
        return ESCAPES[code] if code in ESCAPES else bytes([int(code[1:], 16)])
    return re.sub(rb"\\(x[0-9A-Fa-f]{2}|.)", one, text(line, argument))


def paced(line: Line, argument: str) -> tuple[int, bytes]:
    pace, _, rest = argument.partition(" ")
    return number(line, pace), unescape(line, rest)


def definition(line: Line, argument: str) -> tuple[str, bytes]:
    name, _, rest = argument.partition(" ")
    return word(line, name), text(line, rest)


def conditional(line: Line, argument: str) -> tuple[str, Step]:
    flag, _, rest = argument.partition(" ")
    return word(line, flag), step(line._replace(text=rest))


ARGUMENTS: dict[str, Callable[[Line, str], Any]] = {
    "send": text, "reply": text, "raw": unescape, "drip": paced, "flood": unescape, "deaf": nothing, "hear": nothing,
    "expect": regex, "read": nothing, "wait": number, "tls": text, "auth": nothing, "sasl": nothing,
    "message": nothing, "silence": nothing, "close": nothing, "reset": nothing, "on": regex,
    "serve": nothing, "let": definition, "mark": word, "unmark": word, "if": conditional,
    "unless": conditional,
}


def step(line: Line) -> Step:
    verb, _, argument = line.text.partition(" ")
    if verb not in ARGUMENTS:
        raise fail(line, "no such step")
    if bool(line.below) != (verb == "on"):
        raise fail(line, "`on`, and nothing else, wants an indented block")
    return Step(verb, ARGUMENTS[verb](line, argument.strip()), block(line.below))


def included(line: Line) -> list[Line]:
    name = word(line, line.text.partition(" ")[2])
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{name}.script")
    try:
        with open(path, encoding="utf-8") as file:
            return tree(file.read())
    except OSError as error:
        raise fail(line, error.strerror) from error


def expanded(lines: list[Line]) -> Iterator[Line]:
    for line in lines:
        if line.text.startswith("use "):
            yield from expanded(included(line))
        else:
            yield line


def block(lines: list[Line]) -> tuple[Step, ...]:
    return tuple(step(line) for line in expanded(lines))
