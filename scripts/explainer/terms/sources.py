"""The ways in which terms may be written besides YAML: a table (CSV), or a page with a list or headings.

Each becomes the same document that YAML would give, so that all terms are read and checked alike.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from explainer.echoes import breaking
from explainer.problems import Problem, expected
from explainer.terms.glossary import is_id
from explainer.text_files import front_matter, outside_fences, read_text
from explainer.yaml_data import Document

COLUMNS = (
    *("term", "definition", "aliases", "id", "more", "spoken"),
    *("search", "related", "source", "match", "case", "plural"),
)
"""Columns of a table of terms; the first two must be there."""
KINDS = ("lists", "headings")
"""What defines the terms of a page: its definition lists, or its headings."""
_MANY = ("aliases", "search", "related")  # Several in a cell are parted by semicolons.
_SWITCHES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# :   What training makes small.
_DEFINITION = re.compile(r"^ {0,3}:[ \t]+(\S.*)$")
# ## Loss {#loss}
_HEADING = re.compile(r"^ {0,3}(#{2,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^{}]*)\}[ \t]*$")
_ID = re.compile(r"#([\w-]+)")
# [loss](training.md#loss), not https://…, /…, #…
_LINK = re.compile(r"\]\((?![a-z][a-z0-9+.-]*:|[/#])([^)\s]+\.md)(#[^)\s]*)?\)", re.IGNORECASE)
_HERE = re.compile(r"\]\((#[^)\s]*)\)")
# **loss**, *loss*, `loss`, [loss](…)
_SIGNS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)|!?\[([^\]]*)\]\([^)]*\)")
_PLAIN_START = re.compile(r"[^\s#>|`~:+*\-!/\d]|[*_`\[]\S|\d+[^.)\d]")
# Loss: a single word, small but for its first letter; API and LoRA are told by their capitals.
_CAPITAL = re.compile(r"[^\W\d_][^\W\d_A-Z]+")
Row = tuple[tuple[str, ...], str, int]
"""Names of a term, its definition, and the line of the first."""
Entry = tuple[Mapping[str, Any], int, list[Problem]]
"""The fields of a term as YAML would have them, its line, and what is wrong with it."""


def slug(text: str) -> str:
    """Return the id that a term gets from its words: `Sleeper agent` → `sleeper-agent`."""
    plain = unicodedata.normalize("NFC", text).lower()
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w]+|_", "-", plain)).strip("-")


def read_csv(path: Path, name: str) -> tuple[Document, list[Problem]]:
    """Return the terms in a table, parted by commas, semicolons or tabs; its first row names the columns."""
    text, problems = read_text(path, name)
    if text is None:
        return Document(name, {}, {}), breaking(problems, "term")
    head = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        columns = [cell.strip().casefold() for cell in next(rows, [])]
        wrong = list(_columns(columns, name))
        if wrong:
            return Document(name, {}, {}), breaking(wrong, "term")
        found, problems = _document(name, _cells(rows, columns, name))
    except csv.Error as error:
        hint = "expected cells that hold a quote in quotes, with that quote doubled."
        wrong = [Problem(name, rows.line_num, f"the table does not parse: {error}", hint)]
        return Document(name, {}, {}), breaking(wrong, "term")
    return found, problems


def _columns(columns: list[str], name: str) -> Iterator[Problem]:
    for column in COLUMNS[:2]:
        if column not in columns:
            what = f"the column '{column}' is missing"
            yield Problem(name, 1, what, "expected a first row such as term,definition,aliases.")
    for column in dict.fromkeys(filter(None, columns)):
        if columns.count(column) > 1:
            yield Problem(name, 1, f"the column '{column}' is given twice", "expected each column once.")
        if column not in COLUMNS:
            hint = expected("one of " + ", ".join(COLUMNS), column, COLUMNS)
            yield Problem(name, 1, f"unknown column '{column}'", hint)


def _cells(rows: Any, columns: list[str], name: str) -> Iterator[Entry]:
    line = rows.line_num + 1
    for row in rows:
        first, line = line, rows.line_num + 1
        if not any(cell.strip() for cell in row):
            continue
        wrong = []
        if len(row) > len(columns):
            what = f"the row has {len(row)} cells and the table {len(columns)} columns"
            wrong = [Problem(name, first, what, "expected a cell that holds the separator in quotes.")]
        cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False) if cell.strip()}
        fields: dict[str, Any] = dict(cells)
        for column in _MANY:
            if column in cells:
                fields[column] = [part.strip() for part in cells[column].split(";") if part.strip()]
        if "plural" in cells:
            fields["plural"] = _SWITCHES.get(cells["plural"].lower(), cells["plural"])
        yield fields, first, wrong


def read_page(text: str, name: str, src: str, kind: str) -> tuple[Document, list[Problem]]:
    """Return the terms that a page defines, by `kind` its definition lists or its headings.

    `name` is the page as reports should show it, `src` its path below the docs folder.
    """
    rows = (_list_rows if kind == "lists" else _heading_rows)(_lines(text))
    found: list[Entry] = []
    for names, definition, line in rows:
        own = [_name(each) for each in names]
        given = next((mark for _, mark in own if is_id(mark)), "")
        fields: dict[str, Any] = {"term": own[0][0], "definition": _links(definition, src), "id": given}
        fields |= {"aliases": [each for each, _ in own[1:]]} if own[1:] else {}
        found.append((fields, line, []))
    return _document(name, found)


def _document(name: str, entries: Iterable[Entry]) -> tuple[Document, list[Problem]]:
    """Return entries as the document that the same terms in YAML would give.

    Where all begin with a capital, as entries do in print, that says nothing of a word.
    """
    entries = list(entries)
    initials = [str(fields.get("term", ""))[:1] for fields, _, _ in entries]
    printed = all(initial != initial.lower() or not initial.isalpha() for initial in initials)
    value: dict[str, Any] = {}
    lines: dict[tuple[str | int, ...], int] = {}
    problems: list[Problem] = []
    for fields, line, wrong in entries:
        problems += wrong
        term_id = str(fields.get("id") or slug(str(fields.get("term", ""))) or f"row-{line}")
        if term_id in value:
            what = f"term '{term_id}' is defined twice (first on line {lines[term_id,]})"
            problems.append(Problem(name, line, what, "expected each term once."))
            continue
        value[term_id] = {key: field for key, field in fields.items() if key != "id"}
        if printed and _CAPITAL.fullmatch(str(fields.get("term", ""))):
            value[term_id].setdefault("case", "insensitive")
        lines[(term_id,)] = line
    return Document(name, value, lines), problems


def _lines(text: str) -> list[str]:
    """Return the lines of a page, those of front matter, code and comments emptied."""
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    head = front_matter(text)
    text = "\n" * head.count("\n") + text.removeprefix(head)
    rows = [""] * (text.count("\n") + 1)
    for number, row in outside_fences(text):
        rows[number - 1] = row
    return rows


def _list_rows(rows: list[str]) -> Iterator[Row]:
    """Yield each entry of the definition lists: lines of names, then the first paragraph behind a colon."""
    for at, row in enumerate(rows):
        match = _DEFINITION.match(row)
        if not match:
            continue
        end = at - 1 if at and rows[at - 1].strip() else at - 2
        start = end
        while start >= 0 and rows[start].strip() and not rows[start][:1].isspace():
            start -= 1
        names = rows[start + 1 : end + 1]
        if names and not any(_DEFINITION.match(each) for each in names):
            yield tuple(names), _paragraph([match[1], *rows[at + 1 :]]), start + 2


def _heading_rows(rows: list[str]) -> list[Row]:
    """Return each heading with a paragraph directly below it, of the level that most such headings have.

    What is deeper belongs to a term, what is higher, or a letter alone, heads a part of the list.
    """
    found: list[tuple[int, Row]] = []
    for at, row in enumerate(rows):
        match = _HEADING.match(row)
        if not match or "terms-off" in row or len(_name(match[2])[0]) < 2:
            continue
        below = next((n for n in range(at + 1, len(rows)) if rows[n].strip()), len(rows))
        if below < len(rows) and _PLAIN_START.match(rows[below]):
            found.append((len(match[1]), ((match[2],), _paragraph(rows[below:]), at + 1)))
    levels = [level for level, _ in found]
    usual = max(sorted(set(levels)), key=levels.count, default=0)
    return [row for level, row in found if level == usual]


def _paragraph(rows: list[str]) -> str:
    end = next((n for n, row in enumerate(rows) if not row.strip() or _DEFINITION.match(row)), len(rows))
    return " ".join(row.strip() for row in rows[:end])


def _name(text: str) -> tuple[str, str]:
    """Return the words of a heading or of a name in a list, and the id that was given to it."""
    attributes = _ATTRIBUTES.search(text)
    given = _ID.search(attributes[1]) if attributes else None
    words = text[: attributes.start()] if attributes else text
    return _SIGNS.sub(lambda sign: sign[1] or "", words).strip(), given[1] if given else ""


def _links(definition: str, src: str) -> str:
    """Return a definition whose links to other pages hold from everywhere."""

    def to_page(link: re.Match[str]) -> str:
        return f"](site:{normpath(join(dirname(src), link[1]))}{link[2] or ''})"

    return _HERE.sub(rf"](site:{src}\1)", _LINK.sub(to_page, definition))
