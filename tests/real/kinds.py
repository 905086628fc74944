"""The sets of servers that make up one whole submission server, by the name of the set."""

from mailer_chasquid import Chasquid
from mailer_nginx import Nginx
from mailer_opensmtpd import OpenSMTPD
from mailer_sendmail import Sendmail
from mailer_submissiond import Submissiond
from mailers import Dovecot, Exim, Postfix, Relay

KINDS = {
    "postfix": (Dovecot(), Postfix()),
    "exim": (Exim(),),
    "chasquid": (Chasquid(),),
    "nginx": (Relay(), Nginx()),
    "opensmtpd": (OpenSMTPD(),),
    "sendmail": (Sendmail(),),
    "submissiond": (Relay(), Submissiond()),
}
