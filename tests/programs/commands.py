"""What is installed on the machine of a test: its own /usr/bin and /usr/sbin, without the programs
that send mail, until a test installs one. For a test that has a mount namespace of its own."""
from __future__ import annotations

import os
import subprocess

DIRECTORIES = ("/usr/bin", "/usr/sbin")

# What programs are known by, and what all others hand their mail to.
NAMES = ("sendmail", "msmtp", "postconf", "postfix", "update-exim4.conf", "git", "mutt", "s-nail", "amtool",
         "postqueue", "postsuper")

SENDMAIL = "/usr/sbin/sendmail"


def hide(scratch: str) -> None:
    """scratch: a directory of the test's own, on a tmpfs."""
    for directory in DIRECTORIES:
        own = scratch + directory
        for name in ("upper", "work"):
            os.makedirs(os.path.join(own, name))
        subprocess.run(["mount", "-t", "overlay", "-o",
                        f"lowerdir={directory},upperdir={own}/upper,workdir={own}/work", "overlay",
                        directory], check=True)
    clear()


def clear() -> None:
    for directory in DIRECTORIES:
        for name in NAMES:
            if os.path.lexists(os.path.join(directory, name)):
                os.unlink(os.path.join(directory, name))


def install(path: str, text: str = "#!/bin/sh\nexit 0\n") -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, 0o755)


def install_msmtp() -> None:
    """As msmtp-mta has it."""
    install("/usr/bin/msmtp")
    os.symlink("../bin/msmtp", SENDMAIL)
