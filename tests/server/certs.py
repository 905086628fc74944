#!/usr/bin/env -S python3 -B
"""Certificates for the tests and the demonstration server, made when they are needed.

    certs.py DIR

fills DIR with NAME.pem, NAME.key and NAME.chain.pem (what a server sends) for every row of CERTS.
Trust is ca.pem. As a module: make(), which also takes rows of one's own, chain(), ca_file(), pin().
`openssl ca` signs, because `openssl req -x509` refuses an end before its start.
"""
from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import time
from typing import NamedTuple

OURS = ("DNS:localhost", "DNS:mail.example.test", "IP:127.0.0.1", "IP:::1")
OTHERS = ("DNS:mail.example.org",)

PAST = ("20200101000000Z", "20210101000000Z")
NOW = ("20210101000000Z", "20450101000000Z")
SOON = (NOW[0], time.strftime("%Y%m%d%H%M%SZ", time.gmtime(time.time() + 10.5 * 86400)))
FUTURE = ("20440101000000Z", "20450101000000Z")


class Cert(NamedTuple):
    """One certificate: who signs it (None: itself), its names, its days, what is sent with it."""
    name: str
    issuer: str | None = "ca"
    names: tuple[str, ...] = OURS
    valid: tuple[str, str] = NOW
    sent_with: tuple[str, ...] = ()
    is_ca: bool = False
    key: tuple[str, ...] = ("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
    digest: str = "sha256"
    subject: str = ""  # the common name, where it is none of the names


# An issuer stands above what it signs: the rows are made in this order.
CERTS = (
    Cert("ca", issuer=None, names=(), is_ca=True),
    Cert("other-ca", issuer=None, names=(), is_ca=True),
    Cert("intermediate", names=(), is_ca=True),
    Cert("good"),
    Cert("chain", issuer="intermediate", sent_with=("intermediate",)),
    Cert("chain-missing", issuer="intermediate"),
    Cert("ends-soon", valid=SOON),
    Cert("expired", valid=PAST),
    Cert("not-yet-valid", valid=FUTURE),
    Cert("self-signed", issuer=None),
    Cert("unknown-ca", issuer="other-ca"),
    Cert("unknown-ca-sent", issuer="other-ca", sent_with=("other-ca",)),
    Cert("wrong-name", names=OTHERS),
    Cert("expired-wrong-name", names=OTHERS, valid=PAST),
    Cert("expired-self-signed", issuer=None, valid=PAST),
    Cert("expired-unknown-ca-wrong-name", issuer="other-ca", names=OTHERS, valid=PAST),
    Cert("not-yet-valid-unknown-ca", issuer="other-ca", valid=FUTURE),
    Cert("self-signed-wrong-name", issuer=None, names=OTHERS),
    Cert("unknown-ca-wrong-name", issuer="other-ca", names=OTHERS),
)

CONFIG = """\
[ca]
default_ca = local
[local]
database = index.txt
new_certs_dir = issued
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
"""

CA_EXTENSIONS = """\
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""

SERVER_EXTENSIONS = """\
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


def run_openssl(directory: str, *arguments: str) -> bytes:
    done = subprocess.run(("openssl",) + arguments, cwd=directory, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        raise RuntimeError(f"openssl {arguments[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def write(directory: str, name: str, text: str) -> None:
    with open(os.path.join(directory, name), "w", encoding="ascii") as file:
        file.write(text)


def read(directory: str, name: str) -> str:
    with open(os.path.join(directory, name), encoding="ascii") as file:
        return file.read()


def subject(cert: Cert) -> str:
    if cert.subject:
        return "/CN=" + cert.subject
    names = [word[4:] for word in cert.names if word.startswith("DNS:")]
    return "/CN=" + (names[-1] if names else f"smtpsetup test {cert.name}")


def signer(cert: Cert) -> tuple[str, ...]:
    if cert.issuer is None:
        return ("-selfsign", "-keyfile", f"{cert.name}.key")
    return ("-cert", f"{cert.issuer}.pem", "-keyfile", f"{cert.issuer}.key")


def make_one(directory: str, cert: Cert) -> None:
    names = f"subjectAltName = {','.join(cert.names)}\n" if cert.names and not cert.is_ca else ""
    extensions = CA_EXTENSIONS if cert.is_ca else SERVER_EXTENSIONS
    write(directory, f"{cert.name}.ext", extensions + names)
    run_openssl(directory, "req", "-new", "-config", "openssl.cnf", "-nodes",
                "-newkey", *cert.key, "-subj", subject(cert),
                "-keyout", f"{cert.name}.key", "-out", f"{cert.name}.csr")
    run_openssl(directory, "ca", "-config", "openssl.cnf", "-batch", "-notext",
                "-md", cert.digest, "-startdate", cert.valid[0],
                "-enddate", cert.valid[1], "-extfile", f"{cert.name}.ext", *signer(cert),
                "-in", f"{cert.name}.csr", "-out", f"{cert.name}.pem")
    sent = (cert.name,) + cert.sent_with
    write(directory, f"{cert.name}.chain.pem", "".join(read(directory, f"{n}.pem") for n in sent))


def make(directory: str, rows: tuple[Cert, ...] = CERTS) -> None:
    """Makes every certificate of the table in `directory`, which is made too if it is not there."""
    os.makedirs(os.path.join(directory, "issued"), mode=0o700, exist_ok=True)
    write(directory, "openssl.cnf", CONFIG)
    write(directory, "index.txt", "")
    for cert in rows:
        make_one(directory, cert)


def chain(directory: str, name: str) -> tuple[str, str]:
    """The two files that a server loads for the certificate `name`: the chain and the key."""
    return os.path.join(directory, f"{name}.chain.pem"), os.path.join(directory, f"{name}.key")


def ca_file(directory: str) -> str:
    """The certificate to trust: a client's CA file."""
    return os.path.join(directory, "ca.pem")


def pin(directory: str, name: str) -> str:
    """The public key of `name` in the form that tls.pin takes (RFC 7469, section 2.4)."""
    pem = run_openssl(directory, "x509", "-in", f"{name}.pem", "-noout", "-pubkey").decode("ascii")
    key = base64.b64decode("".join(pem.splitlines()[1:-1]))
    return "sha256//" + base64.b64encode(hashlib.sha256(key).digest()).decode("ascii")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: certs.py DIR")
    make(sys.argv[1])
