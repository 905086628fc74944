"""The form itself, on a terminal, against each door of a real server: what it tells the person
must be what the server saw."""

import os
import subprocess
from functools import partial
from pathlib import Path

from maillog import watch
from suite_verbs import DOORS, NONE, RIGHT, SMTPSETUP, WRONG, Door, judge_log, password_for

DRIVE = SMTPSETUP.with_name("tests") / "tui" / "drive"
SCRIPTS = Path(__file__).absolute().with_name("form")

CHOICES = {"starttls": "Home", "ssl": "Down", "plain": "End"}  # the key from the first of the list
TITLES = {  # login, encrypted: what the result says, the badge, the id in the file
    (RIGHT, True): ("It works: the server accepted your login", "tested", "ok.authenticated"),
    (RIGHT, False): ("It works, but nothing is encrypted", "tested", "warn.not_encrypted"),
    (WRONG, True): ("Wrong user or password", "test failed", "auth.rejected"),
    (WRONG, False): ("Wrong user or password", "test failed", "auth.rejected"),
    (NONE, True): ("Connected and encrypted", "tested", "ok.no_login"),
    (NONE, False): ("It works, but nothing is encrypted", "tested", "warn.not_encrypted"),
}


def variables(door: Door, login: str) -> dict:
    title, badge, verdict = TITLES[login, door.encrypted]
    asks = not door.encrypted and login != NONE
    return {"FORM_PORT": str(door.port), "FORM_CHOICE": CHOICES[door.protocol],
            "FORM_PASSWORD": password_for(login) or "", "FORM_TITLE": title, "FORM_BADGE": badge,
            "FORM_ID": verdict, "FORM_TEST": "test-in-clear.inc" if asks else "test.inc"}


def check(door: Door, login: str) -> None:
    script = SCRIPTS / ("no-login.tui" if login == NONE else "login.tui")
    with watch() as sessions:
        done = subprocess.run([DRIVE, "--program", SMTPSETUP, script],
                              env={**os.environ, **variables(door, login)}, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    complaints = [] if done.returncode == 0 else [done.stdout]
    complaints += judge_log(sessions, door, login)
    assert not complaints, "\n".join([*complaints, *sessions.lines])


CASES = tuple((f"form on {door.port} {door.protocol}: {login}", partial(check, door, login))
              for door in DOORS for login in (RIGHT, WRONG, NONE))
