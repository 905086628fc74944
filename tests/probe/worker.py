"""The worker alone: jobs as records to its standard input, and what it says of each."""
from __future__ import annotations

import contextlib
import os
import re
import struct
import subprocess
import sys
import threading
from typing import Callable, Iterable, Iterator, NamedTuple, Optional

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))

import kit

WORKER = os.path.join(os.path.dirname(kit.PROGRAM), "smtpsetup-net")


class Said(NamedTuple):
    """A record of the worker; of a value that is there several times the last."""
    kind: str
    values: dict[str, str]

    def is_result(self) -> bool:
        """Of a job, not of one of the other endpoints that it names."""
        return self.kind == "result" and "endpoint" not in self.values


def word(data: bytes, at: int) -> tuple[str, int]:
    end = data.index(b"\0", at)
    return data[at:end].decode(), end + 1


def parsed(body: bytes) -> Said:
    kind, at = word(body, 0)
    values = {}
    while at < len(body):
        name, at = word(body, at)
        size = struct.unpack_from(">I", body, at)[0]
        values[name] = body[at + 4:at + 4 + size].decode()
        at += 4 + size + 1
    return Said(kind, values)


class Worker:
    """A worker that runs until the end of a `with`. Jobs are written beside the reading."""

    def __init__(self, limits: Optional[Callable[[], None]] = None):
        self.process = subprocess.Popen([WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        preexec_fn=limits)
        self.writer: Optional[threading.Thread] = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        if self.writer:
            self.writer.join()
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(kit.PATIENCE)

    def write(self, jobs: Iterable[bytes]) -> None:
        try:
            for job in jobs:
                self.process.stdin.write(job)
            self.process.stdin.flush()
        except BrokenPipeError:  # who reads sees that it has ended
            pass

    def give(self, jobs: Iterable[bytes]) -> None:
        self.writer = threading.Thread(target=self.write, args=(jobs,), daemon=True)
        self.writer.start()

    def records(self) -> Iterator[Said]:
        """All but what is found so far, with the other endpoints still to come."""
        while True:
            head = self.process.stdout.read(4)
            if len(head) < 4:
                return
            said = parsed(self.process.stdout.read(struct.unpack(">I", head)[0]))
            if "more" not in said.values:
                yield said

    def results(self, count: int) -> Iterator[Said]:
        """Those of so many jobs, as they come."""
        for said in self.records():
            if said.is_result():
                yield said
                count -= 1
            if not count:
                return

    def watch(self, count: int, but: str = "") -> tuple[dict[str, int], int]:
        """How each of so many jobs ended, in that order, and how many ran at once, but for one."""
        ends: dict[str, int] = {}
        running, most = set(), 0
        for said in self.records():
            name = said.values.get("job", "")
            if said.kind == "step" and name != but:
                running.add(name)
                most = max(most, len(running))
            elif said.is_result():
                running.discard(name)
                ends[name] = int(said.values["end"])
            if len(ends) == count:
                break
        return ends, most

    def memory_kib(self, line: str) -> int:
        """A line of /proc/PID/status: VmHWM is the most memory that it ever had."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(rf"{line}:\s*(\d+)", file.read())[1])
