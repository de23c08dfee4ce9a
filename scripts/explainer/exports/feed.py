"""The changes and corrections of a site as an Atom feed."""

from __future__ import annotations

import html
from collections.abc import Mapping

from explainer.content.content import Content
from explainer.exports.head import SiteFacts


def atom_feed(content: Content, urls: Mapping[str, str], site: SiteFacts) -> str:
    """Return the changes and corrections as an Atom feed, newest first.

    `urls` gives the address of a page below the site's root by its source path.
    """
    name, base = site.name, site.base
    items = [(item.date, item.id, item.title, item.text, item.page) for item in content.changes]
    items += [
        (item.date, item.id, "Correction", f"{item.was} Now: {item.now}", item.page)
        for item in content.corrections
    ]
    items.sort(reverse=True)
    entries = [
        f"<entry><id>{html.escape(base)}#{html.escape(key)}</id><title>{html.escape(title)}</title>"
        f'<link href="{html.escape(base + urls.get(page, ""))}"/><updated>{date}T00:00:00Z</updated>'
        f"<content>{html.escape(text)}</content></entry>"
        for date, key, title, text, page in items
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{html.escape(site.language)}">'
        f"<id>{html.escape(base)}</id><title>{html.escape(name)}: changes</title>"
        f'<link rel="self" href="{html.escape(base)}feed.xml"/><link href="{html.escape(base)}"/>'
        f"<updated>{items[0][0] if items else '1970-01-01'}T00:00:00Z</updated>"
        f"<author><name>{html.escape(name)}</name></author>\n" + "\n".join(entries) + "\n</feed>\n"
    )
