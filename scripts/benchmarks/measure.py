"""Run whole programs by turns and compare them: wall-clock time, processor time, peak memory of each."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL
from statistics import median
from threading import Timer
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Run:
    """What one process cost."""

    seconds: float
    cpu: float
    """Seconds of processor time, which other programs on the machine disturb less."""
    memory: float
    """Peak resident memory in MB."""

    def ratio_to(self, base: Run) -> Run:
        """Return how many times as much this cost as `base`."""
        return Run(self.seconds / base.seconds, self.cpu / base.cpu, self.memory / base.memory)


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of one way, and how they compare with those of the first way in the same turns."""

    way: str
    runs: int
    median: Run
    ratio: Run


T = TypeVar("T", float, Run)


class Failed(Exception):
    """A measured program did not succeed."""


class TooLong(Exception):
    """A measured program was stopped, since it took longer than it may."""


def run(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    longest: float | None = None,
) -> Run:
    """Run one program to its end.

    Raises `Failed` where it does not succeed, and `TooLong` after `longest` seconds.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    stop = Timer(longest, process.kill) if longest else None
    if stop:
        stop.start()
    said = process.stderr.read()
    if stop:
        stop.cancel()
    # Not `process.wait()`: only wait4 tells what this one process used, and not all of them so far.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if longest and process.returncode == -SIGKILL:
        raise TooLong(f"more than {longest:g} s")
    if process.returncode:
        raise Failed(f"{' '.join(command)} (in {folder}) ended with {process.returncode}:\n{said[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def by_turns(
    ways: Mapping[str, Callable[[], T]], runs: int, say: Callable[[str], None]
) -> dict[str, list[T]]:
    """Measure all ways `runs` times by turns, each round in opposite order, after one that does not count.

    Files, compiled modules and the processor's clock are then as warm for the first way as for the last.
    """
    found: dict[str, list[T]] = {way: [] for way in ways}
    for turn in range(runs + 1):
        for way in ways if turn % 2 else reversed(list(ways)):
            measured = ways[way]()
            if turn:
                found[way].append(measured)
            said = f"{measured.seconds:.2f} s" if isinstance(measured, Run) else f"{measured:.4g}"
            say(f"{way} {turn}/{runs}: {said}")
    return found


def compare(ways: Mapping[str, Callable[[], Run]], runs: int, say: Callable[[str], None]) -> list[Result]:
    """Run every way `runs` times by turns and compare the medians with those of the first."""
    medians = {way: middle(measured) for way, measured in by_turns(ways, runs, say).items()}
    base = medians[next(iter(ways))]
    return [Result(way, runs, took, took.ratio_to(base)) for way, took in medians.items()]


def middle(measured: Sequence[Run]) -> Run:
    """Return the median of each figure."""
    return Run(
        median(run.seconds for run in measured),
        median(run.cpu for run in measured),
        median(run.memory for run in measured),
    )
