#!/usr/bin/env -S python3 -B
"""What sending costs: messages over a line of 100 ms, taking one, and listing 10,000.

A line is a figure, what it is compared with in the same run, and its bound. What other senders are
installed is measured beside; where there is no second network the line is left out and named.
"""
from __future__ import annotations

import contextlib
import os
import shutil
import socket
import stat
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Callable, Optional

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "netns")]

from delay import FAR, delayed
from network import Unavailable

BUILD = Path(os.environ.get("builddir", ".")).absolute()
SENDMAIL, VERBS = str(BUILD / "smtpsetup-sendmail"), str(BUILD / "smtpsetup")
ENVELOPES = str(BUILD / "tests" / "bench" / "envelopes")
ONE_WAY = 0.05
MESSAGES, LINE_BOUND = 200, 1.05
ROUNDS, ACCEPT_BOUND = 100, 1.0
WAITING, LIST_BOUND, LIST_MB = 10000, 2.0, 10
MESSAGE = b"Subject: a report\n\n" + b"all is well, and this is a line of it\n" * 54


class Taker(threading.Thread):
    """An SMTP server that takes everything, with PIPELINING; in the network of its thread."""

    def __init__(self, enter: Callable[[], None]):
        super().__init__(daemon=True)
        self.enter, self.ready, self.port, self.taken = enter, threading.Event(), 0, 0

    def run(self) -> None:
        self.enter()
        with socket.create_server(("", 0)) as listener:
            self.port = listener.getsockname()[1]
            self.ready.set()
            while True:
                connection, _ = listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with connection:
                    self.serve(connection)

    def serve(self, connection: socket.socket) -> None:
        connection.sendall(b"220 taker ESMTP\r\n")
        held, in_text = b"", False
        while True:
            got = connection.recv(65536)
            if not got:
                return
            held += got
            answers = b""
            while True:
                end = b"\r\n.\r\n" if in_text else b"\r\n"
                at = held.find(end)
                if at < 0:
                    break
                line, held = held[:at], held[at + len(end):]
                if in_text:
                    self.taken += 1
                    answers, in_text = answers + b"250 2.0.0 taken\r\n", False
                    continue
                word = line[:4].upper()
                in_text = word == b"DATA"
                answers += {b"EHLO": b"250-taker\r\n250-PIPELINING\r\n250-SIZE\r\n250 AUTH PLAIN\r\n",
                            b"AUTH": b"235 2.7.0 in\r\n", b"DATA": b"354 go on\r\n",
                            b"QUIT": b"221 bye\r\n"}.get(word, b"250 2.1.0 ok\r\n")
            if answers:
                connection.sendall(answers)


def environment(scratch: str) -> dict[str, str]:
    return {**os.environ, "HOME": scratch, "XDG_STATE_HOME": f"{scratch}/state", "LC_ALL": "C.UTF-8"}


def configure(scratch: str, host: str, port: int) -> str:
    config = f"{scratch}/smtpsetup.cfg"
    subprocess.run([VERBS, "--config", config, "set", f"server.host={host}", f"server.port={port}",
                    "server.protocol=plain", "auth.user=me@b.example", "sender.from=me@b.example",
                    "server.helo_name=client.b.example", "server.hosting=self-hosted",
                    "--password-stdin"], input=b"secret", env=environment(scratch), check=True,
                   stderr=subprocess.DEVNULL)
    return config


def spool_of(scratch: str) -> Path:
    return next((Path(scratch) / "state" / "smtpsetup" / "spool").iterdir())


def call(scratch: str, config: str, *words: str, message: bytes = b"") -> bytes:
    return subprocess.run([SENDMAIL, "--config", config, *words], input=message, check=True,
                          env=environment(scratch), stdout=subprocess.PIPE).stdout


def fill(scratch: str, config: str, n: int) -> Path:
    """So many messages wait, due at once: one is taken, and copied."""
    call(scratch, config, "to@b.example", message=MESSAGE)
    place = spool_of(scratch)
    while subprocess.run(["flock", "-n", place / "run.lock", "true"], check=False).returncode:
        time.sleep(0.01)
    for progress in place.glob("*.progress"):
        progress.unlink()
    first = next(place.glob("*.mail")).read_bytes()
    for i in range(1, n):
        (place / f"00000001{i:08x}.mail").write_bytes(first)
        (place / f"00000001{i:08x}.mail").chmod(0o600)
    return place


def round_trip(port: int) -> float:
    """Seconds, as they are on this line and this machine: the mean of many."""
    with socket.create_connection((FAR, port)) as s:
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        s.recv(4096)
        before = time.monotonic()
        for _ in range(50):
            s.sendall(b"NOOP\r\n")
            s.recv(4096)
        return (time.monotonic() - before) / 50


def line() -> bool:
    with contextlib.ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory())
        far = stack.enter_context(delayed(ONE_WAY))
        taker = Taker(far.enter)
        taker.start()
        taker.ready.wait()
        config = configure(scratch, "127.0.0.1", 9)  # nobody is there yet
        place = fill(scratch, config, MESSAGES)
        configure(scratch, FAR, taker.port)
        trip = round_trip(taker.port)
        before = time.monotonic()
        subprocess.run([VERBS, "--config", config, "queue", "run"], env=environment(scratch),
                       check=True)
        took = time.monotonic() - before
        left = len(list(place.glob("*.mail")))
    if left or taker.taken != MESSAGES:
        raise SystemExit(f"{left} messages are left, {taker.taken} arrived")
    ratio = took / (MESSAGES * 2 * trip)
    print(f"{MESSAGES} messages over a round trip of {1000 * trip:.1f} ms: {took:.1f} s, "
          f"{ratio:.3f} x 2 round trips a message (at most {LINE_BOUND})")
    return ratio <= LINE_BOUND


class Rival:
    """Another sender that keeps what it is given: its package, its call, and what it needs."""

    def __init__(self, package: str, words: list[str], setup: str):
        self.package, self.words, self.setup = package, words, setup


RIVALS = (
    Rival("postfix", ["/usr/sbin/sendmail", "to@b.example"],
          "addgroup --system postdrop; adduser --system --group postfix; mkdir -p /etc/postfix; "
          "printf 'compatibility_level=3.6\\nmyhostname=vm.example\\n' >/etc/postfix/main.cf; "
          "cp /usr/share/postfix/master.cf.dist /etc/postfix/master.cf; mkdir -p /var/spool/postfix "
          "/var/lib/postfix; chown postfix /var/lib/postfix; postfix check; "
          "chgrp postdrop /usr/sbin/postdrop; chmod 2755 /usr/sbin/postdrop"),
    Rival("dma", ["/usr/sbin/dma", "to@b.example"],
          "mkdir -p /var/spool/dma; chown root:mail /var/spool/dma; chmod 2775 /var/spool/dma; "
          "printf 'DEFER\\nMAILNAME vm.example\\n' >/etc/dma/dma.conf"),
    Rival("nullmailer", ["/usr/sbin/sendmail", "to@b.example"],
          "mkdir -p /var/spool/nullmailer/queue /var/spool/nullmailer/tmp; "
          "mkfifo /var/spool/nullmailer/trigger; chown -R mail:mail /var/spool/nullmailer; "
          "chown mail /usr/sbin/nullmailer-queue; chmod 4755 /usr/sbin/nullmailer-queue; "
          "echo vm.example >/etc/mailname"),
)


def machine(scratch: str, rival: Optional[Rival]) -> Optional[list[str]]:
    """The words that run what follows them on a copy of this machine with that package; or None."""
    name = rival.package if rival else "own"
    tree, root = f"{scratch}/{name}-tree", f"{scratch}/{name}-root"
    for place in ("usr", "etc", "var/spool", "var/lib", "var/log", "var/tmp"):
        os.makedirs(f"{tree}/{place}")
    for place in ("usr", "etc", "var", "run", "tmp", "proc", "dev"):
        os.makedirs(f"{root}/{place}")
    if rival:
        fetched = subprocess.run(["apt-get", "download", rival.package], cwd=scratch, check=False,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        found = list(Path(scratch).glob(f"{rival.package}_*.deb"))
        if fetched or not found:
            return None
        subprocess.run(["dpkg", "-x", str(found[0]), tree], check=True)
        # Debian 12's packages have some files in /lib.
        for place in ("lib", "bin", "sbin"):
            if os.path.isdir(f"{tree}/{place}"):
                shutil.copytree(f"{tree}/{place}", f"{tree}/usr/{place}", dirs_exist_ok=True)
    for place in ("usr", "etc"):
        os.makedirs(f"{scratch}/{name}-{place}/work")
        os.makedirs(f"{scratch}/{name}-{place}/upper")
        subprocess.run(["mount", "-t", "overlay", "-o", f"lowerdir={tree}/{place}:/{place},"
                        f"upperdir={scratch}/{name}-{place}/upper,workdir={scratch}/{name}-{place}/work",
                        "overlay", f"{root}/{place}"], check=True)
    subprocess.run(["mount", "--bind", f"{tree}/var", f"{root}/var"], check=True)
    subprocess.run(["mount", "-t", "proc", "proc", f"{root}/proc"], check=True)
    for device, minor in (("null", 3), ("zero", 5), ("random", 8), ("urandom", 9)):
        os.mknod(f"{root}/dev/{device}", 0o666 | stat.S_IFCHR, os.makedev(1, minor))
    for place in ("bin", "sbin", "lib", "lib64"):
        os.symlink(f"usr/{place}", f"{root}/{place}")
    # What is written goes to the disk that all of them have.
    words = ["chroot", root]
    if rival:
        subprocess.run([*words, "sh", "-c", rival.setup], check=False, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    return words


def own_machine(scratch: str) -> tuple[list[str], subprocess.Popen[bytes]]:
    """Ours, as it is for all users of a machine: its service listens."""
    words = machine(scratch, None)
    assert words
    root = words[1]
    shutil.rmtree(f"{root}/var/spool/smtpsetup", ignore_errors=True)
    os.makedirs(f"{root}/opt/bench")
    for name in ("smtpsetup-sendmail", "smtpsetup-net", "smtpsetup-drop"):
        shutil.copy(BUILD / name, f"{root}/opt/bench")
    subprocess.run([*words, "sh", "-c", "adduser --system --group smtpsetup; "
                    "chgrp smtpsetup /opt/bench/smtpsetup-drop; chmod 2755 /opt/bench/smtpsetup-drop"],
                   check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    service = subprocess.Popen([*words, "/opt/bench/smtpsetup-sendmail", "-q1d"])
    while not os.path.exists(f"{root}/run/smtpsetup/submit"):
        time.sleep(0.01)
    return words, service


def kept(root: str, place: str) -> int:
    return sum(len(files) for _, _, files in os.walk(root + place))


def accept() -> bool:
    if os.geteuid() != 0:
        raise Unavailable("other senders are run as root of a copy of this machine")
    scratch = sys.argv[2]
    words, service = own_machine(scratch)
    try:
        callers = {"smtpsetup-sendmail": [*words, "/opt/bench/smtpsetup-sendmail", "to@b.example"]}
        for rival in RIVALS:
            there = machine(scratch, rival)
            if there:
                callers[rival.package] = [*there, *rival.words]
        took: dict[str, list[float]] = {name: [] for name in callers}
        for _ in range(ROUNDS):
            for name, command in callers.items():
                before = time.monotonic()
                done = subprocess.run(command, input=MESSAGE, check=False, stderr=subprocess.DEVNULL)
                took[name].append((time.monotonic() - before) * 1e3)
                if done.returncode:
                    raise SystemExit(f"{name}: exit {done.returncode}")
    finally:
        service.terminate()
        service.wait()
    for name, place in (("smtpsetup-sendmail", "/var/spool/smtpsetup"),
                        ("postfix", "/var/spool/postfix/maildrop"), ("dma", "/var/spool/dma"),
                        ("nullmailer", "/var/spool/nullmailer/queue")):
        if name in callers and kept(callers[name][1], place) < ROUNDS:
            raise SystemExit(f"{name} has kept {kept(callers[name][1], place)} only")
    ours = statistics.median(took["smtpsetup-sendmail"])
    for name, times in took.items():
        print(f"a message of {len(MESSAGE)} bytes is kept by {name}: {statistics.median(times):.1f} ms")
    if "postfix" not in took:
        raise Unavailable("Postfix could not be fetched")
    ratio = ours / statistics.median(took["postfix"])
    print(f"    {ratio:.2f} of Postfix's (at most {ACCEPT_BOUND})")
    return ratio <= ACCEPT_BOUND


def listing() -> bool:
    with tempfile.TemporaryDirectory() as scratch:
        config = configure(scratch, "127.0.0.1", 9)
        place = fill(scratch, config, WAITING)
        plain, ours = [], []
        for _ in range(9):
            before = time.monotonic()
            subprocess.run([ENVELOPES, place], check=True)
            plain.append(time.monotonic() - before)
            before = time.monotonic()
            listed = call(scratch, config, "-bp")
            ours.append(time.monotonic() - before)
        if listed.count(b" bytes  from ") != WAITING:
            raise SystemExit("not all of them are listed")
        peak = subprocess.run([ENVELOPES, SENDMAIL, "--config", config, "-bp"],
                              env=environment(scratch), stdout=subprocess.PIPE, check=True).stdout
    ratio, megabytes = statistics.median(ours) / statistics.median(plain), int(peak) / 1024
    print(f"mailq with {WAITING} waiting: {statistics.median(ours) * 1e3:.0f} ms, {ratio:.2f} of a plain "
          f"read of the envelopes (at most {LIST_BOUND}), {megabytes:.1f} MB (at most {LIST_MB})")
    return ratio <= LIST_BOUND and megabytes <= LIST_MB


def isolate() -> None:
    """What is mounted is seen by the process inside alone, and gone with it: what is cleared away
    here has nothing of anybody else's in it."""
    if os.geteuid() != 0 or sys.argv[1:2] == ["inside"]:
        return
    with tempfile.TemporaryDirectory(prefix="bench.", dir=os.environ.get("TMPDIR", "/var/tmp")) as scratch:
        os.chmod(scratch, 0o755)
        sys.exit(subprocess.run(["unshare", "-m", sys.executable, "-B", __file__, "inside", scratch],
                                check=False).returncode)


def main() -> int:
    good = True
    isolate()
    for figure in FIGURES:
        try:
            good = figure() and good
        except Unavailable as reason:
            print(f"{figure.__name__}: not measured: {reason}")
    return 0 if good else 1


FIGURES = (listing, accept, line)

if __name__ == "__main__":
    sys.exit(main())
