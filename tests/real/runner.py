"""Runs suites beside a real mail server; TAP on stdout.

Packages are fetched only where SMTPSETUP_REAL=yes or CI=true in the environment asks for it, as
./bootstrap check does: `make check` uses no network. Without the packages, or without the right to
make namespaces, every case is skipped with the reason; with CI=true it fails instead, unless this
release has no such package.
"""

import os
import subprocess
import sys
from pathlib import Path

from outcome import NOT_PACKAGED, SKIPPED, Unavailable

SERVERS = Path(__file__).absolute().with_name("servers")
UNPACKED = Path(os.environ.get("builddir", "."), "tests", "real", "unpacked").absolute()


def comment(text: str) -> None:
    for line in text.splitlines():
        print(f"# {line}")


def outcome_of(function) -> tuple:
    """What is wrong, and why it could not be tried; both empty where all is well."""
    try:
        function()
    except Unavailable as reason:
        return "", f" # SKIP {reason}"
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}", ""
    return "", ""


def inside(cases) -> int:
    print(f"1..{len(cases)}", flush=True)
    failed = 0
    for number, (name, function) in enumerate(cases, 1):
        problem, skipped = outcome_of(function)
        failed += bool(problem)
        print(f"{'not ok' if problem else 'ok'} {number} - {name}{skipped}")
        comment(problem)
        sys.stdout.flush()
    return int(failed > 0)


def untried(cases, reason: str, skip: bool) -> int:
    print(f"1..{len(cases)}")
    for number, (name, _) in enumerate(cases, 1):
        print(f"ok {number} - {name} # SKIP {reason}" if skip else f"not ok {number} - {name}")
    if not skip:
        comment(reason)
    return int(not skip)


def servers(kind: str, *words) -> subprocess.CompletedProcess:
    return subprocess.run([SERVERS, "--kind", kind, *words], stderr=subprocess.PIPE, text=True)


def main(kind: str, suites) -> int:
    """All in one run of the servers, in this order. A suite has CASES: (name, function) rows; the
    function raises what went wrong, and ends the sessions that it began (maillog.watch)."""
    cases = [case for suite in suites for case in suite.CASES]
    if sys.argv[1:] == ["inside"]:
        return inside(cases)
    if os.environ.get("SMTPSETUP_REAL") != "yes" and os.environ.get("CI") != "true":
        return untried(cases, "real servers are fetched only where SMTPSETUP_REAL=yes asks for "
                       "them", skip=True)
    tree = UNPACKED / kind
    done = servers(kind, "fetch", tree)
    if done.returncode == 0:
        done = servers(kind, "run", tree, sys.executable, sys.argv[0], "inside")
        sys.stderr.write(done.stderr)
        if done.returncode in (0, 1):
            return done.returncode
    reason = done.stderr.strip() or f"servers: exit status {done.returncode}"
    absent = done.returncode == NOT_PACKAGED
    if absent or done.returncode == SKIPPED and os.environ.get("CI") != "true":
        return untried(cases, reason.splitlines()[-1], skip=True)
    return untried(cases, reason, skip=False)
