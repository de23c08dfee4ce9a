"""Markdown that stands in data: what a definition may hold, and that nothing harmful gets through."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.content.content import Content
from explainer.content.options import Options
from explainer.content.site import Site
from explainer.text.fragments import one_paragraph, resolve_site_links, sanitise
from support.helpers import case_content


def fragment(text: str, *, inline: bool = True) -> str:
    """Return a text of the data as a card or an entry shows it."""
    return Site(case_content(), Options(), Path()).fragment(text, inline=inline)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        # What definitions may hold
        ("An *agent* with `code`.", "An <em>agent</em> with <code>code</code>."),
        ("p_good and $p_{bad}$", '<span class="symbol" data-symbol="p-good">p<sub>good</sub></span> and <span class="symbol" data-symbol="p-bad">p<sub>bad</sub></span>'),
        ("See [it](term:agent).", 'See <a href="site:glossary.md#agent">it</a>.'),
        ("See [it](https://example.org/).", 'See <a href="https://example.org/">it</a>.'),
        ("H<sub>2</sub>O, <mark>new</mark>", "H<sub>2</sub>O, <mark>new</mark>"),
        ("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
        # What they may not
        ("x <script>alert(1)</script> y", "x  y"),
        ("x <img src=x onerror=alert(1)> y", "x  y"),
        ('<b onclick="alert(1)" style="x">y</b>', "<b>y</b>"),
        ("<iframe src='https://example.org'></iframe>x", "x"),
        ("<style>a{}</style>x", "x"),
        ('<form action="https://example.org"><input name="q"></form>x', "x"),
        ("<svg onload=alert(1)><script>alert(1)</script></svg>x", "x"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ("[x](javascript:alert(1))", "<a>x</a>"),
        ("[x](JaVaScRiPt:alert(1))", "<a>x</a>"),
        ("[x](java&#115;cript:alert(1))", "<a>x</a>"),
        ("<a href=' javascript:alert(1)'>x</a>", "<a>x</a>"),
        ("[x](data:text/html,x)", "<a>x</a>"),
        ("[x](vbscript:x)", "<a>x</a>"),
        ("<javascript:alert(1)>", ""),
        ("[x][r]\n\n[r]: javascript:alert(1)", "<a>x</a>"),
        (r"$\href{javascript:alert(1)}{x}$", '<math display="inline"><mrow><mrow><mrow><mi>x</mi></mrow></mrow></mrow></math>'),
        ("<!-- x -->y", "y"),
    ],
)  # fmt: skip
def test_data_become_safe_html(text: str, html: str) -> None:
    """Markdown, our own syntax and a few text-level elements; no script, no event, no address that runs."""
    found = fragment(text)
    assert found.removeprefix("<p>").removesuffix("</p>").strip() == html


@pytest.mark.parametrize("text", ["<b>x", "x</p><p>y", "<template>x", "<a href='term:agent'>x", "x</template></div>", "<!-- x", "<table><td>x", "<b"])
def test_broken_html_in_data_cannot_break_the_page(text: str) -> None:
    """What is opened is closed and what was not opened is not closed, so that a card ends where its template does."""
    stack: list[str] = []
    html = fragment(text, inline=False)
    for piece in html.split("<")[1:]:
        name = piece.split(">")[0].split(" ")[0]
        if name.startswith("/"):
            assert stack.pop() == name[1:]
        elif name != "br":
            stack.append(name)
    assert not stack


def test_a_link_to_a_term_survives_in_no_other_shape() -> None:
    """A quote in the id cannot end the attribute."""
    assert sanitise("<a href='term:x\"onclick=\"y'>z</a>") == '<a href="term:x&quot;onclick=&quot;y">z</a>'


@pytest.mark.parametrize(
    ("html", "inside"),
    [("<p>x</p>", "x"), (" <p>x</p>\n", "x"), ("<p>x</p><p>y</p>", "<p>x</p><p>y</p>"), ("<ul><li>x</li></ul>", "<ul><li>x</li></ul>"), ("x", "x")],
)
def test_one_paragraph_loses_its_tags_within_a_sentence(html: str, inside: str) -> None:
    """More than one keeps them."""
    assert one_paragraph(html) == inside


def test_addresses_on_the_site_are_seen_from_the_page() -> None:
    """A page that is not there leaves an anchor, never a `site:` address."""
    html = '<a href="site:a.md#x">1</a> <a href="site:a.md">2</a> <a href="site:gone.md#y">3</a> <a href="https://site:1/">4</a>'
    found = resolve_site_links(html, lambda src, anchor: f"../a/{'#' + anchor if anchor else ''}" if src == "a.md" else None)
    assert found == '<a href="../a/#x">1</a> <a href="../a/">2</a> <a href="#y">3</a> <a href="https://site:1/">4</a>'


def test_a_fragment_is_rendered_once() -> None:
    """A definition that stands on a hundred pages costs one rendering."""
    site = Site(Content(), Options(), Path())
    first = site.fragment("An *agent*.")
    assert site.fragment("An *agent*.") is first
