"""A machine of the test's own, with the service's user, two people and programs that they may call.

enter() starts the test again in a mount namespace, where /etc, /usr, /run, /var/spool and
/var/lib are its own. It takes root; elsewhere the whole test is skipped with the reason.
"""
from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from typing import Any, Iterator, Sequence

import sender
from sender import kit, wait

INSIDE = "inside"
PROGRAMS = "/run/programs"
SENDMAIL, DROP, VERBS = (f"{PROGRAMS}/{name}" for name in
                         ("smtpsetup-sendmail", "smtpsetup-drop", "smtpsetup"))
SPOOL, SOCKET = "/var/spool/smtpsetup", "/run/smtpsetup/submit"
DROPS = f"{SPOOL}/drop"
CONFIG = "/etc/smtpsetup/smtpsetup.cfg"
SERVICE, ANN, BOB = 64001, 64002, 64003
NAMES = ("/usr/sbin/sendmail", "/usr/lib/sendmail", "/usr/bin/mailq", "/usr/bin/newaliases")
USERS = {"smtpsetup": SERVICE, "ann": ANN, "bob": BOB}


def enter() -> None:
    """Returns inside. Call it before anything else is done: outside, this process is replaced."""
    if sys.argv[1:2] == [INSIDE]:
        del sys.argv[1]
        furnish()
        return
    if os.geteuid() != 0:
        print("1..0 # SKIP other users than one's own need root")
        sys.exit(0)
    possible = subprocess.run(["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/var/spool"],
                              stderr=subprocess.PIPE, check=False)
    if possible.returncode:
        print(f"1..0 # SKIP {possible.stderr.decode().strip()}")
        sys.exit(os.environ.get("CI") == "true")
    os.execvp("unshare", ["unshare", "--mount", "--", sys.executable, "-B", sys.argv[0], INSIDE,
                          *sys.argv[1:]])


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)


def furnish() -> None:
    scratch = tempfile.mkdtemp(prefix="smtpsetup-machine.")
    mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", scratch)
    for place in ("etc", "usr"):
        for name in ("upper", "work"):
            os.makedirs(os.path.join(scratch, place, name))
        above = os.path.join(scratch, place)
        mount("-t", "overlay", "-o", f"lowerdir=/{place},upperdir={above}/upper,workdir={above}/work",
              "overlay", f"/{place}")
    for place in ("/run", "/var/spool", "/var/lib"):
        mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", place)
    for name, number in USERS.items():
        for path, rest in (("passwd", f"{number}::/nowhere:/bin/false"), ("group", "")):
            with open(f"/etc/{path}", "a", encoding="utf-8") as file:
                file.write(f"{name}:x:{number}:{rest}\n")
    with open("/etc/aliases", "w", encoding="utf-8") as file:
        file.write("")
    shutil.rmtree("/etc/smtpsetup", ignore_errors=True)
    for path in NAMES:
        if os.path.lexists(path):
            os.unlink(path)
    os.makedirs("/var/lib/dpkg")
    os.mkdir(PROGRAMS)
    for name in ("smtpsetup", "smtpsetup-sendmail", "smtpsetup-net", "smtpsetup-drop"):
        shutil.copy(os.path.join(os.path.dirname(kit.PROGRAM), name), PROGRAMS)
    os.chown(DROP, 0, SERVICE)
    os.chmod(DROP, 0o2755)


def clear() -> None:
    """As if nothing had been sent yet, and nobody listened."""
    shutil.rmtree(SPOOL, ignore_errors=True)
    if os.path.exists(SOCKET):
        os.unlink(SOCKET)


def folders() -> None:
    for path, mode in ((SPOOL, 0o750), (DROPS, 0o1730)):
        os.makedirs(path, exist_ok=True)
        os.chown(path, SERVICE, SERVICE)
        os.chmod(path, mode)


def person(user: int, *options: str) -> list[str]:
    """The words that run what follows them as that user."""
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *options]


def run(user: int, *words: str, message: bytes = b"Subject: s\n\nx\n", around: Sequence[str] = (),
        **more: Any) -> kit.Answer:
    done = subprocess.run([*around, *person(user), *words],
                          **{"input": message, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
                             "cwd": "/", "check": False, "timeout": kit.PATIENCE, **more})
    return kit.Answer(done.returncode, (done.stdout or b"").decode("utf-8", "replace"),
                      (done.stderr or b"").decode("utf-8", "replace"))


def names(folder: str = SPOOL, end: str = ".mail") -> list[str]:
    found = os.listdir(folder) if os.path.isdir(folder) else []
    return sorted(name for name in found if name.endswith(end))


def ticket(name: str, folder: str = SPOOL) -> list[str]:
    with open(os.path.join(folder, name), "rb") as file:
        return file.read().split(b"\n\n")[0].decode().split("\n")


def rounds() -> None:
    """What waits is sent, whatever its time, and nobody is at it any more."""
    wait(lambda: subprocess.run([VERBS, "queue", "release"], stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, check=False).returncode == 0)
    subprocess.run([SENDMAIL, "-q"], stderr=subprocess.DEVNULL, check=False)
    wait(idle)


def idle() -> bool:
    lock = os.path.join(SPOOL, "run.lock")
    return not os.path.exists(lock) or subprocess.run(["flock", "-n", lock, "true"],
                                                      check=False).returncode == 0


@contextlib.contextmanager
def service(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([SENDMAIL, *(words or ("-q1h",))], stdin=subprocess.DEVNULL) as process:
        try:
            if not wait(lambda: os.path.exists(SOCKET) and os.stat(SOCKET).st_mode & 0o777 == 0o666):
                raise AssertionError("no socket")
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()
            wait(idle)


@contextlib.contextmanager
def relay(box: kit.Box, *settings: str, **more: Any) -> Iterator[sender.Relay]:
    """As sender.relay(), for the machine's configuration."""
    clear()
    if os.path.exists(CONFIG):
        os.unlink(CONFIG)
    box.config = CONFIG
    with sender.relay(box, *settings, **more) as r:
        yield r
