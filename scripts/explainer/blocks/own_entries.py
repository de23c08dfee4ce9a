"""Make entries of what an author's page defines: ids, where each term is used, and a filter; the text stays.

Run after `toc`, which gives headings their ids.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator, Mapping

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from explainer.blocks.placeholders import placeholder
from explainer.content.site import Site
from explainer.terms.glossary import Term
from explainer.terms.sources import slug

_LEVEL = re.compile(r"h([2-6])")


class OwnEntries(Treeprocessor):
    """Mark the entries of the page that is rendered now, if it defines terms.

    `page` gives its source path, and whether it is the one to which the links of terms lead.
    """

    def __init__(self, md: Markdown, site: Site, page: Callable[[], tuple[str, bool]]) -> None:
        super().__init__(md)
        self.site, self.page = site, page

    def run(self, root: etree.Element) -> None:
        """Mark lists and headings that define terms."""
        src, listed = self.page()
        own = self.site.content.glossary.by_page.get(src)
        if not own:
            return
        found = list(_found(root, {slug(term.term): term for term in own.values()} | own))
        for parent, pieces, term in found:
            _mark(parent, pieces, term, self._used(term) if listed else None)
        if listed and found:
            self._add_filter(root, found[0][1][0])

    def _used(self, term: Term) -> etree.Element:
        paragraph = etree.Element("p")
        paragraph.text = self.md.htmlStash.store(placeholder("term", term.id))
        return paragraph

    def _add_filter(self, root: etree.Element, first: etree.Element) -> None:
        """Put the filter before the block of the page in which the first entry stands."""
        at = next(n for n, block in enumerate(root) if any(each is first for each in block.iter()))
        paragraph = etree.Element("p")
        paragraph.text = self.md.htmlStash.store(self.site.fill("blocks/filter.html").strip())
        root.insert(at, paragraph)


Piece = tuple[etree.Element, list[etree.Element], Term]


def _found(root: etree.Element, terms: Mapping[str, Term]) -> Iterator[Piece]:
    """Yield each part of the page that defines a term: its parent, its elements, the term."""
    for parent in list(root.iter()):
        children = list(parent)
        for at, child in enumerate(children):
            level = _LEVEL.fullmatch(str(child.tag))
            term = terms.get(child.get("id") or "") or terms.get(slug(_words(child)))
            if term is None or not (level or child.tag == "dt"):
                continue
            if level:
                ends = (n for n in range(at + 1, len(children)) if _ends(children[n], int(level[1])))
                yield parent, children[at : next(ends, None)], term
            elif at == 0 or children[at - 1].tag == "dd":  # The first name of several
                names = next((n for n in range(at, len(children)) if children[n].tag == "dd"), at + 1)
                rest = (n for n in range(names, len(children)) if children[n].tag != "dd")
                yield parent, children[at : next(rest, None)], term


def _ends(element: etree.Element, level: int) -> bool:
    match = _LEVEL.fullmatch(str(element.tag))
    return element.tag == "h1" or (match is not None and int(match[1]) <= level)


def _mark(parent: etree.Element, pieces: list[etree.Element], term: Term, used: etree.Element | None) -> None:
    """Put the elements of an entry into one that says so, where it was, with the id to which links lead."""
    head = pieces[0]
    name = term.id if used is not None else f"define-{term.id}"
    if head.get("id") is None:
        head.set("id", name)
    elif head.get("id") != name:  # The author's own anchor stays.
        anchor = etree.Element("span", {"id": name})
        anchor.tail, head.text = head.text, None
        head.insert(0, anchor)
    entry = etree.Element("section" if _LEVEL.fullmatch(head.tag) else "div", {"data-entry": term.id})
    at = list(parent).index(head)
    for piece in pieces:
        parent.remove(piece)
        entry.append(piece)
    parent.insert(at, entry)
    if used is None:
        return
    entry.set("class", "entry")
    head.set("class", f"{head.get('class', '')} entry__term".strip())
    for piece in pieces[1:]:
        piece.set("class", f"{piece.get('class', '')} entry__definition".strip())
    (entry if entry.tag == "section" else pieces[-1]).append(used)


def _words(element: etree.Element) -> str:
    """Return the words of a heading or a name, without the sign that links to it and what was put aside."""
    return HTML_PLACEHOLDER_RE.sub("", "".join(_texts(element)))


def _texts(element: etree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if "headerlink" not in (child.get("class") or ""):
            yield from _texts(child)
        yield child.tail or ""
