"""The list of contents of a page, with what its blocks add to it."""

from __future__ import annotations

import pytest
from markdown import Markdown

from explainer.blocks.contents import Contents

MADE = (
    '<section><h2 class="x" id="one" data-contents="The &lt;first&gt;">One</h2><h3 id="two" data-contents="Two">2</h3><h2 id="no">No</h2></section>'
)


def contents(source: str) -> list[object]:
    """Return the list of a page in which `MADE` stands for a block."""
    md = Markdown(extensions=["toc", "md_in_html"])
    md.treeprocessors.register(Contents(md), "contents", -999)
    md.convert(source.replace("MADE", MADE))

    def shown(tokens: list[dict[str, object]]) -> list[object]:
        return [(token["id"], token["name"], *shown(token["children"])) for token in tokens]  # type: ignore[arg-type]  # A tree in itself

    return shown(md.toc_tokens)  # type: ignore[attr-defined]  # `toc` sets it


FIRST = ("one", "The &lt;first&gt;", ("two", "Two"))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("# A\n\nMADE\n\n## B", [("a", "A", FIRST, ("b", "B"))]),
        ("# A\n\n## B\n\nMADE", [("a", "A", ("b", "B"), FIRST)]),
        ("# A\n\n## B\n\n### C\n\nMADE\n\n### D", [("a", "A", ("b", "B", ("c", "C")), (*FIRST, ("d", "D")))]),
        ("# A\n\n## B", [("a", "A", ("b", "B"))]),
        ("MADE", [FIRST]),
        ("B", []),
    ],
)
def test_a_heading_that_asks_for_it_is_in_the_list(source: str, found: list[object]) -> None:
    """Where it stands on the page, at its level, also on a page without headings of its own."""
    assert contents(source) == found


def test_what_a_heading_asks_for_is_not_on_the_page() -> None:
    """It has been heard, whether there is a list or not."""
    for extensions in (["toc"], []):
        md = Markdown(extensions=extensions)
        md.treeprocessors.register(Contents(md), "contents", -999)
        assert md.convert(MADE) == MADE.replace(' data-contents="The &lt;first&gt;"', "").replace(' data-contents="Two"', "")
