"""Links between pages: found before the site is written, with the line in the author's file."""

from __future__ import annotations

import pytest

from explainer.checks.links import check_links
from explainer.pages.page import Page

FILES = {"": "index.md", "a/": "a.md", "b/c/": "b/c.md", "b/": "b/index.md", "assets/x.svg": "assets/x.svg", "odd name/": "odd name.md"}
LEADS = "expected the path of a page or file below docs/, seen from this page."


def check(html: str, source: str, src: str = "b/c.md") -> list[str]:
    """Check one page of a site whose page `a` has the anchor `top`."""
    url = next(url for url, path in FILES.items() if path == src)
    other = Page("a.md", "a/", "docs/a.md", html='<h1 id="top">A</h1><a name="old&amp;new"></a>')
    page = Page(src, url, f"docs/{src}", read=lambda: source, html=html)
    return [str(problem) for problem in check_links([other, page], FILES)]


@pytest.mark.parametrize(
    "target",
    [
        "../../a/", "../../a/#top", "../../", "../../#x" if False else "../..", "../", "./", "#here", "#__skip", "../../assets/x.svg", "../../a/#old&amp;new",
        "https://example.org/x", "mailto:a@b.c", "tel:1", "//example.org/", "../../odd%20name/", "../../a/?x=1#top", "/a/",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_no_problem(target: str) -> None:
    """Pages, folders, files, anchors, other sites, encoded names."""
    assert not check(f'<h2 id="here">x</h2><a href="{target}">x</a>', "x")


@pytest.mark.parametrize(
    ("html", "source", "problem"),
    [
        (
            '<a href="../../d/">x</a>',
            "One.\n\n[x](../../d/)",
            f"docs/b/c.md:3: the link '../../d/' leads nowhere — {LEADS}",
        ),
        (
            '<a href="../aa.md">x</a>',
            "[x](../aa.md)",
            f"docs/b/c.md:1: the link '../aa.md' leads nowhere — {LEADS} Did you mean 'a.md'?",
        ),
        (
            '<img alt="" src="../../assets/y.svg">',
            "\n![](../../assets/y.svg)",
            f"docs/b/c.md:2: the link '../../assets/y.svg' leads nowhere — {LEADS}",
        ),
        # The engine has turned a.md into ../../a/: the author's line is found by the file's name
        (
            '<a href="../../a/#tap">x</a>',
            "One [y](../a.md).\n[x](../a.md#tap)",
            "docs/b/c.md:2: the link '../../a/#tap' names the unknown anchor '#tap' — expected an anchor of a.md. Did you mean 'top'?",
        ),
        (
            '<h2 id="here">x</h2><a href="#hear">x</a>',
            "One.\n[x](#hear)",
            "docs/b/c.md:2: the link '#hear' names the unknown anchor '#hear' — expected an anchor of b/c.md. Did you mean 'here'?",
        ),
        # A link that no author wrote has no line
        ('<a href="../../e/">x</a>', "One.", f"docs/b/c.md:1: the link '../../e/' leads nowhere — {LEADS}"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_problem_on_its_line(html: str, source: str, problem: str) -> None:
    """What the engine rewrote is found again in the source."""
    assert check(html, source) == [problem]


def test_the_same_wrong_link_is_said_once_a_page() -> None:
    """Mending the first is enough to know how to mend the others."""
    assert len(check('<a href="../../d/">x</a><a href="../../d/">y</a><a href="../../e/">z</a>', "")) == 2
