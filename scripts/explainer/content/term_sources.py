"""Find everything that defines the terms of a site: files of its data folder, and pages of the author's.

A page stays its author's: it is read, and what it defines is linked like any other term.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from explainer.content.languages import Languages
from explainer.echoes import breaking
from explainer.problems import Problem, expected
from explainer.terms.glossary import Source, read_glossary
from explainer.terms.sources import KINDS, read_csv, read_page
from explainer.text_files import Stamp, front_matter, read_text, stamp
from explainer.yaml_data import Document

# /// glossary
_LIST = re.compile(r"^ {0,3}/{3,}[ \t]*glossary[ \t]*$", re.MULTILINE)
# definitions: headings
_KIND = re.compile(r"^definitions:[ \t]*(\S*)[ \t]*$", re.MULTILINE)

_ONE = Languages()


@dataclass(frozen=True, slots=True)
class TermPage:
    """A page that may define terms."""

    path: Path
    name: str
    """As reports should show it."""
    src: str
    """Path below the docs folder."""
    stamp: Stamp
    is_glossary: bool = False
    """Whether it is the page to which the links of terms lead."""


def term_pages(
    docs: Path, name: str, glossary: str, named: Sequence[str], languages: Languages = _ONE
) -> tuple[TermPage, ...]:
    """Return the pages that may define terms: that of the glossary, and those that `named` names or matches.

    `name` is the docs folder as reports should show it; of each page, the one in the language of the build.
    """
    found: dict[Path, bool] = {}
    for pattern in (glossary, *named):
        for plain, path in languages.files(docs, pattern):
            found.setdefault(path, plain == glossary)
    made = []
    for path, is_glossary in found.items():
        src = path.relative_to(docs).as_posix()
        made.append(TermPage(path, f"{name}/{src}", src, stamp(path), is_glossary))
    return tuple(made)


def unknown_pages(
    docs: Path, named: Sequence[str], config: str, languages: Languages = _ONE
) -> Iterator[Problem]:
    """Yield a problem for each name or pattern to which no page belongs."""
    for pattern in named:
        if not languages.any_file(docs, pattern):
            pages = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
            hint = expected(f"a page below {docs.name}/, or a pattern such as chapter/*.md", pattern, pages)
            yield Problem(config, 1, f"'definitions' names '{pattern}', and there is no such page", hint)


def term_sources(
    folder: Path, name: str, present: Collection[str], pages: Sequence[TermPage], languages: Languages = _ONE
) -> list[Source]:
    """Return what each file says of terms; `present` are the files of the data folder, `name` is its name.

    A language may have terms of its own, in glossary.de.yml: then those of no language are not for it.
    """
    of_each = (
        [file for file in present if PurePosixPath(file).stem == f"glossary.{language}"]
        for language in languages.spoken
    )
    translated = next(filter(None, of_each), [])
    found = []
    for file in translated or sorted(present, key=lambda file: (file != "glossary.yml", file)):
        path = PurePosixPath(file)
        beside = len(path.parts) == 1 and (path.stem == "glossary" or bool(translated))
        if not beside and path.parts[:-1] != ("glossary",):
            continue
        if path.suffix == ".yml":
            found.append(read_glossary(folder / file, f"{name}/{file}"))
        elif path.suffix == ".csv":
            found.append(Source(*read_csv(folder / file, f"{name}/{file}")))
    found += [source for page in pages for source in _of_page(page)]
    return found or [_missing(folder, name, pages)]


def _missing(folder: Path, name: str, pages: Sequence[TermPage]) -> Source:
    """Return a source without terms, and where their author may have meant to write them."""
    own = next((page for page in pages if page.is_glossary), None)
    text = read_text(own.path, own.name, printable=False)[0] if own else None
    if own and text is not None and not _LIST.search(text):
        hint = (
            "expected a definition list, or a heading and a paragraph for each term; "
            f"else a block `/// glossary`, and the terms in {name}/glossary.yml."
        )
        wrong = [Problem(own.name, 1, "the page defines no term", hint)]
        return Source(Document(own.name, {}, {}), breaking(wrong, "term"), own.src)
    source = read_glossary(folder / "glossary.yml", f"{name}/glossary.yml")
    beside = next(_beside(folder, name), "")
    if not beside:
        return source
    guess = f" Did you mean '{beside}' to be it?"
    problems = [replace(problem, hint=problem.hint + guess) for problem in source.problems]
    return replace(source, problems=problems)


def _beside(folder: Path, name: str) -> Iterator[str]:
    """Yield files of terms that nobody reads: above the data folder, or in one so called beside the docs."""
    above = PurePosixPath(name).parents
    if ".." in PurePosixPath(name).parts or len(above) < 2:
        return
    for place in (above[0], above[1] / folder.name, above[1]):
        for file in ("glossary.yml", "glossary.csv"):
            if folder.parents[1].joinpath(place.relative_to(above[1]), file).is_file():
                yield str(place / file)


def _of_page(page: TermPage) -> Iterator[Source]:
    text, problems = read_text(page.path, page.name, printable=False)
    if text is None:  # What is wrong with it is told of it as of any page.
        return
    if page.is_glossary and _LIST.search(text):
        return
    said = _KIND.search(front_matter(text))
    if said and said[1] not in KINDS:
        line = text.count("\n", 0, said.start(1)) + 1
        hint = expected("one of " + ", ".join(KINDS), said[1], KINDS)
        wrong = [Problem(page.name, line, f"'definitions' is '{said[1]}'", hint)]
        yield Source(Document(page.name, {}, {}), breaking(wrong, "term"), page.src)
        return
    for kind in [said[1]] if said else KINDS if page.is_glossary else KINDS[:1]:
        document, problems = read_page(text, page.name, page.src, kind)
        if document.value:
            yield Source(document, problems, page.src)
            return
    if not page.is_glossary:
        hint = "expected a definition list, or `definitions: headings` at its head."
        wrong = [Problem(page.name, 1, "the page defines no term", hint)]
        yield Source(Document(page.name, {}, {}), wrong, page.src)
