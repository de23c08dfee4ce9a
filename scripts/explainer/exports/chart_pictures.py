"""The pictures of charts that readers may save and share, and the colours in which all pictures are drawn.

A colour has its meaning from the palette of the site, `assets/stylesheets/palette.css`, in its light half.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from explainer.blocks.chart import drawing_of, plain_text, sources_of, tables_of, unit_line
from explainer.charts.kept import NOTHING_KEPT, PictureCache
from explainer.charts.picture import SCALE, Words, picture
from explainer.charts.spec import Chart
from explainer.content.site import Site
from explainer.extras import has

PALETTE = Path("assets", "stylesheets", "palette.css")
COLOURS = {
    "text": "#1d2329",
    "muted": "#555d66",
    "ground": "#fcfbf8",
    "line": "#dfdbd1",
    "line-strong": "#80858b",
    "good": "#0b5cad",
    "bad": "#b4330b",
}
"""Where a site has no palette."""

# --good: light-dark(#0b5cad, #7db8ff);
_PAIR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{3,6})\b")


def chart_files(site: Site, site_name: str, kept: PictureCache = NOTHING_KEPT) -> dict[str, str | bytes]:
    """Return each chart's picture by its path below the site's root: SVG and, where one can be made, PNG."""
    files: dict[str, str | bytes] = {}
    for name, svg in chart_pictures(site, site_name).items():
        files[f"charts/{name}.svg"] = svg
        if has("pictures"):
            files[f"charts/{name}.png"] = kept.png(f"charts/{name}", svg, SCALE)
    return files


@lru_cache(maxsize=2)
def chart_pictures(site: Site, site_name: str) -> Mapping[str, str]:
    """Return each chart as an SVG that stands alone."""
    colours = palette(site.docs)
    return {
        chart.name: picture(
            chart, drawing_of(chart.name, site.content), _words(chart, site, site_name), colours
        )
        for chart in site.content.charts.values()
    }


def _words(chart: Chart, site: Site, site_name: str) -> Words:
    tables = tables_of(chart, site)
    sources = [f"{name}, {where}".rstrip(", ") for _, name, where in sources_of(tables, site)]
    models = dict.fromkeys(table.model for table in tables if table.model)  # What no work reports
    return Words(
        plain_text(chart.title, site),
        f"{unit_line(chart)}{plain_text(chart.note, site)}",
        f"Source: {'; '.join(sources)}" if sources else f"Measured on: {'; '.join(models)}" if models else "",
        site_name,
    )


@cache
def palette(docs: Path) -> Mapping[str, str]:
    """Return the colours for pictures by their names."""
    path = docs / PALETTE
    found = dict(_PAIR.findall(path.read_text(encoding="utf-8"))) if path.is_file() else {}
    return {**COLOURS, **found}
