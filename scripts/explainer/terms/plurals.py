"""English plurals: the other number of a word, asked once for each word of a glossary, never for a page's.

A term's plurals are spelt out and then looked for as they are, since the way from one to many is far more
regular than the way back: `bus` has no singular, but whoever goes back by rule finds one. (The library
`inflect` was tried: a third of a second to import, `epoches`, and no Latin plural beside the English one.)
"""

from __future__ import annotations

import re

SHORTEST = 3
"""Letters of a word that is given a plural; shorter ones meet too many other words: `as`, `is`, `us`."""

# One and many where no rule leads from the one to the other
_IRREGULAR = {
    "child": "children", "person": "people", "mouse": "mice", "louse": "lice", "goose": "geese",
    "foot": "feet", "tooth": "teeth", "ox": "oxen", "man": "men", "die": "dice", "genus": "genera",
    "corpus": "corpora", "opus": "opera", "axis": "axes", "leaf": "leaves", "half": "halves",
    "shelf": "shelves", "wolf": "wolves", "knife": "knives", "life": "lives", "wife": "wives",
    "loaf": "loaves", "thief": "thieves", "calf": "calves", "self": "selves", "elf": "elves",
    "sheaf": "sheaves", "scarf": "scarves", "hoof": "hooves", "index": "indices", "appendix": "appendices",
    "matrix": "matrices", "vertex": "vertices", "vortex": "vortices", "helix": "helices",
    "codex": "codices", "apex": "apices", "cortex": "cortices", "simplex": "simplices",
    "phenomenon": "phenomena", "criterion": "criteria", "automaton": "automata", "ganglion": "ganglia",
}  # fmt: skip
# … and those of them that keep it behind another word: grandchild, dormouse, chairman, bookshelf
_LAST = ("child", "person", "mouse", "foot", "tooth", "man", "life", "wife", "shelf", "leaf")
_NOT_MEN = frozenset("caiman german human musman norman ottoman roman shaman talisman".split())
# Latin and Greek: the words that take such a plural beside the English one, by their ending
_STEMS = {
    ("um", "a"): (
        "addend bacteri corrigend curricul dat errat for maxim medi memorand minim moment optim spectr "
        "strat symposi"
    ),
    ("us", "i"): "abac alumn bacill cact foc fung loc modul nucle radi stimul syllab termin tor",
    ("a", "ae"): "alg alumn antenn formul lacun larv nebul person vertebr",
    ("ma", "mata"): "enig lem sche stig trau",
    ("eau", "eaux"): "bur plat tabl",
    ("hedron", "hedra"): "dodeca icosa octa poly tetra",
}
_CLASSICAL = {stem + one: stem + many for (one, many), stems in _STEMS.items() for stem in stems.split()}
_OES = frozenset(
    "buffalo cargo domino echo embargo halo hero mango mosquito motto potato superhero tomato tornado "
    "torpedo veto volcano zero".split()
)
_HARD_CH = re.compile(r"(?:stoma|monar|epo|te|patriar|matriar|eunu|lo|cze)ch$")
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_DOUBLED = re.compile(r"[^aeiou]{0,2}u?[aeiou][sz]")  # bus, gas, quiz
# Words that end as a plural does and are none, or none of the word that a reader would think of
_OWN = frozenset(
    "across alias always analysis arms as atlas axis basis bias bus canvas chaos corps cosmos customs does "
    "economics ethos focus gas genetics goods has is its james kubernetes kudos lens less logistics "
    "mathematics means news paris pathos perhaps physics plus "
    "politics series species status texas thanks thesis this us virus was works yes".split()
)
# Words in -u and -i: only these make a plural in -us or -is
_OPEN_ENDED = frozenset(
    "alibi bayou bikini caribou chi chili cli deli emoji emu flu gnu gui guru haiku kiwi kudu menu phi pi "
    "psi rabbi safari ski taxi tofu tsunami uri wiki xi yeti".split()
)
NAMES = frozenset(("Windows",))
"""Names that are, but for their capital, the plural of a common word."""

_ENGLISH = re.compile(r"[^\W\d_]*[A-Za-z][^\W\d_]*")
# ConfigMap → Config, Map; matrix → "", matrix
_PARTS = re.compile(r"(.*?)([A-Z]?[a-z]+)")


def plurals(word: str) -> tuple[str, ...]:
    """Return a word's English plurals, capitals kept: `matrix` → `matrixes`, `matrices`; none for some."""
    short = len(word) < SHORTEST and not word.isupper() and word not in _IRREGULAR
    if short or len(word) < 2:
        return ()
    if word.isascii() and word.isalpha() and word.islower():
        return tuple([form for form in _all(word) if form not in _OWN])
    if not _ENGLISH.fullmatch(word):
        return ()
    parts = _PARTS.fullmatch(word)
    if parts is None or (parts[1] and len(parts[2]) < SHORTEST):
        return (f"{word}s",)  # LLMs, LoRAs, cafés
    before, last = parts.groups()
    made = _regular(last.lower()) if before else _all(last.lower())
    many = (before + (form.capitalize() if last[0].isupper() else form) for form in made)
    return tuple(form for form in many if form.lower() not in _OWN and form not in NAMES)


def singulars(word: str) -> tuple[str, ...]:
    """Return the words whose plural `word` may be: `axes` → `axe`, `axis`; none where it is singular."""
    if word.lower() in _OWN or word in NAMES or word.endswith("ss"):
        return ()
    if word[-1:] == "s" and word[-2:-1].isupper():
        return (word[:-1],)
    guesses = dict.fromkeys(_guesses(word))
    closed = word.endswith(("us", "is"))
    return tuple(
        one for one in guesses if word in plurals(one) and not (closed and one.lower() not in _OPEN_ENDED)
    )


def _all(word: str) -> tuple[str, ...]:
    """Return every plural of a word in small letters, the regular one first where it has one."""
    if word in _NOT_MEN:
        return _regular(word)
    others = [many for many in (_IRREGULAR.get(word), _CLASSICAL.get(word)) if many]
    if word.endswith(_LAST):
        others += [
            word.removesuffix(last) + _IRREGULAR[last]
            for last in _LAST
            if word.endswith(last) and word != last
        ]
    if word.endswith("is") and len(word) > 4:
        others.append(word[:-2] + "es")
    return tuple(dict.fromkeys((*_regular(word), *others)))


def _regular(word: str) -> tuple[str, ...]:
    if word.endswith("y") and (word[-2:-1] not in "aeiou" or word.endswith("quy")):
        return (word[:-1] + "ies",)
    if word in _OES:
        return (word + "es", word + "s")
    if word.endswith(_SIBILANTS) and not _HARD_CH.search(word):
        return (word + "es", f"{word}{word[-1]}es") if _DOUBLED.fullmatch(word) else (word + "es",)
    return (word + "s",)


# What stands at the end of plurals, and what of singulars in its place; of these guesses most are no words.
_ENDINGS = (
    ("s", ("",)), ("es", ("", "is")), ("ies", ("y",)), ("sses", ("s",)), ("zzes", ("z",)),
    ("ves", ("f", "fe")), ("men", ("man",)),
)  # fmt: skip
_BACK = {many: one for one, many in (*_IRREGULAR.items(), *_CLASSICAL.items())}
_LAST_MANY = tuple(_IRREGULAR[last] for last in _LAST)


def _guesses(word: str) -> list[str]:
    found: list[str] = []
    if word.endswith(("s", "men")):
        found += [
            word.removesuffix(many) + one for many, ones in _ENDINGS if word.endswith(many) for one in ones
        ]
    small = word.lower()
    for many in (small, *(_LAST_MANY if small.endswith(_LAST_MANY) else ())):
        if many in _BACK and small.endswith(many):
            one = word[: len(word) - len(many)] + _BACK[many]
            found.append(one.capitalize() if word.istitle() else one)
    return found
