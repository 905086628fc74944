"""A name server of a test's own, on 127.0.0.53: what it says of each name is a table.

A zone has, for "A NAME" or "AAAA NAME", addresses, or one of the words below. What is not in it,
in any type, is NXDOMAIN; what is there in the other type only has no data.
"""
from __future__ import annotations

import contextlib
import socket
import struct
import threading
from typing import Iterator, Mapping

ADDRESS = "127.0.0.53"
SILENCE, SERVFAIL, REFUSED, BROKEN = "silence", "servfail", "refused", "broken"
RCODES = {SERVFAIL: 2, REFUSED: 5}
NXDOMAIN = 3
TYPES = {1: ("A", socket.AF_INET), 28: ("AAAA", socket.AF_INET6)}

Zone = Mapping[str, str]


def question(query: bytes) -> tuple[str, int, int]:
    """The name, the type, and where the question ends (RFC 1035 4.1.2)."""
    labels, at = [], 12
    while query[at]:
        labels.append(query[at + 1:at + 1 + query[at]].decode())
        at += 1 + query[at]
    return ".".join(labels).lower(), struct.unpack_from(">H", query, at + 1)[0], at + 5


def reply(query: bytes, zone: Zone, asked: list[str]) -> bytes:
    name, kind, end = question(query)
    word, family = TYPES[kind]
    asked.append(f"{word} {name}")
    says = zone.get(f"{word} {name}", "")
    if says == SILENCE:
        return b""
    known = any(f"{other} {name}" in zone for other, _ in TYPES.values())
    code = RCODES.get(says, 0 if known else NXDOMAIN)
    addresses = says.split() if says not in (*RCODES, BROKEN) else []
    answers = b"".join(
        b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 60, len(packed)) + packed
        for packed in (socket.inet_pton(family, address) for address in addresses))
    count = 9 if says == BROKEN else len(addresses)
    return query[:2] + struct.pack(">HHHHH", 0x8180 | code, 1, count, 0, 0) + query[12:end] + answers


def serve(sock: socket.socket, zone: Zone, asked: list[str]) -> None:
    while True:
        query, client = sock.recvfrom(512)
        if not query:
            return
        answer = reply(query, zone, asked)
        if answer:
            sock.sendto(answer, client)


@contextlib.contextmanager
def name_server(zone: Zone, address: str = ADDRESS) -> Iterator[list[str]]:
    """The server; the list of what it was asked grows beside."""
    asked: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((address, 53))
        thread = threading.Thread(target=serve, args=(sock, zone, asked))
        thread.start()
        try:
            yield asked
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bell:
                bell.sendto(b"", (address, 53))
            thread.join()
