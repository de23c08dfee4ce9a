"""All data together: what one kind says of another, every problem at once, and nothing read twice."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from explainer.content.content import load
from explainer.terms.linker import linker_of
from support.helpers import said, write

GLOSSARY = "agent:\n  term: agent\n  definition: What acts.\n"
BIB = "@misc{good2024, title={T}, year={2024}}\n"
ABOUT = (
    "title: T\nsource: good2024\nobtained: stated\nconfidence: high\nkey: [k]\ncolumns:\n"
    "  k: {meaning: K}\n  v: {meaning: V}\n  from: {meaning: F, type: citation, optional: true}\n"
)
CLAIM = "N1:\n  claim: c\n  origin: notes\n  verdict: holds\n  answer: a\n"
SOUND: Mapping[str, str | bytes] = {
    "glossary.yml": GLOSSARY,
    "references.bib": BIB,
    "tables/facts.yml": ABOUT,
    "tables/facts.csv": "k,v,from\na,1,good2024\n",
    "claims.yml": CLAIM,
}


def problems(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Load sound data with some files put in their place, and say what is wrong."""
    return said(load(write(folder, {**SOUND, **files})).problems)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({}, []),
        # Terms
        (
            {"glossary.yml": GLOSSARY + '  source: "@god2024, §1"\n'},
            [
                "glossary.yml:4: term 'agent': the citation names the unknown key 'god2024' — expected a key of references.bib. Did you mean 'good2024'?"
            ],
        ),
        (
            {"glossary.yml": GLOSSARY + '  source: "@good2024 §1"\n'},
            [
                "glossary.yml:4: term 'agent': the citation '@good2024 §1' cannot be read — "
                "expected `@key` or `@key, §4.3`, parts separated by semicolons."
            ],
        ),
        (
            {"glossary.yml": GLOSSARY + "  more: As [@god2024] says.\n"},
            [
                "glossary.yml:4: term 'agent': the citation names the unknown key 'god2024' — expected a key of references.bib. Did you mean 'good2024'?"
            ],
        ),
        (
            {"glossary.yml": GLOSSARY + "  more: In [=facts/b.v] of them.\n"},
            ["glossary.yml:4: term 'agent': the number 'facts/b.v' names the unknown row 'b' — expected a row of docs/data/tables/facts.csv."],
        ),
        (
            {"glossary.yml": "agent:\n  term: agent\n  definition: See [it](term:agnet).\n"},
            ["glossary.yml:3: term 'agent': the link 'term:agnet' names an unknown term — expected a term id. Did you mean 'agent'?"],
        ),
        (
            {"glossary.yml": GLOSSARY + "  senses:\n    one:\n      definition: See [it](term:agnet).\n"},
            ["glossary.yml:4: term 'agent': the link 'term:agnet' names an unknown term — expected a term id. Did you mean 'agent'?"],
        ),
        (
            {"glossary.yml": "agent:\n  term: agent\n  definition: Press [here](javascript:alert(1)).\n"},
            ["glossary.yml:3: term 'agent': the text holds a `javascript:` or `data:` address — expected links to https:// or term: only."],
        ),
        (
            {"glossary.yml": GLOSSARY + '  more: <a href="data:text/html,x">x</a>\n'},
            ["glossary.yml:4: term 'agent': the text holds a `javascript:` or `data:` address — expected links to https:// or term: only."],
        ),
        # Claims
        (
            {"claims.yml": CLAIM.replace("answer: a", "answer: See [@god2024] and [=fact/a.v].")},
            [
                "claims.yml:5: claim 'N1': the citation names the unknown key 'god2024' — expected a key of references.bib. Did you mean 'good2024'?",
                "claims.yml:5: claim 'N1': the number 'fact/a.v' names the unknown table 'fact' — expected a table of docs/data/tables. "
                "Did you mean 'facts'?",
            ],
        ),
        # Tables
        (
            {"tables/facts.yml": ABOUT.replace("good2024", "god2024")},
            ["tables/facts.yml:2: 'source' names the unknown key 'god2024' — expected a key of references.bib. Did you mean 'good2024'?"],
        ),
        (
            {"tables/facts.csv": "k,v,from\na,1,god2024\nb,1,\n"},
            ["tables/facts.csv:2: column 'from' names the unknown key 'god2024' — expected a key of references.bib. Did you mean 'good2024'?"],
        ),
        # The smaller files
        (
            {"corrections.yml": "one:\n  date: yesterday\n  page: x.md\n  was: a\n"},
            [
                "corrections.yml:1: correction 'one': 'now' is missing — expected a line `now: …`.",
                "corrections.yml:2: correction 'one': 'date' is 'yesterday' — expected a date such as 2026-11-20.",
            ],
        ),
        ({"allowed-percentages.yml": "100%: [x]\n"}, ["allowed-percentages.yml:1: '100%' is not text — expected a line of text."]),
        (
            {"notes-points.yml": "P1:\n  point: p\n  claims: [N2]\n"},
            ["notes-points.yml:3: point 'P1': 'claims' names the unknown claim 'N2' — expected an id of claims.yml."],
        ),
    ],
)
def test_what_one_kind_of_data_says_of_another_is_checked(tmp_path: Path, files: dict[str, str], found: list[str]) -> None:
    """Every citation, number and link that stands in data leads somewhere."""
    assert problems(tmp_path, files) == [f"docs/data/{problem}" for problem in found]


@pytest.mark.parametrize(
    "text", ["The training data: what a model reads.", "Data: numbers.", "Metadata:x and javascript: a language.", "Poisoned data:\n\n    - a list"]
)
def test_a_word_before_a_colon_is_no_address(tmp_path: Path, text: str) -> None:
    """Only an address that a link leads to can do harm."""
    assert not problems(tmp_path, {"glossary.yml": f"agent:\n  term: agent\n  definition: d\n  more: {text!r}\n"})


def test_problems_of_all_files_come_at_once_sorted(tmp_path: Path) -> None:
    """One build, one report: by file, then by line."""
    files = {
        "glossary.yml": "agent:\n  term: agent\nloss:\n  term: agent\n  definition: d\n",
        "references.bib": "@misc{a, title={T}}\n",
        "tables/facts.csv": "k,v,from\na,x,\nb,y,\n",
        "claims.yml": "N1: x\n",
    }
    assert problems(tmp_path, files) == [
        "docs/data/claims.yml:1: claim 'N1' has no fields — expected indented `name: value` lines.",
        "docs/data/glossary.yml:1: term 'agent': 'definition' is missing — expected a line `definition: …`.",
        "docs/data/glossary.yml:3: term 'loss': 'agent' also belongs to 'agent' (line 1, as 'agent') — expected each term and alias in one entry only.",
        "docs/data/references.bib:1: 'a' has no year — expected a line `year = {…},`.",
        "docs/data/tables/facts.csv:2: column 'v' is 'x' — expected a number.",
        "docs/data/tables/facts.csv:3: column 'v' is 'y' — expected a number.",
    ]


def test_a_site_needs_a_glossary_and_nothing_else(tmp_path: Path) -> None:
    """Other data are for sites that have them; without a glossary the author is told where it belongs."""
    assert not load(write(tmp_path / "one", {"glossary.yml": GLOSSARY})).problems
    (tmp_path / "two").mkdir()
    for folder in (tmp_path / "two", tmp_path / "nowhere"):
        assert said(load(folder, "d").problems) == ["d/glossary.yml:1: the file is missing — expected a UTF-8 text file here."]


def test_data_are_read_again_only_when_a_file_changed(tmp_path: Path) -> None:
    """Each page of a build asks for the content; a save under `serve` is on the page."""
    folder = write(tmp_path, SOUND)
    first = load(folder)
    assert load(folder) is first
    assert linker_of(load(folder).glossary) is linker_of(first.glossary)
    write(folder, {"glossary.yml": GLOSSARY.replace("What acts", "Who acts")})
    os.utime(folder / "glossary.yml", ns=(1, 1))
    assert load(folder).glossary.terms["agent"].definition == "Who acts."


def test_what_an_editor_leaves_beside_a_file_is_none(tmp_path: Path) -> None:
    """Emacs locks a file that is not saved yet by a link that leads nowhere; macOS leaves copies on some disks."""
    folder = write(tmp_path, {**SOUND, "charts/._one.yml": b"\x00", "glossary/._more.yml": b"\x00", "tables/._facts.csv": b"\x00"})
    for name in ("glossary.yml", "glossary/more.yml", "tables/facts.yml", "charts/one.yml", "figures/one/figure.yml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).with_name(f".#{Path(name).name}").symlink_to("ann@desk.1234:5678")
    assert not said(load(folder).problems)


def test_an_error_mended_is_gone(tmp_path: Path) -> None:
    """The next good save recovers."""
    folder = write(tmp_path, {**SOUND, "glossary.yml": "agent: ["})
    assert load(folder).problems
    write(folder, {"glossary.yml": GLOSSARY + "\n"})
    assert not load(folder).problems


def test_corrections_come_latest_first(tmp_path: Path) -> None:
    """A reader sees what changed last."""
    entry = "{}:\n  date: {}\n  page: x.md\n  was: a\n  now: b\n"
    content = load(write(tmp_path, {**SOUND, "corrections.yml": entry.format("a", "2026-01-01") + entry.format("b", "2026-02-01")}))
    assert not content.problems
    assert [correction.date for correction in content.corrections] == ["2026-02-01", "2026-01-01"]
