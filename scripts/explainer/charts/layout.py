"""From a table to panels of series of points, in the order in which its description names the values."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

from explainer.charts.labels import label_dots, label_ends, label_lines, narrow_ticks, part_dots
from explainer.charts.plot import (
    NARROWEST_ROW,
    ROW,
    SHARED_WIDTH,
    WIDTH,
    Panel,
    Plot,
    Point,
    Scale,
    Series,
    simplify,
)
from explainer.charts.spec import PLAIN, Axis, Chart, Style, cell_text, is_numeric, selected_rows
from explainer.evidence.cells import LARGEST_WHOLE
from explainer.evidence.columns import Column
from explainer.evidence.numbers import Number, format_value, resolve
from explainer.evidence.tables import Row, Table

ONE, SEVERAL = 252, 140
"""Height of a plot that stands alone, and of one among several."""
NARROWEST = {False: 172, True: 125}
"""The same for one plot among several, and for one of so many that two stand abreast on a phone."""
NARROWEST_ALONE = 80
"""And for one plot that shares the width with names at the ends of its lines."""
MANY = 6
"""From so many plots on two stand abreast on a phone."""


def plot(chart: Chart, tables: Mapping[str, Table]) -> Plot:
    """Return the drawing of a checked chart."""
    found = _composed(chart, tables) if chart.compose else _from_table(chart, tables[chart.table])
    panels, unit, along = found
    points = [point for panel in panels for series in panel.series for point in series.points]
    if chart.kind == "dots":
        xs = [point.x for point in points] + [point.start for point in points if point.start is not None]
        x = _scale(chart.x, xs, WIDTH, unit, {})
        narrow = replace(x, length=NARROWEST_ROW)
        drawn = tuple(part_dots(panel, narrow) for panel in panels)
        y = Scale("linear", 0, ROW, ROW, ())
        named = _label_one(drawn, partial(label_dots, x=narrow))
        return Plot(named, x, y, unit, along, panels, narrow_ticks(narrow))
    places = {} if is_numeric(point.raw for point in points) else {point.raw: point.x for point in points}
    alone = len(panels) == 1
    along_x = [point.x for point in points] + ([] if chart.mark_x is None else [chart.mark_x])
    x = _scale(chart.x, along_x, WIDTH if alone else SHARED_WIDTH, "", places)
    measured = [
        end for p in points for end in (p.y, p.lo, p.hi) if end is not None and (chart.bands or end is p.y)
    ]
    y = replace(_scale(chart.y, measured, ONE if alone else SEVERAL, unit, {}), down=True)
    drawn = tuple(_simplified(panel, x, y, chart.bands) for panel in panels)
    narrow = replace(x, length=NARROWEST[len(panels) >= MANY])
    ticks = narrow_ticks(replace(narrow, length=NARROWEST_ALONE if alone else NARROWEST[True]))
    ends, lines = partial(label_ends, x=x, y=y), partial(label_lines, x=narrow, y=y, upright=chart.mark_x)
    return Plot(_label_one(drawn, ends if alone else lines), x, y, unit, along, panels, ticks)


def _simplified(panel: Panel, x: Scale, y: Scale, bands: bool) -> Panel:
    series = (replace(one, points=simplify(one.points, x, y, bands)) for one in panel.series)
    return replace(panel, series=tuple(series))


def _label_one(panels: tuple[Panel, ...], place: Callable[[Panel], Panel]) -> tuple[Panel, ...]:
    """Name the series in the first plot that holds all of them and has room for their names."""
    every = {series.key for panel in panels for series in panel.series}
    for at, panel in enumerate(panels):
        if len(every) > 1 and {series.key for series in panel.series} == every:
            named = place(panel)
            if all(series.label for series in named.series):
                return (*panels[:at], named, *panels[at + 1 :])
    return panels


def _scale(
    axis: Axis, values: Sequence[float], length: float, unit: str, places: Mapping[str, float]
) -> Scale:
    """Return the scale for `values`; `places` are names in order, where the axis has no numbers.

    A share is shown whole.
    """
    if places:
        ticks = [(places[tick], tick) for tick in axis.ticks or places if tick in places]
        return Scale("linear", 0, max(len(places) - 1, 1), length, tuple(ticks), steps=True)
    share = unit == "%" and axis.low is None and min(values) >= 0 and max(values) <= 100
    at = [float(tick) for tick in axis.ticks] or ([0, 50, 100] if share else _nice(min(values), max(values)))
    low, high = (0.0, 100.0) if share else (axis.low, axis.high)
    low, high = min(*values, *at) if low is None else low, max(*values, *at) if high is None else high
    at = [tick for tick in at if low <= tick <= high] or [low, high]
    labels = [format_value(tick, _decimals(tick)) for tick in at]
    labels = [
        label if tick >= 10_000 else label.replace(",", "") for tick, label in zip(at, labels, strict=True)
    ]
    if unit == "%":
        labels[-1] += unit
    if low == high:
        aside = 1 if abs(low) < LARGEST_WHOLE else abs(low)  # One more than a large float is that float.
        low, high = low - aside, high + aside
    return Scale(axis.scale, low, high, length, tuple(zip(at, labels, strict=True)))


def _decimals(value: float) -> int:
    """Return how many decimals a number needs to be said, six at most: 2 for 0.25."""
    return next((places for places in range(6) if math.isclose(round(value, places), value)), 6)


def _nice(low: float, high: float) -> list[float]:
    """Return two to four round numbers from `low` to `high`, or round it."""
    low = min(low, 0) if low < high / 2 else low
    step = 10 ** math.floor(math.log10((high - low) or 1))
    step = next(size * step for size in (0.5, 1, 2, 2.5, 5) if (high - low) / (size * step) <= 3)
    # Floats: what draws takes no whole number beyond those of a machine.
    return [float(index * step) for index in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _from_table(chart: Chart, table: Table) -> tuple[tuple[Panel, ...], str, str]:
    """Return the panels of a chart of one table, the unit of its values and that of places along a line."""
    measured, place = (chart.x, chart.rows) if chart.kind == "dots" else (chart.y, chart.x.columns[0])
    rows = list(selected_rows(chart, table))
    places = _values(rows, table.columns[place])
    numeric = chart.kind == "lines" and is_numeric(places)
    panels = []
    parting = (chart.groups, *chart.panels)
    parted: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        part = tuple(cell_text(row.values.get(column)) if column else "" for column in parting)
        parted.setdefault(part, []).append(row)
    for values in product(*(_values(rows, table.columns.get(column)) for column in parting)):
        wanted = dict(zip(parting, values, strict=True))
        mine = parted.get(values, [])
        here = _values(mine, table.columns[place]) if chart.kind == "dots" else places
        order = {value: float(value) if numeric else float(index) for index, value in enumerate(here)}
        series = _series(chart, table, mine, order, place, values[1:])
        if series:
            titles = [_name(chart, table.columns.get(column), value) for column, value in wanted.items()]
            shown = here if chart.kind == "dots" else ()
            labels = tuple(_name(chart, table.columns[place], value) for value in shown)
            panels.append(Panel(titles[0], ", ".join(titles[1:]), series, labels))
    unit = next((table.columns[name].unit for name in measured.columns if table.columns[name].unit), "")
    return tuple(panels), unit, table.columns[place].unit if numeric else ""


def _series(
    chart: Chart,
    table: Table,
    rows: Sequence[Row],
    order: Mapping[str, float],
    place: str,
    titles: Sequence[str],
) -> tuple[Series, ...]:
    """Return one panel's series: one for each value of the series columns, or for each column of numbers."""
    dots = chart.kind == "dots"
    columns = (chart.x if dots else chart.y).columns
    values = [_values(rows, table.columns.get(name)) for name in chart.series]
    keys = list(product(*values)) if len(columns) == 1 else [(name,) for name in columns]
    found = []
    for index, key in enumerate(keys):
        column = columns[0] if len(columns) == 1 else key[0]
        mine = [row for row in rows if len(columns) > 1 or _are(row, chart.series, key)]
        points = list(filter(None, (_point(row, table, column, place, order, chart) for row in mine)))
        points.sort(key=lambda point: point.y if dots else point.x)
        if points:
            parts = zip(chart.series if len(columns) == 1 else ("",), key, strict=True)
            names = [_name(chart, table.columns.get(part), value) for part, value in parts]
            style = _style(chart, (*key, *reversed(titles)), index)
            found.append(Series("/".join(key) or column, ", ".join(names), style, tuple(points)))
    return tuple(found)


def _name(chart: Chart, column: Column | None, value: str) -> str:
    """Return what a value is called: in this chart, in all charts, in its table."""
    style = chart.styles.get(value, PLAIN[0])
    return chart.names.get(value) or style.name or (column.values.get(value, value) if column else value)


def _values(rows: Iterable[Row], column: Column | None) -> list[str]:
    """Return the values of a key column that occur, in the order of the table's description.

    Where there is no column, that is one value without a name.
    """
    if column is None:
        return [""]
    found = dict.fromkeys(cell_text(row.values.get(column.name)) for row in rows)
    return list(dict.fromkeys([*(value for value in column.values if value in found), *found]))


def _are(row: Row, columns: Sequence[str], values: Sequence[str]) -> bool:
    return all(cell_text(row.values.get(name)) == value for name, value in zip(columns, values, strict=True))


def _point(
    row: Row, table: Table, name: str, place: str, order: Mapping[str, float], chart: Chart
) -> Point | None:
    value, raw = row.values.get(name), cell_text(row.values.get(place))
    if not isinstance(value, float):
        return None
    where = chart.names.get(raw) or table.columns[place].values.get(raw, raw)
    x, y = (value, order[raw]) if chart.kind == "dots" else (order[raw], value)
    lo, hi = _band(row, table.columns[name])
    text, band = _said(table, row, table.columns[name], value)
    return Point(x, y, lo, hi, raw, where, text, band)


def _band(row: Row, column: Column) -> tuple[float | None, float | None]:
    """Return the ends of the 95 % band of a value, where both are known."""
    lo, hi = (row.values.get(name) for name in column.band or ("", ""))
    return (lo, hi) if isinstance(lo, float) and isinstance(hi, float) else (None, None)


def _said(table: Table, row: Row, column: Column, value: float) -> tuple[str, str]:
    """Return a value and its band as readers see them, without the unit."""
    decimals = table.decimals(row, column)
    band = [
        format_value(end, decimals, signed=column.signed) for end in _band(row, column) if end is not None
    ]
    return format_value(value, decimals, signed=column.signed), "–".join(band)


def _composed(chart: Chart, tables: Mapping[str, Table]) -> tuple[tuple[Panel, ...], str, str]:
    panels, unit = [], ""
    for title, rows in chart.compose.items():
        points: dict[str, list[Point]] = {}
        for index, row in enumerate(rows):
            for key, refs in row.series.items():
                known = (resolve(ref, "", tables) for ref in refs)
                numbers = [number for number in known if isinstance(number, Number)]
                unit = numbers[-1].table.unit(numbers[-1].row, numbers[-1].column)
                points.setdefault(key, []).append(_change(numbers, index, row.label))
        series = [
            Series(key, _name(chart, None, key), _style(chart, (key,), at), tuple(found))
            for at, (key, found) in enumerate(points.items())
        ]
        panels.append(Panel("", title, tuple(series), tuple(row.label for row in rows)))
    return tuple(panels), unit, ""


def _style(chart: Chart, keys: Sequence[str], index: int) -> Style:
    """Return the style of a series by its values, or by the panel it is alone in.

    The first value that has a style gives the colour, the last of the series columns dash and mark.
    """
    found = [chart.styles[key] for key in keys if key in chart.styles]
    if not found:
        return PLAIN[index % len(PLAIN)]
    last = found[min(1, len(found) - 1, max(len(chart.series) - 1, 0))]
    return replace(found[0], dash=last.dash, mark=last.mark)


def _change(numbers: Sequence[Number], index: int, label: str) -> Point:
    """Return the point of one reference, or of two: before and after."""
    last, first = numbers[-1], numbers[0]
    lo, hi = _band(last.row, last.column)
    text, band = _said(last.table, last.row, last.column, last.value)
    point = Point(last.value, float(index), lo, hi, label, label, text, band)
    if len(numbers) == 1:
        return point
    before, _ = _said(first.table, first.row, first.column, first.value)
    return replace(point, start=first.value, before=before)
