"""Claims about the paper, with verdict and what the source says; points of the notes and what covers them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from explainer.echoes import breaking
from explainer.problems import Mistake, Problem, expected
from explainer.records import Record, records
from explainer.yaml_data import read_yaml

VERDICTS = {
    "holds": "Holds",
    "needs-a-limit": "Needs a limit",
    "imprecise": "Imprecise",
    "not-in-paper": "Not in the paper",
    "opinion": "Opinion",
}
FOLDED = {
    "holds": "The notes say so, too",
    "needs-a-limit": "The notes leave out a limit",
    "imprecise": "The notes say it loosely",
    "not-in-paper": "The notes say otherwise",
    "opinion": "The notes give an opinion",
}
"""What is seen of a claim of the notes until a reader wants to know: most have never read them."""
ORIGINS = {
    "notes": "The notes",
    "paper": "The 2024 paper",
    "misreading": "A common misreading",
    "lab": "The lab of this site",
}
EVIDENCE = {
    "supports": "later evidence supports it",
    "qualifies": "later evidence narrows it",
    "contradicts": "later evidence contradicts it in part",
    "open": "still open",
}
ID = re.compile(r"[A-Z]\d+")


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said about the paper, checked."""

    id: str
    claim: str
    origin: str
    verdict: str
    answer: str
    """Markdown: what the source says."""
    evidence: str = ""
    works: Mapping[str, str] = field(default_factory=dict)
    """What each later work that the answer cites says of the claim, by its key: one of `EVIDENCE`."""
    chapter: str = ""
    path: str = ""
    line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Line of each field in the file."""

    @property
    def anchor(self) -> str:
        """The id of the claim's block in a page."""
        return f"claim-{self.id.lower()}"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the notes and what on the site covers it."""

    id: str
    point: str
    section: str
    claims: tuple[str, ...]
    pages: tuple[str, ...]
    """Source paths, each with the anchor of a section or without."""
    words: tuple[str, ...] = ()
    """What each of these places must hold; see `explainer.checks.coverage`."""
    path: str = ""
    line: int = 1
    """Where it names its pages."""


def load_claims(path: Path, name: str) -> tuple[dict[str, Claim], list[Problem]]:
    """Return the claims of a YAML file by id, and every problem; `name` is its path for reports.

    A claim with a problem is left out: one without its verdict would mislead.
    """
    document, problems = read_yaml(path, name)
    if not document.value:
        return {}, breaking(problems, "claim")
    claims = {}
    for claim_id, record in records(document, "claim", problems):
        before = len(problems)
        if not ID.fullmatch(claim_id):
            record.problem("the id is not a letter and a number", "expected an id such as N5.")
        claim = Claim(
            id=claim_id,
            claim=record.text("claim", required=True),
            origin=record.choice("origin", ORIGINS, required=True),
            verdict=record.choice("verdict", VERDICTS, required=True),
            answer=record.text("answer", required=True),
            evidence=record.choice("evidence", EVIDENCE),
            works=_works(record),
            chapter=record.text("chapter"),
            path=name,
            line=record.line(),
            lines={key: record.line(key) for key in record.value},
        )
        record.finish()
        problems[before:] = breaking(problems[before:], f"claim {claim_id}")
        if len(problems) == before:
            claims[claim_id] = claim
    return claims, problems


def _works(record: Record) -> dict[str, str]:
    found = {key: str(said) for key, said in record.mapping("works").items()}
    for key, said in found.items():
        if said not in EVIDENCE:
            what = f"'works' gives '{key}' the verdict '{said}'"
            record.problem(what, expected("one of " + ", ".join(EVIDENCE), said, EVIDENCE), "works", key)
    return found


def claim_named(claim_id: str, claims: Mapping[str, Claim]) -> Claim:
    """Return the claim with an id; raises `Mistake`."""
    if claim_id not in claims:
        hint = expected("an id of claims.yml", claim_id, claims)
        raise Mistake(f"unknown claim '{claim_id}'", hint, f"claim {claim_id}")
    return claims[claim_id]


def load_points(path: Path, name: str, claims: Mapping[str, Claim]) -> tuple[dict[str, Point], list[Problem]]:
    """Return the points of the notes by id; one that nothing covers is a problem."""
    document, problems = read_yaml(path, name)
    points = {}
    for point_id, record in records(document, "point", problems):
        point = Point(
            id=point_id,
            point=record.text("point", required=True),
            section=record.text("section"),
            claims=record.texts("claims"),
            pages=record.texts("pages"),
            words=record.texts("words"),
            path=name,
            line=record.line("pages"),
        )
        record.finish()
        for claim in point.claims:
            if claim not in claims:
                hint = expected("an id of claims.yml", claim, claims)
                what = f"'claims' names the unknown claim '{claim}'"
                record.add(Mistake(what, hint, f"claim {claim}"), "claims")
        if not point.claims and not point.pages:
            record.problem("nothing covers it", "expected at least one claim or page.")
        if point.pages and not point.words:
            hint = "expected a line `words: […]`, by which the point is known on its pages."
            record.problem("'words' is missing", hint, "pages")
        points[point_id] = point
    return points, problems
