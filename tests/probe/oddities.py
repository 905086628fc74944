"""Certificates that only probe cases need, beside those of the test server (certs.CERTS)."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone

from certs import FUTURE, PAST, Cert

HOURS_OF_TEN_DAYS = 10 * 24 + 12
FAR_TOO_MANY = 260  # of about 400 bytes each: OpenSSL takes 100 KiB


def ends_in(hours: int) -> tuple[str, str]:
    """From 2021 on, up to so many hours from now."""
    end = datetime.now(timezone.utc) + timedelta(hours=hours)
    return "20210101000000Z", end.strftime("%Y%m%d%H%M%SZ")


CERTS = (
    Cert("ends-soon", valid=ends_in(HOURS_OF_TEN_DAYS)),
    Cert("weak-key", key=("rsa:1024",)),
    Cert("rsa", key=("rsa:2048",)),
    Cert("weak-digest", digest="sha1"),
    Cert("weak-expired", key=("rsa:1024",), valid=PAST),
    Cert("long-chain", sent_with=("other-ca",) * 40),
    Cert("huge-chain", sent_with=("other-ca",) * FAR_TOO_MANY),
    Cert("two-names", names=("DNS:mail.example.org", "DNS:smtp.example.org")),
    Cert("wildcard", names=("DNS:*.wild.localhost",)),
    Cert("wildcard-part", names=("DNS:m*.wild.localhost",)),
    Cert("wildcard-inside", names=("DNS:mail*x.wild.localhost",)),
    Cert("final-dot", names=("DNS:mail.wild.localhost.",)),
    Cert("address-beside-subject", names=("IP:127.0.0.1",), subject="mail.wild.localhost"),
    Cert("subject-name", names=(), subject="mail.wild.localhost"),
    Cert("subject-address", names=(), subject="127.0.0.1"),
    Cert("address-only", names=("IP:192.0.2.1",)),
    Cert("name-only", names=("DNS:mail.example.test",)),
    Cert("idn", names=("DNS:xn--bcher-kva.localhost",)),
    Cert("not-yet-valid-self-signed-wrong-name", issuer=None, names=("DNS:mail.example.org",),
         valid=FUTURE),
)
