"""The pages of this very site, through the Markdown extension: what the linker may never do, it does on none of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer.content.content import Content, load
from explainer.terms.linker import Linked, TermLinker, unlink
from support.helpers import render

PROJECT = Path(__file__).parents[2]
PAGES = sorted(path.relative_to(PROJECT / "docs").as_posix() for path in (PROJECT / "docs").rglob("*.md"))

# <a href="term:agent">
_BY_HAND = re.compile(r'<a href="term:[^"]*">(.*?)</a>', re.DOTALL)


@pytest.fixture(scope="module")
def content() -> Content:
    """Return the data of the site."""
    return load(PROJECT / "docs" / "data")


@pytest.mark.parametrize("page", PAGES)
def test_not_one_byte_changes_outside_the_links(monkeypatch: pytest.MonkeyPatch, content: Content, page: str) -> None:
    """Taking the links out gives back what Markdown made; no link holds a link; every use is a link."""
    passes: list[tuple[str, Linked]] = []
    link = TermLinker.link

    def recorded(self: TermLinker, html: str, *args: object, **settings: object) -> Linked:
        passes.append((html, link(self, html, *args, **settings)))  # type: ignore[arg-type]  # handed on as they came
        return passes[-1][1]

    monkeypatch.setattr(TermLinker, "link", recorded)
    source = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    rendered = render(source, content, src=page, docs=PROJECT)
    assert len(passes) == 1
    before, linked = passes[0]
    assert unlink(linked.html) == _BY_HAND.sub(r"\1", before)
    assert linked.html.count('<a class="term"') == len(linked.uses)
    assert not re.search(r"<a\b[^>]*>(?:(?!</a>).)*<a\b", linked.html, re.DOTALL)
    assert 'href="term:' not in rendered.html
