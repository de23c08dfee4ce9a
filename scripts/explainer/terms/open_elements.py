"""Which elements are open at a place of an article, and so whether and how often a term is linked there.

Most elements mean nothing to a term in them and are passed over unread, until one that means something is
open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainer.tokens import MEANS, NAMING, PLAIN, class_of, value

# Elements in which a term is never linked: what is a link or a control already, names something, or is not
# prose.
SKIPPED = frozenset(
    (
        "a abbr audio autoref button canvas code dfn head h1 h2 h3 h4 h5 h6 kbd label math nav object "
        "option pre samp select summary svg template var video"
    ).split()
)
FOREIGN = frozenset(("svg", "math"))  # Only here does "/>" end an element.
# A link (or code) that was never closed goes on behind its parent, as in a browser, but not behind one of
# these.
LASTING = ("a", "code")
FENCES = FOREIGN | frozenset("applet caption marquee object td template th".split())
# Their end tags end all in them; those of formatting elements leave these open, others are ignored in them.
SPECIAL = frozenset(
    "address article aside blockquote button center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup li main menu nav object ol p pre section select summary "
    "table tbody td template tfoot th thead tr ul".split()
)
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
MODES = {"terms-off": "none", "terms-all": "all"}

_BARE = rf"</?(?:{'|'.join(sorted(PLAIN))})>|<[bh]r(?: ?/)?>"
_BARE_TAG = re.compile(_BARE)
_LONGEST_BARE = len("</blockquote>")
# Text and markup that change nothing while nothing is open that means something …
_QUIET = re.compile(rf"(?:[^<]++|{_BARE})*+")
# … and while nothing is linked in any case: elements that hold text alone, such as the pieces of highlighted
# code.
_SHUT = re.compile(r"(?:[^<]++|<(span|em|strong)(?: class=\"[\w ]*\")?>[^<]*+</\1>)*+")
_TEXT = re.compile(r"[^<]*+")
# <svg x=y/> – whose value is "y/", so that it does not end here
_UNQUOTED_END = re.compile(r"=\s*[^\s\"'>]+/>$")
_ENTRY = re.compile(r"\sdata-entry=\"([^\"]+)\"")


_Item = tuple[str, str, str]
"""An open element: its name, the density inside, the id of the entry it is (or "")."""


class NeedsFullPass(Exception):
    """An end tag may be of an element passed over: the article must be read again, with every element."""


class OpenElements:
    """The elements that are open at the place up to which an article has been read."""

    def __init__(self, density: str, *, code: bool = True, every: bool = False) -> None:
        self.code = code
        """Whether inline code is linked."""
        self.base = self.density = density
        """The density outside all elements, and the one that holds here."""
        self.every = every
        """Whether plain elements are followed, too, where nothing else is open; for malformed HTML only."""
        self._open: list[_Item] = []

    def next(self, html: str, at: int) -> int:
        """Return where, at or after `at`, markup stands that must be read, or the page's end."""
        quiet = _SHUT if self.density == "none" else _TEXT if self._open or self.every else _QUIET
        passed = quiet.match(html, at)
        assert passed, "these patterns match nothing at all, too"
        return passed.end()

    def holds(self, entry: str) -> bool:
        """Return whether one of the open elements is this entry of the glossary."""
        return bool(self._open) and any(item[2] == entry for item in self._open)

    def opened(self, name: str) -> None:
        """Follow the start tag of a plain element."""
        if self._open or self.every:
            self._open.append((name, self.density, ""))

    def started(self, name: str, tag: str) -> None:
        """Follow any other start tag."""
        if name in VOID:
            return
        if tag.endswith("/>") and name not in SKIPPED - FOREIGN and not _UNQUOTED_END.search(tag):
            return
        entry = ""
        if name in SKIPPED:
            self.density = "none"
        elif MEANS.search(tag):
            entry = self._marked(tag)
        elif not self._open and not self.every:
            return
        self._open.append((name, self.density, entry))

    def closed(self, name: str) -> None:
        """Follow an end tag.

        Raises `NeedsFullPass` where only the elements that were passed over could tell what it ends.
        """
        items = self._open
        if not items:
            return
        if items[-1][0] == name:
            items.pop()
        else:
            at = next((at for at in range(len(items) - 1, -1, -1) if items[at][0] == name), -1)
            if at >= 0:
                items[at:] = _left(name, items[at:])
            elif not self.every:
                raise NeedsFullPass
        self.density = items[-1][1] if items else self.base

    def _marked(self, tag: str) -> str:
        """Take the density a class asks for (nothing reopens what is shut); return this element's entry."""
        attribute = class_of(tag)
        classes = value(attribute).split() if attribute else []
        if "data-autorefs" in tag or not NAMING.isdisjoint(classes):
            self.density = "none"
        if self.density != "none":
            asked = (MODES.get(name) for name in classes)
            self.density = next((item for item in asked if item), self.density)
        entry = _ENTRY.search(tag)
        return entry[1] if entry else ""


def _left(name: str, items: Sequence[_Item]) -> Sequence[_Item]:
    """Return what an end tag leaves open of `items`: of the element that it names, and of all in it."""
    if name in FENCES:
        return ()
    inside = items[1:]
    if (name == "p" or name not in SPECIAL | FORMATTING) and any(item[0] in SPECIAL for item in inside):
        return items
    if name in FORMATTING:
        kept = next((at for at, item in enumerate(inside) if item[0] in SKIPPED & SPECIAL), len(inside))
        return [*(item for item in inside[:kept] if item[0] in LASTING), *inside[kept:]]
    return [item for item in inside if item[0] in LASTING]


def in_bare_tag(html: str, at: int) -> bool:
    """Return whether `at` stands in one of the tags that are passed over: the `em` of `<em>`."""
    opens = html.rfind("<", max(0, at - _LONGEST_BARE), at)
    tag = _BARE_TAG.match(html, opens) if opens >= 0 else None
    return tag is not None and tag.end() > at
