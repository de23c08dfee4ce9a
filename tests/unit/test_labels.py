"""The package's own words, in the language of a site."""

from __future__ import annotations

import re

import pytest

from explainer.labels import ENGLISH, check_labels, labels_of
from support.helpers import said

_SLOT = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", ["de", "fr", "es", "zh", "ja"])
def test_a_language_has_every_label_with_the_same_slots(language: str) -> None:
    """A missing word would stand there in English, a missing slot would lose what is to be said."""
    found = labels_of(language)
    assert [name for name in ENGLISH if set(_SLOT.findall(found[name])) != set(_SLOT.findall(ENGLISH[name]))] == []
    same = {name for name in ENGLISH if found[name] == ENGLISH[name]}
    assert same <= {"definition", "source"}  # They are spelt alike in German and French.


@pytest.mark.parametrize(("language", "word"), [("de-CH", "Glossar"), ("zh_Hant", "术语表"), ("ZH", "术语表"), ("pt", "Glossary"), ("", "Glossary")])
def test_a_theme_names_its_language_in_many_ways(language: str, word: str) -> None:
    """What is not known is English."""
    assert labels_of(language)["glossary"] == word


def test_a_site_has_words_of_its_own() -> None:
    """They come before those of its language; a misspelt name is told."""
    assert labels_of("de", {"glossary": "Wörter"})["glossary"] == "Wörter"
    assert said(check_labels({"glosary": "x", "filter": "y"}, "mkdocs.yml")) == [
        "mkdocs.yml: 'labels' names the unknown label 'glosary' — expected one of " + ", ".join(ENGLISH) + ". Did you mean 'glossary'?"
    ]
