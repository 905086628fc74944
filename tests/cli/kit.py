"""What the tests of the verbs share: a scratch place, the program run in it, TAP on stdout.

A test is a function with one argument, a Box, under @test("name"); it fails by raising, skips by
raising Skip, and may say several things with Box.expect() before it fails. run() plays them all.
The program is $builddir/smtpsetup; nothing outside the scratch place is read or written.
"""
from __future__ import annotations

import json
import os
import secrets
import shutil
import stat
import subprocess
import sys
import tempfile
import traceback
from typing import Any, Callable, NamedTuple, Optional, Sequence

import json_schema

PATIENCE = 300  # seconds, for a machine that is slow; never an expectation
PASSED_ON = ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LLVM_PROFILE_FILE")
NOBODY = 65534

PROGRAM = os.path.join(os.path.abspath(os.environ.get("builddir", ".")), "smtpsetup")
TESTS: list[tuple[str, Callable[["Box"], None]]] = []


class Skip(Exception):
    """This cannot be tested here; the text says why."""


class Answer(NamedTuple):
    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


class Box:
    """A scratch directory with a configuration path in it."""

    def __init__(self, directory: str, district: str = ""):
        self.directory = directory
        self.district = district
        self.config = self.path("smtpsetup.cfg")
        self.wrong: list[str] = []

    def path(self, *names: str) -> str:
        return os.path.join(self.directory, *names)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        home = {"HOME": self.path("home"), "XDG_CONFIG_HOME": self.path("xdg"),
                "XDG_STATE_HOME": self.path("state"), "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        return {**kept, **home, **more}

    def bare(self, *words: str, stdin: bytes = b"", program: Sequence[str] = (PROGRAM,),
             environment: Optional[dict[str, str]] = None, **more: Any) -> Answer:
        """Runs the program with exactly these words."""
        result = subprocess.run([*program, *words], input=stdin, timeout=PATIENCE,
                                env=environment or self.environment(), check=False,
                                **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more})
        answer = Answer(result.returncode, *(
            (stream or b"").decode("utf-8", "backslashreplace")
            for stream in (result.stdout, result.stderr)))
        if result.stdout is not None:
            wrong = json_schema.hold(words, answer.code, answer.out)
            self.expect(wrong is None, "schema", wrong)
        return answer

    def level(self) -> list[str]:
        """The words that name the configuration, or the district that the box is for."""
        return ["--config", self.config, *(["--district", self.district] if self.district else [])]

    def run(self, *words: str, **more: Any) -> Answer:
        """Runs the program on the configuration of this box."""
        return self.bare(*self.level(), *words, **more)

    def do(self, *words: str, **more: Any) -> Answer:
        """The same, for what has to work."""
        answer = self.run(*words, **more)
        if answer.code != 0:
            raise AssertionError(f"{words}: exit {answer.code}: {answer.err}")
        return answer

    def get(self, key: str) -> str:
        return self.do("get", key).out.rstrip("\n")

    def write(self, text: str | bytes, mode: int = 0o600, name: str = "smtpsetup.cfg") -> None:
        if os.path.exists(self.path(name)):
            os.chmod(self.path(name), 0o600)  # it may be there for reading only
        with open(self.path(name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        os.chmod(self.path(name), mode)

    def read(self, name: str = "smtpsetup.cfg") -> bytes:
        with open(self.path(name), "rb") as file:
            return file.read()

    def trace(self) -> Optional[tuple[int, int, bytes]]:
        """What tells whether the file was touched; None where there is none."""
        if not os.path.exists(self.config):
            return None
        status = os.stat(self.config)
        return status.st_ino, status.st_mtime_ns, self.read()

    def mode(self, name: str = "smtpsetup.cfg") -> int:
        return stat.S_IMODE(os.stat(self.path(name)).st_mode)

    def files(self) -> list[str]:
        return sorted(os.listdir(self.directory))

    def expect(self, right: Any, what: str, got: Any = "") -> None:
        if not right:
            self.wrong.append(f"{what}: {got!r}" if got != "" else what)

    def refuses(self, code: int, words: Sequence[str], *parts: str, **more: Any) -> None:
        """The exit code, one sentence on stderr with these parts, nothing but JSON on stdout."""
        answer = self.run(*words, **more)
        if answer.code != code:
            self.expect(False, f"{' '.join(words)!r}: exit {answer.code}, not {code}", answer.err)
            return
        self.expect("--json" in words or answer.out == "", f"{' '.join(words)!r}: stdout",
                    answer.out)
        self.expect(answer.err.startswith("smtpsetup: "), f"{words}: stderr", answer.err)
        for part in parts:
            self.expect(part in answer.err, f"{' '.join(words)!r}: no {part!r} in", answer.err)


def secret() -> str:
    """A password that nobody has."""
    return f"pass {secrets.token_hex(8)}"


def as_nobody(box: Box) -> list[str]:
    """How to run a copy of the program as a user who is not root."""
    if os.geteuid() != 0:
        return [PROGRAM]
    if not shutil.which("setpriv"):
        raise Skip("no setpriv to become another user with")
    os.chmod(box.directory, 0o755)
    program = shutil.copy(PROGRAM, box.path("smtpsetup"))
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", program]


def read_only(box: Box, directory: str) -> list[str]:
    """The words that run what follows them with this directory mounted read-only; it is made."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        raise Skip("not root: no file system can be mounted read-only")
    os.makedirs(directory, exist_ok=True)
    inside = ["unshare", "-m", "sh", "-c", 'mount --bind "$0" "$0" && mount -o remount,ro,bind '
              '"$0" && exec "$@"', directory]
    if subprocess.run([*inside, "true"], stderr=subprocess.DEVNULL, check=False).returncode:
        raise Skip(f"no file system can be mounted here: {box.directory}")
    return inside


def test(name: str) -> Callable[[Callable[[Box], None]], Callable[[Box], None]]:
    def register(function: Callable[[Box], None]) -> Callable[[Box], None]:
        TESTS.append((name, function))
        return function
    return register


def outcome(function: Callable[[Box], None]) -> tuple[bool, str, str]:
    """Did it pass, why was it skipped, and what to say."""
    with tempfile.TemporaryDirectory(prefix="smtpsetup-cli.") as directory:
        box = Box(directory)
        try:
            function(box)
        except Skip as reason:
            return True, str(reason), ""
        except Exception:  # pylint: disable=broad-except
            box.wrong.append(traceback.format_exc(limit=-2))
        return not box.wrong, "", "\n".join(box.wrong)


def run() -> None:
    if not os.access(PROGRAM, os.X_OK):
        print(f"Bail out! There is no program {PROGRAM}")
        sys.exit(1)
    print(f"1..{len(TESTS)}", flush=True)
    failed = False
    for number, (name, function) in enumerate(TESTS, 1):
        passed, skipped, words = outcome(function)
        failed = failed or not passed
        print(f"{'ok' if passed else 'not ok'} {number} - {name}"
              f"{' # SKIP ' + skipped if skipped else ''}")
        for line in words.splitlines():
            print(f"#   {line}")
        sys.stdout.flush()
    sys.exit(failed)
