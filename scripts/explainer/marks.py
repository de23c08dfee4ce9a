"""Marks in a page for what is known only when all pages are: where a term, a work or a claim is used, and which files there are.

Without a plugin nothing takes the place of a mark: the page then does not speak of what nobody counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from explainer.build import RenderedPage
from explainer.markup import fill
from explainer.page import PageContext
from explainer.uses import NAMED, Place, named_places, term_places

# <!--explainer:used term p-good-->
_MARK = re.compile(r"<!--explainer:used (term|cite|claim|files) (\S+?)-->")

Offered = Callable[[str], Iterable[tuple[str, str]]]
"""Gives the files of a list or a table that readers may download: path below the site's root, and what it is."""


def used_mark(kind: str, name: str) -> str:
    """Return the mark for the places where something is used (`term`, `cite`, `claim`), or for files to download (`files`)."""
    return f"<!--explainer:used {kind} {name}-->"


def without_marks(html: str) -> str:
    """Return a page with nothing in the place of its marks."""
    return _MARK.sub("", html)


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything is used, by kind and name, the titles of pages by source path, and the files to download."""

    by_kind: Mapping[str, Mapping[str, list[Place]]]
    titles: Mapping[str, str]
    offered: Offered

    def fill(self, html: str, page: PageContext) -> str:
        """Return a page with its marks filled in; it is not told of itself."""
        if "<!--explainer:used" not in html:
            return html

        def replace(match: re.Match[str]) -> str:
            kind, name = match[1], match[2]
            if kind == "files":
                return fill("files.html", files=[(page.href(path) or "#", path, what) for path, what in self.offered(name)])
            found = [place for place in self.by_kind[kind].get(name, []) if place.src != page.src]
            rows = [(page.href(place.src) or "#", self.titles.get(place.src, place.src), place) for place in found[:NAMED]]
            if not rows and kind != "cite":  # Of a work the list says, too, that no page cites it.
                return ""
            return fill(f"used-{kind}.html", rows=rows, more=len(found) - len(rows))

        return _MARK.sub(replace, html)


def places_of(pages: Iterable[RenderedPage], titles: Mapping[str, str], glossary: str, offered: Offered) -> Places:
    """Return where everything is used on all pages of a site; that terms stand on the page `glossary` is no use of them."""
    pages = list(pages)
    terms = term_places(page for page in pages if page.src != glossary)
    return Places({"term": terms, "cite": named_places(pages, "cite"), "claim": named_places(pages, "claim")}, titles, offered)
