"""Find terms in running text: every accepted spelling, longest match first, in one dictionary look-up a word.

All forms of all terms stand in one trie whose edges are folded words, so a page costs the same with 100 terms
as with 5,000. Forms are data and never become part of a regular expression.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from explainer.terms.forms import HYPHENS, INLINE, form_keys, step_at, step_keys, word_keys
from explainer.terms.glossary import Glossary
from explainer.terms.words import TRAILING

_TAGS = re.compile(r"<(/?)([a-z]+)[^>]*>")
_INLINE = re.compile(INLINE)
_LONGEST_TAG = 200  # Characters of a start tag that a link takes in.
_JOINTS = frozenset(HYPHENS + "._")
# Behind one of these a match ends in any case: nothing goes on with it.
_CLEAR = frozenset(("", " ", "<", ",", "\n"))
_LETTER = re.compile(r"[^\W_]")
# https://example.org/, www.example.org/, example.org/a?b= – what stands before a word in a bare address
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}[/:]", re.IGNORECASE)
_OUTSIDE = re.compile(r"[\s<>]")
_IN_ADDRESSES = frozenset("/?=;%+:~&,_(")
_LONGEST_ADDRESS = 200

Node = dict[str, Any]
"""Edges of the trie by key; the key `""` leads to the id of the term that ends here."""


class _WordKeys(dict[str, tuple[str, ...]]):
    """The keys of every word met so far, after what stands before it."""

    def __init__(self, language: str, gap: str = "") -> None:
        super().__init__()
        self.language, self.gap = language, gap

    def __missing__(self, word: str) -> tuple[str, ...]:
        keys = self[word] = word_keys(word, self.gap, self.language)
        return keys


class _Beginnings(dict[str, tuple[Node, ...]]):
    """The nodes after every word met so far."""

    def __init__(self, find: Callable[[str], tuple[Node, ...]]) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, word: str) -> tuple[Node, ...]:
        nodes = self[word] = self.find(word)
        return nodes


class Match(NamedTuple):
    """A term found at `start:end` of the text that was searched."""

    start: int
    end: int
    term: str
    whole: bool
    """False where a link would cut a tag or a compound word in two: the place is taken, but gets no link."""


class TermMatcher:
    """The forms of a glossary, compiled once a build."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._root: Node = {}
        self._symbols = glossary.symbols
        self._language = glossary.rules.language
        self._keys = _WordKeys(self._language)
        self._spaced = _WordKeys(self._language, " ")
        self._second: dict[str, frozenset[str] | None] = {}
        """Of words that begin a term: the keys one of which must follow, None where nothing or a sign may."""
        self._exact: dict[str, str | None] = {}
        self._compile()
        self.begins = _Beginnings(self._nodes).__getitem__
        """Gives the trie's nodes after a first word or sign, none if no term begins so; found once."""
        self.signs = "".join(sorted({key for key in self._root if key and not _LETTER.search(key)}))
        """Signs with which some term begins; the caller must offer them to `at` as it does words."""

    def _compile(self) -> None:
        rules = self.glossary.rules
        others: list[tuple[tuple[str, ...], str]] = []
        for term in self.glossary:
            numbers = rules if term.plural is None else replace(rules, plural=term.plural)
            for form in term.forms:
                written, *more = form_keys(form, term.case or rules.case, numbers)
                self._add(written, term.id)
                others += [(key, term.id) for key in more]
        # An entry as written comes before the plural of another: ISP and ISPs may both be there.
        for key, name in others:
            self._add(key, name)

    def _add(self, key: tuple[str, ...], term: str) -> None:
        if not key:
            return
        node = self._root
        for edge in key:
            node = node.setdefault(edge, {})
        node.setdefault("", term)

    def exactly(self, text: str) -> str | None:
        """Return the id of the term of which `text` is a form, as a whole."""
        if text not in self._exact:
            symbol = self._symbols.get(text.strip())  # As written: P_train is not p_train.
            self._exact[text] = symbol.id if symbol else self._whole(html.escape(text.strip(), quote=False))
        return self._exact[text]

    def _whole(self, text: str) -> str | None:
        nodes, at = [self._root], 0
        while nodes and (step := step_at(text, at)):
            nodes = [node[key] for key in step_keys(step, self._language) for node in nodes if key in node]
            at = step.end()
        if at < len(text):  # Hyphens at the end
            nodes = [node["-"] for node in nodes if "-" in node]
        return next((node[""] for node in nodes if "" in node), None)

    def _nodes(self, word: str) -> tuple[Node, ...]:
        if not word:
            return ()
        step = None if word[:1].isalnum() else step_at(word, 0)
        keys = step_keys(step, self._language) if step else self._keys[word]
        nodes = tuple(self._root[key] for key in keys if key in self._root)
        if nodes:
            follow = {key.removeprefix(" ") for node in nodes for key in node}
            self._second[word] = frozenset(follow) if all(map(_LETTER.search, follow)) else None
        return nodes

    def may_follow(self, word: str, following: str) -> bool:
        """Return whether a term may begin with `word` where, behind a space, `following` stands."""
        follow = self._second[word]
        return follow is None or not follow.isdisjoint(self._keys[following])

    def at(self, text: str, start: int, end: int) -> Match | None:
        """Return the longest term that begins with the word (or sign) at `start:end`, or None."""
        nodes = self.begins(text[start:end])
        if not nodes or _joined_before(text, start):
            return None
        best_end, best = 0, ""
        # The most exact on top, to be tried first.
        stack: list[tuple[Node, int]] = [(node, end) for node in reversed(nodes)]
        while stack:
            node, at = stack.pop()
            ends = "" in node
            if ends and at > best_end:
                best_end, best = at, node[""]
            step = step_at(text, at) if len(node) > ends else None
            if step:
                gap, word = step.group("gap", "word")
                # Nearly every step is a space and a word, whose keys are known.
                keys = self._spaced[word] if word and gap == " " else step_keys(step, self._language)
                stack += [(node[key], step.end()) for key in reversed(keys) if key in node]
        if not best:
            return None
        if text[best_end : best_end + 1] in _CLEAR and "<" not in text[start:best_end]:
            return Match(start, best_end, best, True)
        if _cut(text, best_end):
            return None
        whole = _with_tags(text, start, best_end)
        if whole is None:
            return Match(start, best_end, best, False)
        return Match(*whole, best, not _joined(text, *whole))


def _joined(text: str, start: int, end: int) -> bool:
    """Return whether `start:end` is a part of something longer, a path (`src/agent/x.py`) as well."""
    in_path = text[start - 1 : start] == text[end : end + 1] == "/"
    return in_path or _joined_after(text, end) or _joined_before(text, start)


def _joined_before(text: str, start: int) -> bool:
    """Return whether the word is the tail of a compound or an address: `non-HHH`, `x.model`, `@agent`."""
    before = text[start - 1 : start]
    if not before:
        return False
    if before in "@#\\." or (before in HYPHENS and bool(_LETTER.match(text[start - 2 : start - 1]))):
        return True
    if before not in _IN_ADDRESSES:
        return False
    head = _OUTSIDE.split(text[max(0, start - _LONGEST_ADDRESS) : start])[-1]
    return bool(_ADDRESS.search(head))


def _joined_after(text: str, end: int) -> bool:
    """Return whether the match is the head of a compound or a file name: `trigger-free`, `model.py`."""
    if text.startswith("://", end):
        return True
    return text[end : end + 1] in _JOINTS and bool(_LETTER.match(text[end + 1 : end + 2]))


def _cut(text: str, end: int) -> bool:
    """Return whether a sign at `end` goes on the syllable before it, in a script that does not part words."""
    return text[end : end + 1] in TRAILING


def _with_tags(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return `start:end` with the tags that emphasis at either end of it needs, None where that cannot be.

    `<strong>request</strong> body` and `sleeper <em>agent</em>` then are one link, round all of the emphasis.
    """
    piece = text[start:end]
    if "<" not in piece:
        return start, end
    unclosed: list[str] = []
    unopened: list[str] = []
    for close, name in _TAGS.findall(piece):
        if name in ("br", "wbr"):
            continue
        if not close:
            unclosed.append(name)
        elif unclosed and unclosed[-1] == name:
            unclosed.pop()
        elif unclosed:
            return None
        else:
            unopened.append(name)
    for name in unopened:
        opens = text.rfind("<", max(0, start - _LONGEST_TAG), start)
        if opens < 0 or not text.startswith(f"<{name}", opens) or not _INLINE.fullmatch(text, opens, start):
            return None
        start = opens
    for name in reversed(unclosed):
        if not text.startswith(f"</{name}>", end):
            return None
        end += len(name) + 3
    return start, end
