"""What holds whatever the server does: the shape of the answer, and that no secret gets out."""
from __future__ import annotations

import base64
import json
import os
import re
import urllib.parse
from typing import Any, Iterator, NamedTuple

import letter
from record import Record

KEYS = {
    "": ("schema verdict id step title cause advice field fix authenticated encrypted smtp steps address "
         "doors tls capabilities transcript"),
    "smtp": "code enhanced text",
    "steps": "step ms",
    "tls": "version cipher certificate chain",
    "tls.certificate": "subject issuer names not_after days_left sha256 problems",
    "tls.chain": "subject issuer names not_after days_left sha256 problems",
    "transcript": "ms from text",
}

# In the order of the protocol; STARTTLS is followed by a second EHLO.
PATHS = {
    "starttls": "dns connect greeting ehlo starttls tls ehlo auth sender recipient content done",
    "ssl": "dns connect tls greeting ehlo auth sender recipient content done",
    "plain": "dns connect greeting ehlo auth sender recipient content done",
}

# What each errand may say to the server behind the login.
ERRANDS = {"": "", "rehearse": "MAIL RCPT RSET", "send": "MAIL RCPT DATA"}

EXITS = (
    (r"(ok|warn)\.", 0),
    (r"dns\.not_found$", 68),
    (r"connect\.", 69),
    (r"(dns\.timeout|greeting\.silent|greeting\.busy|auth\.temporary)$|.*\.stalled$", 75),
    (r"auth\.(closed|protocol)$", 76),
    (r"auth\.", 77),
    (r".*\.temporary$", 75),
    (r"sender\.not_allowed$|client\.refused$|account\.inactive$|envelope\.needs_", 77),
    (r"local\.setup$", 78),
    (r"cancelled$", 130),
    (r"", 76),
)

# Whatever a server does; but a sanitizer takes what it needs.
SANITIZED = os.environ.get("SANITIZED") == "yes"
CPU_MAX = 10 if SANITIZED else 1        # seconds
MEMORY_MAX = (1024 if SANITIZED else 32) * 1024  # KiB

VERDICTS = ((r"ok\.", "ok"), (r"warn\.", "warning"), (r"cancelled$", "cancelled"), (r"", "failed"))

# C0, DEL, C1, zero-width and direction marks: none of them may reach a terminal.
UNSAFE = re.compile("[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class Played(NamedTuple):
    """One case after it was played: what the program said, and what the server saw."""
    protocol: str
    user: str
    password: str
    token: str          # the part of the password that no encoding changes
    exit: int
    stdout: bytes
    stderr: bytes
    files: bytes        # whatever it wrote beside the configuration
    report: dict[str, Any]
    record: Record
    errand: str             # one of ERRANDS
    letters: list[bytes]    # the messages that came, whatever the server said to them
    cpu: float              # seconds, of both programs
    memory: int             # KiB, the most that either had


def errand_of(verb: list[str], arguments: list[str]) -> str:
    return "send" if verb[0] == "send-test" else "rehearse" if "--envelope" in arguments else ""


def first_match(table: tuple[tuple[str, Any], ...], text: str) -> Any:
    return next(value for pattern, value in table if re.match(pattern, text))


def secret_forms(user: str, password: str) -> tuple[bytes, ...]:
    plain = f"\0{user}\0{password}".encode("utf-8")
    raw = password.encode("utf-8")
    # In base64 it looks different at each of three offsets; the ends depend on the neighbours.
    shifted = [base64.b64encode(b"\0" * offset + raw)[-(-offset * 8 // 6):-4]
               for offset in range(3)]
    return (raw, *shifted, base64.b64encode(raw), base64.b64encode(plain),
            base64.b64encode(user.encode("utf-8") + plain), raw.hex().encode("ascii"),
            urllib.parse.quote(password, safe="").encode("ascii"),
            urllib.parse.quote_plus(password).encode("ascii"))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def objects(report: dict[str, Any], path: str) -> list[Any]:
    """The objects at a path; an absent one is no fault, and of a list all are meant."""
    found: Any = report
    for key in path.split(".") if path else ():
        found = (found or {}).get(key)
    return found if isinstance(found, list) else [found] if found is not None else []


def keys_are_there(played: Played) -> Iterator[str]:
    for path, keys in KEYS.items():
        for item in objects(played.report, path):
            if set(item) != set(keys.split()):
                difference = sorted(set(item) ^ set(keys.split()))
                yield f"keys of {path or 'the answer'} differ from the contract: {difference}"


def answer_agrees_with_itself(played: Played) -> Iterator[str]:
    report = played.report
    verdict, status = first_match(VERDICTS, report["id"]), first_match(EXITS, report["id"])
    if report["verdict"] != verdict:
        yield f"verdict {report['verdict']} with id {report['id']}, expected {verdict}"
    if played.exit != status:
        yield f"exit code {played.exit} with id {report['id']}, expected {status}"
    for key in ("title", "cause", "advice"):
        if verdict in ("failed", "warning") and not report[key]:
            yield f"{key} is empty"


def steps_are_in_order(played: Played) -> Iterator[str]:
    steps = [item["step"] for item in played.report["steps"]]
    rest = iter(PATHS[played.protocol].split())
    if not all(step in rest for step in steps):
        yield f"steps are not in protocol order: {' '.join(steps)}"
    if played.report["verdict"] in ("ok", "warning") and steps[-1:] != ["done"]:
        yield f"a test that passed ends in {steps[-1:]}, not in done"


def transcript_is_in_order(played: Played) -> Iterator[str]:
    lines = played.report["transcript"] or []
    times = [line["ms"] for line in lines]
    if times != sorted(times):
        yield "the times of the transcript go back"
    if not {line["from"] for line in lines} <= {"client", "server"}:
        yield "a transcript line is from neither side"


def claims_are_true(played: Played) -> Iterator[str]:
    report, record = played.report, played.record
    shaken = [text for text in record.texts("tls") if not text.startswith("failed")]
    if report["authenticated"] and "right" not in record.texts("auth"):
        yield "says authenticated, but the server accepted no login"
    if report["encrypted"] and (not shaken or not report["tls"]["version"]):
        yield "says encrypted, but there was no TLS"
    if record.connections() and report["address"] != "127.0.0.1" and report["id"] != "cancelled":
        yield f"address is {report['address']}"


def connections_are_judged_in_full(played: Played) -> Iterator[str]:
    """A session that is resumed brings no certificate: nothing would be verified."""
    if any("resumed" in text for text in played.record.texts("tls")):
        yield f"a TLS session was resumed: {played.record.texts('tls')}"
    tls = played.report["tls"]
    if tls and tls["version"] and not tls["certificate"]:
        yield "encrypted, but the certificate is missing from the answer"


def only_the_errand_is_run(played: Played) -> Iterator[str]:
    more = {"MAIL", "RCPT", "DATA", "RSET"}.intersection(played.record.commands())
    more -= set(ERRANDS[played.errand].split())
    if more:
        yield f"a test sent {sorted(more)}"
    if played.report["id"] == "ok.sent" and len(played.letters) != 1:
        yield f"says sent, but the server got {len(played.letters)} messages"


def letters_are_proper(played: Played) -> Iterator[str]:
    for data in played.letters:
        yield from letter.faults(data)
        if any(form in data for form in secret_forms(played.user, played.password)):
            yield "the password, in some form, is in the message"


def server_was_not_surprised(played: Played) -> Iterator[str]:
    for problem in played.record.texts("problem"):
        yield f"server: {problem}"


def texts_are_safe(played: Played) -> Iterator[str]:
    for text in strings(played.report):
        if UNSAFE.search(text):
            yield f"unsafe characters: {text!r}"
    if UNSAFE.search(played.stderr.decode("utf-8", "replace").replace("\n", "")):
        yield "unsafe characters on standard error"


def no_secret_gets_out(played: Played) -> Iterator[str]:
    forms = secret_forms(played.user, played.password) + (played.token.encode("ascii"),)
    places = {
        "standard output": played.stdout,
        "a text of the answer": "\n".join(strings(played.report)).encode("utf-8"),
        "standard error": played.stderr,
        "a file beside the configuration": played.files,
    }
    for place, data in places.items():
        if any(form.lower() in data.lower() for form in forms):
            yield f"the password, in some form, is in {place}"


def resources_are_bounded(played: Played) -> Iterator[str]:
    if played.cpu > CPU_MAX:
        yield f"it took {played.cpu:.2f} s of CPU"
    if played.memory > MEMORY_MAX:
        yield f"it took {played.memory} KiB of memory"


ALWAYS = (resources_are_bounded, keys_are_there, answer_agrees_with_itself, steps_are_in_order,
          transcript_is_in_order, claims_are_true, connections_are_judged_in_full,
          only_the_errand_is_run, letters_are_proper, server_was_not_surprised, texts_are_safe,
          no_secret_gets_out)


def parsed(stdout: bytes) -> dict[str, Any]:
    """The answer; raises ValueError where it is not one JSON object in UTF-8."""
    report = json.loads(stdout.decode("utf-8"))
    if not isinstance(report, dict) or "id" not in report:
        raise ValueError("no JSON object with an id")
    return report
