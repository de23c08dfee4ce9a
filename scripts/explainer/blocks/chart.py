"""The block of a chart: the finding, the drawing, its source, and the numbers behind it.

Everything is there without script; the script only tells the values of single points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, groupby

from explainer.charts.labels import text_width
from explainer.charts.layout import MANY, plot
from explainer.charts.plot import Panel, Plot, Point, Series
from explainer.charts.spec import Chart
from explainer.charts.svg import draw_axis, draw_lines, draw_rows, swatch
from explainer.content.content import Content
from explainer.content.site import Site
from explainer.evidence.numbers import NUMBER_RE, Number, resolve
from explainer.evidence.tables import OBTAINED, Table
from explainer.extras import has
from explainer.problems import Mistake, expected
from explainer.templates import fill, safe
from explainer.text.tables import repeats

MOST_PLACES = 8
"""So many places along the axis get a column each; a longer curve is told by its ends and extremes."""

_TOLD = ("first", "lowest", "highest", "last")
_NUMBER = re.compile(NUMBER_RE)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The table behind a chart."""

    head: list[str]
    rows: list[list[str]]
    lead: int
    """How many cells of a row say what it is."""
    whole: bool = True
    """Whether it holds every value; a curve of many points is told by its ends and extremes."""

    @property
    def grouped(self) -> list[tuple[list[str], list[int]]]:
        """Its rows, each with the cells that only say again of what group it is."""
        return list(zip(self.rows, repeats([row[: self.lead] for row in self.rows]), strict=True))


def chart_panel(argument: str, site: Site) -> str:
    """Return the figure of one chart."""
    charts = site.content.charts
    chart = charts.get(argument)
    if chart is None:
        hint = expected("the name of a file in docs/data/charts", argument, charts)
        raise Mistake(f"unknown chart '{argument}'", hint, f"chart {argument}")
    drawing = drawing_of(argument, site.content)
    tables = tables_of(chart, site)
    lines = chart.kind == "lines"
    points = [p for panel in drawing.panels for series in panel.series for p in series.points]
    return fill(
        "blocks/chart.html",
        chart=chart,
        title=safe(site.fragment(chart.title, inline=True)),
        note=safe(site.fragment(chart.note, inline=True)) if chart.note else "",
        alt=plain_text(chart.alt, site),
        unit=unit_line(chart),
        measure=(chart.y if lines else chart.x).title,
        along=chart.x.title if lines else "",
        png=has("pictures"),
        plot=drawing,
        groups=_groups(chart, drawing),
        axis=safe(draw_axis(drawing)),
        layout=_layout(len(drawing.panels)),
        tick=max((label for _, label in drawing.y.ticks), key=len, default=""),
        room=max(drawing.beside, key=text_width, default=""),
        named=[(name, safe(swatch(style, line=lines))) for name, style in drawing.named.values()],
        sources=[(key, site.address("reference", key), *said) for key, *said in sources_of(tables, site)],
        tables=[(table, site.address("table", table.name)) for table in tables],
        about=_about(tables),
        banded=chart.bands and any(point.lo is not None for point in points),
        numbers=numbers_table(chart, drawing),
    )


@lru_cache(maxsize=128)  # A page, the gallery, pictures and a preview show the same.
def drawing_of(name: str, content: Content) -> Plot:
    """Return the drawing of a chart that is there."""
    return plot(content.charts[name], content.tables)


def _layout(count: int) -> str:
    """Name how many plots stand abreast: where there is room, and where there is little."""
    if count == 1:
        return "one"
    return "two" if count in (2, 4) else "three" if count < MANY else "many"


def plain_text(text: str, site: Site) -> str:
    """Return a text with its numbers filled in, for an attribute."""

    def fill_in(match: re.Match[str]) -> str:
        number = resolve(match[1], match[2] or "", site.content.tables)
        assert isinstance(number, Number), "the numbers of a chart's texts are checked when it is loaded"
        return number.text

    return _NUMBER.sub(fill_in, text)


def unit_line(chart: Chart) -> str:
    """Return what is measured as the sentence that begins the line below the title."""
    measure = (chart.x if chart.kind == "dots" else chart.y).title
    return f"{measure[:1].upper()}{measure[1:]}. " if measure else ""


def tables_of(chart: Chart, site: Site) -> list[Table]:
    """Return the tables that a chart draws from, in their order."""
    if not chart.compose:
        return [site.content.tables[chart.table]]
    references = (
        ref for rows in chart.compose.values() for row in rows for refs in row.series.values() for ref in refs
    )
    return [site.content.tables[name] for name in dict.fromkeys(ref.partition("/")[0] for ref in references)]


def sources_of(tables: Iterable[Table], site: Site) -> list[tuple[str, str, str]]:
    """Return key, name and places of each work the tables come from."""
    places: dict[str, list[str]] = {}
    for table in tables:
        places.setdefault(table.source, []).append(table.figure or table.section)
    works = site.content.bibliography.references
    said = {key: ", ".join(dict.fromkeys(filter(None, found))) for key, found in places.items()}
    return [(key, works[key].short, where) for key, where in said.items() if key in works]


def _about(tables: Sequence[Table]) -> str:
    """Say which model and how the values were obtained, where one table says it for all."""
    if len(tables) != 1:
        return ""
    table = tables[0]
    model, how = table.model.rstrip("."), f"Values {OBTAINED[table.obtained]}"
    return f"{model}. {how}; confidence {table.confidence}." if model else f"{how}."


def _groups(chart: Chart, drawing: Plot) -> list[tuple[str, list[tuple[Panel, list[str]]]]]:
    """Return each plot with its drawing, or the drawings of its rows, under the title of their group."""
    draw = draw_rows if chart.kind == "dots" else lambda *asked: [draw_lines(*asked)]
    return [
        (group, [(panel, [safe(svg) for svg in draw(panel, drawing, chart)]) for panel in panels])
        for group, panels in groupby(drawing.panels, key=lambda panel: panel.group)
    ]


def numbers_table(chart: Chart, drawing: Plot) -> Numbers:
    """Return the table behind a chart."""
    unit = "%" if drawing.unit == "%" else ""
    return _dots_table(chart, drawing, unit) if chart.kind == "dots" else _lines_table(chart, drawing, unit)


def _dots_table(chart: Chart, drawing: Plot, unit: str) -> Numbers:
    """Return a row for each row of dots, a column for each series."""
    lead, titles = _lead(chart, drawing)
    names = (name or chart.x.title for name, _ in drawing.named.values())
    head = [*lead, _spaced(chart.rows or "row"), *names]
    rows = []
    for panel in drawing.numbers:
        cells = {(each.key, point.y): _said(point, unit) for each in panel.series for point in each.points}
        rows += [
            [*titles(panel), label, *(cells.get((key, float(at)), "–") for key in drawing.named)]
            for at, label in enumerate(panel.rows)
        ]
    return Numbers(head, rows, len(lead) + 1)


def _lines_table(chart: Chart, drawing: Plot, unit: str) -> Numbers:
    """Return a row for each line, a column for each place; where there are too many, ends and extremes."""
    lead, titles = _lead(chart, drawing)
    several = any(series.name for panel in drawing.numbers for series in panel.series)
    points = [point for panel in drawing.numbers for series in panel.series for point in series.points]
    places = list(dict.fromkeys(point.raw for point in sorted(points, key=lambda point: point.x)))
    whole = len(places) <= MOST_PLACES
    columns = [chart.names.get(place, place) for place in places] if whole else list(_TOLD)
    rows = []
    for panel in drawing.numbers:
        for series in panel.series:
            here = {point.raw: _said(point, unit) for point in series.points}
            cells = [here.get(place, "–") for place in places] if whole else _told(series, unit)
            rows.append([*titles(panel), *([series.name] if several else []), *cells])
    lead += [_spaced(", ".join(chart.series) or "measure")] if several else []
    return Numbers([*lead, *columns], rows, len(lead), whole)


def _told(series: Series, unit: str) -> list[str]:
    """Return what is told of a line of many points, in the order of `_TOLD`."""
    low, high = (find(series.points, key=lambda point: point.y) for find in (min, max))
    ends = (series.points[0], low, high, series.points[-1])
    return [f"{_said(point, unit)} at {point.raw}" for point in ends]


def _lead(chart: Chart, drawing: Plot) -> tuple[list[str], Callable[[Panel], list[str]]]:
    """Return what heads the columns for groups and panels, if there are any, and what fills one panel's."""
    wanted = [any(panel.group for panel in drawing.numbers), any(panel.title for panel in drawing.numbers)]
    head = [_spaced(chart.groups), ", ".join(map(_spaced, chart.panels)) or "part"]

    def titles(panel: Panel) -> list[str]:
        return list(compress((panel.group, panel.title), wanted))

    return list(compress(head, wanted)), titles


def _spaced(column: str) -> str:
    return column.replace("-", " ")


def _said(point: Point, unit: str) -> str:
    """Return a value with its band: `62% (58–67)`, or what it was and what it became."""
    before = f"{point.before}{unit} → " if point.before else ""
    return f"{before}{point.value}{unit}" + (f" ({point.band})" if point.band else "")
