"""The site as one PDF in reading order: contents with page numbers, bookmarks, notes after each chapter page.

A browser prints it – the one the tests use – so that formulas, charts and symbols look as they do on screen.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from markupsafe import Markup

from explainer.problems import Mistake
from explainer.publish.css import merged_css
from explainer.templates import fill, safe
from explainer.urls import ELSEWHERE, source_url

_ARTICLE = re.compile(r"<article\b[^>]*>(.*?)</article>(.*)", re.DOTALL)
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TEMPLATE = re.compile(r'<template id="card-(term|cite)-([^"]+)">(.*?)</template>', re.DOTALL)
_LINK = re.compile(r'\s(href|id|aria-labelledby|aria-describedby|for|headers|xlink:href|name)="([^"]*)"')
_ADDRESS = re.compile(r"url\(#([^)]+)\)")
_CHROME = re.compile(
    r'<a class="headerlink"[^>]*>.*?</a>|<script\b.*?</script>|<nav class="md-path".*?</nav>'
    r'|<a [^>]*class="md-content__button[^>]*>.*?</a>',
    re.DOTALL,
)
# What a page brings itself is only what itself can meet; the file has all rules for it.
_STYLES = re.compile(r'data-style="[^"]*?(assets/stylesheets/[\w.-]+\.css)"')
_TAG = re.compile(r"<[^>]*>")
_CARD_TERM = re.compile(r'<p class="card__term">(.*?)</p>', re.DOTALL)
# <script type="application/ld+json">{"inLanguage": "en", …}</script>
_DESCRIPTION = re.compile(r'<script type="?application/ld\+json"?>(.*?)</script>', re.DOTALL)
_CARD_TEXT = re.compile(r'<p class="card__definition">(.*?)</p>', re.DOTALL)
_PAPER: dict[str, Any] = {
    "format": "A4",
    "margin": dict.fromkeys(("top", "bottom", "left", "right"), "20mm"),
    "display_header_footer": True,
    "header_template": "<span></span>",
    "footer_template": '<p style="width:100%;text-align:center;font:9px serif">'
    '<span class="pageNumber"></span></p>',
}


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the site, ready to stand in the book."""

    id: str
    title: str
    body: Markup
    terms: tuple[tuple[Markup, Markup], ...]
    """Name and definition of each term with a card on the page."""
    works: tuple[Markup, ...]
    """The works that it cites."""


def reading_order(llms: str) -> list[str]:
    """Return the HTML files of the pages in reading order, as llms.txt lists them."""
    sources = re.findall(r"^- \[.*?\]\(([^()]+\.md)\): ", llms, re.MULTILINE)
    return [f"{source_url(src, use_folders=True)}index.html" for src in sources]


def site_name(llms: str) -> str:
    """Return the name of the site, with which llms.txt begins."""
    return llms.partition("\n")[0].removeprefix("# ")


def section(path: str, page: str, known: Sequence[str]) -> Section:
    """Return a page's article with every id made its own and every link to another page turned inwards."""
    match = _ARTICLE.search(page)
    assert match, f"{path} has an article"
    body, after = _CHROME.sub("", match[1]), match[2]
    heading = _HEADING.search(body)
    title = _TAG.sub("", heading[1]).strip() if heading else path
    prefix = _prefix(path)

    def renamed(link: re.Match[str]) -> str:
        name, value = link[1], html.unescape(link[2])
        if name in ("href", "xlink:href"):
            return f' {name}="{html.escape(_inward(value, path, known))}"'
        return f' {name}="{html.escape(" ".join(f"{prefix}{part}" for part in value.split()))}"'

    def inside(text: str) -> str:
        return _ADDRESS.sub(lambda match: f"url(#{prefix}{match[1]})", _LINK.sub(renamed, text))

    terms, works = [], []
    for kind, _, card in _TEMPLATE.findall(after):
        said = _CARD_TEXT.search(card)
        name = _CARD_TERM.search(card)
        if kind == "term" and name and said:
            terms.append((safe(_LINK.sub(renamed, name[1])), safe(_LINK.sub(renamed, said[1]))))
        elif kind == "cite" and said:
            works.append(safe(_LINK.sub(renamed, said[1])))
    opened = safe(inside(body).replace("<details", "<details open"))
    return Section(prefix.rstrip("-"), html.unescape(title), opened, tuple(terms), tuple(works))


def _prefix(path: str) -> str:
    # Two hyphens, so that a heading `b` of the page `a/` is not taken for the page `a/b/`.
    return "page-" + re.sub(r"\W+", "-", path.removesuffix("index.html").strip("/") or "home") + "--"


def _inward(url: str, path: str, known: Sequence[str]) -> str:
    """Return an address inside the book for a link to one of its pages, else the address as it is."""
    if ELSEWHERE.match(url):
        return url
    target, _, anchor = url.partition("#")
    file = path if not target else posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    if target and (target.endswith("/") or not posixpath.splitext(file)[1]):
        file = posixpath.normpath(posixpath.join(file, "index.html"))
    if file not in known:
        return "#" + _prefix("index.html").rstrip("-")
    return "#" + (_prefix(file) + anchor if anchor else _prefix(file).rstrip("-"))


def described(page: str) -> Mapping[str, str]:
    """Return what a page tells programs of itself; nothing where it tells nothing."""
    match = _DESCRIPTION.search(page)
    return json.loads(match[1]) if match else {}


def book(site: Path, date: str, numbers: Mapping[str, int]) -> str:
    """Return the whole site as one HTML document; `numbers` gives each section's first page, once known."""
    llms = (site / "llms.txt").read_text(encoding="utf-8")
    paths = reading_order(llms)
    pages = {path: (site / path).read_text(encoding="utf-8") for path in paths}
    sections = [section(path, page, paths) for path, page in pages.items()]
    sheets = dict.fromkeys(found[1] for page in pages.values() if (found := _STYLES.search(page)))
    style = safe(merged_css((site / sheet).read_text(encoding="utf-8") for sheet in sheets))
    said = described(pages[paths[0]])
    return fill(
        "documents/book.html",
        language=said.get("inLanguage", "en"),
        licence=said.get("license", ""),
        name=site_name(llms),
        date=date,
        style=style,
        sections=sections,
        numbers=numbers,
    )


def print_book(site: Path, target: Path, date: str, chromium: str | None) -> int:
    """Print the site to a PDF and return its number of pages.

    Twice: the first print tells on which page each section begins, the second says so in the contents.
    """
    from pypdf import PdfReader

    with _printer(chromium) as printed:
        first = printed(book(site, date, {}), final=False)
        numbers = section_pages(PdfReader(BytesIO(first)))
        second = printed(book(site, date, numbers), final=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(second)
    return len(PdfReader(BytesIO(second)).pages)


def section_pages(reader: object) -> dict[str, int]:
    """Return the page number, from 1, of each place that the contents link to."""
    destinations = getattr(reader, "named_destinations", {})
    found = {}
    for name, destination in destinations.items():
        page = reader.get_destination_page_number(destination)  # type: ignore[attr-defined]  # pypdf is imported only where a book is printed
        if page is not None and page >= 0:
            found[str(name).lstrip("/")] = page + 1
    return found


class Printer(Protocol):
    """Prints documents with one browser."""

    def __call__(self, document: str, *, final: bool) -> bytes:
        """Print a document; bookmarks and tags for screen readers are made only for the `final` print."""


@contextmanager
def _printer(chromium: str | None) -> Iterator[Printer]:
    from playwright.sync_api import Error, sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "book.html"
        try:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
        except Error as error:
            hint = "expected a Chromium or Chrome, or CHROMIUM unset to have one looked for."
            raise Mistake(f"CHROMIUM is '{chromium or ''}', which does not run as a browser", hint) from error

        def printed(document: str, *, final: bool) -> bytes:
            path.write_text(document, encoding="utf-8")
            page = browser.new_page()
            page.goto(path.as_uri())
            made: bytes = page.pdf(**_PAPER, outline=final, tagged=final)
            page.close()
            return made

        try:
            yield printed
        finally:
            browser.close()
