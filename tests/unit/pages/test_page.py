"""What a page knows of itself and of the way to others."""

from __future__ import annotations

import pytest

from explainer.pages.page import Page


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("# A", 1),
        ("---\ntitle: A\n---\n# A", 4),
        ("---\ntitle: A\n...\n# A", 4),
        ("---\n---\n# A", 1),
        ("# A\n\n---\nb\n---\n", 1),
        ("---\ntitle", 1),
    ],
)
def test_the_text_begins_after_the_front_matter(source: str, line: int) -> None:
    """Problems of the whole page are reported there."""
    assert Page(read=lambda: source).body_line == line


def test_a_page_gives_addresses_as_seen_from_itself() -> None:
    """Its own anchors need no path; a page that is not there has no address."""
    page = Page("b/c.md", "b/c/", url_of={"a.md": "a/", "b/c.md": "b/c/"}.get)
    assert page.href("a.md") == "../../a/"
    assert page.href("a.md", "x") == "../../a/#x"
    assert page.href("b/c.md", "x") == "#x"
    assert page.href("nowhere.md", "x") is None
