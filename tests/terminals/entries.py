"""What terminfo says of terminals, read through ncurses' own library."""
from __future__ import annotations

import ctypes
import ctypes.util
import os
import re
from typing import Iterator, Optional

FOLDERS = ("/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo")
HARD_COPY = 1  # what setupterm() says of a terminal that prints on paper
PAUSE = re.compile(rb"\$<[0-9.]+[*/]*>")
PRIVATE = ("rmcup", "cnorm", "rmkx", "rs2", "is2")  # where a private mode shows

_library = ctypes.CDLL(ctypes.util.find_library("tinfo") or "libtinfo.so.6")
_library.tigetstr.restype = ctypes.c_void_p
_library.tigetstr.argtypes = [ctypes.c_char_p]
_library.tigetflag.argtypes = _library.tigetnum.argtypes = [ctypes.c_char_p]
_library.setupterm.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
_current = ctypes.c_void_p.in_dll(_library, "cur_term")


class Entry:
    """One terminal: its capabilities, and what the form has to make of it."""

    STRINGS = ("cup", "clear", "el", "smcup", "rmcup", "smkx", "rmkx", "civis", "cvvis", "cnorm",
               "sgr0", "op", "bold", "rev", "smul", "smso", "dim", "smir", "rmir", "rs2", "is2", "BE",
               "BD")
    KEYS = tuple("kcub1 kcuf1 kcuu1 kcud1 khome kend kbs kdch1 kich1 kent kcbt knp kpp kclr ked kel kil1 "
                 "kdl1 krmir kfnd khlp kprt kund kslt kext krfr kcan kcpy kmov kopt kref krpl krst "
                 "kres ksav kspd kcrt kcmd kclo kbeg kctab khts ktbc kll kind kri knxt kprv kopn "
                 "kmrk kmsg krdo".split()) + tuple(f"kf{number}" for number in range(64))

    def __init__(self, name: str):
        found = ctypes.c_int(-1)
        self.name = name
        self.known = _library.setupterm(name.encode(), 1, ctypes.byref(found)) == 0
        self.on_paper = not self.known and found.value == HARD_COPY
        self.strings: dict[str, bytes] = {}
        self.cookies, self.strikes_over, self.colours = -1, False, -1
        if self.known:
            self._read()
            _library.del_curterm(_current)

    def _read(self) -> None:
        for name in self.STRINGS + self.KEYS:
            text = _library.tigetstr(name.encode())
            if text and text != ctypes.c_void_p(-1).value:
                self.strings[name] = PAUSE.sub(b"", ctypes.string_at(text)).replace(b"\x80", b"")
        self.cookies = _library.tigetnum(b"xmc")
        self.colours = _library.tigetnum(b"colors")
        self.strikes_over = _library.tigetflag(b"os") > 0

    def get(self, name: str) -> Optional[bytes]:
        return self.strings.get(name)

    @property
    def addresses(self) -> bool:
        return "cup" in self.strings

    @property
    def draws(self) -> bool:
        """Is there to be a form? If not, there are the questions line by line."""
        return (not self.on_paper and not self.known) or (
            {"cup", "clear", "el"} <= set(self.strings) and not self.strikes_over
            and self.cookies <= 0)

    def keys(self, code: bytes) -> bool:
        """Does one of its special keys send that?"""
        return code in (self.strings.get(name) for name in self.KEYS)

    @property
    def pastes(self) -> bool:
        return "BE" in self.strings or any(
            b"\x1b[?" in self.strings.get(name, b"") for name in PRIVATE)


def everything() -> Iterator[str]:
    """The names of all entries that are installed, each once."""
    names = set()
    for folder in FOLDERS:
        for _, _, files in os.walk(folder):
            names.update(name for name in files if name != "README")
    yield from sorted(names)
