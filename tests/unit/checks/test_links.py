"""Links between pages: found before the site is written, with the line in the author's file."""

from __future__ import annotations

from itertools import chain

import pytest

from explainer.checks.links import MOST_GUESSES, check_links
from explainer.pages.page import Page

FILES = {"": "index.md", "a/": "a.md", "b/c/": "b/c.md", "b/": "b/index.md", "assets/x.svg": "assets/x.svg", "odd name/": "odd name.md"}
LEADS = "expected the path of a page or file below docs/, seen from this page."


def check(html: str, source: str, src: str = "b/c.md", *, from_root: bool = True) -> list[str]:
    """Check one page of a site whose page `a` has the anchor `start`."""
    url = next(url for url, path in FILES.items() if path == src)
    other = Page("a.md", "a/", "docs/a.md", html='<h1 id="start">A</h1><a name="old&amp;new"></a>')
    page = Page(src, url, f"docs/{src}", read=lambda: source, html=html)
    problems, awaited = check_links([other, page], FILES, from_root=from_root)
    return [str(problem) for problem in (*problems, *chain.from_iterable(awaited.values()))]


@pytest.mark.parametrize(
    "target",
    [
        "../../a/", "../../a/#start", "../../", "../..", "../", "./", "#here", "#__skip", "../../assets/x.svg", "../../a/#old&amp;new",
        "https://example.org/x", "mailto:a@b.c", "tel:1", "//example.org/", "../../odd%20name/", "../../a/?x=1#start", "/a/",
        # What browsers know without being told: the head of a page, a text on it, the slash of a folder
        "#top", "../../a/#:~:text=foo", "../../a/#start:~:text=foo", "../../a", "/a#start",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_no_problem(target: str) -> None:
    """Pages, folders, files, anchors, other sites, encoded names."""
    assert not check(f'<h2 id="here">x</h2><a href="{target}">x</a>', "x")


def test_an_anchor_counts_however_it_is_written() -> None:
    """Authors write HTML too."""
    html = "<h2 id='one'>x</h2><p id=two>x</p><a name='old'></a>"
    assert not check(html + "".join(f'<a href="#{name}">x</a>' for name in ("one", "two", "old")), "x")


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
            '<a href="../../a/#strat">x</a>',
            "One [y](../a.md).\n[x](../a.md#strat)",
            "docs/b/c.md:2: the link '../../a/#strat' names the unknown anchor '#strat' — expected an anchor of a.md. Did you mean 'start'?",
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


def test_what_is_not_on_the_page_is_not_checked() -> None:
    """A comment is no link, and a path from the root leads anywhere on the host, unless the site says that it is its own."""
    assert not check('<!-- <a href="../../d/">x</a> --><!-- <a href="../../e/">', "")
    assert not check('<a href="/latest/x/">x</a>', "", from_root=False)
    assert len(check('<a href="/latest/x/">x</a>', "")) == 1


def test_a_file_may_still_be_written() -> None:
    """Site maps, inventories and books are, by others; a page is not."""
    targets = ("sitemap.xml", "objects.inv", "../pdf/site.pdf", "d/", "d.md")
    html = "".join(f'<a href="../{target}">x</a>' for target in targets)
    problems, awaited = check_links([Page("a.md", "a/", html=html)], FILES)
    assert (len(problems), list(awaited)) == (2, ["sitemap.xml", "objects.inv", "pdf/site.pdf"])


def test_a_folder_is_its_index_where_addresses_end_in_html() -> None:
    """As servers have it."""
    page = Page("a.md", "a.html", "docs/a.md", html='<a href="b/#x">x</a><a href="b">x</a>')
    assert check_links([page], {"a.html": "a.md", "b/index.html": "b/index.md"}) == ([], {})


def test_guesses_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of wrong links have one cause; to look for the nearest name for each takes seconds."""
    asked: list[str] = []
    monkeypatch.setattr("explainer.problems.nearest", lambda name, accepted: asked.append(name) or "")
    html = "".join(f'<a href="../../a/#x{number}">x</a>' for number in range(551))
    assert len(check(html, "")) == 551
    assert len(asked) == MOST_GUESSES
