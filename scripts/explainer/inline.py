"""The syntax of a sentence – citations, numbers, symbols – as inline patterns for Python-Markdown."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from re import Match

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from explainer.citations import CITATION_RE, check_citations, citation_html, parse_citations
from explainer.content import Content
from explainer.numbers import NUMBER_RE, resolve
from explainer.symbols import symbol_element, symbol_id, symbol_parts, symbol_pattern

Report = Callable[[str, str, str], None]
"""Takes what is wrong, what is accepted, and the piece of source it is about."""
Address = Callable[[str, str], str]
"""Gives the `site:` address of a kind of thing ("reference", "table") by its name."""


def register_inline(md: Markdown, content: Content, citation_style: str, address: Address, report: Report, text: str = "[@ [=") -> None:
    """Teach `md` the inline syntax that `text` can need: each pattern is tried on every paragraph, used or not."""
    # After code (190), math (189.9) and escapes (180), before references [x][y] (170).
    if "[@" in text:
        md.inlinePatterns.register(_Citations(md, content, citation_style, address, report), "explainer-citation", 172)
    if "[=" in text:
        md.inlinePatterns.register(_Numbers(md, content, address, report), "explainer-number", 171)
    pattern = symbol_pattern(content.glossary)
    if pattern:
        # After links (160), bare addresses (120) and HTML (90), which may hold `p-good`, and emphasis (50), as in `_p_good_`.
        md.inlinePatterns.register(_Symbols(pattern, md, content), "explainer-symbol", 45)
        # After the inline patterns (20) have made the <code> elements.
        md.treeprocessors.register(_CodeSymbols(md, content), "explainer-code-symbol", 15)


class _Citations(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, content: Content, style: str, address: Address, report: Report) -> None:
        super().__init__(CITATION_RE, md)
        self.content, self.style, self.address, self.report = content, style, address, report

    def handleMatch(self, m: Match[str], data: str) -> tuple[str | None, int | None, int | None]:  # type: ignore[override]  # their stub knows only elements
        if data[m.end() : m.end() + 1] in ("(", "["):
            return None, None, None  # A link whose text begins with @.
        wrong = check_citations(m[1], self.content.bibliography.references)
        for message, hint in wrong:
            self.report(message, hint, m[0].strip())
        parts = parse_citations(m[1])
        if wrong or isinstance(parts, str):
            return self.md.htmlStash.store(""), m.start(0), m.end(0)
        text = citation_html(parts, self.content.bibliography, lambda key: self.address("reference", key), self.style)
        joint = "" if m[0].startswith("[") else "\u00a0"
        return joint + self.md.htmlStash.store(text), m.start(0), m.end(0)


class _Numbers(InlineProcessor):
    def __init__(self, md: Markdown, content: Content, address: Address, report: Report) -> None:
        super().__init__(NUMBER_RE, md)
        self.content, self.address, self.report = content, address, report

    def handleMatch(self, m: Match[str], data: str) -> tuple[etree.Element | str, int, int]:  # type: ignore[override]  # their stub knows only elements
        found = resolve(m[1], m[2] or "", self.content.tables)
        if isinstance(found, tuple):
            self.report(found[0], found[1], m[0])
            return "", m.start(0), m.end(0)
        link = etree.Element("a", {"class": "number", "data-number": found.ref, "href": self.address("table", found.table.name)})
        link.text = found.text
        return link, m.start(0), m.end(0)


class _Symbols(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, content: Content) -> None:
        super().__init__(pattern, md)
        self.content = content

    def handleMatch(self, m: Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:  # type: ignore[override]  # their stub knows only elements
        parts = symbol_parts(m[1], self.content.glossary)
        if parts is None:
            return None, None, None
        base, sub = parts
        term = symbol_id(m[1], self.content.glossary) or symbol_id(f"{base}_{sub}", self.content.glossary)
        return symbol_element(base, sub, term), m.start(0), m.end(0)


class _CodeSymbols(Treeprocessor):
    """Typeset inline code that is exactly a symbol the glossary knows."""

    def __init__(self, md: Markdown, content: Content) -> None:
        super().__init__(md)
        self.content = content

    def run(self, root: etree.Element) -> None:
        for parent in root.iter():
            if parent.tag == "pre":
                continue
            for index, child in enumerate(list(parent)):
                if child.tag != "code" or len(child) or not child.text:
                    continue
                term = symbol_id(child.text, self.content.glossary)
                parts = symbol_parts(child.text, self.content.glossary)
                if term and parts:
                    symbol = symbol_element(*parts, term)
                    symbol.tail = child.tail
                    parent[index] = symbol
