"""What a preview keeps between rebuilds: unchanged pages, what search found in them, and what templates made.

A kept page is as good as a new one only while everything else that pages are made from is the same; `settle`
is told what that is. Pages about which something was said are rendered again, so that it is said again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from explainer.engines.preview_templates import PreviewTemplates
from explainer.engines.state import Build
from explainer.pages.article import Article


@dataclass(frozen=True, slots=True)
class _CachedPage:
    """A page as Markdown left it."""

    source: tuple[str, str]
    """The text and, written out, the settings at its head."""
    html: str
    attributes: Mapping[str, Any]
    """What the engine noted while rendering, by attribute of its page."""
    links: Mapping[str, dict[str, str]]
    """Links to anchors by the source path of the page they lead to: each build has its own file objects."""


_ATTRIBUTES = ("toc", "_title_from_render", "present_anchor_ids")


class _LogCounter(logging.Handler):
    """Counts what is said."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


@dataclass(slots=True)
class Preview:
    """Lives as long as `mkdocs serve`."""

    templates: PreviewTemplates = field(default_factory=PreviewTemplates)
    _made_from: object = None
    _pages: dict[str, _CachedPage] = field(default_factory=dict)
    _articles: dict[str, tuple[tuple[str, str], Article]] = field(default_factory=dict)
    _cards: dict[str, tuple[str, str]] = field(default_factory=dict)
    _entries: dict[str, tuple[object, list[Any]]] = field(default_factory=dict)
    _heard: _LogCounter = field(default_factory=_LogCounter)
    # Of the page that the engine renders now: its source, what is kept of it, and the problems before it
    _source: tuple[str, str] = ("", "")
    _kept: _CachedPage | None = None
    _problems: int = 0

    def settle(self, made_from: object) -> None:
        """Forget all pages if what they are made from, besides their own text, is no longer the same."""
        if made_from != self._made_from:
            self._made_from = made_from
            self._pages.clear()
            self._articles.clear()
            self._cards.clear()

    def before_rendering(self, page: Page, markdown: str, build: Build) -> None:
        """Have a page that is kept not rendered; even to get ready for it takes long.

        `markdown` is its text.
        """
        kept = self._pages.get(page.file.src_uri)
        self._source = (markdown, repr(page.meta))
        self._kept = kept if kept and kept.source == self._source else None
        if self._kept:
            page.render = partial(_leave, page)  # type: ignore[method-assign]  # no event may do without it
        self._problems, self._heard.count = len(build.problems), 0
        logging.getLogger("mkdocs").addHandler(self._heard)

    def rendered(self, page: Page, html: str, files: Files, build: Build) -> str:
        """Return what the engine made of a page, and keep it if nothing was said.

        Else return what is kept of it, with all that the engine noted then.
        """
        logging.getLogger("mkdocs").removeHandler(self._heard)
        kept, src = self._kept, page.file.src_uri
        if kept:
            for name, value in kept.attributes.items():
                setattr(page, name, value)
            page.links_to_anchors = {
                file: links
                for other, links in kept.links.items()
                if (file := files.get_file_from_path(other))
            }
            return kept.html
        self._pages.pop(src, None)
        if not self._heard.count and len(build.problems) == self._problems:
            links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
            self._pages[src] = _CachedPage(
                self._source, html, {name: getattr(page, name) for name in _ATTRIBUTES}, links
            )
        return html

    def finish(self, page: Page, make: Callable[[], Article]) -> Article:
        """Return the finished article of a page, made anew unless Markdown made the same of it as before."""
        src, made_from = page.file.src_uri, (page.content or "", repr(page.meta))
        kept = self._articles.pop(src, None)
        article = kept[1] if kept and kept[0] == made_from else make()
        if not article.problems:  # Those name lines of the source, which may have moved.
            self._articles[src] = (made_from, article)
        return article

    def cards(self, src: str, html: str, make: Callable[[str], str]) -> str:
        """Return the cards for what stands on a page, made anew unless the same stood there before."""
        kept = self._cards.get(src)
        if kept is None or kept[0] != html:
            kept = self._cards[src] = html, make(html)
        return kept[1]

    def found(self, page: Page) -> list[Any] | None:
        """Return what search found in a page, if the page is the same as before."""
        kept = self._entries.get(page.file.src_uri)
        return kept[1] if kept and kept[0] == _searched(page) else None

    def learn(self, page: Page, entries: list[Any]) -> None:
        """Keep what search found in a page."""
        self._entries[page.file.src_uri] = (_searched(page), entries)


def _leave(page: Page, config: MkDocsConfig, files: Files) -> None:
    page.content = ""


def _searched(page: Page) -> object:
    return page.url, page.content, str(page.title), repr(page.meta)
