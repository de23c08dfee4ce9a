"""Turn a form of a term, or the text of a page, into the keys by which they are compared.

A key is a word as it is folded (`agent`), that word where it begins with a capital (`^go`), or a word as it
is written (`=LoRA`). A text offers all that hold for it; a form asks for one, by what its author said of
case.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from explainer.terms.plurals import NAMES, plurals, singulars
from explainer.terms.spelling import composed, fold, is_exact, is_name
from explainer.terms.words import is_plain, is_unspaced, word_pattern

CASES = ("auto", "insensitive", "exact")
"""How much capitals matter. By default as readers expect: inner capitals are compared as written (`LoRA`),
a single word with a capital is a name that needs one in the text, too (`Go`), and all else is found in any
case."""
ENTITY = r"&(?:\#\d+|\#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);"
HYPHENS = "-\u2010\u2011"
# <em>, <span class="x">, </em>, <br /> – not a tag with a ">" in a value, which would end too early
INLINE = (
    r"</?(?:em|strong|i|b|u|s|small|mark|span|cite|dfn|q|ins|bdi|bdo)"
    r"(?:\s+[\w:-]+(?:=\"[^\"<>]*+\")?+)*+\s*+>|<(?:br|wbr)\s*+/?>"
)
SPACE = rf"(?:[\s\u00a0\u202f{re.escape(HYPHENS)}]|&nbsp;|&\#160;|&\#[xX][aA]0;|{INLINE})"

# What may stand next in a term, with what comes before it: " agent", "-agent", "&nbsp;agent", " <em>agent",
# "+", ", honest"
_STEP = rf"(?P<gap>{SPACE}*+)(?:(?P<word>%s)|(?P<entity>{ENTITY})|(?P<sign>[^\w\s<&]))"
_SPACED = re.compile(rf"[\s\u00a0\u202f{re.escape(HYPHENS)}&]|<br|<wbr")


@dataclass(frozen=True, slots=True)
class Rules:
    """How the forms of a glossary are compared with a text."""

    case: str = CASES[0]
    """One of `CASES`, for terms that say nothing themselves."""
    plural: bool = True
    """Whether a term stands for its plural and singular, too."""
    language: str = "en"
    """Language of the text: spellings and plurals are known of English (`en`) alone."""


_RULES = Rules()


def form_key(form: str, case: str = CASES[0], language: str = "en") -> tuple[str, ...]:
    """Return the key of a whole form, plain text and not HTML: `Sleeper agent` → `("sleeper", " agent")`.

    A hyphen at either end counts (`--strict` is not `strict`); such a form is found in inline code only.
    """
    return tuple(key for key, _ in _parts(form, case, language))


def form_keys(form: str, case: str = CASES[0], rules: Rules = _RULES) -> Iterator[tuple[str, ...]]:
    """Yield the key of a form, then those with one of its words in the other number."""
    parts = _parts(form, case, rules.language)
    key = tuple(key for key, _ in parts)
    yield key
    if not rules.plural or rules.language != "en":
        return
    for at, (own, word) in enumerate(parts):
        # A name has no singular: Kubernetes, Windows.
        numbers = (*plurals(word), *(() if own[:1] == "^" else singulars(word))) if word else ()
        for number in numbers:
            sign = own[: len(own) - len(own.lstrip(" =^"))]
            folded = composed(number) if "=" in sign else fold(number, rules.language)
            yield (*key[:at], sign + folded, *key[at + 1 :])


# Each form is asked for twice: when a glossary is checked and when it is compiled.
@lru_cache(maxsize=65536)
def _parts(form: str, case: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return each key of a form with the word it is of (`""` for a sign)."""
    text = html.escape(form.strip(), quote=False)
    steps = list(_steps(text))
    parts = []
    for step in steps:
        word = step["word"]
        if word is None:
            parts.append((sign_key(step), ""))
            continue
        exact = case == "exact" or (case == "auto" and is_exact(word))
        name = case == "auto" and len(steps) == 1 and is_name(word)
        key = f"={composed(word)}" if exact else f"^{fold(word, language)}" if name else fold(word, language)
        parts.append((gap(step) + key, word))
    if parts and steps[-1].end() < len(text):
        parts.append(("-", ""))
    return tuple(parts)


def step_at(text: str, at: int) -> re.Match[str] | None:
    """Return the word, entity or sign that stands next in a text, with what is before it."""
    return _step(is_plain(text)).match(text, at)


@cache
def _step(plain: bool) -> re.Pattern[str]:
    return re.compile(_STEP % word_pattern(plain=plain))


def _steps(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while step := step_at(text, at):
        yield step
        at = step.end()


def step_keys(step: re.Match[str], language: str = "en") -> tuple[str, ...]:
    """Return the keys that one step of a text offers, the most exact first.

    A leading space says that something parts it from the one before.
    """
    word = step["word"]
    return (sign_key(step),) if word is None else word_keys(word, gap(step), language)


def sign_key(step: re.Match[str]) -> str:
    """Return the key of a step that is no word."""
    sign = html.unescape(step["entity"]) if step["entity"] else step["sign"]
    return gap(step) + {"\u2019": "'", "\u2018": "'"}.get(sign, sign)


def gap(step: re.Match[str]) -> str:
    """Return `" "` where something parts a step from the one before.

    Where words are not spaced, the end of a line does not.
    """
    found = step["gap"]
    if not found or not _SPACED.search(found):
        return ""
    return "" if found.isspace() and "\n" in found and is_unspaced(step["word"] or "") else " "


def word_keys(word: str, gap: str = "", language: str = "en") -> tuple[str, ...]:
    """Return the keys that one word of a text offers; see `step_keys`."""
    folded, written = fold(word, language), composed(word)
    named = (f"{gap}=" + written, f"{gap}^{folded}") if word[:1].isupper() else (f"{gap}=" + written,)
    return named if word in NAMES and language == "en" else (*named, gap + folded)
