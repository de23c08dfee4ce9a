"""Claims and points: the exact words for what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.checks.lints import unplaced_claims
from explainer.content.content import load
from explainer.evidence.claims import load_claims, load_points
from explainer.pages.page import Page
from support.helpers import said, write

PATH = "docs/data/claims.yml"
CLAIM = "N1:\n  claim: c\n  origin: notes\n  verdict: holds\n  answer: a\n"
POINTS = "docs/data/notes-points.yml"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (CLAIM.replace("N1", "n1"), ["1: claim 'n1': the id is not a letter and a number — expected an id such as N5."]),
        (CLAIM.replace("  claim: c\n", ""), ["1: claim 'N1': 'claim' is missing — expected a line `claim: …`."]),
        (CLAIM.replace("  verdict: holds\n", ""), ["1: claim 'N1': 'verdict' is missing — expected a line `verdict: …`."]),
        (
            CLAIM.replace("holds", "hold"),
            ["4: claim 'N1': 'verdict' is 'hold' — expected one of holds, needs-a-limit, imprecise, not-in-paper, opinion. Did you mean 'holds'?"],
        ),
        (
            CLAIM.replace("notes", "note"),
            ["3: claim 'N1': 'origin' is 'note' — expected one of notes, paper, misreading, lab. Did you mean 'notes'?"],
        ),
        (
            CLAIM + "  evidence: opne\n",
            ["6: claim 'N1': 'evidence' is 'opne' — expected one of supports, qualifies, contradicts, open. Did you mean 'open'?"],
        ),
        (
            CLAIM + "  pages: [x.md]\n",
            ["6: claim 'N1': unknown field 'pages' — expected one of answer, chapter, claim, evidence, origin, verdict, works."],
        ),
        ("N1: text\n", ["1: claim 'N1' has no fields — expected indented `name: value` lines."]),
        (
            "N1:\n  claim: c\nN1:\n  claim: d\n",
            [
                "1: claim 'N1': 'answer' is missing — expected a line `answer: …`.",
                "1: claim 'N1': 'origin' is missing — expected a line `origin: …`.",
                "1: claim 'N1': 'verdict' is missing — expected a line `verdict: …`.",
                "3: 'N1' is given twice (first on line 1) — expected each name once.",
            ],
        ),
    ],
)
def test_a_mistake_in_a_claim_is_a_problem_on_its_line(tmp_path: Path, text: str, problems: list[str]) -> None:
    """A claim without a verdict, with an unknown one, or with a field of somebody else."""
    found = load_claims(write(tmp_path, {"claims.yml": text}) / "claims.yml", PATH)[1]
    assert said(found) == [f"{PATH}:{problem}" for problem in problems]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("P1:\n  point: p\n  claims: [N1]\n", []),
        ("P1:\n  point: p\n  pages: [x.md#there]\n  words: [word]\n", []),
        (
            "P1:\n  point: p\n  pages: [x.md]\n",
            ["3: point 'P1': 'words' is missing — expected a line `words: […]`, by which the point is known on its pages."],
        ),
        ("P1:\n  point: p\n", ["1: point 'P1': nothing covers it — expected at least one claim or page."]),
        (
            "P1:\n  point: p\n  claims: [N1, N2]\n",
            ["3: point 'P1': 'claims' names the unknown claim 'N2' — expected an id of claims.yml."],
        ),
        ("P1:\n  pages: [x.md]\n  words: [word]\n", ["1: point 'P1': 'point' is missing — expected a line `point: …`."]),
    ],
)
def test_a_point_that_nothing_covers_is_a_problem(tmp_path: Path, text: str, problems: list[str]) -> None:
    """Each point of the notes has a claim or a page, and the claim is there."""
    claims, _ = load_claims(write(tmp_path, {"claims.yml": CLAIM}) / "claims.yml", PATH)
    found = load_points(write(tmp_path, {"points.yml": text}) / "points.yml", POINTS, claims)[1]
    assert said(found) == [f"{POINTS}:{problem}" for problem in problems]


def test_a_claim_is_found_on_its_page_by_its_id(tmp_path: Path) -> None:
    """The anchor does not change with the text."""
    claims, _ = load_claims(write(tmp_path, {"claims.yml": CLAIM}) / "claims.yml", PATH)
    assert claims["N1"].anchor == "claim-n1"


def test_only_a_claim_with_something_to_mend_must_stand_on_a_page(tmp_path: Path) -> None:
    """One that simply holds may stand in the list alone: a box on a page would tell nothing."""
    claims = CLAIM + CLAIM.replace("N1", "N2").replace("holds", "imprecise") + CLAIM.replace("N1", "N3").replace("holds", "opinion")
    content = load(write(tmp_path, {"glossary.yml": "agent:\n  term: agent\n  definition: d\n", "claims.yml": claims}))
    page = Page("index.md", html='<aside class="claim claim--holds" id="claim-n3">')
    assert said(unplaced_claims(content, [page])) == [
        "docs/data/claims.yml:6: claim 'N2' stands on no page — expected a block `/// claim | N2` on one."
    ]
