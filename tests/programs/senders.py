"""The programs that send mail, one class each: which packages have it, what a machine has of it before
smtpsetup comes, and how it is given a message. They are run in the room that deliver.test makes."""
from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
from pathlib import Path
from typing import Sequence

PATIENCE = 120
YOU = "you@example.test"
LOG = "/var/log/mail.log"
MESSAGE = "From: {sender}\nTo: {to}\nSubject: one two three\n\nHello.\n"
CRON = "From: root (Cron Daemon)\nTo: root\nSubject: Cron <root@vm> true\n\nIt is done.\n"


def call(*words: str, text: str = "", **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", timeout=PATIENCE, check=False, **more)  # type: ignore[call-overload]


def put(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def own(path: str, user: str, group: str, mode: int) -> None:
    Path(path).mkdir(parents=True, exist_ok=True)
    shutil.chown(path, user, group)
    os.chmod(path, mode)


class Sender:
    """A program that has delivered when it ends. `program` is its id; it is found by `needs`."""
    program = ""
    packages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
    file = False         # --file names its file
    clear_login = True   # it can log in without encryption
    checks = True        # the certificate
    cron: Sequence[str] = ()  # its sendmail, without the arguments that cron passes
    queues = False       # it keeps what it cannot deliver, and returns what is refused
    tests = True         # smtpsetup can send a message through it
    cron_header = True   # the header From is the sender's, too

    def __init__(self, home: str):
        self.home = home
        self.path = os.path.join(home, "config")

    def environment(self) -> dict[str, str]:
        return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": self.home, "LC_ALL": "C.UTF-8"}

    def call(self, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
        return call(*words, text=text, env=self.environment(), cwd=self.home)

    def prepare(self) -> None:
        """Once, before anything is applied."""

    def applied(self) -> None:
        """Each time that its files are other ones."""

    def send(self, sender: str) -> str:
        """What it said."""
        raise NotImplementedError

    def send_cron(self, to: str) -> str:
        return self.call(*self.cron, "-FCronDaemon", "-i", "-B8BITMIME", "-oem", to, text=CRON).stdout

    def clear(self) -> None:
        """What could not be delivered is forgotten."""


class Msmtp(Sender):
    program, packages, needs = "msmtp", ("msmtp",), ("usr/bin/msmtp",)
    cron = ("msmtp",)

    def send(self, sender: str) -> str:
        return self.call("msmtp", "-t", text=MESSAGE.format(sender=sender, to=YOU)).stdout


class Postfix(Sender):
    program, packages, needs = "postfix", ("postfix", "libsasl2-modules"), ("usr/sbin/postfix",)
    users, groups = ("postfix",), ("postdrop",)
    writable = ("/var/lib", "/var/spool", "/var/log")
    cron, queues = ("sendmail",), True
    MAIN = """compatibility_level = 3.6
myhostname = vm.example.test
mydestination = $myhostname, vm, localhost
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
smtp_host_lookup = native
"""
    MASTER = """pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

    def prepare(self) -> None:
        base = os.path.dirname(self.home)
        extra = f"queue_directory = {base}/queue\ndata_directory = {base}/data\n"
        log = f"maillog_file = {LOG}\nmaillog_file_prefixes = /var/log\n"
        put("/etc/postfix/main.cf", self.MAIN + extra + log)
        put("/etc/postfix/master.cf", self.MASTER)
        os.makedirs(f"{base}/queue")
        own(f"{base}/data", "postfix", "postfix", 0o700)
        done = self.call("sh", "-c", "postfix start >/dev/null 2>&1")
        if done.returncode:
            raise AssertionError(Path(LOG).read_text(encoding="utf-8"))

    def applied(self) -> None:
        self.call("sh", "-c", "postfix reload >/dev/null 2>&1")

    def send(self, sender: str) -> str:
        return self.call("sendmail", "-t", "-f", sender, text=MESSAGE.format(sender=sender, to=YOU)).stdout

    def clear(self) -> None:
        self.call("postsuper", "-d", "ALL")


class Exim(Sender):
    program, needs = "exim", ("usr/sbin/exim4", "usr/sbin/update-exim4.conf")
    packages = ("exim4-daemon-light", "exim4-config", "exim4-base")
    users, writable = ("Debian-exim",), ("/var/spool", "/var/lib", "/var/log")
    clear_login, queues = False, True
    cron = ("exim4", "-odi")

    def prepare(self) -> None:
        put("/etc/exim4/update-exim4.conf.conf",
            "dc_eximconfig_configtype='local'\ndc_other_hostnames='vm.example.test'\n"
            "dc_local_interfaces='127.0.0.1'\ndc_readhost=''\ndc_relay_domains=''\ndc_minimaldns='false'\n"
            "dc_relay_nets=''\ndc_smarthost=''\nCFILEMODE='644'\ndc_use_split_config='false'\n"
            "dc_hide_mailname=''\ndc_mailname_in_oh='true'\ndc_localdelivery='mail_spool'\n")
        put("/etc/mailname", "vm.example.test\n")
        shutil.chown("/etc/exim4/passwd.client", "root", "Debian-exim")  # as its package does on a machine
        for path in ("/var/spool/exim4", "/var/lib/exim4", "/var/log/exim4"):
            own(path, "Debian-exim", "Debian-exim", 0o755)

    def send(self, sender: str) -> str:
        return self.call("exim4", "-odi", "-i", "-t", "-f", sender, text=MESSAGE.format(sender=sender, to=YOU)).stdout

    def clear(self) -> None:
        for folder in ("input", "msglog", "db"):  # and what it remembers of servers that failed
            shutil.rmtree(f"/var/spool/exim4/{folder}", ignore_errors=True)


class Nullmailer(Sender):
    program, packages = "nullmailer", ("nullmailer",)
    needs = ("usr/sbin/nullmailer-queue",)
    writable = ("/var/spool", "/var/log")
    cron_header, queues = False, True
    cron = ("sendmail",)

    def prepare(self) -> None:
        for name in ("", "queue", "tmp", "failed"):
            own(f"/var/spool/nullmailer/{name}", "mail", "mail", 0o755)
        os.mkfifo("/var/spool/nullmailer/trigger", 0o622)
        shutil.chown("/var/spool/nullmailer/trigger", "mail", "mail")
        os.makedirs("/etc/nullmailer", exist_ok=True)
        self.daemon: subprocess.Popen[bytes] | None = None

    def applied(self) -> None:
        if self.daemon:
            self.daemon.kill()
            self.daemon.wait()
        with open(LOG, "ab") as log:
            self.daemon = subprocess.Popen(["setpriv", "--reuid=mail", "--regid=mail", "--clear-groups",
                                            "nullmailer-send"], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                           env=self.environment(), cwd="/")

    def send(self, sender: str) -> str:
        return self.call("sendmail", "-t", "-f", sender, text=MESSAGE.format(sender=sender, to=YOU)).stdout

    def clear(self) -> None:
        for name in Path("/var/spool/nullmailer/queue").glob("*"):
            name.unlink()


class Dma(Sender):
    """Where the server does not take a message it waits for minutes, and has to be stopped."""
    program, packages, needs = "dma", ("dma",), ("usr/sbin/dma",)
    writable = ("/var/spool", "/var/log", "/dev")
    checks = False
    cron_header = False
    cron = ("dma", "-D")
    running: subprocess.Popen[str] | None = None

    def prepare(self) -> None:
        shutil.copy("/usr/share/dma/dma.conf", "/etc/dma/dma.conf")  # as its package does on a machine
        os.chmod("/etc/dma/dma.conf", 0o640)
        shutil.chown("/etc/dma/dma.conf", "root", "mail")
        put("/etc/mailname", "vm.example.test\n")
        log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        log.bind("/dev/log")
        os.chmod("/dev/log", 0o666)
        threading.Thread(target=self.keep, args=(log,), daemon=True).start()

    @staticmethod
    def keep(log: socket.socket) -> None:
        """As a syslog daemon writes it."""
        while True:
            line = log.recv(4096).decode("utf-8", "replace")
            with open(LOG, "a", encoding="utf-8") as file:
                file.write(line.partition(">")[2].rstrip("\n\0") + "\n")

    def call(self, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
        self.clear()
        self.running = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
                                        env=self.environment(), cwd=self.home)
        assert self.running.stdin
        with self.running.stdin as pipe:
            pipe.write(text)
        return subprocess.CompletedProcess(words, 0, "")

    def send(self, sender: str) -> str:
        return self.call("dma", "-D", "-t", "-f", sender, text=MESSAGE.format(sender=sender, to=YOU)).stdout

    def clear(self) -> None:
        if self.running:
            self.running.kill()
            self.running.wait()
        for name in Path("/var/spool/dma").glob("[QM]*"):
            name.unlink()


class Git(Sender):
    program, needs = "git", ("usr/lib/git-core/git-send-email",)
    packages = ("git-email", "libauthen-sasl-perl", "libio-socket-ssl-perl", "libnet-smtp-ssl-perl", "libmailtools-perl")

    def send(self, sender: str) -> str:
        patch = os.path.join(self.home, "0001.patch")
        put(patch, "From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001\n"
            f"From: {sender}\nDate: Tue, 1 Dec 2026 00:00:00 +0000\nSubject: [PATCH] one\n\n---\n")
        # git wants to know who its user is even where the letter says it.
        return self.call("git", "-c", "user.name=A", "-c", "user.email=a@example.com", "send-email",
                         f"--to={YOU}", "--confirm=never", "--suppress-cc=all", "--no-validate", patch).stdout


class Curl(Sender):
    program, packages, needs = "curl", ("curl",), ("usr/bin/curl",)
    file = True

    def send(self, sender: str) -> str:
        return self.call("curl", "-q", "-sS", "-K", self.path, "--mail-rcpt", YOU, "-T", "-",
                         text=MESSAGE.format(sender=sender, to=YOU).replace("\n", "\r\n")).stdout


class Nail(Sender):
    program, packages, needs = "s-nail", ("s-nail",), ("usr/bin/s-nail",)

    def send(self, sender: str) -> str:
        return self.call("s-nail", "-s", "one", YOU, text="Hello.\n").stdout


class Mutt(Sender):
    program, packages, needs = "mutt", ("mutt",), ("usr/bin/mutt",)

    def send(self, sender: str) -> str:
        return self.call("mutt", "-s", "one", YOU, text="Hello.\n").stdout


class Swaks(Sender):
    program, needs = "swaks", ("usr/bin/swaks",)
    packages = ("swaks", "libnet-ssleay-perl")
    checks = False  # the chain, and not the name
    tests = False

    def send(self, sender: str) -> str:
        return self.call("swaks", "--to", YOU).stdout


ALL = {sender.program: sender for sender in (Msmtp, Postfix, Exim, Nullmailer, Dma, Git, Curl, Nail, Mutt, Swaks)}
