"""The blocks of interactive figures: one with its words and its model's numbers, and the gallery of all.

Everything here is complete without script; `view.js` of a figure only moves the parts of the picture.
"""

from __future__ import annotations

import re

from explainer.blocks.heads import no_argument
from explainer.blocks.placements import figure_places
from explainer.content.figure_data import json_data
from explainer.content.figure_files import FOLDER, Figure
from explainer.content.figures import Figures, figures_of
from explainer.content.picture import picture
from explainer.content.site import Site
from explainer.problems import Mistake, expected
from explainer.templates import fill, safe

ADDRESS = "ADDRESS-OF-THIS-SITE"
"""Stands in embed code for the address of the site, which only its host knows."""

_ARGUMENT = re.compile(r"([\w-]+)(?:\s*:\s*([\w-]+))?")


def figure_panel(argument: str, site: Site) -> str:
    """Return the block of one figure, `name` or `name: option`; the first option where none is named."""
    return figure_html(_asked(argument, figures_of(site)), site)


def figure_grid(argument: str, site: Site) -> str:
    """Return every figure as a picture with its title, the pages where it stands and the code to embed it."""
    no_argument(argument)
    places = figure_places(site.docs)
    return fill(
        "blocks/figures.html",
        rows=[
            (each, safe(_unnamed(picture(each, site))), places.get(each.id, [])) for each in figures_of(site)
        ],
        address=ADDRESS,
        words=lambda text: safe(site.fragment(text)),
    )


def figure_html(figure: Figure, site: Site) -> str:
    """Return a figure with its picture, its words and the rows that its model gets; raises `Mistake`."""
    return fill(
        "blocks/figure.html",
        figure=figure,
        id=f"figure-{figure.id}",
        picture=safe(picture(figure, site)),
        summary=safe(site.fragment(figure.summary)),
        start=safe(site.fragment(figure.start, inline=True)),
        omits=safe(site.fragment(figure.omits, inline=True)),
        data=safe(json_data(figure, site.content.tables)),
    )


def _asked(argument: str, figures: Figures) -> Figure:
    match = _ARGUMENT.fullmatch(argument)
    name, option = (match[1], match[2] or "") if match else (argument, "")
    options = figures.by_name.get(name)
    if options is None:
        hint = expected(f"a folder of {FOLDER}", name, figures.by_name)
        raise Mistake(f"unknown figure '{name}'", hint, f"figure {name}")
    if not option:
        return next(iter(options.values()))
    if option not in options:
        accepted = list(filter(None, options))
        what = "one of " + ", ".join(accepted) if accepted else "no option"
        hint = expected(what, option, accepted)
        raise Mistake(f"the figure '{name}' has no option '{option}'", hint)
    return options[option]


def _unnamed(html: str) -> str:
    """Return a picture without the hooks of its script."""
    return re.sub(r"\sdata-part=\"[^\"]*\"", "", html)
