"""The inline scripts that the build itself puts into pages: those that stand in the templates of a theme.

Templates are code, pages and data are content: what a template prints into its script may be text, not more
script.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution, entry_points
from pathlib import Path

# Themes by their entry points, and those of an engine that has none
_GROUPS = ("mkdocs.themes", "properdocs.themes")
_ELSEWHERE = (("zensical", "zensical/templates"),)

_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)
_LOGIC = re.compile(r"\{[%#]")  # {% if … %}: what such a script becomes cannot be told from its template.
_HOLE = re.compile(r"(?P<quote>[\"'`]?)\{\{-?(?P<what>.*?)-?\}\}", re.DOTALL)

# What may fill {{ … }}: no end of the string that it stands in; JSON; else a word.
_IN_QUOTES = r"[^\"'`\\\n<>]*+"
_JSON = r"(?:\"(?:[^\"\\\n<>]|\\.)*+\"|[\d.{}\[\]:, -]|true|false|null)*+"
_WORD = r"[\w.]*+"

Known = Callable[[str], bool]
"""Tells whether the build itself put a script into a page."""


def known_scripts(own: Iterable[Path] = ()) -> Known:
    """Return what knows the scripts of all themes that are installed, and of the templates in `own`."""
    found = {pattern for folder in (*_themes(), *own) for pattern in _patterns(folder)}
    patterns = [re.compile(pattern) for pattern in sorted(found)]
    return lambda script: not script.strip() or any(pattern.fullmatch(script) for pattern in patterns)


def _themes() -> Iterator[Path]:
    for group in _GROUPS:
        for theme in entry_points(group=group):
            if theme.dist is not None:
                yield Path(str(theme.dist.locate_file(theme.value.replace(".", "/"))))
    for name, folder in _ELSEWHERE:
        try:
            yield Path(str(distribution(name).locate_file(folder)))
        except PackageNotFoundError:
            continue


def _patterns(folder: Path) -> Iterator[str]:
    for place, below, names in os.walk(folder):
        # Material keeps ten thousand icons in a folder with a dot.
        below[:] = [name for name in below if not name.startswith(".")]
        for name in names:
            if name.endswith(".html"):
                text = Path(place, name).read_text(encoding="utf-8", errors="replace")
                yield from (_pattern(script) for script in _SCRIPT.findall(text) if not _LOGIC.search(script))


def _pattern(script: str) -> str:
    """Return a pattern for what becomes of a script in a template."""
    found, at = "", 0
    for hole in _HOLE.finditer(script):
        fill = _JSON if "tojson" in hole["what"] else _IN_QUOTES if hole["quote"] else _WORD
        found += re.escape(script[at : hole.start()] + hole["quote"]) + fill
        at = hole.end()
    return found + re.escape(script[at:])
