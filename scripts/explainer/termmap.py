"""The map of how terms relate: every related term a row, in the order of the file, and an arc for each relation.

Rows stay readable on a phone, and terms of one theme, which stand together in the file, have short arcs.
"""

from __future__ import annotations

import html
from collections.abc import Callable

from explainer.glossary import Glossary

ROW = 20  # Units a row; with 14-unit letters this stays above 13 px on a 360 px screen.
TEXT = 230  # Units for the names, before the arcs begin.
WIDE = 360
MOST = 400  # Rows; a longer map is no help, and makes a page slow.
_LONGEST = 30  # Letters of a name that fit beside the arcs.


def term_map(glossary: Glossary, address: Callable[[str], str]) -> str:
    """Return the map as SVG, nothing where there is none to draw; `address` gives the link of a term by its id."""
    relations = [(term.id, other) for term in glossary for other in term.related if other in glossary.terms]
    related = {name for pair in relations for name in pair}
    if not 0 < len(related) <= MOST:
        return ""
    terms = [term for term in glossary if term.id in related]
    order = {term.id: number for number, term in enumerate(terms)}
    pairs = sorted({(min(pair), max(pair)) for pair in ((order[one], order[other]) for one, other in relations)})
    high = ROW * len(order) + 8
    longest = max((b - a for a, b in pairs), default=1)
    arcs = []
    for top, bottom in pairs:
        y1, y2 = (ROW * row + ROW / 2 + 4 for row in (top, bottom))
        reach = 12 + (WIDE - TEXT - 20) * ((bottom - top) / longest) ** 0.5
        arcs.append(f'<path d="M{TEXT} {y1:g}C{TEXT + reach:.0f} {y1:g} {TEXT + reach:.0f} {y2:g} {TEXT} {y2:g}"/>')
    names = []
    for term in terms:
        y = ROW * order[term.id] + ROW / 2 + 9
        name = term.term if len(term.term) <= _LONGEST else term.term[: _LONGEST - 1].rstrip() + "…"
        # Not `href`: the theme's instant navigation sets that of every element that has one, and a link in SVG takes no new one.
        link = html.escape(address(term.id))
        names.append(f'<a xlink:href="{link}"><text x="{TEXT - 10}" y="{y:g}" text-anchor="end">{html.escape(name)}</text></a>')
    count = f"{len(order)} terms and {len(pairs)} relations between them; each entry below names its own."
    return (
        f'<svg class="termmap" viewBox="0 0 {WIDE} {high}" role="group" aria-labelledby="termmap-title" font-size="14">'
        f'<title id="termmap-title">Map of how the terms relate: {count}</title>'
        f'<g fill="none" stroke="currentColor" stroke-width="1.2" opacity="0.45" aria-hidden="true">{"".join(arcs)}</g>'
        f'<g fill="currentColor">{"".join(names)}</g></svg>'
    )
