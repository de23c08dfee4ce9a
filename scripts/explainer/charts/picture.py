"""A chart as one picture to share, with title and source in it: an SVG that stands alone, and a PNG of it.

Places are in units of the lettering here too. Nothing is stretched, and colours are written out, since no
style sheet of the page says them.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from pathlib import Path

from explainer.charts.labels import text_width
from explainer.charts.plot import EM, LINE, NARROWEST_ROW, ROW, Panel, Plot
from explainer.charts.spec import Chart
from explainer.charts.svg import draw_axis, draw_lines, draw_rows, num, swatch

SCALE = 1.5
"""Pixels of a PNG in a unit."""
FACE = "Explainer Sans"
FONTS = sorted(str(path) for path in (Path(__file__).parents[1] / "assets" / "fonts").glob("*.ttf"))

_EDGE, _GAP, _TITLE, _WIDE, _LEFT = 32, 28, 22, 720, 44
_SLIM = 0.72
"""How wide its letters are beside the widest face that `text_width` has in mind."""
_MOST_ROWS = 12
"""More rows of dots than these stand in two columns."""
_COLOUR = re.compile(r"var\(--([\w-]+)\)")
# The rules of charts.css that make the shapes, under the same names
_STYLE = """svg{overflow:visible}text{fill:currentColor}path{fill:none;stroke:currentColor}
.chart__mark path{fill:currentColor;stroke-width:1.8px}.chart__mark .chart__hollow{fill:var(--ground)}
.chart__band{fill:currentColor;stroke:none;opacity:.17}.chart__bars{stroke-width:10px;opacity:.17}
.chart__grid{stroke:var(--line)}.chart__zero{stroke:var(--line-strong)}
.chart__leader{stroke:var(--muted);stroke-width:.75px}
.chart__rule{stroke:var(--muted);stroke-dasharray:2 3}.chart__ticks text,.muted{fill:var(--muted)}
.chart__name,.bold{font-weight:700}"""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands round the drawing, as plain text."""

    title: str
    unit: str
    source: str
    site: str


def picture(chart: Chart, drawing: Plot, words: Words, colours: Mapping[str, str]) -> str:
    """Return the SVG of a chart with its title above and its source below."""
    dots = chart.kind == "dots"
    width = _WIDE * 5 / 3 if _columns(drawing) == 2 else _WIDE
    if dots and _cell(drawing, width)[1] < NARROWEST_ROW:
        drawing = replace(drawing, panels=tuple(map(_unlabelled, drawing.panels)))
    head, top = _head(words, width)
    if not drawing.labelled and len(drawing.named) > 1:
        head, top = head + _key(drawing, top, line=not dots), top + 1.6 * LINE
    body, foot = (_rows if dots else _plots)(chart, drawing, width, top)
    foot += _GAP
    foot_line = _text(_EDGE, foot, words.source, "muted", 12)
    foot_line += _text(width - _EDGE, foot, words.site, "bold", 12, "end")
    height = num(math.ceil(foot + 20))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(width)} {height}" width="{num(width)}"'
        f' height="{height}" font-family="{FACE}, sans-serif" font-size="{EM}" color="var(--text)">'
        f"<title>{escape(words.title)}</title><style>{_STYLE}</style>"
        f'<rect width="100%" height="100%" fill="var(--ground)"/>{head}{body}{foot_line}</svg>'
    )
    return _COLOUR.sub(lambda match: colours.get(match[1], colours["text"]), svg)


@lru_cache(maxsize=256)
def png(svg: str, scale: float = 1) -> bytes:
    """Return an SVG as a PNG, in the face of the package, so that each machine draws the same."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, skip_system_fonts=True, font_files=FONTS))


def _head(words: Words, width: float) -> tuple[str, float]:
    letters = (width - 2 * _EDGE) / _TITLE * 2.1
    lines = [(line, "bold", _TITLE) for line in textwrap.wrap(words.title, int(letters))]
    lines += [(line, "muted", EM) for line in textwrap.wrap(words.unit, int(letters * _TITLE / EM))]
    top, drawn = _EDGE / 2, ""
    for line, kind, size in lines:
        top += size * 1.3
        drawn += _text(_EDGE, top, line, kind, size)
    return drawn, top + _GAP


def _key(drawing: Plot, top: float, *, line: bool) -> str:
    left, drawn = float(_EDGE), ""
    for name, style in drawing.named.values():
        sample = swatch(style, line=line).replace("<svg ", f'<svg x="{num(left)}" y="{num(top - 11)}" ', 1)
        left += 40 if line else 22
        drawn += f'{sample}<g color="var(--{style.colour})">{_text(left, top, name, "bold")}</g>'
        left += text_width(name) * _SLIM + _GAP
    return drawn


def _plots(chart: Chart, drawing: Plot, width: float, top: float) -> tuple[str, float]:
    """Return the plots in rows of up to three, and where the last row ends."""
    count = len(drawing.panels)
    abreast = 1 if count == 1 else 2 if count in (2, 4) else 3
    right = max(map(text_width, drawing.beside)) + LINE if drawing.at_ends else 0
    cell = (width - 2 * _EDGE + _GAP) / abreast - _GAP
    narrowed = replace(drawing, x=replace(drawing.x, length=cell - _LEFT - right))
    height, drawn = drawing.y.length, ""
    for line in _lines_of(drawing.panels, abreast):
        if line[0].group and line[0].group != _before(drawing.panels, line[0]):
            drawn += _text(_EDGE, top, line[0].group, "bold")
            top += 1.5 * LINE
        for at, panel in enumerate(line):
            left = _EDGE + at * (cell + _GAP)
            drawn += _text(left, top, panel.title)
            box = (left + _LEFT, top + LINE, narrowed.x.length, height)
            drawn += _placed(draw_lines(panel, narrowed, chart), *box)
        top += height + 3.5 * LINE
    along = _text(width - _EDGE, top - LINE / 2, chart.x.title, "muted", anchor="end")
    return drawn + along, top


def _rows(chart: Chart, drawing: Plot, width: float, top: float) -> tuple[str, float]:
    """Return the rows of dots, in two columns if they are many, and where the longer one ends."""
    panels = drawing.panels
    columns = [panels]
    if _columns(drawing) == 2:
        halves = range(1, len(panels)) or [1]
        half = min(halves, key=lambda at: abs(_height(panels[:at]) - _height(panels[at:])))
        columns = [panels[:half], panels[half:]]
    room, length = _cell(drawing, width)
    cell = room + length
    narrowed = replace(drawing, x=replace(drawing.x, length=length))
    drawn = ""
    for at, column in enumerate(columns):
        left, here = _EDGE + at * (cell + _GAP), top
        for panel in column:
            if panel.title:
                drawn += _text(left, here + EM, panel.title, "bold")
                here += 1.6 * LINE
            for label, strip in zip(panel.rows, draw_rows(panel, narrowed, chart), strict=True):
                drawn += _text(left, here + ROW / 2 + 5, label)
                drawn += _placed(strip, left + room, here, narrowed.x.length, ROW)
                here += ROW
            here += LINE / 2
        drawn += _placed(draw_axis(narrowed), left + room, here, narrowed.x.length, LINE)
    return drawn, top + max(_height(column) for column in columns) + LINE


def _unlabelled(panel: Panel) -> Panel:
    return replace(panel, series=tuple(replace(series, label=None) for series in panel.series))


def _columns(drawing: Plot) -> int:
    return 2 if sum(len(panel.rows) for panel in drawing.panels) > _MOST_ROWS else 1


def _cell(drawing: Plot, width: float) -> tuple[float, float]:
    """Return how wide the labels of rows are, and how wide that leaves the strips."""
    room = max(text_width(label) for panel in drawing.panels for label in panel.rows) * _SLIM + _GAP
    return room, (width - 2 * _EDGE + _GAP) / _columns(drawing) - _GAP - room


def _height(panels: Sequence[Panel]) -> float:
    return sum(len(panel.rows) * ROW + LINE / 2 + (1.6 * LINE if panel.title else 0) for panel in panels)


def _lines_of(panels: Sequence[Panel], abreast: int) -> Iterator[Sequence[Panel]]:
    """Yield the plots that stand side by side; each group begins a line of its own."""
    line: list[Panel] = []
    for panel in panels:
        if line and (len(line) == abreast or panel.group != line[0].group):
            yield line
            line = []
        line.append(panel)
    yield line


def _before(panels: Sequence[Panel], panel: Panel) -> str:
    at = panels.index(panel)
    return panels[at - 1].group if at else ""


def _placed(svg: str, x: float, y: float, width: float, height: float) -> str:
    box = f'x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"'
    return svg.replace("<svg ", f"<svg {box} ", 1)


def _text(x: float, y: float, said: str, kind: str = "", size: float = EM, anchor: str = "") -> str:
    look = f' class="{kind}"' if kind else ""
    look += f' font-size="{num(size)}"' if size != EM else ""
    look += f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{num(x)}" y="{num(y)}"{look}>{escape(said)}</text>'
