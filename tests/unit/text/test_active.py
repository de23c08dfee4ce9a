"""What runs in a page is told where its author wrote it; what only looks so is not."""

from __future__ import annotations

import pytest

from explainer.text.active import active
from support.helpers import render

HANDLER = "expected a script file that listens: a security policy allows none in attributes."
ADDRESS = "expected that of a page or a file."


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        # Scripts in attributes, by HTML and by a list of attributes
        ('x\n\n<p onclick="x()">y</p>', f"docs/page.md:3: the attribute 'onclick' is a script — {HANDLER}"),
        ("<svg/ONLOAD=x()>", f"docs/page.md:1: the attribute 'ONLOAD' is a script — {HANDLER}"),
        ('<code onmouseover="x()">y</code>', f"docs/page.md:1: the attribute 'onmouseover' is a script — {HANDLER}"),
        ('x\n\n[y](https://example.org){: onclick="x()"}', f"docs/page.md:3: the attribute 'onclick' is a script — {HANDLER}"),
        # Addresses
        ("[x](javascript:alert)", f"docs/page.md:1: the address 'javascript:alert' runs — {ADDRESS}"),
        ("x\n\n[x][y]\n\n[y]: JavaScript:alert", f"docs/page.md:5: the address 'JavaScript:alert' runs — {ADDRESS}"),
        ('<a href=" java&Tab;script:x">y</a>', f"docs/page.md:1: the address ' java&Tab;script:x' runs — {ADDRESS}"),
        ("<a href='&#106;avascript:x'>y</a>", f"docs/page.md:1: the address '&#106;avascript:x' runs — {ADDRESS}"),
        ('<iframe src="data:text/html,x"></iframe>', f"docs/page.md:1: the address 'data:text/html,x' runs — {ADDRESS}"),
        ("<svg><a xlink:href=vbscript:x></a></svg>", f"docs/page.md:1: the address 'vbscript:x' runs — {ADDRESS}"),
        # What turns all links
        (
            'x\n\n<div><base href="https://example.org/"></div>',
            "docs/page.md:3: the page has a `<base>` — expected links as seen from the page: this one would turn all others.",
        ),
    ],
)
def test_what_runs_is_told_on_its_line(source: str, problem: str) -> None:
    """The policy of a published page stops it without a word; in the zip for reading offline it would run."""
    assert render(source).problems == (problem,)


@pytest.mark.parametrize(
    "source",
    [
        "The word javascript: a language. Data: numbers. onclick=x",
        "`<p onclick=x>` and `javascript:x`",
        "```\n<base href=x> <a href='javascript:x'>\n```",
        '<img src="data:image/png;base64,AAAA" alt="x onload=y">',
        "[x](https://example.org/?a=javascript:x)",
        '<p title="a onclick=b" data-on="x" once only=1>y</p>',
        "<!-- <p onclick=x> -->",
        "[one](mailto:me@example.org), <me@example.org>",
    ],
)
def test_what_only_looks_so_is_left_alone(source: str) -> None:
    """Text, code, pictures that are their own data, addresses that name a language."""
    assert render(source).problems == ()


def test_what_another_program_put_into_a_page_is_no_slip_of_its_author() -> None:
    """An article may hold what an extension made."""
    assert [mistake.message for mistake, _ in active('<p onclick="x()">')] == ["the attribute 'onclick' is a script"]
