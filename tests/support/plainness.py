"""How hard a page is for a newcomer: the grade of its first paragraph, and what it uses before explaining.

Syllables are counted by hyphenation. A dictionary of sounds finds a few more: its grade 9 is about 8.5 here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyphen import Pyphen
from selectolax.lexbor import LexborHTMLParser, LexborNode

HIGHEST_GRADE = 8.5
"""What a reader with about nine years of school follows."""
MOST_SENTENCES = 2
"""The answer, and how anybody knows."""

# Places in sources and symbols are looked at, not read.
_NOT_READ = ".cites, .cite, .symbol, math, svg, .headerlink"
_SPACE_BEFORE_SIGN = re.compile(r"\s+([.,;:!?])")
# ". ", ".” " – not "2.2"
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
# <span class="symbol">p<sub>good</sub></span>, <tspan>p</tspan><tspan>good</tspan>, p_good
_SYMBOL = re.compile(r"\bp(?:_|\s*(?:<[^>]*>\s*)+)(good|bad|train|deploy)\b")
# "words (HHH " before "RL)"
_IN_BRACKETS = re.compile(r"\w\W{1,4}\([^()]*\Z")
_OPENS, _CLOSES = "\ue000", "\ue001"


def first_paragraph(html: str) -> str:
    """Return the words of the first paragraph of an article that is no part of a list, a table or a box."""
    for paragraph in LexborHTMLParser(html).css("article > p"):
        _drop(paragraph, _NOT_READ)
        text = _SPACE_BEFORE_SIGN.sub(r"\1", " ".join(paragraph.text().split()))
        if text:
            return text
    return ""


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return [sentence for sentence in _SENTENCE_END.split(text) if _WORD.search(sentence)]


def grade(text: str) -> float:
    """Return the Flesch–Kincaid grade of a text: about the school year in which it can be followed."""
    words = _WORD.findall(text)
    syllables = sum(len(_hyphens().positions(word.casefold())) + 1 for word in words)
    return 0.39 * len(words) / len(sentences(text)) + 11.8 * syllables / len(words) - 15.59


def hard_opening(src: str, html: str) -> Iterator[str]:
    """Yield what to mend in the first paragraph of a page."""
    text = first_paragraph(html)
    if not text:
        yield f"docs/{src}: no paragraph opens the page — expected one with the answer to its title."
        return
    count, level = len(sentences(text)), grade(text)
    if count > MOST_SENTENCES:
        hint = f"expected at most {MOST_SENTENCES}: the answer, and how anybody knows."
        yield f"docs/{src}: the first paragraph has {count} sentences — {hint}"
    if level > HIGHEST_GRADE:
        hint = f"expected {HIGHEST_GRADE} or less: shorter sentences, shorter words."
        yield f"docs/{src}: the first paragraph reads at grade {level:.1f} — {hint}"


def early_symbols(src: str, html: str) -> Iterator[str]:
    """Yield the symbols that a drawing, a formula or the text shows before the text gave their card."""
    article = LexborHTMLParser(html).css_first("article")
    _drop(article, "annotation, desc, title")
    source = article.html or ""
    first: dict[str, int] = {}
    for match in _SYMBOL.finditer(source):
        first.setdefault(match[1], match.start())
    for name, start in sorted(first.items()):
        if not 0 <= source.find(f'data-term="p-{name}"') < start:
            hint = "expected its word and the symbol in the text first."
            yield f"docs/{src}: p_{name} stands before its card — {hint}"


def bare_acronyms(src: str, html: str, acronyms: Iterable[str]) -> Iterator[str]:
    """Yield the acronyms that a page uses before it gives their card, or their words before them."""
    article = LexborHTMLParser(html).css_first("article")
    # Lists of works and what is folded away are looked up, not read.
    _drop(article, ".cites, .cite, .page-sources, .since details, math, svg, code, .headerlink, template")
    for card in article.css("a.term"):
        card.insert_before(_OPENS)
        card.insert_after(_CLOSES)
    text = " ".join(article.text(separator=" ").split())
    for acronym in sorted(acronyms):
        first = re.search(rf"(?<![\w-]){acronym}(?!\w)", text)
        if first and not _explained(text[: first.start()]):
            hint = f"expected its words first, then '({acronym})'."
            yield f"docs/{src}: '{acronym}' stands before it is explained — {hint}"


def _explained(before: str) -> bool:
    """Return whether what follows `before` is in a card, or in brackets behind words."""
    return before.rfind(_OPENS) > before.rfind(_CLOSES) or _IN_BRACKETS.search(before) is not None


def _drop(node: LexborNode, selector: str) -> None:
    for part in node.css(selector):
        part.decompose()


@lru_cache(maxsize=1)
def _hyphens() -> Pyphen:
    return Pyphen(lang="en_US")  # Of the patterns it has, nearest to how English is spoken
