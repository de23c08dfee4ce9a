"""The syntax of a sentence – citations, numbers, symbols – as inline patterns for Python-Markdown."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Collection, Mapping
from functools import partial
from re import Match
from typing import Protocol

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.evidence.bibliography import Bibliography
from explainer.evidence.citations import (
    CITATION_RE,
    UNCLOSED_RE,
    check_citations,
    citation_html,
    parse_citations,
    unclosed,
)
from explainer.evidence.numbers import NUMBER_RE, resolve
from explainer.evidence.tables import Table
from explainer.problems import Mistake
from explainer.terms.glossary import Glossary
from explainer.terms.symbols import symbol_element, symbol_id, symbol_parts, symbol_pattern

# What a reader takes for a part of the number before it: 13B, 13 million
_SCALE = re.compile(r"(?:[BM]|[ \n](?:thousand|million|billion|trillion|points?))\b")
Report = Callable[[Mistake, str], None]
"""Takes what is wrong and the piece of source it is about."""
Address = Callable[[str, str], str]
"""Gives the `site:` address of a kind of thing ("reference", "table") by its name."""


class Data(Protocol):
    """What a sentence may refer to; the content of a site is such."""

    @property
    def glossary(self) -> Glossary:
        """Its symbols are typeset."""

    @property
    def bibliography(self) -> Bibliography:
        """Its works may be cited."""

    @property
    def tables(self) -> Mapping[str, Table]:
        """Their numbers may be said, by name of the table."""

    @property
    def kinds(self) -> Collection[str]:
        """The kinds of data there are: without `work` or `table`, `[@…]` or `[=…]` is the author's text."""


def register_inline(
    md: Markdown,
    data: Data,
    citation_style: tuple[str, str],
    address: Address,
    report: Report,
    text: str = "[@ [=",
) -> None:
    """Teach `md` the inline syntax `text` can need: each pattern is tried on every paragraph, used or not.

    `citation_style` is how a citation looks, and the work that the site is about.
    """
    # After code (190), math (189.9) and escapes (180), before references [x][y] (170).
    signs = ""
    if "[@" in text and "work" in data.kinds:
        signs += "@"
        citations = _Citations(md, data.bibliography, citation_style, address, report)
        md.inlinePatterns.register(citations, "explainer-citation", 172)
    if "[=" in text and "table" in data.kinds:
        signs += "="
        md.inlinePatterns.register(_Numbers(md, data.tables, address, report), "explainer-number", 171)
    if signs:
        md.inlinePatterns.register(_Unclosed(signs, md, report), "explainer-unclosed", 170.5)
    pattern = symbol_pattern(data.glossary)
    if pattern:
        # After links (160), bare addresses (120) and HTML (90), which may hold `p-good`, and emphasis (50),
        # as in `_p_good_`.
        md.inlinePatterns.register(_Symbols(pattern, md, data.glossary), "explainer-symbol", 45)
        # After the inline patterns (20) have made the <code> elements.
        md.treeprocessors.register(_CodeSymbols(md, data.glossary), "explainer-code-symbol", 15)


class _Citations(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def __init__(
        self,
        md: Markdown,
        bibliography: Bibliography,
        style: tuple[str, str],
        address: Address,
        report: Report,
    ) -> None:
        super().__init__(CITATION_RE, md)
        self.bibliography, self.style, self.address, self.report = bibliography, style, address, report

    def handleMatch(self, m: Match[str], data: str) -> tuple[str | None, int | None, int | None]:  # type: ignore[override]  # their stub knows only elements
        if _is_link(m, m[1], data, self.md):
            return None, None, None
        wrong = check_citations(m[1], self.bibliography.references)
        for mistake in wrong:
            self.report(mistake, m[0].strip())
        parts = parse_citations(m[1])
        if wrong or isinstance(parts, str):
            return None, None, None  # What is told of stays where it stands.
        text = citation_html(parts, self.bibliography, partial(self.address, "reference"), *self.style)
        joint = "" if m[0].startswith("[") else "\u00a0"
        return joint + self.md.htmlStash.store(text), m.start(0), m.end(0)


class _Numbers(InlineProcessor):
    def __init__(self, md: Markdown, tables: Mapping[str, Table], address: Address, report: Report) -> None:
        super().__init__(NUMBER_RE, md)
        self.tables, self.address, self.report = tables, address, report

    def handleMatch(self, m: Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:  # type: ignore[override]  # their stub knows only elements
        if _is_link(m, m[0][1:-1], data, self.md):
            return None, None, None
        found = resolve(m[1], m[2] or "", self.tables)
        if isinstance(found, Mistake):
            self.report(found, m[0])
            return None, None, None
        href = self.address("table", found.table.name)
        link = etree.Element("a", {"class": "number", "data-number": found.ref, "href": href})
        scale = _SCALE.match(data, m.end(0))
        said = found.text + (re.sub(r"\s", "\u00a0", scale[0]) if scale else "")
        # Data: else the patterns that come later, HTML among them, would read it like the text of the page.
        link.text = AtomicString(said)
        return link, m.start(0), scale.end() if scale else m.end(0)


class _Unclosed(InlineProcessor):
    def __init__(self, signs: str, md: Markdown, report: Report) -> None:
        super().__init__(UNCLOSED_RE.replace("=@", signs), md)
        self.report = report

    def handleMatch(self, m: Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override]  # their stub knows only elements
        self.report(unclosed(m[0]), m[0])
        return None, None, None


def _is_link(match: Match[str], text: str, data: str, md: Markdown) -> bool:
    """Return whether brackets are those of a link, whose address follows or stands elsewhere on the page."""
    # As Python-Markdown reads the name of a reference
    name = " ".join(text.split()).lower()
    return data[match.end() : match.end() + 1] in ("(", "[") or name in md.references


class _Symbols(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, glossary: Glossary) -> None:
        super().__init__(pattern, md)
        self.glossary = glossary

    def handleMatch(self, m: Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]  # their stub knows only elements
        term = self.glossary.symbols[m[1]]
        assert term.symbol, "the pattern is made of the forms of symbols"
        return symbol_element(term.symbol.base, term.symbol.sub, term.id), m.start(0), m.end(0)


class _CodeSymbols(Treeprocessor):
    """Typeset inline code that is exactly a symbol the glossary knows."""

    def __init__(self, md: Markdown, glossary: Glossary) -> None:
        super().__init__(md)
        self.glossary = glossary

    def run(self, root: etree.Element) -> None:
        for parent in root.iter():
            if parent.tag == "pre":
                continue
            for index, child in enumerate(list(parent)):
                if child.tag != "code" or len(child) or not child.text:
                    continue
                term = symbol_id(child.text, self.glossary)
                parts = symbol_parts(child.text, self.glossary)
                if term and parts:
                    symbol = symbol_element(*parts, term)
                    symbol.tail = child.tail
                    parent[index] = symbol
