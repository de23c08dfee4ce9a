"""Write a JSON Schema for each kind of data file, by which editors complete fields, words and ids.

Nothing is said twice: the readers themselves are run on made-up files, and what they ask of each record is
its schema.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from explainer.charts.spec import STYLES_FILE
from explainer.content.content import load
from explainer.content.figure_files import FILES, load_figures
from explainer.problems import Mistake
from explainer.records import Question, listening
from explainer.yaml_data import read_yaml

ANY = "any-name"
"""Stands for the names that authors choose: the id of a term, a column of a table."""
KINDS = {
    "glossary": "glossary.yml",
    "claims": "claims.yml",
    "notes-points": "notes-points.yml",
    "changes": "changes.yml",
    "corrections": "corrections.yml",
    "ways": "ways.yml",
    "chart-styles": STYLES_FILE,
    "chart": f"charts/{ANY}.yml",
    "table": f"tables/{ANY}.yml",
    "figure": f"figures/{ANY}/figure.yml",
}
"""Where the made-up file of each kind stands, below a folder in which the readers look for it."""

Schema = dict[str, Any]
_HEAD = {
    "$comment": "Made by `python -m explainer schemas`.",
    "$schema": "http://json-schema.org/draft-07/schema#",
}


@dataclass(slots=True)
class Asked:
    """What readers asked of one field."""

    forms: set[str] = field(default_factory=set)
    """What it may be: `text`, `texts`, `switch`, `mapping`."""
    words: tuple[str, ...] = ()
    optional: bool = False
    fields: dict[str, Asked] = field(default_factory=dict)


def schemas(data: Path) -> dict[str, str]:
    """Return the schema of each kind of data file, as JSON, with the ids that stand in the folder `data`."""
    content = load(data)
    columns = sorted({name for table in content.tables.values() for name in table.columns})
    ids: dict[str, dict[str, Iterable[str]]] = {
        "glossary": {"related": content.glossary.terms},
        "notes-points": {"claims": content.claims},
        "chart": {
            "table": content.tables,
            "column": columns,
            "styles": read_yaml(data / STYLES_FILE, "")[0].value,
        },
        "table": {"source": content.bibliography.references},
        "figure": {"tables": content.tables, "columns": columns},
    }
    made = {}
    for kind, asked in _everything_asked().items():
        known = ids.get(kind, {})
        definitions = {"text": {"type": ["string", "number"]}} | {
            name: {"enum": list(words)} for name, words in known.items()
        }
        schema = _HEAD | _mapping(asked, known) | {"definitions": definitions}
        made[kind] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return made


def _everything_asked() -> dict[str, Asked]:
    """Run the readers until they ask nothing new: each time the files hold what was asked for before."""
    found = {kind: Asked() for kind in KINDS}
    kinds = {path: kind for kind, path in KINDS.items()}

    def note(question: Question) -> None:
        asked = found[kinds[question.path.lstrip("/")]]
        for name in question.keys:
            asked = asked.fields.setdefault(str(name), Asked())
        asked.forms.add(question.kind)
        asked.words = question.words or asked.words
        asked.optional = asked.optional or not question.required

    samples: dict[str, Any] = {}
    while samples != (now := {kind: _sample(asked) for kind, asked in found.items()}):
        samples = now
        with TemporaryDirectory() as name, listening(note):
            folder = Path(name)
            for path in (*KINDS.values(), f"tables/{ANY}.csv", *(f"figures/{ANY}/{file}" for file in FILES)):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).touch()
            for kind, path in KINDS.items():
                (folder / path).write_text(json.dumps(samples[kind]), encoding="utf-8")
            load(folder, "")
            load_figures(folder / "figures", "figures", {}, {})
    return found


def _sample(asked: Asked) -> dict[str, Any]:
    return {name: _sample(inner) for name, inner in asked.fields.items()} or {ANY: {}}


def _field(name: str, asked: Asked, ids: Container[str]) -> Schema:
    text: Schema = {"$ref": f"#/definitions/{name if name in ids else 'text'}"}
    if asked.words:
        text = {"enum": [*asked.words, *(int(word) for word in asked.words if word.isdigit())]}
    forms = {
        "text": text,
        "texts": {"anyOf": [text, {"type": "array", "items": text}]},
        "switch": {"type": "boolean"},
        "mapping": _mapping(asked, ids, text if name in ids else None),
    }
    wanted = asked.forms | ({"mapping"} if asked.fields else set())
    chosen = [form for name, form in forms.items() if name in wanted]
    return chosen[0] if len(chosen) == 1 else {"anyOf": chosen}


def _mapping(asked: Asked, ids: Container[str], known: Schema | None = None) -> Schema:
    """Return the schema of fields, or of any names.

    `known` is that of the names or, where nothing is asked below them, of what they are given.
    """
    own = {name: _field(name, inner, ids) for name, inner in asked.fields.items() if name != ANY}
    if own:
        required = [name for name in own if not asked.fields[name].optional]
        return {"type": "object", "properties": own, "required": required, "additionalProperties": False}
    if ANY in asked.fields:
        return {
            "type": "object",
            "additionalProperties": _field(ANY, asked.fields[ANY], ids),
            **({"propertyNames": known} if known else {}),
        }
    return {"type": "object", "additionalProperties": known or {}}


def write_schemas(data: Path) -> str:
    """Write the schemas into `schemas/` of a data folder, and return what was done."""
    if not data.is_dir():
        raise Mistake(f"{data} is not a folder", "expected that of the data, such as docs/data.")
    made = schemas(data)
    folder = data / "schemas"
    folder.mkdir(exist_ok=True)
    for kind, text in made.items():
        (folder / f"{kind}.json").write_text(text, encoding="utf-8")
    return f"{folder}: {len(made)} schemas"
