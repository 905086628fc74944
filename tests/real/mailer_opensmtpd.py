"""OpenSMTPD: libtls upon OpenSSL, and replies of its own."""

import subprocess

from mailers import Server, Site, greet_all, make_maildir


class OpenSMTPD(Server):
    packages = ("opensmtpd",)
    programs = ("usr/sbin/smtpd",)
    users, groups = ("opensmtpd", "opensmtpq"), ()
    writable = ("/run", "/var")

    CONFIG = """
pki mail.example.test cert "$cert"
pki mail.example.test key "$key"
table accounts file:$base/accounts
table people { "@" = nobody }
listen on 127.0.0.1 port 25 hostname mail.example.test
listen on 127.0.0.1 port 587 tls-require pki mail.example.test auth <accounts> \
  hostname mail.example.test
listen on 127.0.0.1 port 465 smtps pki mail.example.test auth <accounts> hostname mail.example.test
action inbox maildir "$inbox" virtual <people>
match from any auth for domain example.test action inbox
match from any for domain example.test action inbox
"""

    def start(self, site: Site) -> None:
        hashed = subprocess.run(["openssl", "passwd", "-6", "-stdin"], input=site.password,
                                stdout=subprocess.PIPE, text=True, check=True).stdout
        (site.base / "accounts").write_text(f"{site.user}\t{hashed}")
        make_maildir(site.inbox)
        config = site.base / "smtpd.conf"
        config.write_text(site.fill(self.CONFIG))
        config.chmod(0o600)
        # In the foreground, as it logs to the system's log otherwise.
        site.command("sh", "-c", 'smtpd -d -v -f "$0" >"$1" 2>&1 &', config, site.log)
        greet_all(site, ((25, False), (587, False)))
