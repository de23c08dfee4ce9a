"""Read the HTML of a whole page piece by piece – tags, text, comments – as the HTML standard reads it.

Every `<` is looked at once, so that nothing a page may hold takes longer than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from explainer.tokens import COMMENT, TAG, UNENDED

# Elements that hold text alone: whatever looks like a tag in them is none.
RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
FOREIGN = frozenset(("svg", "math"))  # Only here does "/>" end an element.

_FLAGS = re.DOTALL | re.IGNORECASE | re.ASCII
_MARKUP = re.compile(f"(?P<tag>{TAG})|(?P<comment>{COMMENT})|(?P<rest>{UNENDED})", _FLAGS)
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*+)[\s/]*+")
# class="x", hidden, data-x=y
_ATTRIBUTE = re.compile(r"(=?[^\s/>=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+))?)?")


class Piece(NamedTuple):
    """One piece of a page."""

    kind: str
    """`start`, `end`, `text`, `comment`, `raw` (in an element of text alone), `rest` (a tag without end)."""
    at: int
    """Where it begins."""
    text: str
    """As it is written."""
    name: str = ""
    """Of the element, in small letters."""

    @property
    def empty(self) -> bool:
        """Whether a start tag ends with a slash, which ends the element in a drawing or a formula."""
        return self.text.endswith("/>")


def pieces(html: str) -> Iterator[Piece]:
    """Yield everything that a page holds, in order; put together again it is the page."""
    at = begun = foreign = 0
    while (opens := html.find("<", at)) >= 0:
        found = _MARKUP.match(html, opens)
        if found is None:  # A "<" that is text
            at = opens + 1
            continue
        if begun < opens:
            yield Piece("text", begun, html[begun:opens])
        at = begun = found.end()
        if found.lastgroup != "tag":
            yield Piece(found.lastgroup or "", opens, found[0])
            continue
        name = tag_name(found[0])
        piece = Piece("end" if found[0][1] == "/" else "start", opens, found[0], name)
        yield piece
        if name in FOREIGN:
            foreign = max(0, foreign - 1) if piece.kind == "end" else foreign + (not piece.empty)
        if name in RAW and piece.kind == "start" and not (foreign > 0 and piece.empty):
            at = begun = _raw_end(html, at, name)
            yield Piece("raw", found.end(), html[found.end() : at], name)
    if begun < len(html):
        yield Piece("text", begun, html[begun:])


def tag_name(tag: str) -> str:
    """Return the name of the element that a tag opens or closes."""
    found = _NAME.match(tag)
    assert found, "a tag begins with its name"
    return found[1].lower()


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag with what they say; the first of a name counts, as in a browser."""
    found: dict[str, str] = {}
    name = _NAME.match(tag)
    assert name, "a tag begins with its name"
    for attribute in _ATTRIBUTE.finditer(tag, name.end()):
        value = attribute[2] or attribute[3] or attribute[4] or ""
        found.setdefault(attribute[1].lower(), unescape(value) if "&" in value else value)
    return found


def _raw_end(html: str, start: int, name: str) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, start)
    return found.start() if found else len(html)
