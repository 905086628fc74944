"""sendmail, with Cyrus SASL for the logins."""

import shutil
from pathlib import Path

from mailers import Server, Site, deliverer, greet_all, make_maildir


class Sendmail(Server):
    """It distrusts files below a folder that others may write, as /tmp is: its own lie in HOME."""

    packages = ("sendmail-bin", "sasl2-bin", "libsasl2-modules", "m4")
    programs = ("usr/libexec/sendmail/sendmail", "usr/sbin/saslpasswd2", "usr/bin/m4")
    users = ("smmta", "smmsp")
    writable = ("/run", "/var")

    HOME = Path("/var/lib/sendmail")
    CONFIG = """divert(-1)
include(`/usr/share/sendmail/cf/m4/cf.m4')
divert(0)
OSTYPE(`debian')
FEATURE(`no_default_msa')
FEATURE(`nocanonify')
FEATURE(`accept_unresolvable_domains')
define(`confDOMAIN_NAME', `mail.example.test')
define(`confSERVER_CERT', `$home/cert.pem')
define(`confSERVER_KEY', `$home/key.pem')
define(`confCACERT', `$home/ca.pem')
define(`confCACERT_PATH', `$home')
define(`confAUTH_MECHANISMS', `PLAIN LOGIN CRAM-MD5')
TRUST_AUTH_MECH(`PLAIN LOGIN CRAM-MD5')
define(`QUEUE_DIR', `$home/queue')
define(`confPID_FILE', `$home/sendmail.pid')
define(`confHOST_STATUS_DIRECTORY', `')
define(`confDELIVERY_MODE', `interactive')
DAEMON_OPTIONS(`Port=25, Addr=127.0.0.1, Name=MTA')
DAEMON_OPTIONS(`Port=587, Addr=127.0.0.1, Name=MSA, M=Ea')
DAEMON_OPTIONS(`Port=465, Addr=127.0.0.1, Name=TLS, M=Eas')
MAILER(`local')
MAILER(`smtp')
MAILER_DEFINITIONS
Minbox, P=$home/deliver, F=lsnDFMPSu, A=deliver $$u
LOCAL_RULE_0
R$$* < @ example.test . > $$*	$$#inbox $$: $$1
R$$* < @ example.test > $$*	$$#inbox $$: $$1
"""
    SASL = """
pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: $home/accounts
mech_list: PLAIN LOGIN CRAM-MD5
"""

    def etc_files(self, site: Site) -> dict:
        return {"sasl2/Sendmail.conf": site.fill(self.SASL, home=str(self.HOME))}

    def start(self, site: Site) -> None:
        make_maildir(site.inbox)
        for path in (self.HOME, self.HOME / "queue"):
            path.mkdir(exist_ok=True)
        for path in (site.ca, site.cert, site.key):
            shutil.copy2(path, self.HOME)
        deliverer(site, self.HOME / "deliver")
        config = self.HOME / "sendmail.cf"
        (self.HOME / "sendmail.mc").write_text(site.fill(self.CONFIG, home=str(self.HOME)))
        site.command("sh", "-c", 'm4 "$0" >"$1"', self.HOME / "sendmail.mc", config)
        user, domain = site.user.split("@")
        site.command("saslpasswd2", "-p", "-c", "-f", self.HOME / "accounts", "-u", domain, user,
                     text=site.password)
        site.command("/usr/libexec/sendmail/sendmail", "-C", config, "-bd", "-X", site.log)
        greet_all(site)
