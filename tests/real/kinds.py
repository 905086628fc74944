"""The sets of servers that make up one whole submission server, by the name of the set."""

from chasquid import Chasquid
from mailers import Dovecot, Exim, Postfix, Relay
from nginx import Nginx
from opensmtpd import OpenSMTPD
from sendmail import Sendmail
from submissiond import Submissiond

KINDS = {
    "postfix": (Dovecot(), Postfix()),
    "exim": (Exim(),),
    "chasquid": (Chasquid(),),
    "nginx": (Relay(), Nginx()),
    "opensmtpd": (OpenSMTPD(),),
    "sendmail": (Sendmail(),),
    "submissiond": (Relay(), Submissiond()),
}
