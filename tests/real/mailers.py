"""The mail servers that can be started in a room, one class each, and the site they serve.

A class says which packages, programs, users and groups it needs, which files below /etc are its
own, and how it is started; start() returns when the server answers. kinds.py has the sets that make
up one whole submission server: a further server is a class and a row there.
"""

import os
import secrets
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import suppress
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
        self.ca_key = base / "ca-key.pem"
        self.self_signed, self.self_signed_key = base / "self.pem", base / "self-key.pem"
        self.log = base / "log" / "mail.log"
        self.inbox = base / "mail" / "inbox"
        self.user = f"user-{secrets.token_hex(4)}@example.test"
        # A blank, both quotes and a backslash: what quoting along the way is likely to break.
        self.password = f"{secrets.token_urlsafe(9)} '\"\\{secrets.token_urlsafe(6)}"

    def prepare(self) -> None:
        self.log.parent.mkdir()
        server = ("subjectAltName=DNS:localhost,DNS:mail.example.test,IP:127.0.0.1",
                  "extendedKeyUsage=serverAuth")
        self.certify(self.ca, self.ca_key, "Test CA", "basicConstraints=critical,CA:TRUE",
                     "keyUsage=critical,keyCertSign,cRLSign")
        self.certify(self.cert, self.key, "mail.example.test", *server,
                     words=("-CA", self.ca, "-CAkey", self.ca_key))
        self.certify(self.self_signed, self.self_signed_key, "mail.example.test", *server)

    def command(self, *words, text: str = "") -> None:
        """`text` is its input. Its output goes to a file: a daemon would hold a pipe for ever."""
        with open(self.log.parent / "commands.log", "a") as out:
            done = subprocess.run(words, input=text, stdout=out, stderr=out, encoding="utf-8")
        if done.returncode:
            raise ServerFailed(f"{' '.join(map(str, words))}: exit status {done.returncode}")

    def certify(self, out: Path, key: Path, name: str, *extensions: str, words=()) -> None:
        words = ["openssl", "req", "-x509", "-config", "/dev/null", "-newkey", "ec", "-pkeyopt",
                 "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                 "-keyout", key, "-out", out, *words]
        for extension in extensions:
            words += ["-addext", extension]
        self.command(*words)

    def fill(self, text: str, **more: str) -> str:
        return Template(text).substitute(vars(self), nobody=NOBODY, owned=OWNED, **more)

    def environment(self) -> dict:
        return {"MAIL_HOST": "localhost", "MAIL_CA": str(self.ca),
                "MAIL_SELF_SIGNED": str(self.self_signed), "MAIL_USER": self.user,
                "MAIL_PASSWORD": self.password, "MAIL_LOG": str(self.log),
                "MAIL_INBOX": str(self.inbox), "MAIL_BASE": str(self.base)}


def connect(port: int):
    """The socket, or None as long as nobody listens there."""
    with suppress(ConnectionRefusedError):
        return socket.create_connection(("127.0.0.1", port), timeout=60)


def greet(port: int, implicit_tls: bool, site: Site) -> None:
    """A polite visit; at its end the server has closed, so that it has said all to its log."""
    with until(lambda: connect(port), f"a server on port {port}") as sock:
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


def greet_all(site: Site, doors=DOORS) -> None:
    for port, implicit_tls in doors:
        greet(port, implicit_tls, site)


def make_maildir(folder: Path) -> None:
    """Here, lest a reader that comes before the first message makes it as another user."""
    for path in (folder, folder / "new", folder / "cur", folder / "tmp"):
        path.mkdir(parents=True)
        os.chown(path, NOBODY, NOBODY)


def deliverer(site: Site, path: Path) -> None:
    """For a server that delivers by a program: puts what it reads into the inbox."""
    path.write_text(site.fill("""#!/bin/sh
set -e
file=$$(mktemp -p $inbox/tmp)
sed 's/\\r$$//' >"$$file"
mv "$$file" $inbox/new
"""))
    path.chmod(0o755)


class Server:
    """What a class below may leave out."""

    packages, programs = (), ()  # of Debian; paths without the leading slash
    users, groups = (), ()
    writable = ()  # folders that it writes to by paths that are compiled in

    def etc_files(self, site: Site) -> dict:
        return {}


class Dovecot(Server):
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
    VERSIONS = {
        "2.3": "",
        "2.4": "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n",
    }
    ACCOUNTS = {
        "2.3": """
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
    OWN = {"2.3": "disable_plaintext_auth = no\n", "2.4": "auth_allow_cleartext = yes\n"}

    def launch(self, site: Site) -> None:
        version = subprocess.run(["dovecot", "--version"], stdout=subprocess.PIPE, text=True,
                                 check=True).stdout
        dialect = "2.3" if version.startswith("2.3") else "2.4"
        text = "".join((self.VERSIONS[dialect], self.COMMON, self.ACCOUNTS[dialect],
                        self.OWN[dialect]))
        (site.base / "accounts").write_text(f"{site.user}:{{PLAIN}}{site.password}:::::::\n")
        config = site.base / "dovecot.conf"
        config.write_text(site.fill(text))
        site.command("dovecot", "-c", config)

    def start(self, site: Site) -> None:
        self.launch(site)
        # Postfix would pause for a minute after a first session without this socket.
        until((site.base / "sasl").is_socket, "Dovecot's SASL socket")


class Postfix(Server):
    """Submission on 587 (STARTTLS first), 465 (implicit TLS) and 25 (clear text allowed, login
    too); 1587 and 1465 are for those who show a certificate of their own. Mail to anybody at
    example.test lands in the maildir Site.inbox; OWNED is somebody else's."""

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
smtpd_tls_CAfile = $ca
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
1587 inet n - n - - smtpd
  -o syslog_name=postfix/certificate
  -o smtpd_tls_security_level=encrypt
  -o smtpd_tls_req_ccert=yes
1465 inet n - n - - smtpd
  -o syslog_name=postfix/certificates
  -o smtpd_tls_wrappermode=yes
  -o smtpd_tls_req_ccert=yes
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
        greet_all(site)
        until(lambda: site.log.read_text().count(" disconnect from ") == len(DOORS),
              "Postfix's log of the first visits")


class Exim(Server):
    """The same doors as Postfix, those for a certificate too, with GnuTLS; whoever has logged in
    may send, nobody else."""

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
daemon_smtp_ports = 25 : 587 : 465 : 1587 : 1465
tls_on_connect_ports = 465 : 1465
tls_advertise_hosts = *
tls_verify_hosts = $${if inlist{$$received_port}{1587:1465}{*}{}}
tls_verify_certificates = $ca
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
        for path in (site.base / "password", site.cert, site.key):
            shutil.chown(path, "Debian-exim")
        site.log.symlink_to("exim.main")
        self.listen(site, DOORS)

    def listen(self, site: Site, doors) -> None:
        for path in (site.base / "spool", site.log.parent):
            path.mkdir(exist_ok=True)
            shutil.chown(path, "Debian-exim", "Debian-exim")
        make_maildir(site.inbox)
        log = site.log.with_name("exim.main")
        # As a child of process 1 it would take itself for restarted, and stay in the foreground.
        site.command("sh", "-c", 'exim4 -bd -oP "$0" || exit', site.base / "exim.pid")
        until(lambda: log.exists() and "daemon started" in log.read_text(),
              "Exim's log of its start")
        greet_all(site, doors)
        until(lambda: log.read_text().count("no MAIL in SMTP") == len(doors),
              "Exim's log of the first visits")


class Relay(Exim):
    """What stands behind a server that passes on: a port of loopback that takes all mail for
    example.test, into the inbox."""

    PORT = 2525
    CONFIG = """
primary_hostname = relay.example.test
keep_environment =
spool_directory = $base/spool
log_file_path = $base/log/exim.%s
log_selector = +smtp_connection +smtp_no_mail
local_interfaces = 127.0.0.1
daemon_smtp_ports = 2525
tls_advertise_hosts =
acl_smtp_rcpt = recipient
begin acl
recipient:
  accept domains = example.test
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
"""

    def start(self, site: Site) -> None:
        self.listen(site, ((self.PORT, False),))
