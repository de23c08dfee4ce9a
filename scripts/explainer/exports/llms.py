"""What a site says to language models and other programs: plain Markdown of each page, llms.txt, robots.txt.

Addresses are given only where the host has told us its own; without it nothing is invented.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from explainer.blocks.heads import head_of
from explainer.content.content import Content
from explainer.evidence.citations import CITATION_RE, parse_citations
from explainer.evidence.claims import VERDICTS
from explainer.evidence.numbers import NUMBER_RE, Number, resolve
from explainer.exports.feed import atom_feed
from explainer.exports.head import SiteFacts
from explainer.pages.page import Page
from explainer.text_files import outside_fences

# `[@key]` – code in a sentence, which holds none of the others and has no group
_CODE = r"`+[^`\n]+`+"
_NUMBER = re.compile(f"{_CODE}|{NUMBER_RE}")
_CITATION = re.compile(f"{_CODE}|{CITATION_RE}")
_TERM_LINK = re.compile(rf"{_CODE}|\[([^\[\]]*)\]\(term:[^()\s]*\)")


def page_markdown(page: Page, content: Content) -> str:
    """Return a page as Markdown that stands alone: numbers filled in, citations in words, claims in full."""
    return _alone(page.body, content)


@lru_cache(maxsize=256)  # Under `serve`, mostly the same again.
def _alone(body: str, content: Content) -> str:
    text = "\n".join(_without_blocks(body.strip(), content))
    meant = {number for number, _ in outside_fences(text)}
    stretches = groupby(enumerate(text.split("\n"), 1), lambda row: row[0] in meant)
    joined = ((is_meant, "\n".join(row for _, row in rows)) for is_meant, rows in stretches)
    return "\n".join(_plain(part, content) if is_meant else part for is_meant, part in joined) + "\n"


def _without_blocks(text: str, content: Content) -> Iterator[str]:
    """Yield the rows of a page with what each block says in its place; one that is never closed stays."""
    rows = text.split("\n")
    found = {number - 1: head for number, row in outside_fences(text) if (head := head_of(row))}
    ends = [at for at, head in found.items() if not head.name]
    at = 0
    while at < len(rows):
        head, following = found.get(at), bisect_right(ends, at)
        if head and head.name and following < len(ends):
            end = ends[following]
            yield _block(head.name, head.argument, "\n".join(rows[at + 1 : end]).strip(), content)
            at = end
        else:
            yield rows[at]
        at += 1


def _plain(text: str, content: Content) -> str:
    def number(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0]
        found = resolve(match[1], match[2] or "", content.tables)
        return found.text if isinstance(found, Number) else match[0]

    def citation(match: re.Match[str]) -> str:
        parts = "" if match[1] is None else parse_citations(match[1])
        if isinstance(parts, str):
            return match[0]
        known = content.bibliography.references
        said = [
            ", ".join(filter(None, (known[part.key].short if part.key in known else part.key, part.locator)))
            for part in parts
        ]
        return f" ({'; '.join(said)})"

    def term(match: re.Match[str]) -> str:
        return match[0] if match[1] is None else match[1]

    return _TERM_LINK.sub(term, _CITATION.sub(citation, _NUMBER.sub(number, text)))


def _block(kind: str, argument: str, body: str, content: Content) -> str:
    if kind == "claim" and argument in content.claims:
        claim = content.claims[argument]
        answer = claim.answer.strip().replace("\n", "\n> ")
        verdict = VERDICTS.get(claim.verdict, claim.verdict)
        return f"> **{verdict}** ({claim.id}): *{claim.claim.strip()}*\n>\n> {answer}"
    if kind == "glossary":
        return "\n".join(f"- **{term.term}**: {term.definition}" for term in content.glossary)
    if kind == "references":
        return "\n".join(f"- {ref.who} ({ref.year}). {ref.title}. {ref.url}" for ref in content.bibliography)
    return body or f"*({kind}{f': {argument}' if argument else ''}; see the page)*"


def llms_txt(pages: Sequence[Page], name: str, description: str) -> str:
    """Return the map of the site for language models: each page in Markdown with one sentence, by chapter."""
    lines = [f"# {name}", "", f"> {description}", ""]
    chapter = None
    for page in pages:
        if page.chapter != chapter:
            chapter = page.chapter
            lines += ["", f"## {chapter or 'Start'}", ""]
        lines.append(f"- [{page.headline}]({page.src}): {page.description}")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def robots_txt(base: str) -> str:
    """Return robots.txt: everything may be read; where the map is, if the address is known."""
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {base}sitemap.xml\n" if base else "")


def site_files(
    pages: Sequence[Page], content: Content, site: SiteFacts, description: str
) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file for programs; the feed only where the site knows its own address."""
    for page in pages:
        yield page.src, page_markdown(page, content)
    yield "llms.txt", llms_txt(pages, site.name, description)
    yield "robots.txt", robots_txt(site.base)
    if site.base and site.feed:
        yield "feed.xml", atom_feed(content, {page.src: page.url for page in pages}, site)
