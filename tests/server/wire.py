"""One accepted connection: lines and bytes in, bytes out, TLS on request, and its ways to end.

Whatever the client does, the caller sees either data or Left; a connection that is aborted from
another thread ends in Left too.
"""
from __future__ import annotations

import ctypes
import os
import select
import socket
import ssl
import struct

from record import Record

MAX_LINE = 65536

# Records of TLS 1.2 (RFC 5246 6.2.1), the second without its last byte.
CHANGE_CIPHER_SPEC = b"\x14\x03\x03\x00\x01\x01"
FATAL_ALERT = b"\x15\x03\x03\x00\x02\x02"

# Of linux/filter.h and asm-generic/socket.h: a filter of one instruction that keeps no byte of any
# segment, so that the kernel drops it before TCP sees it.
SO_ATTACH_FILTER, SO_DETACH_FILTER = 26, 27
KEEP_NOTHING = struct.pack("HBBI", 0x06, 0, 0, 0)


def stop_hearing(sock: socket.socket) -> None:
    instruction = ctypes.create_string_buffer(KEEP_NOTHING, len(KEEP_NOTHING))
    program = struct.pack("HP", 1, ctypes.addressof(instruction))
    sock.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)


def may_stop_hearing() -> bool:
    """Not everywhere without the rights of root."""
    with socket.socket() as sock:
        try:
            stop_hearing(sock)
        except PermissionError:
            return False
    return True


def kernel_name(address: tuple) -> str:
    """An address as proc(5) writes it: words of the machine's byte order in hexadecimal."""
    host, port = address[:2]
    packed = socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
    words = struct.unpack(f"={len(packed) // 4}I", packed)
    return "".join(f"{word:08X}" for word in words) + f":{port:04X}"


def has_read_and_sent(sock: socket.socket) -> bool:
    """Whether a client of this machine has read all that was sent, and sent what was not heard."""
    theirs, ours = kernel_name(sock.getpeername()), kernel_name(sock.getsockname())
    with open("/proc/net/tcp6" if sock.family == socket.AF_INET6 else "/proc/net/tcp") as table:
        for row in table:
            columns = row.split()
            if columns[1:3] == [theirs, ours]:
                unacknowledged, unread = columns[4].split(":")
                return int(unacknowledged, 16) > 0 and int(unread, 16) == 0
    return True  # it left without a word


def wait_unheard(sock: socket.socket) -> None:
    try:
        while not has_read_and_sent(sock):
            os.sched_yield()
    except OSError as error:
        raise Left(f"lost: {error.strerror or error}") from error


def hear_again(sock: socket.socket) -> None:
    # A client that was reset meanwhile says so once more only when it is asked.
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 1)
    sock.setsockopt(socket.SOL_SOCKET, SO_DETACH_FILTER, 0)


class Left(Exception):
    """The connection is over; the text says how."""


class Wire:
    def __init__(self, sock: socket.socket, record: Record, number: int):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = sock
        # TLS replaces the socket object; this one stays the same for the thread that aborts.
        self.handle = sock.dup()
        self.record = record
        self.number = number
        self.tls = False
        self.pending = b""

    def note(self, kind: str, data: bytes | str) -> None:
        text = data if isinstance(data, str) else data.decode("utf-8", "backslashreplace")
        self.record.add(self.number, self.tls, kind, text)

    def receive(self) -> bytes:
        try:
            data = self.sock.recv(MAX_LINE)
        except OSError as error:
            raise Left(f"lost: {error.strerror or error}") from error
        if not data:
            raise Left("the client left")
        self.record.capture(self.tls, data)
        return data

    def read_some(self) -> bytes:
        data, self.pending = self.pending or self.receive(), b""
        self.note("bytes", data)
        return data

    def read_line(self, kind: str = "line") -> bytes:
        """One line without its end, recorded as an event of that kind."""
        while b"\n" not in self.pending and len(self.pending) < MAX_LINE:
            try:
                self.pending += self.receive()
            except Left:
                if self.pending:
                    self.note("bytes", self.pending)
                raise
        line, _, self.pending = self.pending.partition(b"\n")
        if kind == "message" and line.find(b"\r") != len(line) - 1:
            self.note("problem", f"a line of the message does not end in CR LF alone: {line!r}")
        line = line.rstrip(b"\r")
        self.note(kind, line)
        return line

    def send(self, data: bytes) -> None:
        try:
            self.sock.sendall(data)
        except OSError as error:
            raise Left(f"lost: {error.strerror or error}") from error

    def pause(self, milliseconds: int) -> None:
        if milliseconds:
            select.select([self.handle], [], [], milliseconds / 1000)

    def start_tls(self, context: ssl.SSLContext) -> None:
        if self.pending:
            self.note("problem", "the client sent something between STARTTLS and its answer")
        try:
            if hasattr(context, "refusal"):
                self.refuse_handshake(context)
            self.sock = context.wrap_socket(self.sock, server_side=True)
        except OSError as error:
            why = getattr(error, "reason", None) or error.strerror or str(error)
            self.note("tls", f"failed: {why}")
            raise Left("the TLS handshake failed") from error
        self.tls = True
        resumed = ", resumed" if self.sock.session_reused else ""
        self.note("tls", f"{self.sock.version()}{resumed}")

    def refuse_handshake(self, context: ssl.SSLContext) -> None:
        """Up to what the client shows of itself; the answer is an alert, still in clear text."""
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        layer = context.wrap_bio(incoming, outgoing, server_side=True)
        while not outgoing.pending:
            incoming.write(self.sock.recv(65536))
            try:
                layer.do_handshake()
            except ssl.SSLWantReadError:
                pass
        self.send(outgoing.read())
        shown = b""
        while CHANGE_CIPHER_SPEC not in shown:
            more = self.sock.recv(65536)
            shown += more
            if not more:
                raise Left("closed before the alert")
        self.send(FATAL_ALERT + bytes([context.refusal]))  # type: ignore[attr-defined]
        self.note("tls", f"refused: alert {context.refusal}")  # type: ignore[attr-defined]
        raise Left("refused")

    def read_until_left(self) -> None:
        while True:
            self.read_line()

    def finish_sending(self) -> None:
        if self.tls:
            # Without waiting: unwrap() would sit there until the client says its close_notify.
            self.sock.setblocking(False)
            try:
                self.sock.unwrap()
            except OSError:
                pass
            self.sock.setblocking(True)
        self.abort(socket.SHUT_WR)

    def reset(self) -> None:
        self.handle.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def abort(self, how: int = socket.SHUT_RDWR) -> None:
        try:
            self.handle.shutdown(how)
        except OSError:
            pass

    def close(self) -> None:
        self.sock.close()
        self.handle.close()
