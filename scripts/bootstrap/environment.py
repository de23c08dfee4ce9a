"""Make `.venv` hold what a file of `requirements/` locks, and do nothing when it already does.

Runs before anything is installed: the standard library only. What is installed is written down last, so that
an install cut short leaves no record and the next run starts afresh.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
RECORD = VENV / "installed.json"
PROJECT = ROOT / "pyproject.toml"

AGAIN = "and run this again."

# pip's words → one sentence with the cure; the first that is found counts.
PIP_ERRORS = (
    (
        r"DO NOT MATCH THE HASHES",
        "A package is not the one that {file} was locked with, and was refused: "
        "run this again, and tell the maintainers if it stays so.",
    ),
    (r"No space left on device", f"The disk is full: make room (some 500 MB) {AGAIN}"),
    (
        r"connection broken|Could not fetch URL|Max retries exceeded|ConnectionError"
        r"|Temporary failure in name resolution|timed out",
        "The packages cannot be fetched, as no package index can be reached: connect to the network, "
        f"or name a mirror that you can reach in PIP_INDEX_URL, {AGAIN}",
    ),
    (
        r"No matching distribution found for (\S+)",
        "There is no ready-made {0} for Python {python} on this machine: "
        "use Python 3.11 to 3.14 on macOS or on a Linux with glibc; "
        "another Python is taken with 'PYTHON=/path/to/python3.13 scripts/serve'.",
    ),
)


def main(name: str) -> None:
    """Bring `.venv` up to `requirements/<name>.txt`."""
    if missing(name) == []:
        return
    with one_at_a_time():
        todo = missing(name)  # Again: another run may have done it in the meantime.
        if todo:
            install(name, todo)


def missing(name: str) -> list[str]:
    """Return what has to be done, in order: `venv`, `locked`, `project`."""
    record = read_record()
    if any(record.get(name) != value for name, value in origin().items()):
        return ["venv", "locked", "project"]
    if any(digest(locked_file(known)) != value for known, value in record["locked"].items()):
        return ["venv", "locked", "project"]  # Made anew, so that nothing is left of the former versions.
    todo = [] if name in record["locked"] else ["locked"]
    return todo if record["project"] == digest(PROJECT) else [*todo, "project"]


def install(name: str, todo: list[str]) -> None:
    """Do what `missing` found, and write it down."""
    record = {} if "venv" in todo else read_record()
    RECORD.unlink(missing_ok=True)
    begun = time.monotonic()
    say(
        f"Setting up .venv with Python {sys.version.split()[0]} from requirements/{name}.txt; "
        "this is done once ..."
    )
    if "venv" in todo:
        make_venv()
    with a_pip() as pip:
        if "locked" in todo:
            # Only ready-made packages: building one would run code that no hash covers.
            run_pip(
                pip, name, "--require-hashes", "--only-binary=:all:", "--requirement", str(locked_file(name))
            )
        if "project" in todo:
            # Its build backend is among the locked packages.
            run_pip(pip, name, "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT))
            point_at_project()
    locked = {**record.get("locked", {}), name: digest(locked_file(name))}
    RECORD.write_text(json.dumps({**origin(), "project": digest(PROJECT), "locked": locked}, indent=2) + "\n")
    say(f"... done in {time.monotonic() - begun:.0f} s.")


def make_venv() -> None:
    """Make an empty environment, whatever was there before."""
    # The interpreter behind the one that runs, which may be that of the old .venv.
    base = getattr(sys, "_base_executable", sys.executable)
    done = subprocess.run(
        [base, "-m", "venv", "--clear", "--without-pip", str(VENV)],
        capture_output=True,
        text=True,
        close_fds=False,
        check=False,
    )
    if done.returncode:
        fail(
            f"{done.stdout}{done.stderr}",
            f"The folder .venv cannot be made with {base}: mend what is said above, {AGAIN}",
        )


@contextmanager
def a_pip() -> Iterator[Path]:
    """Give the file that runs a pip: one that a lock has brought, else Python's own, unpacked aside.

    Into the environment the latter must not come, nor the setuptools that some bring along, as no lock names
    them. Aside is a folder in `.venv`, which is made anew if this is cut short.
    """
    locked = next(VENV.glob("lib/python*/site-packages/pip/__pip-runner__.py"), None)
    if locked:
        yield locked
        return
    python = VENV / "bin/python"
    with tempfile.TemporaryDirectory(dir=VENV) as folder:
        done = subprocess.run(
            [python, "-m", "ensurepip", "--root", folder],
            capture_output=True,
            text=True,
            close_fds=False,
            check=False,
        )
        unpacked = next(Path(folder).rglob("pip/__pip-runner__.py"), None)
        if unpacked is None:
            fail(
                f"{done.stdout}{done.stderr}",
                f"The pip that comes with {python} cannot be unpacked: mend what is said above, {AGAIN}",
            )
        yield unpacked


def run_pip(pip: Path, name: str, *arguments: str) -> None:
    """Run `pip install`, or end with one sentence."""
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--retries=2"]
    command = [str(VENV / "bin/python"), str(pip), "install", *options, *arguments]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, close_fds=False, check=False
    )
    if done.returncode == 0:
        return
    known = {"file": f"requirements/{name}.txt", "python": sys.version.split()[0]}
    for pattern, sentence in PIP_ERRORS:
        if found := re.search(pattern, done.stdout):
            fail("", sentence.format(*found.groups(), **known))
    fail(done.stdout, f"pip could not install requirements/{name}.txt: mend what it says above, {AGAIN}")


def point_at_project() -> None:
    """Let the environment find the package by a path without the names of folders above.

    Python reads the line in the encoding of the locale, and does not start where that lacks a letter of the
    path.
    """
    package = ROOT / "scripts"
    for path in VENV.glob("lib/python*/site-packages/*.pth"):
        if path.read_text(encoding="utf-8").strip() == str(package):
            path.write_text(os.path.relpath(package, path.parent) + "\n", encoding="utf-8")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other run installs; a pip that outlives its run holds the lock too, in the same file."""
    with PROJECT.open() as lock:
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another run that is setting up .venv ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read_record() -> dict[str, Any]:
    """Return what was written down, nothing if an install did not end."""
    try:
        record: dict[str, Any] = json.loads(RECORD.read_text())
    except (OSError, ValueError):
        return {}
    return record if (VENV / "bin/python").exists() else {}


def origin() -> dict[str, str]:
    """Return that for whose change an environment is made anew: its place, its Python, how it is made."""
    return {"python": python_id(), "root": str(ROOT), "maker": digest(Path(__file__))}


def python_id() -> str:
    """Return what tells one installed Python from another; the same inside the environment and outside."""
    return f"{sys.version.split()[0]} {sys.base_prefix}"


def locked_file(name: str) -> Path:
    """Return the file that holds the versions and hashes."""
    return ROOT / "requirements" / f"{name}.txt"


def digest(path: Path) -> str:
    """Return what changes when the file does; nothing for a file that is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def say(text: str) -> None:
    """Write to the terminal, past whatever catches the output."""
    print(text, file=sys.stderr, flush=True)


def fail(details: str, sentence: str) -> NoReturn:
    """End with one sentence, after whatever another program said."""
    if details:
        say(details.rstrip())
    say(sentence)
    sys.exit(1)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        fail("", "Stopped; the next run begins afresh.")
    except OSError as error:
        fail("", f"The folder .venv cannot be set up: {error.strerror or error} ({error.filename or VENV}).")
