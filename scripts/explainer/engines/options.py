"""The options that the plugin shares with the extension, as MkDocs checks them in mkdocs.yml.

What each means, and what holds where nothing is said, stands in `explainer.content.options.Options`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config

from explainer.content.options import MATH, given_by
from explainer.engines.levels import Level
from explainer.evidence.citations import STYLES
from explainer.terms.forms import CASES
from explainer.terms.linker import DENSITIES


class SharedOptions(Config):
    """Everything in `Options`; None where the author has said nothing."""

    glossary = c.Optional(c.Type(str))
    definitions = c.Optional(c.ListOfItems(c.Type(str)))
    references = c.Optional(c.Type(str))
    tables = c.Optional(c.Type(str))
    claims = c.Optional(c.Type(str))
    density = c.Optional(c.Choice(DENSITIES))
    exclude = c.Optional(c.ListOfItems(c.Type(str)))
    code = c.Optional(c.Type(bool))
    case = c.Optional(c.Choice(CASES))
    plural = c.Optional(c.Type(bool))
    language = c.Optional(c.Type(str))
    labels = c.Optional(c.DictOfItems(c.Type(str)))
    citations = c.Optional(c.Choice(STYLES))
    citations_main = c.Optional(c.Type(str))
    page_sources = c.Optional(c.Type(bool))
    typographic = c.Optional(c.Type(bool))
    math = c.Optional(Level(MATH))


def given(plugin: Config, extension: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that an author has set for the extension, or for the plugin, which goes first."""
    said = {name: value for name, value in given_by(plugin) if value is not None}
    return dict(given_by(extension)) | said
