"""What a page's head tells programs: where feed and picture are, and what it is, in schema.org's words.

Addresses that must be complete are given only where the host has told us its own.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass

from explainer.pages.page import Page

WIDTH, HEIGHT = 1200, 630
"""Pixels of the picture of a page."""

# What a title or a description may hold must not end the script.
_INERT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What is the same on every page."""

    name: str
    base: str = ""
    """The site's own address, with a slash at its end; empty where nobody has said it."""
    language: str = "en"
    licence: str = ""
    """Address of the licence of the texts."""
    feed: bool = False
    pictures: bool = False


def card_path(src: str) -> str:
    """Return where the picture of a page stands below the site's root: `a/b.md` → `social/a/b.png`."""
    return f"social/{src.removesuffix('.md')}.png"


def page_head(page: Page, site: SiteFacts) -> str:
    """Return the elements for the head of a page."""
    lines = []
    if site.base and site.feed:
        # "alternate" alone would be to the theme the site in another language, whose map it asks for.
        feed = (
            f'rel="alternate feed" type="application/atom+xml" href="{html.escape(site.base + "feed.xml")}"'
        )
        lines.append(f'<link {feed} title="Changes and corrections">')
    if site.base and site.pictures:
        picture = html.escape(site.base + card_path(page.src))
        lines += [
            f'<meta property="og:image" content="{picture}">',
            f'<meta property="og:image:width" content="{WIDTH}">'
            f'<meta property="og:image:height" content="{HEIGHT}">',
            f'<meta property="og:image:alt" content="{html.escape(page.headline)}">'
            '<meta name="twitter:card" content="summary_large_image">',
        ]
    text = json.dumps(_described(page, site), ensure_ascii=False)
    for sign, code in _INERT.items():
        text = text.replace(sign, code)
    return "\n".join([*lines, f'<script type="application/ld+json">{text}</script>']) + "\n"


def _described(page: Page, site: SiteFacts) -> Mapping[str, object]:
    whole: dict[str, object] = {"@type": "WebSite", "name": site.name, "url": site.base}
    found = {
        "@context": "https://schema.org",
        "@type": ["Article", "LearningResource"],
        "headline": page.headline,
        "description": page.description,
        "articleSection": page.chapter,
        "inLanguage": site.language,
        "license": site.licence,
        "url": site.base + page.url if site.base else "",
        "isPartOf": {name: value for name, value in whole.items() if value},
    }
    return {name: value for name, value in found.items() if value}
