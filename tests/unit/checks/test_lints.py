"""Lints: the exact words for what a careful author would mend."""

from __future__ import annotations

from pathlib import Path

from explainer.checks.lints import LINTS
from explainer.content.content import load
from support.helpers import said, write

LOSS = "loss:\n  term: loss\n  definition: A number that training makes small, and that says how far the answers of a model are from those it was shown.\n"
COST = LOSS.replace("loss", "cost", 2)


def linted(folder: Path, name: str, glossary: str) -> list[str]:
    """Return what one lint says of a glossary."""
    return said(LINTS[name](load(write(folder, {"glossary.yml": glossary}), "data"), ()))


def test_definitions_that_are_nearly_the_same(tmp_path: Path) -> None:
    """Whoever reads the one after the other looks for the difference; word order and single words make none."""
    second = COST.replace("answers of a model", "replies of a model").replace("A number that", "The number that")
    assert linted(tmp_path, "similar", LOSS + second) == [
        "data/glossary.yml:6: term 'cost': the definition is nearly that of 'loss' (line 1) — "
        "expected one entry with an alias, or words that tell the two apart."
    ]


def test_definitions_that_begin_alike_are_told_apart(tmp_path: Path) -> None:
    """Terms of one kind are defined in one way."""
    second = COST.replace("those it was shown", "the truth").replace("training makes small", "nobody can do without")
    assert linted(tmp_path, "similar", LOSS + second.replace("answers", "guesses and hopes")) == []


def test_a_claim_on_no_page_is_told_in_its_own_file(tmp_path: Path) -> None:
    """Wherever the terms are."""
    claim = "N1:\n  claim: c\n  origin: notes\n  verdict: imprecise\n  answer: a\n"
    content = load(write(tmp_path, {"glossary.csv": "term,definition\nloss,What training lowers.\n", "claims.yml": claim}), "data")
    assert said(LINTS["unplaced"](content, ())) == ["data/claims.yml:1: claim 'N1' stands on no page — expected a block `/// claim | N1` on one."]
