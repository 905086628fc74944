#!/usr/bin/env -S python3 -B
"""How long "program list" takes on a machine with every program that it knows, each with a file.

Of ROUNDS runs the median of the time on the clock is printed, and its bound holds for the time that the
processor spends on one: another program on the machine does not change that.
"""
from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", part) for part in ("programs", "cli")]

import commands  # noqa: E402
import etc  # noqa: E402
import kit  # noqa: E402

ROUNDS = 41
BOUND_MS = 20

COMMANDS = ("/usr/bin/msmtp", "/usr/bin/git", "/usr/bin/mutt", "/usr/bin/s-nail", "/usr/bin/amtool",
            "/usr/sbin/postconf", "/usr/sbin/postfix", "/usr/sbin/update-exim4.conf", "/usr/sbin/sendmail")
# About as long as the packages have them.
FILES = {
    "/etc/msmtprc": "account default\nhost old.example.org\nfrom me@example.org\n",
    "/etc/postfix/main.cf": "# a comment\n" * 600 + "relayhost = [old.example.org]:25\n",
    "/etc/exim4/update-exim4.conf.conf": "# a comment\n" * 20 + "dc_smarthost='old.example.org'\n",
    "/etc/exim4/passwd.client": "# a comment\n" * 10,
    "/etc/dma/dma.conf": "# a comment\n" * 60 + "SMARTHOST old.example.org\n",
    "/etc/nullmailer/remotes": "old.example.org smtp\n",
    "/etc/s-nail.rc": "# a comment\n" * 60 + "set hold\n",
    "/etc/grafana/grafana.ini": "; a comment\n" * 1500 + "[smtp]\nhost = old.example.org:25\n",
    "/etc/gitea/app.ini": "[server]\nX = 1\n" * 100 + "[mailer]\nSMTP_ADDR = old.example.org\n",
    "/etc/prometheus/alertmanager.yml": "route:\n  receiver: team\n",
    "/etc/aliases": "postmaster: root\n" * 20,
}
PERSONAL = {".gitconfig": "[user]\n\tname = Me\n", ".muttrc": "set realname = Me\n"}


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(box: kit.Box) -> int:
    box.do("set", "server.host=smtp.example.org", "auth.user=me", "sender.from=me@example.org",
           "--password-stdin", stdin=kit.secret().encode())
    for command in COMMANDS:
        commands.install(command)
    for path, text in {**FILES, **{box.path("home", name): text for name, text in PERSONAL.items()}}.items():
        etc.write(path, text)
    rows = box.do("program", "list", "--json").json()["programs"]
    absent = [row["id"] for row in rows if row["state"] in ("absent", "unreadable")]
    clock, processor = [], []
    for _ in range(ROUNDS):
        begun, used = time.perf_counter(), spent()
        box.do("program", "list")
        clock.append((time.perf_counter() - begun) * 1000)
        processor.append((spent() - used) * 1000)
    used = statistics.median(processor)
    print(f"program list with {len(rows)} programs: {used:.1f} ms of the processor (at most {BOUND_MS}), "
          f"{statistics.median(clock):.1f} ms on the clock, {min(clock):.1f} at best")
    if absent:
        print(f"not there: {absent}")
    return int(used > BOUND_MS or bool(absent))


etc.enter()
with tempfile.TemporaryDirectory() as base:
    sys.exit(measure(kit.Box(base)))
