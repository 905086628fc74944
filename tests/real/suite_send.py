"""`smtpsetup send-test` and `test --envelope` against a real server: what arrives, what is refused,
and that a rehearsal leaves nothing behind."""

import email
import email.policy
import email.utils
import json
import os
from collections import namedtuple
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from maillog import watch
from mailers import OWNED, until
from suite_verbs import DOORS, Setup, answer_in, compare, judge_secrecy

NAME = "Büro der Bücherei, 図書館"
MESSAGE = {"mail": "1", "rcpt": "1", "data": "1", "rset": None, "quit": "1"}
REHEARSAL = {"mail": "1", "rcpt": "1", "data": None, "rset": "1", "quit": "1"}
REFUSED = {"mail": "1", "rcpt": "0/1", "data": None, "rset": None, "quit": "1"}

Refusal = namedtuple("Refusal", "name door login sender recipient id exit code")
REFUSALS = (
    Refusal("a foreign domain without a login", DOORS[2], False, "someone@example.test",
            "friend@elsewhere.test", "recipient.relay_denied", 76, 554),
    Refusal("the submission port without a login", DOORS[0], False, "someone@example.test",
            "friend@example.test", "envelope.needs_login", 77, 554),
    Refusal("somebody else's address, logged in", DOORS[0], True, OWNED, "friend@example.test",
            "sender.not_allowed", 77, 553),
    Refusal("somebody else's address without a login", DOORS[2], False, OWNED,
            "friend@example.test", "envelope.needs_login", 77, 553),
)


@contextmanager
def inbox():
    """Yields what is called to get the one message that came since, as bytes."""
    folder = Path(os.environ["MAIL_INBOX"], "new")
    before = set(folder.iterdir())
    yield lambda: until(lambda: set(folder.iterdir()) - before,
                        "the message in the inbox").pop().read_bytes()


def setup_for(name: str, door, login: bool, **more: str) -> Setup:
    setup = Setup(name)
    setup.fill(door, os.environ["MAIL_PASSWORD"] if login else None)
    for key, value in more.items():
        done = setup.run("set", f"sender.{key}={value}")
        assert done.returncode == 0, done.stderr
    return setup


def judge_letter(data: bytes, recipient: str, door, login: bool = True) -> list:
    message = email.message_from_bytes(data, policy=email.policy.default)
    name, address = email.utils.parseaddr(email.message_from_bytes(data)["From"])
    decoded = str(email.header.make_header(email.header.decode_header(name)))
    found = {"From": address, "its name": decoded, "To": message["To"],
             "Subject": message["Subject"], "type": message.get_content_type(),
             "Auto-Submitted": message["Auto-Submitted"], "defects": message.defects}
    complaints = compare("the message's", found, {
        "From": "someone@example.test", "its name": NAME, "To": recipient, "type": "text/plain",
        "Subject": "Test message from smtpsetup", "Auto-Submitted": "auto-generated",
        "defects": []})
    if message["Date"].datetime is None or message["Date"].datetime.utcoffset() is None:
        complaints.append(f"Date: {message['Date']}")
    if not str(message["Message-ID"]).endswith("@example.test>"):
        complaints.append(f"Message-ID: {message['Message-ID']}")
    if b"\r" in data:
        complaints.append("a CR is in it")
    body = message.get_content()
    if f"{os.environ['MAIL_HOST']} port {door.port}" not in body:
        complaints.append("the body does not say from where it comes")
    if login != (os.environ["MAIL_USER"] in body):
        complaints.append("the body does not say who logged in")
    return complaints + judge_secrecy(data.decode("utf-8"), os.environ["MAIL_PASSWORD"])


def check_sent(door, recipient: str) -> None:
    setup = setup_for(f"send {door.port} {recipient}", door, True, from_name=NAME)
    with inbox() as arrived, watch() as sessions:
        done = setup.run("send-test", recipient, "--json")
        complaints = compare("send-test", {"exit": done.returncode}, {"exit": 0})
        complaints += compare("send-test", answer_in(done.stdout), {
            "id": "ok.sent", "step": "done", "encrypted": door.encrypted, "authenticated": True})
        if not complaints:
            complaints += judge_letter(arrived(), recipient, door)
    complaints += compare("Postfix saw", (sessions.counts() or [{}])[0], MESSAGE)
    complaints += sessions.lost()
    complaints += judge_secrecy(done.stdout + done.stderr, os.environ["MAIL_PASSWORD"])
    assert not complaints, "\n".join([*complaints, done.stdout, done.stderr, *sessions.lines])


def check_rehearsed(door) -> None:
    setup = setup_for(f"rehearse {door.port}", door, True)
    folder = Path(os.environ["MAIL_INBOX"], "new")
    before = set(folder.iterdir())
    with watch() as sessions:
        done = setup.run("test", "--envelope", "friend@example.test", "--json")
    complaints = compare("test", answer_in(done.stdout), {
        "id": "ok.envelope" if door.encrypted else "warn.not_encrypted", "step": "done"})
    complaints += compare("Postfix saw", (sessions.counts() or [{}])[0], REHEARSAL)
    if set(folder.iterdir()) != before:
        complaints.append("a message came")
    assert not complaints, "\n".join([*complaints, done.stdout, done.stderr, *sessions.lines])


def check_refused(case: Refusal) -> None:
    setup = setup_for(f"refused {case.name}", case.door, case.login, **{"from": case.sender})
    with watch() as sessions:
        done = setup.run("send-test", case.recipient, "--json")
    answer = answer_in(done.stdout)
    complaints = compare("send-test", {"exit": done.returncode}, {"exit": case.exit})
    complaints += compare("send-test", answer, {"id": case.id, "step": "recipient"})
    complaints += compare("smtp", answer.get("smtp") or {}, {"code": case.code})
    complaints += compare("Postfix saw", (sessions.counts() or [{}])[0], REFUSED)
    assert not complaints, "\n".join([*complaints, json.dumps(answer), done.stderr,
                                      *sessions.lines])


CASES = (*((f"send-test on {door.port} {door.protocol} arrives",
            partial(check_sent, door, "friend@example.test")) for door in DOORS),
         ("send-test to an address beyond ASCII arrives",
          partial(check_sent, DOORS[0], "jürgen@example.test")),
         *((f"test --envelope on {door.port} {door.protocol} leaves nothing",
            partial(check_rehearsed, door)) for door in DOORS),
         *((f"send-test refused: {case.name}", partial(check_refused, case)) for case in REFUSALS))
