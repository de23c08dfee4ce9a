"""Fold the spellings of one word onto one key: case, Unicode forms, vowel marks, British and American forms.

Both a term and the text are folded in the same way, so a rule need not give a real word; it only must not
join two different ones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# behaviour, behavioural, colours – not four, hour
_OUR = re.compile(r"(?<=\w{3})our(?=(?:s|al|ally|ed|ing|able|ful|ite|er|ers|less|hood|hoods)?$)")
# optimise, optimisation, optimiser – the stem keeps three letters, so that "wise" and "rise" stay
_ISE = re.compile(r"(?<=\w{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational|able)$)")
_YSE = re.compile(r"(?<=\w{2})lys(?=(?:e|es|ed|er|ers|ing)$)")
# modelling, labelled
_LL = re.compile(r"^(mode|labe|signa|leve|trave|cance|channe|tunne|counse)ll(?=(?:ed|ing|er|ers|or|ors)$)")
_ENCE = re.compile(r"^(def|off|lic|pret)ence(?=s?$)")
_OGUE = re.compile(r"(?<=\w{3})(?<!prol)ogue(?=s?$)")  # Prolog is a language.
_TRE = re.compile(r"(?<=\w{2})(?<!tim)(t|b)re(?=s?$)")  # timbre is no timber
# Words that follow no rule
_NOUNS = {"artefact": "artifact", "grey": "gray", "judgement": "judgment", "programme": "program"}
_PLURALS = {f"{british}s": f"{american}s" for british, american in _NOUNS.items()}
_WORDS = _NOUNS | _PLURALS | {"sceptical": "skeptical", "ageing": "aging"}
# A soft hyphen, what keeps Persian letters apart, the stretch of Arabic letters, and the vowel signs that
# Arabic and Hebrew texts may have or leave out
_UNWRITTEN = re.compile(
    "[\u00ad\u200c\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]"
)
# Letters that Arabic and Persian keyboards give for one another, and a Persian one of two parts
_ARABIC = str.maketrans({"\u064a": "\u06cc", "\u0643": "\u06a9", "\u06c0": "\u0647"})
# Letters that one of these needs; most words have none of them.
_BRITISH = re.compile(r"our|is|lys|ll|ence|ogue|[tb]re")


# The words of a glossary, each asked for two or three times; those of pages the matcher remembers by itself.
@lru_cache(maxsize=65536)
def fold(word: str, language: str = "en") -> str:
    """Return the key under which every accepted spelling of `word` meets: `Behaviours` → `behaviors`."""
    word = composed(word).casefold()
    if language != "en":
        return word
    return _WORDS.get(word) or _american(word)


def composed(word: str) -> str:
    """Return a word in the one form that Unicode recommends, without what need not be written."""
    if word.isascii():
        return word
    return _UNWRITTEN.sub("", unicodedata.normalize("NFKC", word).translate(_ARABIC))


def _american(word: str) -> str:
    if len(word) < 4 or not _BRITISH.search(word):
        return word
    word = _OUR.sub("or", word)
    word = _ISE.sub("iz", word)
    word = _YSE.sub("lyz", word)
    word = _LL.sub(r"\1l", word)
    word = _ENCE.sub(r"\1ense", word)
    word = _OGUE.sub("og", word)
    return _TRE.sub(r"\1er", word)


def is_exact(word: str) -> bool:
    """Return whether a word is matched only as written: an acronym or inner capitals, as in `HHH`, `LoRA`."""
    rest = word[1:]
    return not rest.islower() and any(letter.isupper() for letter in rest)


def is_name(word: str) -> bool:
    """Return whether a word has a capital at its beginning and nowhere else: `Go`, `May`, `Deployment`."""
    return word[:1].isupper() and (len(word) == 1 or word[1:].islower())
