"""Print the path of a browser that runs: named in `CHROMIUM` or `FIREFOX`, on the machine, or fetched.

Where none can be had, ends with one sentence that says what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Browser:
    """What one browser is called, where it stands, how it answers when asked its version, how to get it."""

    variable: str
    what: str
    names: tuple[str, ...]
    places: tuple[str, ...]
    answer: str
    packages: tuple[str, ...]
    """Debian's, in the order in which they are tried"""
    others: str
    """How to install it where there is no apt-get."""
    option: str
    """What leaves its tests out."""
    playwrights: bool = False
    """Whether Playwright has one of its own that will do."""


BROWSERS = {
    "chromium": Browser(
        variable="CHROMIUM",
        what="Chromium or Chrome",
        # First Chromium without its window, which opens a page in a third of the time.
        names=(
            "chromium-headless-shell",
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
        ),
        places=(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
        ),
        answer="Chrom",
        packages=("chromium-headless-shell", "chromium"),
        others="Fedora: 'dnf install chromium', macOS: 'brew install --cask chromium'",
        option="--no-browser",
        playwrights=True,
    ),
    # Playwright's own is a Firefox that it has changed, of another version than readers have.
    "firefox": Browser(
        variable="FIREFOX",
        what="Firefox",
        names=("firefox-esr", "firefox"),
        places=("/Applications/Firefox.app/Contents/MacOS/firefox",),
        answer="Firefox",
        packages=("firefox-esr",),
        others="Fedora: 'dnf install firefox', macOS: 'brew install --cask firefox'",
        option="--no-firefox",
    ),
}
SECONDS_TO_ANSWER = 30  # A first start on a cold disk is slow.
SECONDS_TO_DOWNLOAD = 600  # About 170 MB
PLAYWRIGHT = [sys.executable, "-m", "playwright"]


def main(name: str) -> None:
    """Find, or fetch, a browser."""
    browser = BROWSERS[name]
    named = os.environ.get(browser.variable)
    if named:
        path = shutil.which(named)
        if not (path and runs(path, browser)):
            it = f"{browser.variable} is '{named}', which does not run as a browser"
            sys.exit(f"{it}: name a {browser.what}, or unset it to have one looked for.")
    else:
        path = next((path for path in candidates(browser) if runs(path, browser)), None)
        if not path:
            sys.exit(
                f"No {browser.what} was found, and none could be fetched: "
                f"install one (Debian: 'apt-get install {browser.packages[-1]}', "
                f"{browser.others}), name one in {browser.variable}, "
                f"or leave its tests out with 'scripts/test {browser.option}'."
            )
    print(path)


def candidates(browser: Browser) -> Iterator[str]:
    """Yield browsers, the nearest first; what comes later costs more, and is only done when asked for."""
    yield from installed(browser)
    own = playwright_path() if browser.playwrights else None
    if own:
        yield own
        say("Playwright fetches a browser ...")
        # It tries three times by itself; a host that cannot be reached is known after the first seconds.
        quietly(
            [*PLAYWRIGHT, "install", "--no-shell", "chromium"],
            SECONDS_TO_DOWNLOAD,
            PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT="10000",
        )
        yield own
    if shutil.which("apt-get") and os.geteuid() == 0:
        quietly(["apt-get", "-qq", "update"], SECONDS_TO_DOWNLOAD)
        for package in browser.packages:
            say(f"apt-get installs {package} ...")
            install = ["apt-get", "-qq", "-y", "install", "--no-install-recommends", package]
            quietly(install, SECONDS_TO_DOWNLOAD, DEBIAN_FRONTEND="noninteractive")
            yield from installed(browser)


def installed(browser: Browser) -> Iterator[str]:
    """Yield what stands on the path or where macOS keeps it."""
    yield from (path for name in browser.names if (path := shutil.which(name)))
    yield from (place for place in browser.places if Path(place).exists())


def runs(path: str, browser: Browser) -> bool:
    """Tell whether it is a browser that starts: some systems have a stub of that name, or lack libraries."""
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=SECONDS_TO_ANSWER, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and browser.answer in done.stdout


def playwright_path() -> str | None:
    """Return where Playwright keeps, or would keep, its own Chromium."""
    code = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def quietly(command: list[str], seconds: int, **variables: str) -> None:
    """Run a command whose failure is no news: the next candidate is tried then."""
    try:
        subprocess.run(
            command, capture_output=True, timeout=seconds, env={**os.environ, **variables}, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        say(f"'{command[0]}' did not end.")


def say(text: str) -> None:
    """Write to the terminal; standard output is for the path alone."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
