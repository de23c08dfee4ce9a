"""Nothing from data runs: scripts, handlers, addresses and Markdown in every field of every kind of data, through to the published pages.

Each field of the sound site of tests/cases/site gets a text with all of it behind its own. Where the data are then still valid the text goes in
and must be found again, as text; where they are not, the author is told. A field that is added later is tried without anybody thinking of it.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from explainer.checks.named_pages import check_named_pages
from explainer.content.content import load
from explainer.content.figures import figures_of
from explainer.content.options import Options
from explainer.content.site import Site
from explainer.exports.redirects import check_redirects
from explainer.publish.postprocess import finish
from support.helpers import CASES, said
from support.tinysite import TinySite

SCRIPT = "<script>canary()</script>"
ACTIVE = f"{SCRIPT}<img src=canary onerror=canary()><svg onload=canary()></svg>"
ADDRESS = "[x](javascript:canary) <a href='javascript:canary'>x</a>"
TEXTS = (".html", ".svg", ".xml", ".js", ".json", ".jsonld", ".csv", ".txt", ".md", ".bib", ".ris")
RAW = ("<script>canary", "<img src=canary", "<svg onload", "<a href='javascript:", '<a href="javascript:')
"""What must not stand in the text of a page, whatever a parser makes of it."""

# Markdown by design; its harmless part is shown as such. The first four are refused with an address that is a script.
CHECKED = {"claims.yml *.answer", "claims.yml *.claim", "glossary.yml *.definition", "glossary.yml *.more", "glossary.yml *.senses.*.definition"}
MARKDOWN = CHECKED | {
    "charts/*.yml note",
    "charts/*.yml title",
    "corrections.yml *.now",
    "corrections.yml *.was",
    "figure.yml omits",
    "figure.yml summary",
    "notes-points.yml *.point",
}
# Forms that are looked for in every text, and may have so many words and signs.
SHORT = {"glossary.yml *.term", "glossary.yml *.aliases"}
# Valid and shown to nobody: kept for authors, or only looked at by a program.
SILENT = {"allowed-percentages.yml *", "allowed-percentages.yml *.(name)", "notes-points.yml *.section"}
# By this name charts find a style; another would leave it unused. These words must stand on a page, and are shown nowhere.
FOUND_BY = {"chart-styles.yml *.(name)", "notes-points.yml *.words"}
# Choices, dates, numbers, columns, keys and pages, which have no room for a text.
_REFUSED = {
    "changes.yml": "*.date *.page",
    "chart-styles.yml": "*.colour *.dash *.hollow *.line *.mark",
    "charts/*.yml": ("compose.*.*.* filter.* filter.*.(name) kind names.*.(name) rows series table x.column x.range x.ticks y.column"),
    "claims.yml": "*.(name) *.evidence *.origin *.verdict",
    "corrections.yml": "*.date *.page",
    "figure.yml": "tables.facts.columns tables.sizes.along tables.sizes.columns tables.sizes.rows",
    "glossary.yml": "*.(name) *.introduced *.related *.senses.*.(name) *.senses.*.pages *.symbol",
    "notes-points.yml": "*.claims *.pages",
    "redirects.yml": "* *.(name)",
    "references.bib": "kind read url",
    "tables/*.yml": (
        "columns.*.(name) columns.*.band columns.*.decimals columns.*.decimals.from columns.*.label "
        "columns.*.optional columns.*.range columns.*.type columns.*.unit.from "
        "columns.*.values.*.(name) confidence date key obtained source"
    ),
    "tables/facts.csv": "decimals id obtained source value",
    "tables/sizes.csv": "hi last lo size step",
}
REFUSED = {f"{file} {field}" for file, named in _REFUSED.items() for field in named.split()}
_NAMED = ("senses", "columns", "values", "names", "filter")
"""What holds names that an author made up."""
_BIB = re.compile(r"^  (\w+) = \{(.*)\},$", re.MULTILINE)


class Field(NamedTuple):
    """One text in one file of data."""

    file: str
    path: tuple[str | int, ...]
    kind: str
    """Where such texts stand in any file and entry of the kind: `glossary.yml *.definition`."""


def word(number: int) -> str:
    """Return what stands in one field alone, emphasised as Markdown would have it."""
    return f"*zq{number}qz*"


def data_files(docs: Path) -> list[str]:
    """Return every file of data by its path below the docs folder."""
    found = [*(docs / "data").rglob("*"), *docs.rglob("figure.yml")]
    return sorted(path.relative_to(docs).as_posix() for path in found if path.is_file())


def fields(docs: Path) -> Iterator[Field]:
    """Yield every text of every file: values and the names that authors make up, cells, fields of works."""
    for file in data_files(docs):
        text = (docs / file).read_text(encoding="utf-8")
        short = re.sub(r"^data/|.*(?=figure\.yml)", "", file)
        name = re.sub(r"^(tables|charts)/[\w-]+", r"\1/*", short)
        if file.endswith(".yml"):
            flat = name == "figure.yml" or "/" in name
            for path in leaves(yaml.safe_load(text), ()):
                kind = kind_of(path, flat)
                if not kind.endswith("(name)") or kind.endswith("*.(name)"):
                    yield Field(file, path, f"{name} {kind}")
        elif file.endswith(".csv"):
            yield from (Field(file, (1, column), f"{short} {column}") for column in next(csv.reader(text.splitlines())))
        else:
            yield from (Field(file, (match.start(2),), f"{name} {match[1]}") for match in _BIB.finditer(text))


def leaves(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to each text, and to each name in a mapping (which ends in an empty step)."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield (*path, key, "")
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from leaves(inner, (*path, at))
    else:
        yield path


def kind_of(path: Sequence[str | int], flat: bool) -> str:
    """Return a way with `*` for what an author made up, and `(name)` for the name itself."""
    parts: list[str] = []
    for at, part in enumerate(path):
        made_up = (at == 0 and not flat) or (at > 0 and path[at - 1] in _NAMED) or "compose" in path[:at]
        parts += [] if isinstance(part, int) else ["(name)"] if part == "" else ["*"] if made_up else [str(part)]
    return ".".join(parts)


def with_texts(text: str, file: str, texts: Mapping[tuple[str | int, ...], str]) -> str:
    """Return a file of data with a text behind that of each field."""
    if file.endswith(".yml"):
        value = yaml.safe_load(text)
        return yaml.safe_dump(_put(value, (), texts), allow_unicode=True, sort_keys=False)
    if file.endswith(".csv"):
        rows = list(csv.reader(text.splitlines()))
        for (row, column), more in texts.items():
            rows[int(row)][rows[0].index(str(column))] += more
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue()
    for (start,), more in sorted(texts.items(), reverse=True):
        end = text.index("},\n", int(start))
        text = text[:end] + more + text[end:]
    return text


def _put(value: Any, path: tuple[str | int, ...], texts: Mapping[tuple[str | int, ...], str]) -> Any:
    if isinstance(value, Mapping):
        return {f"{key}{texts.get((*path, key, ''), '')}": _put(inner, (*path, key), texts) for key, inner in value.items()}
    if isinstance(value, list):
        return [_put(inner, (*path, at), texts) for at, inner in enumerate(value)]
    return f"{value}{texts[path]}" if path in texts else value


def put(docs: Path, texts: Mapping[Field, str]) -> None:
    """Put texts behind those of fields, in the files of a site."""
    for file in {field.file for field in texts}:
        path = docs / file
        mine = {field.path: text for field, text in texts.items() if field.file == file}
        path.write_text(with_texts(path.read_text(encoding="utf-8"), file, mine), encoding="utf-8")


def problems(docs: Path) -> list[str]:
    """Return what an author of these data is told."""
    content = load(docs / "data")
    pages = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
    named = [*check_named_pages(content, pages), *check_redirects(content.redirects, pages)]
    return said([*content.problems, *figures_of(Site(content, Options(), docs)).problems, *named])


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The docs folder of a copy of the sound site."""
    shutil.copytree(CASES / "site", tmp_path / "site")
    return tmp_path / "site" / "docs"


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_a_field_without_room_for_a_text_says_so(kind: str, docs: Path) -> None:
    """So that nothing of it reaches a page."""
    field = next(field for field in fields(docs) if field.kind == kind)
    put(docs, {field: f" {word(0)}{ACTIVE}"})
    assert problems(docs)


def published(docs: Path) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file of the site, as it is for a server and as it is for reading offline."""
    built = TinySite(docs.parent).build()
    for name, offline in (("online", False), ("offline", True)):
        folder = docs.parent / name
        finish(built.folder, folder, offline=offline)
        for path in sorted(folder.rglob("*")):
            if path.suffix in TEXTS:
                yield path.relative_to(docs.parent).as_posix(), path.read_text(encoding="utf-8")


def test_nothing_from_data_runs_and_all_of_it_arrives(docs: Path) -> None:
    """In pages, cards, embeds, drawings, the feed and the search, online and offline."""
    chosen = [field for field in fields(docs) if field.kind not in REFUSED | FOUND_BY]
    put(docs, {field: f" {text_for(field, number)}" for number, field in enumerate(chosen)})
    assert problems(docs) == []
    files = dict(published(docs))
    shown = {path: text for path, text in files.items() if path.endswith((".html", ".svg", ".xml"))}
    everything = "\n".join(files.values())

    arrived = {field.kind for number, field in enumerate(chosen) if f"zq{number}qz" in everything}
    assert {field.kind for field in chosen} - arrived == SILENT
    marked_up = {field.kind for number, field in enumerate(chosen) if any(f"<em>zq{number}qz" in text for text in shown.values())}
    assert marked_up == MARKDOWN

    assert [(path, raw) for path, text in shown.items() for raw in RAW if raw in text] == []
    assert [path for path, text in files.items() if "search_index" in path and "<script>canary" in text] == []
    assert [(path, tag) for path, text in shown.items() for tag in running(text)] == []


def text_for(field: Field, number: int) -> str:
    """Return the text for one field, with as much of what might run as the field takes."""
    if field.kind in SHORT:
        return f"zq{number}qz {SCRIPT}"
    return word(number) + ACTIVE + ("" if field.kind in CHECKED else ADDRESS)


def running(page: str) -> Iterator[str]:
    """Yield each element of a page, or of a template in it, that would run something of ours."""
    inside = re.findall(r"<template[^>]*>(.*?)</template>", page, re.DOTALL)
    for tree in map(LexborHTMLParser, (page, *inside)):
        for node in tree.css("*"):
            attributes = {name: value or "" for name, value in node.attributes.items()}
            handlers = any(name.startswith("on") and "canary" in value for name, value in attributes.items())
            address = any(
                value.strip().casefold().startswith("javascript:") for name, value in attributes.items() if name in ("href", "src", "xlink:href")
            )
            script = node.tag == "script" and attributes.get("type", "") in ("", "module") and "canary" in (node.text() or "")
            if handlers or address or script or attributes.get("src") == "canary":
                yield (node.html or "")[:200]
