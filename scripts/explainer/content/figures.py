"""The interactive figures of a site: read from their folders, each with its picture tried out.

They are read again only when one of their files has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from explainer.content.figure_files import FOLDER, Figure, load_figures
from explainer.content.picture import picture
from explainer.content.site import Site
from explainer.echoes import breaking
from explainer.problems import Mistake, Problem
from explainer.text_files import Stamp, stamp


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of a site by name, each with its options in order: one, `""`, where it has none.

    Compared by identity.
    """

    by_name: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Figure]:
        for options in self.by_name.values():
            yield from options.values()


def figures_of(site: Site) -> Figures:
    """Return the figures of a site; read again only when a file of theirs changed."""
    folder = site.docs / FOLDER
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    return _figures_of(site, tuple((path, stamp(path)) for path in files))


@lru_cache(maxsize=4)
def _figures_of(site: Site, fingerprint: tuple[tuple[Path, Stamp], ...]) -> Figures:
    content, name = site.content, f"{site.docs.name}/{FOLDER}"
    found, problems = load_figures(site.docs / FOLDER, name, content.tables, content.bibliography.references)
    for figure in [figure for options in found.values() for figure in options.values()]:
        try:
            picture(figure, site)
        except Mistake as mistake:
            path = figure.path.replace("figure.yml", "static.html")
            problems += breaking([mistake.at(path, 1)], f"figure {figure.name}")
            found.pop(figure.name, None)
    return Figures(found, tuple(sorted(set(problems))))
