"""The addresses that an element, a style sheet or a script names, and whether a browser asks for it at once.

What they lead to is not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# What a browser asks for as soon as it has read the element; all other addresses wait for a click.
LOADED = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",),
    "embed": ("src",), "object": ("data",), "video": ("src", "poster"), "audio": ("src",), "track": ("src",),
    "input": ("src",), "use": ("href", "xlink:href"), "image": ("href", "xlink:href"),
    "feimage": ("href", "xlink:href"), "template": ("data-script", "data-style"),
}  # fmt: skip
FOLLOWED = {
    "a": ("href", "xlink:href"),
    "area": ("href",),
    "form": ("action",),
    "button": ("formaction",),
    "input": ("formaction",),
    "blockquote": ("cite",),
    "q": ("cite",),
}
_IDLE_RELS = frozenset("alternate amphtml author bookmark canonical help license me next prev search".split())

_CSS_IMPORT = re.compile(r"@import\s+[\"']([^\"']+)")  # @import "x.css"
_CSS_URL = re.compile(r"url\(\s*+(?:\"([^\"\n]*+)\"|'([^'\n]*+)'|([^\s\"'()]*+))\s*+\)")  # url("x.svg")
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# from "./x.js", import("https://x.org/x.js")
_JS_IMPORT = re.compile(
    r"(?:\bimport\s*+(?:\(\s*+)?|\bfrom\s*+)"
    r"([\"'])((?:https?:)?//[^\"']+|\.{1,2}/[^\"']+)\1"
)
_FORGE = re.compile(r"github\.com/|gitlab")
_REFRESH = re.compile(r"\d+\s*;\s*url=(.+)", re.IGNORECASE)  # 0; url=../x/


@dataclass(frozen=True, slots=True)
class Address:
    """One address that a page names."""

    text: str
    line: int
    loads: bool
    """Asked for with the page, not by a click."""
    what: str
    """The element, as a report names it: `a`."""


def element_addresses(tag: str, values: Mapping[str, str], line: int) -> Iterator[Address]:
    """Yield every address that one element names, those in its `style` included."""
    found: list[tuple[str, bool]] = [
        (values[name], True) for name in LOADED.get(tag, ()) if name in values and name != "srcset"
    ]
    if "srcset" in LOADED.get(tag, ()) and "srcset" in values:
        found += [(part.split()[0], True) for part in values["srcset"].split(",") if part.strip()]
    found += [(values[name], False) for name in FOLLOWED.get(tag, ()) if name in values]
    if tag == "link" and "href" in values:
        found.append((values["href"], not set(values.get("rel", "").lower().split()) <= _IDLE_RELS))
    refreshes = tag == "meta" and values.get("http-equiv", "").lower() == "refresh"
    if refreshes and (match := _REFRESH.match(values.get("content", ""))):
        found.append((match[1].strip("'\" "), True))
    # Material's scripts fetch stars and forks for a link to a repository, a drawing library for a diagram.
    if values.get("data-md-component") == "source" and _FORGE.search(values.get("href", "")):
        found.append((values["href"], True))
    if "mermaid" in values.get("class", "").split():
        found.append(("https://unpkg.com/mermaid", True))
    yield from (Address(text.strip(), line, loads, tag) for text, loads in found)
    if "style" in values:
        yield from css_addresses(values["style"], line)


def css_addresses(css: str, first_line: int = 1) -> Iterator[Address]:
    """Yield every address that a style sheet makes a browser ask for."""
    css = _CSS_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), css)
    for match in _CSS_IMPORT.finditer(css):
        yield Address(match[1], first_line + css.count("\n", 0, match.start()), True, "@import")
    for match in _CSS_URL.finditer(css):
        text = match[1] or match[2] or match[3] or ""
        yield Address(text, first_line + css.count("\n", 0, match.start()), True, "url()")


def script_addresses(script: str) -> Iterator[Address]:
    """Yield every address that a script imports from."""
    for match in _JS_IMPORT.finditer(script):
        yield Address(match[2], script.count("\n", 0, match.start()) + 1, True, "import")
