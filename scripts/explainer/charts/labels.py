"""Room in a plot: where the name of each series stands, clear of lines and marks; which rows are crowded."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import pairwise

from explainer.charts.plot import FONT, Panel, Point, Scale, Series

WIDTHS = ((re.compile(r"[A-ZÄ-Ü%]"), 10.0), (re.compile(r"[iljtfI.,:;' ]"), 4.6), (re.compile(""), 8.2))
"""About how wide a bold letter is at that size in the faces of a device; rather too wide than too narrow."""
NEAR = 9
"""Two marks that lie nearer than this touch."""


def label_lines(panel: Panel, x: Scale, y: Scale) -> Panel:
    """Put the name of each line where it is farthest from the others, or none where one would not fit."""
    if len(panel.series) < 2:
        return panel
    step = 4
    samples = [_sampled(series, x, y, step) for series in panel.series]
    placed: list[tuple[float, float, float, float]] = []
    found = []
    for mine, series in enumerate(panel.series):
        width = _width(series.name)
        best: tuple[float, float, float] = (-1.0, 0.0, 0.0)
        for left in _steps(x.length - width, 6):
            span = slice(max(0, int(left / step)), int((left + width) / step) + 1)
            own = [ends for ends in samples[mine][span] if ends]
            if not own:
                continue
            for top in (min(end[0] for end in own) - FONT - 1, max(end[1] for end in own) + 2):
                box = (left, top, left + width, top + FONT)
                others = [
                    ends for at, other in enumerate(samples) if at != mine for ends in other[span] if ends
                ]
                room = min(
                    [_gap(box, ends) for ends in others] + [top + 5, y.length + 2 - top - FONT], default=0.0
                )
                room = min(room, 12.0) - (100 if any(_overlap(box, other) for other in placed) else 0)
                # The end of a line is where one looks for its name.
                score = room + 2 * left / x.length
                if room > 0 and score > best[0]:
                    best = (score, left, top)
        if best[0] < 0:
            return panel
        placed.append((best[1], best[2], best[1] + width, best[2] + FONT))
        end = best[1] + width / 2 > x.length / 2
        found.append((best[1] + (width if end else 0), best[2] + FONT - 3, "end" if end else "start"))
    return replace(
        panel,
        series=tuple(replace(series, label=label) for series, label in zip(panel.series, found, strict=True)),
    )


def part_dots(panel: Panel, x: Scale) -> Panel:
    """Find the rows whose marks, and the ways they have come, cannot stand on one line."""
    crowded = set()
    for row in range(len(panel.rows)):
        ends = sorted(_ends(point, x) for series in panel.series for point in series.points if point.y == row)
        if any(two[0] - one[1] < NEAR for one, two in pairwise(ends)):
            crowded.add(float(row))
    return replace(panel, crowded=frozenset(crowded))


def label_dots(panel: Panel, x: Scale) -> Panel:
    """Name the series beside their marks, in the first row that has room for all of them."""
    if len(panel.series) < 2:
        return panel
    for row in range(len(panel.rows)):
        points = [next((p for p in series.points if p.y == row), None) for series in panel.series]
        ends = [_ends(point, x) for point in points if point]
        if len(ends) < len(panel.series):
            continue
        taken = [(low - 6, high + 6) for low, high in ends]
        labels = []
        for index, (series, (low, high)) in enumerate(zip(panel.series, ends, strict=True)):
            width = _width(series.name)
            for box, place in (
                ((high + 8, high + 8 + width), (high + 9, "start")),
                ((low - 8 - width, low - 8), (low - 9, "end")),
            ):
                if (
                    box[0] >= 0
                    and box[1] <= x.length + 8
                    and not any(box[0] < other[1] and other[0] < box[1] for other in taken)
                ):
                    labels.append((place[0], panel.level(row, index) + FONT * 0.35, place[1]))
                    taken.append(box)
                    break
        if len(labels) == len(panel.series):
            return replace(
                panel,
                series=tuple(
                    replace(series, label=label) for series, label in zip(panel.series, labels, strict=True)
                ),
            )
    return panel


def _sampled(series: Series, x: Scale, y: Scale, step: int) -> list[tuple[float, float] | None]:
    """Return the upper and lower edge of a line with its band every `step` units, None where it runs not."""
    edges = [
        (x.at(p.x), y.at(p.hi if p.hi is not None else p.y), y.at(p.lo if p.lo is not None else p.y))
        for p in series.points
    ]
    found: list[tuple[float, float] | None] = []
    at = 0
    for place in range(0, int(x.length) + step, step):
        while at < len(edges) - 2 and edges[at + 1][0] < place:
            at += 1
        one, two = edges[at], edges[min(at + 1, len(edges) - 1)]
        if not one[0] - step <= place <= two[0] + step:
            found.append(None)
            continue
        share = min(1.0, max(0.0, (place - one[0]) / ((two[0] - one[0]) or 1)))
        found.append((one[1] + share * (two[1] - one[1]), one[2] + share * (two[2] - one[2])))
    return found


def _width(text: str) -> float:
    # Exact, as `sum` of floats is only from Python 3.12 on: the same site comes out of each.
    return math.fsum(next(width for kind, width in WIDTHS if kind.match(letter)) for letter in text)


def _steps(length: float, count: int) -> list[float]:
    return [length * index / count for index in range(count + 1)] if length > 0 else []


def _gap(box: tuple[float, float, float, float], ends: tuple[float, float]) -> float:
    return max(ends[0] - box[3], box[1] - ends[1])


def _overlap(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] + 4 and two[0] < one[2] + 4 and one[1] < two[3] and two[1] < one[3]


def _ends(point: Point, x: Scale) -> tuple[float, float]:
    """Return from where to where a row of dots is taken by one mark and the way it has come."""
    places = (x.at(point.x), x.at(point.x if point.start is None else point.start))
    return min(places), max(places)
