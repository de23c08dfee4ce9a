"""What one page of a finished site holds, read from its HTML and not yet judged.

It knows no engine and no theme: what it reads is what a browser, a screen reader or a search engine would
meet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from html import unescape

from explainer.publish.addresses import Address, css_addresses, element_addresses
from explainer.publish.pieces import Piece, attributes, pieces

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Elements whose text shows code or is none: syntax there is meant.
VERBATIM = frozenset(["code", "pre", "kbd", "samp", "script", "style", "textarea", "annotation"])
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
CONTROLS = frozenset(("input", "select", "textarea", "button"))
# Kinds of input that have a name of their own, or need none.
NAMELESS = frozenset(("hidden", "submit", "reset", "image"))

_DECLARATION = re.compile(r"<!doctype\b|<!\[CDATA\[|<\?xml\b", re.IGNORECASE)
# They turn the direction of what follows, so that a reader sees another text than a program reads.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(slots=True)
class Element:
    """A control, an image or a drawing, and how it is named."""

    tag: str
    line: int
    id: str = ""
    named: bool = False
    """It has a name of its own: words inside, `aria-label`, `alt`, `title`."""
    labelled_by: tuple[str, ...] = ()
    """The ids that `aria-labelledby` names."""
    theme: bool = False
    """A switch that a theme keeps hidden and works by icons."""


@dataclass(slots=True)
class BuiltPage:
    """One page; lines count from 1 in the HTML file."""

    path: str
    lang: str = ""
    title: str = ""
    description: str = ""
    canonical: str = ""
    is_page: bool = False
    """A whole document, not a fragment kept as a file."""
    ids: list[tuple[str, int]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """The `name` of old anchors."""
    addresses: list[Address] = field(default_factory=list)
    texts: list[tuple[str, int]] = field(default_factory=list)
    """What readers read, attributes that speak included; code is left out."""
    unfilled: list[tuple[str, int]] = field(default_factory=list)
    """What was to be put in a place and is not there, with its line."""
    headings: list[tuple[int, int, bool]] = field(default_factory=list)
    """Level, line, and whether it stands in the article."""
    images: list[Element] = field(default_factory=list)
    controls: list[Element] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    """The ids for which some label has words."""
    has_article: bool = False
    policies: int = 0
    """How many Content-Security-Policies the page carries."""
    refused: list[tuple[str, str, int]] = field(default_factory=list)
    """Attributes that no policy of ours allows, each with its element: `onclick`, `a`."""
    turns: list[tuple[str, int]] = field(default_factory=list)
    """Signs that turn the direction of what follows."""
    broken: list[tuple[str, int]] = field(default_factory=list)
    """What begins like markup and is none, or never ends."""

    @property
    def home(self) -> str:
        """The address of the folder of a home page, with a slash at its end; empty where it does not say."""
        return self.canonical.removesuffix("index.html")


def read_page(html: str, path: str) -> BuiltPage:
    """Return what a page holds; `path` is the file below the site's root."""
    reader = _Reader(html, path)
    for piece in pieces(html):
        reader.read(piece)
    reader.close()
    said = unescape(html) if "&#" in html else html
    reader.page.turns = [(match[0], said.count("\n", 0, match.start()) + 1) for match in _BIDI.finditer(said)]
    return reader.page


@dataclass(slots=True)
class _Open:
    tag: str
    element: Element | None = None
    label_for: str = ""
    controls: list[Element] = field(default_factory=list)
    """Controls inside a label."""
    has_text: bool = False


class _Reader:
    def __init__(self, html: str, path: str) -> None:
        self.page = BuiltPage(path)
        self.open: list[_Open] = []
        self.labels: list[_Open] = []
        """Those of the open elements that are labels."""
        self.inside: Counter[str] = Counter()
        """How many elements of each name are open."""
        self.breaks = [match.end() for match in re.finditer("\n", html)]
        self.line = 1

    def read(self, piece: Piece) -> None:
        self.line = bisect_right(self.breaks, piece.at) + 1
        if piece.kind == "start":
            self._start(piece)
        elif piece.kind == "end":
            self._end(piece.name)
        elif piece.kind == "raw":
            self._raw(piece)
        elif piece.kind == "text":
            self._text(unescape(piece.text))
        elif not piece.text.startswith("<!--") and not _DECLARATION.match(piece.text):
            self.page.broken.append((piece.text, self.line))

    def close(self) -> None:
        while self.open:
            self._close()

    def _start(self, piece: Piece) -> None:
        tag, values = piece.name, attributes(piece.text)
        self._facts(tag, values)
        self.page.addresses += element_addresses(tag, values, self.line)
        self._safety(tag, values)
        for name in ("alt", "title", "aria-label", "placeholder"):
            if values.get(name):
                self.page.texts.append((values[name], self.line))
        opened = _Open(tag, self._element(tag, values), values.get("for", "") if tag == "label" else "")
        opened.has_text = bool(values.get("aria-label") or values.get("title"))
        if tag in VOID:
            return
        self.open.append(opened)
        self.inside[tag] += 1
        if tag == "label":
            self.labels.append(opened)
        # In HTML the slash says nothing; in a drawing it ends the element.
        if piece.empty and self.inside["svg"]:
            self._close()

    def _end(self, tag: str) -> None:
        while self.inside[tag]:
            if self._close() == tag:
                return

    def _raw(self, piece: Piece) -> None:
        if piece.name == "style":
            self.page.addresses += css_addresses(piece.text, self.line)
        self._text(unescape(piece.text) if piece.name in ("title", "textarea") else piece.text)

    def _text(self, data: str) -> None:
        if self.inside["title"] and not self.inside["svg"] and not self.page.title:
            self.page.title = " ".join(data.split())
        if not data.strip():
            return
        if self.open:
            self.open[-1].has_text = True
        if not any(self.inside[tag] for tag in VERBATIM):
            self.page.texts.append((data, self.line))

    def _close(self) -> str:
        """Close the innermost element, whose words are also those of the one that holds it."""
        closed = self.open.pop()
        self.inside[closed.tag] -= 1
        if self.open and closed.has_text:
            parent = self.open[-1]
            parent.has_text = True
            if closed.tag == "title" and parent.element is not None and parent.tag == "svg":
                parent.element.named = True
        if closed.tag == "label":
            self.labels.pop()
            if closed.has_text:
                self.page.labels.add(closed.label_for)
                for control in closed.controls:
                    control.named = True
        if closed.tag == "button" and closed.element and closed.has_text:
            closed.element.named = True
        return closed.tag

    def _safety(self, tag: str, values: dict[str, str]) -> None:
        page = self.page
        for name in values:
            if name == "style" or (name[:2] == "on" and name[2:].isalpha()):
                page.refused.append((name, tag, self.line))
        if tag == "base" and "href" in values:
            page.refused.append(("href", tag, self.line))
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            page.policies += 1

    def _facts(self, tag: str, values: dict[str, str]) -> None:
        page = self.page
        if tag == "html":
            page.is_page, page.lang = True, values.get("lang", "")
        elif tag == "meta" and values.get("name", "").lower() == "description":
            page.description = values.get("content", "").strip()
            page.texts.append((page.description, self.line))
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split():
            page.canonical = values.get("href", "")
        elif tag in HEADINGS and not self.inside["template"]:
            page.headings.append((int(tag[1]), self.line, self.inside["article"] > 0))
        elif tag == "article":
            page.has_article = True
        if "data-explainer" in values:
            page.unfilled.append((values["data-explainer"], self.line))
        if values.get("id"):
            page.ids.append((values["id"], self.line))
        if tag == "a" and values.get("name"):
            page.names.add(values["name"])

    def _element(self, tag: str, values: dict[str, str]) -> Element | None:
        """Return the element where its name will matter, and note it for the report."""
        kind = values.get("type", "").lower()
        image = (
            tag == "img"
            or values.get("role") == "img"
            or (tag == "input" and kind == "image")
            or (tag == "area" and "href" in values)
        )
        control = (tag in CONTROLS and kind not in NAMELESS) or (tag == "button")
        if not image and not control:
            return Element(tag, self.line) if tag == "svg" else None
        named = bool(values.get("aria-label") or values.get("title"))
        # An empty alt is a statement: the image says nothing that the text does not.
        named = named or (tag == "img" and "alt" in values) or bool(values.get("alt"))
        classes = values.get("class", "").split()
        found = Element(
            tag,
            self.line,
            values.get("id", ""),
            named,
            tuple(values.get("aria-labelledby", "").split()),
            "md-toggle" in classes,
        )
        hidden = values.get("aria-hidden") == "true"
        if image and not hidden:
            self.page.images.append(found)
        if control:
            self.page.controls.append(found)
            if self.labels:
                self.labels[-1].controls.append(found)
        return found
