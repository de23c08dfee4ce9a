"""What one build gathers while its pages are rendered, for the steps that need all of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from explainer.content.site import Site
from explainer.pages.page import Page
from explainer.problems import Problem


@dataclass(slots=True)
class Build:
    """Born when a build begins, thrown away when it ends; nothing else keeps state between pages."""

    site: Site
    problems: list[Problem] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    """By source path; each from when it is rendered, and once more when its article is finished."""
    settled: bool = False
    """Whether all pages are finished; what is rendered then is a piece of a page on another, as in a blog."""
    pieces: dict[str, str] = field(default_factory=dict)
    """Such pieces, finished, by the address of the page on which they are shown."""
