"""The works a site cites, and their forms for readers and for reference managers.

`explainer.evidence.bibtex` reads them from `references.bib`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

KINDS = ("paper", "preprint", "post", "standard", "law", "dataset", "guidance", "software")
READ = {
    "read": "read for this site",
    "abstract": "abstract read for this site",
    "second-hand": "known from other people’s accounts",
    "memory": "only title and authors checked",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ARXIV = re.compile(r"(\d\d)(0[1-9]|1[0-2])\.\d")  # 2407.04108
# How other programs call the kinds; those that they do not know are to them a document.
_CSL_KINDS = {
    "paper": "article-journal",
    "preprint": "article",
    "post": "post-weblog",
    "standard": "standard",
    "law": "legislation",
}
_RIS_KINDS = {
    "paper": "CPAPER",
    "preprint": "UNPB",
    "post": "BLOG",
    "standard": "STAND",
    "law": "STAT",
    "dataset": "DATA",
    "software": "COMP",
}


@dataclass(frozen=True, slots=True)
class Name:
    """One author; an institution has only a family name."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Reference:
    """One work."""

    key: str
    title: str
    authors: tuple[Name, ...]
    more_authors: bool
    """The list ends in "and others": the rest was not seen."""
    year: str
    venue: str = ""
    kind: str = "preprint"
    read: str = ""
    note: str = ""
    url: str = ""
    doi: str = ""
    arxiv: str = ""
    month: str = ""
    """As BibTeX has it: `apr`."""
    line: int = 1
    type: str = "misc"
    pages: str = ""

    @property
    def posted(self) -> tuple[int, int] | None:
        """Year and month in which it was first public, as far as known: a preprint's number says both."""
        numbered = _ARXIV.match(self.arxiv)
        if numbered:
            return 2000 + int(numbered[1]), int(numbered[2])
        month = self.month[:3].lower()
        known = self.year.isdigit() and month in MONTHS
        return (int(self.year), MONTHS.index(month) + 1) if known else None

    @property
    def short(self) -> str:
        """Author and year, for running text: `Hubinger et al. 2024`."""
        names = [author.family for author in self.authors]
        if len(names) > 2 or self.more_authors:
            who = f"{names[0]} et al." if names else "Anonymous"
        else:
            who = " and ".join(names) or "Anonymous"
        return f"{who} {self.year}".strip()

    @property
    def who(self) -> str:
        """All authors up to six, else the first three and how many follow."""
        names = [str(author) for author in self.authors]
        if self.more_authors and names:
            return ", ".join(names) + " and others"
        if len(names) > 6:
            return f"{', '.join(names[:3])} and {len(names) - 3} others"
        return " and ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Label and address of each place where the work is."""
        found = []
        if self.arxiv:
            found.append((f"arXiv:{self.arxiv}", f"https://arxiv.org/abs/{self.arxiv}"))
        if self.doi:
            found.append((f"doi:{self.doi}", f"https://doi.org/{self.doi}"))
        if self.url and not any(self.url == address for _, address in found):
            found.append((re.sub(r"^https?://(?:www\.)?([^/]+).*", r"\1", self.url), self.url))
        return tuple(found)

    @property
    def address(self) -> str:
        """Where the work is, for a program that asks for one address beside the DOI; empty if nobody says."""
        return self.url or (f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else "")


@dataclass(frozen=True)
class Bibliography:
    """All works by key, in reading order: by first author, year, title."""

    path: str = ""
    references: Mapping[str, Reference] = field(default_factory=dict)
    text: str = ""
    """The BibTeX file as its authors wrote it."""

    def __iter__(self) -> Iterator[Reference]:
        return iter(self.references.values())

    def __len__(self) -> int:
        return len(self.references)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each work in the list of references, from 1, by its key."""
        return {key: number for number, key in enumerate(self.references, 1)}


def reference_html(ref: Reference) -> str:
    """Return the full reference as inline HTML: who, when, title, where, links."""
    title = f"<cite>{html.escape(ref.title)}</cite>"
    parts = [f"{html.escape(ref.who or 'Anonymous')} ({html.escape(ref.year)}). {title}."]
    where = ", ".join(filter(None, (ref.venue, f"pp. {ref.pages}" if ref.pages else "")))
    parts += [html.escape(text) + "." for text in (where, ref.note) if text]
    parts += [f'<a href="{html.escape(address)}">{html.escape(label)}</a>' for label, address in ref.links]
    return " ".join(parts)


def standing_html(ref: Reference) -> str:
    """Return what the work is and how far it was read, as text: `Preprint, read for this site`."""
    return html.escape(", ".join(filter(None, (ref.kind.capitalize(), READ.get(ref.read, "")))))


def as_csl(bibliography: Bibliography) -> str:
    """Return all works as CSL-JSON."""
    return json.dumps(list(map(_csl, bibliography)), ensure_ascii=False, indent=1) + "\n"


def _csl(ref: Reference) -> dict[str, Any]:
    people = [
        {"family": one.family, "given": one.given} if one.given else {"literal": one.family}
        for one in ref.authors
    ]
    kind = _CSL_KINDS.get(ref.kind, "document")
    known = {"id": ref.key, "type": kind, "title": ref.title, "author": people}
    perhaps = {
        "issued": {"date-parts": [[int(ref.year)]]} if ref.year.isdigit() else None,
        "container-title": ref.venue,
        "URL": ref.address,
        "DOI": ref.doi,
        "note": ref.note,
        "page": ref.pages,
    }
    return known | {name: value for name, value in perhaps.items() if value}


def as_ris(bibliography: Bibliography) -> str:
    """Return all works in the RIS format, lines ended as the format asks."""
    lines = []
    for ref in bibliography:
        lines.append(f"TY  - {_RIS_KINDS.get(ref.kind, 'GEN')}")
        lines += [f"AU  - {', '.join(filter(None, (author.family, author.given)))}" for author in ref.authors]
        pairs = (
            ("TI", ref.title),
            ("PY", ref.year),
            ("T2", ref.venue),
            ("DO", ref.doi),
            ("UR", ref.address),
            ("N1", ref.note),
            ("ID", ref.key),
        )
        lines += [*(f"{tag}  - {value}" for tag, value in pairs if value), "ER  - ", ""]
    return "\r\n".join(lines)
