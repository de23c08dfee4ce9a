"""A chart as a Vega-Lite specification, complete with its values: scales, grid, bands, lines, marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from explainer.charts.plot import FONT, ROW, Panel, Plot, Scale, Series
from explainer.charts.spec import DASHES, WEIGHTS, Chart, Style

FEW = 12
"""Up to this many points each gets its mark; a longer line gets one at its end."""

_SYMBOLS = {"circle": 42, "square": 40, "triangle-up": 42, "diamond": 46}
_WHOSE = {"detail": {"field": "s", "type": "nominal"}, "description": {"field": "s"}}
"""Lines are parted by series; what is drawn says whose it is."""
_SHAPE = {
    "shape": {"field": "m", "type": "nominal", "scale": None},
    "size": {"field": "z", "type": "quantitative", "scale": None},
}


def spec(plot: Plot, chart: Chart) -> dict[str, Any]:
    """Return the chart as a Vega-Lite specification, complete with its values.

    `usermeta` holds what Vega-Lite has no place for: how each series looks, what the script tells of each
    point, and the
    words. Those are set by us, since measuring them would take Vega longer than all the rest.
    """
    build = _dots if chart.kind == "dots" else _lines
    order = list(plot.named)
    grid = {"condition": {"test": "datum.value === 0", "value": "var(--line-strong)"}, "value": "var(--line)"}
    axis = {
        "domain": False,
        "ticks": False,
        "labels": False,
        "title": None,
        "translate": 0,
        "gridColor": grid,
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {"axis": axis, "view": {"stroke": None}},
        "vconcat": [build(panel, plot, chart) for panel in plot.panels],
        "usermeta": {
            "font": FONT,
            "margins": plot.margins,
            "series": [[_about(series, order) for series in panel.series] for panel in plot.panels],
            "ticks": [_ticks(panel, plot, chart) for panel in plot.panels],
            "rows": [
                [(0, index * ROW + FONT, "start", label) for index, label in enumerate(panel.rows)]
                for panel in plot.panels
            ],
            "rules": [
                "".join(f"M0 {index * ROW}h{plot.x.length:g}" for index in range(1, len(panel.rows)))
                for panel in plot.panels
            ],
        },
    }


def _about(series: Series, order: Sequence[str]) -> dict[str, Any]:
    style, points = series.style, series.points
    told = {
        "n": series.name,
        "x": [point.where for point in points],
        "y": [point.value for point in points],
        "b": [point.band for point in points],
        "f": [point.before for point in points],
    }
    look = {
        "colour": style.colour,
        "width": WEIGHTS[style.line],
        "dash": DASHES[style.dash],
        "hollow": style.hollow,
    }
    return {**look, "key": f"{order.index(series.key)}", "told": told, "label": series.label}


def _ticks(panel: Panel, plot: Plot, chart: Chart) -> list[tuple[float, float, str, str]]:
    """Return the numbers on the axes: place, anchor, text."""
    height = ROW * len(panel.rows) if chart.kind == "dots" else plot.y.length
    along = [
        (plot.x.at(value), height + FONT + 3, _anchor(plot.x.at(value), plot.x), label)
        for value, label in plot.x.ticks
    ]
    return along + [(-5, plot.y.at(value) + FONT * 0.35, "end", label) for value, label in plot.y.ticks]


def _anchor(place: float, scale: Scale) -> str:
    """Keep the first and the last number on an axis inside the drawing; a name stands under its place."""
    if scale.steps:
        return "middle"
    return "start" if place < 12 else "end" if place > scale.length - 12 else "middle"


def _encoding(scale: Scale, field: str, *, grid: bool) -> dict[str, Any]:
    kind: dict[str, Any] = {"domain": [scale.low, scale.high], "nice": False, "zero": False, "padding": 0}
    if scale.kind == "symlog":
        kind |= {"type": "symlog", "constant": 1}
    axis = {"values": [value for value, _ in scale.ticks], "grid": True} if grid else None
    return {"field": field, "type": "quantitative", "scale": kind, "axis": axis}


def _lines(panel: Panel, plot: Plot, chart: Chart) -> dict[str, Any]:
    x, y = _encoding(plot.x, "x", grid=False), _encoding(plot.y, "y", grid=True)
    values = [
        {"s": f"{at}", "x": p.x, "y": p.y, "lo": p.lo, "hi": p.hi}
        for at, series in enumerate(panel.series)
        for p in series.points
    ]
    layers: list[dict[str, Any]] = []
    if chart.mark_x is not None:
        layers.append(
            {
                "data": {"values": [{"x": chart.mark_x}]},
                "mark": {"type": "rule", "description": "rule"},
                "encoding": {"x": x},
            }
        )
    if chart.bands and any(value["lo"] is not None for value in values):
        band = {"x": x, "y": {**y, "field": "lo"}, "y2": {"field": "hi"}}
        # Between places without a distance there is nothing to shade.
        mark = {"type": "bar", "orient": "vertical", "size": 12} if plot.x.steps else {"type": "area"}
        layers.append({"mark": mark, "encoding": {**band, **_WHOSE}})
    layers.append({"mark": "line", "encoding": {"x": x, "y": y, **_WHOSE}})
    many = max(len(series.points) for item in plot.numbers for series in item.series) > FEW
    marks = [
        {"s": f"{at}", "x": p.x, "y": p.y, **_mark(series.style)}
        for at, series in enumerate(panel.series)
        for p in (series.points[-1:] if many else series.points)
    ]
    layers.append(
        {"data": {"values": marks}, "mark": "point", "encoding": {"x": x, "y": y, **_SHAPE, **_WHOSE}}
    )
    return {"width": plot.x.length, "height": plot.y.length, "data": {"values": values}, "layer": layers}


def _dots(panel: Panel, plot: Plot, chart: Chart) -> dict[str, Any]:
    height = ROW * len(panel.rows)
    x = _encoding(plot.x, "x", grid=True)
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [height, 0], "nice": False, "padding": 0},
        "axis": None,
    }
    dots = _dot_values(panel)
    layers: list[dict[str, Any]] = []
    bands = [dot for dot in dots if chart.bands and dot["lo"] is not None]
    if bands:
        ends = {"x": {**x, "field": "lo"}, "x2": {"field": "hi"}, "y": y}
        layers.append(
            {
                "data": {"values": bands},
                "mark": {"type": "bar", "orient": "horizontal", "size": 8},
                "encoding": {**ends, **_WHOSE},
            }
        )
    changes = [dot for dot in dots if dot["from"] is not None]
    if changes:
        way = {"x": x, "x2": {"field": "from"}, "y": y}
        layers.append({"data": {"values": changes}, "mark": "rule", "encoding": {**way, **_WHOSE}})
        stops = [{"s": dot["s"], "x": dot["from"], "y": dot["y"] - 4, "to": dot["y"] + 4} for dot in changes]
        layers.append(
            {
                "data": {"values": stops},
                "mark": "rule",
                "encoding": {"x": x, "y": y, "y2": {"field": "to"}, **_WHOSE},
            }
        )
    layers.append(
        {"data": {"values": dots}, "mark": "point", "encoding": {"x": x, "y": y, **_SHAPE, **_WHOSE}}
    )
    return {"width": plot.x.length, "height": height, "layer": layers}


def _dot_values(panel: Panel) -> list[dict[str, Any]]:
    """Return a value for each dot of the rows, with its change and its band."""
    return [
        {
            "s": f"{at}",
            "x": p.x,
            "y": panel.level(p.y, at),
            "from": p.start,
            "lo": p.lo,
            "hi": p.hi,
            **_mark(series.style),
        }
        for at, series in enumerate(panel.series)
        for p in series.points
    ]


def _mark(style: Style) -> dict[str, Any]:
    return {"m": style.mark, "z": _SYMBOLS[style.mark]}
