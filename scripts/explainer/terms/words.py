"""What a word is, in any script: where one begins and ends, and between which signs a term may stand.

Most scripts part words by spaces. Han, kana, Thai and their like do not: there every sign is a word of its
own, so that a term is found anywhere in a run of them, and the longest one wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain

_ASCII = bytes(range(128))
# Of the Basic Multilingual Plane, without the blocks that hold only syllables, Han and private signs
_WITH_MARKS = (range(0x300, 0x3100), range(0xA000, 0xAC00), range(0xFB00, 0xFE70))


def _marks() -> Iterator[int]:
    """Yield every combining mark: accents, vowel signs, points."""
    yield from (code for code in chain(*_WITH_MARKS) if unicodedata.category(chr(code))[0] == "M")
    yield from range(0xE0100, 0xE01F0)  # They choose among the drawings of a Han sign.


def _ranges(codes: Iterable[int]) -> str:
    """Return ascending codes as the inside of a character class."""
    ends: list[list[int]] = []
    for code in codes:
        if ends and ends[-1][1] == code - 1:
            ends[-1][1] = code
        else:
            ends.append([code, code])
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ends)


@cache
def marks() -> str:
    """Return the combining marks, which belong to the sign before them: the inside of a character class."""
    return _ranges(_marks())


# Thai and Lao, Tibetan, Myanmar, Khmer; Han with its radicals, iteration marks and numerals; kana in full and
# half width; bopomofo
UNSPACED = (
    r"\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u312f\u31a0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Signs of scripts that put no space between words; the inside of a character class."""
# A soft hyphen, and what keeps letters apart or together within a Persian or Indic word
_INSIDE = r"\u00ad\u200c\u200d"


@cache
def word_pattern(*, plain: bool = False) -> str:
    """Return the pattern of one word, or one sign of an unspaced script, with the marks on it.

    That for a text which `is_plain` finds the same there, and compiles a hundred times as fast.
    """
    if plain:
        return r"\w+"
    spaced = rf"[^\W{UNSPACED}]"
    return rf"(?:{spaced}+(?:[{marks()}{_INSIDE}]+{spaced}*)*|[^\W{marks()}][{marks()}]*)"


@lru_cache(maxsize=4)  # Of a page at each place where a term may begin, and of code in between
def is_plain(text: str) -> bool:
    """Return whether all letters of a text are ASCII; dashes and quotation marks are none."""
    if text.isascii():
        return True
    others = text.encode(errors="surrogatepass").translate(None, _ASCII)
    return not _character().search(others.decode(errors="surrogatepass"))


@cache
def _character() -> re.Pattern[str]:
    """Return the pattern of anything that may stand in a word."""
    return re.compile(rf"[\w{marks()}{_INSIDE}]")


def is_unspaced(word: str) -> bool:
    """Return whether a word is of a script that puts no space between words."""
    return not word.isascii() and _unspaced().match(word) is not None


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(rf"[{UNSPACED}]")


TRAILING = frozenset("ーｰァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゝゞヽヾ々ะาำๅๆະາຳ")
"""Signs that go on a syllable or word: a term does not end before one of them."""
