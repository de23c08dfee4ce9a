"""What an engine's configuration says of the whole site: whom to write to, and the chapters of its menu.

MkDocs and Zensical hand over the navigation in shapes of their own; here both become one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Host:
    """What one site says of itself; empty where nobody said it."""

    contact: str = ""
    """Where a reader reports a mistake: an address or a mail address."""
    repository: str = ""
    maintainer: str = ""
    """Who makes the site."""
    templates: tuple[tuple[str, str], ...] = ()
    """Templates of the site's own in the place of ours, by name and text."""
    chapters: tuple[tuple[str, str], ...] = ()
    """Folder and title of each, in the order of the menu; a page beside the folders is one too."""


def host_of(extra: Any, repository: Any, nav: Any) -> Host:
    """Return what a configuration says; `extra` is its part of that name, `nav` its navigation."""
    said = extra or {}
    return Host(
        contact=str(said.get("contact") or ""),
        repository=str(repository or ""),
        maintainer=str(said.get("maintainer") or ""),
        chapters=tuple(_chapters(nav or ())),
    )


def _chapters(nav: Any) -> Iterator[tuple[str, str]]:
    for item in nav:
        first = next(_pages(item), "")
        title = _title(item)
        if first and title:
            yield first.split("/")[0].removesuffix(".md"), title


def _title(item: Any) -> str:
    """Return the title of an entry; a bare path has none."""
    if not isinstance(item, dict):
        return ""
    return str(item["title"] or "") if "children" in item else str(next(iter(item), ""))


def _pages(item: Any) -> Iterator[str]:
    """Yield an entry's pages: `{Risks: [a.md]}` (MkDocs), `{title: …, url: …, children: […]}` (Zensical)."""
    if isinstance(item, str):
        if item.endswith(".md"):
            yield item
    elif isinstance(item, dict):
        inside = [item["url"], *item["children"]] if "children" in item else list(item.values())
        for part in inside:
            yield from _pages(part)
    elif isinstance(item, list):
        for part in item:
            yield from _pages(part)
