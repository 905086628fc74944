#!/usr/bin/env -S python3 -B
"""How long a test takes over a link with a round trip of 100 ms, beside a bare login with libcurl.

Real Postfix with Dovecot stands on this side of the link, the clients on the other. Each row is a
door: the median of ROUNDS runs, the ratio to the reference, and its bound.
"""
from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Sequence

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / part) for part in ("real", "netns", "server")]

from delay import NEAR, delayed
from network import Unavailable, attempt
from outcome import SKIPPED

BUILD = Path(os.environ.get("builddir", ".")).absolute()
SERVERS = HERE.parent / "real" / "servers"
UNPACKED = BUILD / "tests" / "real" / "unpacked" / "postfix"
NAME = "mail.example.test"
ONE_WAY = 0.05
ROUNDS = 9
BOUND = 1.02
# port, protocol, scheme, and the round trips to the end of AUTH (facts of the protocol, TLS 1.3)
DOORS = ((587, "starttls", "smtp", 7), (465, "ssl", "smtps", 5), (25, "plain", "smtp", 4))


class Far:
    """Runs programs on the other side of the link."""

    def __init__(self, enter: Callable[[], None], scratch: Path):
        self.enter, self.scratch = enter, scratch
        self.environment = {**os.environ, "HOME": str(scratch), "XDG_STATE_HOME": str(scratch)}

    def run(self, words: Sequence[str], given: str = "") -> subprocess.CompletedProcess:
        return subprocess.run(words, input=given, preexec_fn=self.enter, text=True, check=False,
                              env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)

    def median_ms(self, words: Sequence[str], given: str = "") -> float:
        took = []
        for _ in range(ROUNDS):
            before = time.monotonic()
            done = self.run(words, given)
            took.append((time.monotonic() - before) * 1e3)
            if done.returncode:
                raise SystemExit(f"{words}: exit {done.returncode}: {done.stderr}")
        return statistics.median(took)


def smtpsetup(far: Far, port: int, protocol: str) -> list[str]:
    words = [str(BUILD / "smtpsetup"), "--config", str(far.scratch / f"{port}.cfg")]
    done = far.run([*words, "set", f"server.host={NAME}", f"server.port={port}",
                    f"server.protocol={protocol}", f"auth.user={os.environ['MAIL_USER']}",
                    f"tls.ca_file={os.environ['MAIL_CA']}", "sender.from=me@example.test",
                    "auth.method=plain", "--password-stdin"], os.environ["MAIL_PASSWORD"])
    if done.returncode:
        raise SystemExit(f"set: {done.stderr}")
    return [*words, "test", "--no-record"]


def rivals(port: int, protocol: str) -> dict[str, list[str]]:
    """What else is installed, asked for the same: connect, log in, go."""
    user, password, ca = (os.environ[name] for name in ("MAIL_USER", "MAIL_PASSWORD", "MAIL_CA"))
    tls = {"starttls": "--tls", "ssl": "--tls-on-connect"}.get(protocol)
    found = {"curl": ["curl", "-sS", "--cacert", ca, "-u", f"{user}:{password}", "-X", "NOOP",
                      *(["--ssl-reqd"] if protocol == "starttls" else []),
                      f"{'smtps' if protocol == 'ssl' else 'smtp'}://{NAME}:{port}/far"],
             "swaks": ["swaks", "--server", NAME, "--port", str(port), "--auth", "PLAIN",
                       "--auth-user", user, "--auth-password", password, "--quit-after", "AUTH",
                       *([tls] if tls else [])],
             "msmtp --serverinfo": ["msmtp", "--serverinfo", f"--host={NAME}", f"--port={port}",
                                    "--tls=" + ("off" if protocol == "plain" else "on"),
                                    "--tls-starttls=" + ("on" if protocol == "starttls" else "off"),
                                    f"--tls-trust-file={ca}"]}
    if protocol != "plain":
        found["openssl s_client"] = [
            "openssl", "s_client", "-quiet", "-no_ign_eof", "-connect", f"{NAME}:{port}",
            "-CAfile", ca, *(["-starttls", "smtp"] if protocol == "starttls" else [])]
    return {name: words for name, words in found.items() if shutil.which(words[0])}


def measure(far: Far) -> bool:
    good = True
    login = f"{os.environ['MAIL_USER']}\n{os.environ['MAIL_PASSWORD']}\n"
    for port, protocol, scheme, trips in DOORS:
        reference = far.median_ms([str(BUILD / "tests" / "bench" / "reference"),
                                   f"{scheme}://{NAME}:{port}/far", os.environ["MAIL_CA"],
                                   protocol], login)
        ours = far.median_ms(smtpsetup(far, port, protocol))
        ratio = ours / reference
        good = good and ratio <= BOUND
        print(f"{port} {protocol}: {ours:.0f} ms, reference {reference:.0f} ms, ratio {ratio:.3f}"
              f" (at most {BOUND}), {trips} round trips are needed")
        for name, words in rivals(port, protocol).items():
            print(f"    {name}: {far.median_ms(words, 'QUIT' + chr(10)):.0f} ms")
    return good


def inside() -> int:
    scratch = Path(os.environ["MAIL_BASE"])
    hosts = scratch / "far-hosts"
    hosts.write_text(f"{NEAR} {NAME}\n127.0.0.1 localhost\n")
    attempt("mount", "--bind", str(hosts), "/etc/hosts")
    with contextlib.ExitStack() as stack:
        far = stack.enter_context(delayed(ONE_WAY))
        return 0 if measure(Far(far.enter, scratch)) else 1


def main() -> int:
    try:
        if sys.argv[1:] == ["inside"]:
            return inside()
    except Unavailable as reason:
        print(f"not measured: {reason}")
        return SKIPPED
    subprocess.run([SERVERS, "fetch", UNPACKED], check=True)
    return subprocess.run([SERVERS, "run", UNPACKED, sys.executable, "-B", __file__, "inside"],
                          check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
