"""Find terms in running text: every accepted spelling, longest match first, in one dictionary look-up a word.

All forms of all terms stand in one trie whose edges are folded words, so a page costs the same with 100 terms as with 5,000.
Forms are data and never become part of a regular expression.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from explainer.forms import HYPHENS, STEP, form_key, step_keys, word_keys
from explainer.glossary import Glossary

_TAGS = re.compile(r"<(/?)([a-z]+)[^>]*>")
_CLOSING = re.compile(r"(?:</[a-z]+>)+")
_JOINTS = frozenset(HYPHENS + "._")
_FEW = 30  # Words that begin a term, up to which looking at each place costs less than asking what else is on the page.
_LETTER = re.compile(r"[^\W_]")

Node = dict[str, Any]
"""Edges of the trie by key; the key `""` leads to the id of the term that ends here."""


class _WordKeys(dict[str, tuple[str, ...]]):
    """The keys of every word met so far, after what stands before it."""

    def __init__(self, gap: str = "") -> None:
        super().__init__()
        self.gap = gap

    def __missing__(self, word: str) -> tuple[str, ...]:
        keys = self[word] = word_keys(word, self.gap)
        return keys


@dataclass(frozen=True, slots=True)
class Match:
    """A term found at `start:end` of the text that was searched."""

    start: int
    end: int
    term: str
    whole: bool
    """False where a link would cut a tag in two or stand inside a compound word: the place is taken, but gets no link."""


class TermMatcher:
    """The forms of a glossary, compiled once a build."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._root: Node = {}
        self._by_key: dict[tuple[str, ...], str] = {}
        self._symbols = glossary.symbols
        self._keys = _WordKeys()
        self._spaced = _WordKeys(" ")
        self._begins: dict[str, tuple[Node, ...]] = {}
        self._second: dict[str, frozenset[str] | None] = {}
        """Of the words that begin a term: the keys of the words one of which must follow, or None where nothing or a sign may."""
        self._exact: dict[str, str | None] = {}
        for term in glossary:
            for form in term.forms:
                self._add(form_key(form), term.id)
        self.signs = "".join(sorted({key for key in self._root if key and not _LETTER.search(key)}))
        """Signs with which some term begins; the caller must offer them to `at` as it does words."""

    def _add(self, key: tuple[str, ...], term: str) -> None:
        if not key:
            return
        self._by_key.setdefault(key, term)
        node = self._root
        for edge in key:
            node = node.setdefault(edge, {})
        node.setdefault("", term)

    def exactly(self, text: str) -> str | None:
        """Return the id of the term of which `text` is a form, as a whole."""
        if text not in self._exact:
            symbol = self._symbols.get(text.strip())  # As written: P_train is not p_train.
            self._exact[text] = symbol.id if symbol else self._by_key.get(form_key(text))
        return self._exact[text]

    def begins(self, word: str) -> tuple[Node, ...]:
        """Return where the trie goes on after a first word (or sign), empty for one that begins no term; looked up once a build."""
        nodes = self._begins.get(word)
        if nodes is None:
            step = None if word[:1].isalnum() else STEP.match(word)
            keys = step_keys(step) if step else self._keys[word]
            nodes = self._begins[word] = tuple(self._root[key] for key in keys if key in self._root)
            if nodes:
                follow = {key.removeprefix(" ") for node in nodes for key in node}
                self._second[word] = frozenset(follow) if all(map(_LETTER.search, follow)) else None
        return nodes

    def beginnings(self, words: set[str]) -> list[str]:
        """Return those of the words of a page with which a term may begin: a word that must be followed by another needs that on the page, too."""
        for word in words.difference(self._begins):
            self.begins(word)
        first = words.intersection(self._second)
        if len(first) <= _FEW:
            return list(first)
        there = set().union(*map(self._keys.__getitem__, words))
        return [word for word in first if (follow := self._second[word]) is None or not follow.isdisjoint(there)]

    def _step_keys(self, step: re.Match[str]) -> tuple[str, ...]:
        """Return what `step_keys` does; nearly every step is a space and a word, whose keys are known."""
        if step["gap"] == " " and (word := step["word"]):
            return self._spaced[word]
        return step_keys(step)

    def at(self, text: str, start: int, end: int) -> Match | None:
        """Return the longest term that begins with the word (or sign) at `start:end`, or None."""
        nodes = self.begins(text[start:end])
        if not nodes or _joined_before(text, start):
            return None
        best_end, best = 0, ""
        stack: list[tuple[Node, int]] = [(node, end) for node in reversed(nodes)]  # The most exact on top, to be tried first.
        while stack:
            node, at = stack.pop()
            if "" in node and at > best_end:
                best_end, best = at, node[""]
            step = STEP.match(text, at) if len(node) > ("" in node) else None
            if step:
                stack += [(node[key], step.end()) for key in reversed(self._step_keys(step)) if key in node]
        if not best:
            return None
        whole = _balanced(text[start:best_end])
        if not whole and (closing := _CLOSING.match(text, best_end)):
            # "sleeper <em>agent</em>": take the end tag in, if that mends it.
            whole = _balanced(text[start : closing.end()])
            best_end = closing.end() if whole else best_end
        return Match(start, best_end, best, whole and not _joined_after(text, best_end))


def _joined_before(text: str, start: int) -> bool:
    """Return whether the word is the tail of a compound or an address: `non-HHH`, `x.model`, `@agent`."""
    before = text[start - 1 : start]
    if not before:
        return False
    return before in "@#\\." or (before in HYPHENS and bool(_LETTER.match(text[start - 2 : start - 1])))


def _joined_after(text: str, end: int) -> bool:
    """Return whether the match is the head of a compound or a file name: `trigger-free`, `model.py`."""
    return text[end : end + 1] in _JOINTS and bool(_LETTER.match(text[end + 1 : end + 2]))


def _balanced(piece: str) -> bool:
    if "<" not in piece:
        return True
    open_tags: list[str] = []
    for close, name in _TAGS.findall(piece):
        if name in ("br", "wbr"):
            continue
        if not close:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags
