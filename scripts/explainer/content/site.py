"""A site as the pieces of a page see it: its content, its options, its data's Markdown rendered once.

One `Site` serves all pages of a build, under every engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import markdown as python_markdown

from explainer.content.content import Content
from explainer.content.host import Host
from explainer.content.options import Options
from explainer.labels import ENGLISH, labels_of
from explainer.problems import Problem
from explainer.templates import fill
from explainer.terms.symbols import symbol_pattern
from explainer.text.fragments import one_paragraph, sanitise
from explainer.text.inline import register_inline
from explainer.text.math import render_math

_NOBODY = Host()
_MATH: dict[str, Any] = {"pymdownx.arithmatex": {"generic": True}}
# href="term:trigger#input"
_TERM = re.compile(r'href="term:([^"#]*)(?:#([^"]*))?"', re.IGNORECASE)
# Text in which Markdown finds nothing to do: letters, digits and the signs of plain prose, on one line that
# begins with a letter; "_" is asked for apart, since a set of single signs is searched ten times as fast.
_PLAIN = re.compile(r"[^\W\d][\w ,.;:'’“”()?!/%–—-]*")


@dataclass(frozen=True, eq=False)
class Site:
    """Content and options of one build."""

    content: Content
    options: Options
    docs: Path
    """The docs folder."""
    host: Host = field(default_factory=Host)
    """What the engine's configuration says of the site."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the options."""
    _fragments: dict[str, str] = field(default_factory=dict)
    cards: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Cards made so far, by kind, name and sense; kept by `explainer.pages.cards`."""
    said: list[bool] = field(default_factory=list)
    """Not empty once the problems of the content have been reported, where no plugin does it."""

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The package's own words in the language of the site, by name."""
        return labels_of(self.options.language, dict(self.options.labels))

    def label(self, name: str, **slots: object) -> str:
        """Return one of those words, with what belongs into its braces."""
        return self.labels[name].format(**slots)

    def foreign(self, name: str) -> str:
        """Return one of those words where it is another than in English, which scripts know."""
        return self.labels[name] if self.labels[name] != ENGLISH[name] else ""

    def fill(self, template: str, **values: Any) -> str:
        """Return a template that speaks the language of the site, filled with values."""
        return fill(template, self.host.templates, label=self.label, foreign=self.foreign, **values)

    def fragment(self, text: str, *, inline: bool = False) -> str:
        """Return Markdown of the data as safe HTML; addresses on the site are still `site:page.md#anchor`."""
        if _PLAIN.fullmatch(text) and "_" not in text and not (self._symbols and self._symbols.search(text)):
            return text if inline else f"<p>{text}</p>"
        if text not in self._fragments:
            # Whatever the site does with formulas on its pages: no script looks into cards.
            html = self._markdown.reset().convert(text)
            html = render_math(html, self.content.glossary, lambda mistake, tex: None)
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
        page, anchor = {
            "term": (self.options.glossary, name),
            "reference": (self.options.references, f"ref-{name}"),
            "table": (self.options.tables, f"table-{name}"),
            "claim": (self.options.claims, f"claim-{name.lower()}"),
        }[kind]
        return f"site:{page}#{anchor}"


@lru_cache(maxsize=16)  # Of the languages of a site, each.
def site_of(
    content: Content, options: Options, docs: Path, host: Host = _NOBODY, problems: tuple[Problem, ...] = ()
) -> Site:
    """Return the one site for this content, these options with their problems, and what its engine says."""
    return Site(content, options, docs, host, problems)
