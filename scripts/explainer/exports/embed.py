"""A small page for each interactive figure by itself, which other sites may show in a frame."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.blocks.figure import figure_html
from explainer.blocks.placements import figure_places
from explainer.content.figure_files import FOLDER, Figure
from explainer.content.figures import figures_of
from explainer.content.site import Site
from explainer.templates import fill, safe
from explainer.text.fragments import resolve_site_links
from explainer.text.typography import typographic
from explainer.urls import relative_url, source_url

STYLES = tuple(
    f"assets/stylesheets/{name}.css"
    for name in ("palette", "type", "terms", "citations", "captions", "figures", "print", "embed")
)
"""What a page with one figure and nothing else needs; `figure.css` of the figure comes on top."""


def embed_pages(
    site: Site, site_name: str, *, folders: bool = True, styles: Sequence[str] = STYLES
) -> dict[str, str]:
    """Return a small page a figure by its path, `embed/switch/index.html`, with addresses as seen from it.

    `folders` says whether pages end in `/` (`use_directory_urls` of MkDocs).
    """
    figures = figures_of(site)
    places = figure_places(site.docs) if figures.by_name else {}
    return {
        f"embed/{figure.id}/index.html": _embed_page(
            figure, site, site_name, places.get(figure.id, []), folders, styles
        )
        for figure in figures
    }


def _embed_page(
    figure: Figure,
    site: Site,
    site_name: str,
    places: list[tuple[str, str]],
    folders: bool,
    styles: Sequence[str],
) -> str:
    here = f"embed/{figure.id}/"

    def href(src: str, anchor: str = "") -> str:
        return relative_url(source_url(src, use_folders=folders), here) + (f"#{anchor}" if anchor else "")

    page = fill(
        "documents/embed.html",
        language=site.options.language or "en",
        figure=figure,
        body=safe(figure_html(figure, site)),
        site_name=site_name,
        home=href("index.md"),
        place=(href(places[0][0], f"figure-{figure.id}"), places[0][1]) if places else None,
        styles=[href(style) for style in styles if (site.docs / style).exists()],
        icon=href("assets/favicon.svg"),
        script=href(f"{FOLDER}/embed.js"),
    )
    page = typographic(page) if site.options.typographic else page
    return resolve_site_links(page, href)
