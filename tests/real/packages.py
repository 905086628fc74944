"""Downloads Debian packages and unpacks them into a folder, without installing anything.

The folder holds what the machine lacks: of the packages asked for and all that they need, those
that are not installed, or that apt would have to upgrade. It appears whole or not at all.
"""

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from outcome import NotPackaged, Unavailable

STAMP = "packages"
APT = ("apt-get", "-q", "-o", "APT::Sandbox::User=root", "-o", "Acquire::http::Timeout=20")
UNKNOWN = re.compile(r"^E: (Unable to locate package \S+|"
                     r"Package '\S+' has no installation candidate)", re.MULTILINE)
INSTALL = re.compile(r"^Inst (\S+) (?:\[\S+\] )?\((\S+) ", re.MULTILINE)
MERGED = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")


def apt(*args, cwd=None) -> str:
    env = {**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(APT + args, cwd=cwd, env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    except FileNotFoundError:
        raise Unavailable("there is no apt-get on this machine") from None
    if done.returncode:
        if unknown := UNKNOWN.search(done.stderr):
            raise NotPackaged(unknown[1])
        complaint = done.stderr.strip().splitlines() or ["no reason given"]
        raise Unavailable(f"apt-get {args[0]}: {complaint[-1]}")
    return done.stdout


def missing(packages) -> list:
    """What apt would install for `packages`, as NAME=VERSION. It may plan to remove an installed
    mail system to make room for this one; since nothing is installed, that part is not for us."""
    plan = apt("install", "--simulate", "--no-install-recommends", *packages)
    return [f"{name}={version}" for name, version in INSTALL.findall(plan)]


def download(packages, folder: Path) -> list:
    names = missing(packages)
    if names:
        apt("download", *names, cwd=folder)
    return names


def download_fresh(packages, folder: Path) -> list:
    """Like download(), with a second try after the lists were renewed: without lists apt knows no
    package, and with old ones it asks for versions that the archive has dropped."""
    try:
        return download(packages, folder)
    except Unavailable:
        apt("update", "-o", "APT::Update::Error-Mode=any")
        return download(packages, folder)


def unpack(deb: Path, tree: Path) -> None:
    """`dpkg-deb --extract` would put folders in the place of the links made by plant()."""
    pack = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE)
    subprocess.run(["tar", "-x", "-p", "--keep-directory-symlink", "-C", tree],
                   stdin=pack.stdout, check=True)
    pack.stdout.close()
    if pack.wait():
        raise Unavailable(f"dpkg-deb cannot read {deb.name}")


def plant(tree: Path) -> None:
    """Lays the links of a system with a merged /usr, so that ./lib/x lands in usr/lib/x."""
    for name in MERGED:
        (tree / "usr" / name).mkdir(parents=True)
        (tree / name).symlink_to(f"usr/{name}")


@contextmanager
def locked(folder: Path):
    """Tests run side by side: the second waits, and then finds the work done."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


def complete(tree: Path, programs) -> bool:
    """The stamp alone is not enough: a package that the machine had may be gone since."""
    return (tree / STAMP).is_file() and all(
        any((root / program).exists() for root in (tree, Path("/"))) for program in programs)


def fetch(tree: Path, packages, programs) -> None:
    """Unpacks what is missing of `packages` into `tree`; `programs` are paths without the leading
    slash that must then exist here or in the tree. Raises Unavailable when apt cannot deliver."""
    tree.parent.mkdir(parents=True, exist_ok=True)
    with locked(tree.parent):
        if complete(tree, programs):
            return
        with tempfile.TemporaryDirectory(prefix=f"{tree.name}.", dir=tree.parent) as work:
            new = Path(work, "tree")
            plant(new)
            names = download_fresh(packages, Path(work))
            for deb in sorted(Path(work).glob("*.deb")):
                unpack(deb, new)
            (new / STAMP).write_text("".join(f"{name}\n" for name in names))
            shutil.rmtree(tree, ignore_errors=True)
            new.rename(tree)
