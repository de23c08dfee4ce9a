"""Where on a page a term may begin: every word, sign or entity with which one does, tags and code included.

Of the words of a page hardly one in thirty begins a term, so the others are sorted out without a step of
Python for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from explainer.terms.forms import ENTITY
from explainer.terms.matcher import TermMatcher
from explainer.terms.words import CHARACTER, WORD

_ENTITY = re.compile(ENTITY)
_ASCII = bytes(range(128))
# What is no letter, digit or underscore becomes a space.
_SPACED = bytes(
    code if code < 128 and (chr(code).isalnum() or code == ord("_")) else ord(" ") for code in range(256)
)
_MANY = 150  # Words to look for on one page, above which it is quicker to look at every word of the page.


# Both take long to compile, and a site in English may have no use for them.
@cache
def _character() -> re.Pattern[str]:
    return re.compile(CHARACTER)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(f"{WORD}|{ENTITY}")  # An entity is one piece, so that its name is no word.


class Candidates:
    """Finds the starts of one glossary's terms."""

    def __init__(self, matcher: TermMatcher) -> None:
        self.matcher = matcher
        plain = re.sub(
            "[<&]", "", matcher.signs
        )  # Where these two are text and not markup, they are entities.
        signs = f"|[{re.escape(plain)}]" if plain else ""
        self._signs = re.compile(f"{ENTITY}{signs}") if matcher.signs else None

    def find(self, html: str) -> list[tuple[int, int]]:
        """Return start and end of each place, in order."""
        raw = html.encode(errors="surrogatepass")
        plain = html.isascii() or not _character().search(
            raw.translate(None, _ASCII).decode(errors="surrogatepass")
        )
        words = raw.translate(_SPACED).decode().split() if plain else _words().findall(html)
        first = self.matcher.beginnings(set(words))
        if plain and len(first) <= _MANY:
            found = [place for word in first for place in _places(html, word)]
        else:
            wanted = set(first)
            found = [piece.span() for piece in _words().finditer(html) if piece[0] in wanted]
        if self._signs:
            found += [piece.span() for piece in self._signs.finditer(html) if self.matcher.begins(piece[0])]
        return sorted(found)


def _places(html: str, word: str) -> Iterator[tuple[int, int]]:
    """Yield where `word` stands as a word of its own, on a page without any letter beyond ASCII."""
    at = html.find(word)
    while at >= 0:
        end = at + len(word)
        before, after = html[at - 1 : at], html[end : end + 1]
        if not (
            before.isalnum()
            or before == "_"
            or after.isalnum()
            or after == "_"
            or (after == ";" and _in_entity(html, at, end))
        ):
            yield at, end
        at = html.find(word, end)


def _in_entity(html: str, start: int, end: int) -> bool:
    """Return whether `start:end` is the name or number in `&amp;`, `&#38;`."""
    opens = start - 2 if html[start - 1 : start] == "#" else start - 1
    entity = _ENTITY.match(html, opens) if opens >= 0 else None
    return entity is not None and entity.end() == end + 1
