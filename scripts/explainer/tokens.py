"""Read one piece of markup in an article's HTML – a tag, a comment, raw text – as the HTML standard reads it.

Nothing here looks beyond that piece; what it means for the text round it is `explainer.terms.open_elements`'
business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# <td class="x">, </td>, <br/> – attributes as the HTML standard reads them: a ">" in a value does not end the
# tag, nor does an open quote
TAG = (
    r"</?[A-Za-z][^\s/>]*+"
    r"(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>))|(?!\s*+=)))*+>"
)
# Text that is no markup (script, style …), comments, and a tag that never ends: each to its end, or to that
# of the page.
RAW = (
    r"<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes|noscript)(?=[\s/>])"
    r".*?(?:</(?P=raw)(?=[\s/>])|\Z)"
)
COMMENT = r"<!--(?:>|->|.*?(?:--!?>|\Z))|<[!?][^>]*+(?:>|\Z)|</(?![A-Za-z])[^>]*+(?:>|\Z)|<plaintext\b.*"
SYMBOL = r"<span class=\"symbol\" data-symbol=\"(?P<symbol>[^\"]+)\">\w<sub>[^<]*+</sub></span>"
CODE = r"<code(?:\s+[\w:-]+(?:=\"[^\"<>]*+\")?+)*+\s*+>(?P<code>[^<]*+)</code>"
UNENDED = r"</?[A-Za-z].*"
PLAIN = frozenset(
    "b blockquote dd div dl dt em i li ol p span strong sub sup table tbody td th thead tr ul".split()
)
"""Elements that mean nothing to a term in them, unless a class says so."""

NAMING = frozenset(
    "arithmatex autodoc-signature clipboard-copy-txt doc-section-title filename mermaid".split()
)
"""Classes of what other extensions make and is no prose: formulas, titles of code, parts of an interface,
what a button copies."""
# What in a tag says how terms are to be treated in it: a class or an attribute, ours or another extension's
MEANS = re.compile("|".join(("terms-", "data-entry", "data-autorefs", *sorted(NAMING))))

# ASCII, as names and space are in HTML: else four letters beyond it would be forms of ASCII ones.
_FLAGS = re.DOTALL | re.IGNORECASE | re.ASCII
_PIECES = (SYMBOL, CODE, f"(?P<rawtext>{RAW})", f"(?P<tag>{TAG})", f"(?P<other>{COMMENT}|{UNENDED})")
_MARKUP = re.compile("|".join(_PIECES), _FLAGS)
_START = re.compile(rf"<(?=([A-Za-z][^\s/>]*+)){TAG.removeprefix('</?')}", _FLAGS)
# <h2 id="x">Setup<a class="headerlink" href="#x">¶</a></h2>
_HEADING = re.compile(
    r"<(h[1-6])(?:\s[^<>]*)?>[^<]*+(?:<a class=\"headerlink\"[^<>]*>[^<]*+</a>)?</\1>",
    re.IGNORECASE | re.ASCII,
)
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)", re.ASCII)
# <p>, </em>, <td class="x"> – tags that are the same piece wherever they stand, and so worth remembering
_SIMPLE = re.compile(rf"</?(?:{'|'.join(PLAIN)}|a|h[1-6]|pre)(?: class=\"[\w -]*\")?>")
_SHORT = 80  # Characters of such a tag at most.
_CLASS = re.compile(r"(?:\s+|(?<=[/\"']))class\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", _FLAGS)


Markup = tuple[str, int, str]
"""What a `<` begins: its kind, where the text goes on, and what it holds – a tag its name, a symbol its term,
code its text.

The kinds are `open` and `close`, a tag of a plain element, `tag`, any other, `heading`, the whole of one in
plain words, `symbol`, `code`, `rawtext`, `other`, and `text`, no markup at all.
"""


class TagReader:
    """Reads markup and remembers the tags that are the same wherever they stand."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, str]] = {}

    def read(self, html: str, start: int) -> Markup:
        """Return what the `<` at `start` begins."""
        end = html.find(">", start, start + _SHORT) + 1
        known = self._known.get(html[start:end])
        return (known[0], end, known[1]) if known else self._read(html, start)

    def _read(self, html: str, start: int) -> Markup:
        if heading := _HEADING.match(html, start):
            return "heading", heading.end(), heading[1]
        piece = _MARKUP.match(html, start)
        if piece is None:
            return "text", start + 1, ""
        kind, end = piece.lastgroup or "", piece.end()
        if kind != "tag":
            return kind, end, piece[kind]
        tag = _NAME.match(html, start)
        assert tag, "the pattern of a tag begins with its name"
        name = tag[1].lower()
        if _SIMPLE.fullmatch(html, start, min(end, start + _SHORT)):
            if tag[0][1] == "/":
                kind = "close"
            elif name in PLAIN and not MEANS.search(piece[0]):
                kind = "open"
            self._known[piece[0]] = (kind, name)
        return kind, end, name


def start_tags(html: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of each start tag of an article; what looks like one in a comment is none."""
    at = html.find("<")
    while at >= 0:
        piece = _MARKUP.match(html, at)
        tag = _START.match(html, at) if piece and piece.lastgroup != "other" else None
        if tag:
            yield tag[1].lower(), tag[0]
        at = html.find("<", piece.end() if piece else at + 1)


def class_of(tag: str) -> re.Match[str] | None:
    """Return where the class attribute of a tag stands."""
    return _CLASS.search(tag)


def value(attribute: re.Match[str]) -> str:
    """Return the value of an attribute, however it is quoted."""
    return attribute[1] or attribute[2] or attribute[3] or ""
