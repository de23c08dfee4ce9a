"""Typeset symbols: however p_good is written – in prose, code or math – readers see p with "good" below it.

A symbol is a letter, an underscore and a word; one that the glossary knows carries its id and can be linked.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping

from explainer.terms.glossary import Glossary

# p_{\text{good}}, p^{good}, p_{\mathrm{good}}, p_\theta^{\text{good}}
_TEX = re.compile(r"([A-Za-z])(?:_\\?theta)?[_^]\{?(?:\\(?:text|mathrm|operatorname)\{)?([A-Za-z]+)\}*")


def symbol_pattern(glossary: Glossary) -> str | None:
    """Return the expression that finds symbols in prose, or None for a glossary without any."""
    forms = sorted(glossary.symbols, key=len, reverse=True)
    if not forms:
        return None
    return rf"(?<![\w\\$])({'|'.join(re.escape(form) for form in forms)})(?![\w-]*\w)"


def symbol_id(text: str, glossary: Glossary) -> str | None:
    """Return the id of the term of which `text` is a form."""
    term = glossary.symbols.get(text)
    return term.id if term else None


def symbol_parts(text: str, glossary: Glossary) -> tuple[str, str] | None:
    """Return letter and word of a symbol as written, `("p", "good")`, or None where the text is no symbol."""
    term = glossary.symbols.get(text)
    return (term.symbol.base, term.symbol.sub) if term and term.symbol else None


def symbol_element(base: str, sub: str, term: str | None) -> etree.Element:
    """Return the element of a symbol: `<span class="symbol" data-symbol="p-good">p<sub>good</sub></span>`."""
    attributes = {"class": "symbol"} | ({"data-symbol": term} if term else {})
    span = etree.Element("span", attributes)
    span.text = base
    etree.SubElement(span, "sub").text = sub
    return span


def symbol_html(base: str, sub: str, term: str | None) -> str:
    """Return `symbol_element` as text."""
    data = f' data-symbol="{html.escape(term)}"' if term else ""
    return f'<span class="symbol"{data}>{html.escape(base)}<sub>{html.escape(sub)}</sub></span>'


def tex_symbol(tex: str, glossary: Glossary) -> tuple[str, str, str | None] | None:
    """Return base, sub and term of a formula that is one symbol and nothing else, or None."""
    match = _TEX.fullmatch(tex.strip())
    if not match or len(match[2]) < 2:
        return None
    term = symbol_id(f"{match[1]}_{match[2]}", glossary)
    if term is None and "^" in match[0]:
        return None  # x^{ab} is a power, unless the glossary says that the word is a label.
    return match[1], match[2], term


def tex_terms(tex: str, glossary: Glossary) -> list[str]:
    """Return the ids of the symbols in a formula, in order, each once."""
    found: Mapping[str, None] = {
        term: None
        for match in _TEX.finditer(tex)
        if (term := symbol_id(f"{match[1]}_{match[2]}", glossary)) is not None
    }
    return list(found)
