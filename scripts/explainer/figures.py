"""Interactive figures as HTML: a picture filled while building, words that say what it shows, the numbers its model gets.

Everything here is complete without script; `view.js` of a figure only moves the parts of the picture.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template, TemplateError

from explainer.active import active
from explainer.echoes import breaking
from explainer.figuredata import FOLDER, Figure, json_data, load_figures, table_source
from explainer.fragments import resolve_site_links
from explainer.markup import fill, safe
from explainer.numbers import Number, resolve
from explainer.page import relative_url, source_url
from explainer.problems import Mistake, Problem, expected
from explainer.site import Site

STYLES = tuple(f"assets/stylesheets/{name}.css" for name in ("palette", "type", "terms", "citations", "figures", "machines", "print", "embed"))
"""What a page with one figure and nothing else needs; `figure.css` of the figure comes on top."""
ADDRESS = "ADDRESS-OF-THIS-SITE"
"""Stands in embed code for the address of the site, which only its host knows."""

# /// figure | predict: model-size
_PLACED = re.compile(r"^ {0,3}/{3,}[ \t]*figure[ \t]*\|[ \t]*([\w-]+)[ \t]*(?::[ \t]*([\w-]+))?[ \t]*$", re.MULTILINE)
_ARGUMENT = re.compile(r"([\w-]+)(?:\s*:\s*([\w-]+))?")
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_STYLE = re.compile(r"\sstyle=")


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of a site: by name, each with its options in order (one option `""` where it has none); compared by identity."""

    by_name: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Figure]:
        for options in self.by_name.values():
            yield from options.values()


def figures_of(site: Site) -> Figures:
    """Return the figures of a site; read again only when a file of theirs changed."""
    folder = site.docs / FOLDER
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    return _figures_of(site, tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in files for stat in (path.stat(),)))


@lru_cache(maxsize=4)
def _figures_of(site: Site, fingerprint: tuple[tuple[str, int, int], ...]) -> Figures:
    content = site.content
    found, problems = load_figures(site.docs / FOLDER, f"{site.docs.name}/{FOLDER}", content.tables, content.bibliography.references)
    for figure in [figure for options in found.values() for figure in options.values()]:
        try:
            picture(figure, site)
        except Mistake as mistake:
            path = figure.path.replace("figure.yml", "static.html")
            problems += breaking([mistake.at(path, 1)], f"figure {figure.name}")
            found.pop(figure.name, None)
    return Figures(found, tuple(sorted(set(problems))))


def figure_panel(argument: str, site: Site) -> str:
    """Return the block of one figure, `name` or `name: option`; the first option where none is named."""
    return _panel(_asked(argument, figures_of(site)), site)


def figure_grid(argument: str, site: Site) -> str:
    """Return every figure as a picture with its title, the pages where it stands and the code to embed it."""
    if argument:
        raise Mistake(f"unexpected '{argument}'", "expected nothing after the name.")
    places = figure_places(site.docs)
    rows = [(figure, safe(_unnamed(picture(figure, site))), places.get(figure.id, [])) for figure in figures_of(site)]
    return fill("figures.html", rows=rows, address=ADDRESS, words=lambda text: safe(site.fragment(text)))


def figure_places(docs: Path) -> dict[str, list[tuple[str, str]]]:
    """Return source path and title of each page on which a figure stands, by the figure's id."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(docs.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        title = _TITLE.search(text)
        for match in _PLACED.finditer(text):
            place = (path.relative_to(docs).as_posix(), title[1] if title else path.stem)
            found.setdefault(f"{match[1]}-{match[2]}" if match[2] else match[1], []).append(place)
    return found


def places_key(site: Site, figures: Figures) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the same places as something that can be remembered by; a site without figures has none, and its pages are not read for it."""
    return tuple((name, tuple(places)) for name, places in figure_places(site.docs).items()) if figures.by_name else ()


def embed_pages(site: Site, site_name: str, *, folders: bool = True, styles: Sequence[str] = STYLES) -> dict[str, str]:
    """Return a small page for each figure by its path, `embed/switch/index.html`, with addresses relative to that path.

    `folders` says whether pages end in `/` (`use_directory_urls` of MkDocs).
    """
    figures = figures_of(site)
    places = figure_places(site.docs) if figures.by_name else {}
    return {f"embed/{figure.id}/index.html": _embed_page(figure, site, site_name, places.get(figure.id, []), folders, styles) for figure in figures}


def _embed_page(figure: Figure, site: Site, site_name: str, places: list[tuple[str, str]], folders: bool, styles: Sequence[str]) -> str:
    here = f"embed/{figure.id}/"

    def href(src: str, anchor: str = "") -> str:
        return relative_url(source_url(src, use_folders=folders), here) + (f"#{anchor}" if anchor else "")

    page = fill(
        "embed.html",
        figure=figure,
        body=safe(_panel(figure, site)),
        site_name=site_name,
        home=href("index.md"),
        place=(href(places[0][0], f"figure-{figure.id}"), places[0][1]) if places else None,
        styles=[href(style) for style in styles if (site.docs / style).exists()],
        icon=href("assets/favicon.svg"),
        script=href(f"{FOLDER}/embed.js"),
    )
    return resolve_site_links(page, href)


def picture(figure: Figure, site: Site) -> str:
    """Return the static picture of a figure, its numbers filled in; raises `Mistake`."""
    tables = site.content.tables

    def found(ref: str, style: str = "") -> Number:
        answer = resolve(ref, style, tables)
        if isinstance(answer, Mistake):
            raise answer
        return answer

    def value(ref: str) -> float:
        number = found(ref)
        return float(number.row.values[number.column.name] or 0)

    helpers = {"number": lambda ref, style="": found(ref, style).text, "value": value, "source": lambda name: table_source(tables[name])}
    try:
        html = _template(figure.static).render(helpers, id=f"figure-{figure.id}", name=figure.name, option=figure.option)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f" (line {line})" if line else ""
        raise Mistake(f"the picture cannot be filled: {error.message or error}{where}", "expected a Jinja template.") from error
    if "<section" in html:
        raise Mistake("the picture has a <section>", "expected a <div>: the search index would take what follows it for prose.")
    if _STYLE.search(html):
        raise Mistake("the picture has a style attribute", "expected classes or SVG attributes: the security policy forbids inline styles.")
    for mistake, _ in active(html):
        raise mistake
    return html


def offline_loader(names: Sequence[str]) -> str:
    """Return the text of a `load.js` that imports every view at once, for a bundle that must work from `file://`."""
    imports = "".join(f'import * as v{index} from "./{name}/view.js";\n' for index, name in enumerate(names))
    views = ", ".join(f"{json.dumps(name)}: v{index}" for index, name in enumerate(names))
    return f"{imports}\nconst views = {{ {views} }};\n\nexport const loadView = async (name) => views[name];\n"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=64)  # Compiling takes longer than filling, and each is filled for several pages.
def _template(text: str) -> Template:
    return _templates().from_string(text)


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
        accepted = [item for item in options if item]
        hint = expected("one of " + ", ".join(accepted), option, accepted) if accepted else "expected no option."
        raise Mistake(f"the figure '{name}' has no option '{option}'", hint)
    return options[option]


def _panel(figure: Figure, site: Site) -> str:
    return fill(
        "figure.html",
        figure=figure,
        id=f"figure-{figure.id}",
        picture=safe(picture(figure, site)),
        summary=safe(site.fragment(figure.summary)),
        start=safe(site.fragment(figure.start, inline=True)),
        omits=safe(site.fragment(figure.omits, inline=True)),
        data=safe(json_data(figure, site.content.tables)),
    )


def _unnamed(html: str) -> str:
    """Return a picture without the hooks of its script."""
    return re.sub(r"\sdata-part=\"[^\"]*\"", "", html)
