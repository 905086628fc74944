"""The test message, as a mail program and a strict server read it."""
from __future__ import annotations

import email
import email.message
import email.policy
import email.utils
import re
from email.header import decode_header, make_header
from typing import Iterator

LINE_MAX = 78
ENCODED_MAX = 76  # RFC 2047 2, of a line with an encoded word

# name, what its raw text has to be; all are there once, Reply-To may be missing
HEADERS = {
    "From": r".+",
    "To": r".+",
    "Reply-To": r".+",
    "Subject": r"Test message from smtpsetup",
    "Date": r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}",
    "Message-ID": r"<[0-9a-f]{32}@[^\s<>]+>",
    "Auto-Submitted": r"auto-generated",
    "MIME-Version": r"1\.0",
    "Content-Type": r"text/plain; charset=(us-ascii|utf-8)",
    "Content-Transfer-Encoding": r"7bit|quoted-printable",
}


def parsed(data: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.SMTPUTF8)


def raw_headers(data: bytes) -> list[tuple[str, str]]:
    """As they are, unfolded."""
    head = data.partition(b"\r\n\r\n")[0].decode("utf-8")
    lines = re.sub(r"\r\n(?=[ \t])", "", head).split("\r\n")
    return [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]


def summary(data: bytes) -> dict[str, str | None]:
    """What a reader sees of it."""
    message, raw = parsed(data), dict(raw_headers(data))
    # Not by the newer parser: it puts blanks between the encoded words of a name.
    name, address = email.utils.parseaddr(raw["From"])
    return {"from": address, "from_name": str(make_header(decode_header(name))),
            "to": raw["To"], "reply_to": raw.get("Reply-To"), "subject": raw["Subject"],
            "encoding": raw["Content-Transfer-Encoding"],
            "body": message.get_content().replace("\r\n", "\n")}


def header_faults(headers: list[tuple[str, str]]) -> Iterator[str]:
    for name, pattern in HEADERS.items():
        found = [value for header, value in headers if header == name]
        if len(found) != 1 and (name, len(found)) != ("Reply-To", 0):
            yield f"{name} is there {len(found)} times"
        if any(not re.fullmatch(pattern, value) for value in found):
            yield f"{name} is {found}"
    if not {name for name, _ in headers} <= set(HEADERS):
        yield f"other headers than expected: {headers}"
    if email.utils.parsedate_to_datetime(dict(headers)["Date"]).utcoffset() is None:
        yield "Date has no zone"


def width_faults(head: str, body: str) -> Iterator[str]:
    for line in head.split("\r\n") + body.split("\r\n"):
        if len(line) > LINE_MAX or len(line) > ENCODED_MAX and "=?" in line:
            yield f"too long: {line}"
        if line.startswith("."):
            yield f"begins with a dot: {line}"


def faults(data: bytes) -> Iterator[str]:
    """Everything that is wrong with a message whose lines are known to end in CR LF."""
    headers = raw_headers(data)
    head, _, body = data.decode("utf-8").partition("\r\n\r\n")
    yield from header_faults(headers)
    yield from width_faults(head, body)
    if not body.isascii():
        yield "the body is not 7-bit"
    # Only the local part of an address may take another form (RFC 6532).
    if not head.isascii() and all(value.isascii() for name, value in headers
                                  if name in ("From", "To", "Reply-To")):
        yield "the header is not 7-bit"
    if head.isascii():
        message = parsed(data)
        defects = [*message.defects, *(one for value in message.values() for one in value.defects)]
        if defects:
            yield f"defects: {defects}"
