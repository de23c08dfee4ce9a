"""The content as files for other programs: terms, references, tables."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Mapping

from explainer.content.content import Content
from explainer.evidence.bibliography import Bibliography, as_csl, as_ris
from explainer.evidence.cells import plain_number
from explainer.evidence.columns import Column
from explainer.evidence.tables import OBTAINED, Table
from explainer.terms.glossary import Glossary, Term
from explainer.text.fragments import without_tags

FILES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "glossary": (
        ("glossary.json", "JSON"),
        ("glossary.jsonld", "schema.org DefinedTermSet (JSON-LD)"),
        ("glossary-anki.txt", "flash cards for Anki (File, Import)"),
    ),
    "references": (("references.bib", "BibTeX"), ("references.ris", "RIS"), ("references.json", "CSL-JSON")),
    "tables": (
        ("data/datapackage.json", "what all tables and their columns mean (Frictionless Data Package)"),
    ),
}
"""What a list offers to download: path below the site's root and what it is."""

_JSON = json.JSONEncoder(ensure_ascii=False)
_MARKDOWN = re.compile(r"[\[*`$<]")


def offered(name: str) -> tuple[tuple[str, str], ...]:
    """Return the files that a list (`glossary`, `references`, `tables`) or a table (`tables/x`) offers."""
    table = name.removeprefix("tables/")
    return FILES[name] if name == table else ((f"data/{table}.csv", f"{table}.csv"),)


def exports(
    content: Content, site_name: str, site_url: str, licence: str = "", glossary: str = "glossary/"
) -> dict[str, str]:
    """Return each file's text by its path below the site's root; kinds of data a site has not get no file.

    `glossary` is the address of the page with the terms.
    """
    files: dict[str, str] = {}
    if len(content.glossary):
        files["glossary.json"] = glossary_json(content.glossary)
        files["glossary.jsonld"] = defined_term_set(content.glossary, site_name, site_url, glossary)
        files["glossary-anki.txt"] = anki_deck(content.glossary, site_name)
    if len(content.bibliography):
        files["references.bib"] = content.bibliography.text
        files["references.ris"] = as_ris(content.bibliography)
        files["references.json"] = as_csl(content.bibliography)
    for table in content.tables.values():
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(table.columns)
        for row in table.rows.values():
            writer.writerow(_cell(row.values.get(name)) for name in table.columns)
        files[f"data/{table.name}.csv"] = out.getvalue()
    if content.tables:
        files["data/datapackage.json"] = data_package(content, site_name, site_url, licence)
    return files


def _cell(value: float | str | None) -> str:
    return "" if value is None else plain_number(value) if isinstance(value, float) else value


def data_package(content: Content, site_name: str, site_url: str, licence: str) -> str:
    """Return what the tables and their columns mean: a Frictionless Data Package (2.0) beside their files."""
    about = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": re.sub(r"[^a-z0-9]+", "-", site_name.lower()).strip("-") or "tables",
        "title": f"Tables of {site_name}",
        "homepage": site_url,
        "licenses": [{"path": licence}] if licence else [],
    }
    resources = [_resource(table, content.bibliography) for table in content.tables.values()]
    package = {name: value for name, value in about.items() if value} | {"resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table, bibliography: Bibliography) -> Mapping[str, object]:
    work = bibliography.references.get(table.source)
    places = (work.short if work else table.source, table.section, table.figure)
    where = ", ".join(dict.fromkeys(filter(None, places)))
    source = {"title": where, **({"path": work.links[0][1]} if work and work.links else {})}
    how = f"Values {OBTAINED[table.obtained]}; confidence {table.confidence}."
    said = (how, f"Models: {table.model}." if table.model else "", plain(table.note))
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "title": plain(table.title),
        "description": " ".join(filter(None, said)),
        **({"sources": [source]} if where else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns.values()],
            "missingValues": [""],
            "primaryKey": list(table.key),
        },
    }


def _field(column: Column) -> Mapping[str, object]:
    limits = {"minimum": column.low, "maximum": column.high} if column.type == "number" else {}
    constraints: dict[str, object] = {name: limit for name, limit in limits.items() if math.isfinite(limit)}
    if not column.optional:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    found = {
        "name": column.name,
        "type": "number" if column.type == "number" else "string",
        "description": plain(column.meaning),
        "unit": column.unit,
        "categories": [{"value": value, "label": label} for value, label in column.values.items()],
        "constraints": constraints,
    }
    return {name: value for name, value in found.items() if value}


def plain(markdown: str) -> str:
    """Return a definition without Markdown, for files that know none."""
    if not _MARKDOWN.search(markdown):
        return markdown.strip()
    text = re.sub(r"(?<!\s)\s*\[[@=][^\[\]]*\]", "", markdown)
    text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    return re.sub(r"[*`$]", "", without_tags(text)).strip()


def glossary_json(glossary: Glossary) -> str:
    """Return the terms as JSON: a list of objects with the names that `glossary.yml` uses."""

    def item(term: Term) -> Mapping[str, object]:
        found = {
            "id": term.id,
            "term": term.term,
            "spoken": term.spoken,
            "aliases": list(term.aliases),
            "definition": plain(term.definition),
            "more": plain(term.more),
            "senses": {sense.id: plain(sense.definition) for sense in term.senses},
            "related": list(term.related),
            "source": term.source,
        }
        return {name: value for name, value in found.items() if value}

    return _lines(map(item, glossary)) + "\n"


def _lines(items: Iterable[Mapping[str, object]]) -> str:
    """Return a JSON list, an item a line: easy to compare, and quicker to write than a value a line."""
    return "[\n" + ",\n".join(map(_JSON.encode, items)) + "\n]"


def defined_term_set(glossary: Glossary, site_name: str, site_url: str, page: str) -> str:
    """Return the terms as a schema.org DefinedTermSet; without a site address, identifiers are relative."""
    base = f"{site_url.rstrip('/')}/{page}" if site_url else page
    terms = [
        {
            "@type": "DefinedTerm",
            "@id": f"{base}#{term.id}",
            "termCode": term.id,
            "name": term.term,
            "description": plain(term.definition),
            **({"alternateName": list(term.aliases)} if term.aliases else {}),
            "inDefinedTermSet": base,
        }
        for term in glossary
    ]
    whole = {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": base,
        "name": f"Glossary of {site_name}",
    }
    head = _JSON.encode(whole).removesuffix("}")
    return f'{head}, "hasDefinedTerm": {_lines(terms)}}}\n'


def anki_deck(glossary: Glossary, site_name: str) -> str:
    """Return the terms as text that Anki imports as it is: identifier, front, back, tag, parted by tabs."""
    head = [
        "#separator:tab",
        "#html:false",
        "#notetype:Basic",
        f"#deck:{site_name}",
        "#guid column:1",
        "#tags column:4",
    ]
    rows = [
        "\t".join(
            " ".join(part.split())
            for part in (f"explainer-{term.id}", term.term, plain(term.definition), "glossary")
        )
        for term in glossary
    ]
    return "\n".join([*head, *rows]) + "\n"
