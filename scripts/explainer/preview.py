"""What a preview keeps from one rebuild to the next: pages whose text did not change, what search found in them, compiled templates.

A kept page is as good as a new one only while everything else that pages are made from is the same; `settle` is told what that is.
Pages about which something was said are rendered again, so that it is said again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from explainer.articles import Article
from explainer.build import Build


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page as Markdown left it."""

    source: tuple[str, str]
    """The text and, written out, the settings at its head."""
    attributes: Mapping[str, Any]
    """What the engine noted while rendering, by attribute of its page."""
    links: Mapping[str, dict[str, str]]
    """Links to anchors by the source path of the page they lead to: each build has file objects of its own."""


_ATTRIBUTES = ("content", "toc", "_title_from_render", "present_anchor_ids")


class _Heard(logging.Handler):
    """Counts what is said."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


class _Compiled(BytecodeCache):
    """Compiled templates in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self.kept.get((bucket.key, bucket.checksum))
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@dataclass(slots=True)
class Preview:
    """Lives as long as `mkdocs serve`."""

    templates: BytecodeCache = field(default_factory=_Compiled)
    _made_from: object = None
    _pages: dict[str, _Kept] = field(default_factory=dict)
    _articles: dict[str, tuple[tuple[str, str], Article]] = field(default_factory=dict)
    _found: dict[str, tuple[object, list[Any]]] = field(default_factory=dict)

    def settle(self, made_from: object) -> None:
        """Forget all pages if what they are made from, besides their own text, is no longer the same."""
        if made_from != self._made_from:
            self._made_from = made_from
            self._pages.clear()
            self._articles.clear()

    def watch(self, page: Page, build: Build) -> None:
        """Make a page of this build come from what is kept, or be kept, when the engine renders it."""
        render: Callable[[MkDocsConfig, Files], None] = page.render

        def reuse_or_render(config: MkDocsConfig, files: Files) -> None:
            source = (page.markdown or "", repr(page.meta))
            kept = self._pages.get(page.file.src_uri)
            if kept is None or kept.source != source:
                self._render(page, build, source, lambda: render(config, files))
                return
            for name, value in kept.attributes.items():
                setattr(page, name, value)
            page.links_to_anchors = {file: links for src, links in kept.links.items() if (file := files.get_file_from_path(src))}

        page.render = reuse_or_render  # type: ignore[method-assign] # The engine has no event that may take the place of rendering.

    def finish(self, page: Page, make: Callable[[], Article]) -> Article:
        """Return the finished article of a page, made anew unless what Markdown made of the page is the same as before."""
        src, made_from = page.file.src_uri, (page.content or "", repr(page.meta))
        kept = self._articles.pop(src, None)
        article = kept[1] if kept and kept[0] == made_from else make()
        if not article.problems:  # Those name lines of the source, which may have moved.
            self._articles[src] = (made_from, article)
        return article

    def watch_index(self, index: Any) -> None:
        """Let a search index, which a build makes anew, take the entries of a page that is the same as before from what is kept."""
        add: Callable[[Page], None] = index.add_entry_from_context

        def reuse_or_add(page: Page) -> None:
            source = (page.url, page.content, str(page.title), repr(page.meta))
            kept = self._found.get(page.file.src_uri)
            if kept and kept[0] == source:
                index.entries += kept[1]
                return
            before = len(index.entries)
            add(page)
            self._found[page.file.src_uri] = (source, index.entries[before:])

        index.add_entry_from_context = reuse_or_add

    def _render(self, page: Page, build: Build, source: tuple[str, str], render: Callable[[], None]) -> None:
        src = page.file.src_uri
        self._pages.pop(src, None)
        problems, heard = len(build.problems), _Heard()
        log = logging.getLogger("mkdocs")
        log.addHandler(heard)
        try:
            render()
        finally:
            log.removeHandler(heard)
        if heard.count or len(build.problems) > problems:
            return
        links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
        self._pages[src] = _Kept(source, {name: getattr(page, name) for name in _ATTRIBUTES}, links)
