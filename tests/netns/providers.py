"""The scripted servers of the room: which names and ports answer, and in which way.

    with trusted(scratch) as certificates:
        with answering(certificates, user, password, {"smtp.gmail.com:465": SSL}) as seen:

makes the certificates (network.CA_FILE is whom to trust), listens, and closes at the end.
seen[place] is the Record of that server.
"""
from __future__ import annotations

import contextlib
import os
import sys
from typing import Iterator

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "server"))

import certs
from network import CA_FILE, HOSTS, etc_file
from record import Record
from script import Script
from smtpd import Server

STARTTLS = "use submission"
SSL = "tls good\nuse submission"
CLEAR = "mark clear-login\nmark no-starttls\nuse submission"
SILENT = "silence"
SSL_OTHER_NAME = "tls wrong-name\nuse submission"
STARTTLS_OTHER_NAME = "let cert wrong-name\nuse submission"

CERTS = (
    certs.Cert("ca", issuer=None, names=(), is_ca=True),
    certs.Cert("good", names=tuple(f"DNS:{name}" for name in HOSTS)),
    certs.Cert("wrong-name", names=("DNS:shared.hosting.example",)),
)


@contextlib.contextmanager
def trusted(scratch: str) -> Iterator[str]:
    directory = os.path.join(scratch, "certificates")
    certs.make(directory, CERTS)
    with etc_file(scratch, CA_FILE, certs.read(directory, "ca.pem")):
        yield directory


@contextlib.contextmanager
def answering(certificates: str, user: str, password: str,
              scripts: dict[str, str]) -> Iterator[dict[str, Record]]:
    with contextlib.ExitStack() as stack:
        seen = {}
        for place, text in scripts.items():
            name, _, port = place.partition(":")
            server = stack.enter_context(Server(Script(text), certificates, user, password,
                                                at=(HOSTS[name], int(port))))
            seen[place] = server.record
        yield seen


def logins(seen: dict[str, Record]) -> list[str]:
    """Every place where a client said AUTH, once for each time."""
    return [place for place, record in seen.items() for word in record.commands()
            if word == "AUTH"]
