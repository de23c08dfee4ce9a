"""Check that each point of the notes is taken up where `notes-points.yml` says, once all pages are known.

A page, or a section of it, takes a point up if it holds the words by which the point is known; a path alone
proves nothing.
"""

from __future__ import annotations

import html as htmllib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from explainer.evidence.claims import Point
from explainer.problems import Problem, expected
from explainer.text.fragments import without_tags

# <h2 id="the-tag">The tag
_HEADING = re.compile(r"<h([1-6])\b[^>]*?\sid=\"([^\"]+)\"")


def check_points(points: Iterable[Point], pages: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each place that does not take up its point.

    `pages` gives the finished article of each page by its source path; that a page is not there is told with
    all data that name pages.
    """
    for point in points:
        for place in point.pages:
            for message, hint in _wrong(place, point.words, pages):
                yield Problem(point.path, point.line, f"point '{point.id}': {message}", hint)


def _wrong(place: str, words: Iterable[str], pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield message and hint of what a place such as `findings/index.md#the-tag` lacks."""
    src, _, anchor = place.partition("#")
    if src not in pages:
        return
    html = pages[src]
    anchors = [heading[2] for heading in _headings(html)]
    if anchor and anchor not in anchors:
        hint = expected("the anchor of a heading there", anchor, anchors)
        yield f"'{src}' has no section '#{anchor}'", hint
        return
    text = _said(html, anchor)
    hint = "expected the words of the point there, other words, or another place."
    for word in words:
        if _plain(word) not in text:
            yield f"'{place}' does not hold '{word}'", hint


def section(html: str, anchor: str) -> str:
    """Return what stands under a heading, up to the next one that is no deeper."""
    headings = _headings(html)
    at = next(number for number, heading in enumerate(headings) if heading[2] == anchor)
    level = int(headings[at][1])
    end = next((heading.start() for heading in headings[at + 1 :] if int(heading[1]) <= level), len(html))
    return html[headings[at].start() : end]


@lru_cache(maxsize=256)  # Several points are taken up by one page, which a preview checks again and again.
def _headings(html: str) -> tuple[re.Match[str], ...]:
    return tuple(_HEADING.finditer(html))


@lru_cache(maxsize=256)
def _said(html: str, anchor: str) -> str:
    return _plain(section(html, anchor) if anchor else html)


def _plain(html: str) -> str:
    return " ".join(htmllib.unescape(without_tags(html)).casefold().split())
