"""Print the path of a Chromium or Chrome that runs: `CHROMIUM`, one on the machine, Playwright's own, one from apt-get.

Where none can be had, ends with one sentence that says what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium")
SECONDS_TO_ANSWER = 30  # A first start on a cold disk is slow.
SECONDS_TO_DOWNLOAD = 600  # About 170 MB
PLAYWRIGHT = [sys.executable, "-m", "playwright"]
CURE = (
    "No Chromium or Chrome was found, and none could be fetched: install one (Debian: 'apt-get install chromium', Fedora: 'dnf install chromium', "
    "macOS: 'brew install --cask chromium'), name one in CHROMIUM, or leave its tests out with 'scripts/test --no-browser'."
)


def main() -> None:
    """Find, or fetch, a browser."""
    named = os.environ.get("CHROMIUM")
    if named:
        path = shutil.which(named)
        if not (path and runs(path)):
            sys.exit(f"CHROMIUM is '{named}', which does not run as a browser: name a Chromium or Chrome, or unset it to have one looked for.")
    else:
        path = next((path for path in candidates() if runs(path)), None)
        if not path:
            sys.exit(CURE)
    print(path)


def candidates() -> Iterator[str]:
    """Yield browsers from the nearest to the farthest; what comes later costs more, and is only done when asked for."""
    yield from installed()
    own = playwright_path()
    if own:
        yield own
        say("Playwright fetches a browser ...")
        # It tries three times by itself; a host that cannot be reached is known after the first seconds.
        quietly([*PLAYWRIGHT, "install", "--no-shell", "chromium"], SECONDS_TO_DOWNLOAD, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT="10000")
        yield own
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("apt-get installs Chromium ...")
        quietly(["apt-get", "-qq", "update"], SECONDS_TO_DOWNLOAD)
        quietly(["apt-get", "-qq", "-y", "install", "--no-install-recommends", "chromium"], SECONDS_TO_DOWNLOAD, DEBIAN_FRONTEND="noninteractive")
        yield from installed()


def installed() -> Iterator[str]:
    """Yield what stands on the path or where macOS keeps it."""
    yield from (path for name in NAMES if (path := shutil.which(name)))
    yield from (place for place in PLACES if Path(place).exists())


def runs(path: str) -> bool:
    """Tell whether it is a browser that starts: some distributions have a stub under the name, or lack libraries."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=SECONDS_TO_ANSWER, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and ("Chrom" in done.stdout)


def playwright_path() -> str | None:
    """Return where Playwright keeps, or would keep, its own Chromium."""
    code = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def quietly(command: list[str], seconds: int, **variables: str) -> None:
    """Run a command whose failure is no news: the next candidate is tried then."""
    try:
        subprocess.run(command, capture_output=True, timeout=seconds, env={**os.environ, **variables}, check=False)
    except (OSError, subprocess.TimeoutExpired):
        say(f"'{command[0]}' did not end.")


def say(text: str) -> None:
    """Write to the terminal; standard output is for the path alone."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
