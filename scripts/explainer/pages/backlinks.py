"""Where things are used: terms with the sentence round them, works and claims with the pages that name them.

What pages say of this only all pages together know: it takes the place of their placeholders.
"""

from __future__ import annotations

import html as htmllib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from explainer.blocks.placeholders import PLACEHOLDER
from explainer.content.site import Site
from explainer.pages.page import Page
from explainer.templates import safe
from explainer.text.fragments import without_tags

_BLOCKS = (
    "p li ul ol td th tr table div dd dt dl figcaption figure blockquote section summary details aside h[1-6]"
)
_BLOCK = re.compile(rf"</?(?:{_BLOCKS.replace(' ', '|')})\b[^<>]*>")
# "… fails. ", in Arabic, Urdu and Chinese as well – not "[59, Figs. 2 and 3]", "[a, ...]"
_SENTENCE = re.compile(
    r"(?:[!?\u061f\u06d4]|(?<!\bFig)(?<!\bFigs)(?<!\bEq)(?<!\bApp)(?<!\bal)(?<!\bvs)(?<!\.)\.)"
    r"[\u201d\u2019\")\]]*\s|[\u3002\uff01\uff1f]"
)
# Not the one that keeps "Fig." beside its number
_SPACE = re.compile(r"[^\S\u00a0]+")
NAMED = 40  # Pages that an entry names; a list of hundreds helps nobody.
LONGEST = 110  # Characters of a sentence shown as context.
QUOTED = 1  # Pages of which the sentence is shown.
Offered = Callable[[str], Iterable[tuple[str, str]]]
"""Gives the files of a list or a table to download: path below the site's root, and what it is."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence in which a page uses a term, as plain text."""

    before: str
    word: str
    after: str


@dataclass(frozen=True, slots=True)
class Places:
    """The pages that use each thing, by kind and name, the titles of all, and the files to download."""

    by_kind: Mapping[str, Mapping[str, list[Page]]]
    titles: Mapping[str, str]
    offered: Offered
    site: Site
    """Says it in its language."""

    def fill(self, html: str, page: Page) -> str:
        """Return a page with its placeholders filled in; it is not told of itself."""
        if "data-explainer" not in html:
            return html

        @cache  # A list of a hundred terms names the same pages again and again.
        def link(src: str) -> Markup:
            href, title = page.href(src) or "#", self.titles.get(src, src)
            return safe(f'<a href="{escape(href)}">{escape(title)}</a>')

        def replace(match: re.Match[str]) -> str:
            kind, name = match[1], match[2]
            if kind == "files":
                return self.site.fill(
                    "placeholders/files.html",
                    files=[(page.href(path) or "#", path, what) for path, what in self.offered(name)],
                )
            found = [other for other in self.by_kind[kind].get(name, []) if other.src != page.src]
            if not found and kind != "cite":  # Of a work the list says, too, that no page cites it.
                return ""
            named = found[:NAMED]
            # Made here and not before: most of the pages that use a term are never asked for it.
            quotes = [(other, quote(other, name)) for other in named[:QUOTED]] if kind == "term" else []
            quoted = {other.src: said for other, said in quotes if said.word}
            return self.site.fill(
                f"placeholders/used-{kind}.html",
                quoted=[(link(src), said) for src, said in quoted.items()],
                others=safe(", ".join(link(other.src) for other in named if other.src not in quoted)),
                count=len(found),
                more=len(found) - len(named),
            )

        return PLACEHOLDER.sub(replace, html)


def quote(page: Page, term: str) -> Quote:
    """Return the sentence round the first link of a page to a term."""
    start = page.html.rfind("<a ", 0, page.html.find(f' data-term="{term}"'))
    return Quote(*sentence(page.html, start, page.html.find("</a>", start) + 4))


def sentence(html: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence round `start:end` of a page as plain text: before, the words themselves, after."""
    opens = _block_before(html, start)
    closing = _BLOCK.search(html, end)
    closes = closing.start() if closing else len(html)
    before, word, after = (_text(html[a:b]) for a, b in ((opens, start), (start, end), (end, closes)))
    starts = [match.end() for match in _SENTENCE.finditer(before)]
    before = before[starts[-1] if starts else 0 :]
    stop = _SENTENCE.search(after + " ")
    after = after[: stop.end()].rstrip() if stop else after
    room = max(LONGEST - len(word), 40)
    if len(before) > room // 2:
        before = "… " + before[-(room // 2) :].split(" ", 1)[-1]
    if len(after) > room // 2:
        after = after[: room // 2].rsplit(" ", 1)[0] + " …"
    return before.lstrip(), word, after


def _block_before(html: str, at: int) -> int:
    """Return where the text begins in which `at` stands: the end of the last tag of a block before it."""
    opens = at
    while (opens := html.rfind("<", 0, opens)) >= 0:
        if block := _BLOCK.match(html, opens, at):
            return block.end()
    return 0


def _text(html: str) -> str:
    text = htmllib.unescape(without_tags(html))
    words = _SPACE.sub(" ", text).strip()
    return (" " if text[:1].isspace() else "") + words + (" " if words and text[-1:].isspace() else "")


def places_of(pages: Iterable[Page], site: Site, lists: Collection[str], offered: Offered) -> Places:
    """Return where everything is used on the pages of a site; one of `lists` does not use its terms."""
    pages = list(pages)
    by_kind = {
        "term": users(pages, lambda page: () if page.src in lists else page.terms),
        "cite": users(pages, lambda page: page.cited),
        "claim": users(pages, lambda page: page.claims),
    }
    return Places(by_kind, {page.src: page.title for page in pages}, offered, site)


def users(pages: Iterable[Page], names: Callable[[Page], Iterable[str]]) -> dict[str, list[Page]]:
    """Return the pages that use each of what `names` gives of a page."""
    found: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        for name in names(page):
            found[name].append(page)
    return found
