"""Charts as authors write them: one short YAML file each, checked against the tables it draws from.

A chart names columns and says how they are shown; it holds no values, so that a drawing cannot drift from its
table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from explainer.evidence.cells import plain_number
from explainer.evidence.tables import NAME, Row, Table
from explainer.problems import expected
from explainer.records import Record

KINDS = ("lines", "dots")
SCALES = ("linear", "symlog")
WEIGHTS = {"thin": 1.5, "thick": 2.5}
DASHES = {"solid": "", "dashed": "6 3", "dotted": "1.5 2.5", "dash-dot": "8 3 1.5 3"}
MARKS = ("circle", "square", "triangle-up", "diamond")
STYLES_FILE = "chart-styles.yml"

# 2023, -6, 0.5, 1e+25
NUMERIC = re.compile(r"[+-]?\d{1,100}(?:\.\d{1,100})?(?:e[+-]?(?:\d{1,2}|100))?")


@dataclass(frozen=True, slots=True)
class Style:
    """How one thing looks in every chart: a colour with a meaning, and other cues for the colour-blind."""

    name: str = ""
    colour: str = "text"
    """A custom property of the style sheet, without its hyphens."""
    line: str = "thin"
    dash: str = "solid"
    mark: str = "circle"
    hollow: bool = False


PLAIN = (
    Style(line="thick"),
    Style(colour="muted", dash="dashed", mark="square", hollow=True),
    Style(colour="muted", dash="dotted", mark="diamond"),
)
"""For series that no style is given for, in turn."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What one axis shows."""

    columns: tuple[str, ...] = ()
    title: str = ""
    low: float | None = None
    high: float | None = None
    ticks: tuple[str, ...] = ()
    scale: str = "linear"


@dataclass(frozen=True, slots=True)
class ComposedRow:
    """A row of dots by hand: a label and, for each series, one number reference or two (before, after)."""

    label: str
    series: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A checked chart."""

    name: str
    path: str
    title: str
    """The finding, with its limits; Markdown."""
    alt: str
    note: str = ""
    kind: str = "lines"
    table: str = ""
    filter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: str = ""
    panels: tuple[str, ...] = ()
    rows: str = ""
    series: tuple[str, ...] = ()
    """One column, or two: the first decides the colour, the second dash and mark."""
    x: Axis = field(default_factory=Axis)
    y: Axis = field(default_factory=Axis)
    mark_x: float | None = None
    """Where a thin upright line parts the plot."""
    bands: bool = True
    """Whether 95 % bands are drawn; they are told and listed in any case."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What a value or column is called in this chart."""
    styles: Mapping[str, Style] = field(default_factory=dict)
    compose: Mapping[str, tuple[ComposedRow, ...]] = field(default_factory=dict)

    @property
    def split(self) -> tuple[str, ...]:
        """The key columns that tell the points of the chart apart."""
        return tuple(filter(None, (self.groups, *self.panels, self.rows, *self.series)))


def read_chart(name: str, record: Record, styles: Mapping[str, Style]) -> Chart:
    """Read one file; whether what it names is there, `explainer.charts.load` checks."""
    if not NAME.fullmatch(name):
        record.problem(f"the chart is named '{name}'", "expected small letters, digits and single hyphens.")
    texts = {key: record.text(key, required=key != "note") for key in ("title", "alt", "note")}
    asked = _words("styles", record)
    for value, style in asked.items():
        if style not in styles:
            hint = expected(f"a style of {STYLES_FILE}", style, styles)
            record.problem(f"'styles' names the unknown style '{style}'", hint, "styles", value)
    chart = Chart(
        name=name,
        path=record.document.path,
        **texts,
        kind=record.choice("kind", KINDS, default="lines"),
        table=record.text("table", required=not record.value.get("compose")),
        filter={key: _texts(value) for key, value in record.mapping("filter").items()},
        panels=record.texts("panels"),
        **{key: record.text(key) for key in ("groups", "rows")},
        series=record.texts("series"),
        x=_axis("x", record),
        y=_axis("y", record),
        mark_x=_number("mark-x", record),
        bands=record.flag("bands") or "bands" not in record.value,
        names=_words("names", record),
        styles={**styles, **{value: styles[style] for value, style in asked.items() if style in styles}},
        compose=_compose(record),
    )
    record.finish()
    return chart


def _words(key: str, record: Record) -> dict[str, str]:
    """Read a mapping of values to words."""
    found = record.mapping(key)
    for name, value in found.items():
        if isinstance(value, (dict, list)) or value is None:
            what = f"'{key}' gives '{name}' something that is not text"
            record.problem(what, "expected `value: words` lines.", key, name)
    return {name: str(value) for name, value in found.items()}


def _axis(key: str, record: Record) -> Axis:
    """Read `x: step`, `y: [first, last]` or a mapping with `column`."""
    if not isinstance(record.value.get(key), dict):
        return Axis(record.texts(key))
    record.mapping(key)
    inner = Record(record.document, (*record.keys, key), record.problems, key)
    low, high = _range(inner)
    axis = Axis(
        inner.texts("column"),
        inner.text("title"),
        low,
        high,
        inner.texts("ticks"),
        inner.choice("scale", SCALES, default="linear"),
    )
    inner.finish()
    return axis


def _range(record: Record) -> tuple[float | None, float | None]:
    ends = record.texts("range")
    if not ends:
        return None, None
    if len(ends) == 2 and all(NUMERIC.fullmatch(end) for end in ends) and float(ends[0]) < float(ends[1]):
        return float(ends[0]), float(ends[1])
    record.problem("'range' is not two numbers in order", "expected `range: [0, 100]`.", "range")
    return None, None


def _number(key: str, record: Record) -> float | None:
    text = record.text(key)
    if not text or NUMERIC.fullmatch(text):
        return float(text) if text else None
    record.problem(f"'{key}' is '{text}'", "expected a number.", key)
    return None


def _compose(record: Record) -> dict[str, tuple[ComposedRow, ...]]:
    """Read panels of rows of series: `HHH RL: {distilled: {triggered: [before, after]}}`."""
    found: dict[str, tuple[ComposedRow, ...]] = {}
    for title, rows in record.mapping("compose").items():
        if not isinstance(rows, dict) or not rows:
            hint = "expected `label: {series: [before, after]}` lines below it."
            record.problem(f"the panel '{title}' has no rows", hint, "compose", title)
            continue
        made = []
        for label, series in rows.items():
            if isinstance(series, dict) and series:
                made.append(ComposedRow(label, {key: _texts(refs) for key, refs in series.items()}))
            else:
                hint = "expected `series: [before, after]`."
                record.problem(f"the row '{label}' has no series", hint, "compose", title, label)
        found[title] = tuple(made)
    return found


def _texts(value: Any) -> tuple[str, ...]:
    """Return one value or a list of them as texts."""
    return tuple(map(str, value if isinstance(value, list) else [value]))


def selected_rows(chart: Chart, table: Table) -> Iterator[Row]:
    """Yield the rows of the table that the chart shows."""
    for row in table.rows.values():
        if all(cell_text(row.values.get(name)) in values for name, values in chart.filter.items()):
            yield row


def cell_text(value: float | str | None) -> str:
    """Return a cell as text."""
    return plain_number(value) if isinstance(value, float) else value or ""


def is_numeric(values: Iterable[str]) -> bool:
    """Tell whether every value can stand on a scale of numbers."""
    return all(NUMERIC.fullmatch(value) for value in values)
