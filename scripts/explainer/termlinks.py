"""Link the terms in the finished HTML of one article, changing no byte outside the links it puts in.

The input is copied through piece by piece; an element that must not hold a link is passed over whole.
"""

from __future__ import annotations

import html as htmllib
import re
from collections.abc import Callable
from dataclasses import dataclass

from explainer.matcher import TermMatcher
from explainer.problems import Problem, expected
from explainer.starts import Starts

DENSITIES = ("first-per-section", "first-per-page", "all", "none")

# Elements in which a term is never linked: what is a link or a control already, names something, or is not prose.
SKIPPED = frozenset(
    "a audio button canvas code dfn head h1 h2 h3 h4 h5 h6 kbd label math nav object option pre samp select summary svg template var video".split()
)
FOREIGN = frozenset(("svg", "math"))  # Only here does "/>" end an element.
# A link (or code) that was never closed goes on behind its parent, as in a browser, but not behind one of these.
LASTING = ("a", "code")
FENCES = FOREIGN | frozenset("applet caption marquee object td template th".split())
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

# <td class="x">, </td>, <br/> – attributes as the HTML standard reads them: a ">" in a value does not end the tag, nor does an open quote
TAG = (
    r"</?[A-Za-z][^\s/>]*+"
    r"(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>))|(?!\s*+=)))*+>"
)
# Text that is no markup (script, style …), comments, and a tag that never ends: each to its end, or to that of the page.
RAW = r"<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes|noscript)(?=[\s/>]).*?(?:</(?P=raw)(?=[\s/>])|\Z)"
COMMENT = r"<!--(?:>|->|.*?(?:--!?>|\Z))|<[!?][^>]*+(?:>|\Z)|</(?![A-Za-z])[^>]*+(?:>|\Z)|<plaintext\b.*"
SYMBOL = r"<span class=\"symbol\" data-symbol=\"(?P<symbol>[\w-]+)\">\w<sub>[^<]*+</sub></span>"
CODE = r"<code(?:\s+[\w:-]+(?:=\"[^\"<>]*+\")?+)*+\s*+>(?P<code>[^<]*+)</code>"
UNENDED = r"</?[A-Za-z].*"

_MARKUP = re.compile(f"{SYMBOL}|{CODE}|(?P<rawtext>{RAW})|(?P<tag>{TAG})|(?P<other>{COMMENT}|{UNENDED})", re.DOTALL | re.IGNORECASE)
# <svg x=y/> – whose value is "y/", so that it does not end here
_UNQUOTED_END = re.compile(r"=\s*[^\s\"'>]+/>$")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
# <p>, </em>, <td class="x"> – tags that are the same piece wherever they stand, and so worth remembering
_PLAIN = frozenset("b blockquote dd div dl dt em i li ol p span strong sub sup table tbody td th thead tr ul".split())
_SIMPLE = re.compile(rf"</?(?:{'|'.join(_PLAIN)}|a|h[1-6]|pre)(?: class=\"[\w -]*\")?>")
_SHORT = 80  # Characters of such a tag at most.
_HAND = re.compile(r"(?<=[\s\"'])href=([\"'])term:([^\"'#]*)(?:#([^\"']*))?\1")
_CLASS = re.compile(r"\sclass=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_ENTRY = re.compile(r"\sdata-entry=\"([\w-]+)\"")
_MODES = {"terms-off": "none", "terms-all": "all"}

Href = Callable[[str, str], str]
"""Gives the address of a term's entry, seen from the page, for a term id and a sense (or "")."""


@dataclass(frozen=True, slots=True)
class Use:
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
    problems: tuple[Problem, ...] = ()


class TermLinker:
    """Links pages against one matcher; holds the one regular expression that depends on the glossary."""

    def __init__(self, matcher: TermMatcher) -> None:
        self.matcher = matcher
        self.starts = Starts(matcher)
        self.tags: dict[str, tuple[str, str]] = {}
        """Kind and name of the tags met so far that are the same wherever they stand."""

    def markup(self, html: str, start: int) -> tuple[str, int, str]:
        """Return the kind of what the `<` at `start` begins, where that ends, and what it holds (a tag: its name).

        A tag is of the kind "open" or "close" where nothing but the stack of open elements has to do with it.
        """
        piece = _MARKUP.match(html, start)
        if piece is None:
            return "text", start + 1, ""
        kind, end = piece.lastgroup or "", piece.end()
        if kind != "tag":
            return kind, end, piece[kind]
        tag = _NAME.match(html, start)
        assert tag, "the pattern of a tag begins with its name"
        name = tag[1].lower()
        if _SIMPLE.fullmatch(html, start, min(end, start + _SHORT)):
            self.tags[piece[0]] = ("close" if tag[0][1] == "/" else "open" if name in _PLAIN and "terms-" not in piece[0] else "tag", name)
        return kind, end, name

    def link(self, html: str, href: Href, *, density: str = DENSITIES[0], page: str = "") -> Linked:
        """Return `html` with terms linked.

        `page` is the source path of the page: it chooses among the senses of a term and names problems.
        """
        return _Pass(self, html, href, density, page).run()


class _Pass:
    """The state of linking one page."""

    def __init__(self, linker: TermLinker, html: str, href: Href, density: str, page: str) -> None:
        self.linker, self.matcher = linker, linker.matcher
        self.terms = linker.matcher.glossary.terms
        self.html, self.href, self.density, self.page = html, href, density, page
        self.out: list[str] = []
        self.length = 0
        self.copied = 0
        self.used: set[str] = set()
        self.uses: list[Use] = []
        self.problems: list[Problem] = []
        self.open: list[tuple[str, str, str]] = []
        """Open elements: name, density inside, id of the entry they are (or "")."""

    def run(self) -> Linked:
        html, tags, find = self.html, self.linker.tags, self.html.find
        done = at = 0
        opens = html.find("<")
        mode = self.density
        for start, end in (*self.linker.starts.find(html), (len(html), len(html))):
            while 0 <= opens < start:
                at = find(">", opens, opens + _SHORT) + 1
                known = tags.get(html[opens:at])
                kind, at, holds = (known[0], at, known[1]) if known else self.linker.markup(html, opens)
                if kind == "open":
                    self.open.append((holds, mode, ""))
                elif kind == "close":
                    mode = self.close(holds)
                elif kind == "tag":
                    mode = self.tag(holds, opens, at)
                elif kind == "rawtext":
                    done = at
                elif mode != "none" and opens >= done:
                    term = holds if kind == "symbol" else self.matcher.exactly(htmllib.unescape(holds)) if kind == "code" else None
                    if term:
                        self.wrap(opens, at, term, mode)
                opens = find("<", at)
            if start < max(at, done) or mode == "none":
                continue
            found = self.matcher.at(html, start, end)
            if found:
                done = found.end
                if found.whole:
                    self.wrap(found.start, found.end, found.term, mode)
        self.out.append(html[self.copied :])
        return Linked("".join(self.out), tuple(self.uses), tuple(self.problems))

    def close(self, name: str) -> str:
        """Follow an end tag and return the density that holds after it."""
        if self.open and self.open[-1][0] == name:
            self.open.pop()
            return self.open[-1][1] if self.open else self.density
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == name:
                self.open[at:] = () if name in FENCES else [item for item in self.open[at + 1 :] if item[0] in LASTING]
                break
        return self.open[-1][1] if self.open else self.density

    def tag(self, name: str, start: int, end: int) -> str:
        """Follow a tag and return the density that holds after it."""
        tag = self.html[start:end]
        if tag[1] == "/":
            return self.close(name)
        mode = self.open[-1][1] if self.open else self.density
        if name in HEADINGS and self.density == "first-per-section":
            self.used.clear()
        if name == "a" and "term:" in tag:
            self.by_hand(tag, start, end)
        if name in VOID or (tag.endswith("/>") and name not in SKIPPED - FOREIGN and not _UNQUOTED_END.search(tag)):
            return mode
        entry = ""
        if name in SKIPPED:
            inside = "none"
        elif "terms-" in tag or "data-entry" in tag:
            inside, entry = self.marked(tag, mode)
        else:
            inside = mode
        self.open.append((name, inside, entry))
        return inside

    def marked(self, tag: str, mode: str) -> tuple[str, str]:
        """Return the density an author asked for by a class (nothing reopens what is shut), and the entry this element is."""
        classes = _CLASS.search(tag)
        asked = (_MODES.get(name) for name in _value(classes).split()) if classes else ()
        entry = _ENTRY.search(tag)
        found = next((item for item in asked if item), mode)
        return ("none" if mode == "none" else found), entry[1] if entry else ""

    def by_hand(self, tag: str, start: int, end: int) -> None:
        """Turn `<a href="term:id">` into a link to the entry."""
        hand = _HAND.search(tag)
        if not hand:
            return
        term, sense = hand[2], hand[3] or ""
        known = self.terms.get(term)
        if known is None:
            what = f"the link 'term:{term}' names an unknown term"
            self.problems.append(Problem(self.page, 0, what, expected("a term id of the glossary", term, self.terms)))
            return
        senses = tuple(item.id for item in known.senses)
        if sense and sense not in senses:
            what = f"the link 'term:{term}#{sense}' names an unknown sense"
            hint = expected("one of " + ", ".join(senses), sense, senses) if senses else "expected no sense: the term has one meaning."
            self.problems.append(Problem(self.page, 0, what, hint))
            return
        rest = tag[2 : hand.start()].rstrip() + tag[hand.end() : -1].rstrip()
        opening = self.opening(term, sense, label=False).removesuffix(">")
        if classes := _CLASS.search(rest):
            opening = opening.replace('class="term"', f'class="term {_value(classes)}"', 1)
            rest = rest[: classes.start()] + rest[classes.end() :]
        self.put(start, end, opening + rest + ">")
        self.note(term, sense)

    def wrap(self, start: int, end: int, term: str, mode: str) -> None:
        """Put a link round `start:end`, unless the term is not to be linked here."""
        entry = self.terms.get(term)
        if entry is None or entry.match == "manual":
            return
        if mode != "all" and term in self.used:
            return
        if any(item[2] == term for item in self.open):
            return
        sense = entry.sense("", self.page)
        name = sense.id if sense else ""
        self.put(start, end, self.opening(term, name) + self.html[start:end] + "</a>")
        self.note(term, name)

    def opening(self, term: str, sense: str, *, label: bool = True) -> str:
        entry = self.terms[term]
        extra = f' data-sense="{sense}"' if sense else ""
        if label and entry.symbol:
            extra += f' aria-label="{htmllib.escape(entry.spoken or entry.term)}"'
        return f'<a class="term" data-term="{term}" href="{htmllib.escape(self.href(term, sense))}"{extra}>'

    def put(self, start: int, end: int, text: str) -> None:
        before = self.html[self.copied : start]
        self.out += (before, text)
        self.length += len(before) + len(text)
        self.copied = end
        self._last = self.length - len(text)

    def note(self, term: str, sense: str) -> None:
        self.used.add(term)
        self.uses.append(Use(term, sense, self._last))


def _value(attribute: re.Match[str]) -> str:
    return attribute[1] or attribute[2] or attribute[3] or ""


def unlink(html: str) -> str:
    """Return `html` without the links that `TermLinker` wrapped round text: what the engine made, byte for byte."""
    return _WRAPPED.sub(r"\1", html)


_WRAPPED = re.compile(r'<a class="term" data-term="[\w-]+" href="[^"]*"(?: data-sense="[\w-]+")?(?: aria-label="[^"]*")?>(.*?)</a>', re.DOTALL)
