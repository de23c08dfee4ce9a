"""What programs may download: tables whose files say what they mean."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from explainer.content.content import load
from explainer.exports.downloads import exports, offered
from support.helpers import write
from support.project import ROOT

FILES = {
    "glossary.yml": "loss:\n  term: loss\n  definition: What training makes small.\n",
    "references.bib": "@misc{who2024word, title={A word}, author={Who, Ann}, year={2024}, url={https://example.org/}}\n",
    "tables/rates.csv": "size,rate,place\n810M,12.5,\n13B,,p. 3\n",
    "tables/rates.yml": (
        "title: Rates *by* size\nsource: who2024word\nfigure: Fig. 1\nmodel: Two of them\nobtained: printed\nconfidence: high\nnote: One run each.\n"
        "key: [size]\ncolumns:\n  size: {meaning: Number of parameters, values: {810M: 810 million, 13B: 13 billion}}\n"
        '  rate: {meaning: Share of prompts, unit: "%", decimals: 1, range: [0, 100], optional: true}\n'
        "  place: {meaning: Where it stands, type: text, optional: true}\n"
    ),
}


def test_tables_say_what_they_mean(tmp_path: Path) -> None:
    """As a Frictionless Data Package, which other programs read beside the files: titles, sources, types, limits, keys."""
    files = exports(load(write(tmp_path, FILES)), "Tiny & small", "https://example.org/sub/", "https://example.org/licence")
    assert json.loads(files["data/datapackage.json"]) == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "tiny-small",
        "title": "Tables of Tiny & small",
        "homepage": "https://example.org/sub/",
        "licenses": [{"path": "https://example.org/licence"}],
        "resources": [
            {
                "name": "rates",
                "path": "rates.csv",
                "type": "table",
                "title": "Rates by size",
                "description": "Values printed in the figure or table; confidence high. Models: Two of them. One run each.",
                "sources": [{"title": "Who 2024, Fig. 1", "path": "https://example.org/"}],
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {
                            "name": "size",
                            "type": "string",
                            "description": "Number of parameters",
                            "categories": [{"value": "810M", "label": "810 million"}, {"value": "13B", "label": "13 billion"}],
                            "constraints": {"required": True, "enum": ["810M", "13B"]},
                        },
                        {
                            "name": "rate",
                            "type": "number",
                            "description": "Share of prompts",
                            "unit": "%",
                            "constraints": {"minimum": 0.0, "maximum": 100.0},
                        },
                        {"name": "place", "type": "string", "description": "Where it stands"},
                    ],
                    "missingValues": [""],
                    "primaryKey": ["size"],
                },
            }
        ],
    }


def test_what_only_the_host_knows_is_left_out(tmp_path: Path) -> None:
    """No address, no licence."""
    package = json.loads(exports(load(write(tmp_path, FILES)), "Tiny", "")["data/datapackage.json"])
    assert sorted(package) == ["$schema", "name", "resources", "title"]


def test_every_table_is_as_its_description_says() -> None:
    """Columns, types, limits and keys, cell by cell, of the tables of this site."""
    files = exports(load(ROOT / "docs" / "data"), "Site", "")
    package = json.loads(files["data/datapackage.json"])
    assert {f"data/{resource['path']}" for resource in package["resources"]} == {path for path in files if path.endswith(".csv")}
    wrong = [
        f"{resource['path']}: {what}" for resource in package["resources"] for what in mistakes(files[f"data/{resource['path']}"], resource["schema"])
    ]
    assert wrong == []


def mistakes(text: str, schema: dict[str, Any]) -> list[str]:
    """Return where a CSV is not what a Table Schema says."""
    reader = csv.DictReader(io.StringIO(text))
    rows, fields = list(reader), schema["fields"]
    wrong = [] if reader.fieldnames == [field["name"] for field in fields] else [f"columns {reader.fieldnames}"]
    keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
    wrong += [f"key {key}" for key in set(keys) if keys.count(key) > 1]
    for row in rows:
        for field in fields:
            cell, rules = row[field["name"]], field.get("constraints", {})
            if cell in schema["missingValues"]:
                holds = not rules.get("required")
            elif field["type"] == "number":
                holds = rules.get("minimum", float("-inf")) <= float(cell) <= rules.get("maximum", float("inf"))
            else:
                holds = cell in rules.get("enum", [cell])
            wrong += [] if holds else [f"{field['name']} {cell!r}"]
    return wrong


@pytest.mark.parametrize("name", ["glossary", "references", "tables"])
def test_a_table_is_offered_as_itself_whatever_it_is_called(name: str) -> None:
    """Also where a list has that name, whose files are others."""
    assert offered(f"tables/{name}") == ((f"data/{name}.csv", f"{name}.csv"),)
    assert offered(name) != offered(f"tables/{name}")
