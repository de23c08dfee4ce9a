"""The picture that other sites show with a link to a page: its first chart, or its title and place.

Its face comes with the package, so every machine draws the same and none is fetched.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Mapping

from explainer.charts.kept import NOTHING_KEPT, PictureCache
from explainer.charts.picture import FACE
from explainer.exports.head import HEIGHT, WIDTH
from explainer.pages.page import Page

_EDGE = 90
# Size of the letters by how long the title is: letters in all, letters a line, pixels.
_SIZES = ((24, 16, 100), (60, 22, 80), (120, 30, 62))

# <figure class="chart …" data-chart="at-a-glance">
_CHART = re.compile(r'data-chart="([\w-]+)"')
_SIZE = re.compile(r' width="[\d.]+" height="[\d.]+"')


def card_svg(title: str, chapter: str, site: str, colours: Mapping[str, str]) -> str:
    """Return the picture as SVG; a title too long for it ends in an ellipsis."""
    _, letters, size = next((row for row in _SIZES if len(title) <= row[0]), _SIZES[-1])
    lines = textwrap.wrap(title, letters, max_lines=4, placeholder=" …")
    top = 330 - size * 1.2 * (len(lines) - 1) / 2
    said = "".join(
        f'<text x="{_EDGE}" y="{top + size * 1.2 * number:.0f}" font-size="{size}" font-weight="700"'
        f' fill="{colours["text"]}">{html.escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    small = f'<text x="{_EDGE}" font-size="38" fill="{colours["muted"]}"'
    return _framed(
        f'<rect width="{WIDTH // 2}" height="14" fill="{colours["good"]}"/>'
        f'<rect x="{WIDTH // 2}" width="{WIDTH // 2}" height="14" fill="{colours["bad"]}"/>'
        f'{small} y="130">{html.escape(chapter)}</text>{said}'
        f'{small} y="{HEIGHT - 60}">{html.escape(site)}</text>',
        colours,
    )


def chart_card(chart: str, colours: Mapping[str, str]) -> str:
    """Return the picture of a page that shows a chart: the SVG of that chart, in the size of all cards."""
    return _framed(_SIZE.sub(f' width="{WIDTH}" height="{HEIGHT}"', chart, count=1), colours)


def card_png(
    page: Page,
    site: str,
    charts: Mapping[str, str],
    colours: Mapping[str, str],
    kept: PictureCache = NOTHING_KEPT,
) -> bytes:
    """Return the picture of a page as PNG; what a page shows says more than its title."""
    shown = _CHART.search(page.html)
    if shown and shown[1] in charts:
        svg = chart_card(charts[shown[1]], colours)
    else:
        svg = card_svg(page.headline, page.chapter, site, colours)
    return kept.png(f"social/{page.src}", svg)


def _framed(inner: str, colours: Mapping[str, str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="{FACE}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours["ground"]}"/>{inner}</svg>'
    )
