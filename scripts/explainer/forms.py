"""Turn a form of a term, or the text of a page, into the keys by which they are compared.

Two forms match the same text exactly if their keys are equal, whatever their case, spelling, hyphens or line breaks.
"""

from __future__ import annotations

import html
import re

from explainer.spelling import exact, fold, is_exact

WORD = r"[\w\u0300-\u036f\u00ad]+"
ENTITY = r"&(?:\#\d+|\#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);"
HYPHENS = "-\u2010\u2011"
# <em>, <span class="x">, </em>, <br /> – not a tag with a ">" in a value, which would end too early
INLINE = r"</?(?:em|strong|i|b|u|s|small|mark|span|cite|dfn|q|ins|bdi|bdo)(?:\s+[\w:-]+(?:=\"[^\"<>]*+\")?+)*+\s*+>|<(?:br|wbr)\s*+/?>"
SPACE = rf"(?:[\s\u00a0\u202f{re.escape(HYPHENS)}]|&nbsp;|&\#160;|&\#[xX][aA]0;|{INLINE})"

# What may stand next in a term, with what comes before it: " agent", "-agent", "&nbsp;agent", " <em>agent", "+", ", honest"
STEP = re.compile(rf"(?P<gap>{SPACE}*+)(?:(?P<word>{WORD})|(?P<entity>{ENTITY})|(?P<sign>[^\w\s<&]))")
_SPACED = re.compile(rf"[\s\u00a0\u202f{re.escape(HYPHENS)}&]|<br|<wbr")


def form_key(form: str) -> tuple[str, ...]:
    """Return the key of a whole form, plain text and not HTML: `Sleeper agents` → `("sleeper", " agent")`.

    A hyphen at either end counts (`--strict` is not `strict`); such a form is found in inline code only.
    """
    text = html.escape(form.strip(), quote=False)
    keys: list[str] = []
    at = 0
    while step := STEP.match(text, at):
        keys.append(step_keys(step)[0])
        at = step.end()
    if keys and at < len(text):
        keys.append("-")
    return tuple(keys)


def step_keys(step: re.Match[str]) -> tuple[str, ...]:
    """Return the keys under which one step may be found, most exact first.

    A leading space says that something separates the step from the one before; `=` says that the word is compared as written.
    """
    gap = " " if step["gap"] and _SPACED.search(step["gap"]) else ""
    word = step["word"]
    if word is not None:
        return word_keys(word, gap)
    sign = html.unescape(step["entity"]) if step["entity"] else step["sign"]
    return (gap + {"\u2019": "'", "\u2018": "'"}.get(sign, sign),)


def word_keys(word: str, gap: str = "") -> tuple[str, ...]:
    """Return the keys of one word; see `step_keys`."""
    if is_exact(word):
        return (f"{gap}={exact(word)}", gap + fold(word))
    return (gap + fold(word),)
