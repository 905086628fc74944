"""The text of a probe case: one behaviour of a server, and what a test of it has to say.

The first line is the title. Then come sections, in which a line that starts with # is a comment:

    [server]    the script that the server plays (tests/server/script.py)
    [settings]  KEY = VALUE, as `smtpsetup set` takes them, over the DEFAULTS below; an empty VALUE
                leaves the setting out. {port} {user} {ca} {scratch} {pin-NAME} are filled in.
    [run]       verb = what is run instead of `test`: send-test ADDRESS
                password = right | wrong | none (right, where there is a user)
                arguments = more arguments for it: --envelope ADDRESS
                interrupt = connect | COMMAND: SIGINT once the server has seen that
                times = how many times the whole is played; each time has to pass
    [expect]    PATH = VALUE, PATH ~ REGEX or PATH !~ REGEX. PATH leads into the JSON of `test`
                (smtp.code, tls.certificate.problems) or to what the server saw:
                    path                the words of `steps`
                    exit                what `test` exits with
                    wire.connections    how many came
                    wire.seen           the commands on the first connection; wire.seen2 the second
                    wire.lines          the lines on the first connection
                    wire.login          the mechanism of AUTH
                    wire.password       never, encrypted or clear: how it came, also in base64
                    mail.from           of the message that the server got: from, from_name, to,
                                        reply_to, subject, encoding, body (letter.py); null: none
                Lists are joined with a blank; an empty one is `none`.

The other doors of the server are left alone: what listens on this machine's own ports is no business
of a case (tests/netns/fallback.test is about them). What holds for every case (checks.py) is not
repeated in any.
"""
from __future__ import annotations

import json
import os
import re
from typing import Any, Mapping, NamedTuple

DEFAULTS = {
    "server.host": "127.0.0.1",
    "server.port": "{port}",
    "server.protocol": "starttls",
    "auth.user": "{user}",
    "sender.from": "{user}",
    "tls.ca_file": "{ca}",
    "test.timeout": "30",
}

RUN_KEYS = ("verb", "password", "arguments", "interrupt", "times")
SECTIONS = ("server", "settings", "run", "expect")


class CaseError(ValueError):
    """The case is wrong; the text says where."""


class Expectation(NamedTuple):
    path: str
    operator: str
    value: str

    def failure(self, observed: Mapping[str, Any]) -> str | None:
        seen = rendered(look(observed, self.path))
        holds = {"=": lambda: seen == self.value,
                 "~": lambda: bool(re.search(self.value, seen)),
                 "!~": lambda: not re.search(self.value, seen)}[self.operator]
        wanted = f"{self.operator} {self.value}"
        return None if holds() else f"{self.path} is {seen!r}, expected {wanted}"


class Case(NamedTuple):
    name: str
    title: str
    script: str
    settings: dict[str, str]
    run: dict[str, str]
    expectations: list[Expectation]


def look(observed: Any, path: str) -> Any:
    """What is at the path; a key may have dots of its own (fix.server.port). Of a list: of all."""
    if isinstance(observed, list):
        return [look(item, path) for item in observed]
    if not isinstance(observed, dict):
        return None
    key, _, rest = path.partition(".")
    return observed.get(path) if path in observed or not rest else look(observed.get(key), rest)


def rendered(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return " ".join(map(rendered, value)) or "none"
    return json.dumps(value, ensure_ascii=False)


def sections(text: str) -> dict[str, str]:
    """The text of each section, with its lines where they were, so that numbers stay right."""
    lines = text.splitlines()
    found = {name: [""] * len(lines) for name in SECTIONS}
    current = None
    for at, line in enumerate(lines[1:], 1):
        header = re.fullmatch(r"\[(\w+)\]", line.strip())
        if header and header.group(1) in SECTIONS:
            current = header.group(1)
        elif current:
            found[current][at] = line
        elif line.strip() and not line.startswith("#"):
            raise CaseError(f"line {at + 1}: outside of the sections: {line}")
    return {name: "\n".join(body) for name, body in found.items()}


def rows(text: str, operators: str) -> list[tuple[str, str, str]]:
    found = []
    for at, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        row = re.fullmatch(rf"(\S+)\s+({operators})(?:\s+(.*))?", line)
        if not row:
            raise CaseError(f"line {at}: not understood: {line}")
        found.append((row.group(1), row.group(2), row.group(3) or ""))
    return found


def load(path: str) -> Case:
    """Reads a .case file; raises CaseError."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    part = sections(text)
    run = {key: value for key, _, value in rows(part["run"], "=")}
    expectations = [Expectation(*row) for row in rows(part["expect"], "=|~|!~")]
    if not expectations or not set(run) <= set(RUN_KEYS):
        raise CaseError(f"{path}: [expect] is empty, or [run] has a key it does not know")
    return Case(name=os.path.basename(path)[:-len(".case")], title=text.split("\n", 1)[0],
                script=part["server"],
                settings={**DEFAULTS, **{k: v for k, _, v in rows(part["settings"], "=")}},
                run=run, expectations=expectations)


def filled(text: str, words: Mapping[str, str]) -> str:
    return re.sub(r"\{([\w-]+)\}", lambda found: words[found.group(1)], text)
