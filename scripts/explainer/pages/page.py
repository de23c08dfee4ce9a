"""What a page knows of itself and of the way to other pages, whoever renders it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from explainer.terms.linker import Use
from explainer.urls import relative_url

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)


@dataclass(frozen=True)
class PageContext:
    """One page while it is rendered."""

    src: str = ""
    """Path below the docs folder: `findings/hhh-rl.md`; empty outside an engine."""
    url: str = ""
    """Address below the site's root: `findings/hhh-rl/`."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    url_of: Callable[[str], str | None] = lambda src: None
    """Gives the address of another page below the site's root by its source path, or None."""
    read: Callable[[], str] = str
    """Gives the whole file, front matter included; not read unless there is something to report."""
    links_to_files: bool = False
    """Whether the engine turns the paths of files in an article into addresses once more, after us."""
    put_after: Callable[[str], bool] = lambda html: False
    """Takes HTML that is to stand after the article; False where the engine has no place for it."""
    _ways: dict[tuple[str, bool], str | None] = field(default_factory=dict, compare=False)
    _here: dict[str, bool] = field(default_factory=dict, compare=False)

    def href(self, src: str, anchor: str = "") -> str | None:
        """Return the address of another page as seen from this one."""
        return self._way(src, anchor, to_file=False)

    def link(self, src: str, anchor: str = "") -> str | None:
        """Return what a link in the article must say to lead to another page: its address, or its file where the engine asks for that."""
        return self._way(src, anchor, to_file=self.links_to_files)

    def _way(self, src: str, anchor: str, *, to_file: bool) -> str | None:
        if anchor and self.is_at(src):
            return f"#{anchor}"
        key = (src, to_file)
        if key not in self._ways:  # Most links of a page lead to few others.
            target = self.url_of(src)
            seen = (
                posixpath.relpath(src, posixpath.dirname(self.src) or ".")
                if to_file
                else relative_url(target or "", self.url)
            )
            self._ways[key] = None if target is None else seen
        way = self._ways[key]
        return f"{way}#{anchor}" if way is not None and anchor else way

    def is_at(self, src: str) -> bool:
        """Return whether this page is the one at a source path, or that page in the language of this build."""
        if src not in self._here:
            self._here[src] = src == self.src or bool(self.src and self.url_of(src) == self.url)
        return self._here[src]

    @cached_property
    def source(self) -> str:
        """The whole file, front matter included."""
        return self.read()

    @property
    def body_line(self) -> int:
        """The line on which the text after the front matter begins, from 1."""
        return body_line(self.source)


@dataclass(slots=True)
class RenderedPage:
    """One page with its article finished."""

    src: str
    title: str
    url: str
    html: str
    uses: tuple[Use, ...]
    make_cards: Callable[[str], str] = str
    """Gives the templates for what has a card in HTML, which are to stand after the article."""


def body_line(source: str) -> int:
    """Return the line of a file on which the text after the front matter begins, from 1."""
    match = _FRONT_MATTER.match(source)
    return match[0].count("\n") + 1 if match else 1
