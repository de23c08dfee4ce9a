"""What a glossary costs a build: none at all, `abbr` with an appended file, mkdocs-ezglossary, and ours.

All four build the same pages with the same theme, extensions and search, each as a site would in earnest.
`abbr` has a line a term and finds what is written exactly so; ours finds the terms by itself;
mkdocs-ezglossary does not, so for it every term is marked where ours would link it: the first time in each
section.
"""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.corpus import Corpus, Entry, Page, Piece, Use
from benchmarks.environment import CACHE, bench_python
from benchmarks.measure import Run, TooLong, compare, run
from benchmarks.own_page import FILE as OWN_PAGE
from benchmarks.report import Row

FEW_RUNS = 1
"""Measured builds at 2,000 pages, each of which may take more than a minute."""

SIZES = (
    *((40, 100), (400, 100), (400, 1000), (400, 5000)),
    *((2000, 100), (2000, 1000), (2000, 5000), (40, 1000), (40, 5000)),
)
"""Pages and terms of each made-up site."""

SILENT = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "true"}
ABBREVIATIONS = "abbreviations.txt"
SNIPPETS = f"  - abbr\n  - pymdownx.snippets:\n      auto_append:\n        - {ABBREVIATIONS}"
HOOK = Path(__file__).with_name("own_page.py")

# Material, as most sites have it. The navigation names one page only: a list of all pages on every page would
# grow with the square of their number and hide what a glossary costs.
_CONFIG = """\
site_name: Benchmark
theme:
  name: material
  font: false
nav:
  - index.md
not_in_nav: /*
hooks:
  - {hook}
plugins:
  - search
{plugins}
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc:
      permalink: true
  - pymdownx.highlight
  - pymdownx.superfences
{extensions}
"""

Mark = Callable[[Use, bool], str]
"""Writes a use of a term into a page; told whether it is the first in its section."""


def measure(
    pages: int, terms: int, runs: int, only: Iterable[str], longest: float, say: Callable[[str], None]
) -> Iterator[Row]:
    """Yield one row a way for one size, but none for a way whose builds take more than `longest` seconds."""
    corpus = Corpus(pages, terms)
    folder = CACHE / "glossary" / f"{pages}x{terms}"
    shutil.rmtree(folder, ignore_errors=True)
    ways: dict[str, Callable[[], Run]] = {}
    for way, write in WAYS.items():
        if way in only:
            write(folder / way, corpus)
            # What the others are compared with is always built.
            limit = longest if ways else None
            try:
                build(folder / way, limit)
            except TooLong as error:
                say(f"{way} left out: one build takes {error}")
            else:
                ways[way] = partial(build, folder / way)
    for result in compare(ways, runs, say, warm=True):
        yield Row({"pages": pages, "terms": terms}, result)
    shutil.rmtree(folder)


def build(folder: Path, longest: float | None = None) -> Run:
    """Build the site in a folder; what the page of the glossary took is told apart."""
    cost = run(command(), folder, SILENT, longest)
    shutil.rmtree(folder / "site")
    return replace(cost, apart=float((folder / OWN_PAGE).read_text(encoding="utf-8")))


def configuration(plugins: str = "", extensions: str = "") -> str:
    """Return mkdocs.yml: the same for all, and what one way adds."""
    return _CONFIG.format(plugins=plugins, extensions=extensions, hook=HOOK)


def command() -> list[str]:
    """Return what builds a site in the folder in which it is run."""
    return [bench_python(), "-m", "mkdocs", "build", "--quiet"]


def _none(folder: Path, corpus: Corpus) -> None:
    _site(folder, corpus, _plain)


def _abbr(folder: Path, corpus: Corpus) -> None:
    _site(folder, corpus, _plain, extensions=SNIPPETS)
    write_abbreviations(folder, ((entry.term, entry.definition) for entry in corpus.entries))


def write_abbreviations(folder: Path, definitions: Iterable[tuple[str, str]]) -> None:
    """Write the file that `SNIPPETS` appends to each page."""
    rows = [f"*[{term}]: {definition}" for term, definition in definitions]
    (folder / ABBREVIATIONS).write_text("\n".join(rows) + "\n", encoding="utf-8")


def _ezglossary(folder: Path, corpus: Corpus) -> None:
    options = "  - ezglossary:\n      tooltip: full\n      plurals: en\n      ignore_case: true"

    def mark(use: Use, first: bool) -> str:
        return f"<term:{use.entry.term}|{use.written}>" if first else use.written

    _site(folder, corpus, mark, plugins=options)
    rows = [f"term:{entry.term}\n:   {entry.definition}\n" for entry in corpus.entries]
    (folder / "docs" / "glossary.md").write_text("# Glossary\n\n" + "\n".join(rows), encoding="utf-8")


def _ours(folder: Path, corpus: Corpus) -> None:
    _site(folder, corpus, _plain, plugins="  - explainer")
    data = folder / "docs" / "data"
    data.mkdir()
    (data / "glossary.yml").write_text("\n".join(map(_entry, corpus.entries)) + "\n", encoding="utf-8")


def _entry(entry: Entry) -> str:
    rows = [f"{entry.id}:", f"  term: {entry.term}", f"  definition: {entry.definition}"]
    rows += [f"  aliases: {json.dumps(entry.aliases)}"] if entry.aliases else []
    return "\n".join(rows)


WAYS: dict[str, Callable[[Path, Corpus], None]] = {
    "none": _none,
    "abbr": _abbr,
    "ezglossary": _ezglossary,
    "ours": _ours,
}
"""The first is what the others are compared with."""


def _site(folder: Path, corpus: Corpus, mark: Mark, plugins: str = "", extensions: str = "") -> None:
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(configuration(plugins, extensions), encoding="utf-8")
    (docs / "index.md").write_text("# Benchmark\n\nMade-up pages.\n", encoding="utf-8")
    for number in range(corpus.pages):
        page = corpus.page(number)
        path = docs / page.path
        path.parent.mkdir(exist_ok=True)
        path.write_text(_markdown(page, mark), encoding="utf-8")


def _plain(use: Use, first: bool) -> str:
    return use.written


def _markdown(page: Page, mark: Mark) -> str:
    """Return a page with what pages have: headings, paragraphs, a list, a table, code, emphasis."""
    rows = [f"# {page.title}", ""]
    for number, section in enumerate(page.sections):
        rows += [f"## Section {number}", ""]
        used: set[str] = set()
        for at, paragraph in enumerate(section):
            text = _text(paragraph, mark, used)
            if at == 1 and number == 1:
                rows += [f"- {part}" for part in text.split(" . ")] + [""]
            elif at == 1 and number == 2:
                rows += ["| a | b |", "|---|---|", f"| {text.replace('|', chr(92) + '|')} | 1 |", ""]
            else:
                rows += [text, ""]
    rows += ["```python", "def answer(question: str) -> int:", "    return 42", "```", ""]
    return "\n".join(rows)


def _text(pieces: Iterable[Piece], mark: Mark, used: set[str]) -> str:
    words = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Use):
            words.append(mark(piece, piece.entry.id not in used))
            used.add(piece.entry.id)
        else:
            words.append(_dressed(piece, at))
    return " ".join(words)


def _dressed(word: str, at: int) -> str:
    """Return the word at a place of a paragraph: now and then emphasised, as code, or at a sentence's end."""
    if at % 41 == 7:
        return f"*{word}*"
    if at % 53 == 11:
        return f"`{word}`"
    return html.escape(word) + ("." if at % 13 == 12 else "")
