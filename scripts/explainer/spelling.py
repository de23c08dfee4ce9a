"""Fold the spellings of one English word onto one key: case, British and American forms, plurals, Unicode forms.

Both a term and the text are folded in the same way, so a rule need not give a real word; it only must not join two different ones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# behaviour, behavioural, colours – not four, hour
_OUR = re.compile(r"(?<=\w{3})our(?=(?:s|al|ally|ed|ing|able|ful|ite|er|ers|less|hood)?$)")
# optimise, optimisation, optimiser – the stem keeps three letters, so that "wise" and "rise" stay
_ISE = re.compile(r"(?<=\w{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational|able)$)")
_YSE = re.compile(r"(?<=\w{2})lys(?=(?:e|es|ed|er|ers|ing)$)")
# modelling, labelled
_LL = re.compile(r"^(mode|labe|signa|leve|trave|cance|channe|tunne|counse)ll(?=(?:ed|ing|er|ers|or|ors)$)")
_ENCE = re.compile(r"^(def|off|lic|pret)ence(?=s?$)")
_OGUE = re.compile(r"(?<=\w{3})ogue(?=s?$)")
_TRE = re.compile(r"(?<=\w{2})(t|b)re(?=s?$)")
# size, cache – as short as "sizes" and "caches" become
_MUTE_E = re.compile(r"(?<=\w)(ch|sh|x|z)e$")
# Words of their own, and plurals that follow no rule; by what `singular` makes of them
_WORDS = {
    "artefact": "artifact", "grey": "gray", "judgement": "judgment", "programme": "program", "sceptical": "skeptical", "ageing": "aging",
    "biase": "bias", "aliase": "alias", "viruse": "virus", "statuse": "status", "lense": "lens", "quizz": "quiz",
    "indice": "index", "matrice": "matrix", "vertice": "vertex", "hypothese": "hypothesis", "corpora": "corpus", "criteria": "criterion",
}  # fmt: skip
_NO_PLURALS = frozenset(("alias", "atlas", "bias", "canvas", "lens", "news"))


# Letters that one of these needs; most words have none of them.
_BRITISH = re.compile(r"our|is|lys|ll|ence|ogue|[tb]re")


@lru_cache(maxsize=4096)  # The words of a glossary; those of pages the matcher remembers by what they begin.
def fold(word: str) -> str:
    """Return the key under which every accepted spelling of `word` meets: `Behaviours` → `behavior`."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).replace("\u00ad", "")
    word = singular(_american(word.casefold()))
    word = _WORDS.get(word, word)
    return _MUTE_E.sub(r"\1", word) if word.endswith("e") else word


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


def singular(word: str) -> str:
    """Return `word` without a regular English plural ending: `policies` → `policy`, `losses` → `loss`, `bus` stays."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in _NO_PLURALS:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]


def is_exact(word: str) -> bool:
    """Return whether a word is matched only as written: an acronym or a name with inner capitals, such as `HHH`, `LoRA`."""
    rest = word[1:]
    return not rest.islower() and any(letter.isupper() for letter in rest)


def exact(word: str) -> str:
    """Return the key of a word matched as written; a plural `s` after capitals does not count: `LLMs` → `LLM`."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).replace("\u00ad", "")
    return word[:-1] if len(word) > 2 and word[-1] == "s" and word[-2].isupper() else word
