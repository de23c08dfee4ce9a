"""Pages that define terms: how each says that it does."""

from __future__ import annotations

from pathlib import Path

from explainer.content.content import load
from explainer.content.term_sources import term_pages
from support.helpers import said, write


def test_only_the_head_of_a_page_says_how_it_defines_terms(tmp_path: Path) -> None:
    """In its text the word is like any other."""
    text = "---\ntitle: Words\n---\n\nOf two kinds of\ndefinitions: these\n\n---\n\nloss\n:   What training lowers.\n"
    folder = write(tmp_path, {"docs/words.md": text, "docs/data/references.bib": "@misc{a, title={T}, year={2024}}"})
    content = load(folder / "docs/data", pages=term_pages(folder / "docs", "docs", "glossary.md", ("words.md",)))
    assert not said(content.problems)
    assert list(content.glossary.terms) == ["loss"]
