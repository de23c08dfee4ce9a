"""Run whole programs by turns and compare them: wall-clock time, processor time, peak memory of each."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL
from statistics import median
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Run:
    """What one process cost."""

    seconds: float
    cpu: float
    """Seconds of processor time, which other programs on the machine disturb less."""
    memory: float
    """Peak resident memory in MB."""
    apart: float = 0.0
    """Of `cpu`, the seconds for what is reported apart: of a build, the page of the glossary itself."""

    def ratio_to(self, base: Run) -> Run:
        """Return how many times as much this cost as `base`; `apart` becomes the ratio without it."""
        without = (self.cpu - self.apart) / (base.cpu - base.apart)
        return Run(self.seconds / base.seconds, self.cpu / base.cpu, self.memory / base.memory, without)


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
        [sys.executable, "-ISc", _SMALL, *command],
        cwd=folder,
        env=surroundings(environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        used, said = process.communicate(timeout=longest)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, SIGKILL)
        process.communicate()
        raise TooLong(f"more than {longest:g} s") from None
    seconds = time.perf_counter() - began
    if process.returncode:
        raise Failed(f"{' '.join(command)} (in {folder}) ended with {process.returncode}:\n{said[-2000:]}")
    cpu, kilobytes = map(float, used.split())
    return Run(seconds, cpu, kilobytes / 1024)


def surroundings(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a measured program, with some variables more.

    Python may keep there what it has compiled, as it may on anybody's machine: else a package that is run
    from its sources is compiled anew by each build, and one that was installed is not.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **variables}


# Between the benchmark and what it measures stands a small program: the system counts the memory of the one
# that starts a program as that program's, too. Output goes to the errors, which are shown where something
# fails.
_SMALL = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, used = os.wait4(child, 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def by_turns(
    ways: Mapping[str, Callable[[], T]], runs: int, say: Callable[[str], None], *, warm: bool = False
) -> dict[str, list[T]]:
    """Measure all ways `runs` times by turns, each round in opposite order, after one that does not count.

    Files, compiled modules and the processor's clock are then as warm for the first way as for the last.
    Those that are `warm` already need no such round.
    """
    found: dict[str, list[T]] = {way: [] for way in ways}
    for turn in range(warm, runs + 1):
        for way in ways if turn % 2 else reversed(list(ways)):
            measured = ways[way]()
            if turn:
                found[way].append(measured)
            said = f"{measured.seconds:.2f} s" if isinstance(measured, Run) else f"{measured:.4g}"
            say(f"{way} {turn}/{runs}: {said}")
    return found


def compare(
    ways: Mapping[str, Callable[[], Run]], runs: int, say: Callable[[str], None], *, warm: bool = False
) -> list[Result]:
    """Run every way `runs` times by turns and compare the medians with those of the first."""
    found = by_turns(ways, runs, say, warm=warm)
    medians = {way: middle(measured) for way, measured in found.items()}
    base = medians[next(iter(ways))]
    return [Result(way, runs, took, took.ratio_to(base)) for way, took in medians.items()]


def middle(measured: Sequence[Run]) -> Run:
    """Return the median of each figure."""
    return Run(
        median(run.seconds for run in measured),
        median(run.cpu for run in measured),
        median(run.memory for run in measured),
        median(run.apart for run in measured),
    )
