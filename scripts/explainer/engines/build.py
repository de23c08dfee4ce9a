"""The engine's build, in a process of its own that ends with the one that asked for it.

What is wrong with the content the engine says itself; here is said, in one sentence, if the disk or a file
stops it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def main(config: str, target: str, parent: str) -> None:
    """Build the site of a configuration into a folder, strictly; ends with exit code 1 where that fails."""
    _end_with(int(parent))
    from mkdocs.__main__ import cli

    try:
        cli.main(["build", "--strict", "--config-file", config, "--site-dir", target], prog_name="mkdocs")
    except OSError as error:
        path = Path(str(error.filename2 or error.filename or target))
        if path == Path(target):
            path = Path("the built site")
        elif path.is_relative_to(target):
            path = path.relative_to(target)
        wanted = "a file that can be read" if path.is_absolute() else "room and permission to write"
        sys.exit(f"{path}: {error.strerror} — expected {wanted}.")
    except UnicodeError as error:
        what, hint = f"a file is not UTF-8 ({error})", "expected this file and every page saved as UTF-8."
        sys.exit(f"{config}: {what} — {hint}")


def _end_with(parent: int) -> None:
    """Be killed when the process of this number ends, where the system can do that (Linux)."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    except (OSError, AttributeError):
        return
    if os.getppid() != parent:  # It has ended in the meantime.
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
