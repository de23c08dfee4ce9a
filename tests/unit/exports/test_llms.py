"""A page as programs read it: Markdown that stands alone, in which an example stays an example."""

from __future__ import annotations

from explainer.content.content import Content
from explainer.exports.llms import page_markdown
from explainer.pages.page import Page

SHOWN = "Write:\n\n```markdown\n/// figure | switch\n///\n```\n\nThen look."


def markdown_of(text: str) -> str:
    """Return what programs get of a page."""
    return page_markdown(Page(read=lambda: text), Content())


def test_a_block_says_what_it_is() -> None:
    """What is drawn there, only the page shows."""
    assert markdown_of("One.\n\n/// figure | switch\n///\n\nTwo.") == "One.\n\n*(figure: switch; see the page)*\n\nTwo.\n"


def test_a_block_that_is_shown_as_code_stays_as_it_is_written() -> None:
    """By itself, and within a block that is a real one."""
    assert markdown_of(SHOWN) == f"{SHOWN}\n"
    assert markdown_of(f"/// note\n{SHOWN}\n///") == f"{SHOWN}\n"


def test_what_shows_how_something_is_written_stays_as_it_is_written() -> None:
    """In a sentence as in a block of code; what stands beside it is meant."""
    assert markdown_of("Write `[@key, §1]` for [@key, §1].") == "Write `[@key, §1]` for (key, §1).\n"
    assert markdown_of("`[such](term:loss)` and [the `loss`](term:loss)") == "`[such](term:loss)` and the `loss`\n"
    code = "```\n[@key]\n\n[a](term:loss)\n```"
    assert markdown_of(f"See [@key].\n\n{code}\n\n[a](term:loss)") == f"See (key).\n\n{code}\n\na\n"
