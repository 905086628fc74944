"""The servers themselves, seen by another client: what the other suites take for granted."""

import mailbox
import os
import smtplib
import ssl
from contextlib import contextmanager

from mailers import until
from maillog import watch


@contextmanager
def visit(port: int):
    with watch(), smtplib.SMTP(os.environ["MAIL_HOST"], port, timeout=60) as smtp:
        smtp.ehlo()
        yield smtp


def login(smtp: smtplib.SMTP) -> None:
    smtp.login(os.environ["MAIL_USER"], os.environ["MAIL_PASSWORD"])


def login_needs_starttls() -> None:
    with visit(587) as smtp:
        assert not smtp.has_extn("auth"), "AUTH is offered before STARTTLS"
        smtp.starttls(context=ssl.create_default_context(cafile=os.environ["MAIL_CA"]))
        smtp.ehlo()
        assert smtp.has_extn("auth"), "AUTH is not offered after STARTTLS"


def login_in_clear_text() -> None:
    with visit(25) as smtp:
        login(smtp)


def nobody_relays() -> None:
    with visit(25) as smtp:
        smtp.mail("stranger@example.test")
        code, text = smtp.rcpt("someone@elsewhere.test")
        assert code == 554, f"a recipient elsewhere: {code} {text}"


def mail_arrives() -> None:
    with visit(25) as smtp:
        login(smtp)
        smtp.sendmail(os.environ["MAIL_USER"], ["anybody@example.test"],
                      "Subject: to be found again\r\n\r\nThat is all.\r\n")
    inbox = mailbox.Maildir(os.environ["MAIL_INBOX"])
    until(lambda: len(inbox) == 1, "the message in the maildir")
    message = inbox.popitem()[1]
    assert message["Subject"] == "to be found again", message.as_string()
    assert message["Delivered-To"] == "anybody@example.test", message.as_string()


CASES = (
    ("Postfix 587 offers a login only after STARTTLS", login_needs_starttls),
    ("Postfix 25 takes a login in clear text", login_in_clear_text),
    ("Postfix 25 relays nothing for strangers", nobody_relays),
    ("Postfix delivers to the maildir", mail_arrives),
)
