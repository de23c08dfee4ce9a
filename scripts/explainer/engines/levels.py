"""How loud an author is told what is wrong, for each kind of problem: not at all, up to ending the build.

A guest in somebody's house says nothing of links and navigation unless asked: the engine does, as
`validation:` has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from explainer.problems import Problem, report

log = get_plugin_logger("explainer")


class Level(c.Choice[str]):
    """One of some words, `off` among them, which YAML reads as a no."""

    def run_validation(self, value: object) -> str:
        """Return the word."""
        return super().run_validation("off" if value is False else value)


class Checks(Config):
    """What becomes of a problem, by what it is about."""

    content = Level(("off", "info", "warn", "error"), default="warn")
    """Slips in data and in our own syntax; a warning stops a strict build."""
    links = Level(("off", "info", "warn", "error"), default="off")
    """Links that lead nowhere, with line and guess; `off` leaves it to the engine to tell of them."""
    pages = Level(("off", "info", "warn", "error"), default="info")
    """What an engine passes over in the file of a page: no settings, an address taken twice, script."""
    nav = Level(("off", "info", "warn", "error"), default="off")
    """Pages that stand twice in the navigation."""


def tell(problems: Iterable[Problem], levels: Mapping[str, Any], *, serving: bool) -> list[Problem]:
    """Say each problem at the level of its kind, errors last and together; return more than information.

    Raises `PluginError` for errors, unless a person watches a preview, which goes on.
    """
    by_level: dict[str, list[Problem]] = {"off": [], "info": [], "warn": [], "error": []}
    for problem in problems:
        by_level[levels[problem.kind]].append(problem)
    for problem in by_level["info"]:
        log.info("%s", problem)
    for problem in by_level["warn"]:
        log.warning("%s", problem)
    errors = by_level["error"]
    if errors and not serving:
        raise PluginError(report(errors))
    if errors:
        log.error("%s", report(errors))
    return sorted(by_level["warn"] + errors)
