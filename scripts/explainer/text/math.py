"""Formulas as MathML, made while building, so that a page needs no script to show one.

`pymdownx.arithmatex` (generic) finds the formulas; this turns its marks into markup that browsers and screen
readers know.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache

from explainer.extras import has
from explainer.problems import Mistake
from explainer.terms.glossary import Glossary
from explainer.terms.symbols import symbol_html, symbol_id, tex_symbol, tex_terms

# <span class="arithmatex">\(x\)</span>, <div class="arithmatex">\[x\]</div>
_MARKED = re.compile(r'<(span|div) class="arithmatex">\\[(\[](.*?)\\[)\]]</\1>', re.DOTALL)
# p_{good}, p^{bad}: a whole word below or above a letter is text, not a product of letters
_WORD_SCRIPT = re.compile(r"([_^])\{([A-Za-z]{2,})\}")
# <mrow><mo>&#x0226B;</mo></mrow></math>: an operator with nothing on either side
_ALONE = re.compile(r"(<math[^>]*><mrow><mo)(>[^<]*</mo></mrow></math>)")
# <mo>&#x0226B;</mo>, <mo stretchy="false">(</mo>
_OPERATOR = re.compile(r"<mo[^>]*>([^<]*)</mo>")
# <mi>\\R</mi>: what the converter does not know it prints
_COMMAND = re.compile(r"(\\[A-Za-z]+)")
_RELATIONS = frozenset("=≠≡≈∝<>≤≥≪≫∈→")
_INLINE, _END = '<math display="inline"><mrow>', "</mrow></math>"
# <mtd columnalign="left">…</mtd>
_CELL = re.compile(r"(<mtd[^>]*>)(.*?)(</mtd>)", re.DOTALL)
# <msub><mi>p</mi><mrow><mtext>good</mtext></mrow></msub>, also with a weight theta below
_SCRIPT = re.compile(
    r"<(msub|msup|msubsup)>(<mi>(\w)</mi>(?:<mi>[^<]*</mi>)?<mrow><mtext>(\w+)</mtext></mrow></\1>)"
)


def render_math(
    page: str,
    glossary: Glossary,
    on_error: Callable[[Mistake, str], None],
    define: Callable[[str], str] = html.escape,
) -> str:
    """Replace every marked formula in the HTML of a page.

    A formula that is one symbol becomes that symbol; a displayed one is followed by a legend of the symbols
    in it. One that cannot be read stays as it is, for a script to try, and is given to `on_error`; `define`
    turns a definition into HTML.
    """

    def replace(match: re.Match[str]) -> str:
        tex = html.unescape(match[2]).strip()
        display = match[1] == "div"
        if not display and (symbol := tex_symbol(tex, glossary)):
            return symbol_html(*symbol)
        markup = _mathml(tex, display)
        unknown = _COMMAND.search(markup or "")
        if markup is None or unknown:
            why = f"holds the unknown command '{unknown[1]}'" if unknown else "cannot be read"
            on_error(Mistake(f"the formula '{tex}' {why}", "expected LaTeX math."), tex)
            return match[0]
        markup = _SCRIPT.sub(lambda script: _known(script, glossary), markup)
        return f'<div class="formula">{markup}</div>{_legend(tex, glossary, define)}' if display else markup

    return _MARKED.sub(replace, page) if "arithmatex" in page else page


def _known(script: re.Match[str], glossary: Glossary) -> str:
    """Mark a symbol inside a formula with its term, so that it has its colour there too."""
    term = symbol_id(f"{script[3]}_{script[4]}", glossary)
    return f'<{script[1]} data-symbol="{term}">{script[2]}' if term else script[0]


@lru_cache(maxsize=512)
def _mathml(tex: str, display: bool) -> str | None:
    if not has("math"):
        return None
    from latex2mathml.converter import convert  # Only here: a site without formulas need not wait for it.

    words = _WORD_SCRIPT.sub(r"\1{\\text{\2}}", tex)
    try:
        markup: str = convert(words, display="block" if display else "inline")
    # Their parser raises some twenty kinds, from StopIteration to its own, all for the formula's fault.
    except Exception:
        return None
    markup = markup.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
    # One thing in each cell: a style sheet can put them under each other where the window is narrow.
    markup = _CELL.sub(r"\1<mrow>\2</mrow>\3", markup)
    markup = _ALONE.sub(r'\1 lspace="0" rspace="0"\2', markup)
    return markup if display else _breakable(markup)


def _breakable(markup: str) -> str:
    """Let a line end after a relation of a formula in a sentence, as in print; no browser does it by itself.

    Only where the relation stands in no part, such as a fraction, and has something on either side.
    """
    pieces, begun = [], 0
    inner = markup.removeprefix(_INLINE).removesuffix(_END)
    for match in _OPERATOR.finditer(inner):
        before, at = inner[begun : match.start()], match.end()
        whole = before and at < len(inner) and before.count("<") == 2 * before.count("</")
        if whole and html.unescape(match[1]) in _RELATIONS:
            pieces.append(inner[begun:at])
            begun = at
    return f"{_END}<wbr>{_INLINE}".join([*pieces, inner[begun:]]).join((_INLINE, _END)) if pieces else markup


def _legend(tex: str, glossary: Glossary, define: Callable[[str], str]) -> str:
    rows = []
    for term_id in tex_terms(tex, glossary):
        term = glossary.terms[term_id]
        if term.symbol:
            symbol = symbol_html(term.symbol.base, term.symbol.sub, term.id)
            rows.append(f"<dt>{symbol}</dt><dd>{define(term.definition)}</dd>")
    return f'<dl class="formula__legend">{"".join(rows)}</dl>' if rows else ""
