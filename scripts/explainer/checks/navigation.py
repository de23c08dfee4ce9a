"""Check `nav:` against the pages that are there, with the line of mkdocs.yml.

The file is read as YAML, so that a name may hold whatever a file's name may; tags (`!ENV`) are not resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from explainer.problems import Problem, expected

# https://example.org/x.md – not a file whose name holds a colon
_ADDRESS = re.compile(r"(?:https?|ftp|mailto|tel):|//")


def check_nav(
    config: Path, shown: str, pages: Iterable[str], listed: Iterable[str], optional: Iterable[str]
) -> Iterator[Problem]:
    """Yield a problem for each page that `nav:` leaves out or makes up.

    `pages` are the source paths that exist, `listed` those the engine found in the navigation, `optional`
    those that
    may be left out; `shown` is the configuration's path for reports.
    """
    known = list(pages)
    reachable = {*listed, *optional}
    nav, line = _nav(config)
    for page in known:
        if page not in reachable:
            yield Problem(
                shown,
                line,
                f"the page '{page}' is not in the navigation",
                "expected every page under `nav:`.",
            )
    first: dict[str, int] = {}
    for at, entry in _entries(nav):
        if not entry.endswith(".md") or _ADDRESS.match(entry):
            continue
        path = PurePosixPath(entry).as_posix()
        if path in first:
            what = f"the navigation names the page '{entry}' again (first on line {first[path]})"
            yield Problem(shown, at, what, "expected each page once.")
        first.setdefault(path, at)
        if path not in known:
            what = f"the navigation names the unknown page '{entry}'"
            yield Problem(shown, at, what, expected("a page below docs/", entry, known))


def _nav(config: Path) -> tuple[yaml.Node | None, int]:
    """Return what stands under `nav:` and the line of the word; nothing where an inherited file has it."""
    # As bytes: a configuration may be in UTF-16, which YAML knows from its first bytes.
    top = yaml.compose(config.read_bytes(), Loader=yaml.SafeLoader)
    pairs: list[tuple[yaml.Node, yaml.Node]] = top.value if isinstance(top, yaml.MappingNode) else []
    return next(((value, key.start_mark.line + 1) for key, value in pairs if key.value == "nav"), (None, 1))


def _entries(node: Any) -> Iterator[tuple[int, str]]:
    """Yield line and text of everything that `nav:` leads to: what stands in a list, or behind a title."""
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.line + 1, node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _entries(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _entries(value)
