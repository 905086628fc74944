"""chasquid: a server in Go, with Go's TLS."""

from mailers import Server, Site, deliverer, greet_all, make_maildir


class Chasquid(Server):
    packages = ("chasquid",)
    programs = ("usr/bin/chasquid", "usr/bin/chasquid-util")

    CONFIG = """
hostname: "mail.example.test"
smtp_address: "127.0.0.1:25"
submission_address: "127.0.0.1:587"
submission_over_tls_address: "127.0.0.1:465"
mail_delivery_agent_bin: "$base/deliver"
mail_delivery_agent_args: ""
data_dir: "$base/chasquid/data"
mail_log_path: "$log"
"""

    def start(self, site: Site) -> None:
        make_maildir(site.inbox)
        deliverer(site, site.base / "deliver")
        top = site.base / "chasquid"
        certificates, domain = top / "certs" / "mail.example.test", top / "domains" / "example.test"
        for path in (certificates, domain, top / "data"):
            path.mkdir(parents=True)
        (certificates / "fullchain.pem").symlink_to(site.cert)
        (certificates / "privkey.pem").symlink_to(site.key)
        (domain / "aliases").write_text(f"friend: {site.user}\n")
        (top / "chasquid.conf").write_text(site.fill(self.CONFIG))
        site.command("chasquid-util", f"--configdir={top}", "user-add", site.user,
                     f"--password={site.password}")
        site.command("sh", "-c", 'chasquid --config_dir="$0" >"$1" 2>&1 &', top,
                     site.log.with_name("chasquid.log"))
        greet_all(site)
