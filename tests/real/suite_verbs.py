"""`smtpsetup set`, `test` and `status` against each door of a real server: what is told must be
what the server saw."""

import base64
import json
import os
import subprocess
from collections import namedtuple
from functools import partial
from pathlib import Path

from maillog import watch

SMTPSETUP = Path(os.environ.get("builddir", "."), "smtpsetup").absolute()

Door = namedtuple("Door", "port protocol encrypted")
DOORS = (Door(587, "starttls", True), Door(465, "ssl", True), Door(25, "plain", False))

Truth = namedtuple("Truth", "verdict id exit authenticated established")
RIGHT, WRONG, NONE = "right password", "wrong password", "no login"
TRUTHS = {  # login, encrypted
    (RIGHT, True): Truth("ok", "ok.authenticated", 0, True, 0),
    (RIGHT, False): Truth("warning", "warn.not_encrypted", 0, True, 0),
    (WRONG, True): Truth("failed", "auth.rejected", 77, False, 1),
    (WRONG, False): Truth("failed", "auth.rejected", 77, False, 1),
    (NONE, True): Truth("ok", "ok.no_login", 0, False, 0),
    (NONE, False): Truth("warning", "warn.not_encrypted", 0, False, 0),
}
REFUSED = {"postfix": {"code": 535, "enhanced": "5.7.8"}, "exim": {"code": 535, "enhanced": None}}
SEEN = {  # the counts in the server's log; None: there was no such command
    RIGHT: {"auth": "1", "quit": "1"},
    WRONG: {"auth": "0/1"},
    NONE: {"auth": None, "quit": "1"},
}


class Setup:
    """One configuration file of its own, and the program run on it."""

    def __init__(self, name: str):
        self.home = Path(os.environ["MAIL_BASE"], "verbs", name)
        self.home.mkdir(parents=True)

    def run(self, *words, stdin: str = "") -> subprocess.CompletedProcess:
        env = {**os.environ, "HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home),
               "XDG_STATE_HOME": str(self.home)}
        return subprocess.run([SMTPSETUP, "--config", self.home / "smtpsetup.cfg", *words],
                              input=stdin, env=env, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, encoding="utf-8", timeout=300)

    def fill(self, door: Door, password, user: str = None, ca: str = None) -> None:
        values = {"server.host": os.environ["MAIL_HOST"], "server.port": door.port,
                  "server.protocol": door.protocol,
                  "tls.ca_file": os.environ["MAIL_CA"] if ca is None else ca,
                  "sender.from": "someone@example.test"}
        options = []
        if password is not None:
            values["auth.user"] = user or os.environ["MAIL_USER"]
            options = ["--password-stdin"]
        done = self.run("set", *(f"{key}={value}" for key, value in values.items()), *options,
                        stdin="" if password is None else f"{password}\n")
        assert done.returncode == 0, f"set: exit {done.returncode}: {done.stderr}"


def password_for(login: str):
    right = os.environ["MAIL_PASSWORD"]
    return {RIGHT: right, WRONG: f"{right}.", NONE: None}[login]


def disguises(password: str) -> dict:
    """The forms in which a password could slip into what is printed."""
    user = os.environ["MAIL_USER"]
    forms = {"the password": password, "the password in JSON": json.dumps(password)[1:-1]}
    for name, text in (("LOGIN", password), ("PLAIN", f"\0{user}\0{password}")):
        forms[f"AUTH {name}'s base64"] = base64.b64encode(text.encode()).decode().rstrip("=")
    return forms


def compare(what: str, found: dict, expected: dict) -> list:
    return [f"{what} {key}: {found.get(key)!r} instead of {value!r}"
            for key, value in expected.items() if found.get(key) != value]


def answer_in(text: str) -> dict:
    """Empty for what is no JSON object: then every comparison complains, and the text is shown."""
    try:
        answer = json.loads(text)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def judge_answer(done, door: Door, login: str) -> list:
    truth = TRUTHS[login, door.encrypted]
    answer = answer_in(done.stdout)
    complaints = compare("test", {"exit": done.returncode}, {"exit": truth.exit})
    complaints += compare("test", answer, {
        "schema": 1, "verdict": truth.verdict, "id": truth.id, "encrypted": door.encrypted,
        "authenticated": truth.authenticated, "step": "auth" if login == WRONG else "done"})
    if login == WRONG:
        complaints += compare("smtp", answer.get("smtp") or {},
                              REFUSED[os.environ["MAIL_KIND"]])
    return complaints


def judge_secrecy(printed: str, password) -> list:
    if password is None:
        return []
    return [f"test prints {name}" for name, form in disguises(password).items() if form in printed]


def judge_log(sessions, door: Door, login: str) -> list:
    counts = sessions.counts()
    if len(counts) != 1:
        return [f"{len(counts)} sessions instead of one"]
    never = dict.fromkeys(("mail", "rcpt", "data", "vrfy", "unknown"))
    starttls = {"starttls": "1" if door.protocol == "starttls" else None}
    complaints = compare("the server saw", counts[0], {**never, **starttls, **SEEN[login]})
    return complaints + (sessions.lost() if login != WRONG else [])


def check(door: Door, login: str) -> None:
    setup = Setup(f"{door.port} {login}")
    password = password_for(login)
    setup.fill(door, password)
    with watch() as sessions:
        done = setup.run("test", "--json")
    complaints = judge_answer(done, door, login)
    complaints += judge_secrecy(done.stdout + done.stderr, password)
    complaints += judge_log(sessions, door, login)
    complaints += compare("status", {"exit": setup.run("status").returncode},
                          {"exit": TRUTHS[login, door.encrypted].established})
    assert not complaints, "\n".join([*complaints, done.stdout, done.stderr, *sessions.lines])


CASES = tuple((f"test on {door.port} {door.protocol}: {login}", partial(check, door, login))
              for door in DOORS for login in (RIGHT, WRONG, NONE))
