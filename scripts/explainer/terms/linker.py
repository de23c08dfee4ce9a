"""Link the terms in the finished HTML of one article, changing no byte outside the links it puts in.

The input is copied through piece by piece; an element that must not hold a link is passed over whole.
"""

from __future__ import annotations

import html as htmllib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from explainer.problems import Mistake, expected
from explainer.terms.candidates import Candidates
from explainer.terms.glossary import Glossary
from explainer.terms.matcher import TermMatcher
from explainer.terms.open_elements import NeedsFullPass, OpenElements, in_bare_tag
from explainer.tokens import TagReader, class_of, value

DENSITIES = ("first-per-section", "first-per-page", "all", "none")

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
# href="term:agent#input", and what is written in its place
_HAND = re.compile(
    r"(?<=[\s\"'])href=([\"'])(?P<link>terms?:(?P<term>[^\"'#]*)(?:#(?P<sense>[^\"']*))?)\1",
    re.IGNORECASE | re.ASCII,
)
# <a class="term" data-term="loss" href="../glossary/#loss">loss</a> – as `TermLinker` writes it
_WRAPPED = re.compile(
    r'<a class="term" data-term="[^"]+" href="[^"]*"'
    r'(?: data-sense="[^"]+")?(?: aria-label="[^"]*")?>(.*?)</a>',
    re.DOTALL,
)

Href = Callable[[str, str], str]
"""Gives the address of a term's entry, seen from the page, for a term id and a sense (or "")."""


class Use(NamedTuple):
    """A link that was put in."""

    term: str
    sense: str
    start: int
    """Where the link begins in the linked HTML."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An article with its terms linked."""

    html: str
    uses: tuple[Use, ...] = ()
    mistakes: tuple[tuple[Mistake, str], ...] = ()
    """What is wrong with links by hand, with the address of each."""


class TermLinker:
    """Links pages against one matcher; keeps what is the same for all of them."""

    def __init__(self, matcher: TermMatcher) -> None:
        self.matcher = matcher
        self.starts = Candidates(matcher)
        self.tags = TagReader()
        self._openings: dict[tuple[str, str, bool], tuple[str, str]] = {}

    def link(
        self, html: str, href: Href, *, density: str = DENSITIES[0], page: str = "", code: bool = True
    ) -> Linked:
        """Return `html` with terms linked, in inline code as well if `code` says so.

        `page` is the source path of the page: it chooses among the senses of a term.
        """
        try:
            return self.link_within(OpenElements(density, code=code), html, href, page)
        except NeedsFullPass:
            return self.link_within(OpenElements(density, code=code, every=True), html, href, page)

    def link_within(self, elements: OpenElements, html: str, href: Href, page: str = "") -> Linked:
        """Link `html` while `elements` follows what is open, from the outermost element on.

        Raises `NeedsFullPass` where that is not enough for this HTML.
        """
        return _LinkingPass(self, html, href, elements, page).run()

    def opening(self, term: str, sense: str, *, label: bool = True) -> tuple[str, str]:
        """Return the start tag of a link to an entry, up to its address and from there."""
        key = (term, sense, label)
        if key not in self._openings:
            entry = self.matcher.glossary.terms[term]
            extra = f' data-sense="{sense}"' if sense else ""
            if label and entry.symbol:
                extra += f' aria-label="{htmllib.escape(entry.spoken or entry.term)}"'
            self._openings[key] = f'<a class="term" data-term="{term}" href="', f'"{extra}>'
        return self._openings[key]


class _LinkingPass:
    """The state of linking one page."""

    def __init__(self, linker: TermLinker, html: str, href: Href, elements: OpenElements, page: str) -> None:
        self.linker, self.matcher = linker, linker.matcher
        self.terms = linker.matcher.glossary.terms
        self.html, self.href, self.elements, self.page = html, href, elements, page
        self.out: list[str] = []
        self.length = 0
        self.copied = 0
        self.used: set[str] = set()
        self.uses: list[Use] = []
        self.mistakes: list[tuple[Mistake, str]] = []

    def run(self) -> Linked:
        html, elements, read, find_term = self.html, self.elements, self.linker.tags.read, self.matcher.at
        done = at = 0
        opens = elements.next(html, 0)
        for start, end in (*self.linker.starts.find(html), (len(html), len(html))):
            while opens < start:
                kind, at, holds = read(html, opens)
                if kind == "open":
                    elements.opened(holds)
                elif kind == "close":
                    elements.closed(holds)
                elif kind == "tag":
                    self.tag(holds, opens, at)
                elif kind == "heading":
                    self.section()
                elif kind == "rawtext":
                    done = at
                elif elements.density != "none" and opens >= done and (term := self.named(kind, holds)):
                    self.wrap(opens, at, term)
                opens = elements.next(html, at)
            if start < at or start < done or elements.density == "none" or in_bare_tag(html, start):
                continue
            found = find_term(html, start, end)
            if found:
                done = found.end
                if found.whole:
                    self.wrap(found.start, found.end, found.term)
        self.out.append(html[self.copied :])
        return Linked("".join(self.out), tuple(self.uses), tuple(self.mistakes))

    def named(self, kind: str, holds: str) -> str | None:
        """Return the term that a symbol or a piece of code is as a whole, None for any other markup."""
        if kind == "code" and self.elements.code:
            return self.matcher.exactly(htmllib.unescape(holds))
        return holds if kind == "symbol" else None

    def tag(self, name: str, start: int, end: int) -> None:
        """Follow a tag that may mean something."""
        tag = self.html[start:end]
        if tag[1] == "/":
            self.elements.closed(name)
            return
        if name in HEADINGS:
            self.section()
        if name == "a" and "term" in tag.lower():
            self.by_hand(tag, start, end)
        self.elements.started(name, tag)

    def section(self) -> None:
        """Begin a section, in which terms may be linked anew."""
        if self.elements.base == "first-per-section":
            self.used.clear()

    def by_hand(self, tag: str, start: int, end: int) -> None:
        """Turn `<a href="term:id">` into a link to the entry."""
        hand = _HAND.search(tag)
        if not hand:
            return
        link, term, sense = hand["link"], hand["term"], hand["sense"] or ""
        if link[4] != ":":
            rest = link.partition(":")[2]
            self.mistakes.append(
                (Mistake(f"the link '{link}' leads nowhere", f"expected 'term:{rest}'."), link)
            )
            return
        known = self.terms.get(term)
        if known is None:
            what = f"the link 'term:{term}' names an unknown term"
            mistake = Mistake(what, expected("a term id of the glossary", term, self.terms), f"term {term}")
            self.mistakes.append((mistake, link.partition("#")[0]))
            return
        senses = tuple(item.id for item in known.senses)
        if sense and sense not in senses:
            what = f"the link 'term:{term}#{sense}' names an unknown sense"
            hint = "expected no sense: the term has one meaning."
            if senses:
                hint = expected("one of " + ", ".join(senses), sense, senses)
            self.mistakes.append((Mistake(what, hint), link))
            return
        rest = tag[2 : hand.start()].rstrip() + tag[hand.end() : -1].rstrip()
        before, after = self.linker.opening(term, sense, label=False)
        if classes := class_of(rest):
            before = before.replace('class="term"', f'class="term {value(classes)}"', 1)
            rest = rest[: classes.start()] + rest[classes.end() :]
        self.put(start, end, term, sense, before, after.removesuffix(">") + rest + ">")

    def wrap(self, start: int, end: int, term: str) -> None:
        """Put a link round `start:end`, unless the term is not to be linked here."""
        if term in self.used and self.elements.density != "all":
            return
        entry = self.terms.get(term)
        if entry is None or entry.match == "manual" or self.elements.holds(term):
            return
        sense = entry.sense("", self.page) if entry.senses else None
        name = sense.id if sense else ""
        before, after = self.linker.opening(term, name)
        self.put(start, end, term, name, before, after + self.html[start:end] + "</a>")

    def put(self, start: int, end: int, term: str, sense: str, before: str, after: str) -> None:
        """Put a link to the address of an entry between `before` and `after` in the place of `start:end`."""
        copied = self.html[self.copied : start]
        link = before + htmllib.escape(self.href(term, sense)) + after
        self.uses.append(Use(term, sense, self.length + len(copied)))
        self.used.add(term)
        self.out += (copied, link)
        self.length += len(copied) + len(link)
        self.copied = end


@lru_cache(maxsize=16)
def linker_of(glossary: Glossary) -> TermLinker:
    """Return the one linker of a glossary; compiling it anew would take longer than linking a page."""
    return TermLinker(TermMatcher(glossary))


def unlink(html: str) -> str:
    """Return `html` without the links that `TermLinker` put in: what the engine made, byte for byte."""
    return _WRAPPED.sub(r"\1", html)
