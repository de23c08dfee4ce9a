"""Only the CSS that some page or script uses: the style sheets of a page become one text, short enough to stand in it.

A rule stays if each class, id and element of one of its selectors is a word of the page or of a script on it. Each sheet is
read once; what a page needs of it is then only looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

import lightningcss
import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

# Words as they stand in class attributes, in scripts and in selectors: md-nav__link--active
WORD = re.compile(r"[A-Za-z][\w-]*|\d+")
_NESTED = frozenset(("media", "supports", "layer", "container", "scope", "starting-style"))
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_CUSTOM = re.compile(r"--[\w-]+")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_ALWAYS = frozenset(("html", "body", "root", "host"))


@dataclass(frozen=True, slots=True)
class Selector:
    """One selector of a list, and the words without which it matches nothing."""

    text: str
    words: frozenset[str] = frozenset()
    choices: tuple[tuple[Selector, ...], ...] = ()
    """What `:is()`, `:where()` and `:has()` hold: of each, one must match."""

    def can_match(self, words: frozenset[str]) -> bool:
        """Return whether every class, id and element that it asks for is among `words`."""
        return self.words <= words and all(any(one.can_match(words) for one in choice) for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Declaration:
    """A property with its value, and the custom properties that the value uses."""

    name: str
    text: str
    uses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its declarations, an at-rule that holds rules, or (neither) an at-rule taken as it is."""

    head: str = ""
    """What stands before the brace of an at-rule."""
    selectors: tuple[Selector, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    rules: tuple[Rule, ...] = ()
    text: str = ""
    frames: str = ""
    """Name of the animation that an at-rule describes."""


def page_words(pages: Iterable[str]) -> frozenset[str]:
    """Return the words in the tags of HTML pages, which is where names of elements, classes and ids stand; not those of the prose."""
    return frozenset(word for page in pages for tag in _TAG.findall(page) for word in WORD.findall(tag)) | _ALWAYS


def script_words(scripts: Iterable[str]) -> frozenset[str]:
    """Return all words of scripts, since a class may be named anywhere in them."""
    return frozenset().union(*map(_words, scripts))


@lru_cache(maxsize=64)
def _words(script: str) -> frozenset[str]:
    return frozenset(WORD.findall(script))


def used_css(sheets: Iterable[str], words: frozenset[str], other_text: str = "") -> str:
    """Return the rules of all sheets, in order, that something of `words` can meet, minified.

    `other_text` is searched for custom properties that pages and scripts name themselves.
    """
    return css_text(matching(chain.from_iterable(map(read_sheet, sheets)), words), other_text)


def css_text(rules: tuple[Rule, ...], other_text: str = "") -> str:
    """Return rules as CSS, minified, without custom properties and animations that neither they nor `other_text` name."""
    return _minified(_text(_without_unused(rules, frozenset(_CUSTOM.findall(other_text)))))


def matching(rules: Iterable[Rule], words: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules that something of `words` can meet, with those of their selectors that can."""
    return tuple(_matching(rules, words))


@lru_cache(maxsize=256)
def read_sheet(css: str) -> tuple[Rule, ...]:
    """Return the rules of a style sheet; comments and empty rules are gone."""
    return tuple(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


@lru_cache(maxsize=256)
def _minified(css: str) -> str:
    return lightningcss.process_stylesheet(css, minify=True)


def _rules(nodes: Iterable[Node]) -> Iterator[Rule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            found = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            declarations = tuple(_declaration(getattr(item, "name", ""), item.serialize()) for item in found)
            yield Rule(selectors=tuple(_selector(part) for part in _split(node.prelude)), declarations=declarations)
        elif isinstance(node, AtRule) and node.lower_at_keyword != "charset":
            yield _at_rule(node)


def _declaration(name: str, text: str) -> Declaration:
    return Declaration(name, text, frozenset(_USED.findall(text)))


def _at_rule(node: AtRule) -> Rule:
    prelude = tinycss2.serialize(node.prelude).strip()
    head = f"@{node.at_keyword} {prelude}"
    if node.content is None:
        return Rule(text=f"{head};")
    if node.lower_at_keyword in _NESTED:
        return Rule(head, rules=tuple(_rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))))
    frames = prelude if node.lower_at_keyword.endswith("keyframes") else ""
    return Rule(text=f"{head}{{{tinycss2.serialize(node.content)}}}", frames=frames)


def _split(prelude: list[Node]) -> list[list[Node]]:
    """Split a selector list at its outermost commas."""
    parts: list[list[Node]] = [[]]
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return parts


def _selector(nodes: list[Node]) -> Selector:
    words, choices = set(), []
    previous = ""
    for node in nodes:
        if (node.type == "ident" and previous != ":") or node.type == "hash":
            words.add(node.value)
        elif node.type == "function" and node.lower_name in ("is", "where", "has"):
            choices.append(tuple(_selector(part) for part in _split(node.arguments)))
        previous = node.value if node.type == "literal" else ""
    return Selector(tinycss2.serialize(nodes).strip(), frozenset(words), tuple(choices))


def _matching(rules: Iterable[Rule], words: frozenset[str]) -> Iterator[Rule]:
    for rule in rules:
        if rule.rules:
            inside = matching(rule.rules, words)
            if inside:
                yield replace(rule, rules=inside)
        elif rule.selectors:
            selectors = tuple(one for one in rule.selectors if one.can_match(words))
            if selectors:
                yield rule if len(selectors) == len(rule.selectors) else replace(rule, selectors=selectors)
        elif rule.text:
            yield rule


def _without_unused(rules: tuple[Rule, ...], named: frozenset[str]) -> tuple[Rule, ...]:
    """Leave out custom properties, most of them icons, and animations that nothing names; what only those named goes with them."""
    while True:
        flat = list(_flat(rules))
        written = [item for rule in flat for item in rule.declarations]
        used = named.union(*(item.uses for item in written if item.uses), *(_USED.findall(rule.text) for rule in flat if rule.text))
        unused = {item.name for item in written if item.name.startswith("--")} - used
        moved = " ".join(item.text for item in written if "animation" in item.name)
        idle = {rule.frames for rule in flat if rule.frames and not re.search(rf"(?<![\w-]){re.escape(rule.frames)}(?![\w-])", moved)}
        if not unused and not idle:
            return rules
        rules = tuple(_without(rules, unused, idle))


def _flat(rules: Iterable[Rule]) -> Iterator[Rule]:
    for rule in rules:
        yield rule
        yield from _flat(rule.rules)


def _without(rules: Iterable[Rule], properties: set[str], frames: set[str]) -> Iterator[Rule]:
    for rule in rules:
        if rule.frames in frames and rule.frames:
            continue
        if not rule.rules and all(item.name not in properties for item in rule.declarations):
            yield rule
            continue
        inside = tuple(_without(rule.rules, properties, frames))
        kept = tuple(item for item in rule.declarations if item.name not in properties)
        if inside or kept:
            yield replace(rule, rules=inside, declarations=kept)


def _text(rules: Iterable[Rule]) -> str:
    return "\n".join(
        rule.text or f"{rule.head}{{{_text(rule.rules)}}}"
        if rule.text or rule.rules
        else f"{','.join(one.text for one in rule.selectors)}{{{';'.join(item.text for item in rule.declarations)}}}"
        for rule in rules
    )
