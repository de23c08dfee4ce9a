"""Where on a page a term may begin: every word, sign or entity with which one does, tags and code included.

Of the words of a page hardly one in thirty begins a term, so the others are sorted out without a step of
Python for each.
"""

from __future__ import annotations

import re
from bisect import bisect
from functools import cache
from itertools import compress, count, pairwise

from explainer.terms.forms import ENTITY
from explainer.terms.matcher import TermMatcher
from explainer.terms.words import is_plain, word_pattern

_ENTITY = re.compile(ENTITY)
_OF_WORDS = bytes(code for code in range(128) if chr(code).isalnum() or chr(code) == "_")
_SPACED = bytes(code if code in _OF_WORDS else ord(" ") for code in range(256))
_SPACE, _SEMICOLON = b" ;"

# What a site has a script find by itself: $$ … $$, \( … \), \[ … \], and $ … $, which may be prices, too
_FORMULA = re.compile(
    r"\$\$[^<$]*+(?:\$(?!\$)[^<$]*+)*+\$\$"
    r"|(?<!\\)\\\((?:[^<\\]|\\[^<()])*+\\\)"
    r"|(?<!\\)\\\[(?:[^<\\]|\\[^<\[\]])*+\\\]"
    r"|\$(?P<short>[^<$\s](?:[^<$]*+(?<=\S))?)\$"
)
_OF_FORMULAS = re.compile(r"[\\^_{=]")

Place = tuple[int, int]
"""Where a word or a sign starts and ends."""


@cache  # It takes long to compile, and a site in English may have no use for it.
def _words() -> re.Pattern[str]:
    return re.compile(f"{word_pattern()}|{ENTITY}")  # An entity is one piece, so that its name is no word.


class Candidates:
    """Finds the starts of one glossary's terms."""

    def __init__(self, matcher: TermMatcher) -> None:
        self.matcher = matcher
        # Where these two are text and not markup, they are entities.
        plain = re.sub("[<&]", "", matcher.signs)
        signs = f"|[{re.escape(plain)}]" if plain else ""
        self._signs = re.compile(f"{ENTITY}{signs}") if matcher.signs else None

    def find(self, html: str) -> list[Place]:
        """Return start and end of each place, in order."""
        found = self._in_ascii(html) if is_plain(html) else self._in_any(html)
        if self._signs:
            signs = (piece.span() for piece in self._signs.finditer(html) if self.matcher.begins(piece[0]))
            found = sorted([*found, *signs])
        return _outside_formulas(html, found) if "$" in html or "\\" in html else found

    def _in_ascii(self, html: str) -> list[Place]:
        """Return each place where a word begins a term, on a page without any letter beyond ASCII."""
        # One byte for each character, so that what stands between two spaces still stands where it did.
        text = html.encode("ascii", "replace")
        pieces = text.translate(_SPACED).decode().split(" ")
        signs = text.translate(None, _OF_WORDS) + b"\n"  # The one behind each piece
        begins, may_follow = self.matcher.begins, self.matcher.may_follow
        found = []
        start = last = 0
        for number in compress(count(), map(begins, pieces)):
            word, sign = pieces[number], signs[number]
            if sign == _SPACE and (following := pieces[number + 1]) and not may_follow(word, following):
                continue
            if number > last:
                start += len(" ".join(pieces[last:number])) + 1
                last = number
            end = start + len(word)
            if sign != _SEMICOLON or not _in_entity(html, start, end):
                found.append((start, end))
        return found

    def _in_any(self, html: str) -> list[Place]:
        """Return each such place in any script."""
        begins, may_follow = self.matcher.begins, self.matcher.may_follow
        pieces = [(piece[0], *piece.span()) for piece in _words().finditer(html)]
        return [
            (start, end)
            for (word, start, end), (following, at, _) in pairwise([*pieces, ("", 0, 0)])
            if begins(word) and (at != end + 1 or html[end] != " " or may_follow(word, following))
        ]


def _outside_formulas(html: str, places: list[Place]) -> list[Place]:
    """Return the places that stand in no formula written as text: a link would tear it apart."""
    formulas = [
        piece.span()
        for piece in _FORMULA.finditer(html)
        if piece["short"] is None or _OF_FORMULAS.search(piece["short"])
    ]
    if not formulas:
        return places

    def inside(place: Place) -> bool:
        before = bisect(formulas, (place[0], len(html)))
        return before > 0 and place[0] < formulas[before - 1][1]

    return [place for place in places if not inside(place)]


def _in_entity(html: str, start: int, end: int) -> bool:
    """Return whether `start:end` is the name or number in `&amp;`, `&#38;`."""
    opens = start - 2 if html[start - 1 : start] == "#" else start - 1
    entity = _ENTITY.match(html, opens) if opens >= 0 else None
    return entity is not None and entity.end() == end + 1
