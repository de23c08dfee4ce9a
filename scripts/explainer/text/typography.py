"""Typographic quotes, apostrophes, dashes, dots and places in finished HTML; code and formulas stay.

What stands before a quote decides whether it opens or closes, and that may be in the element before it: hence
not Python-Markdown's `smarty`, which sees one piece of text at a time and nothing that comes with data.
"""

from __future__ import annotations

import html as htmllib
import re

from explainer.tokens import COMMENT, RAW, TAG, UNENDED

# Elements whose text is not prose
_VERBATIM = frozenset(("code", "kbd", "math", "pre", "samp"))
# Tags that part words no more than a change of face does; every other one begins a line.
_WITHIN = frozenset(
    "a abbr b bdi cite del em i ins mark q s small span strong sub sup time tspan u var wbr".split()
)
_DOUBLE = '"|&(?:quot|#34|#x22);'
_SINGLE = "'|&(?:apos|#39|#x27);"
# "so - - so" (without the space), three hyphens, three dots – and not --an-option
_DASH = r"(?<=[\w\s>])(?P<dash>---?)(?=[\s<])|(?<=\w)(?P<joint>---?)(?=\w)"
# "Fig. 6", "Figs. 11 and 33", "App. A.1", "§ 7": a line that ends in "Fig." leaves its number without a name.
_PLACE = r"(?-i:(?P<place>(?:\b(?:Figs?\.|App\.|Table|fn\.|pp?\.)|§§?))\s(?=\d|[A-Z]\b))"
_SIGNS = re.compile(
    rf"(?P<raw_text>{RAW})|(?P<comment>{COMMENT})|(?P<tag>{TAG})|(?P<broken>{UNENDED})"
    rf"|(?P<double>{_DOUBLE})|(?P<single>{_SINGLE})|{_DASH}|(?P<dots>\.\.\.)|{_PLACE}",
    re.DOTALL | re.IGNORECASE | re.ASCII,
)
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)", re.ASCII)
_OPENS_AFTER = frozenset("([{<“‘«–—-/=")
_PLAIN = re.compile(rf"[\"'&]|--|\.\.\.|{_PLACE}")
_DASHES = {"--": "–", "---": "—"}


def typographic(html: str) -> str:
    """Return HTML with the signs a typesetter would choose; attributes, code and formulas are left alone."""
    if not _PLAIN.search(html):
        return html
    pieces: list[str] = []
    at, before, verbatim = 0, "", ""
    for sign in _SIGNS.finditer(html):
        text = html[at : sign.start()]
        before = _last(text) or before
        pieces.append(text)
        at, kind, said = sign.end(), sign.lastgroup, sign[0]
        if sign["tag"]:
            name = _named(said)
            if verbatim:
                verbatim = "" if said.startswith("</") and name == verbatim else verbatim
            elif name in _VERBATIM and not said.startswith("</"):
                verbatim = name
            elif name not in _WITHIN:
                before = ""
        elif not verbatim and kind not in ("raw_text", "raw", "comment", "broken"):
            said = _chosen(sign, before, html[at : at + 1])
            before = said
        pieces.append(said)
    pieces.append(html[at:])
    return "".join(pieces)


def typographic_text(text: str) -> str:
    """Return plain text, such as a title, with the signs that a typesetter would choose."""
    return htmllib.unescape(typographic(htmllib.escape(text, quote=False)))


def _chosen(sign: re.Match[str], before: str, after: str) -> str:
    """Return the sign that stands for what was typed, by the letter before it."""
    if sign["dots"]:
        return "…"
    if sign["place"]:
        return f"{sign['place']}\u00a0"
    if sign["dash"] or sign["joint"]:
        return _DASHES[sign[0]]
    opens = not before or before.isspace() or before in _OPENS_AFTER
    if sign["double"]:
        return "“" if opens else "”"
    return "‘" if opens and not after.isdigit() else "’"


def _last(text: str) -> str:
    """Return the last letter of a piece of text, an entity for space read as one."""
    return " " if text.endswith(("&nbsp;", "&#160;")) else text[-1:]


def _named(tag: str) -> str:
    name = _NAME.match(tag)
    assert name, "the pattern of a tag begins with its name"
    return name[1].lower()
