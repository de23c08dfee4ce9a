"""Only the CSS that some page or script uses: every style sheet of a site becomes one text, short enough to stand in the page.

A rule stays if each class, id and element of one of its selectors is a word of some page or script; words that scripts put
together from parts must be kept by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import lightningcss
import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

# Words as they stand in class attributes, in scripts and in selectors: md-nav__link--active
WORD = re.compile(r"[A-Za-z][\w-]*|\d+")
_NESTED = frozenset(("media", "supports", "layer", "container", "scope", "starting-style"))
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_CUSTOM = re.compile(r"--[\w-]+")
_ALWAYS = frozenset(("html", "body", "root", "host"))


def page_words(pages: Iterable[str]) -> frozenset[str]:
    """Return the words in the tags of HTML pages, which is where names of elements, classes and ids stand; not those of the prose."""
    return frozenset(word for page in pages for tag in _TAG.findall(page) for word in WORD.findall(tag)) | _ALWAYS


def script_words(scripts: Iterable[str]) -> frozenset[str]:
    """Return all words of scripts, since a class may be named anywhere in them."""
    return frozenset(word for script in scripts for word in WORD.findall(script))


def used_css(sheets: Iterable[str], words: frozenset[str], other_text: str = "") -> str:
    """Return the rules of all sheets, in order, that something of `words` can meet, minified.

    `other_text` is searched for custom properties that pages and scripts name themselves.
    """
    kept = "\n".join(_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), words) for sheet in sheets)
    return lightningcss.process_stylesheet(_without_unused(kept, other_text), minify=True)


def _rules(rules: Iterable[Node], words: frozenset[str]) -> str:
    return "".join(_rule(rule, words) for rule in rules)


def _rule(rule: Node, words: frozenset[str]) -> str:
    if isinstance(rule, QualifiedRule):
        selectors = [part for part in _selectors(rule.prelude) if _can_match(part, words)]
        return f"{','.join(tinycss2.serialize(part).strip() for part in selectors)}{{{tinycss2.serialize(rule.content)}}}\n" if selectors else ""
    if not isinstance(rule, AtRule):
        return ""
    name = rule.lower_at_keyword
    prelude = tinycss2.serialize(rule.prelude).strip()
    if rule.content is None:
        return "" if name == "charset" else f"@{rule.at_keyword} {prelude};\n"
    if name in _NESTED:
        inside = _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), words)
        return f"@{rule.at_keyword} {prelude}{{{inside}}}\n" if inside else ""
    return f"@{rule.at_keyword} {prelude}{{{tinycss2.serialize(rule.content)}}}\n"


def _selectors(prelude: list[Node]) -> list[list[Node]]:
    """Split a selector list at its outermost commas."""
    parts: list[list[Node]] = [[]]
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return parts


def _can_match(selector: list[Node], words: frozenset[str]) -> bool:
    """Return whether every class, id and element that a selector asks for is a word of the site."""
    previous = ""
    for node in selector:
        if node.type == "ident" and previous != ":" and node.value not in words and node.value.lower() not in words:
            return False
        if node.type == "hash" and node.value not in words:
            return False
        if node.type == "function" and node.lower_name in ("is", "where", "has") and not _any_can_match(node.arguments, words):
            return False
        previous = node.value if node.type == "literal" else ""
    return True


def _any_can_match(arguments: list[Node], words: frozenset[str]) -> bool:
    return any(_can_match(part, words) for part in _selectors(arguments))


def _without_unused(css: str, other_text: str) -> str:
    """Leave out custom properties, most of them icons, and animations that nothing names."""
    while True:
        named = set(re.findall(r"var\(\s*(--[\w-]+)", css)) | set(_CUSTOM.findall(other_text))
        declared = set(re.findall(r"(?:(?<=[{;])|^)\s*(--[\w-]+)\s*:", css))
        unused = declared - named
        if not unused:
            return _without_idle_animations(css)
        css = _drop_declarations(css, unused)


def _drop_declarations(css: str, names: set[str]) -> str:
    return "".join(_drop_in(rule, names) for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _drop_in(rule: Node, names: set[str]) -> str:
    if isinstance(rule, AtRule) and rule.content is not None and rule.lower_at_keyword in _NESTED:
        inside = "".join(_drop_in(item, names) for item in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
        return f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}{{{inside}}}\n"
    if not isinstance(rule, QualifiedRule):
        return str(rule.serialize())
    declarations = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    kept = [item.serialize() for item in declarations if not (item.type == "declaration" and item.name in names)]
    return f"{tinycss2.serialize(rule.prelude).strip()}{{{';'.join(kept)}}}\n"


def _without_idle_animations(css: str) -> str:
    out = []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if isinstance(rule, AtRule) and rule.lower_at_keyword.endswith("keyframes"):
            name = tinycss2.serialize(rule.prelude).strip()
            if not re.search(rf"animation[^;}}]*\b{re.escape(name)}\b", css):
                continue
        out.append(rule.serialize())
    return "".join(out)
