"""The Markdown extension: all that is done a page at a time, the same under MkDocs, ProperDocs and Zensical.

It puts the pieces of author syntax together and, where no plugin does that for all pages, finishes the
article.
"""

from __future__ import annotations

import logging
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX, Processor

from explainer.blocks.contents import Contents
from explainer.blocks.own_entries import OwnEntries
from explainer.blocks.placeholders import without_placeholders
from explainer.blocks.syntax import register_blocks, registered_blocks, unknown_blocks
from explainer.content.content import load
from explainer.content.languages import languages
from explainer.content.options import CONFIG, Options, called, given_by, read_options
from explainer.content.own_templates import own_templates
from explainer.content.site import Site, site_of
from explainer.content.term_sources import term_pages, unknown_pages
from explainer.echoes import is_echo, without_echoes
from explainer.engines.context import configuration, docs_folder, host, language, overrides, page_context
from explainer.engines.state import Build
from explainer.evidence.citations import check_main
from explainer.extras import has, not_installed
from explainer.pages.article import finish_article, page_problem
from explainer.pages.cards import page_cards
from explainer.pages.page import Page
from explainer.problems import Mistake, Problem
from explainer.text.inline import register_inline
from explainer.text.math import render_math
from explainer.text.tables import tidy
from explainer.text.typography import typographic

# Under `mkdocs.`, so that --strict counts what is said here; the plugin collects instead.
log = logging.getLogger("mkdocs.plugins.explainer")

SHORT = 16
"""Up to this many letters a cell of a table stands on one line: `Fig. 17`, `CWE-502`, `chain-of-thought`."""


class ExplainerExtension(Extension):
    """Terms, citations, numbers, claims and diagrams for Python-Markdown."""

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "data_dir": ["data", "Folder with glossary.yml and the other data, below the docs folder"],
            # Not None: Python-Markdown would read any other value as a yes or no.
            "build": ["", "Set by the MkDocs plugin"],
            "tidy_tables": [
                False,
                "Whether tables are changed: empty headings made plain cells, "
                "short cells and sources kept together",
            ],
            **{
                option.name: [option.default, f"See explainer.content.options.Options.{option.name}"]
                for option in fields(Options)
            },
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register every piece; the page itself is asked for only when it is converted."""
        build: Build | None = self.getConfig("build") or None
        site = build.site if build else self._site(md)
        _PageRenderer(md, site, build).register()
        if self.getConfig("tidy_tables"):
            md.treeprocessors.register(_Tables(md), "explainer-tables", 0)

    def _site(self, md: Markdown) -> Site:
        docs, data = docs_folder(md), self.getConfig("data_dir")
        options, problems = read_options(dict(given_by(self.getConfigs())), language(md))
        templates, unusable = own_templates(*overrides(md))
        pages = term_pages(docs, docs.name, options.glossary, options.definitions)
        spoken = languages([options.language])
        content = load(docs / data, f"{docs.name}/{data}", pages, options.rules, spoken)
        said = replace(host(md), templates=templates)
        return site_of(content, options, docs, said, (*problems, *unusable))


def ours(extension: object) -> bool:
    """Return whether an entry of the list of extensions is ours, put there by the plugin and not by name."""
    return isinstance(extension, ExplainerExtension)


def _missing(site: Site) -> Iterator[Problem]:
    """Yield a problem where terms have no page (only the plugin makes one), or an option names no work."""
    if len(site.content.glossary) and not (site.docs / site.options.glossary).is_file():
        path = f"{site.docs.name}/{site.options.glossary}"
        what = f"the page '{site.options.glossary}' is missing, so no term is linked"
        yield Problem(path, 1, what, "expected a page with a block `/// glossary`.")
    yield from unknown_pages(site.docs, site.options.definitions, CONFIG)
    yield from check_main(site.options.citations_main, site.content.bibliography.references, CONFIG)


class _PageRenderer:
    """The pieces of one Markdown instance, which renders one page at a time."""

    def __init__(self, md: Markdown, site: Site, build: Build | None) -> None:
        self.md, self.site, self.build = md, site, build
        self.page = Page()
        self.armed = self.blocks = False

    def register(self) -> None:
        md = self.md
        # Before everything else, so that lines are still those of the file.
        md.preprocessors.register(_Start(self), "explainer-start", 1000)
        # After what brings in other files (32) and takes out code (25), before HTML blocks (20) are taken out
        # with the Markdown in them.
        md.preprocessors.register(_Syntax(self), "explainer-syntax", 22)
        # `toc` runs all postprocessors on each heading in the tree phase; only after that phase are there
        # articles to link.
        glossary = self.site.options.glossary
        own = OwnEntries(md, self.site, lambda: (self.page.src, self.page.is_at(glossary)))
        md.treeprocessors.register(own, "explainer-own-entries", -998)
        md.treeprocessors.register(Contents(md), "explainer-contents", -999)
        md.treeprocessors.register(_Arm(self), "explainer-arm", -1000)
        md.postprocessors.register(_Finish(self), "explainer-finish", -1000)

    def start(self) -> None:
        self.armed = False
        self.page = page_context(self.md)
        if self.build is not None:
            if not self.build.settled:
                self.build.pages[self.page.src] = self.page
        elif not self.site.said:
            # Not when registered: MkDocs makes an instance only to see whether that works.
            self.site.said.append(True)
            told = without_echoes(self.site.content.problems)
            for problem in (*self.site.problems, *told, *_missing(self.site)):
                self.add(problem)

    def learn(self, text: str) -> None:
        """Teach Markdown the syntax that the page uses.

        Most pages use little of it, and what is registered costs time at every paragraph.
        """
        site = self.site
        register_inline(self.md, site.content, site.citation_style, site.address, self.report, text)
        if "///" not in text:
            return
        if not self.blocks:
            self.blocks = True
            register_blocks(self.md, lambda: site, self.report)
        for mistake, snippet in unknown_blocks(text, registered_blocks(self.md)):
            self.report(mistake, snippet)

    def report(self, mistake: Mistake, snippet: str) -> None:
        """Put a problem on the line where `snippet` stands in the source of the page."""
        self.add(page_problem(self.page, mistake, snippet))

    def add(self, problem: Problem) -> None:
        if self.build is not None:
            if not self.build.settled:
                self.build.problems.append(problem)
        elif not is_echo(problem, self.site.content.broken):
            log.warning("%s", called(problem, configuration(self.md)))

    def finish(self, html: str) -> str:
        site, page = self.site, self.page
        html = html.strip()  # As Python-Markdown will do in any case.
        if site.options.math == "mathml":
            glossary = site.content.glossary
            html = render_math(html, glossary, self.unreadable, lambda text: site.fragment(text, inline=True))
        if site.options.typographic:
            html = typographic(html)
            set_names(getattr(self.md, "toc_tokens", ()))
        if self.build is not None and not self.build.settled:
            return html  # The plugin finishes all articles together.
        article = finish_article(html, page, site)
        if self.build is not None:
            self.build.pieces[page.url] = self.build.pieces.get(page.url, "") + article.html
            return without_placeholders(article.html)
        for problem in article.problems:
            self.add(problem)
        html = without_placeholders(article.html)
        if page.put_after(page_cards(article.html, site, page.href)):
            return html
        # In the article, for want of another place: at least searches are to pass over them.
        cards = page_cards(article.html, site, page.link)
        return html + cards.replace("<template ", "<template data-search-exclude ")

    def unreadable(self, mistake: Mistake, tex: str) -> None:
        if not has("math"):
            self.add(not_installed("math").at(CONFIG, 1))  # Once, however many formulas there are.
            return
        self.report(mistake, tex)


class _Step(Processor):
    """A step of Markdown's in which the renderer of the page has something to do."""

    def __init__(self, renderer: _PageRenderer) -> None:
        super().__init__(renderer.md)
        self.renderer = renderer


class _Start(_Step, Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        self.renderer.start()
        return lines


class _Syntax(_Step, Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        self.renderer.learn("\n".join(lines))
        return lines


class _Tables(Treeprocessor):
    """Give tables what Markdown has no sign for, where the site asks for it: they are the author's own."""

    def run(self, root: etree.Element) -> None:
        for cell in list(root.iter("th")):
            # The first corner, mostly: it heads nothing, and is read out as if it did.
            if not len(cell) and not (cell.text or "").strip():
                cell.tag = "td"
        for cell in root.iter("td"):
            # A column of "Fig. 17" would else be drawn two lines high, to the gain of its neighbours.
            text = "".join(cell.itertext())
            if len(text) <= SHORT and STX not in text:
                cell.set("class", f"{cell.get('class', '')} unbroken".strip())
        for table in root.iter("table"):
            _mark_traced(table)
            tidy(table)
        for parent in list(root.iter()):
            for table, below in pairwise(parent):
                if table.tag == "table" and self.is_source(below):
                    below.set("class", "table-source")
            for index, table in enumerate(parent):
                if table.tag == "table":
                    # What scrolls on a phone. The theme puts a frame of its own there, by script, when the
                    # reader has begun to read.
                    parent[index] = frame = etree.Element("div", {"class": "table-scroll table-scroll--fit"})
                    frame.append(table)
                    frame.tail, table.tail = table.tail, None

    def is_source(self, paragraph: etree.Element) -> bool:
        """Tell whether a paragraph is only a citation, for which Markdown has left a mark in its place."""
        mark = HTML_PLACEHOLDER_RE.fullmatch((paragraph.text or "").strip())
        if not mark or paragraph.tag != "p" or len(paragraph):
            return False
        return str(self.md.htmlStash.rawHtmlBlocks[int(mark[1])]).startswith('<span class="cites">')


def _mark_traced(table: etree.Element) -> None:
    """Mark the heads of columns whose numbers can be traced: one mark there is enough for all below."""
    head, *rows = table.iter("tr")
    traced = {
        at for row in rows for at, cell in enumerate(row) if cell.find(".//a[@class='number']") is not None
    }
    for at, cell in enumerate(head):
        if at in traced:
            cell.set("class", "traced")


class _Arm(_Step, Treeprocessor):
    def run(self, root: etree.Element) -> None:
        self.renderer.armed = True


class _Finish(_Step, Postprocessor):
    def run(self, text: str) -> str:
        return self.renderer.finish(text) if self.renderer.armed else text


def set_names(tokens: Iterable[dict[str, Any]]) -> None:
    """Set the signs of headings in the table of contents as in the text; `toc` wrote it down before."""
    for token in tokens:
        token |= {name: typographic(token[name]) for name in ("name", "html") if name in token}
        set_names(token["children"])


def makeExtension(**settings: Any) -> ExplainerExtension:
    """Return the extension, as Python-Markdown asks for it by name."""
    return ExplainerExtension(**settings)
