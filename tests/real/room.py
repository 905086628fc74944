"""A private room: mount, network and process namespaces that end with the command run in them.

Nothing outside changes. A tmpfs on `base` takes all that is written, /usr and /etc are read-only
overlays of the unpacked packages and our own files upon the machine's, the network is a loopback
of its own (so every port is free), and when the first process ends the kernel ends all others.
"""

import fcntl
import os
import socket
import struct
import subprocess
from pathlib import Path

from outcome import Unavailable

# setpriv: when the caller is killed, unshare dies with it, and then the room with unshare.
ENTER = ("setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--net", "--pid", "--fork",
         "--kill-child", "--mount-proc", "--")
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
HOSTS = "127.0.0.1 localhost mail.example.test\n::1 localhost ip6-localhost\n"
SYSTEM_IDS = range(999, 99, -1)


def attempt(*command) -> None:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True)
    except FileNotFoundError:
        raise Unavailable(f"there is no {command[0]} on this machine") from None
    if done.returncode:
        raise Unavailable(done.stderr.strip() or f"{command[0]} failed")


def check_allowed() -> None:
    """Raises Unavailable where such a room cannot be made."""
    if os.geteuid() != 0:
        raise Unavailable("only root can make the namespaces and the users of a mail server")
    attempt(*ENTER, "true")


def raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        answer = fcntl.ioctl(sock, SIOCGIFFLAGS, struct.pack("16sh14x", b"lo", 0))
        flags = struct.unpack("16sh14x", answer)[1]
        fcntl.ioctl(sock, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | IFF_UP))


def free_id(*tables) -> int:
    taken = {int(line.split(":")[2]) for table in tables for line in table
             if line.count(":") >= 3 and line.split(":")[2].isdigit()}
    return next(number for number in SYSTEM_IDS if number not in taken)


def has(table, name: str) -> bool:
    return any(line.startswith(f"{name}:") for line in table)


def accounts(users, groups) -> dict:
    """The machine's passwd and group with the missing users (each with its group) and groups."""
    passwd = Path("/etc/passwd").read_text().splitlines()
    group = Path("/etc/group").read_text().splitlines()
    for name in (*users, *groups):
        if not has(group, name):
            group.append(f"{name}:x:{free_id(passwd, group)}:")
    for name in users:
        if not has(passwd, name):
            gid = next(line.split(":")[2] for line in group if line.startswith(f"{name}:"))
            passwd.append(f"{name}:x:{gid}:{gid}::/nonexistent:/usr/sbin/nologin")
    return {"passwd": "\n".join(passwd) + "\n", "group": "\n".join(group) + "\n"}


def cover(top: str, *layers: Path) -> None:
    lower = [str(layer) for layer in layers if layer.is_dir()]
    if lower:
        options = f"ro,lowerdir={':'.join((*lower, top))}"
        attempt("mount", "-t", "overlay", "-o", options, "overlay", top)


def loosen(top: str, base: Path, unpacked: Path) -> None:
    """What is written below `top`, a path compiled into a server, lands in `base`."""
    lower = [str(path) for path in (unpacked / top[1:], Path(top)) if path.is_dir()]
    upper, work = base / "written" / top[1:], base / "work" / top[1:]
    for path in (upper, work):
        path.mkdir(parents=True)
    options = f"lowerdir={':'.join(lower)},upperdir={upper},workdir={work}"
    attempt("mount", "-t", "overlay", "-o", options, "overlay", top)


def furnish(base: Path, tree: Path, etc_files: dict, users, groups, writable=()) -> None:
    """Called in the new namespaces: `tree` is what packages.fetch() left, `etc_files` maps names
    below /etc to their text, `writable` are folders outside /usr and /etc. Raises Unavailable
    when a mount is refused."""
    attempt("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", str(base))
    # The path of the build tree may hold characters that overlay options give a meaning to.
    unpacked, etc = base / "unpacked", base / "etc"
    unpacked.mkdir()
    attempt("mount", "--bind", str(tree), str(unpacked))
    for name, text in {"hosts": HOSTS, **accounts(users, groups), **etc_files}.items():
        (etc / name).parent.mkdir(parents=True, exist_ok=True)
        (etc / name).write_text(text)
    cover("/usr", unpacked / "usr")
    cover("/etc", etc, unpacked / "etc")
    for top in writable:
        loosen(top, base, unpacked)
    raise_loopback()
