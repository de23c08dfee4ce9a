"""The list of tests is the same whenever and wherever it is made; workers that read it at different seconds else refuse to start."""

from __future__ import annotations

import os
import subprocess
import sys

from support.project import ROOT


def collecting(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Begin to list every test, as a worker does before it runs any."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *arguments]
    paths = os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_tests_have_the_same_names_at_any_time_and_place() -> None:
    """And stand in the same order: on another day, with sets ordered otherwise, where a disk lists its files otherwise."""
    here = collecting(PYTHONHASHSEED="1", TZ="UTC")
    there = collecting("-p", "support.othermachine", PYTHONHASHSEED="2", TZ="Asia/Kathmandu")
    one, two = ([line for line in run.communicate()[0].splitlines() if "::" in line] for run in (here, there))
    assert (here.returncode, there.returncode) == (0, 0), one[-20:] + two[-20:]
    assert len(one) > 1000
    assert set(two) - set(one) == set()
    assert two == one
