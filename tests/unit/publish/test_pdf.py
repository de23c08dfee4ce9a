"""The site on paper: which pages come, in which order."""

from __future__ import annotations

from explainer.publish.pdf import reading_order


def test_every_page_of_the_map_is_in_the_book() -> None:
    """Whatever its title holds, and however its file is called."""
    llms = "# Site\n\n> About.\n\n## Start\n\n- [Home](index.md): [a](b.md).\n- [[1] and (2)](a/index.md): x\n- [An index](a/reindex.md): x\n"
    assert reading_order(llms) == ["index.html", "a/index.html", "a/reindex/index.html"]
