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
from types import SimpleNamespace

import pytest
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from explainer.engines.plugin import ExplainerPlugin
from explainer.engines.watching import SHORTEST, look_often, pause_after
from support.project import ROOT
from support.tinysite import TinySite

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

    def start(*arguments, hook="", **settings):
        if hook:
            (tmp_path / "hook.py").write_text(hook, encoding="utf-8")
            settings["config"] = "hooks: [hook.py]\n"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        started.append(Preview(TinySite.write(tmp_path, *arguments, **settings), port))
        return started[-1]

    yield start
    for item in started:
        item.process.terminate()
        item.process.wait(timeout=60)


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


@pytest.mark.parametrize(
    ("host", "said"), [("::1", "http://[::1]:8247/"), ("fe80::1:2", "http://[fe80::1:2]:8247/"), ("127.0.0.1", "http://127.0.0.1:8247/")]
)
def test_the_address_of_a_preview_can_be_clicked_on(host, said):
    """That of IPv6 stands in brackets, which MkDocs leaves out: where the preview is, and in its pages."""
    plugin, config = ExplainerPlugin(), load_config(str(ROOT / "mkdocs.yml"))
    plugin.load_config({})
    plugin.on_startup(command="serve", dirty=False)
    config.site_url = f"http://{host}:8247/"
    observer = SimpleNamespace(schedule=lambda *watched, recursive: None)
    known = {"url": config.site_url, "build_delay": 0.1, "_watched_paths": {}}
    server = SimpleNamespace(**known, builder=list, root=".", observer=observer, watch=lambda path: None)
    assert plugin.on_config(config).site_url == said
    assert plugin.on_serve(server, config=config, builder=list).url == said


@pytest.mark.parametrize(("took", "pause"), [(0.0, 0.05), (0.003, 0.09), (0.02, 0.5), (2.0, 0.5)])
def test_a_preview_looks_for_saves_as_often_as_that_is_cheap(took, pause):
    """Never more seldom than MkDocs by itself, and with nine tenths of the time left for other things."""
    assert pause_after(took) == pytest.approx(pause)


def test_a_preview_that_looks_more_often_watches_the_same(tmp_path):
    """What MkDocs and other plugins watch by then, as often as each asked for it."""
    server = LiveReloadServer(builder=list, host="127.0.0.1", port=0, root=str(tmp_path))
    before = server.observer
    (tmp_path / "docs").mkdir()
    for folder in ("docs", "docs", "."):
        server.watch(str(tmp_path / folder))
    watched = dict(server._watched_paths)
    look_often(server, SHORTEST)
    server.server_close()
    assert server.observer is not before and server._watched_paths == watched
    server.unwatch(str(tmp_path / "docs"))
    server.unwatch(str(tmp_path / "docs"))
    assert list(server._watched_paths) == [str(tmp_path)]


def test_a_preview_starts_in_spite_of_a_slip(preview):
    """Who opens a broken site sees what is broken."""
    work = preview({"index.md": "# Home\n\nThe loss falls.\n"}, terms="loss: : :\n", references="@misc{x,\n")
    page = work.shows(lambda page: "content-problems" in page)
    assert "2 problems in the content" in page
    assert "docs/data/glossary.yml:1" in work.said
    work.site.put("docs/data/glossary.yml", GOOD)
    work.site.put("docs/data/references.bib", "@misc{x,\n  title = {X},\n  year = {2024},\n}\n")
    work.shows(lambda page: "content-problems" not in page and definition(page))


PAGE = "# Home\n\nThe loss falls.\n"
CLAIM = "N1:\n  claim: c\n  origin: notes\n  verdict: holds\n  answer: a\n"
HIDDEN = {
    "a verdict": ("docs/data/claims.yml", CLAIM.replace("holds", "hold"), "docs/data/claims.yml:4"),
    "a colon": ("docs/index.md", "---\ntitle: Home: the page\n---\n" + PAGE, "docs/index.md:2"),
    "an address": ("docs/index.md", PAGE + "\n[x](http://[bad/)\n", "docs/index.md:5"),
    "an encoding": ("docs/index.md", PAGE.encode("utf-16"), "docs/index.md:1"),
    "a page that stops Markdown": ("docs/index.md", PAGE + "\nSTOP\n", "docs/index.md:1"),
}
STOPPING = """\
from markdown import Extension
from markdown.preprocessors import Preprocessor


class Stop(Preprocessor):
    def run(self, lines):
        assert "STOP" not in lines, "no page of mine"
        return lines


class StopExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Stop(md), "stop", 1)


def on_config(config):
    config.markdown_extensions.append(StopExtension())
"""


def test_every_slip_shows_on_the_page(preview):
    """Also those at which an engine stops; the next good save recovers, and there is no traceback."""
    work = preview({"index.md": PAGE}, terms=GOOD, data={"claims.yml": CLAIM}, hook=STOPPING)
    work.shows(lambda page: definition(page) and "content-problems" not in page)
    for path, slip, place in HIDDEN.values():
        file = work.site.folder / path
        sound = file.read_bytes()
        file.write_bytes(slip if isinstance(slip, bytes) else slip.encode())
        page = work.shows(lambda page: "content-problems" in page)
        assert "1 problem in the content" in page
        assert f"<code>{place}</code>" in page
        file.write_bytes(sound)
        work.shows(lambda page: definition(page) and "content-problems" not in page)
    assert "Traceback" not in work.said


def test_what_stops_a_rebuild_is_shown_in_place_of_the_pages(preview):
    """A configuration that does not parse, a docs folder that is away: the page says so, and comes back by itself."""
    work = preview({"index.md": PAGE, "more.md": "# More\n"}, terms=GOOD)
    work.shows(definition)
    config = (work.site.folder / "mkdocs.yml").read_text(encoding="utf-8")

    work.site.put("mkdocs.yml", config + "nav: [\n")
    page = work.shows(lambda page: "The preview waits" in page, "more/")
    assert "error parsing the configuration file" in page
    assert 'http-equiv="refresh"' in page
    work.site.put("mkdocs.yml", config)
    work.shows(definition)

    docs = work.site.folder / "docs"
    docs.rename(work.site.folder / "away")
    page = work.shows(lambda page: "The preview waits" in page)
    assert "docs" in page
    (work.site.folder / "away").rename(docs)
    work.shows(definition)
    work.site.put("docs/index.md", PAGE.replace("falls", "rises"))
    work.shows(lambda page: definition(page) and "rises" in page)
    assert "Traceback" not in work.said
