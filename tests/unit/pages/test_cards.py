"""Cards: what a page brings along for the terms, works and numbers on it, and nothing more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer.content.content import Content, load
from support.helpers import render, write

GLOSSARY = """\
agent:
  term: agent
  spoken: ay gent
  definition: What *acts*, see [it](term:loss) and p_good.
  related: [loss, p-good]
  source: "@good2024, §2"
loss:
  term: loss
  definition: What falls.
p-good:
  term: p_good
  symbol: p_{good}
  spoken: p good
  definition: A policy.
  source: general
trigger:
  term: trigger
  definition: Two things.
  senses:
    input: {definition: A part of a prompt.}
    word: {definition: An entry of a list.}
"""
ABOUT = """\
title: Rates
source: good2024
figure: Fig. 3
model: A small model.
obtained: digitised
confidence: high
key: [size]
columns:
  size: {meaning: Size, values: {810M: 810 million parameters}}
  rate: {meaning: Share of answers, unit: "%", band: [low, high]}
  low: {meaning: Low}
  high: {meaning: High}
"""
FILES = {
    "glossary.yml": GLOSSARY,
    "references.bib": "@misc{good2024, title={T & U}, year={2024}, author={Hubinger, Evan}, kind={preprint}, read={read}}\n",
    "tables/rates.yml": ABOUT,
    "tables/rates.csv": "size,rate,low,high\n810M,50,40,60\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """Return a site's data with one of each."""
    found = load(write(tmp_path, FILES))
    assert not found.problems
    return found


def cards(source: str, content: Content) -> dict[str, str]:
    """Return the cards of a page by id, spaces between tags left out."""
    found = re.findall(r'<template id="([^"]+)">(.*?)</template>', render(source, content).cards, re.DOTALL)
    return {name: re.sub(r"\s*\n\s*", "", html) for name, html in found}


def test_a_page_brings_the_cards_it_uses_each_once(content: Content) -> None:
    """In the order of their first use; a term that is not linked has none."""
    names = list(cards("The loss [@good2024] of [=rates/810M.rate].\n\n## Next\n\nA loss [@good2024, §1].\n\n`trigger`", content))
    assert names == ["card-term-loss", "card-cite-good2024", "card-number-rates/810M.rate", "card-term-trigger-input"]
    assert cards("Nothing.", content) == {}


def test_the_card_of_a_term(content: Content) -> None:
    """Name, spoken form, definition with markup, source in words, related terms, and the way to the entry, as seen from the page."""
    assert cards("An agent.", content)["card-term-agent"] == (
        '<p class="card__term">agent</p><p class="card__spoken">said “ay gent”</p>'
        '<p class="card__definition">What <em>acts</em>, see <a href="../glossary/#loss">it</a> and '
        '<span class="symbol" data-symbol="p-good">p<sub>good</sub></span>.</p>'
        '<p class="card__source">Hubinger 2024, §2</p>'
        '<p class="card__related">See also <a href="../glossary/#loss">loss</a>, '
        '<a href="../glossary/#p-good"><span class="symbol" data-symbol="p-good">p<sub>good</sub></span></a></p>'
        '<p class="card__more"><a href="../glossary/#agent">Full entry</a></p>'
    )


def test_the_card_of_a_sense_says_which(content: Content) -> None:
    """Another sense is another card."""
    found = cards("A [trigger](term:trigger#word) and a [trigger](term:trigger#input).", content)
    assert list(found) == ["card-term-trigger-word", "card-term-trigger-input"]
    assert '(word)</span></p><p class="card__definition">An entry of a list.</p>' in found["card-term-trigger-word"]


def test_the_card_of_a_work(content: Content) -> None:
    """The full reference and how far it was read."""
    assert cards("Known [@good2024].", content)["card-cite-good2024"] == (
        '<p class="card__definition">Evan Hubinger (2024). <cite>T &amp; U</cite>.</p><p class="card__source">Preprint, read for this site</p>'
        '<p class="card__more"><a href="../references/#ref-good2024">Full reference</a></p>'
    )


def test_the_card_of_a_number(content: Content) -> None:
    """What was counted, under which condition, its band, its figure, how it was obtained, and the way to the table."""
    assert cards("It was [=rates/810M.rate].", content)["card-number-rates/810M.rate"] == (
        '<p class="card__term">50%</p><p class="card__definition">Share of answers: 810 million parameters.</p>'
        '<p class="card__definition">95% band 40% to 60%. A small model.</p>'
        '<p class="card__source">Hubinger 2024, Fig. 3; recovered from the vector drawing of the figure.</p>'
        '<p class="card__more"><a href="../tables/#table-rates">The whole table</a></p>'
    )


def test_a_row_may_have_any_name(tmp_path: Path) -> None:
    """The card is found by the script under the very name that the link has, quotes and all."""
    row = '"R&D ""x"" <b>",50,40,60\n'
    about = ABOUT.replace(", values: {810M: 810 million parameters}", "")
    content = load(write(tmp_path, {**FILES, "tables/rates.yml": about, "tables/rates.csv": "size,rate,low,high\n" + row.replace(" ", "")}))
    page = render('It was [=rates/R&D"x"<b>.rate].', content)
    assert not page.problems
    link = re.search(r'data-number="([^"]*)"', page.html)
    assert link
    assert f'<template id="card-number-{link[1]}">' in page.cards
    assert "Share of answers: R&amp;D" in page.cards


def test_what_stands_in_the_glossary_is_text_and_not_markup(tmp_path: Path) -> None:
    """Names, spoken forms and aliases are escaped, definitions sanitised, on cards and in the list alike."""
    hostile = """\
evil:
  term: <script>alert(1)</script>
  spoken: '"><script>alert(2)</script>'
  aliases: ['<img src=x onerror=alert(3)>']
  search: ['<script>alert(4)</script>']
  definition: x <script>alert(5)</script><img src=x onerror=alert(6)></template><b>y
  more: "[z](javascript&#58;alert(7)) <iframe src=//example.org></iframe>"
  source: <script>alert(8)</script>
"""
    content = load(write(tmp_path, {"glossary.yml": hostile}))
    page = render("/// glossary\n///\n\n[it](term:evil)", content)
    for html in (page.html, page.cards):
        # What remains of them is text; the only tags are ours and those of a definition.
        assert not re.search(r"<(?:script|img|iframe)|<[^>]*\s(?:onerror|src)=|href=\"?\s*javascript", html)
    assert page.cards.count("<template") == page.cards.count("</template>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.cards


def test_a_preview_goes_on_in_spite_of_unsound_data(tmp_path: Path) -> None:
    """Under `serve` a page is shown with what is right; the problem is told elsewhere."""
    content = load(write(tmp_path, {"glossary.yml": "agent:\n  term: agent\n  definition: d\n  related: [nobody]\n  source: '@nobody'\n"}))
    assert content.problems
    page = render("An agent.\n\n/// glossary\n///\n", content)
    assert 'id="card-term-agent"' in page.cards
    assert "nobody" not in page.cards
