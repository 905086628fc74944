#!/usr/bin/env -S python3 -B
"""Plays probe cases: the real programs against the scripted server, TAP on standard output.

    run.py [--program DIR] [-j N] [-v] [CASE...]

DIR holds smtpsetup and smtpsetup-net ($builddir, or the current directory). A CASE is a file or a
name without .case; none means all. -v shows each answer and what the server saw.
"""
from __future__ import annotations

import argparse
import json
import os
import re
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Iterator

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "server"))

import certs
import checks
import letter
import oddities
import tap
import wire
from case import Case, CaseError, filled, load
from script import Script, ScriptError
from smtpd import Server

PATIENCE = 300

# What a sanitizer build needs passes through; what would lead libcurl and OpenSSL astray, or take
# the keys of the encryption out, is set on purpose.
PASSED_ON = ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LLVM_PROFILE_FILE")
LED_ASTRAY = {name: "http://127.0.0.1:9/" for name in ("ALL_PROXY", "all_proxy", "SMTP_PROXY")}
LED_ASTRAY |= {name: "/dev/null" for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE",
                                              "OPENSSL_CONF", "NETRC", "CURL_HOME")}
LED_ASTRAY |= {"SSLKEYLOGFILE": "/dev/full", "CURL_SSL_BACKEND": "none", "TZ": "nowhere"}


# Of every case, for the figure at the end.
MOST_CPU, MOST_MEMORY = [0.0], [0]


class Failed(Exception):
    """The case came to no answer; the text says why."""


class Words(dict):
    """What {WORD} stands for in a case; {pin-NAME} is worked out when it is asked for."""

    def __missing__(self, name: str) -> str:
        if not name.startswith("pin-"):
            raise CaseError(f"no such word: {{{name}}}")
        return certs.pin(self["certificates"], name[len("pin-"):])


class Play:
    """One case being played in a scratch directory of its own."""

    def __init__(self, case: Case, program: str, certificates: str, scratch: str):
        self.case, self.program, self.scratch = case, program, scratch
        self.config = os.path.join(scratch, "smtpsetup.cfg")
        self.measure = os.path.join(program, "tests", "probe", "measure")
        self.usage = self.config + ".usage"
        self.token = secrets.token_hex(10)
        self.user = f"user-{secrets.token_hex(4)}@example.test"
        # What means something to shells, URLs, JSON, printf, libconfig, curl; and UTF-8.
        self.password = f"{self.token} \"'%s\\/:@\u00e9\u4e16#"
        self.kind = case.run.get("password", "right" if case.settings["auth.user"] else "none")
        accepted = secrets.token_hex(10) if self.kind == "wrong" else self.password
        self.letters: list[bytes] = []
        self.server = Server(Script(case.script), certificates, self.user, accepted,
                             deliver=self.keep)
        self.words = Words(port=str(self.server.port), user=self.user, scratch=scratch,
                           ca=certs.ca_file(certificates), certificates=certificates)

    def keep(self, lines: list[bytes]) -> None:
        self.letters.append(b"".join(line + b"\r\n" for line in lines))

    def environment(self) -> dict[str, str]:
        passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        state = os.path.join(self.scratch, "state")
        return {**passed, **LED_ASTRAY, "HOME": self.scratch, "XDG_STATE_HOME": state,
                "LC_ALL": "C.UTF-8", "TERM": "dumb"}

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        program = os.path.join(self.program, "smtpsetup")
        words = (self.measure, self.usage, program, "--config", self.config, *arguments)
        return subprocess.Popen(words, env=self.environment(), cwd=self.scratch,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)

    def finish(self, process: subprocess.Popen[bytes], given: bytes = b"") -> tuple[bytes, bytes]:
        try:
            return process.communicate(given, PATIENCE)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.communicate()
            raise Failed(f"no end after {PATIENCE} s: {shlex.join(process.args)}") from error

    def set_up(self) -> None:
        settings = [f"{key}={filled(value, self.words)}"
                    for key, value in self.case.settings.items() if value]
        if self.kind != "none":
            settings.append("--password-stdin")
        process = self.start("set", *settings)
        _, words = self.finish(process, self.password.encode("utf-8") + b"\n")
        if process.returncode:
            raise Failed(f"set: exit {process.returncode}: {words.decode('utf-8', 'replace')}")

    def words_of(self, key: str, fallback: str) -> list[str]:
        return shlex.split(filled(self.case.run.get(key, fallback), self.words))

    def test(self) -> tuple[subprocess.Popen[bytes], bytes, bytes]:
        process = self.start(*self.words_of("verb", "test"), "--json", "--only-this-port",
                             *self.words_of("arguments", ""))
        awaited, record = self.case.run.get("interrupt"), self.server.record
        if awaited:
            record.wait(lambda: awaited in ["connect"] * record.connections() + record.commands(),
                        PATIENCE)
            process.send_signal(signal.SIGINT)
        output, words = self.finish(process)
        return process, output, words

    def written_files(self) -> bytes:
        found = []
        for directory, _, names in os.walk(self.scratch):
            for name in names:
                if not name.startswith(os.path.basename(self.config)):
                    with open(os.path.join(directory, name), "rb") as file:
                        found.append(file.read())
        return b"\n".join(found)

    def play(self) -> checks.Played:
        with self.server:
            self.set_up()
            process, output, words = self.test()
            self.server.close(PATIENCE)
        with open(self.usage, encoding="ascii") as file:
            cpu, memory = map(float, file.read().split())
        try:
            report = checks.parsed(output)
        except ValueError as error:
            raise Failed(f"test: exit {process.returncode}, no answer: {error}\n"
                         f"{words.decode('utf-8', 'replace')}") from error
        return checks.Played(
            errand=checks.errand_of(self.words_of("verb", "test"), self.words_of("arguments", "")),
            letters=self.letters,
            protocol=self.case.settings["server.protocol"], user=self.user, password=self.password,
            token=self.token, exit=process.returncode, stdout=output, stderr=words, files=self.written_files(),
            report=report, record=self.server.record,
            cpu=cpu, memory=int(memory))


def came_as(played: checks.Played) -> str:
    def within(data: bytes) -> bool:
        return any(form in data for form in checks.secret_forms(played.user, played.password))
    return ("clear" if within(played.record.clear)
            else "encrypted" if within(played.record.encrypted) else "never")


def observations(played: checks.Played) -> dict[str, Any]:
    record = played.record
    mail = letter.summary(played.letters[0]) if played.letters else None
    return {**played.report, "exit": played.exit, "mail": mail, "path": [step["step"] for step in played.report.get("steps") or []],
            "wire": {"connections": record.connections(), "password": came_as(played),
                     "seen": record.commands(1), "seen2": record.commands(2),
                     "lines": record.texts("line", 1),
                     "login": record.mechanisms()}}


def failures(case: Case, played: checks.Played) -> Iterator[str]:
    observed = observations(played)
    for expectation in case.expectations:
        failure = expectation.failure(observed)
        if failure:
            yield failure
    for check in checks.ALWAYS:
        try:
            yield from check(played)
        except (AttributeError, KeyError, TypeError) as error:
            yield f"{check.__name__}: the answer has not the shape of the contract: {error!r}"


def details(played: checks.Played) -> str:
    events = "\n".join(f"{event}" for event in played.record.events)
    return json.dumps(played.report, indent=1, ensure_ascii=False) + "\n" + events


def play(case: Case, given: argparse.Namespace,
         certificates: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was wrong, and what there is to show, of one time."""
    with tempfile.TemporaryDirectory(prefix="smtpsetup-probe-") as scratch:
        played = Play(case, given.program, certificates, scratch).play()
    MOST_CPU.append(played.cpu)
    MOST_MEMORY.append(played.memory)
    found = tuple(failures(case, played))
    shown = (details(played),) if given.verbose else ()
    if found:
        shown += (f"id {played.report['id']}, step {played.report.get('step')}",)
    return found, shown


def resolver_answers() -> bool:
    try:
        socket.getaddrinfo("no-such-name.invalid", None)
    except socket.gaierror as error:
        return error.errno == socket.EAI_NONAME
    return True


# What a case may need that not every machine has: a line of it, is it there, and what to say.
NEEDS = (
    (re.compile(r"^\s*deaf$", re.MULTILINE), wire.may_stop_hearing,
     "this user may put no filter on a socket"),
    (re.compile(r"^id = dns\.not_found$", re.MULTILINE), resolver_answers,
     "no name server answers here"),
)


def lacking(path: str) -> str:
    """Why a case cannot be played here; empty: it can be."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return next((reason for line, there, reason in NEEDS if line.search(text) and not there()), "")


def result(path: str, given: argparse.Namespace, certificates: str) -> tap.Result:
    name = os.path.basename(path)
    try:
        case = load(path)
        name = f"{case.name}: {case.title}"
        reason = lacking(path)
        if reason:
            return tap.Result(name, skipped=reason)
        plays = [play(case, given, certificates) for _ in range(int(case.run.get("times", "1")))]
        return tap.Result(name, tuple(failure for found, _ in plays for failure in found),
                          notes=tuple(note for _, notes in plays for note in notes))
    except (Failed, CaseError, ScriptError, OSError) as error:
        return tap.Result(name, (str(error),))


def case_path(name: str) -> str:
    return name if name.endswith(".case") else os.path.join(HERE, f"{name}.case")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="play probe cases against smtpsetup")
    parser.add_argument("--program", default=os.environ.get("builddir", "."), type=os.path.abspath,
                        metavar="DIR", help="where smtpsetup and smtpsetup-net are")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("cases", nargs="*", type=case_path, metavar="CASE")
    given = parser.parse_args()
    if not given.cases:
        given.cases = [os.path.join(HERE, name) for name in sorted(os.listdir(HERE))
                       if name.endswith(".case")]
    return given


def main() -> int:
    given = arguments()
    for name in ("smtpsetup", "smtpsetup-net"):
        if not os.access(os.path.join(given.program, name), os.X_OK):
            print(f"Bail out! no {name} in {given.program}")
            return 1
    with tempfile.TemporaryDirectory(prefix="smtpsetup-certificates-") as certificates:
        certs.make(certificates, certs.CERTS + oddities.CERTS)
        with ThreadPoolExecutor(given.jobs) as pool:
            results = pool.map(lambda path: result(path, given, certificates), given.cases)
            failed = tap.report(len(given.cases), results)
    print(f"# the most of any case: {max(MOST_CPU):.2f} s of CPU, {max(MOST_MEMORY)} KiB of memory")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
