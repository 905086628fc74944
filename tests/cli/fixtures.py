"""Thirty sets of answers, as people and their providers have them: what every door must save alike.

The password is not in the table, but the kind of characters that it is to have is.
"""
from __future__ import annotations

import json
import subprocess
from typing import NamedTuple, Optional

import kit


def said(*words: str) -> str:
    """What the program answers where it has no configuration."""
    answer = subprocess.run([kit.PROGRAM, "--config", "/nonexistent/smtpsetup.cfg", *words],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                            timeout=kit.PATIENCE)
    return answer.stdout.decode()


def choices(key: str) -> tuple[str, ...]:
    """What can be chosen, in the order of the list; nothing where there is no list."""
    return tuple(said("set", "--check", f"{key}=?").partition("expected one of:")[2].split())


# The settings in the order of the form, and what can be chosen there.
FORM = tuple(json.loads(said("show", "--json"))["settings"])
CHOICES = {key: choices(key) for key in FORM if choices(key)}

PIN = "sha256//YLh1dUR9y6Kja30RrAn7JKnbQG/uEtLMkBgFF2Fuihg="
ME = "me@own.example"

BY_ADDRESS, FROM_MENU = "by address", "from menu"


class Fixture(NamedTuple):
    """Answers. Those of a provider are not given: it is found by the address, or chosen. The
    password is the pattern with {} made up; None: there is none. takes_token: the wizard asks for
    the method, too."""
    name: str
    settings: dict[str, str]
    password: Optional[str] = "{}"
    provider: Optional[str] = None
    found: str = BY_ADDRESS
    takes_token: bool = False


def answers(sender: str, user: str = "", **more: str) -> dict[str, str]:
    """Settings by name: the first _ of a keyword is the dot of its key."""
    login = {"auth.user": user} if user else {}
    return {"sender.from": sender, **login,
            **{key.replace("_", ".", 1): value for key, value in more.items()}}


def own(host: str, user: str = ME, **more: str) -> dict[str, str]:
    """A server that no provider has."""
    return answers(ME, user, server_host=host, **more)


FIXTURES = (
    # Providers that are known by the address
    Fixture("Gmail", answers("me@gmail.com", "me@gmail.com"), provider="gmail-ssl"),
    Fixture("Gmail with a limit of one's own",
            answers("you@googlemail.com", "you@googlemail.com", limits_per_hour="5"),
            provider="gmail-ssl"),
    Fixture("Yahoo with names",
            answers("me@yahoo.com", "me@yahoo.com", sender_from_name="Me",
                    sender_reply_to="reply@own.example"), provider="yahoo-ssl"),
    Fixture("iCloud", answers("me@icloud.com", "me@icloud.com"), provider="icloud"),
    Fixture("Fastmail", answers("me@fastmail.com", "me@fastmail.com"), provider="fastmail"),
    Fixture("WEB.DE, whose user is not the address", answers("me@web.de", "me"),
            provider="web-de"),
    Fixture("GMX", answers("me@gmx.de", "me@gmx.de", test_timeout="40"), provider="gmx-net"),
    Fixture("Outlook.com with a token",
            answers("me@outlook.com", "me@outlook.com", auth_method="xoauth2"),
            password="ya29.{}", provider="hotmail", takes_token=True),
    Fixture("Outlook.com with OAUTHBEARER, and names",
            answers("you@hotmail.com", "you@hotmail.com", auth_method="oauthbearer",
                    sender_from_name="You", limits_per_hour="3"),
            password="eyJ.{}.sig-_", provider="hotmail", takes_token=True),

    # Providers that are chosen
    Fixture("Gmail for a domain of one's own", answers(ME, ME), provider="gmail-tls",
            found=FROM_MENU),
    Fixture("SendGrid, whose user is fixed", answers(ME), password="SG.{}", provider="sendgrid",
            found=FROM_MENU),
    Fixture("Amazon SES", answers(ME, "AKIAEXAMPLE", server_helo_name="out.own.example"),
            provider="amazon-ses-eu-west-1", found=FROM_MENU),
    Fixture("Microsoft 365", answers(ME, ME, sender_from_name="The Office"),
            provider="microsoft365", found=FROM_MENU),

    # Servers of one's own
    Fixture("STARTTLS on 587", own("mail.own.example")),
    Fixture("SSL on 465", own("mail.own.example", server_protocol="ssl", server_port="465")),
    Fixture("SSL on a port of its own",
            own("mail.own.example", server_protocol="ssl", server_port="4465")),
    Fixture("STARTTLS on 25, between servers", own("mx.own.example", server_port="25")),
    Fixture("in clear text without a login",
            own("relay.own.example", "", server_protocol="plain", server_port="25"),
            password=None),
    Fixture("in clear text with a login",
            own("relay.own.example", server_protocol="plain", server_port="2525")),
    Fixture("an IPv4 address", own("192.0.2.10", server_helo_name="[192.0.2.1]")),
    Fixture("an IPv6 address",
            own("2001:db8::25", "", server_helo_name="[IPv6:2001:db8::1]"), password=None),
    Fixture("a host name in UTF-8, hosted",
            own("smtp.bücher.example", server_hosting="hosted")),
    Fixture("a short name, and CRAM-MD5", own("mailhub", "local", auth_method="cram-md5")),
    Fixture("names in UTF-8",
            own("mail.own.example", "müller", sender_from_name="Bücherei Süd 図書館 e\u0301"),
            password="Schlüssel {} 鍵"),
    Fixture("as long as it gets",
            own("a" * 60 + "." + "b" * 60 + ".example", "u" * 512, sender_from_name="n" * 512),
            password="{}" + "p" * 480),
    Fixture("quotes and backslashes",
            own("mail.own.example", r"DOMAIN\user", sender_from_name=r"""The "Desk" \o/ 'n' co"""),
            password=r"""\"{}'%s$HOME`\n\\"""),
    Fixture("a password with blanks at both ends, and what means something to shells",
            own("mail.own.example", sender_from_name="#; = { } [ ] ( ) , @include"),
            password="  {} #;!  "),
    Fixture("what means something to the questions",
            own("mail.own.example", "-", sender_from_name="?"), password="<{}"),
    Fixture("a private authority, a pin, and patience",
            own("mail.own.example", tls_ca_file=r"/etc/ssl/our \"CA\" füür.pem", tls_pin=PIN,
                test_timeout="600")),
    Fixture("everything",
            own("mail.own.example", "me", server_port="1", server_protocol="ssl",
                server_helo_name="me.own.example", server_hosting="hosted", auth_method="login",
                sender_from_name="Me", sender_reply_to="you@own.example",
                limits_per_hour="1000000", tls_ca_file="/etc/ca.pem", tls_pin=PIN,
                local_mail_to="me@own.example, you@own.example", local_send_as="any",
                test_timeout="1")),
)
