"""What holds beside every server: logins, certificate, rehearsal and message at each of its doors,
and what is its own. The server's log has the last word on which logins it was asked to judge."""

import os
import re
import smtplib
import ssl
from collections import Counter, namedtuple
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace

from mailers import until
from outcome import ServerFailed, Unavailable
from suite_send import NAME, inbox, judge_letter
from suite_verbs import NONE, RIGHT, WRONG, Door, Setup, answer_in, compare, judge_secrecy

UNKNOWN = "unknown user"
STARTTLS, SSL, PLAIN = (Door(587, "starttls", True), Door(465, "ssl", True),
                        Door(25, "plain", False))
FRIEND, STRANGER = "friend@example.test", "friend@elsewhere.test"

# A verb beside a server: what is set, what is done, and what the answer must be.
Case = namedtuple("Case", "door login words ca exit answer smtp")


def case(door, login, *words, ca="MAIL_CA", exit=0, smtp=None, **answer) -> Case:
    return Case(door, login, words or ("test",), ca, exit, answer, smtp or {})


def reply(code: int, enhanced: str = None) -> dict:
    return {"code": code, "enhanced": enhanced}


# The doors that take a login; how the log tells of a login taken or refused; the replies to a wrong
# password and to mail without a login; what is its own; whether its TLS may be broken.
Kind = namedtuple("Kind", "doors accepted refused wrong nobody own brittle", defaults=(False,))


def client_certificate(door) -> tuple:
    """In the handshake or after it the server misses a certificate of ours (RFC 8446 4.3.2)."""
    return (f"a certificate of ours is asked for on {door.port} {door.protocol}",
            case(door, RIGHT, exit=76, id="tls.client_certificate", authenticated=False))


def self_signed(port: int, protocol: str) -> tuple:
    door = Door(port, protocol, True)
    return ((f"a self-signed certificate on {port} {protocol}",
             case(door, RIGHT, exit=76, id="tls.self_signed", authenticated=False)),
            (f"a self-signed certificate that is trusted on {port} {protocol}",
             case(door, RIGHT, ca="MAIL_SELF_SIGNED", id="ok.authenticated", authenticated=True)))


def relay_denied(door, login: str, smtp: dict) -> tuple:
    return (f"a foreign recipient on {door.port} {door.protocol}: {login}",
            case(door, login, "send-test", STRANGER, exit=76, id="recipient.relay_denied",
                 step="recipient", authenticated=login == RIGHT, smtp=smtp))


def login_wants_tls(door) -> tuple:
    return (f"a login in clear text on {door.port}",
            case(door, RIGHT, exit=77, id="auth.needs_tls", authenticated=False,
                 fix={"server.protocol": "starttls", "server.port": str(door.port)}))


def mail_wants_tls(door, smtp: dict) -> tuple:
    return (f"mail in clear text on {door.port}",
            case(door, NONE, "send-test", FRIEND, exit=77, id="envelope.needs_tls",
                 authenticated=False, smtp=smtp,
                 fix={"server.protocol": "starttls", "server.port": str(door.port)}))


def nothing_offered(door) -> tuple:
    return (f"a login where none is offered on {door.port}",
            case(door, RIGHT, "test", "--only-this-port", exit=77, id="auth.not_offered",
                 authenticated=False))


def open_to_all(door) -> tuple:
    """A port for other mail servers: whoever comes may send to its own people."""
    return (f"message without a login to a mailbox of the server on {door.port} {door.protocol}",
            case(door, NONE, "send-test", FRIEND, id="ok.sent", step="done", authenticated=False,
                 encrypted=door.encrypted))


KINDS = {
    "chasquid": Kind(
        (STARTTLS, SSL), r" auth succeeded for ", r" auth failed for ", reply(535, "5.7.8"),
        reply(550, "5.7.9"),
        (relay_denied(PLAIN, NONE, reply(503, "5.7.1")), login_wants_tls(PLAIN),
         open_to_all(PLAIN))),
    "exim": Kind(
        (), r" no MAIL in .* A=", r" authenticator failed for ", {}, {},
        (client_certificate(Door(1587, "starttls", True)),
         client_certificate(Door(1465, "ssl", True)))),
    "nginx": Kind(
        (STARTTLS, SSL, PLAIN), r" client logged in, ", r" client login failed: ",
        reply(535, "5.7.0"), reply(530, "5.7.1"),
        (relay_denied(SSL, RIGHT, reply(550)),
         client_certificate(Door(1587, "starttls", True)),
         client_certificate(Door(1465, "ssl", True)),
         *self_signed(2587, "starttls"), *self_signed(2465, "ssl"))),
    "opensmtpd": Kind(
        (STARTTLS, SSL), r" authentication .* result=ok\b", r" authentication .* result=permfail",
        reply(535), reply(530, "5.5.1"),
        (open_to_all(PLAIN), nothing_offered(PLAIN), login_wants_tls(Door(587, "plain", False)),
         mail_wants_tls(Door(587, "plain", False), reply(530, "5.5.1"))), brittle=True),
    "postfix": Kind(
        (), r" disconnect from .* auth=1\b", r" SASL \S+ authentication failed", {}, {},
        (client_certificate(Door(1587, "starttls", True)),
         client_certificate(Door(1465, "ssl", True)))),
    "sendmail": Kind(
        (STARTTLS, SSL), r" >>> 235 ", r" >>> 535 ", reply(535, "5.7.0"), reply(530, "5.7.0"),
        (open_to_all(PLAIN),)),
    "submissiond": Kind(
        (STARTTLS, SSL), r": (?:Login|Logged in): user=<", r"\(auth failed, ", reply(535, "5.7.8"),
        reply(530, "5.7.0"), (relay_denied(STARTTLS, RIGHT, reply(550, "5.0.0")),)),
}


class Tally:
    """How many logins were taken and refused since the first case: the log must come to say the
    same, and a login too many would be found by the next case."""

    def __init__(self):
        self.expected = None

    def expect(self, kind: Kind, accepted: int, refused: int) -> None:
        if self.expected is None:
            self.expected = self.seen(kind)
        self.expected.update(accepted=accepted, refused=refused)

    def seen(self, kind: Kind) -> Counter:
        text = Path(os.environ["MAIL_LOG"]).read_text()
        return Counter(accepted=len(re.findall(kind.accepted, text)),
                       refused=len(re.findall(kind.refused, text)))

    def complaints(self, kind: Kind) -> list:
        try:
            until(lambda: self.seen(kind) == self.expected, "the log", 30)
            return []
        except ServerFailed:
            wanted, self.expected = self.expected, self.seen(kind)
            return [f"the log tells of {self.expected} instead of {wanted}"]


TALLY = Tally()


def credentials(login: str) -> dict:
    right = os.environ["MAIL_PASSWORD"]
    return {"user": f"x{os.environ['MAIL_USER']}" if login == UNKNOWN else os.environ["MAIL_USER"],
            "password": {RIGHT: right, WRONG: f"{right}.", UNKNOWN: right, NONE: None}[login]}


def play(name: str, case: Case):
    """The program's answer; what it printed gives no password away."""
    setup = Setup(name)
    who = credentials(case.login)
    setup.fill(case.door, who["password"], user=who["user"],
               ca=os.environ[case.ca] if case.ca else "")
    done = setup.run("set", f"sender.from_name={NAME}")
    assert done.returncode == 0, done.stderr
    done = setup.run(*case.words, "--json")
    established = setup.run("status").returncode == 0
    return done, established, judge_secrecy(done.stdout + done.stderr, who["password"])


@lru_cache(maxsize=None)
def broken(door) -> str:
    """Why another client gets no encryption there; empty where it does."""
    context = ssl.create_default_context(cafile=os.environ["MAIL_CA"])
    with suppress(smtplib.SMTPServerDisconnected):
        try:
            if door.protocol == "ssl":
                smtplib.SMTP_SSL(os.environ["MAIL_HOST"], door.port, context=context).quit()
            else:
                with smtplib.SMTP(os.environ["MAIL_HOST"], door.port) as smtp:
                    smtp.starttls(context=context)
        except ssl.SSLError as problem:
            return problem.reason
    return ""


def check_broken(kind: Kind, name: str, case: Case) -> None:
    """A handshake that fails for everybody is the server's fault, and no login is tried."""
    if not broken(case.door):
        raise Unavailable("this version has encryption that works")
    check(kind, name, case)


def check_whole(kind: Kind, name: str, case: Case) -> None:
    if kind.brittle and case.door.encrypted and broken(case.door):
        raise Unavailable(f"its encryption is broken for every client: {broken(case.door)}")
    check(kind, name, case)


def check(kind: Kind, name: str, case: Case) -> None:
    judged = case.answer.get("id") == "auth.rejected"
    TALLY.expect(kind, int(case.answer.get("authenticated") is True), int(judged))
    with inbox() as arrived:
        before = set(Path(os.environ["MAIL_INBOX"], "new").iterdir())
        done, established, complaints = play(name, case)
        answer = answer_in(done.stdout)
        complaints += compare(case.words[0], {"exit": done.returncode}, {"exit": case.exit})
        complaints += compare(case.words[0], answer, case.answer)
        complaints += compare("smtp", answer.get("smtp") or {}, case.smtp)
        if case.words == ("test",):
            complaints += compare("status", {"0": established}, {"0": case.exit == 0})
        if answer.get("id") == "ok.sent":
            complaints += judge_letter(arrived(), case.words[1], case.door,
                                       login=case.login == RIGHT)
        elif set(Path(os.environ["MAIL_INBOX"], "new").iterdir()) != before:
            complaints.append("a message came")
    complaints += TALLY.complaints(kind)
    assert not complaints, "\n".join([*complaints, done.stdout, done.stderr])


def door_cases(kind: Kind, door: Door) -> list:
    passed, nothing, rehearsed = (("ok.authenticated", "ok.no_login", "ok.envelope")
                                  if door.encrypted else ("warn.not_encrypted",) * 3)
    rejected = {"exit": 77, "id": "auth.rejected", "step": "auth", "authenticated": False,
                "encrypted": door.encrypted, "smtp": kind.wrong}
    done = {"step": "done", "encrypted": door.encrypted}
    rows = [
        (RIGHT, case(door, RIGHT, id=passed, authenticated=True, **done)),
        (WRONG, case(door, WRONG, **rejected)),
        (UNKNOWN, case(door, UNKNOWN, **rejected)),
        (NONE, case(door, NONE, id=nothing, authenticated=False, **done)),
        ("rehearsal", case(door, RIGHT, "test", "--envelope", FRIEND, id=rehearsed,
                           authenticated=True, **done)),
        ("message", case(door, RIGHT, "send-test", FRIEND, id="ok.sent", authenticated=True,
                         **done)),
        ("message without a login", case(
            door, NONE, "send-test", FRIEND, exit=77, id="envelope.needs_login", step="sender",
            authenticated=False, smtp=kind.nobody)),
    ]
    if door.encrypted:
        rows.append(("unknown authority", case(
            door, RIGHT, ca=None, exit=76, id="tls.unknown_ca", step="tls", authenticated=False)))
    return [(f"{name} on {door.port} {door.protocol}", row) for name, row in rows]


def broken_case(door) -> tuple:
    return (f"broken encryption on {door.port} {door.protocol}",
            case(door, RIGHT, "test", "--only-this-port", exit=76, id="tls.closed", step="tls",
                 authenticated=False, title="The TLS handshake failed"))


def of(name: str) -> SimpleNamespace:
    """The suite beside the server of that name."""
    kind = KINDS[name]
    rows = [row for door in kind.doors for row in door_cases(kind, door)] + [*kind.own]
    cases = [(name, partial(check_whole, kind, name, row)) for name, row in rows]
    if kind.brittle:
        cases += [(name, partial(check_broken, kind, name, row))
                  for name, row in map(broken_case, kind.doors)]
    return SimpleNamespace(CASES=tuple(cases))
