"""Load the charts of a site and check every name and value in them against the tables they draw from.

All is checked before anything is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from explainer.charts.spec import (
    DASHES,
    MARKS,
    NUMERIC,
    STYLES_FILE,
    WEIGHTS,
    Axis,
    Chart,
    Style,
    cell_text,
    is_numeric,
    read_chart,
    selected_rows,
)
from explainer.echoes import breaking
from explainer.evidence.cells import plain_number
from explainer.evidence.numbers import number_mistakes, resolve
from explainer.evidence.tables import NAME, Table
from explainer.problems import Mistake, Problem, expected
from explainer.records import Record, records
from explainer.yaml_data import read_yaml

MOST_SERIES = 7
"""The style sheet switches so many on and off."""
MOST_PANELS = 24


def load_charts(
    folder: Path, name: str, tables: Mapping[str, Table]
) -> tuple[dict[str, Chart], list[Problem]]:
    """Return the charts of a folder by name, and every problem; a chart with a problem is left out.

    The styles stand beside the folder, in `chart-styles.yml`. `name` is the folder as reports should show it.
    """
    charts: dict[str, Chart] = {}
    paths = sorted(folder.glob("[!.]*.yml")) if folder.is_dir() else []
    if not paths:
        return {}, []
    styles, problems = _styles(folder.parent / STYLES_FILE, f"{name.rpartition('/')[0]}/{STYLES_FILE}")
    for path in paths:
        document, found = read_yaml(path, f"{name}/{path.name}")
        if not found:
            record = Record(document, (), found)
            chart = read_chart(path.stem, record, styles)
            _check(chart, record, tables)
            if not found:
                charts[path.stem] = chart
        problems += breaking(found, f"chart {path.stem}")
    return charts, problems


def _styles(path: Path, name: str) -> tuple[dict[str, Style], list[Problem]]:
    if not path.is_file():
        return {}, []
    document, problems = read_yaml(path, name)
    styles = {}
    for style_id, record in records(document, "style", problems):
        colour = record.text("colour", default="text")
        if not NAME.fullmatch(colour):
            hint = "expected a custom property of palette.css without its hyphens: good, variant-cot."
            record.problem(f"'colour' is '{colour}'", hint, "colour")
        styles[style_id] = Style(
            record.text("name"),
            colour,
            record.choice("line", WEIGHTS, default="thin"),
            record.choice("dash", DASHES, default="solid"),
            record.choice("mark", MARKS, default="circle"),
            record.flag("hollow"),
        )
        record.finish()
    return styles, problems


def _check(chart: Chart, record: Record, tables: Mapping[str, Table]) -> None:
    """Check what one chart says of the tables."""
    for key, text in (("title", chart.title), ("alt", chart.alt), ("note", chart.note)):
        for mistake in number_mistakes(text, tables):
            record.add(mistake, key)
    if chart.kind == "dots" and chart.mark_x is not None:
        record.problem("'mark-x' is given to a chart of dots", "expected it beside lines alone.", "mark-x")
    if chart.compose:
        _check_composed(chart, record, tables)
    elif chart.table in tables:
        _check_fields(chart, record, tables[chart.table])
    elif chart.table:
        hint = expected("a table of docs/data/tables", chart.table, tables)
        what = f"'table' names the unknown table '{chart.table}'"
        record.add(Mistake(what, hint, f"table {chart.table}"), "table")


def _check_composed(chart: Chart, record: Record, tables: Mapping[str, Table]) -> None:
    if chart.kind != "dots":
        record.problem("'compose' is given to a chart of lines", "expected `kind: dots` with it.", "compose")
    units: dict[str, None] = {}
    for title, rows in chart.compose.items():
        for row in rows:
            for series, refs in row.series.items():
                where = ("compose", title, row.label, series)
                if not 1 <= len(refs) <= 2:
                    hint = "expected one, or two: before and after."
                    record.problem(f"'{series}' has {len(refs)} values", hint, *where)
                for ref in refs:
                    number = resolve(ref, "", tables)
                    if isinstance(number, Mistake):
                        record.add(number, *where)
                        continue
                    units.setdefault(number.table.unit(number.row, number.column))
                    _check_inside(number.value, f"the value of '{ref}'", chart.x, record, *where)
    if len(units) > 1:
        what = "'compose' mixes the units " + " and ".join(f"'{unit}'" for unit in units)
        record.problem(what, "expected one unit in a chart.", "compose")


def _check_fields(chart: Chart, record: Record, table: Table) -> None:
    """Check each name against the table, and then, if all are there, what they select."""
    before = len(record.problems)
    _check_names(chart, record, table)
    if len(record.problems) == before:
        _check_choice(chart, record, table)
        _check_axis("x", chart.x, chart, record, table)
        _check_axis("y", chart.y, chart, record, table)
        if chart.kind == "lines" and chart.mark_x is not None:
            _check_mark(chart.mark_x, chart, record, table)


def _check_names(chart: Chart, record: Record, table: Table) -> None:
    wanted = [(key, name) for key in ("groups", "rows") if (name := getattr(chart, key))]
    wanted += [(key, name) for key in ("panels", "series", "filter") for name in getattr(chart, key)]
    measured = "x" if chart.kind == "dots" else "y"
    if chart.kind == "dots":
        if not chart.rows:
            record.problem("'rows' is missing", "expected the key column whose values are the rows.")
        if chart.y.columns:
            record.problem("'y' is given to a chart of dots", "expected 'rows' alone.", "y")
    else:
        wanted += [("x", name) for name in chart.x.columns]
        if len(chart.x.columns) != 1:
            what = "'x' names several columns" if chart.x.columns else "'x' names no column"
            record.problem(what, "expected `x: column`.", "x")
        if chart.rows:
            hint = "expected 'panels' or 'series', or `kind: dots`."
            record.problem("'rows' is given to a chart of lines", hint, "rows")
    for where, name in wanted:
        if name not in table.key:
            hint = expected("one of " + ", ".join(table.key), name, table.key)
            record.problem(f"'{where}' names the unknown key column '{name}'", hint, where)
    columns = getattr(chart, measured).columns
    if not columns:
        record.problem(f"'{measured}' names no column", f"expected `{measured}: column`.", measured)
    for name in columns:
        if name not in table.numbers:
            hint = expected("one of " + ", ".join(table.numbers), name, table.numbers)
            record.problem(f"'{measured}' names the unknown column of numbers '{name}'", hint, measured)
    if len(columns) > 1 and chart.series:
        record.problem("'series' is given beside several columns", "expected the one or the other.", "series")


def _check_choice(chart: Chart, record: Record, table: Table) -> None:
    """Check which rows the chart shows, and that each has a place of its own."""
    for name, values in chart.filter.items():
        known = sorted({cell_text(row.values.get(name)) for row in table.rows.values()})
        for value in values:
            if value not in known:
                what = f"'filter' asks for '{value}', which '{name}' never is"
                record.problem(what, expected("one of " + ", ".join(known), value, known), "filter", name)
    along, measured = (chart.y, chart.x) if chart.kind == "dots" else (chart.x, chart.y)
    for name in table.key:
        if name not in (*chart.split, *along.columns) and len(chart.filter.get(name, ())) != 1:
            hint = f"expected '{name}' as groups, panels, rows, series or x, or one value of it in 'filter'."
            record.problem(f"nothing tells the values of '{name}' apart", hint)
    shown = [
        row
        for row in selected_rows(chart, table)
        if any(isinstance(row.values.get(name), float) for name in measured.columns)
    ]
    if not shown:
        hint = "expected a 'filter' that leaves some."
        record.problem("the chart shows no value of its table", hint, "filter")
    for what, names, most in (
        ("series", chart.series, MOST_SERIES),
        ("panels", (chart.groups, *chart.panels), MOST_PANELS),
    ):
        count = len({tuple(cell_text(row.values.get(name)) for name in names if name) for row in shown})
        if count > most:
            record.problem(f"the chart has {count} {what}", f"expected at most {most}.", what)
    accepted = {cell_text(row.values.get(name)) for row in shown for name in table.key}
    accepted.update(measured.columns)
    for name in chart.names:
        if name not in accepted:
            what = f"'names' names '{name}', which the chart does not show"
            record.problem(what, expected("a value or column that it shows", name, accepted), "names", name)


def _check_axis(key: str, axis: Axis, chart: Chart, record: Record, table: Table) -> None:
    cells = [(row, row.values.get(column)) for row in selected_rows(chart, table) for column in axis.columns]
    values = [(row, cell_text(cell)) for row, cell in cells if cell is not None]
    numeric = is_numeric(value for _, value in values)
    accepted = list(dict.fromkeys(value for _, value in values))
    for tick in axis.ticks:
        if numeric and not NUMERIC.fullmatch(tick):
            record.problem(f"'ticks' holds '{tick}'", "expected numbers.", key, "ticks")
        elif numeric:
            _check_inside(float(tick), f"the tick {tick}", axis, record, key, "ticks")
        elif tick not in accepted:
            hint = expected("some of " + ", ".join(accepted), tick, accepted)
            record.problem(f"'ticks' holds '{tick}'", hint, key, "ticks")
    if not numeric:
        return
    if axis.low is not None:
        _check_inside(axis.low, "the beginning of 'range'", axis, record, key, "range")
    for row, value in values:
        _check_inside(float(value), f"the row '{row.key}' is {value}, which", axis, record, key, "range")


def _check_mark(place: float, chart: Chart, record: Record, table: Table) -> None:
    """Check that the upright has a place along the axis."""
    (column,) = chart.x.columns
    if is_numeric(cell_text(row.values.get(column)) for row in selected_rows(chart, table)):
        _check_inside(place, "'mark-x'", chart.x, record, "mark-x")
    else:
        hint = f"expected numbers in the column '{column}'."
        record.problem("'mark-x' is given to an axis of names", hint, "mark-x")


def _check_inside(value: float, what: str, axis: Axis, record: Record, *where: str) -> None:
    """Report a value that has no place on an axis; `what` says whose it is."""
    low, high = (-math.inf if axis.low is None else axis.low), (math.inf if axis.high is None else axis.high)
    if not low <= value <= high:
        hint = f"expected {plain_number(low)} to {plain_number(high)}, or another 'range'."
        record.problem(f"{what} lies outside the axis", hint, *where)
    elif axis.scale == "symlog" and value < 0:
        record.problem(f"{what} has no logarithm", "expected `scale: linear`.", *where)
