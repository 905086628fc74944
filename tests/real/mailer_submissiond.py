"""Dovecot's submission service: it judges the login and passes the mail on to a relay."""

from mailers import Dovecot, Site, greet_all, make_maildir

class Submissiond(Dovecot):
    """587 (STARTTLS first) and 465 (implicit TLS); in clear text it takes no login."""

    packages = ("dovecot-submissiond",)
    programs = ("usr/lib/dovecot/submission-login",)

    COMMON = """
base_dir = $base/dovecot
state_dir = $base/dovecot
log_path = $log
protocols = submission
ssl = required
hostname = mail.example.test
auth_failure_delay = 0
auth_username_chars =
auth_mechanisms = plain login
submission_relay_host = 127.0.0.1
submission_relay_port = 2525
service submission-login {
  inet_listener submission {
    port = 587
  }
  inet_listener submissions {
    port = 465
    ssl = yes
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
"""
    OWN = {
        "2.3": """
mail_location = maildir:$base/store
ssl_cert = <$cert
ssl_key = <$key
""",
        "2.4": """
mail_driver = maildir
mail_path = $base/store
ssl_server_cert_file = $cert
ssl_server_key_file = $key
""",
    }

    def start(self, site: Site) -> None:
        # Its users have mail as well: BURL sends what lies in a mailbox.
        make_maildir(site.base / "store")
        self.launch(site)
        greet_all(site, ((587, False), (465, True)))
