"""What a chart draws: panels of series of points, scaled from values to units, reduced to what can be seen.

A unit is a fourteenth of an em of the lettering. Upwards a plot has a fixed number of them; along, the page
stretches it, so that places along are handed on as shares of the width.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from explainer.charts.spec import Style

EM = 14
"""Units in an em."""
LINE = 16
"""From one line of lettering to the next."""
WIDTH = 600
"""How wide a plot is drawn that stands alone, or a row of dots: about as wide as it gets."""
SHARED_WIDTH = 240
"""The same for one plot among several."""
ROW = 24
"""Height of a row of dots."""
NARROWEST_ROW = 250
"""Units that a row of dots is wide at least: as wide as a narrow phone."""
APART = 10
"""How far apart, up and down, the marks of a row stand that would hide each other."""
FEW = 12
"""Up to this many points each gets its mark; a longer line gets one at its end."""
TOLERANCE = 1.5
"""How far, in units, the thinned line may run from a point that was left out: less than a line is thick."""
MAX_GAP = 32
"""Widest gap between two points, so that there is always one to point at."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to units of the drawing."""

    kind: str
    low: float
    high: float
    length: float
    ticks: tuple[tuple[float, str], ...]
    down: bool = False
    """Whether larger values lie nearer to the upper edge."""
    steps: bool = False
    """Whether its places are names in order, without a distance."""

    def at(self, value: float) -> float:
        """Return the place of a value."""
        low, high, here = self.low, self.high, value
        if self.kind == "symlog":
            low, high, here = math.log1p(low), math.log1p(high), math.log1p(here)
        share = (here - low) / (high - low)
        return self.length * (1 - share if self.down else share)


@dataclass(frozen=True, slots=True)
class Point:
    """One measured value; for dots, `y` is the row's number and `x` the value."""

    x: float
    y: float
    lo: float | None
    hi: float | None
    raw: str
    """The place as the table has it: `745`, `170B`."""
    where: str
    """The place as it is said: `745`, `170 billion parameters`."""
    value: str
    band: str = ""
    start: float | None = None
    """The value before, where a row tells of a change."""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Where the name of a series stands: a share of the plot's width and units beside that."""

    share: float
    aside: float
    middle: float
    """Of its height; among rows of dots, which row it is."""
    anchor: str
    lines: tuple[str, ...]
    leader: tuple[float, float] | None = None
    """Where on its line a hairline to the name begins (share, height), if the name stands away from it."""


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together."""

    key: str
    name: str
    style: Style
    points: tuple[Point, ...]
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot."""

    group: str
    title: str
    series: tuple[Series, ...]
    rows: tuple[str, ...] = ()
    crowded: frozenset[float] = frozenset()
    """The rows in which marks on one line would hide each other."""

    def level(self, row: float, index: int) -> float:
        """Return the height of the mark of a series within its row."""
        if row not in self.crowded or len(self.series) < 2:
            return ROW / 2
        return ROW / 2 + (index / (len(self.series) - 1) - 0.5) * APART


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything that is drawn for a chart."""

    panels: tuple[Panel, ...]
    x: Scale
    y: Scale
    unit: str
    """Unit of the values, as readers see it."""
    along: str
    """Unit of the places, for lines."""
    numbers: tuple[Panel, ...]
    """The panels before thinning."""
    narrow: frozenset[str] = frozenset()
    """The numbers along the axis that a phone has room for."""

    @property
    def named(self) -> dict[str, tuple[str, Style]]:
        """Name and style of each series, in order."""
        return {series.key: (series.name, series.style) for panel in self.panels for series in panel.series}

    @property
    def labelled(self) -> bool:
        """Whether each series is named in the drawing."""
        found = {series.key for panel in self.panels for series in panel.series if series.label}
        return len(self.named) > 1 and found == set(self.named)

    @property
    def beside(self) -> list[str]:
        """The lines of the names that stand right of the plot."""
        series = self.panels[0].series if self.at_ends else ()
        return [line for one in series if one.label for line in one.label.lines]

    @property
    def at_ends(self) -> bool:
        """Whether the names stand right of the plot, at the ends of the lines."""
        return self.labelled and len(self.panels) == 1 and not self.panels[0].rows


def simplify(points: tuple[Point, ...], x: Scale, y: Scale, bands: bool) -> tuple[Point, ...]:
    """Leave out points that nobody could tell from the line (and band) through their neighbours.

    Ends and extremes stay. It is the algorithm of Ramer, Douglas and Peucker, and leaves no gap too wide to
    point at.
    """
    if len(points) < 10:
        return points
    xs = [x.at(point.x) for point in points]
    traces = [[y.at(point.y) for point in points]]
    if bands and all(point.lo is not None for point in points):
        traces += [[y.at(point.lo or 0) for point in points], [y.at(point.hi or 0) for point in points]]
    low, high = (find(range(len(points)), key=lambda at: points[at].y) for find in (min, max))
    corners = sorted({0, low, high, len(points) - 1})
    keep = set(corners)
    todo = list(pairwise(corners))
    while todo:
        start, end = todo.pop()
        if end - start < 2:
            continue
        off, middle = max((_deviation(at, start, end, xs, traces), at) for at in range(start + 1, end))
        if off <= TOLERANCE and xs[end] - xs[start] <= MAX_GAP:
            continue
        if off <= TOLERANCE:
            middle = min(range(start + 1, end), key=lambda at: abs(xs[at] - (xs[start] + xs[end]) / 2))
        keep.add(middle)
        todo += [(start, middle), (middle, end)]
    return tuple(points[at] for at in sorted(keep))


def _deviation(
    at: int, start: int, end: int, xs: Sequence[float], traces: Sequence[Sequence[float]]
) -> float:
    share = (xs[at] - xs[start]) / ((xs[end] - xs[start]) or 1)
    return max(abs(trace[at] - trace[start] - share * (trace[end] - trace[start])) for trace in traces)
