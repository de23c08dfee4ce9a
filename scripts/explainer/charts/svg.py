"""From a plot to SVG that fits any width: paths are stretched along, marks and lettering keep their size.

Places along are shares of the width, so one drawing serves a desk, a phone and paper. The SVG carries no ids,
no scripts and no colours of its own: the custom properties of the page decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from explainer.charts.labels import tick_anchor
from explainer.charts.plot import EM, FEW, LINE, ROW, Label, Panel, Plot, Point, Scale, Series
from explainer.charts.spec import DASHES, WEIGHTS, Chart, Style

SHAPES = {
    "circle": "M-4 0a4 4 0 1 0 8 0 4 4 0 1 0-8 0",
    "square": "M-3.5-3.5h7v7h-7z",
    "triangle-up": "M0-4.5l4.2 7.5h-8.4z",
    "diamond": "M0-5l4 5-4 5-4-5z",
}
_BASELINE = 0.35 * EM
"""From the middle of a line of lettering down to its foot."""


def draw_lines(panel: Panel, plot: Plot, chart: Chart) -> str:
    """Return one plot of lines."""
    height = plot.y.length
    grid = [f"M0 {num(plot.y.at(value))}h{num(plot.x.length)}" for value, _ in plot.y.ticks]
    rules = [_path("chart__grid", "".join(grid))]
    if plot.y.low <= 0 <= plot.y.high:
        rules.append(_path("chart__zero", f"M0 {num(plot.y.at(0))}h{num(plot.x.length)}"))
    if chart.mark_x is not None:
        rules.append(_path("chart__rule", f"M{num(plot.x.at(chart.mark_x))} 0v{num(height)}"))
    ticks = [
        _text("0", plot.y.at(value) / height, label, anchor="end", dx=-8, dy=_BASELINE)
        for value, label in plot.y.ticks
    ]
    ticks += _across(plot, height)
    many = max(len(series.points) for item in plot.numbers for series in item.series) > FEW
    drawn = [_line(series, plot, chart, many=many) for series in panel.series]
    return _svg("chart__svg", _stretched(plot.x, height, "".join(rules)), _ticks(ticks), *drawn)


def draw_rows(panel: Panel, plot: Plot, chart: Chart) -> list[str]:
    """Return one strip for each row of dots."""
    strips = []
    for row in range(len(panel.rows)):
        drawn = []
        for at, series in enumerate(panel.series):
            for point in (point for point in series.points if point.y == row):
                name = series.label if series.label and series.label.middle == row else None
                drawn.append(_dot(series, point, panel.level(row, at), plot, chart, name))
        strips.append(_svg("chart__strip", _stretched(plot.x, ROW, _uprights(plot.x, ROW)), *drawn))
    return strips


def draw_axis(plot: Plot) -> str:
    """Return the numbers below the rows of dots."""
    return _svg("chart__axis", _ticks(_across(plot, 0)))


def swatch(style: Style, *, line: bool) -> str:
    """Return the sample of a series for the key."""
    stroke = f'<path class="chart__line"{_look(style)} d="M1 6h30"/>' if line else ""
    width = 32 if line else 16
    mark = f'<g transform="translate({width // 2} 6)">{_shape(style)}</g>'
    box = f'viewBox="0 0 {width} 12" width="{width}" height="12"'
    hidden = 'aria-hidden="true" focusable="false"'
    return f'<svg class="chart__swatch" {box} color="var(--{style.colour})" {hidden}>{stroke}{mark}</svg>'


def num(value: float) -> str:
    """Return a number of the drawing, to a tenth, as short as it can be written."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def share(value: float) -> str:
    """Return a share of a length, to a hundredth of a hundredth."""
    text = f"{value * 100:.2f}".rstrip("0").rstrip(".")
    return f"{'0' if text == '-0' else text}%"


def em(units: float) -> str:
    """Return a length in units of the lettering, with which it grows."""
    return f"{units / EM:.2f}".rstrip("0").rstrip(".").replace("0.", ".", 1) + "em"


def steps(points: Iterable[tuple[float, float]], digits: int = 1) -> str:
    """Return a path through points, heights rounded to some digits, written in steps, which is shorter.

    Steps are taken between rounded places, so that errors do not add up.
    """
    out, last = "", ""
    here = (0.0, 0.0)
    for at, point in enumerate(points):
        goal = (round(point[0]), round(point[1], digits))
        dx, dy = num(goal[0] - here[0]), num(goal[1] - here[1])
        letter = "l" if at else "M"
        said = f"{dx} {dy}".replace(" -", "-")
        out += (said if said.startswith("-") else f" {said}") if letter == last else letter + said
        here, last = goal, letter
    return out


def _line(series: Series, plot: Plot, chart: Chart, *, many: bool) -> str:
    x, y = plot.x, plot.y
    drawn = _bands(series, plot) if chart.bands else ""
    line = steps(((x.at(point.x), y.at(point.y)) for point in series.points), 0 if many else 1)
    drawn += f'<path class="chart__line"{_look(series.style)} d="{line}"/>'
    if series.label and series.label.leader:
        (start, height), label = series.label.leader, series.label
        foot = label.middle + (len(label.lines) - 1) * LINE / 2
        way = f"M{num(start * x.length)} {num(height)}H{num(x.length)}L{num(x.length + 8)} {num(foot)}"
        drawn += _path("chart__leader", way)
    marked = series.points[-1:] if many else series.points
    marks = [_mark(series.style, x.at(p.x) / x.length, y.at(p.y) / y.length) for p in marked]
    name = _label(series.label, y.length) if series.label else ""
    return _group(series, plot, series.points, _stretched(x, y.length, drawn) + "".join(marks) + name)


def _bands(series: Series, plot: Plot) -> str:
    """Return the 95 % band of a line; between places without a distance there is nothing to shade."""
    ends = [
        (plot.x.at(p.x), plot.y.at(p.hi), plot.y.at(p.lo))
        for p in series.points
        if p.hi is not None and p.lo is not None
    ]
    if not ends:
        return ""
    if plot.x.steps:
        return _path("chart__bars", "".join(f"M{num(x)} {num(hi)}V{num(lo)}" for x, hi, lo in ends))
    there, back = [(x, hi) for x, hi, _ in ends], [(x, lo) for x, _, lo in reversed(ends)]
    return _path("chart__band", steps([*there, *back], 0) + "z")


def _dot(series: Series, point: Point, level: float, plot: Plot, chart: Chart, name: Label | None) -> str:
    x = plot.x
    drawn = ""
    if chart.bands and point.lo is not None and point.hi is not None:
        low, high = x.at(point.lo), x.at(point.hi)
        drawn += _path("chart__band", f"M{num(low)} {num(level - 4)}H{num(high)}v8H{num(low)}z")
    if point.start is not None:
        start = num(x.at(point.start))
        way = f"M{start} {num(level - 4)}v8M{start} {num(level)}H{num(x.at(point.x))}"
        drawn += f'<path class="chart__way"{_look(series.style)} d="{way}"/>'
    drawn = _stretched(x, ROW, drawn) if drawn else ""
    mark = _mark(series.style, x.at(point.x) / x.length, level / ROW)
    label = _label(name, ROW, level) if name else ""
    return _group(series, plot, (point,), drawn + mark + label)


def _group(series: Series, plot: Plot, points: Sequence[Point], inner: str) -> str:
    """Return a series with what the script tells of its points."""
    told = {
        "n": [series.name],
        "x": [point.where for point in points],
        "y": [point.value for point in points],
        "b": [point.band for point in points],
        "f": [point.before for point in points],
    }
    data = "".join(f' data-{key}="{escape(_list(values))}"' for key, values in told.items() if any(values))
    at = list(plot.named).index(series.key)
    return f'<g class="chart__series" data-s="{at}"{data} color="var(--{series.style.colour})">{inner}</g>'


def _list(values: Sequence[str]) -> str:
    """Return what the script splits again; a bar in a name would split it too early."""
    return "|".join(value.replace("|", "\u2758") for value in values)


def _across(plot: Plot, height: float) -> list[str]:
    """Return the numbers below a plot."""
    found, scale = [], plot.x
    for value, label in scale.ticks:
        at, anchor = scale.at(value) / scale.length, tick_anchor(scale, value)
        kind = "" if label in plot.narrow else "chart__wide"
        found.append(_text(share(at), 1, label, anchor=anchor, dy=LINE + 2 if height else EM, kind=kind))
    return found


def _uprights(scale: Scale, height: float) -> str:
    zero = "".join(f"M{num(scale.at(value))} 0v{num(height)}" for value, _ in scale.ticks if value == 0)
    rest = "".join(f"M{num(scale.at(value))} 0v{num(height)}" for value, _ in scale.ticks if value != 0)
    return (_path("chart__grid", rest) if rest else "") + (_path("chart__zero", zero) if zero else "")


def _label(label: Label, height: float, level: float | None = None) -> str:
    """Return the name of a series, in one line or several."""
    middle = label.middle if level is None else level
    first = middle - (len(label.lines) - 1) * LINE / 2 + _BASELINE
    at = share(label.share)
    dx = f' dx="{em(label.aside)}"' if label.aside else ""
    spans = " ".join(
        f'<tspan x="{at}"{dx} dy="{em(LINE)}">{escape(line)}</tspan>' if number else escape(line)
        for number, line in enumerate(label.lines)
    )
    return _text(at, 0, spans, anchor=label.anchor, dx=label.aside, dy=first, made=True, kind="chart__name")


def _text(
    x: str,
    y: float,
    said: str,
    *,
    anchor: str,
    dx: float = 0,
    dy: float = 0,
    made: bool = False,
    kind: str = "",
) -> str:
    """Return a word of the drawing; what is added to its place counts in the size of the lettering."""
    look = f' class="{kind}"' if kind else ""
    look += "" if anchor == "start" else f' text-anchor="{anchor}"'
    look += f' dx="{em(dx)}"' if dx else ""
    return f'<text x="{x}" y="{share(y)}"{look} dy="{em(dy)}">{said if made else escape(said)}</text>'


def _mark(style: Style, x: float, y: float) -> str:
    return f'<svg class="chart__mark" x="{share(x)}" y="{share(y)}">{_shape(style)}</svg>'


def _shape(style: Style) -> str:
    kind = ' class="chart__hollow"' if style.hollow else ""
    return f'<path{kind} d="{SHAPES[style.mark]}"/>'


def _look(style: Style) -> str:
    dash = f' stroke-dasharray="{DASHES[style.dash]}"' if DASHES[style.dash] else ""
    return f' stroke-width="{WEIGHTS[style.line]}"{dash}'


def _ticks(texts: Sequence[str]) -> str:
    return f'<g class="chart__ticks">{"".join(texts)}</g>'


def _path(kind: str, path: str) -> str:
    return f'<path class="{kind}" d="{path}"/>'


def _stretched(x: Scale, height: float, inner: str) -> str:
    return f'<svg viewBox="0 0 {num(x.length)} {num(height)}" preserveAspectRatio="none">{inner}</svg>'


def _svg(kind: str, *parts: str) -> str:
    # The caption is found by the site's search; the numbers on an axis should not be.
    hidden = 'aria-hidden="true" focusable="false" data-search-exclude=""'
    return f'<svg class="{kind}" {hidden}>{"".join(parts)}</svg>'
