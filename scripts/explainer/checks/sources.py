"""Check that each file below docs/ has an address of its own, and that none is a way out of that folder.

The engine lets the last of two files with one address win, and publishes whatever a link leads to.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from explainer.content.history import StringMap
from explainer.problems import Problem


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that an author has put below docs/."""

    src: str
    """Path below docs/."""
    shown: str
    """The path as an author knows it: `docs/index.md`."""
    built: str = ""
    """Path of what becomes of it, below the site's root; empty where nothing does."""


def built_from(files: Iterable[SourceFile]) -> dict[str, str]:
    """Return the source path of everything that is built, the first of two with one address."""
    found: dict[str, str] = {}
    for file in files:
        if file.built:
            found.setdefault(file.built, file.src)
    return found


def check_sources(files: Iterable[SourceFile], docs: Path) -> Iterator[Problem]:
    """Yield a problem for each file whose address another has, and for each link that leads out of docs."""
    files = sorted(files, key=lambda file: file.src)
    first = built_from(files)
    root = docs.resolve()
    inside: dict[str, bool] = {}
    for file in files:
        if file.built and first[file.built] != file.src:
            address = file.built.removesuffix("index.html")
            what = f"its address '{address}' is that of '{first[file.built]}', too"
            yield Problem(file.shown, 1, what, "expected one file for each address.", kind="pages")
        link = _way_out(file.src, docs, root, inside)
        if link:
            shown = file.shown.removesuffix(file.src) + link
            what = f"the link leads out of the docs folder, to {os.path.realpath(docs / link)}"
            yield Problem(shown, 1, what, "expected a file of its own, since everything here is published.")


def _way_out(src: str, docs: Path, root: Path, inside: dict[str, bool]) -> str:
    """Return the uppermost link on the way to a file that leads out of docs; nothing where none does."""
    # As text: a `Path` for each step to each page costs as much as rendering a few of them.
    for below in accumulate(src.split("/"), "{}/{}".format):
        if below not in inside:
            place = f"{docs}/{below}"
            link = os.path.islink(place)  # noqa: PTH114 - see above
            inside[below] = not link or Path(place).resolve().is_relative_to(root)
        if not inside[below]:
            return below
    return ""


def check_moves(moves: Mapping[str, str], words: StringMap, built: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each former page whose address is that of a present one, or of another former one.

    `moves` gives the file at each former address, by the former source path; `words` are the lines that say
    them, and `built` gives the source of each file that is on the site.
    """
    path, lines = words.path, words.lines
    first: dict[str, str] = {}
    for old, target in moves.items():
        address = target.removesuffix("index.html")
        if target in built and built[target] != old:
            what = f"'{old}' has the address '{address}', at which '{built[target]}' stands"
            yield Problem(path, lines[old], what, "expected a page that has moved.")
        elif target in first:
            what = f"'{old}' has the address '{address}' of '{first[target]}' (line {lines[first[target]]})"
            yield Problem(path, lines[old], what, "expected each address once.")
        first.setdefault(target, old)
