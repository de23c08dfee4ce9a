"""What a site says to programs: plain Markdown of each page, llms.txt, a feed of changes, robots.txt, redirects.

Addresses are given only where the host has told us its own; without it nothing is invented.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from explainer.citations import CITATION_RE, parse_citations
from explainer.claims import VERDICTS
from explainer.content import Content
from explainer.history import Words
from explainer.numbers import NUMBER_RE, Number, resolve
from explainer.page import body_line, relative_url, source_url
from explainer.problems import Problem, expected

_NUMBER = re.compile(NUMBER_RE)
_CITATION = re.compile(CITATION_RE)
# /// claim | N5
_BLOCK = re.compile(r"/// ([\w-]+)(?: \| (.*))?")
_BLOCK_END = re.compile(r"///[ \t]*")
LONGEST_NAME = 240  # Bytes.
# findings/rl.md
_PATH = re.compile(r"(?:[\w-]+/)*[\w-]+\.md")
_TERM_LINK = re.compile(r"\[([^\[\]]*)\]\(term:[^()\s]*\)")


@dataclass(frozen=True, slots=True)
class PageText:
    """What of a page the files for machines need."""

    src: str
    url: str
    title: str
    description: str
    source: str
    chapter: str = ""


def page_markdown(page: PageText, content: Content) -> str:
    """Return a page as Markdown that needs no other file: numbers filled in, citations in words, claims in full."""
    body = "\n".join(page.source.split("\n")[body_line(page.source) - 1 :]).strip()
    return _plain("\n".join(_without_blocks(body.split("\n"), content)), content) + "\n"


def _without_blocks(rows: Sequence[str], content: Content) -> Iterator[str]:
    """Yield the rows of a page with what each block says in its place; one that is never closed stays."""
    last = max((at for at, row in enumerate(rows) if _BLOCK_END.fullmatch(row)), default=-1)
    at = 0
    while at < len(rows):
        head = _BLOCK.fullmatch(rows[at]) if at < last else None
        if head:
            end = next(row for row in range(at + 1, last + 1) if _BLOCK_END.fullmatch(rows[row]))
            yield _block(head[1], (head[2] or "").strip(), "\n".join(rows[at + 1 : end]).strip(), content)
            at = end
        else:
            yield rows[at]
        at += 1


def _plain(text: str, content: Content) -> str:
    def number(match: re.Match[str]) -> str:
        found = resolve(match[1], match[2] or "", content.tables)
        return found.text if isinstance(found, Number) else match[0]

    def citation(match: re.Match[str]) -> str:
        parts = parse_citations(match[1])
        if isinstance(parts, str):
            return match[0]
        known = content.bibliography.references
        said = [", ".join(filter(None, (known[part.key].short if part.key in known else part.key, part.locator))) for part in parts]
        return f" ({'; '.join(said)})"

    return _TERM_LINK.sub(r"\1", _CITATION.sub(citation, _NUMBER.sub(number, text)))


def _block(kind: str, argument: str, body: str, content: Content) -> str:
    if kind == "claim" and argument in content.claims:
        claim = content.claims[argument]
        answer = claim.answer.strip().replace("\n", "\n> ")
        return f"> **{VERDICTS.get(claim.verdict, claim.verdict)}** ({claim.id}): *{claim.claim.strip()}*\n>\n> {answer}"
    if kind == "glossary":
        return "\n".join(f"- **{term.term}**: {term.definition}" for term in content.glossary)
    if kind == "references":
        return "\n".join(f"- {ref.who} ({ref.year}). {ref.title}. {ref.url}" for ref in content.bibliography)
    return body or f"*({kind}{f': {argument}' if argument else ''}; see the page)*"


def llms_txt(pages: Sequence[PageText], name: str, description: str) -> str:
    """Return the map of the site for language models: each page in Markdown with one sentence, by chapter."""
    lines = [f"# {name}", "", f"> {description}", ""]
    chapter = None
    for page in pages:
        if page.chapter != chapter:
            chapter = page.chapter
            lines += ["", f"## {chapter or 'Start'}", ""]
        lines.append(f"- [{page.title}]({page.src}): {page.description}")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def robots_txt(base: str) -> str:
    """Return robots.txt: everything may be read; where the map is, if the address is known."""
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {base}sitemap.xml\n" if base else "")


def atom_feed(content: Content, urls: Mapping[str, str], name: str, base: str) -> str:
    """Return the changes and corrections as an Atom feed, newest first.

    `urls` gives the address of a page below the site's root by its source path; `base` is the site's own, with a slash at its end.
    """
    items = [(item.date, item.id, item.title, item.text, item.page) for item in content.changes]
    items += [(item.date, item.id, "Correction", f"{item.was} Now: {item.now}", item.page) for item in content.corrections]
    items.sort(reverse=True)
    entries = [
        f"<entry><id>{html.escape(base)}#{html.escape(key)}</id><title>{html.escape(title)}</title>"
        f'<link href="{html.escape(base + urls.get(page, ""))}"/><updated>{date}T00:00:00Z</updated><content>{html.escape(text)}</content></entry>'
        for date, key, title, text, page in items
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">'
        f"<id>{html.escape(base)}</id><title>{html.escape(name)}: changes</title>"
        f'<link rel="self" href="{html.escape(base)}feed.xml"/><link href="{html.escape(base)}"/>'
        f"<updated>{items[0][0] if items else '1970-01-01'}T00:00:00Z</updated><author><name>{html.escape(name)}</name></author>\n"
        + "\n".join(entries)
        + "\n</feed>\n"
    )


def site_files(pages: Sequence[PageText], content: Content, name: str, description: str, base: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file for machines; the feed only where the site knows its own address."""
    for page in pages:
        yield page.src, page_markdown(page, content)
    yield "llms.txt", llms_txt(pages, name, description)
    yield "robots.txt", robots_txt(base)
    if base and (content.changes or content.corrections):
        yield "feed.xml", atom_feed(content, {page.src: page.url for page in pages}, name, base)


def check_redirects(redirects: Words, sources: Iterable[str]) -> Iterator[Problem]:
    """Yield what is wrong with the map from former to present source paths."""
    known = set(sources)
    for old, new in redirects.words.items():
        line = redirects.lines[old]
        if old in known:
            yield Problem(redirects.path, line, f"'{old}' still exists, so nothing can stand in its place", "expected a page that has moved.")
        if new not in known:
            yield Problem(redirects.path, line, f"'{old}' leads to the unknown page '{new}'", expected("a page below docs/", new, known))
        if not _is_path(old):
            yield Problem(redirects.path, line, f"'{old}' is not the path of a page", "expected a path below docs/ such as findings/rl.md.")


def _is_path(old: str) -> bool:
    """Return whether a page may have stood at a path; no system has files of longer names."""
    longest = max(len(part.encode()) for part in old.split("/"))
    return _PATH.fullmatch(old) is not None and longest <= LONGEST_NAME


def redirect_files(redirects: Mapping[str, str], *, use_folders: bool, base: str = "/") -> dict[str, str]:
    """Return a page for each former address, and the map for hosts that redirect by themselves.

    `base` is the path at which the site stands, with a slash at both ends.
    """
    moves = redirect_targets(redirects, use_folders=use_folders)
    url = partial(source_url, use_folders=use_folders)
    addresses = {url(old): url(redirects[old]) for old in moves}
    files = {(old if old.endswith(".html") else f"{old}index.html"): redirect_page(old, new) for old, new in addresses.items()}
    if addresses:
        files["_redirects"] = "".join(f"{base}{old} {base}{new} 301\n" for old, new in addresses.items())
    return files


def redirect_targets(redirects: Iterable[str], *, use_folders: bool) -> dict[str, str]:
    """Return the file at each former address by its source path.

    A former path that is none is reported by `check_redirects`; a preview goes on all the same, and must write nowhere
    else.
    """
    addresses = {old: source_url(old, use_folders=use_folders) for old in redirects if _is_path(old)}
    return {old: address if address.endswith(".html") else f"{address}index.html" for old, address in addresses.items()}


def redirect_page(old: str, new: str) -> str:
    """Return the page that stands at a former address; both are addresses below the site's root."""
    target = html.escape(relative_url(new, old))
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>This page has moved</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="This page has moved.">'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{target}"></head>'
        f'<body><main><h1>This page has moved</h1><p>It is now <a href="{target}">here</a>.</p></main></body></html>\n'
    )
