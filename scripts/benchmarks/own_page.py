"""An MkDocs hook that notes what one page of a build costs: the glossary, which some ways bring.

It counts the page's way from source to HTML, and through theme and search; with our plugin, which finishes
all pages together, the linking of that page and its list of uses as well. It writes the sum to `own-page.txt`
beside mkdocs.yml, in seconds of processor time. It takes part in no event of a page: where another looks at
articles, ours does without a short cut.
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


def _watch(owner: Any, name: str, source: Callable[..., str]) -> None:
    """Note the time of a function of `owner` where `source` says that the page is what it is called for."""
    function: Callable[..., Any] = getattr(owner, name)

    @wraps(function)
    def watched(*arguments: Any, **named: Any) -> Any:
        if source(*arguments) != PAGE:
            return function(*arguments, **named)
        began = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            _spent.append(time.process_time() - began)

    setattr(owner, name, watched)


def on_config(config: MkDocsConfig) -> None:
    """Watch the functions through which each page goes: two of MkDocs, and two of ours where it is used."""
    for name in ("_populate_page", "_build_page"):
        _watch(build, name, lambda page, *_: page.file.src_uri)
    if "explainer" in config.plugins:
        from explainer.engines import finish
        from explainer.pages.backlinks import Places

        _watch(finish, "finish_article", lambda html, page, *_: page.src)
        _watch(Places, "fill", lambda places, html, page: page.src)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write what was counted; nothing where the site has no such page."""
    Path(config.config_file_path).with_name(FILE).write_text(f"{sum(_spent):.6f}", encoding="utf-8")
