"""Ways through the site: what an author may write, and the exact words for what is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from explainer.checks.named_pages import check_named_pages
from explainer.content.content import Content, load
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
        (WAY.replace("text", "txet"), ["3: way 'short': unknown field 'txet' — expected one of steps, text, then, title. Did you mean 'text'?"]),
    ],
)
def test_what_is_wrong_with_a_way_is_said(tmp_path: Path, text: str, problems: list[str]) -> None:
    folder = write(tmp_path, {PATH: text})
    ways, found = load_ways(folder / PATH, PATH)
    assert said(found) == [f"{PATH}:{problem}" for problem in problems]
    assert bool(ways) == (not problems)


def test_a_step_is_a_page() -> None:
    way = Way("short", "Short", "", ("a.md", "bb.md#end"), "c.md", PATH, 4, 5)
    assert said(check_named_pages(Content(ways=(way,)), ["a.md", "b.md"])) == [
        f"{PATH}:4: way 'short': 'steps' names the unknown page 'bb.md' — expected a page below docs/. Did you mean 'b.md'?",
        f"{PATH}:5: way 'short': 'then' names the unknown page 'c.md' — expected a page below docs/. Did you mean 'b.md'?",
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


def test_the_last_page_of_a_way_leads_on(tmp_path: Path) -> None:
    """To the page that the way names, and into the way that passes it, where there is one."""
    docs = write(tmp_path, {"b.md": "---\ntitle: More\n---\n", "c.md": "---\ntitle: All\n---\n"})
    ways = (Way("short", "Short", "", ("a.md",), "b.md"), Way("long", "Long", "", ("b.md",), "c.md#top"))
    site = Site(Content(ways=ways), Options(), docs)
    short, long = (finish_article("", Page(src, url_of=lambda page: page.replace(".md", "/")), site).html for src in ("a.md", "b.md"))
    assert 'This was the last. From here: <a href="b/" data-way="long">More</a> (Long)</p>' in short
    assert 'This was the last. From here: <a href="c/#top">All</a></p>' in long


def test_the_next_step_stands_before_the_sources(tmp_path: Path) -> None:
    """Who reads on needs it; who wants the sources looks for them at the end."""
    work = {"docs/data/references.bib": "@misc{lee2026, title = {Title}, author = {Lee, Ann}, year = {2026}, kind = {post}, read = {read}}"}
    content = replace(load(write(tmp_path, work) / "docs/data"), ways=(Way("short", "Short", "", ("a.md",)),))
    site = Site(content, Options(page_sources=True), tmp_path)
    html = finish_article('<p><a data-cite="lee2026">1</a></p>', Page("a.md", url_of=lambda page: page), site).html
    assert 0 < html.index("next-step") < html.index("page-sources")
