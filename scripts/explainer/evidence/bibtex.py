"""Read `references.bib` with bibtexparser into the works of a site, and say what is wrong with it.

LaTeX in the file (braces, accents, dashes) ends here: everything behind this module is Unicode text.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    NameParts,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import Block, Entry, Field, ImplicitComment, ParsingFailedBlock
from pylatexenc.latex2text import LatexNodes2Text

from explainer.echoes import breaking
from explainer.evidence.bibliography import KINDS, READ, Bibliography, Name, Reference
from explainer.evidence.citations import KEY
from explainer.problems import Problem, expected
from explainer.text_files import read_text
from explainer.urls import WEB_ADDRESS

_UNREADABLE = "BibTeX does not parse: "
_BRACES = "expected balanced braces and `field = {value},` lines."

# {B}ackdoors, na\"ive, 1--2, ``quoted'', a~b: only such text is worth the slow reading
_LATEX = re.compile(r"[\\{}$~`]|--|''")
# "R&D" and "100%", which LaTeX would take for a column and a comment
_BARE = re.compile(r"(?<!\\)[&%]")
# 10.1007/978-3\_2, a{\_}b: an address has signs of its own, so that only what is escaped is read as LaTeX
_ESCAPED = re.compile(r"(\{)?\\([_%&#$~])(?(1)\})")
# https://doi.org/10.1007/x, doi:10.1007/x
_RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_DECODER = LatexNodes2Text(math_mode="verbatim")
# What it would log of a block comes back with the block.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def load_bibliography(path: Path, name: str) -> tuple[Bibliography, list[Problem]]:
    """Return the works in a BibTeX file and its problems; `name` is the path as reports should show it."""
    text, problems = read_text(path, name)
    if text is None:
        return Bibliography(name), breaking(problems, "work")
    found = []
    lines: dict[str, int] = {}
    for block in parse_string(text).blocks:
        # A repeated key or field comes wrapped.
        entry = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        first = (block.start_line or 0) + 1
        wrong = [
            Problem(name, line, message, hint, breaks=("work",) if message.startswith(_UNREADABLE) else ())
            for line, message, hint in _mistakes(block, entry, first, lines)
        ]
        problems += wrong
        if wrong or not isinstance(entry, Entry):
            continue
        if not KEY.fullmatch(entry.key):
            what = f"the key '{entry.key}' cannot be cited"
            hint = "expected letters, digits and any of `_ : . / + -`, a letter or a digit first."
            problems.append(Problem(name, first, what, hint, breaks=(f"work {entry.key}",)))
            continue
        try:
            found.append(_reference(entry, first, name, problems))
        except RecursionError:
            what = f"{_UNREADABLE}too many nested braces"
            problems.append(Problem(name, first, what, _BRACES, breaks=("work",)))
    if not found and not problems:
        hint = "expected at least one `@misc{author2024word, …}`."
        problems.append(Problem(name, 1, "the file has no entries", hint))
    found.sort(key=_reading_order)
    return Bibliography(name, {ref.key: ref for ref in found}, text), problems


def _reading_order(ref: Reference) -> tuple[str, ...]:
    first = ref.authors[0].family.casefold() if ref.authors else ""
    return first, ref.year, ref.title.casefold(), ref.key


def _mistakes(
    block: Block, entry: Block | None, line: int, lines: dict[str, int]
) -> Iterator[tuple[int, str, str]]:
    """Yield line, message and hint for what is no BibTeX; fill `lines` by key, in small letters."""
    if isinstance(entry, Entry) and not entry.key:
        yield line, f"an entry @{entry.entry_type} has no key", "expected `@misc{author2024word,`."
    elif isinstance(entry, Entry) and (first := lines.get(entry.key.lower())):
        yield line, f"the key '{entry.key}' is given twice (first on line {first})", "expected each key once."
    elif isinstance(entry, Entry):
        lines[entry.key.lower()] = line
        for number, field in enumerate(entry.fields):
            repeated = any(field.key.lower() == other.key.lower() for other in entry.fields[:number])
            for why, hint in _field_mistakes(entry.key, field, repeated):
                yield field.start_line + 1, f"{_UNREADABLE}{why}", hint
    elif isinstance(block, ParsingFailedBlock):
        why = str(getattr(block.error, "abort_reason", block.error)).strip(" .")
        why = why.replace("Unexpectedly reached end of file", "premature end of file")
        yield line, f"{_UNREADABLE}{why}", _BRACES
    elif isinstance(block, ImplicitComment) and (
        stray := re.search(r"^[ \t]*(@\w+)", block.comment, re.MULTILINE)
    ):
        at = line + block.comment.count("\n", 0, stray.start())
        yield at, f"{_UNREADABLE}'{{' expected after {stray[1]}", _BRACES


def _field_mistakes(entry: str, field: Field, repeated: bool) -> Iterator[tuple[str, str]]:
    key = field.key.lower()
    bare = field.enclosing == "no-enclosing"
    if repeated:
        yield f"entry with key {entry} has a duplicate {key} field", "expected each field once."
    elif bare and "=" in field.value:  # Its comma is missing, so the next field went into this one.
        yield "'}' expected", _BRACES
    elif bare and key != "month":
        yield f"undefined string: {' '.join(field.value.split())}", "expected the text in braces."
    elif key in ("author", "editor"):
        try:
            _names(field.value)
        except InvalidNameError as error:
            hint = "expected `author = {Family, Given and Family, Given}`."
            yield f"{error.reason} in '{error.name}'", hint


def _reference(entry: Entry, line: int, path: str, problems: list[Problem]) -> Reference:
    fields = {field.key.lower(): " ".join(field.value.split()) for field in entry.fields}
    lines = {field.key.lower(): field.start_line + 1 for field in entry.fields}

    def wrong(field_name: str, message: str, hint: str) -> None:
        problems.append(Problem(path, lines.get(field_name, line), f"'{entry.key}'{message}", hint))

    def read(field_name: str) -> str:
        return _plain(fields.get(field_name, ""))

    def check(field_name: str, accepted: tuple[str, ...]) -> str:
        found = read(field_name)
        if found and found not in accepted:
            hint = expected("one of " + ", ".join(accepted), found, accepted)
            wrong(field_name, f": {field_name} is '{found}'", hint)
        return found

    for needed in ("title", "year"):
        if not fields.get(needed):
            wrong(needed, f" has no {needed}", f"expected a line `{needed} = {{…}},`.")
    url = _ESCAPED.sub(r"\2", fields.get("url", ""))
    if url and not WEB_ADDRESS.fullmatch(url):
        wrong("url", f": url is '{url}'", "expected an address that begins with https://.")
        url = ""
    authors = _people(fields.get("author") or fields.get("editor", ""))
    arxiv = read("eprint") if read("archiveprefix").casefold() == "arxiv" or "arxiv" in url else ""
    return Reference(
        key=entry.key,
        title=read("title"),
        authors=tuple(author for author in authors if str(author) != "others"),
        more_authors=Name("others") in authors,
        year=read("year"),
        venue=read("booktitle") or read("journal") or read("howpublished") or read("publisher"),
        kind=check("kind", KINDS) or "preprint",
        read=check("read", tuple(READ)),
        note=read("note"),
        url=url,
        doi=_RESOLVER.sub("", _ESCAPED.sub(r"\2", fields.get("doi", ""))),
        arxiv=arxiv,
        month=read("month"),
        line=line,
        type=entry.entry_type,
        pages=read("pages"),
    )


def _people(people: str) -> tuple[Name, ...]:
    """Return family and given name of each author or editor; `others` stands for those left out."""
    return tuple(
        Name(_plain(" ".join(parts.von + parts.last + parts.jr)), _plain(" ".join(parts.first)))
        for parts in _names(people)
    )


def _plain(latex: str) -> str:
    if _LATEX.search(latex):
        latex = _DECODER.latex_to_text(_BARE.sub(r"\\\g<0>", latex))
    return latex.strip()


def _names(people: str) -> list[NameParts]:
    return [parse_single_name_into_parts(person) for person in split_multiple_persons_names(people)]
