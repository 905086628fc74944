"""The server's side of SMTP AUTH (RFC 4954): one mechanism, one function.

A mechanism gets `ask`, which sends a challenge and returns the client's answer, both without
base64, and the user and password of the run. It returns whether the login is right.
"""
from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from typing import Callable

Ask = Callable[[bytes], bytes]


class Refused(Exception):
    """The exchange failed before there was anything to check; the text is the reply."""


def decode(text: bytes) -> bytes:
    if text == b"*":
        raise Refused("501 5.7.0 Login cancelled")
    try:
        return base64.b64decode(b"" if text == b"=" else text, validate=True)
    except binascii.Error as error:
        raise Refused("501 5.5.2 That is not base64") from error


def plain(ask: Ask, user: bytes, password: bytes) -> bool:
    parts = ask(b"").split(b"\0")
    return len(parts) == 3 and parts[0] in (b"", user) and parts[1:] == [user, password]


def login(ask: Ask, user: bytes, password: bytes) -> bool:
    return (ask(b"Username:"), ask(b"Password:")) == (user, password)


def cram_md5(ask: Ask, user: bytes, password: bytes) -> bool:
    challenge = b"<%s@mail.example.test>" % secrets.token_hex(8).encode()
    digest = hmac.new(password, challenge, hashlib.md5).hexdigest().encode()
    return ask(challenge) == user + b" " + digest


def bearer(ask: Ask, right: Callable[[bytes], bool]) -> bool:
    if right(ask(b"")):
        return True
    # Both bearer mechanisms explain a failure in a challenge; the client answers with nothing.
    ask(b'{"status":"401","schemes":"bearer"}')
    return False


def xoauth2(ask: Ask, user: bytes, token: bytes) -> bool:
    return bearer(ask, lambda answer: answer == b"user=%s\1auth=Bearer %s\1\1" % (user, token))


def oauthbearer(ask: Ask, user: bytes, token: bytes) -> bool:
    def right(answer: bytes) -> bool:
        fields = answer.split(b"\1")
        return fields[0] == b"n,a=%s," % user and b"auth=Bearer " + token in fields
    return bearer(ask, right)


MECHANISMS: dict[str, Callable[[Ask, bytes, bytes], bool]] = {
    "PLAIN": plain, "LOGIN": login, "CRAM-MD5": cram_md5,
    "XOAUTH2": xoauth2, "OAUTHBEARER": oauthbearer,
}


def authenticate(line: bytes, ask: Ask, user: bytes, password: bytes) -> bool:
    """Answers `AUTH MECHANISM [initial-response]`; raises Refused with the reply to give."""
    words = line.split(b" ")
    mechanism = MECHANISMS.get(words[1].decode("ascii", "replace").upper() if words[1:] else "")
    if mechanism is None:
        raise Refused("504 5.5.4 Unknown mechanism")
    initial = [words[2]] if words[2:] else []

    def answer(challenge: bytes) -> bytes:
        return decode(initial.pop() if initial else ask(base64.b64encode(challenge)))
    return mechanism(answer, user, password)
