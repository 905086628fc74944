"""An /etc of the test's own: what is written there is gone with the test.

enter() starts the test again in a mount namespace. It takes root, or a machine that allows user
namespaces; where it cannot be, the whole test is skipped with the reason, and fails with CI=true.
"""
from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from typing import Optional

import commands

INSIDE = "inside"  # the first argument of the test when it runs there
WAYS = (("unshare", "--mount", "--"), ("unshare", "--user", "--map-root-user", "--mount", "--"))

# What this machine sends mail with is no business of a test.
PROGRAMS = ("/etc/msmtprc", "/etc/postfix", "/etc/exim4", "/etc/dma", "/etc/nullmailer", "/etc/s-nail.rc",
            "/etc/grafana", "/etc/gitea", "/etc/prometheus", "/etc/php", "/var/spool/exim4",
            "/var/spool/dma")


class Unavailable(Exception):
    """There is no such /etc on this machine; the text says why."""


def attempt(*command: str) -> None:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, check=False)
    except FileNotFoundError:
        raise Unavailable(f"there is no {command[0]} on this machine") from None
    if done.returncode:
        raise Unavailable(done.stderr.strip() or f"{command[0]} failed")


def furnish() -> None:
    scratch = tempfile.mkdtemp(prefix="smtpsetup-etc.", dir="/tmp")
    atexit.register(shutil.rmtree, scratch, True)
    attempt("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", scratch)
    for name in ("upper", "work"):
        os.mkdir(os.path.join(scratch, name))
    attempt("mount", "-t", "overlay", "-o",
            f"lowerdir=/etc,upperdir={scratch}/upper,workdir={scratch}/work", "overlay", "/etc")
    attempt("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", "/var/spool")
    commands.hide(scratch)
    clear()


def clear() -> None:
    for path in PROGRAMS:
        if os.path.isdir(path):
            shutil.rmtree(path)
        elif os.path.exists(path):
            os.unlink(path)


def write(path: str, text: str, mode: int = 0o644) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


def read(path: str) -> Optional[str]:
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return file.read()


def give_up(reason: str) -> None:
    if os.environ.get("CI") == "true":
        print(f"1..1\nnot ok 1 - an /etc of its own\n#   {reason}")
        sys.exit(1)
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def enter() -> None:
    """Returns inside. Call it before anything else is done: outside, this process is replaced."""
    try:
        if sys.argv[1:2] == [INSIDE]:
            del sys.argv[1]
            return furnish()
        way = WAYS[0 if os.geteuid() == 0 else 1]
        attempt(*way, "true")
        command = [*way, sys.executable, "-B", sys.argv[0], INSIDE, *sys.argv[1:]]
    except Unavailable as reason:
        give_up(str(reason).splitlines()[-1])
    os.execvp(command[0], command)
