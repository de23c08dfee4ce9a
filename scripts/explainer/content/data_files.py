"""Which files a data folder holds, and which of them nothing reads although they were meant.

A misspelt name would lose a whole file in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from explainer.problems import Problem, nearest

KINDS = {
    "glossary": "term",
    "glossary.csv": "term",
    "glossary.yml": "term",
    "references.bib": "work",
    "claims.yml": "claim",
    "notes-points.yml": "point",
    "corrections.yml": "correction",
    "changes.yml": "change",
    "ways.yml": "way",
    "redirects.yml": "",
    "allowed-percentages.yml": "",
    "chart-styles.yml": "style",
    "tables": "table",
    "charts": "chart",
}
"""Everything that is read, with the kind of what stands in it."""
_ENDINGS = {"glossary": (".csv", ".yml"), "tables": (".csv", ".yml"), "charts": (".yml",)}
_DATA = frozenset((".yml", ".yaml", ".bib", ".bibtex", ".csv", ".tsv", ".txt"))
"""Endings of files that somebody may have meant; copies that editors leave have others."""


# glossary.de.yml: that of a site in German
_TRANSLATED = re.compile(r"(glossary)\.[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?(\.(?:csv|yml))")


def is_source(file: str) -> bool:
    """Return whether a file, by its path below the data folder, is read while building, not by readers."""
    path = PurePosixPath(_TRANSLATED.sub(r"\1\2", file))
    top = path.parts[0]
    return top in KINDS and (top not in _ENDINGS or path.suffix in _ENDINGS[top])


def kinds_in(files: Iterable[str]) -> frozenset[str]:
    """Return the kinds of data for which there is a file, by the paths below the folder."""
    return frozenset(KINDS.get(PurePosixPath(file).parts[0], "") for file in files)


def misnamed(files: Iterable[str], name: str) -> Iterator[Problem]:
    """Yield a problem for each file of a data folder that was meant to be read and is not.

    `files` are the paths below the folder, `name` is the folder as reports should show it.
    """
    for file in files:
        path = PurePosixPath(file)
        top = path.parts[0]
        if path.suffix.casefold() not in _DATA or path.name.startswith("."):
            continue
        if top in _ENDINGS and len(path.parts) > 1:
            if len(path.parts) > 2:
                hint = f"expected it in {name}/{top} itself."
                yield Problem(f"{name}/{file}", 1, "nothing reads the file", hint)
            elif path.suffix not in _ENDINGS[top]:
                what = f"nothing reads the file, since its name ends in '{path.suffix}'"
                hint = "expected " + " and ".join(f"'{ending}'" for ending in _ENDINGS[top]) + "."
                yield Problem(f"{name}/{file}", 1, what, hint, breaks=(f"{KINDS[top]} {path.stem}",))
        elif not is_source(file) and top not in KINDS and (meant := _meant(top)):
            what = "nothing reads the file" if len(path.parts) == 1 else f"nothing reads what is in '{top}'"
            yield Problem(f"{name}/{file}", 1, what, f"Did you mean '{meant}'?", breaks=(KINDS[meant],))


def _meant(top: str) -> str:
    """Return the file or folder that is read and whose name is nearly this one, whatever its ending."""
    stems = {PurePosixPath(known).stem: known for known in KINDS}
    return stems.get(nearest(PurePosixPath(top).stem, stems, cutoff=0.8), "")
