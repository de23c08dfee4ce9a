"""Check `nav:` against the pages that are there, with the line of mkdocs.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from explainer.problems import Problem, expected

# - Model size: findings/model-size.md
_ENTRY = re.compile(r"(?:^|[\s:\"'])([^\s:\"']+\.md)[\"']?\s*(?:#.*)?$")


def check_nav(config: Path, shown: str, pages: Iterable[str], listed: Iterable[str], optional: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each page that `nav:` leaves out or makes up.

    `pages` are the source paths that exist, `listed` those the engine found in the navigation, `optional` those that
    may be left out; `shown` is the configuration's path for reports.
    """
    known = list(pages)
    reachable = {*listed, *optional}
    rows = config.read_text(encoding="utf-8").split("\n")
    top = next((number for number, row in enumerate(rows, 1) if row.startswith("nav:")), 1)
    for page in known:
        if page not in reachable:
            yield Problem(shown, top, f"the page '{page}' is not in the navigation", "expected every page under `nav:`.")
    for line, entry in _entries(rows):
        if entry not in known and not entry.startswith(("http:", "https:")):
            yield Problem(shown, line, f"the navigation names the unknown page '{entry}'", expected("a page below docs/", entry, known))


def _entries(rows: list[str]) -> Iterator[tuple[int, str]]:
    """Yield line and path of each page that `nav:` names."""
    inside = False
    for number, row in enumerate(rows, 1):
        if row and not row[0].isspace() and not row.startswith(("-", "#")):
            inside = row.startswith("nav:")
        match = _ENTRY.search(row) if inside else None
        if match:
            yield number, match[1]
