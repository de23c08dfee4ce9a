"""Templates of a site's own in the place of ours: `explainer/cards/term.html` below its theme's overrides.

One that cannot be used is a problem with its line, and ours stands in for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from explainer.problems import Problem, expected, locate
from explainer.templates import check_template
from explainer.text_files import Stamp, read_text, stamp

FOLDER = "explainer"
"""Where they stand, below the overrides."""
REPLACEABLE = ("blocks/entry.html", "cards/number.html", "cards/reference.html", "cards/term.html")
Templates = tuple[tuple[str, str], ...]
"""Name and text of each."""


def own_templates(overrides: str | Path | None, root: Path) -> tuple[Templates, list[Problem]]:
    """Return the templates below an overrides folder that can be used, and what is wrong with the others.

    `root` is the folder of the configuration, from which reports show them.
    """
    folder = root / overrides / FOLDER if overrides else None
    if folder is None or not folder.is_dir():
        return (), []
    paths = sorted(path for path in folder.rglob("*.html") if path.is_file())
    found, problems = _read(folder, root, tuple((path, stamp(path)) for path in paths))
    return found, list(problems)


@lru_cache(maxsize=4)
def _read(
    folder: Path, root: Path, fingerprint: tuple[tuple[Path, Stamp], ...]
) -> tuple[Templates, tuple[Problem, ...]]:
    found: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for path, _ in fingerprint:
        name = path.relative_to(folder).as_posix()
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        if name not in REPLACEABLE:
            hint = expected("one of " + ", ".join(REPLACEABLE), name, REPLACEABLE)
            problems.append(Problem(shown, 1, "nothing reads the template", hint))
            continue
        text, wrong = read_text(path, shown)
        wrong += [] if text is None else _check(name, text, shown)
        problems += wrong
        if text is not None and not wrong:
            found.append((name, text))
    return tuple(found), tuple(problems)


def _check(name: str, text: str, shown: str) -> Iterator[Problem]:
    for mistake, place in check_template(name, text):
        yield mistake.at(shown, place if isinstance(place, int) else locate(text, place))
