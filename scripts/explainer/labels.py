"""The words that the package itself puts on a page, on cards and in lists, in the language of the site.

A language that is not here is English, word by word; a site may name its own words under `labels:`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from explainer.problems import Problem, expected

ENGLISH: Mapping[str, str] = MappingProxyType({
    # Cards
    "definition": "Definition",
    "reference": "Reference",
    "number": "Where this number comes from",
    "spoken": "said “{spoken}”",
    "see-also": "See also",
    "full-entry": "Full entry",
    "full-reference": "Full reference",
    "whole-table": "The whole table",
    "general": "General knowledge in the field",
    # The page of the glossary
    "glossary": "Glossary",
    "letters": "Letters",
    "filter": "Filter the terms",
    "shown": "{shown} of {all} terms",
    "link-to": "Link to the entry {term}",
    "also-written": "Also written",
    "related": "Related",
    "source": "Source",
    "download": "Download:",
    # Where things are used
    "used-once": "Used on 1 page",
    "used": "Used on {count} pages",
    "also-on": "Also on",
    "cited-on": "Cited on",
    "cited-nowhere": "Cited on no page",
    "explained-on": "Explained on",
    "more": "and {count} more",
    # References, and paper
    "references": "References",
    "terms-here": "Terms on this page",
})  # fmt: skip
"""Every label by its name; `{…}` is filled in."""


def base_language(name: str) -> str:
    """Return a language without its country: `de-CH`, `zh_Hant` → `de`, `zh`; English where none is named."""
    return name.replace("_", "-").partition("-")[0].lower() or "en"


def labels_of(language: str, own: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Return every label in a language (`de`, `zh-Hant`, `pt-BR`), with those that a site has of its own."""
    name = base_language(language)
    return {**ENGLISH, **(_translated().get(name, {}) if name != "en" else {}), **(own or {})}


@lru_cache(maxsize=1)
def _translated() -> Mapping[str, Mapping[str, str]]:
    text = (files("explainer") / "labels.yml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return found


def check_labels(own: Mapping[str, object], path: str) -> list[Problem]:
    """Return a problem for each label of a site that the package does not know."""
    what = "one of " + ", ".join(ENGLISH)
    return [
        Problem(path, 0, f"'labels' names the unknown label '{name}'", expected(what, name, ENGLISH))
        for name in own
        if name not in ENGLISH
    ]
