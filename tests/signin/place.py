"""What the tests of sign-in share: an issuer, a mail server that knows its tokens, the settings."""
from __future__ import annotations

import contextlib
import os
import pty
import select
import subprocess
import sys
import tempfile
from typing import Any, Iterator

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "cli"), os.path.join(HERE, "..", "server")]

import certs
import kit
from issuer import Issuer
from kit import Box
from script import Script
from smtpd import Server

USER = "me@own.example"
CERTIFICATES = tempfile.TemporaryDirectory(prefix="smtpsetup-signin.")
MECHANISMS = "XOAUTH2 OAUTHBEARER"


def start() -> None:
    certs.make(CERTIFICATES.name, tuple(row for row in certs.CERTS if row.name in ("ca", "good")))
    with CERTIFICATES:
        kit.run()


@contextlib.contextmanager
def signed(box: Box, mechanisms: str = MECHANISMS, login: str = "",
           **how: Any) -> Iterator[Issuer]:
    """An issuer whose newest token a mail server takes, and settings for both."""
    script = f"let mechanisms {mechanisms}\n{login}\nuse submission"
    with Issuer(CERTIFICATES.name, **how) as issuer:
        box.letters = []  # type: ignore[attr-defined]
        with Server(Script(script), CERTIFICATES.name, USER, "no token yet",
                    deliver=box.letters.append) as server:  # type: ignore[attr-defined]
            issuer.heard.append(lambda token: setattr(server, "password", token.encode()))
            box.server = server  # type: ignore[attr-defined]
            box.do("set", "server.host=localhost", f"server.port={server.port}",
                   f"auth.user={USER}", f"sender.from={USER}", f"auth.sign_in={issuer.url}",
                   f"auth.client_id={issuer.client}",
                   f"tls.ca_file={certs.ca_file(CERTIFICATES.name)}")
            yield issuer


def sign_in(box: Box, issuer: Issuer) -> None:
    """The way that has nothing to wait for."""
    code, _, said = paste(box, answer=issuer.consent)
    if code:
        raise AssertionError(f"sign-in: exit {code}: {said.decode()}")


def tokens(box: Box) -> str:
    """The one file that has the tokens."""
    directory = box.path("state", "smtpsetup", "tokens")
    names = [name for name in os.listdir(directory) if "." not in name]
    if len(names) != 1:
        raise AssertionError(f"files: {os.listdir(directory)}")
    return os.path.join(directory, names[0])


def value(box: Box, name: str) -> str:
    with open(tokens(box), encoding="utf-8") as file:
        for line in file:
            if line.startswith(name + " = "):
                return line.split(" = ", 1)[1].strip().rstrip(";").strip('"')
    return ""


def paste(box: Box, *words: str, answer: Any) -> tuple[int, str, bytes]:
    """Runs sign-in --flow paste; answer(address) is what is pasted. Exit, address, all output."""
    process = subprocess.Popen([kit.PROGRAM, *box.level(), "sign-in", "--flow", "paste", *words],
                               env=box.environment(), stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said, address = b"", ""
    while not address:
        line = process.stdout.readline()
        if not line:
            break
        said += line
        if line.startswith(b"https://"):
            address = line.decode().strip()
    rest = process.communicate((answer(address) + "\n").encode() if address else b"",
                               timeout=kit.PATIENCE)[0]
    return process.returncode, address, said + rest


def on_terminal(box: Box, *words: str) -> tuple[int, bytes]:
    """Runs a verb whose stdout and stderr are a terminal."""
    parent, child = pty.openpty()
    process = subprocess.Popen([kit.PROGRAM, *box.level(), *words], env=box.environment(),
                               stdin=subprocess.DEVNULL, stdout=child, stderr=child)
    os.close(child)
    said = b""
    while select.select([parent], [], [], kit.PATIENCE)[0]:
        try:
            part = os.read(parent, 65536)
        except OSError:
            break
        if not part:
            break
        said += part
    os.close(parent)
    return process.wait(kit.PATIENCE), said
