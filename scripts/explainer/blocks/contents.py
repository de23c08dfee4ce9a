"""The list of contents of a page, with the headings that its blocks make, which Markdown does not see.

A heading asks for it: `data-contents` says how the list calls it, and is gone once that is known.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import nest_toc_tokens
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

# <h2 id="gallery-switch-title" data-contents="Throw the switch">
_HEADING = re.compile(r'(<h([1-6])\b[^>]*\sid="([^"]+)"[^>]*)\sdata-contents="([^"]*)"')


class Contents(Treeprocessor):
    """Run after `toc`, whose list it completes; without `toc` there is none."""

    def run(self, root: etree.Element) -> None:
        """Put what blocks made among what Markdown saw."""
        blocks = self.md.htmlStash.rawHtmlBlocks
        asking = [at for at, made in enumerate(blocks) if _HEADING.search(str(made))]
        tokens = getattr(self.md, "toc_tokens", None)
        if tokens is not None and asking:
            found = list(_in_order(root, self.md, _flat(tokens)))
            self.md.toc_tokens = nest_toc_tokens(found)  # type: ignore[attr-defined]  # `toc` has put it there
        for at in asking:
            blocks[at] = _HEADING.sub(r"\1", str(blocks[at]))


def _flat(tokens: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the headings that Markdown saw, by their ids."""
    found = {}
    for token in tokens:
        found[token["id"]] = token
        found |= _flat(token["children"])
    return found


def _in_order(root: etree.Element, md: Markdown, known: Mapping[str, dict[str, Any]]) -> Iterator[Any]:
    for element in root.iter():
        if element.get("id") in known:
            yield known[element.get("id", "")]
        mark = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip())
        if mark:
            for _, level, id_, name in _HEADING.findall(str(md.htmlStash.rawHtmlBlocks[int(mark[1])])):
                yield {"level": int(level), "id": id_, "name": name, "html": name, "data-toc-label": ""}
