"""Only the rules that some element of a page can meet: a finer sieve than words, for what a page holds.

A selector is taken part by part; how its parts lie in each other is not looked at. What a script may add
counts as there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s[^>]*+)?)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
# .a:is(.b,.c)>d{color:red} – the rule itself, not what holds it
_RULE = re.compile(r"(?:\A|(?<=[{};]))([^{};]++)\{[^{}]*+\}")
_BRACKETS = re.compile(r"\([^()]*\)")
_PSEUDO = re.compile(r"::?[\w-]+")
_PARTS = re.compile(r"[\s>+~]+")
_STEP = re.compile(r"from|to|[\d.]+%")
# a, .b, #c, [d], [d=e]
_SIMPLE = re.compile(r"(?:^([\w-]+))|\.([\w-]+)|#([\w-]+)|\[([\w-]+)(?:([~|^$*]?=)\"?([^\"\]]*)\"?[^\]]*)?\]")


class Part(NamedTuple):
    """What one part of a selector asks of an element."""

    tag: str
    classes: frozenset[str]
    id: str
    attributes: tuple[tuple[str, str, str], ...]
    """Name, sign and value of each; no sign where it need only be there."""


class Element(NamedTuple):
    """An element as its start tag tells it."""

    tag: str
    classes: frozenset[str]
    attributes: Mapping[str, str]


class Elements:
    """All that a page holds, and the words of the scripts on it."""

    def __init__(self, page: str, words: frozenset[str]) -> None:
        self.words = words
        self._by_name: dict[str, list[Element]] = {}
        for tag, rest in {(match[1].lower(), match[2]) for match in _TAG.finditer(page)}:
            attributes = dict(_attributes(rest))
            element = Element(tag, frozenset(attributes.get("class", "").split()), attributes)
            names = (tag, *(f".{one}" for one in element.classes), *(f"[{one}]" for one in attributes), "")
            for name in names:
                self._by_name.setdefault(name, []).append(element)
        self._met: dict[Part, bool] = {}

    def meet(self, part: Part) -> bool:
        """Return whether an element is what this part asks for, or might become so by a script."""
        if part not in self._met:
            here = part.classes - self.words
            few = min((self._by_name.get(name, []) for name in self._names(part, here)), key=len)
            self._met[part] = any(self._is(element, part, here) for element in few)
        return self._met[part]

    def _names(self, part: Part, classes: frozenset[str]) -> Iterator[str]:
        """Yield the names under each of which stands every element that can be what a part asks for."""
        yield "" if part.tag in self.words else part.tag
        yield from (f".{one}" for one in classes)
        if part.id and part.id not in self.words:
            yield "[id]"
        yield from (f"[{name}]" for name, sign, value in part.attributes if not self._said(name, sign, value))

    def _is(self, element: Element, part: Part, classes: frozenset[str]) -> bool:
        return (
            (not part.tag or element.tag == part.tag or part.tag in self.words)
            and classes <= element.classes
            and (not part.id or part.id in self.words or element.attributes.get("id") == part.id)
            and all(self._has(element, *asked) for asked in part.attributes)
        )

    def _has(self, element: Element, name: str, sign: str, value: str) -> bool:
        there = name in element.attributes and (sign != "=" or element.attributes[name] == value)
        return there or self._said(name, sign, value)

    def _said(self, name: str, sign: str, value: str) -> bool:
        """Return whether a script may put an attribute where it is asked for."""
        return value in self.words or (not sign and name in self.words)


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and value of each attribute of a start tag."""
    for found in _ATTRIBUTE.finditer(text):
        yield found[1].lower(), found[2] or found[3] or found[4] or ""


def met_css(css: str, page: str, words: frozenset[str]) -> str:
    """Return minified CSS without the rules that nothing on a page meets; `words` are of its scripts."""
    elements = Elements(page, words)

    def kept(rule: re.Match[str]) -> str:
        return rule[0] if any(all(map(elements.meet, parts)) for parts in _selectors(rule[1])) else ""

    return _RULE.sub(kept, css)


@lru_cache(maxsize=8192)  # The same rules stand in every page.
def _selectors(text: str) -> tuple[tuple[Part, ...], ...]:
    """Return the parts of each selector of a rule; one that asks for nothing for what is none, as a font."""
    if "@" in text or "&" in text or _STEP.fullmatch(text.split(",")[0].strip()):
        return ((),)
    while "(" in text and (shorter := _BRACKETS.sub("", text)) != text:
        text = shorter
    return tuple(tuple(_parts(selector)) for selector in text.split(","))


def _parts(selector: str) -> Iterator[Part]:
    for text in _PARTS.split(selector.strip()):
        found: Iterable[re.Match[str]] = list(_SIMPLE.finditer(_PSEUDO.sub("", text)))
        yield Part(
            next((match[1].lower() for match in found if match[1]), ""),
            frozenset(match[2] for match in found if match[2]),
            next((match[3] for match in found if match[3]), ""),
            tuple((match[4], match[5] or "", match[6] or "") for match in found if match[4]),
        )
