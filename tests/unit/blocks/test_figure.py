"""Interactive figures before any script: their folders, their pictures, the data of their models, the pages that embed them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from explainer.blocks.figure import figure_grid, figure_panel
from explainer.blocks.placements import figure_places
from explainer.content.content import Content
from explainer.content.figure_data import json_data
from explainer.content.figure_files import FOLDER, load_figures
from explainer.content.figures import figures_of
from explainer.content.options import Options
from explainer.content.site import Site
from explainer.evidence.tables import Table, parse_table
from explainer.exports.embed import embed_pages
from explainer.problems import Mistake

ABOUT = """\
title: Rates
source: paper
figure: Fig. 3
section: §4
obtained: printed
confidence: high
key: [size, step]
columns:
  size: {meaning: Size}
  step: {meaning: Step, type: number}
  rate: {meaning: Rate, unit: "%", range: [0, 100]}
  note: {meaning: Remark, type: text, optional: true}
"""
VALUES = "size,step,rate,note\nsmall,0,12.5,\nsmall,10,4,a < b\nlarge,0,100,\n"
GOOD = {
    "figure.yml": "title: One\nsummary: At the start [=rates/small/0.rate].\nomits: Much.\ntables: [rates]\n",
    "static.html": '<p id="{{ id }}-p" data-part="rate">{{ number("rates/small/0.rate") }} {{ value("rates/large/0.rate") * 2 }} '
    '{{ source("rates") }}</p>',
    "model.js": "",
    "view.js": "",
}


@pytest.fixture
def tables() -> dict[str, Table]:
    table, problems = parse_table("rates", VALUES, ABOUT, "tables/rates")
    assert table and not problems
    return {"rates": table}


@pytest.fixture
def site(tmp_path: Path, tables: dict[str, Table]) -> Callable[..., Site]:
    """Make a site with one figure, `one`, some of its files replaced; None leaves a file out."""

    def made(pages: dict[str, str] | None = None, **files: str | None) -> Site:
        named = {name.replace("_", "."): text for name, text in files.items()}
        for name, text in (GOOD | named).items():
            path = tmp_path / "docs" / FOLDER / "one" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is not None:
                path.write_text(text, encoding="utf-8")
        for name, text in (pages or {}).items():
            (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
        return Site(Content(tables=tables), Options(), tmp_path / "docs")

    return made


def reported(site: Site) -> list[str]:
    return [str(problem).replace(f"{site.docs.name}/{FOLDER}/", "") for problem in figures_of(site).problems]


def test_a_panel_is_complete_without_script(site: Callable[..., Site]) -> None:
    """Picture with the tables' numbers, title, words, what is left out, and the rows for the model."""
    html = figure_panel("one", site())
    assert '<figure class="fig fig--one" id="figure-one" data-figure="one"' in html
    assert '<p id="figure-one-p" data-part="rate">13% 200.0 §4, Fig. 3</p>' in html
    assert "<strong>What this leaves out:</strong> Much." in html
    assert 'data-number="rates/small/0.rate"' in html
    assert "stylesheet" not in html


def test_what_the_picture_shows_is_said_of_the_start(site: Callable[..., Site]) -> None:
    """On its page a figure moves on; among the pictures of all figures it does not. Without such words nothing is said."""
    made = site(figure_yml="title: One\nsummary: s\nstart: a rate of [=rates/small/0.rate].\nomits: o\n")
    words = re.sub(r"<a [^>]*>|</a>", "", figure_panel("one", made))
    assert '<p class="fig__start"><strong>At the start:</strong> a rate of 13%.</p>' in words
    assert "<p>In the picture: a rate of 13%.</p>" in re.sub(r"<a [^>]*>|</a>", "", figure_grid("", made))
    assert "fig__start" not in figure_panel("one", site())
    assert "In the picture" not in figure_grid("", site())


def test_the_data_may_stand_in_a_script(site: Callable[..., Site]) -> None:
    """Nothing in a table can end the script element, and the numbers are those of the table."""
    html = figure_panel("one", site())
    text = re.search(r'<script type="application/json" class="fig__data">(.*?)</script>', html)
    assert text and "<" not in text[1]
    rows = json.loads(text[1])["tables"]["rates"]
    assert rows["columns"] == ["rate", "note"]
    assert rows["formats"][0] == ["%", 0, 0]
    assert rows["rows"] == {"small/0": [12.5, None], "small/10": [4, "a < b"], "large/0": [100, None]}
    assert rows["from"] == "§4, Fig. 3"


def test_only_the_rows_and_columns_asked_for_are_sent(site: Callable[..., Site], tables: dict[str, Table]) -> None:
    made = site(figure_yml="title: One\nsummary: s\nomits: o\ntables:\n  rates: {rows: ['small/*'], columns: [rate]}\n")
    figure = next(iter(figures_of(made)))
    assert json.loads(json_data(figure, tables))["tables"]["rates"]["rows"] == {"small/0": [12.5], "small/10": [4]}


def test_options_share_what_they_do_not_say(site: Callable[..., Site]) -> None:
    made = site(figure_yml="title: One\nsummary: s\nomits: o\noptions:\n  red: {title: Red}\n  blue: {omits: Nothing}\n")
    assert 'id="figure-one-red" data-figure="one" data-option="red"' in figure_panel("one", made), "the first where none is named"
    blue = figure_panel("one: blue", made)
    assert 'id="figure-one-blue-title">One<' in blue
    assert "Nothing" in blue
    with pytest.raises(Mistake, match=re.escape("the figure 'one' has no option 'bleu' — expected one of red, blue. Did you mean 'blue'?")):
        figure_panel("one: bleu", made)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"view_js": None}, "one/view.js:1: the file is missing — expected figure.yml, static.html, model.js, view.js."),
        ({"figure_yml": "title: One\nsummary: s\ntables: []\n"}, "one/figure.yml:1: the figure 'one' has no 'omits' — expected a line `omits: …`."),
        (
            {"figure_yml": "title: One\nsummary: s\nomits: o\ntables: [rate]\n"},
            "one/figure.yml:4: figure 'one': unknown table 'rate' — expected a table of docs/data/tables. Did you mean 'rates'?",
        ),
        (
            {"figure_yml": "title: One\nsummary: s\nomits: o\ntables:\n  rates: {columns: [rat]}\n"},
            "one/figure.yml:5: figure 'one': unknown column 'rat' of 'rates' — expected a column. Did you mean 'rate'?",
        ),
        (
            {"figure_yml": "title: One\nsummary: s\nomits: o\ntables:\n  rates: {rows: ['smal/0']}\n"},
            "one/figure.yml:5: figure 'one': no row of 'rates' fits 'smal/0' — expected the key of a row. Did you mean 'small/0'?",
        ),
        (
            {"figure_yml": "title: One\nsummary: '[=rates/tiny/0.rate]'\nomits: o\n"},
            "one/figure.yml:2: the number 'rates/tiny/0.rate' names the unknown row 'tiny/0' — expected a row of tables/rates.csv.",
        ),
        (
            {"figure_yml": "title: One\nsummary: 'It is [=rates/small/0.rate here.'\nomits: o\n"},
            "one/figure.yml:2: '[=rates/small/0.rate' is never closed — "
            "expected `]` after it; in a table, where `|` parts the cells, only the plain form can stand.",
        ),
        (
            {"figure_yml": "title: One\nsummary: s\nomits: o\nsumary: s\n"},
            "one/figure.yml:4: figure 'one': unknown field 'sumary' — "
            "expected one of omits, options, start, summary, tables, title. Did you mean 'summary'?",
        ),
        (
            {"static_html": '{{ number("rates/small/1.rate") }}'},
            "one/static.html:1: the number 'rates/small/1.rate' names the unknown row 'small/1' — "
            "expected a row of tables/rates.csv. Did you mean 'small/10'?",
        ),
        (
            {"static_html": '{{ source("rate") }}'},
            "one/static.html:1: unknown table 'rate' — expected a table of docs/data/tables. Did you mean 'rates'?",
        ),
        (
            {"static_html": '{{ "a" + 1 }}'},
            'one/static.html:1: the picture cannot be filled: can only concatenate str (not "int") to str — expected a Jinja template.',
        ),
        (
            {"static_html": "<section></section>"},
            "one/static.html:1: the picture has a <section> — expected a <div>: the search index would take what follows it for prose.",
        ),
        (
            {"static_html": "<p style='color: red'>x</p>"},
            "one/static.html:1: the picture has a style attribute — expected classes or SVG attributes: the security policy forbids inline styles.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(files: dict[str, str | None], expected: str, site: Callable[..., Site]) -> None:
    made = site(**files)
    assert reported(made) == [expected]
    with pytest.raises(Mistake) as caught:
        figure_panel("one", made)
    assert caught.value.needs == "figure one", "which is broken by what was reported"


def test_an_unknown_figure_is_a_mistake(site: Callable[..., Site]) -> None:
    with pytest.raises(Mistake, match=re.escape("unknown figure 'won' — expected a folder of assets/figures. Did you mean 'one'?")):
        figure_panel("won", site())


def test_a_folder_without_figures_has_none(tmp_path: Path) -> None:
    assert load_figures(tmp_path / "nowhere", "nowhere", {}, {}) == ({}, [])


PAGES = {"a/index.md": "---\ntitle: A page\n---\n\n/// figure | one\n///\n", "b.md": "text\n"}


def test_places_are_found(site: Callable[..., Site]) -> None:
    assert figure_places(site(PAGES).docs) == {"one": [("a/index.md", "A page")]}


def test_the_grid_leads_to_the_page_and_gives_embed_code(site: Callable[..., Site]) -> None:
    html = figure_grid("", site(PAGES))
    assert '<a href="site:a/index.md#figure-one">A page</a>' in html
    assert "&lt;iframe src=" in html
    assert "data-part" not in html, "pictures in the grid are not live"
    assert "data-figure=" not in html


@pytest.mark.parametrize(("folders", "page"), [(True, "../../a/#figure-one"), (False, "../../a/index.html#figure-one")])
def test_an_embed_page_stands_on_relative_addresses(site: Callable[..., Site], folders: bool, page: str) -> None:
    pages = embed_pages(site(PAGES), "Site", folders=folders)
    assert list(pages) == ["embed/one/index.html"]
    html = pages["embed/one/index.html"]
    assert f'href="{page}"' in html
    assert 'src="../../assets/figures/embed.js"' in html
    assert "site:" not in html
    assert "http" not in html
