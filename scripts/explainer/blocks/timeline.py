"""The block `/// timeline`: when later work spoke to each claim, and what each work says of it.

Claims, verdicts and sentences come from `claims.yml`, dates from the bibliography. A mark leads to its
sentence, which stands folded below and is there without script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explainer.blocks.heads import no_argument
from explainer.charts.svg import num, share
from explainer.content.site import Site
from explainer.evidence.bibliography import MONTHS, Reference
from explainer.evidence.citations import cited_keys
from explainer.evidence.claims import EVIDENCE, Claim
from explainer.problems import Mistake
from explainer.templates import fill, safe

NEAR = 0.05
"""Marks that are nearer, as a share of the width of a phone, stand above each other."""
STEP = 1.2
"""From one of those to the next, in em."""
MARKS = {
    "supports": "M-5 0a5 5 0 1 0 10 0 5 5 0 1 0-10 0",
    "qualifies": "M0-6l6 6-6 6-6-6z",
    "contradicts": "M-4.5-4.5l9 9M4.5-4.5l-9 9",
    "open": "M-4.5 0a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0",
}
"""A shape for each verdict: filled, diamond, cross, empty."""

# The full stop, and what may stand after it, before a sentence that begins with a capital
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“‘\"(])")


@dataclass(frozen=True, slots=True)
class Mark:
    """One later work in the row of a claim."""

    anchor: str
    name: str
    when: str
    verdict: str
    place: float | None
    """Share of the width; None for a work without a date."""
    level: int = 0


def evidence_timeline(argument: str, site: Site) -> str:
    """Return the row of each claim that names later works, in the order of the file."""
    no_argument(argument)
    claims = [claim for claim in site.content.claims.values() if claim.works]
    works = site.content.bibliography.references
    known = [claim for claim in claims if all(key in works for key in claim.works)]
    dates = [works[key].posted for claim in known for key in claim.works]
    years = [date[0] for date in dates if date]
    if not years:
        hint = "expected `works: {key: supports}` in claims.yml, and works with a month or an arXiv number."
        raise Mistake("no claim names a later work with a date", hint, "claim")
    first, last = min(years), max(years) + 1
    ticks = [(share((year - first) / (last - first)), year) for year in range(first, last)]
    return fill(
        "blocks/timeline.html",
        rows=[_row(claim, site, first, last) for claim in known],
        ticks=ticks,
        marks=[(verdict, safe(_shape(verdict))) for verdict in EVIDENCE],
    )


def _row(claim: Claim, site: Site, first: int, last: int) -> dict[str, object]:
    works = site.content.bibliography.references
    keys = sorted(claim.works, key=lambda key: works[key].posted or (0, 0))
    marks = _stacked([_mark(claim, works[key], first, last) for key in keys])
    by_key = dict(zip(keys, marks, strict=True))
    sentences = []
    for sentence in _SENTENCE.split(" ".join(claim.answer.split())):
        cited = [by_key[key] for key in dict.fromkeys(cited_keys(sentence)) if key in by_key]
        if cited:
            sentences.append((cited, safe(site.fragment(sentence, inline=True))))
    height = STEP * (1 + max((mark.level for mark in marks), default=0)) + 0.6
    return {
        "claim": claim,
        "text": safe(site.fragment(claim.claim, inline=True)),
        "entry": site.address("claim", claim.id),
        "icon": safe(_shape(claim.evidence)) if claim.evidence else "",
        "height": num(height),
        "marks": [
            (mark, share(mark.place), num(height - 0.8 - STEP * mark.level))
            for mark in marks
            if mark.place is not None
        ],
        "sentences": _once(sentences),
        "shapes": MARKS,
    }


def _once(sentences: Sequence[tuple[list[Mark], object]]) -> list[tuple[list[Mark], object]]:
    """Leave each mark to the first sentence that cites its work, so that it has one place to lead to."""
    seen: set[str] = set()
    kept = []
    for marks, sentence in sentences:
        new = [mark for mark in marks if mark.anchor not in seen]
        seen |= {mark.anchor for mark in new}
        if new:
            kept.append((new, sentence))
    return kept


def _mark(claim: Claim, work: Reference, first: int, last: int) -> Mark:
    """Return the mark of a work on an axis that goes from January of `first` to that of `last`."""
    date = work.posted
    when = f"{MONTHS[date[1] - 1].title()} {date[0]}" if date else "no date"
    place = (date[0] + (date[1] - 0.5) / 12 - first) / (last - first) if date else None
    anchor = f"since-{claim.id.lower()}-{work.key}"
    return Mark(anchor, work.short, when, claim.works[work.key], place)


def _stacked(marks: list[Mark]) -> list[Mark]:
    """Give marks that would cover each other different levels."""
    placed: list[Mark] = []
    for mark in marks:
        near = {
            other.level
            for other in placed
            if mark.place is not None and other.place is not None and abs(mark.place - other.place) < NEAR
        }
        level = next(level for level in range(len(marks)) if level not in near)
        placed.append(replace(mark, level=level))
    return placed


def _shape(verdict: str) -> str:
    head = 'viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true" focusable="false"'
    return f'<svg class="since__mark since__mark--{verdict}" {head}><path d="{MARKS[verdict]}"/></svg>'
