"""What a preview keeps of templates: their code, and the page that they made of the same things as now.

To fill in those of Material takes a third of a rebuild, and all pages but one come out as before. That can
only be known while nobody but the search and the explainer has a hand in what templates are given.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, Template
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

# Of the configuration what is made anew for each build; what of it templates can see is asked for beside it.
_OBJECTS = frozenset(
    "draft_docs exclude_docs hooks markdown_extensions mdx_configs not_in_nav plugins theme".split()
)


class _Compiled(BytecodeCache):
    """Compiled templates in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self.kept.get((bucket.key, bucket.checksum))
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


class _Listed(FileSystemLoader):
    """Loads all, and lists only what an engine would take: not the ten thousand icons of Material."""

    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _files(folder, hidden=False)})


def lighten(theme: Theme) -> None:
    """Let a theme list its files in a thirtieth of the time."""
    get_env = theme.get_env

    def get_light_env() -> Environment:
        env = get_env()
        env.loader = _Listed(theme.dirs)
        return env

    # MkDocs asks the theme for it anew in each build, and has no event before it lists the files.
    theme.get_env = get_light_env  # type: ignore[method-assign]


class PreviewTemplates:
    """Lives as long as `mkdocs serve`."""

    def __init__(self) -> None:
        self._code = _Compiled()
        self._made_from: object = None
        self._pages: dict[str, tuple[object, str]] = {}

    def keep_code(self, env: Environment) -> None:
        """Let the environment of one build take templates as they were compiled before."""
        env.bytecode_cache = self._code

    def keep_pages(self, env: Environment, config: MkDocsConfig, nav: Navigation) -> None:
        """Let templates give the page that they made of the same things before.

        Only where what they are given is known: by the search and the explainer, and nobody else.
        """
        made_from = _made_from(config, nav)
        if made_from != self._made_from:
            self._made_from = made_from
            self._pages.clear()
        env.template_class = _keeping(self._filled)

    def _filled(self, template: str, page: Page, fill: Callable[[], str]) -> str:
        """Return what a template makes of a page, made anew unless it was given the same before."""
        said = (str(page.title), str(page.toc), repr(page.meta), page.edit_url, page.file.inclusion)
        given = (template, page.content, *said)
        kept = self._pages.get(page.url)
        if kept is None or kept[0] != given:
            kept = self._pages[page.url] = given, fill()
        return kept[1]


def _keeping(filled: Callable[[str, Page, Callable[[], str]], str]) -> type[Template]:
    class Keeping(Template):
        def render(self, *args: Any, **kwargs: Any) -> str:
            page = args[0].get("page") if args else None
            fill = partial(super().render, *args, **kwargs)
            return filled(self.name or "", page, fill) if page else fill()

    return Keeping


def _made_from(config: MkDocsConfig, nav: Navigation) -> object:
    """Return all that decides what templates make of a page, besides the page."""
    own = config.theme.custom_dir
    looked_at = [*_changes(own, hidden=True)] if own else []
    for folder in config.theme.dirs:
        looked_at += _changes(folder, hidden=False)
    pages = [(page.url, repr(page.meta)) for page in nav.pages]  # Menus show icons and the like.
    said = {name: value for name, value in config.items() if name not in _OBJECTS}
    plugins = {name: dict(plugin.config) for name, plugin in config.plugins.items()}
    theme = {name: config.theme[name] for name in config.theme}
    return repr((said, plugins, theme)), str(nav), pages, looked_at


def _changes(folder: str, *, hidden: bool) -> Iterator[tuple[str, int]]:
    """Yield every file below a folder with the moment of its last change."""
    for name in _files(folder, hidden=hidden):
        try:
            yield name, os.stat(os.path.join(folder, name)).st_mtime_ns  # noqa: PTH116, PTH118 - one of hundreds
        except OSError:  # An editor's, and gone again
            continue


def _files(folder: str, *, hidden: bool) -> Iterator[str]:
    """Yield every file below a folder as templates are named; those in hidden folders only where asked."""
    for path, folders, names in os.walk(folder):
        if not hidden:
            folders[:] = [name for name in folders if not name.startswith(".")]
        below = Path(path).relative_to(folder)
        yield from ((below / name).as_posix() for name in names)
