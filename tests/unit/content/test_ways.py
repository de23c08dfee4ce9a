"""Ways through the site: what an author may write, and the exact words for what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.checks.named_pages import check_named_pages
from explainer.content.content import Content
from explainer.content.options import Options
from explainer.content.site import Site
from explainer.content.ways import Way, load_ways
from explainer.pages.article import finish_article
from explainer.pages.page import Page
from support.helpers import said, write

PATH = "docs/data/ways.yml"
WAY = "short:\n  title: Short\n  text: For some.\n  steps: [a.md, b.md#end]\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (WAY, []),
        (WAY.replace("  title: Short\n", ""), ["1: way 'short': 'title' is missing — expected a line `title: …`."]),
        (
            WAY.replace("  steps: [a.md, b.md#end]\n", ""),
            ["1: way 'short': it has no 'steps' — expected a list of pages: `steps: [threats/index.md, …]`."],
        ),
        (WAY.replace("text", "txet"), ["3: way 'short': unknown field 'txet' — expected one of steps, text, title. Did you mean 'text'?"]),
    ],
)
def test_what_is_wrong_with_a_way_is_said(tmp_path: Path, text: str, problems: list[str]) -> None:
    folder = write(tmp_path, {PATH: text})
    ways, found = load_ways(folder / PATH, PATH)
    assert said(found) == [f"{PATH}:{problem}" for problem in problems]
    assert bool(ways) == (not problems)


def test_a_step_is_a_page() -> None:
    way = Way("short", "Short", "", ("a.md", "bb.md#end"), PATH, 4)
    assert said(check_named_pages(Content(ways=(way,)), ["a.md", "b.md"])) == [
        f"{PATH}:4: way 'short': 'steps' names the unknown page 'bb.md' — expected a page below docs/. Did you mean 'b.md'?"
    ]


def test_a_page_says_where_each_way_goes_on(tmp_path: Path) -> None:
    """With the title of that page, which its source gives; the last one says that it is; all of them hidden, until script finds theirs in the address."""
    docs = write(tmp_path, {"b.md": "---\ntitle: The end\n---\n"})
    site = Site(Content(ways=(Way("short", "Short", "", ("a.md", "b.md#end")),)), Options(), docs)
    feet = [finish_article("", Page(src, url_of=lambda page: page.replace(".md", "/")), site).html for src in ("a.md", "b.md", "c.md")]
    assert '<p>Short: step 1 of 2. Next: <a href="b/#end">The end</a></p>' in feet[0]
    assert "<p>Short: step 2 of 2. This was the last.</p>" in feet[1]
    assert all('aria-label="Short" hidden>' in foot for foot in feet[:2])
    assert feet[2] == ""
