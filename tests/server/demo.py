#!/usr/bin/env -S python3 -B
"""The demonstration mail server: what a newcomer's first Test Server is pressed against.

    demo.py CERTIFICATES [--mbox FILE]

makes certificates in the directory CERTIFICATES, opens three ports on 127.0.0.1 and prints one line
for a shell's eval: STARTTLS_PORT SSL_PORT PLAIN_PORT CA_FILE USER PASSWORD. It takes mail from who
is logged in, and drops it or appends it to FILE. It runs until its standard input closes.
"""
from __future__ import annotations

import argparse
import contextlib
import os
import threading
import time

import certs
from script import Script
from smtpd import Deliver, Server, announce, credentials, wait_for_end_of_input

DOORS = {
    "STARTTLS_PORT": "use submission",
    "SSL_PORT": "tls good\nuse submission",
    "PLAIN_PORT": "mark clear-login\nmark no-starttls\nuse submission",
}


def mailbox(path: str) -> Deliver:
    """Appends messages to an mbox file; lines that look like its separator are quoted."""
    lock = threading.Lock()

    def deliver(lines: list[bytes]) -> None:
        quoted = (b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)
        start = time.strftime("From demo@example.test %a %b %d %H:%M:%S %Y", time.gmtime())
        with lock, open(path, "ab") as file:
            file.write(b"\n".join([start.encode("ascii"), *quoted, b"", b""]))
    return deliver


def main() -> None:
    parser = argparse.ArgumentParser(description="a mail server for trying smtpsetup out")
    parser.add_argument("certificates", type=os.path.abspath)
    parser.add_argument("--mbox", type=mailbox, default=lambda lines: None)
    given = parser.parse_args()
    certs.make(given.certificates)
    user, password = credentials()
    with contextlib.ExitStack() as stack:
        ports = {name: stack.enter_context(
            Server(Script(text), given.certificates, user, password, deliver=given.mbox)).port
            for name, text in DOORS.items()}
        announce(**ports, CA_FILE=certs.ca_file(given.certificates),
                 USER=user, PASSWORD=password)
        wait_for_end_of_input()


if __name__ == "__main__":
    main()
