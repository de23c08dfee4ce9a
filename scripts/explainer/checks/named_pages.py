"""Check that every page that data name is there: terms, changes, corrections, ways, points of the notes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from explainer.content.content import Content
from explainer.problems import Problem, expected


def check_named_pages(content: Content, pages: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each page that data name and that is not among `pages`, all source paths."""
    for path, line, what, named in _named(content):
        page = named.partition("#")[0]
        if page and page not in pages:
            hint = expected("a page below docs/", page, pages)
            yield Problem(path, line, f"{what} the unknown page '{page}'", hint, (f"page {page}",))


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
