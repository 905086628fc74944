"""A network of the test's own, where the names of providers lead to the test's own servers.

enter() starts the test again in namespaces that end with it: the network is a loopback, /etc/hosts
knows HOSTS and nobody else is asked for names, every port is free, the files of SHADOWS in /etc are
empty until a test puts something there, and no program that sends mail is installed. It takes root, or a machine that allows user
namespaces; where it cannot be, the whole test is skipped with the reason, and fails with CI=true.
"""
from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
from typing import Iterator, Sequence

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "programs"))

import commands  # noqa: E402

INSIDE = "inside"  # the first argument of the test when it runs there

HOSTS = {
    "localhost": "127.0.0.1",
    "smtp.gmail.com": "127.0.0.2",
    "smtp.guess.example": "127.0.0.4",
    "mail.guess.example": "127.0.0.5",
    "mail.other.example": "127.0.0.6",
    "smtp.stalled.example": "127.0.0.7",
    "mail.stalled.example": "127.0.0.8",
    "smtp.shared.example": "127.0.0.9",
    "mail.own.example": "127.0.0.10",
    "smtp.closed.example": "127.0.0.11",
    "mx.ladder.example": "127.0.0.12",
    "both.ladder.example": "127.0.0.13",
    "smtp.named.example": "127.0.0.14",
    "smtp.mailbox.org": "127.0.0.15",
}

# Beside those: the same names over IPv6.
HOSTS_IPV6 = {"both.ladder.example": "::1"}

# A place that is always the same, for screens that are compared.
CA_FILE = "/etc/test-ca.pem"

# What this machine sends mail with is no business of a test.
SHADOWS = (CA_FILE, "/etc/msmtprc", "/etc/postfix/main.cf", "/etc/postfix/sasl_passwd",
           "/etc/exim4/update-exim4.conf.conf", "/etc/exim4/passwd.client")

SPACES = ("--mount", "--net")
WAYS = (("unshare", *SPACES, "--"), ("unshare", "--user", "--map-root-user", *SPACES, "--"))

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1


class Unavailable(Exception):
    """There is no such network on this machine; the text says why."""


def attempt(*command: str) -> None:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, check=False)
    except FileNotFoundError:
        raise Unavailable(f"there is no {command[0]} on this machine") from None
    if done.returncode:
        raise Unavailable(done.stderr.strip() or f"{command[0]} failed")


def way_in() -> Sequence[str]:
    way = WAYS[0 if os.geteuid() == 0 else 1]
    attempt(*way, "true")
    return way


def raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        answer = fcntl.ioctl(sock, SIOCGIFFLAGS, struct.pack("16sh14x", b"lo", 0))
        flags = struct.unpack("16sh14x", answer)[1]
        fcntl.ioctl(sock, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | IFF_UP))


def write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def furnish() -> None:
    scratch = tempfile.mkdtemp(prefix="smtpsetup-etc.", dir="/tmp")
    atexit.register(shutil.rmtree, scratch)
    os.chmod(scratch, 0o755)
    names = "".join(f"{address} {name}\n" for table in (HOSTS, HOSTS_IPV6)
                    for name, address in table.items())
    files = {"/etc/hosts": names, "/etc/nsswitch.conf": "passwd: files\nhosts: files\n",
             **dict.fromkeys(SHADOWS, "")}
    for path, text in files.items():
        write(scratch + path, text)
    machine = f"{scratch}/machine"
    os.mkdir(machine)
    attempt("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", machine)
    atexit.register(attempt, "umount", "--lazy", machine)
    for name in ("upper", "work"):
        os.makedirs(f"{machine}/etc/{name}")
    attempt("mount", "-t", "overlay", "-o",
            f"lowerdir={scratch}/etc:/etc,upperdir={machine}/etc/upper,workdir={machine}/etc/work",
            "overlay", "/etc")
    commands.hide(machine)
    raise_loopback()


def clear() -> None:
    """What a script wrote into the files of programs is gone again."""
    for path in set(SHADOWS) - {CA_FILE}:
        if os.path.getsize(path):
            write(path, "")


def give_up(reason: str) -> None:
    if os.environ.get("CI") == "true":
        print(f"1..1\nnot ok 1 - a network of its own\n#   {reason}")
        sys.exit(1)
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def enter() -> None:
    """Returns inside. Call it before anything else is done: outside, this process is replaced."""
    try:
        if sys.argv[1:2] == [INSIDE]:
            del sys.argv[1]
            return furnish()
        command = [*way_in(), sys.executable, "-B", sys.argv[0], INSIDE, *sys.argv[1:]]
    except Unavailable as reason:
        give_up(str(reason).splitlines()[-1])
    os.execvp(command[0], command)


@contextlib.contextmanager
def etc_file(scratch: str, path: str, text: str) -> Iterator[None]:
    """A file of SHADOWS holds this text, which is kept in the directory `scratch`."""
    write(scratch + path, text)
    attempt("mount", "--bind", scratch + path, path)
    try:
        yield
    finally:
        attempt("umount", path)
