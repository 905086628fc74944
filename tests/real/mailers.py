"""The mail servers that can be started in a room, one class each, and the site they serve.

A class says which packages, programs, users and groups it needs, which files below /etc are its
own, and how it is started; start() returns when the server answers. KINDS names the sets that
make up one whole submission server: a further server is a class and a row there.
"""

import os
import secrets
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path
from string import Template

from outcome import ServerFailed

NOBODY = 65534
# An address that no login of ours may send as.
OWNED = "owned@example.test"
# port, whether TLS comes before the greeting
DOORS = ((25, False), (587, False), (465, True))


def until(ready, what: str, seconds: float = 60):
    """Polls a condition that another process brings about; its value, or ServerFailed."""
    deadline = time.monotonic() + seconds
    while not (value := ready()):
        if time.monotonic() > deadline:
            raise ServerFailed(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.01)
    return value


class Site:
    """What all servers share: folders, one account with a fresh password, a CA, a certificate."""

    def __init__(self, base: Path):
        self.base = base
        self.ca, self.cert, self.key = base / "ca.pem", base / "cert.pem", base / "key.pem"
        self.log = base / "log" / "mail.log"
        self.inbox = base / "mail" / "inbox"
        self.user = f"user-{secrets.token_hex(4)}@example.test"
        # A blank, both quotes and a backslash: what quoting along the way is likely to break.
        self.password = f"{secrets.token_urlsafe(9)} '\"\\{secrets.token_urlsafe(6)}"

    def prepare(self) -> None:
        self.log.parent.mkdir()
        self.certify(self.ca, "Test CA", "basicConstraints=critical,CA:TRUE",
                     "keyUsage=critical,keyCertSign,cRLSign")
        self.certify(self.cert, "mail.example.test",
                     "subjectAltName=DNS:localhost,DNS:mail.example.test,IP:127.0.0.1",
                     "extendedKeyUsage=serverAuth", issuer=self.ca)

    def command(self, *words) -> None:
        """Its output goes to a file: a daemon would hold a pipe open for ever."""
        with open(self.log.parent / "commands.log", "a") as out:
            done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        if done.returncode:
            raise ServerFailed(f"{' '.join(map(str, words))}: exit status {done.returncode}")

    def certify(self, out: Path, name: str, *extensions: str, issuer: Path = None) -> None:
        key = self.key if issuer else self.base / "ca-key.pem"
        words = ["openssl", "req", "-x509", "-config", "/dev/null", "-newkey", "ec", "-pkeyopt",
                 "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                 "-keyout", key, "-out", out]
        for extension in extensions:
            words += ["-addext", extension]
        if issuer:
            words += ["-CA", issuer, "-CAkey", self.base / "ca-key.pem"]
        self.command(*words)

    def fill(self, text: str) -> str:
        return Template(text).substitute(vars(self), nobody=NOBODY, owned=OWNED)

    def environment(self) -> dict:
        return {"MAIL_HOST": "localhost", "MAIL_CA": str(self.ca), "MAIL_USER": self.user,
                "MAIL_PASSWORD": self.password, "MAIL_LOG": str(self.log),
                "MAIL_INBOX": str(self.inbox), "MAIL_BASE": str(self.base)}


def greet(port: int, implicit_tls: bool, site: Site) -> None:
    """A polite visit; at its end the server has closed, so that it has said all to its log."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as sock:
        if implicit_tls:
            context = ssl.create_default_context(cafile=site.ca)
            sock = context.wrap_socket(sock, server_hostname="localhost")
        with sock, sock.makefile("rwb") as stream:
            greeting = stream.readline()
            if not greeting.startswith(b"220 "):
                raise ServerFailed(f"port {port} greets with {greeting!r}")
            stream.write(b"QUIT\r\n")
            stream.flush()
            stream.read()


def make_maildir(folder: Path) -> None:
    """Here, lest a reader that comes before the first message makes it as another user."""
    for path in (folder, folder / "new", folder / "cur", folder / "tmp"):
        path.mkdir(parents=True)
        os.chown(path, NOBODY, NOBODY)


class Dovecot:
    """Only its SASL service, for Postfix; no penalty and no delay after a wrong password."""

    packages = ("dovecot-core",)
    programs = ("usr/sbin/dovecot",)
    users, groups = ("dovecot", "dovenull"), ()

    COMMON = """
base_dir = $base/dovecot
state_dir = $base/dovecot
log_path = $base/log/dovecot.log
protocols =
ssl = no
auth_failure_delay = 0
auth_username_chars =
auth_mechanisms = plain login cram-md5
service auth {
  unix_listener $base/sasl {
    mode = 0660
    user = postfix
    group = postfix
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
"""
    # Dovecot 2.4 renamed its settings and wants to be told which names are meant.
    DIALECTS = {
        "2.3": COMMON + """
disable_plaintext_auth = no
passdb {
  driver = passwd-file
  args = username_format=%u $base/accounts
}
userdb {
  driver = static
  args = uid=$nobody gid=$nobody home=/nonexistent
}
""",
        "2.4": """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
""" + COMMON + """
auth_allow_cleartext = yes
passdb passwd-file {
  passwd_file_path = $base/accounts
  auth_username_format = %{user}
}
userdb static {
  fields {
    uid = $nobody
    gid = $nobody
    home = /nonexistent
  }
}
""",
    }

    def etc_files(self, site: Site) -> dict:
        return {}

    def start(self, site: Site) -> None:
        version = subprocess.run(["dovecot", "--version"], stdout=subprocess.PIPE, text=True,
                                 check=True).stdout
        text = self.DIALECTS["2.3" if version.startswith("2.3") else "2.4"]
        (site.base / "accounts").write_text(f"{site.user}:{{PLAIN}}{site.password}:::::::\n")
        config = site.base / "dovecot.conf"
        config.write_text(site.fill(text))
        site.command("dovecot", "-c", config)
        # Postfix would pause for a minute after a first session without this socket.
        until((site.base / "sasl").is_socket, "Dovecot's SASL socket")


class Postfix:
    """Submission on 587 (STARTTLS first), 465 (implicit TLS) and 25 (clear text allowed, login
    too). Mail to anybody at example.test lands in the maildir Site.inbox; OWNED is somebody
    else's."""

    packages = ("postfix",)
    programs = ("usr/sbin/postfix",)
    users, groups = ("postfix",), ("postdrop",)

    MAIN = """
compatibility_level = 3.6
queue_directory = $base/queue
data_directory = $base/data
maillog_file = $log
maillog_file_prefixes = $base
myhostname = mail.example.test
mydestination =
mynetworks =
alias_maps =
alias_database =
inet_interfaces = all
local_transport = error:no local mail here
default_transport = error:there is no outside
virtual_mailbox_domains = example.test
virtual_mailbox_base = $base/mail
virtual_mailbox_maps = static:inbox/
virtual_uid_maps = static:$nobody
virtual_gid_maps = static:$nobody
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_sender_restrictions = reject_known_sender_login_mismatch
smtpd_sender_login_maps = inline:{ $owned=somebody-else }
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
smtpd_hard_error_limit = 1000
smtpd_sasl_type = dovecot
smtpd_sasl_path = $base/sasl
smtpd_sasl_auth_enable = yes
smtpd_tls_cert_file = $cert
smtpd_tls_key_file = $key
smtpd_tls_security_level = may
"""
    MASTER = """
25 inet n - n - - smtpd
  -o syslog_name=postfix/smtp
587 inet n - n - - smtpd
  -o syslog_name=postfix/submission
  -o smtpd_tls_security_level=encrypt
  -o smtpd_tls_auth_only=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
465 inet n - n - - smtpd
  -o syslog_name=postfix/submissions
  -o smtpd_tls_wrappermode=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
pickup unix n - n 60 1 pickup
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
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

    def etc_files(self, site: Site) -> dict:
        return {"postfix/main.cf": site.fill(self.MAIN), "postfix/master.cf": self.MASTER}

    def start(self, site: Site) -> None:
        (site.base / "queue").mkdir()
        (site.base / "data").mkdir()
        shutil.chown(site.base / "data", "postfix")
        make_maildir(site.inbox)
        site.command("postfix", "start")
        for port, implicit_tls in DOORS:
            greet(port, implicit_tls, site)
        until(lambda: site.log.read_text().count(" disconnect from ") == len(DOORS),
              "Postfix's log of the first visits")


class Exim:
    """The same doors as Postfix, with GnuTLS; whoever has logged in may send, nobody else."""

    packages = ("exim4-daemon-light",)
    programs = ("usr/sbin/exim4",)
    users, groups = ("Debian-exim",), ()

    CONFIG = """
primary_hostname = mail.example.test
keep_environment =
spool_directory = $base/spool
log_file_path = $base/log/exim.%s
log_selector = +smtp_connection +smtp_no_mail
local_interfaces = 127.0.0.1
daemon_smtp_ports = 25 : 587 : 465
tls_on_connect_ports = 465
tls_advertise_hosts = *
tls_certificate = $cert
tls_privatekey = $key
auth_advertise_hosts = $${if or{{eq{$$received_port}{25}}{!eq{$$tls_in_cipher}{}}}{*}{}}
acl_smtp_rcpt = recipient
begin acl
recipient:
  accept authenticated = *
  deny message = relay not permitted
begin routers
everybody:
  driver = accept
  transport = inbox
begin transports
inbox:
  driver = appendfile
  directory = $inbox
  maildir_format
  user = $nobody
  group = $nobody
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = $${if and{{eq{$$auth2}{$user}}{eq{$$auth3}{$${readfile{$base/password}}}}}}
  server_set_id = $$auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = <| Username: | Password:
  server_condition = $${if and{{eq{$$auth1}{$user}}{eq{$$auth2}{$${readfile{$base/password}}}}}}
  server_set_id = $$auth1
"""

    def etc_files(self, site: Site) -> dict:
        return {"exim4/exim4.conf": site.fill(self.CONFIG)}

    def start(self, site: Site) -> None:
        (site.base / "password").write_text(site.password)
        for path in (site.base / "spool", site.log.parent):
            path.mkdir(exist_ok=True)
            shutil.chown(path, "Debian-exim", "Debian-exim")
        for path in (site.base / "password", site.cert, site.key):
            shutil.chown(path, "Debian-exim")
        make_maildir(site.inbox)
        site.log.symlink_to("exim.main")
        # As a child of process 1 it would take itself for restarted, and stay in the foreground.
        site.command("sh", "-c", 'exim4 -bd -oP "$0" || exit', site.base / "exim.pid")
        until(lambda: site.log.exists() and "daemon started" in site.log.read_text(),
              "Exim's log of its start")
        for port, implicit_tls in DOORS:
            greet(port, implicit_tls, site)
        until(lambda: site.log.read_text().count("no MAIL in SMTP") == len(DOORS),
              "Exim's log of the first visits")


# What makes up one whole submission server.
KINDS = {"postfix": (Dovecot(), Postfix()), "exim": (Exim(),)}
