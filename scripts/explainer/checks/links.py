"""Check every link between the pages of a site before it is written: the page and the anchor must be there.

The engine knows only the file of a broken link; here the author is also told the line, and what was probably
meant.
"""

from __future__ import annotations

import html as htmllib
import posixpath
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from explainer.pages.page import Page
from explainer.problems import Problem, expected, locate

_HREF = re.compile(r"<(?:a\b[^<>]*?\shref|img\b[^<>]*?\ssrc)=\"([^\"]*)\"")
# In code and in `data-id` as well: an anchor too many may hide a slip, one too few would stop a good build.
_ID = re.compile(r'id="([^"]+)"')
_NAME = re.compile(r'name="([^"]+)"')
# ref-lee2024word, claim-n5, table-size-scan, chart-hhh-rl, figure-switch: anchors that are made from data
_FROM_DATA = re.compile(r"(ref|claim|table|chart|figure)-(.+)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")  # https://…, mailto:…, //host/…


def check_links(
    pages: Iterable[Page],
    files: Mapping[str, str],
    lists: Mapping[str, str] = MappingProxyType({}),
) -> list[Problem]:
    """Return a problem for each link of a page to a page, file or anchor that is not there.

    `files` maps the address of everything on the site, below its root, to its source path; `lists` says of
    which kind of data a page is the list: `{"glossary.md": "term"}`.
    """
    pages = list(pages)
    anchors = _Anchors(pages)
    problems: list[Problem] = []
    for page in pages:
        urls: dict[str, str] = {}  # Most links of a page lead to few others.
        for target in map(htmllib.unescape, dict.fromkeys(_HREF.findall(page.html))):
            path, _, fragment = target.partition("#")
            if not target or _SCHEME.match(target):
                continue
            if path not in urls:
                urls[path] = _url(path, page.url)
            url = urls[path]
            if url not in files or (fragment and not anchors.has(url, fragment)):
                problems += _check(target, url, page, files, anchors, lists)
    return problems


class _Anchors:
    """The anchors of pages; a page is searched for its own when the first link to one of them is met."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._html = {page.url: page.html for page in pages}
        self._found: dict[str, set[str]] = {}

    def of(self, url: str) -> set[str] | None:
        """Return the anchors of the page at `url`, or None where there is no such page."""
        if url not in self._found and url in self._html:
            html = self._html[url]
            self._found[url] = set(map(htmllib.unescape, [*_ID.findall(html), *_NAME.findall(html)]))
        return self._found.get(url)

    def has(self, url: str, anchor: str) -> bool:
        """Return whether a link to this anchor leads somewhere; what is no page may have any."""
        found = self.of(url)
        return found is None or anchor in found


def _url(path: str, start: str) -> str:
    """Return the address below the site's root to which `path` leads from the page at `start`."""
    folder = start if start.endswith("/") or not start else posixpath.dirname(start)
    path = unquote(urlsplit(path).path)
    url = start if not path else posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    if path.endswith("/") and url and not url.endswith("/"):
        url += "/"
    return "" if url in (".", "/") else url


def _check(
    target: str,
    url: str,
    page: Page,
    files: Mapping[str, str],
    anchors: _Anchors,
    lists: Mapping[str, str],
) -> Iterable[Problem]:
    parts = urlsplit(target)
    path = unquote(parts.path)
    line = _line(page.source, target, files.get(url, ""))
    if url not in files:
        source_paths = [src for src in files.values() if src.endswith(".md")]
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page.src), path))
        hint = expected("the path of a page or file below docs/, seen from this page", wanted, source_paths)
        needs = (lists.get(wanted, ""), f"page {wanted}")
        yield Problem(page.path, line, f"the link '{target}' leads nowhere", hint, needs)
        return
    fragment = unquote(parts.fragment)
    if fragment and not anchors.has(url, fragment) and fragment != "__skip":
        hint = expected(f"an anchor of {files[url]}", fragment, anchors.of(url) or ())
        needs = (_made_from(fragment, lists.get(files[url], "")), f"page {files[url]}")
        what = f"the link '{target}' names the unknown anchor '#{fragment}'"
        yield Problem(page.path, line, what, hint, needs)


def _made_from(anchor: str, kind: str) -> str:
    """Return the thing that an anchor is made from, where it can be one; `kind` is what its page lists."""
    made = _FROM_DATA.fullmatch(anchor)
    if made is None:
        return f"{kind} {anchor}" if kind else ""
    name = made[2].upper() if made[1] == "claim" else made[2]
    return f"{'work' if made[1] == 'ref' else made[1]} {name}"


def _line(source: str, target: str, src: str) -> int:
    """Return the line of a link, which the engine may have rewritten: by anchor, file name, or as it is."""
    parts = urlsplit(target)
    name = posixpath.basename(src)
    tries = [f"]({target}", target]
    if name:
        tries = [
            f"{name}#{parts.fragment}" if parts.fragment else f"{name})",
            f"#{parts.fragment}" if parts.fragment else name,
            name,
            *tries,
        ]
    for text in tries:
        if text and text in source:
            return locate(source, text)
    return 1
