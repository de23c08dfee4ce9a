"""Lists of a whole kind of data: in which order, under which names, with which choices."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from explainer.blocks.lists import claim_list, corrections, coverage, glossary_list
from explainer.content.content import Content, load
from explainer.content.history import Correction
from explainer.content.options import Options
from explainer.content.site import Site
from explainer.evidence.claims import Claim, Point
from support.helpers import write


def test_a_term_stands_before_those_that_begin_with_it(tmp_path: Path) -> None:
    """As in a dictionary: a word, then what it begins, whatever the file's order and the ids."""
    text = "".join(f"{id_}:\n  term: {name}\n  definition: It is.\n" for id_, name in
                   {"alignment-faking": "alignment faking", "t": "alignment", "a": "alignments"}.items())  # fmt: skip
    site = Site(load(write(tmp_path, {"glossary.yml": text})), Options(), tmp_path)
    assert re.findall(r'data-entry="(\S+)"', glossary_list("", site)) == ["t", "alignment-faking", "a"]


def test_a_language_has_its_own_order(tmp_path: Path) -> None:
    """That of Persian is not the order in which its letters were given their codes."""
    words = {"leaf": "گل", "ice": "یخ", "bridge": "پل", "sheet": "ورق", "art": "هنر", "bed": "تخت", "tea": "چای", "hill": "کوه", "bread": "نان"}
    text = "".join(f"{name}:\n  term: {word}\n  definition: It is.\n" for name, word in words.items())
    site = Site(load(write(tmp_path, {"glossary.yml": text})), Options(language="fa"), tmp_path)
    assert re.findall(r'data-entry="(\S+)"', glossary_list("", site)) == ["bridge", "bed", "tea", "hill", "leaf", "bread", "sheet", "art", "ice"]


def test_pages_are_called_by_their_titles(tmp_path: Path) -> None:
    """Where the points of the notes are explained, and where something was wrong; a page without a title by its address in words, whatever an example on it says."""
    docs = write(
        tmp_path, {"a/rl.md": "---\ntitle: Reinforcement learning\n---\n", "a/index.md": "# A\n\n```yaml\ntitle: Wrong\n```\n", "a/hhh-rl.md": ""}
    )
    pages = ("a/rl.md#end", "a/index.md", "a/hhh-rl.md")
    content = Content(
        points={"P1": Point("P1", "A point.", "s", (), pages)},
        corrections=tuple(Correction(page, "2026-01-01", page, "Wrong.", "Right.") for page in pages),
    )
    for made in coverage, corrections:
        html = made("", Site(content, Options(), docs))
        assert re.findall(r'<a href="site:([^"]+)">([^<]+)</a>', html) == [*zip(pages, ("Reinforcement learning", "a", "a: hhh rl"), strict=True)]


def test_points_and_corrections_are_set_like_other_text(tmp_path: Path) -> None:
    """A symbol among their words is one, as on every other page."""
    good = "good:\n  term: p_good\n  definition: It is.\n  symbol: p_{good}\n"
    content = dataclasses.replace(
        load(write(tmp_path, {"glossary.yml": good})),
        points={"P1": Point("P1", "p_good is safe.", "s", (), ("a.md",))},
        corrections=(Correction("c", "2026-01-01", "a.md", "p_good was unsafe.", "p_good is safe."),),
    )
    for made, times in (coverage, 1), (corrections, 2):
        assert made("", Site(content, Options(), tmp_path)).count('data-symbol="good">p<sub>good</sub>') == times


def choices(**verdicts: str) -> list[tuple[str, str]]:
    """Return the kinds of choice that a list of claims offers, each claim in the same chapter."""
    claims = {id_: Claim(id_, "c", "notes", verdict, "a", chapter="a") for id_, verdict in verdicts.items()}
    return re.findall(r"<legend>(\w+)</legend>|(<output)", claim_list("notes", Site(Content(claims=claims), Options(), Path())))


def test_one_verdict_is_no_choice() -> None:
    """Nor is there a count of what is left where nothing can be chosen."""
    assert choices(N1="holds", N2="holds") == []
    assert choices(N1="holds", N2="opinion") == [("Verdict", ""), ("", "<output")]
