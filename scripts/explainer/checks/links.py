"""Check every link between the pages of a site before it is written: the page and the anchor must be there.

The engine knows only the file of a broken link; here the author is also told the line, and what was probably
meant.
"""

from __future__ import annotations

import html as htmllib
import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from explainer.pages.page import Page
from explainer.problems import Problem, expected, locate
from explainer.urls import ELSEWHERE

MOST_GUESSES = 50
"""Links for which the nearest name is looked for; more have one cause, and would each be waited for."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HREF = re.compile(r"<(?:a\b[^<>]*?\shref|img\b[^<>]*?\ssrc)=\"([^\"]*)\"")
# In code and in `data-id` as well: an anchor too many may hide a slip, one too few would stop a good build.
_ANCHOR = re.compile(r"(?:id|name)=(?:\"([^\"]+)\"|'([^']+)'|([^\s\"'>]+))")
_OWN_ID = re.compile(r"\sid=\"([^\"]+)\"")
# ref-lee2024word, claim-n5, table-size-scan, chart-hhh-rl, figure-switch: anchors that are made from data
_FROM_DATA = re.compile(r"(ref|claim|table|chart|figure)-(.+)")


def check_links(
    pages: Iterable[Page],
    files: Mapping[str, str],
    lists: Mapping[str, str] = MappingProxyType({}),
    *,
    from_root: bool = False,
) -> tuple[list[Problem], dict[str, list[Problem]]]:
    """Return a problem for each link to a page or anchor that is not there, and those for files by address.

    Such a file may still be written by others, once all pages are. `files` maps the address of everything on
    the site, below its root, to its source path; `lists` says of which kind of data a page is the list:
    `{"glossary.md": "term"}`; `from_root` says whether `/x.md` is meant to be on this site.
    """
    pages = list(pages)
    site = _Site(pages, files, lists)
    problems: list[Problem] = []
    awaited: dict[str, list[Problem]] = {}
    for page in pages:
        urls: dict[str, str] = {}  # Most links of a page lead to few others.
        for target in targets_of(page.html):
            path, _, fragment = target.partition("#")
            if not target or ELSEWHERE.match(target) or (target[0] == "/" and not from_root):
                continue
            if path not in urls:
                urls[path] = site.landing(_url(path, unquote(page.url)))
            url = urls[path]
            if url not in files:
                problem = _leads_nowhere(target, page, site)
                (awaited.setdefault(url, []) if _may_be_written(url) else problems).append(problem)
            elif fragment and not site.has(url, fragment):
                problems.append(_no_anchor(target, url, page, site))
    return problems, awaited


@lru_cache(maxsize=256)  # A preview asks for the same pages again and again.
def targets_of(html: str) -> tuple[str, ...]:
    """Return everything to which a page links, each once."""
    html = _COMMENT.sub("", html) if "<!--" in html else html
    return tuple(map(htmllib.unescape, dict.fromkeys(_HREF.findall(html))))


@lru_cache(maxsize=256)
def anchors_of(html: str) -> frozenset[str]:
    """Return every anchor of a page."""
    return frozenset(htmllib.unescape("".join(ways)) for ways in _ANCHOR.findall(html))


def element_ids(html: str) -> list[str]:
    """Return the id of each element of a page, as often as it is there."""
    return list(map(htmllib.unescape, _OWN_ID.findall(html)))


class _Site:
    """What is there to lead to; a page is searched for its anchors when a link to one of them is met."""

    def __init__(self, pages: Iterable[Page], files: Mapping[str, str], lists: Mapping[str, str]) -> None:
        self.files, self.lists = files, lists
        self.sources = [src for src in files.values() if src.endswith(".md")]
        self._html = {unquote(page.url): page.html for page in pages}
        self._found: dict[str, frozenset[str]] = {}
        self._guesses = MOST_GUESSES

    def landing(self, url: str) -> str:
        """Return the address at which a browser lands: a folder has a slash at its end, or a page in it."""
        folder = f"{url.rstrip('/')}/".lstrip("/")
        ways = (url, folder, f"{folder}index.html")
        return next((way for way in ways if way in self.files), url)

    def anchors(self, url: str) -> frozenset[str] | None:
        """Return the anchors of the page at `url`, or None where there is no such page."""
        if url not in self._found and url in self._html:
            self._found[url] = anchors_of(self._html[url])
        return self._found.get(url)

    def has(self, url: str, anchor: str) -> bool:
        """Return whether a link to this anchor leads somewhere; what is no page may have any."""
        anchor, directive, _ = anchor.partition(":~:")
        if anchor.lower() == "top" or (directive and not anchor):  # As every browser reads them.
            return True
        found = self.anchors(url)
        return found is None or anchor in found or unquote(anchor) in found | {"__skip"}

    def expected(self, what: str, name: str, accepted: Iterable[str]) -> str:
        """Return a hint, with a guess as long as there are not too many."""
        self._guesses -= 1
        return expected(what, name, accepted) if self._guesses >= 0 else expected(what)


def _url(path: str, start: str) -> str:
    """Return the address below the site's root to which `path` leads from the page at `start`."""
    folder = start if start.endswith("/") or not start else posixpath.dirname(start)
    path = unquote(urlsplit(path).path)
    url = start if not path else posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    if path.endswith("/") and url and not url.endswith("/"):
        url += "/"
    return "" if url in (".", "/") else url


def _may_be_written(url: str) -> bool:
    """Return whether an address is that of a file: sitemap.xml, objects.inv, a PDF of the site."""
    return posixpath.splitext(url)[1] not in ("", ".md")


def _leads_nowhere(target: str, page: Page, site: _Site) -> Problem:
    path = unquote(urlsplit(target).path)
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page.src), path))
    what = "the path of a page or file below docs/, seen from this page"
    hint = site.expected(what, wanted, site.sources)
    needs = (site.lists.get(wanted, ""), f"page {wanted}")
    line = _line(page.source, target, "")
    return Problem(page.path, line, f"the link '{target}' leads nowhere", hint, needs, kind="links")


def _no_anchor(target: str, url: str, page: Page, site: _Site) -> Problem:
    src = site.files[url]
    fragment = unquote(urlsplit(target).fragment).partition(":~:")[0]
    hint = site.expected(f"an anchor of {src}", fragment, site.anchors(url) or ())
    needs = (_made_from(fragment, site.lists.get(src, "")), f"page {src}")
    what = f"the link '{target}' names the unknown anchor '#{fragment}'"
    return Problem(page.path, _line(page.source, target, src), what, hint, needs, kind="links")


def _made_from(anchor: str, kind: str) -> str:
    """Return the thing that an anchor is made from, where it can be one; `kind` is what its page lists."""
    made = _FROM_DATA.fullmatch(anchor)
    if made is None:
        return f"{kind} {anchor}" if kind else ""
    name = made[2].upper() if made[1] == "claim" else made[2]
    return f"{'work' if made[1] == 'ref' else made[1]} {name}"


def _line(source: str, target: str, src: str) -> int:
    """Return the line of a link, which the engine may have rewritten: by anchor, file name, or as it is."""
    fragment = urlsplit(target).fragment
    tries = [f"]({target}", target]
    if name := posixpath.basename(src):
        tries = [*((f"{name}#{fragment}", f"#{fragment}") if fragment else (f"{name})",)), name, *tries]
    return next((locate(source, text) for text in tries if text in source), 1)
