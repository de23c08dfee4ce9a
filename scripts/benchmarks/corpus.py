"""A made-up documentation site of any size: pages of about 600 words, and a glossary of terms in them.

The same seed gives the same corpus, so every way of linking terms is given the same text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

WORDS_A_PAGE = 600
SECTIONS = 4
USES_A_PAGE = 24  # Places where a term stands: one in 25 words, as on the pages of this project.
VOCABULARY = 4000
SEED = 20240110

_ONSETS = "b br c ch d dr f fl g gr h j k l m n p pl pr qu r s st t th tr v w".split()
_NUCLEI = "a e i o u ai ea io ou".split()
_CODAS = ["", "", "", "n", "r", "l", "m", "ck", "nd", "sh", "rt", "x"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One term of the glossary."""

    id: str
    term: str
    definition: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """A term where it stands in a text, as written there."""

    entry: Entry
    written: str


Piece = str | Use


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path below the docs folder, its title, and its sections as lists of paragraphs."""

    path: str
    title: str
    sections: tuple[tuple[tuple[Piece, ...], ...], ...]


@dataclass(slots=True)
class Corpus:
    """Makes entries and pages; pages are made when asked for, so that memory stays small."""

    pages: int
    terms: int
    entries: tuple[Entry, ...] = field(init=False)
    _words: list[str] = field(init=False)
    _weights: list[float] = field(init=False)
    _term_weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        random = Random(SEED)
        made = list(_distinct_words(random))
        # Terms of one word are no ordinary words, or every page would be full of them by chance.
        self._words, rare = made[:VOCABULARY], made[VOCABULARY:]
        # Words are as unequal as in any language: the n-th is used 1/n as often as the first.
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))
        self.entries = tuple(_entries(random, rare, self._words, self.terms))
        self._term_weights = list(accumulate(1 / rank for rank in range(1, len(self.entries) + 1)))

    def page(self, number: int) -> Page:
        """Return page `number`, the same whatever was asked for before."""
        random = Random(SEED + number + 1)
        words = random.choices(self._words, cum_weights=self._weights, k=WORDS_A_PAGE)
        pieces: list[Piece] = list(words)
        for entry in random.choices(self.entries, cum_weights=self._term_weights, k=USES_A_PAGE):
            pieces[random.randrange(len(pieces))] = Use(entry, _written(entry, random))
        long = len(pieces) // SECTIONS
        starts = range(0, long * SECTIONS, long)
        sections = tuple(tuple(_paragraphs(pieces[at : at + long], random)) for at in starts)
        path, title = f"part-{number // 40:02}/page-{number:04}.md", f"{words[0].title()} {number}"
        return Page(path, title, sections)


def _distinct_words(random: Random) -> Iterator[str]:
    seen: set[str] = set()
    while len(seen) < VOCABULARY * 2:
        word = "".join(
            random.choice(_ONSETS) + random.choice(_NUCLEI) + random.choice(_CODAS)
            for _ in range(random.choice((1, 2, 2, 3)))
        )
        if len(word) > 2 and word not in seen and not word.endswith("s"):
            seen.add(word)
            yield word


def _entries(random: Random, rare: list[str], common: list[str], count: int) -> Iterator[Entry]:
    """Yield terms of one, two and three words; every tenth has an acronym besides."""
    seen: set[str] = set()
    while len(seen) < count:
        words = [random.choice(rare), *random.sample(common[200:], random.choice((0, 1, 1, 2)))]
        random.shuffle(words)
        term = " ".join(words)
        if term in seen or any(" ".join(words[at:]) in seen for at in range(len(words))):
            continue
        seen.add(term)
        definition = " ".join([random.choice(common[:50]).capitalize(), *random.choices(common, k=21)]) + "."
        # The number keeps acronyms apart.
        acronym = "".join(word[0] for word in words).upper() + f"X{len(seen)}"
        aliases = () if len(seen) % 10 else (acronym,)
        yield Entry(term.replace(" ", "-"), term, definition, aliases)


def _written(entry: Entry, random: Random) -> str:
    """Return the term as prose has it: mostly as it is, at times plural or at the head of a sentence."""
    chance = random.random()
    if chance < 0.15:
        return entry.term + "s"
    return entry.term.capitalize() if chance < 0.25 else entry.term


def _paragraphs(pieces: list[Piece], random: Random) -> Iterator[tuple[Piece, ...]]:
    at = 0
    while at < len(pieces):
        long = random.randint(30, 60)
        yield tuple(pieces[at : at + long])
        at += long
