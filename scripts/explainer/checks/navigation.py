"""Check `nav:` for what the engine passes over: a page that stands there twice.

Pages that are left out or made up the engine tells of itself, as `validation:` asks it to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from explainer.problems import Problem


def check_nav(nav: Any, shown: str) -> Iterator[Problem]:
    """Yield a problem for each page that a navigation names more than once.

    `nav` is what the engine has read of it, `shown` the path of the configuration for reports.
    """
    for page, count in Counter(_pages(nav)).items():
        if count > 1:
            what = f"the navigation names the page '{page}' {count} times"
            yield Problem(shown, 0, what, "expected each page once.", kind="nav")


def _pages(item: Any) -> Iterator[str]:
    """Yield every page of an entry: `a.md`, `{Title: a.md}`, `{Chapter: [a.md, b.md]}`."""
    if isinstance(item, str):
        if item.endswith(".md") and "://" not in item:
            yield item.removeprefix("./")
    elif isinstance(item, dict):
        for value in item.values():
            yield from _pages(value)
    elif isinstance(item, list):
        for value in item:
            yield from _pages(value)
