"""Markdown that stands in data – definitions, verdicts – as safe HTML.

Data are not trusted as pages are: whatever HTML they hold is sanitised, and only web, term and site addresses
survive.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Besides the text-level elements of a definition: what our own syntax makes of citations, numbers, symbols
# and formulas.
_TEXT = set("a abbr b br cite code del em i kbd mark q s small span strong sub sup var".split())
_BLOCKS = set("p ul ol li blockquote div dl dt dd table thead tbody tr th td".split())
_MATH = set("math mi mo mn mtext mrow msub msup msubsup mfrac mover munder mspace mstyle".split())
_ATTRIBUTES = {
    "a": {"href", "class", "data-term", "data-cite", "data-number", "data-sense", "aria-label", "title"},
    "span": {"class", "data-symbol"},
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {"stretchy", "fence", "form"},
    "td": {"style"},
    "th": {"style"},
    "div": {"class"},
}
_SCHEMES = {"https", "http", "mailto", "site", "term"}

_TAG = re.compile(r"<[^>]*>")
# href="site:references.md#ref-x", up to its anchor
_SITE = re.compile(r'href="site:([^"#]*)(["#])')


def sanitise(html: str) -> str:
    """Return `html` with only the elements, attributes and addresses that a definition may have."""
    import nh3  # Not at the top: a glossary in plain words needs none of it.

    return nh3.clean(
        html, tags=_TEXT | _BLOCKS | _MATH, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None
    )


def one_paragraph(html: str) -> str:
    """Return the inside of `html` where it is one paragraph, else all: for use in a sentence or a heading."""
    inside = html.strip().removeprefix("<p>").removesuffix("</p>")
    return inside if html.strip().startswith("<p>") and "<p" not in inside and "</p>" not in inside else html


def without_tags(html: str) -> str:
    """Return the text of HTML, its entities as they are."""
    # Up to the last ">" each "<" has an end: looking for it is never in vain.
    end = html.rfind(">") + 1
    return _TAG.sub("", html[:end]) + html[end:] if end else html


def resolve_site_links(html: str, href: Callable[[str, str], str | None]) -> str:
    """Turn `site:page.md#anchor` into addresses seen from a page; one not there takes its link along."""
    if "site:" not in html:
        return html
    for src, end in set(_SITE.findall(html)):  # Hundreds of links lead to few pages.
        html = html.replace(f'href="site:{src}{end}', f'href="{_way(src, end, href)}')
    return html


def _way(src: str, end: str, href: Callable[[str, str], str | None]) -> str:
    """Return the address of a page up to and with its end, a quotation mark or the sign of any anchor."""
    found = href(src, "x" if end == "#" else "")
    if end == "#":
        return "#" if found is None else found.removesuffix("x")
    return ("#" if found is None else found) + end
