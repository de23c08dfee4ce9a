"""Only the CSS that a page or script uses: a page's style sheets become one text, short enough for the page.

lightningcss leaves out each rule of which every selector asks for a class or an id that is no word of the
page or of a script on it; what only such rules used, custom properties and animations, goes with them. Names
of elements are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import lightningcss

# Words as they stand in class attributes and in scripts: md-nav__link--active
_WORD = re.compile(r"[A-Za-z][\w-]*")
_TAG = re.compile(r"<[a-zA-Z][^>]*+(?:>|\Z)")
# .md-nav #top; also part of numbers and colours, where it does no harm
_NAME = re.compile(r"[.#]([A-Za-z][\w-]*)")
# --md-hue: as it is given, and var(--md-hue) as it is used
_GIVEN = re.compile(r"[{;](--[\w-]+):")
_USED = re.compile(r"var\((--[\w-]+)")
_FRAMES = re.compile(r"@(?:-\w+-)?keyframes\s+([\w-]+)")
# Strings and comments, in which a bracket opens nothing; brackets
_BRACKET = re.compile(r"\"[^\"\n]*+\"?|'[^'\n]*+'?|/\*.*?(?:\*/|\Z)|([({\[])|([)}\]])", re.DOTALL)
# Brackets in brackets; ours need six, and the library ends the whole process at some thousand.
_DEEPEST = 100
# What opens and ends a rule, and strings, in which it does neither
_ENDS = re.compile(r"\"[^\"\n]*+\"?|'[^'\n]*+'?|([{};])")
_REASON = re.compile(r"(?:Parsing stylesheet failed: )?(.*?)(?: at :(\d+):\d+)?", re.DOTALL)
_ANIMATION = re.compile(r"animation(?:-name)?:([^;}]*)")


def page_words(pages: Iterable[str]) -> frozenset[str]:
    """Return the words in the tags of HTML pages, where classes and ids stand; not those of the prose."""
    return frozenset(word for page in pages for tag in _TAG.findall(page) for word in _WORD.findall(tag))


def script_words(scripts: Iterable[str]) -> frozenset[str]:
    """Return all words of scripts, since a class may be named anywhere in them."""
    return frozenset().union(*map(_words, scripts))


@lru_cache(maxsize=64)
def _words(script: str) -> frozenset[str]:
    return frozenset(_WORD.findall(script))


@lru_cache(maxsize=256)
def sheet_error(css: str) -> tuple[int, str] | None:
    """Return the line and the reason where a style sheet cannot be read, else None."""
    depth = 0
    for match in _BRACKET.finditer(css):
        depth = depth + 1 if match[1] else max(0, depth - 1) if match[2] else depth
        if depth > _DEEPEST:
            line = css.count("\n", 0, match.start()) + 1
            return line, f"brackets stand in brackets more than {_DEEPEST} deep"
    try:
        small_css(css)
    except (TypeError, ValueError) as error:
        reason = _REASON.fullmatch(str(error))
        return (int(reason[2] or 0) + 1, reason[1]) if reason else (1, str(error))
    return None


@lru_cache(maxsize=256)
def small_css(css: str) -> str:
    """Return a style sheet minified; raises ValueError, with line and column, if it does not parse."""
    return lightningcss.process_stylesheet(css)


def merged_css(sheets: Iterable[str]) -> str:
    """Return one style sheet with every rule of several minified ones, in an order that suits each of them.

    Of sheets that differ in little most rules are the same, and stand in it once.
    """
    merged: list[str] = []
    for sheet in sheets:
        at = 0
        for rule in _rules(sheet):
            try:
                at = merged.index(rule, at)
            except ValueError:
                merged.insert(at, rule)
            at += 1
    return "".join(merged)


def _rules(css: str) -> Iterator[str]:
    """Yield the rules of a sheet, each with all that stands in it."""
    begun = depth = 0
    for match in _ENDS.finditer(css):
        depth += {"{": 1, "}": -1}.get(match[1] or "", 0)
        if depth == 0 and match[1] in ("}", ";"):
            yield css[begun : match.end()]
            begun = match.end()


def used_css(css: str, words: frozenset[str], other_text: str = "") -> str:
    """Return the rules, minified, that something with classes and ids of `words` can meet.

    `other_text` is searched for custom properties that pages and scripts name themselves.
    """
    named = frozenset(re.findall(r"--[\w-]+", other_text))
    unused = set(_NAME.findall(css)) - words - set(_FRAMES.findall(css))
    while True:
        css = lightningcss.process_stylesheet(css, unused_symbols=unused)
        moved = _words(" ".join(_ANIMATION.findall(css)))
        unused = set(_GIVEN.findall(css)) - named.union(_USED.findall(css))
        unused |= set(_FRAMES.findall(css)) - moved
        if not unused:
            return css
