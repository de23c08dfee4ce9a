"""Finish the articles of all pages together, once MkDocs has rendered the last of them.

In half the time of a page at a time; and only then is known where things are used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from mkdocs.structure.files import File, Files

from explainer.checks.coverage import check_points
from explainer.checks.entries import check_entries
from explainer.checks.links import check_links
from explainer.checks.named_pages import check_options
from explainer.engines.context import page_of
from explainer.engines.guards import cannot_be_made
from explainer.engines.mkdocs import addresses, list_pages, titled
from explainer.engines.preview import Preview
from explainer.engines.state import Build
from explainer.exports.downloads import offered
from explainer.pages.article import finish_article
from explainer.pages.backlinks import places_of
from explainer.pages.cards import page_cards
from explainer.pages.page import Page
from explainer.problems import Problem


def finish_pages(files: Files, build: Build, root: Path, preview: Preview | None) -> list[Page]:
    """Return the pages of a build, in the order of files, with finished articles, which MkDocs gets too."""
    files_of = {file.src_uri: file for file in files.documentation_pages() if _is_rendered(file)}
    for src, file in files_of.items():
        # What a preview kept was not rendered in this build.
        build.pages[src] = titled(build.pages.get(src) or page_of(file, files, root), file)
        try:
            build.pages[src] = _finished(build.pages[src], file, build, preview)
        except Exception as error:
            build.problems.append(cannot_be_made(file, error))
    lists = list_pages(files, build.site.options)
    places = places_of([build.pages[src] for src in files_of], build.site, lists, offered)
    for src, file in files_of.items():
        page = build.pages[src]
        html = places.fill(page.html, page)
        if html is not page.html:
            build.pages[src] = replace(page, html=html)
        if file.page:
            file.page.content = html
    return [build.pages[src] for src in files_of]


def _is_rendered(file: File) -> bool:
    return file.page is not None and file.page.content is not None


def _finished(page: Page, file: File, build: Build, preview: Preview | None) -> Page:
    """Return a page with its article finished, made now or taken from what a preview keeps."""
    assert file.page is not None, "only files with a page are finished"
    make = partial(finish_article, file.page.content or "", page, build.site)
    article = preview.finish(file.page, make) if preview else make()
    build.problems += article.problems
    cards = partial(page_cards, site=build.site, href=page.href)
    return replace(page, html=article.html, uses=article.uses, make_cards=cards)


def across_pages(
    pages: Sequence[Page], files: Files, build: Build, *, links: bool, from_root: bool
) -> tuple[list[Problem], Mapping[str, Sequence[Problem]]]:
    """Return what only all pages show to be wrong, and what is if nobody writes a file, by its address.

    Those are links that lead nowhere, if they are asked for, and points of the notes left out; `from_root`
    says whether `/x.md` is meant to be on this site.
    """
    options = build.site.options
    found = list(check_points(build.site.content.points.values(), {page.src: page.html for page in pages}))
    glossary = files.get_file_from_path(options.glossary)
    listed = glossary.src_uri if glossary else None
    for page in pages:
        found += check_entries(build.site.content.glossary, page, listed=page.src == listed)
    written = {file.src_uri for file in files.documentation_pages() if file.generated_by != "explainer"}
    found += check_options(options, written, build.site.docs)
    if not links:
        return found, {}
    lists = {options.glossary: "term", options.references: "work"}
    problems, awaited = check_links(pages, addresses(files), lists, from_root=from_root)
    return [*problems, *found], awaited
