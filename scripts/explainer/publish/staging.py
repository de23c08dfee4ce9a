"""A folder beside the target of a build to work in, so that the last step is a rename in one file system.

Whoever works in one holds a lock on it: so the next build knows what a killed one has left, and clears it
away.
"""

from __future__ import annotations

import fcntl
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# All that ever stands in one; anything else of such a name is somebody else's.
_CONTENT = frozenset(("raw", "new", "old", "new.zip", "new.pdf", ".gitignore"))


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """Give the folder; it is gone afterwards, with those that killed builds of the same target have left."""
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(target)
    folder, lock = _locked(target)
    try:
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def clear_leftovers(target: Path) -> None:
    """Remove what builds have left that were killed, never the folder of one that still runs."""
    for path in target.parent.glob(f".{glob.escape(target.name)}-????????"):
        if path.is_symlink() or not path.is_dir():
            continue
        try:
            if not {item.name for item in path.iterdir()} <= _CONTENT:
                continue
            lock = os.open(path, os.O_RDONLY)
        except OSError:  # It is being cleared already, or is not ours to read.
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if (path / "old").is_dir() and not target.exists():
                (path / "old").rename(target)  # Killed between two renames, where a system has no exchange
            shutil.rmtree(path, ignore_errors=True)
        except OSError:  # Somebody works there, or nobody can tell.
            continue
        finally:
            os.close(lock)


def _locked(target: Path) -> tuple[Path, int]:
    """Make a folder and lock it.

    Another build may take it for a leftover in the moment between, so make sure that it is still there.
    """
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            lock = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:  # A file system without locks, where no leftover is ever cleared
            return folder, lock
        if folder.exists() and folder.stat().st_ino == os.fstat(lock).st_ino:
            return folder, lock
        os.close(lock)
