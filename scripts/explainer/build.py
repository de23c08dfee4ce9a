"""What one build gathers while its pages are rendered, for the steps that need all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from explainer.problems import Problem
from explainer.site import Site
from explainer.termlinks import Use


@dataclass(slots=True)
class RenderedPage:
    """One page with its article finished."""

    src: str
    title: str
    url: str
    html: str
    uses: tuple[Use, ...]
    make_cards: Callable[[], str] = str

    @property
    def cards(self) -> str:
        """Templates to stand after the article; made when asked for, since they are longer than many a page."""
        return self.make_cards()


@dataclass(slots=True)
class Build:
    """Born when a build begins, thrown away when it ends; nothing else keeps state between pages."""

    site: Site
    problems: list[Problem] = field(default_factory=list)
    pages: dict[str, RenderedPage] = field(default_factory=dict)
