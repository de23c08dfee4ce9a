"""Check that every page is there that data name (terms, changes, ways, points of the notes) or options."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from explainer.content.content import Content
from explainer.content.options import CONFIG, PAGES, Options
from explainer.problems import Problem, expected


def check_named_pages(content: Content, pages: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each page that data name and that is not among `pages`, all source paths."""
    for path, line, what, named in _named(content):
        page = named.partition("#")[0]
        if page and page not in pages:
            hint = expected("a page below docs/", page, pages)
            yield Problem(path, line, f"{what} the unknown page '{page}'", hint, (f"page {page}",))


def check_options(options: Options, pages: Collection[str], docs: Path) -> Iterator[Problem]:
    """Yield a problem for each option that names no page, such as `docs/a.md` in the place of `a.md`.

    `pages` are those of this build; others below `docs` may be of another language. What is left out and is
    not there does no harm.
    """
    before = f"{docs.name}/"
    for name in PAGES:
        page = getattr(options, name)
        plain = page.removeprefix(before)
        if page not in pages and plain != page and plain in pages:
            what = f"'{name}' names '{page}', and {before} stands before no page"
            yield Problem(CONFIG, 0, what, f"expected '{plain}'.")
    unknown = _unmatched(options.exclude, pages)
    if not unknown:
        return
    known = {*pages, *(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))}
    for pattern in _unmatched(unknown, known):
        plain = pattern.removeprefix(before)
        hint = expected(f"a page below {before}, or a pattern such as chapter/*.md", pattern, known)
        if plain != pattern and not _unmatched([plain], known):
            hint = f"expected '{plain}'."
        what = f"'exclude' names '{pattern}', and there is no such page"
        yield Problem(CONFIG, 0, what, hint, kind="pages")


def _unmatched(patterns: Collection[str], pages: Collection[str]) -> list[str]:
    return [pattern for pattern in patterns if not any(fnmatchcase(page, pattern) for page in pages)]


def _named(content: Content) -> Iterator[tuple[str, int, str, str]]:
    """Yield file, line, who names it, and the page."""
    for term in content.glossary:
        path = term.path
        yield path, term.field_line("introduced"), f"term '{term.id}': 'introduced' names", term.introduced
        for sense in term.senses:
            for page in sense.pages:
                yield path, sense.line, f"term '{term.id}', sense '{sense.id}': 'pages' names", page
    for change in content.changes:
        yield change.path, change.line, f"change '{change.id}': 'page' names", change.page
    for correction in content.corrections:
        yield correction.path, correction.line, f"correction '{correction.id}': 'page' names", correction.page
    for way in content.ways:
        for page in way.steps:
            yield way.path, way.line, f"way '{way.id}': 'steps' names", page
        if way.then:
            yield way.path, way.then_line, f"way '{way.id}': 'then' names", way.then
    for point in content.points.values():
        for page in point.pages:
            yield point.path, point.line, f"point '{point.id}': 'pages' names", page
