"""Load all data of a site at once, check each kind against the others, and hold it for one build.

Nothing here raises for an author's mistake: problems come back with whatever could be read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from explainer.content.crosscheck import ReferenceChecker
from explainer.content.data_files import kinds_in, misnamed
from explainer.content.history import (
    Change,
    Correction,
    StringMap,
    load_changes,
    load_corrections,
    load_strings,
)
from explainer.content.languages import Languages
from explainer.content.term_sources import TermPage, term_sources
from explainer.content.ways import Way, load_ways
from explainer.echoes import breaking, broken_by
from explainer.evidence.bibliography import Bibliography
from explainer.evidence.claims import Claim, Point, load_claims, load_points
from explainer.evidence.tables import Table, load_tables
from explainer.extras import has, not_installed
from explainer.problems import Problem
from explainer.terms.forms import Rules
from explainer.terms.glossary import Glossary, Source, glossary_of
from explainer.text_files import Stamp, stamp

if TYPE_CHECKING:
    from explainer.charts.spec import Chart

T = TypeVar("T")
_RULES = Rules()
_ONE = Languages()
_NO_STRINGS = StringMap("", {}, {})


@dataclass(frozen=True, eq=False)
class Content:
    """What authors wrote as data; compared by identity, so that what is made from it can be remembered."""

    glossary: Glossary = field(default_factory=Glossary)
    bibliography: Bibliography = field(default_factory=Bibliography)
    tables: Mapping[str, Table] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    points: Mapping[str, Point] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    changes: tuple[Change, ...] = ()
    ways: tuple[Way, ...] = ()
    redirects: StringMap = _NO_STRINGS
    """Present source path by former one."""
    allowed_percentages: StringMap = _NO_STRINGS
    """Percentages that may be typed into prose, with the reason."""
    problems: tuple[Problem, ...] = ()
    folder: Path = Path()
    meant: frozenset[str] = frozenset()
    """Kinds of data for which there is a file, also where nothing in it can be used."""

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of data this site has: `work`, `table`."""
        there = {"work": len(self.bibliography), "table": len(self.tables)}
        return self.meant.union(kind for kind, count in there.items() if count)

    @cached_property
    def broken(self) -> Mapping[str, Problem]:
        """The first problem that makes each thing unusable; what only follows from one is no slip."""
        return broken_by(self.problems)


def load(
    folder: Path,
    name: str = "docs/data",
    pages: tuple[TermPage, ...] = (),
    rules: Rules = _RULES,
    languages: Languages = _ONE,
) -> Content:
    """Return the content of a data folder, and of pages that define terms; read again only when one changed.

    `name` is the folder as reports should show it, `rules` say how its terms are compared with a text, and
    `languages` are those of the build, which may have a glossary of its own: `glossary.de.yml`.
    """
    return _load(folder, name, _fingerprint(folder), pages, rules, languages)


def _fingerprint(folder: Path) -> tuple[tuple[str, Stamp], ...]:
    # What is neither a folder nor a file that can be read is told of like one; what begins with a dot is an
    # editor's.
    files = sorted(path for path in folder.rglob("[!.]*") if not path.is_dir()) if folder.is_dir() else []
    return tuple((path.relative_to(folder).as_posix(), stamp(path)) for path in files)


@lru_cache(maxsize=16)  # Of the languages of a site, each.
def _load(
    folder: Path,
    name: str,
    fingerprint: tuple[tuple[str, Stamp], ...],
    pages: tuple[TermPage, ...],
    rules: Rules,
    languages: Languages,
) -> Content:
    """Read everything. Only terms must be there; other files are for sites that use what they hold."""
    present = {file for file, _ in fingerprint}
    problems = list(misnamed(present, name))
    sources = term_sources(folder, name, present, pages, languages)
    glossary, found = glossary_of(sources, rules)
    problems += [] if _is_misnamed(sources, present, problems) else found
    tables, found = load_tables(folder / "tables", f"{name}/tables")
    problems += found
    charts, found = _charts(folder / "charts", f"{name}/charts", tables)
    problems += found

    def read(file: str, loader: Callable[[Path, str], tuple[T, list[Problem]]], empty: T) -> T:
        if file not in present:
            return empty
        value, found = loader(folder / file, f"{name}/{file}")
        problems.extend(found)
        return value

    no_claims: dict[str, Claim] = {}
    no_points: dict[str, Point] = {}
    claims = read("claims.yml", load_claims, no_claims)
    content = Content(
        glossary=glossary,
        bibliography=read("references.bib", _bibliography, Bibliography()),
        tables=tables,
        charts=charts,
        claims=claims,
        points=read("notes-points.yml", lambda path, shown: load_points(path, shown, claims), no_points),
        corrections=read("corrections.yml", load_corrections, ()),
        changes=read("changes.yml", load_changes, ()),
        ways=read("ways.yml", load_ways, ()),
        redirects=read("redirects.yml", load_strings, _NO_STRINGS),
        allowed_percentages=read("allowed-percentages.yml", load_strings, _NO_STRINGS),
        folder=folder,
        meant=kinds_in(present) | _broken_kinds(problems),
    )
    problems += _across(content)
    return replace(content, problems=tuple(sorted(set(problems))))


def _is_misnamed(sources: Sequence[Source], present: Collection[str], problems: Sequence[Problem]) -> bool:
    """Return whether the one file of terms is there under a wrong name, and so not missing, too."""
    missing = len(sources) == 1 and "glossary.yml" not in present and not sources[0].document.value
    return missing and any("term" in problem.breaks for problem in problems)


def _broken_kinds(problems: Iterable[Problem]) -> set[str]:
    """Return the kinds of data that were meant and cannot be used."""
    return {thing.partition(" ")[0] for problem in problems for thing in problem.breaks}


def _across(content: Content) -> list[Problem]:
    """Return what one kind of data says wrongly of another."""
    known = ReferenceChecker(content.glossary, content.bibliography, content.tables)
    return [*known.terms(), *known.claims(content.claims.values()), *known.sources()]


# What reads charts and BibTeX takes long to import, and most sites with a glossary have neither.


def _charts(folder: Path, name: str, tables: Mapping[str, Table]) -> tuple[dict[str, Chart], list[Problem]]:
    if not folder.is_dir():
        return {}, []
    from explainer.charts.load import load_charts

    return load_charts(folder, name, tables)


def _bibliography(path: Path, name: str) -> tuple[Bibliography, list[Problem]]:
    if not has("citations"):
        return Bibliography(name), breaking([not_installed("citations").at(name, 1)], "work")
    from explainer.evidence.bibtex import load_bibliography

    return load_bibliography(path, name)
