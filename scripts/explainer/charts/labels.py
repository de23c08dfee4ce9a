"""Where the names of series stand: at the ends of their lines, or in the plot, over no line, mark or name.

A plot is stretched by the page, its lettering is not: what has room in the narrowest plot has room in all.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from explainer.charts.plot import EM, FEW, LINE, Label, Panel, Point, Scale, Series

WIDTHS = ((re.compile(r"[A-ZÄ-Ü%mw]"), 12.0), (re.compile(r"[iljtfI.,:;' -]"), 5.6), (re.compile(""), 9.6))
"""About how wide a bold letter is in the widest usual face, in units."""
NEAR = 9
"""Two marks that lie nearer than this touch."""
ASIDE = 12
"""From a mark to its name."""
LONGEST = 18
"""Letters in a line of a name beside a plot, which leave a phone room for the plot."""
MARK = 5
"""How far a mark reaches from its middle."""
TICKS_APART = 4
"""Between two numbers on an axis, at least."""
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a word stands left of its place."""
FAR = 3 * LINE
"""Lines whose ends are farther apart are named by themselves."""
STEP = 4
"""How finely lines are looked at, in units along."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def text_width(text: str) -> float:
    """Return about how wide a text is, in units."""
    # Exact, as `sum` of floats is only from Python 3.12 on: the same site comes out of each.
    return math.fsum(next(width for kind, width in WIDTHS if kind.match(letter)) for letter in text)


def label_ends(panel: Panel, x: Scale, y: Scale) -> Panel:
    """Put the name of each line right of the plot, as near to the line's end as the others leave room.

    Where there is too little room for all, none is put.
    Of names in two parts, as `tag, distilled` and `tag, normal`, the first is said once for neighbours.
    """
    ends = sorted((y.at(series.points[-1].y), at) for at, series in enumerate(panel.series))
    names, before = {}, ("", -math.inf)
    for end, at in ends:
        first, joint, rest = panel.series[at].name.rpartition(", ")
        follows = first == before[0] and end - before[1] < FAR
        lines = textwrap.wrap(rest, LONGEST) or [rest]
        names[at] = tuple(lines) if not joint or follows else (f"{first}:", *lines)
        before = (first, end)
    if LINE * sum(map(len, names.values())) > y.length + LINE:
        return panel
    middles = _spread([(end, LINE * len(names[at])) for end, at in ends], -LINE / 2, y.length + LINE / 2)
    series = list(panel.series)
    for (end, at), middle in zip(ends, middles, strict=True):
        share = x.at(series[at].points[-1].x) / x.length
        # What is said once for several stands first, so the last line is surely the line's own.
        own = middle + (len(names[at]) - 1) * LINE / 2
        leader = (share, end) if abs(own - end) > LINE / 2 or share < 0.98 else None
        series[at] = replace(series[at], label=Label(1, ASIDE, middle, "start", names[at], leader))
    return replace(panel, series=tuple(series))


def _spread(wanted: Sequence[tuple[float, float]], top: float, bottom: float) -> list[float]:
    """Return middles for boxes of a height, each as near to what it wants as its neighbours allow."""
    middles, floor = [], top
    for middle, height in wanted:
        middles.append(max(middle, floor + height / 2))
        floor = middles[-1] + height / 2
    ceiling = bottom
    for at in reversed(range(len(middles))):
        middles[at] = min(middles[at], ceiling - wanted[at][1] / 2)
        ceiling = middles[at] - wanted[at][1] / 2
    return middles


def label_lines(panel: Panel, x: Scale, y: Scale, upright: float | None = None) -> Panel:
    """Put the name of each line where it is farthest from the others; where one does not fit, none.

    `x` is the narrowest the plot gets; no name crosses the `upright`.
    """
    samples = [_sampled(series, x, y) for series in panel.series]
    posts = [] if upright is None else [(x.at(upright) - 1, 0.0, x.at(upright) + 1, y.length)]
    placed: list[Box] = []
    labels = []
    for mine, series in enumerate(panel.series):
        found = _best(mine, text_width(series.name), samples, [*placed, *posts], x, y)
        if not found:
            return panel
        left, top, right, bottom = found
        placed.append(found)
        end = (left + right) / 2 > x.length / 2
        share = (right if end else left) / x.length
        labels.append(Label(share, 0, (top + bottom) / 2, "end" if end else "start", (series.name,)))
    series_ = zip(panel.series, labels, strict=True)
    return replace(panel, series=tuple(replace(one, label=label) for one, label in series_))


def _best(
    mine: int,
    width: float,
    samples: Sequence[Sequence[tuple[float, float] | None]],
    placed: Sequence[Box],
    x: Scale,
    y: Scale,
) -> Box | None:
    """Return the roomiest box over or under a line's own stretch, away from the other lines and names."""
    best: tuple[float, Box] | None = None
    for left in _steps(x.length - width, 12):
        span = slice(max(0, int(left / STEP)), int((left + width) / STEP) + 2)
        own = [ends for ends in samples[mine][span] if ends]
        if not own:
            continue
        for top in (min(end[0] for end in own) - EM - 3, max(end[1] for end in own) + 3):
            box = (left, top, left + width, top + EM)
            others = [ends for at, other in enumerate(samples) if at != mine for ends in other[span] if ends]
            room = min([_gap(box, ends) for ends in others] + [top + 5, y.length - 1 - top - EM])
            # The end of a line is where one looks for its name.
            score = min(room, 12.0) + 2 * left / x.length
            free = room > 1 and not any(_overlap(box, other) for other in placed)
            if free and (best is None or score > best[0]):
                best = (score, box)
    return best[1] if best else None


def part_dots(panel: Panel, x: Scale) -> Panel:
    """Find the rows whose marks, and the ways they have come, cannot stand on one line."""
    crowded = set()
    for row in range(len(panel.rows)):
        points = [point for series in panel.series for point in series.points if point.y == row]
        ends = sorted(_ends(replace(point, lo=None, hi=None), x) for point in points)
        if any(two[0] - one[1] < NEAR for one, two in pairwise(ends)):
            crowded.add(float(row))
    return replace(panel, crowded=frozenset(crowded))


def label_dots(panel: Panel, x: Scale) -> Panel:
    """Name the series beside their marks, in the first row that has room for all; `x` is the narrowest."""
    for row in range(len(panel.rows)):
        if row in panel.crowded:
            continue
        points = [next((p for p in series.points if p.y == row), None) for series in panel.series]
        labels = _beside(panel.series, [_ends(point, x) for point in points if point], x, row)
        if labels:
            series = zip(panel.series, labels, strict=True)
            return replace(panel, series=tuple(replace(one, label=label) for one, label in series))
    return panel


def _beside(series: Sequence[Series], ends: Sequence[tuple[float, float]], x: Scale, row: int) -> list[Label]:
    """Return a place right or left of each mark, or none if one of them finds none."""
    if len(ends) < len(series):
        return []
    taken = [(low - 6, high + 6) for low, high in ends]
    labels: list[Label] = []
    for one, (low, high) in zip(series, ends, strict=True):
        width = text_width(one.name)
        right, left = (high + ASIDE, high + ASIDE + width), (low - ASIDE - width, low - ASIDE)
        for box, at, aside, anchor in ((right, high, ASIDE, "start"), (left, low, -ASIDE, "end")):
            inside = box[0] >= 0 and box[1] <= x.length
            if inside and not any(box[0] < other[1] and other[0] < box[1] for other in taken):
                labels.append(Label(at / x.length, aside, row, anchor, (one.name,)))
                taken.append(box)
                break
    return labels if len(labels) == len(series) else []


def tick_anchor(x: Scale, value: float) -> str:
    """Keep the first and the last number on an axis inside the plot; a name stands under its place."""
    share = x.at(value) / x.length
    return "middle" if x.steps else "start" if share < 0.02 else "end" if share > 0.98 else "middle"


def narrow_ticks(x: Scale) -> frozenset[str]:
    """Return the numbers that have room beside each other on an axis as narrow as `x`; the ends first."""
    if not x.ticks:
        return frozenset()
    order = [x.ticks[0], x.ticks[-1], *x.ticks[1:-1]]
    kept: list[tuple[float, float, str]] = []
    for value, label in order:
        wide = text_width(label) + TICKS_APART
        left = x.at(value) - wide * ANCHORS[tick_anchor(x, value)]
        right = left + wide
        if all(right <= one[0] or left >= one[1] for one in kept):
            kept.append((left, right, label))
    return frozenset(label for *_, label in kept)


def _sampled(series: Series, x: Scale, y: Scale) -> list[tuple[float, float] | None]:
    """Return the upper and lower edge of a line with its band over every step, None where it does not run."""
    places = [x.at(point.x) for point in series.points]
    tops = [y.at(point.y if point.hi is None else point.hi) for point in series.points]
    floors = [y.at(point.y if point.lo is None else point.lo) for point in series.points]
    found: list[tuple[float, float] | None] = []
    for left in range(0, int(x.length) + STEP, STEP):
        right = left + STEP
        if right < places[0] - EM / 2 or left > places[-1] + EM / 2:
            found.append(None)
            continue
        inside = [at for at, place in enumerate(places) if left <= place <= right]
        highs = [tops[at] for at in inside] + [_between(places, tops, edge) for edge in (left, right)]
        lows = [floors[at] for at in inside] + [_between(places, floors, edge) for edge in (left, right)]
        mark = MARK if inside and len(places) <= FEW else 0
        found.append((min(highs) - mark, max(lows) + mark))
    return found


def _between(places: Sequence[float], heights: Sequence[float], place: float) -> float:
    """Return the height of a line at a place; before its first point and after its last it goes on level."""
    for (one, two), (low, high) in zip(pairwise(places), pairwise(heights), strict=True):
        if one <= place <= two:
            return low + (high - low) * ((place - one) / ((two - one) or 1))
    return heights[0] if place < places[0] else heights[-1]


def _steps(length: float, count: int) -> list[float]:
    return [length * index / count for index in range(count + 1)] if length > 0 else []


def _gap(box: Box, ends: tuple[float, float]) -> float:
    return max(ends[0] - box[3], box[1] - ends[1])


def _overlap(one: Box, two: Box) -> bool:
    return one[0] < two[2] + 4 and two[0] < one[2] + 4 and one[1] < two[3] + 2 and two[1] < one[3] + 2


def _ends(point: Point, x: Scale) -> tuple[float, float]:
    """Return from where to where a row of dots is taken by one mark, its band and the way it has come."""
    places = [x.at(value) for value in (point.x, point.start, point.lo, point.hi) if value is not None]
    return min(places), max(places)
