"""Lend a site's search what it keeps of a page: no inline tags, and nothing that is marked to be left out.

Search reads each page with Python's HTML parser, a call or two for every tag; on a page full of links that is
a tenth of a build.
"""

from __future__ import annotations

import html as htmllib
import re
from dataclasses import dataclass
from typing import Any

from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from explainer.engines.preview import Preview
from explainer.text.fragments import without_tags
from explainer.tokens import TAG

# Up to the first end tag of the same name, as Material's search does.
_LEFT_OUT = r"<(?P<name>[a-z]+)\b[^<>]*?\sdata-search-exclude\b[^<>]*>.*?</(?P=name)>"
_PERMALINK = r"<a class=\"headerlink\"[^<>]*>[^<]*</a>"
_INLINE = rf"<(?=/?(?:a|abbr|b|bdi|cite|em|i|mark|q|s|small|span|strong|u)[\s/>]){TAG.removeprefix('<')}"
_NOT_READ = re.compile(f"{_PERMALINK}|{_INLINE}", re.IGNORECASE | re.ASCII)
# <h3 class="entry__term" id="loss">loss<a class="headerlink" …>#</a></h3>
_ENTRY = re.compile(r'<h3 class="entry__term" id="([^"]+)">(.*?)</h3>')
_EXCLUDED = re.compile(_LEFT_OUT, re.DOTALL)


def words_of(html: str) -> str:
    """Return what search keeps of an article: the same text under the same headings, with fewer tags."""
    if html.count("<") > html.count(">"):
        return html  # A tag never ends: to look for the end of each would take as long as the page.
    if "data-search-exclude" in html:
        html = _EXCLUDED.sub("", html)
    return _NOT_READ.sub("", html)


@dataclass(slots=True)
class Lender:
    """Lends a search index a lighter text of each article, none of a page seen before, and takes it back."""

    index: Any
    """Of Material or of MkDocs."""
    preview: Preview | None
    """Keeps what Material found in a page; the index of MkDocs is quick."""
    _article: str = ""
    _known: list[Any] | None = None
    _toc: TableOfContents | None = None
    """The list of contents, while entries of a glossary stand in it: MkDocs' search finds only those."""
    _before: int = 0

    def lend(self, page: Page) -> None:
        """Give a page the text that search is to read."""
        self._article = page.content or ""
        if self.preview:
            self._known, self._before = self.preview.found(page), len(self.index.entries)
        page.content = words_of(self._article) if self._known is None else ""
        if not hasattr(self.index, "entries") and "data-entry" in self._article:
            self._toc = page.toc
            page.toc = TableOfContents([*page.toc, *map(_anchor, _ENTRY.finditer(self._article))])

    def take_back(self, page: Page) -> None:
        """Give a page its article again, and the index what was once found in it."""
        page.content = self._article
        if self._toc is not None:
            page.toc, self._toc = self._toc, None
        if self._known is not None:
            self.index.entries += self._known
        elif self.preview:
            self.preview.learn(page, self.index.entries[self._before :])


def _anchor(entry: re.Match[str]) -> AnchorLink:
    return AnchorLink(htmllib.unescape(without_tags(words_of(entry[2]))).strip(), entry[1], 3)


def lender_of(plugins: PluginCollection, own: BasePlugin[Any], preview: Preview | None) -> Lender | None:
    """Return a lender for the plugin that searches.

    None where others look at articles at the same time, who need all of it.
    """
    index = next(filter(None, map(_index, plugins.values())), None)
    if index is None or not only_known(plugins, own, "page_context"):
        return None
    return Lender(index, preview if hasattr(index, "entries") else None)


def only_known(plugins: PluginCollection, own: BasePlugin[Any], *events: str) -> bool:
    """Return whether none but the site's search and the plugin itself has a hand in some events."""
    known = {id(own), *(id(plugin) for plugin in plugins.values() if _index(plugin))}
    hands = (hand for event in events for hand in plugins.events[event])
    return all(id(getattr(hand, "__self__", None)) in known for hand in hands)


def _index(plugin: BasePlugin[Any]) -> Any:
    index = getattr(plugin, "search_index", None)
    return index if hasattr(index, "add_entry_from_context") else None
