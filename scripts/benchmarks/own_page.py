"""An MkDocs hook that notes what one page of a build costs: the glossary, which some ways bring.

It counts from the page's source to its HTML, and again through theme and search, and writes both together to
`own-page.txt` beside mkdocs.yml, in seconds of processor time.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

PAGE = "glossary.md"
FILE = "own-page.txt"

_marks: list[float] = []


def _mark(page: Page) -> None:
    if page.file.src_uri == PAGE:
        _marks.append(time.process_time())


def on_pre_page(page: Page, *, config: MkDocsConfig, files: Files) -> Page:
    """Begin to read and render."""
    _mark(page)
    return page


@event_priority(-1000)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Rendered: stop."""
    _mark(page)
    return html


@event_priority(1000)
def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Begin with theme and search."""
    _mark(page)
    return context


@event_priority(-1000)
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Finished: stop."""
    _mark(page)
    return output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write what was counted; nothing where the site has no such page."""
    spent = sum(end - began for began, end in zip(_marks[::2], _marks[1::2], strict=True))
    Path(config.config_file_path).with_name(FILE).write_text(f"{spent:.6f}", encoding="utf-8")
