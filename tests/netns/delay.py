"""A link with a delay, for measurements: the servers stand in one network, the client in another.

    with delayed(seconds) as far:
        far.enter()         # in a thread of its own: sockets made from now on are over there

Two network namespaces are joined by two TUN devices, and a thread passes every packet on when it
is old enough: the handshake of TCP is delayed as well, which no proxy can do. The far side has
FAR, this side NEAR; packets to any other address of the far network are lost. Takes root.
"""
from __future__ import annotations

import collections
import contextlib
import ctypes
import fcntl
import os
import selectors
import struct
import threading
import time
from typing import Iterator

from network import Unavailable, attempt

NEAR, FAR = "10.99.0.1", "10.99.0.2"
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x1, 0x1000
CLONE_NEWNET = 0x40000000
PACKET_MAX = 65536

LIBC = ctypes.CDLL(None, use_errno=True)


def tun(name: str) -> int:
    try:
        device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH14x", name.encode(), IFF_TUN | IFF_NO_PI))
    except OSError as error:
        raise Unavailable(f"no TUN device: {error.strerror}") from None
    return device


class Network:
    """A network namespace; a thread that enters it stays there."""

    def __init__(self, path: str):
        self.descriptor = os.open(path, os.O_RDONLY)

    def enter(self) -> None:
        if LIBC.setns(self.descriptor, CLONE_NEWNET):
            raise Unavailable(f"setns: {os.strerror(ctypes.get_errno())}")


def own_path() -> str:
    return f"/proc/self/task/{threading.get_native_id()}/ns/net"


def make_far(result: list[object]) -> None:
    """In a thread of its own: a new network with one end of the link."""
    if LIBC.unshare(CLONE_NEWNET):
        raise Unavailable(f"unshare: {os.strerror(ctypes.get_errno())}")
    far = tun("far0")
    result += [Network(own_path()), far]
    configure("far0", FAR)


def configure(name: str, address: str) -> None:
    attempt("ip", "link", "set", "lo", "up")
    attempt("ip", "address", "add", f"{address}/24", "dev", name)
    attempt("ip", "link", "set", name, "up")


def carry(ends: tuple[int, int], seconds: float, stop: int) -> None:
    """Packets from each end come out at the other when they are `seconds` old."""
    selector = selectors.DefaultSelector()
    waiting: collections.deque[tuple[float, int, bytes]] = collections.deque()
    for end in (*ends, stop):
        selector.register(end, selectors.EVENT_READ)
    while True:
        patience = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        for key, _ in selector.select(patience):
            if key.fd == stop:
                return
            with contextlib.suppress(BlockingIOError):
                while True:
                    packet = os.read(key.fd, PACKET_MAX)
                    other = ends[1] if key.fd == ends[0] else ends[0]
                    waiting.append((time.monotonic() + seconds, other, packet))
        while waiting and waiting[0][0] <= time.monotonic():
            _, end, packet = waiting.popleft()
            with contextlib.suppress(OSError):
                os.write(end, packet)


@contextlib.contextmanager
def delayed(seconds: float) -> Iterator[Network]:
    """The far network, `seconds` away in each direction; this one gets the address NEAR."""
    made: list[object] = []
    maker = threading.Thread(target=make_far, args=(made,))
    maker.start()
    maker.join()
    if len(made) != 2:
        raise Unavailable("no second network")
    far, far_end = made
    near_end = tun("near0")
    configure("near0", NEAR)
    stop, bell = os.pipe()
    carrier = threading.Thread(target=carry, args=((near_end, far_end), seconds, stop))
    carrier.start()
    try:
        yield far
    finally:
        os.close(bell)
        carrier.join()
        for descriptor in (near_end, far_end, stop, far.descriptor):
            os.close(descriptor)
