"""Symbols and formulas: what is a symbol, what stays a formula, and the legend below a displayed one."""

from __future__ import annotations

import re

import pytest

from explainer.content.content import Content
from explainer.terms.glossary import Glossary, Symbol
from explainer.terms.symbols import symbol_parts, tex_symbol, tex_terms
from explainer.text.math import render_math
from support.helpers import case_content, glossary, render

SYMBOL = '<span class="symbol" data-symbol="p-good">p<sub>good</sub></span>'


@pytest.fixture(scope="module")
def terms() -> Glossary:
    """Return the glossary of the golden cases."""
    return case_content().glossary


@pytest.mark.parametrize(
    ("tex", "symbol"),
    [
        # One symbol and nothing else
        (r"p_{good}", ("p", "good", "p-good")),
        (r"p_{\text{good}}", ("p", "good", "p-good")),
        (r"p^{\text{good}}", ("p", "good", "p-good")),
        (r"p^{good}", ("p", "good", "p-good")),
        (r" p_{\mathrm{good}} ", ("p", "good", "p-good")),
        (r"p_\theta^{\text{good}}", ("p", "good", "p-good")),
        # A word below a letter is a symbol, known or not
        (r"q_{test}", ("q", "test", None)),
        # A power, an index, more than one thing
        (r"x^{ab}", None),
        (r"p_\theta^{\text{test}}", None),
        (r"x_i", None),
        (r"x^2", None),
        (r"p_{good}(x)", None),
        (r"p_{good} p_{bad}", None),
        (r"P_{good}", ("P", "good", None)),
    ],
)
def test_a_formula_is_a_symbol_only_if_it_is_nothing_else(terms: Glossary, tex: str, symbol: tuple[str, str, str | None] | None) -> None:
    """A raised word is a label only where the glossary says so; else it is a power and stays one."""
    assert tex_symbol(tex, terms) == symbol


@pytest.mark.parametrize(
    ("text", "parts"),
    [("p_good", ("p", "good")), ("pgood", ("p", "good")), ("P_{deploy}", None), ("n_jobs", None), ("good", None), ("p good", None)],
)
def test_a_symbol_has_a_letter_and_a_word(terms: Glossary, text: str, parts: tuple[str, str] | None) -> None:
    """As the glossary has it: others may be names of variables."""
    assert symbol_parts(text, terms) == parts


def test_the_symbols_of_a_formula_are_found_in_order_each_once(terms: Glossary) -> None:
    """Whatever stands between them."""
    assert tex_terms(r"p_{bad}(x) > p^{\text{good}}(x) - p_{\text{bad}}(y) + q_{test}", terms) == ["p-bad", "p-good"]


def test_a_displayed_formula_is_followed_by_a_legend() -> None:
    """Each symbol in it, linked and defined, once; the formula itself is MathML that needs no script."""
    html = render("$$\np_{bad}(x) > p_{good}(x) > p_{bad}(y)\n$$").html
    formula, _, legend = html.partition("</math>")
    assert formula.startswith('<div class="formula"><math display="block">')
    assert "<a " not in formula
    assert re.sub(r"<a [^>]*>|</a>", "", legend) == (
        '</div><dl class="formula__legend">'
        '<dt><span class="symbol" data-symbol="p-bad">p<sub>bad</sub></span></dt><dd>How a model acts with the trigger.</dd>'
        f"<dt>{SYMBOL}</dt><dd>How a model acts without the trigger.</dd></dl>"
    )
    assert re.findall(r'data-term="([\w-]+)"', legend) == ["p-bad", "trigger", "p-good"]


def test_a_legend_shows_a_definition_as_a_card_does() -> None:
    """Markdown, symbols and links in it are what they are elsewhere, never their source."""
    entry = {
        "term": "p_good",
        "symbol": Symbol("p", "good"),
        "spoken": "p good",
        "definition": "As *asked*, see [it](term:agent), not p_good & $p_{good}$.",
    }
    html = render("$$\np_{good}(x)\n$$", Content(glossary=glossary("agent", **{"p-good": entry}))).html
    definition = html.partition("<dd>")[2].partition("</dd>")[0]
    assert definition == f'As <em>asked</em>, see <a href="../glossary/#agent">it</a>, not {SYMBOL} &amp; {SYMBOL}.'


def test_a_displayed_formula_without_symbols_has_no_legend() -> None:
    """Nothing empty is left."""
    assert "legend" not in render("$$\nx + y\n$$").html


@pytest.mark.parametrize(
    ("tex", "why"),
    [
        *((tex, "cannot be read") for tex in ("a^b^c", "a_", "_", r"\right)", r"\limits_a", r"\frac", r"\begin{matrix}", "{", "{" * 3000)),
        *(
            (rf"a {tex}", f"holds the unknown command '{tex.partition('{')[0]}'")
            for tex in (r"\R", r"\ce{H2O}", r"\eqref{eq}", r"\label{eq}", r"\text{\R}")
        ),
    ],
)
def test_a_formula_that_cannot_be_read_is_told_and_left_to_others(terms: Glossary, tex: str, why: str) -> None:
    """Never a traceback, whatever the parser stumbles over: a script of the site may know more."""
    told: list[str] = []
    page = f'<p><span class="arithmatex">\\({tex}\\)</span></p>'
    why = why.replace(r"\text", r"\R")
    assert render_math(page, terms, lambda mistake, snippet: told.extend((str(mistake), snippet))) == page
    assert told == [f"the formula '{tex}' {why} — expected LaTeX math.", tex]


def test_formulas_are_left_alone_unless_a_site_asks() -> None:
    """MathJax and KaTeX have macros and numbers of their own; no term in a formula is linked then."""
    found = render(r"The agent: $\text{agent}$ and $\R$", math="off")
    assert found.html.endswith(r'and <span class="arithmatex">\(\R\)</span></p>')
    assert r'<span class="arithmatex">\(\text{agent}\)</span>' in found.html
    assert not found.problems


def test_a_cell_of_a_formula_holds_one_thing() -> None:
    """So that the cases can be put under each other on a phone; what is in a cell would else fall apart."""
    html = render("$$\n\\begin{cases} p & \\text{if } x > 1 \\\\ q & \\text{otherwise} \\end{cases}\n$$").html
    cells = re.findall(r"<mtd[^>]*>(.*?)</mtd>", html)
    assert len(cells) == 4
    assert all(re.fullmatch(r"<mrow>((?!mrow).)*</mrow>", cell) for cell in cells)


def test_a_sign_alone_has_no_room_around_it() -> None:
    """Between two words it is spaced as a word is."""
    assert '<mo lspace="0" rspace="0">' in render("The sign $\\gg$ means more.").html
    assert "space" not in render("Where $x \\gg y$ holds.").html


@pytest.mark.parametrize(
    ("tex", "pieces"),
    [
        # A relation ends its piece.
        (r"P(x) \gg Q(x)", 2),
        ("a = b = c", 3),
        ("a < b", 2),
        # Within a part of the formula, alone, at an end
        (r"\frac{a = b}{c}", 1),
        (r"\gg", 1),
        ("= 3", 1),
        ("a + b", 1),
    ],
)
def test_a_line_may_end_after_a_relation_in_a_sentence(tex: str, pieces: int) -> None:
    """No browser breaks a formula by itself, and one that is wider than a phone makes the page scroll sideways."""
    html = render(f"Here ${tex}$ holds.").html
    assert html.count("<math") == html.count("</math>") == html.count("<wbr>") + 1 == pieces
    assert html.count("<wbr>") == len(re.findall(r"</mo></mrow></math><wbr><math", html))
