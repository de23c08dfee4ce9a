"""An MkDocs hook that notes what one page of a build costs: the glossary, which some ways bring.

It counts the page's way from source to HTML, and through theme and search, and writes both together to
`own-page.txt` beside mkdocs.yml, in seconds of processor time. It takes part in no event of a page: where
another looks at articles, ours does without a short cut.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig

PAGE = "glossary.md"
FILE = "own-page.txt"

_spent: list[float] = []


def _watched(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function whose time is noted when the page is what it is called for."""

    @wraps(function)
    def watched(page: Any, *arguments: Any, **named: Any) -> Any:
        if page.file.src_uri != PAGE:
            return function(page, *arguments, **named)
        began = time.process_time()
        try:
            return function(page, *arguments, **named)
        finally:
            _spent.append(time.process_time() - began)

    return watched


def on_config(config: MkDocsConfig) -> None:
    """Watch the two functions of MkDocs through which each page goes."""
    for name in ("_populate_page", "_build_page"):
        setattr(build, name, _watched(getattr(build, name)))


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write what was counted; nothing where the site has no such page."""
    Path(config.config_file_path).with_name(FILE).write_text(f"{sum(_spent):.6f}", encoding="utf-8")
