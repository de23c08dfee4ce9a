"""A site as the pieces of a page see it: its content, its options, its data's Markdown rendered once.

One `Site` serves all pages of a build, under every engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import markdown as python_markdown

from explainer.content.content import Content
from explainer.content.host import Host
from explainer.terms.linker import DENSITIES
from explainer.terms.symbols import symbol_pattern
from explainer.text.fragments import one_paragraph, sanitise
from explainer.text.inline import register_inline
from explainer.text.math import render_math

_NOBODY = Host()
_MATH: dict[str, Any] = {"pymdownx.arithmatex": {"generic": True}}
# href="term:trigger#input"
_TERM = re.compile(r'href="term:([^"#]*)(?:#([^"]*))?"')
# Text in which Markdown finds nothing to do: letters, digits and the signs of plain prose, on one line that
# begins with a letter.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:'’“”()?!/%–—-])*")


@dataclass(frozen=True)
class Options:
    """What a site's author may choose; the same names in `mkdocs.yml`."""

    glossary: str = "glossary.md"
    """Page with the list of terms."""
    definitions: tuple[str, ...] = ()
    """Pages that define terms by a definition list or by headings; patterns such as `chapter/*.md` too."""
    references: str = "references.md"
    """Page with the list of works."""
    tables: str = "tables.md"
    """Page with the tables of numbers."""
    claims: str = "claims.md"
    """Page with the list of claims."""
    density: str = DENSITIES[0]
    """How often a term is linked: once a section, once a page, always or never."""
    citations: str = "numbers"
    """How a citation looks: a number, or author and year."""
    citations_main: str = ""
    """Key of the work that most of the site is about: of it a citation says the place alone."""
    page_sources: bool = False
    """Whether a page ends with the list of the works it cites."""
    typographic: bool = False
    """Whether quotes, apostrophes and dashes are set as in print, in pages, titles and data."""


def options_of(settings: Mapping[str, Any]) -> Options:
    """Return the options among the settings of a plugin or an extension, which hold lists."""
    given: dict[str, Any] = {option.name: settings[option.name] for option in fields(Options)}
    return Options(**given | {"definitions": tuple(given["definitions"])})


@dataclass(frozen=True, eq=False)
class Site:
    """Content and options of one build."""

    content: Content
    options: Options
    docs: Path
    """The docs folder."""
    host: Host = field(default_factory=Host)
    """What the engine's configuration says of the site."""
    _fragments: dict[str, str] = field(default_factory=dict)
    cards: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Cards made so far, by kind, name and sense; kept by `explainer.pages.cards`."""
    said: list[bool] = field(default_factory=list)
    """Not empty once the problems of the content have been reported, where no plugin does it."""

    def fragment(self, text: str, *, inline: bool = False) -> str:
        """Return Markdown of the data as safe HTML; addresses on the site are still `site:page.md#anchor`."""
        if _PLAIN.fullmatch(text) and not (self._symbols and self._symbols.search(text)):
            return text if inline else f"<p>{text}</p>"
        if text not in self._fragments:
            html = render_math(self._markdown.reset().convert(text), self.content.glossary, lambda tex: None)
            self._fragments[text] = _TERM.sub(self._entry, sanitise(html))
        html = self._fragments[text]
        return one_paragraph(html) if inline else html

    def _entry(self, link: re.Match[str]) -> str:
        """Return the address of a term that a text in data links by hand; none where it is not there."""
        term = self.content.glossary.terms.get(link[1])
        anchor = f"{link[1]}-{link[2]}" if term and term.sense(link[2] or "") and link[2] else link[1]
        return f'href="site:{self.options.glossary}#{anchor}"' if term else ""

    @cached_property
    def _markdown(self) -> python_markdown.Markdown:
        """Making one takes longer than converting a definition."""
        md = python_markdown.Markdown(extensions=["tables", *_MATH], extension_configs=_MATH)
        register_inline(md, self.content, self.citation_style, self.address, lambda mistake, snippet: None)
        return md

    @property
    def citation_style(self) -> tuple[str, str]:
        """How a citation looks, and the work that is cited by its places alone."""
        return self.options.citations, self.options.citations_main

    @cached_property
    def _symbols(self) -> re.Pattern[str] | None:
        pattern = symbol_pattern(self.content.glossary)
        return re.compile(pattern) if pattern else None

    def address(self, kind: str, name: str) -> str:
        """Return the `site:` address of a term, a reference, a table or a claim."""
        page = {
            "term": self.options.glossary,
            "reference": self.options.references,
            "table": self.options.tables,
        }.get(kind, self.options.claims)
        anchor = {"term": name, "reference": f"ref-{name}", "table": f"table-{name}"}.get(
            kind, f"claim-{name.lower()}"
        )
        return f"site:{page}#{anchor}"


@lru_cache(maxsize=4)
def site_of(content: Content, options: Options, docs: Path, host: Host = _NOBODY) -> Site:
    """Return the one site for this content, these options and what its engine says of it."""
    return Site(content, options, docs, host)
