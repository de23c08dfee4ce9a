"""The options of the plugin, as MkDocs checks them: those that it shares with the extension, and its own.

What each means, and what holds where nothing is said, stands in `explainer.content.options.Options`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config

from explainer.checks.lints import LEVELS
from explainer.content.options import MATH, given_by
from explainer.engines.levels import Checks, Level
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


class ExplainerOptions(SharedOptions):
    """Options of the plugin in mkdocs.yml."""

    data_dir = c.Optional(c.Type(str))
    """Folder with the data, from the folder of mkdocs.yml; by default `data` below the docs folder."""
    publish_data = c.Type(bool, default=False)
    """Whether the sources of the data are published, too, where they stand below the docs folder."""
    machines = c.Type(bool, default=False)
    """Whether to tell programs of the site.

    That is: each page as Markdown, llms.txt, robots.txt, a feed, schema.org in the head, pictures of pages.
    """
    licence = c.Optional(c.URL())
    """Address of the licence of the texts, for programs."""
    reuse_pages = c.Type(bool, default=False)
    """Whether a preview renders only pages whose text or data changed.

    Not for sites whose pages take in other files (snippets, macros).
    """
    script = c.Type(bool, default=True)
    """Whether each page gets the script of cards and filter; not for a site that names one of its own."""
    style = c.Type(bool, default=True)
    """Whether each page gets the style of what the package makes; not for a site that styles it itself."""
    checks = c.SubConfig(Checks)
    """How loud an author is told of slips, by what they are about."""
    lints = c.DictOfItems(Level(LEVELS), default={})
    """What becomes of each lint of `explainer.checks.lints.LINTS`, and of `all` that are not named.

    That is `off` (the default), `info`, or `warning`.
    """


def given(plugin: Config, extension: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that an author has set for the extension, or for the plugin, which goes first."""
    said = {name: value for name, value in given_by(plugin) if value is not None}
    return dict(given_by(extension)) | said
