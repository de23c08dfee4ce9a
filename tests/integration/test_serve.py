"""`mkdocs serve` while an author writes: a slip shows in the terminal and on the page, the next good save recovers."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tinysite import TinySite

GOOD = "loss:\n  term: loss\n  definition: What training makes small.\n"
SLIP = "docs/data/glossary.yml:4: term 'loss': 'related' names the unknown term 'los' — expected a term id of this file. Did you mean 'loss'?"
LONGEST_WAIT = 30  # Seconds; a rebuild takes one, a busy machine more.


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, site, port):
        self.site, self.address = site, f"http://127.0.0.1:{port}/"
        self.log = site.folder / "log.txt"
        command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, cwd=site.folder, env=dict(os.environ), stdout=log, stderr=subprocess.STDOUT)

    @property
    def said(self):
        """Everything in the terminal so far."""
        return self.log.read_text(encoding="utf-8")

    def shows(self, condition, path=""):
        """Wait until the page at `path` is as wanted, and return it."""
        page = ""
        until = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < until:
            assert self.process.poll() is None, f"the preview has stopped:\n{self.said}"
            try:
                with urllib.request.urlopen(self.address + path, timeout=LONGEST_WAIT) as answer:
                    page = answer.read().decode()
            except (urllib.error.URLError, ConnectionError):
                page = ""
            if page and condition(page):
                return page
            time.sleep(0.1)
        raise AssertionError(f"the page did not come:\n{page[-3000:]}\n{self.said}")


@pytest.fixture
def preview(tmp_path):
    """Start a preview of a site, and stop it after the test."""
    started = []

    def start(*arguments, **settings):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        started.append(Preview(TinySite.write(tmp_path, *arguments, **settings), port))
        return started[-1]

    yield start
    for item in started:
        item.process.terminate()
        item.process.wait(timeout=10)


def definition(page):
    """Return what the card of the loss says on a page."""
    found = re.search(r'<template id="card-term-loss">.*?card__definition">(.*?)</p>', page, re.DOTALL)
    return found[1] if found else ""


def test_an_author_at_work(preview):
    """Change a definition, make a slip, mend it, make a slip in a page, mend it: no restart in between."""
    work = preview({"index.md": "# Home\n\nThe loss falls.\n"}, terms=GOOD)
    page = work.shows(lambda page: definition(page) == "What training makes small.")
    assert "content-problems" not in page

    # A definition changes, here and in the glossary.
    work.site.put("docs/data/glossary.yml", GOOD.replace("makes small", "lowers"))
    work.shows(lambda page: definition(page) == "What training lowers.")
    work.shows(lambda page: "What training lowers." in page, "glossary/")

    # A slip that leaves the glossary usable: it is said, and everything else works.
    work.site.put("docs/data/glossary.yml", GOOD + "  related: [los]\n")
    page = work.shows(lambda page: "content-problems" in page)
    assert "1 problem in the content" in page
    assert "<code>docs/data/glossary.yml:4</code>" in page
    assert definition(page) == "What training makes small."
    assert SLIP in work.said

    # A file that does not parse: it is said, and the preview goes on.
    work.site.put("docs/data/glossary.yml", "loss:\n  term: loss\n  definition: What: training\n")
    page = work.shows(lambda page: "YAML does not parse" in page)
    assert "<code>docs/data/glossary.yml:3</code>" in page

    # Mended.
    work.site.put("docs/data/glossary.yml", GOOD)
    page = work.shows(lambda page: "content-problems" not in page and definition(page))
    assert definition(page) == "What training makes small."

    # A slip in a page, and in the settings of one.
    work.site.put("docs/index.md", "# Home\n\nThe [los](term:los) falls.\n")
    page = work.shows(lambda page: "content-problems" in page)
    assert "<code>docs/index.md:3</code>" in page
    work.site.put("docs/index.md", "# Home\n\nThe loss rises.\n")
    page = work.shows(lambda page: "content-problems" not in page and "rises" in page)
    assert definition(page) == "What training makes small."
    assert "Traceback" not in work.said


def test_a_preview_starts_in_spite_of_a_slip(preview):
    """Who opens a broken site sees what is broken."""
    work = preview({"index.md": "# Home\n\nThe loss falls.\n"}, terms="loss: : :\n", references="@misc{x,\n")
    page = work.shows(lambda page: "content-problems" in page)
    assert "2 problems in the content" in page
    assert "docs/data/glossary.yml:1" in work.said
    work.site.put("docs/data/glossary.yml", GOOD)
    work.site.put("docs/data/references.bib", "@misc{x,\n  title = {X},\n  year = {2024},\n}\n")
    work.shows(lambda page: "content-problems" not in page and definition(page))
