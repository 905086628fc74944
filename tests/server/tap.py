"""Results for automake's TAP driver."""
from __future__ import annotations

from typing import Iterable, NamedTuple


class Result(NamedTuple):
    """A test that passed has no failures; notes are printed either way, and why it is skipped."""
    name: str
    failures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    skipped: str = ""


def line(number: int, result: Result) -> str:
    word = "not ok" if result.failures else "ok"
    skip = f" # SKIP {result.skipped}" if result.skipped else ""
    return f"{word} {number} - {result.name.replace('#', '')}{skip}"


def report(count: int, results: Iterable[Result]) -> int:
    """Prints each result as soon as it comes; returns how many failed."""
    print(f"1..{count}", flush=True)
    failed = 0
    for number, result in enumerate(results, 1):
        print(line(number, result), flush=True)
        for text in result.failures + result.notes:
            print("\n".join(f"#   {part}" for part in text.splitlines()), flush=True)
        failed += bool(result.failures)
    return failed
