"""The files that the plugin adds to a site: lists that nobody wrote, and what is made of the data.

On a site in several languages each build has a folder of its own, in which its home page stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from explainer.blocks.placements import places_key
from explainer.content.data_files import is_source
from explainer.content.figures import Figures, figures_of
from explainer.content.languages import Languages
from explainer.content.site import Site
from explainer.exports.downloads import exports
from explainer.exports.embed import embed_pages
from explainer.exports.redirects import redirect_files
from explainer.urls import plain_root

_LIST_PAGE = "---\ntitle: {title}\ndescription: {title}\n---\n\n# {title}\n\n/// {name}\n///\n"


def data_folder(config: MkDocsConfig, root: Path, wanted: str | None, languages: Languages) -> Path:
    """Return the folder with the data: the one asked for, that of a language, or `data` below the docs."""
    docs = Path(config.docs_dir)
    if wanted:
        return root / wanted
    own = (docs / language / "data" for language in languages.spoken)
    return next((folder for folder in own if folder.is_dir()), docs / "data")


def keep_back(files: Files, config: MkDocsConfig, folder: Path) -> None:
    """Take the sources of the data out of what is published."""
    below = folder.relative_to(config.docs_dir).as_posix() if folder.is_relative_to(config.docs_dir) else None
    for file in files:
        inside = below and file.src_uri.startswith(f"{below}/")
        if inside and is_source(file.src_uri.removeprefix(f"{below}/")):
            file.inclusion = InclusionLevel.EXCLUDED


def add_lists(files: Files, config: MkDocsConfig, site: Site) -> None:
    """Add a page for each list that has something in it and that nobody wrote."""
    content, options = site.content, site.options
    lists = (
        ("glossary", options.glossary, len(content.glossary)),
        ("references", options.references, len(content.bibliography)),
    )
    # Nobody can be asked to list a page that they did not write.
    inclusion = InclusionLevel.INCLUDED if config.nav is None else InclusionLevel.NOT_IN_NAV
    for name, src, count in lists:
        if count and files.get_file_from_path(src) is None:
            text = _LIST_PAGE.format(title=site.label(name), name=name)
            file = File.generated(config, src, content=text, inclusion=inclusion)
            file.abs_src_path = _source(config, content.folder, name)
            _add(files, config, file)


def _source(config: MkDocsConfig, folder: Path, name: str) -> str | None:
    """Return the file of which a list is made, so that the list is as old as that.

    Plugins for feeds, dates and authors ask every page for its file and stop where there is none, or where it
    is not in the repository of the site.
    """
    data = [*sorted(folder.glob(f"{name}*")), *sorted(folder.glob(f"{name}/*"))]
    return next((str(path) for path in data if path.is_file()), config.config_file_path)


def add_files(files: Files, config: MkDocsConfig, site: Site, licence: str, root: Path) -> None:
    """Add what is made from data alone; readers are offered it, whatever the site keeps back of its own."""
    figures = figures_of(site)
    glossary = files.get_file_from_path(site.options.glossary)
    made = _made(
        site,
        figures,
        places_key(site, figures),
        (config.site_name, config.site_url or "", licence),
        plain_root(glossary.url) if glossary else "",
        config.use_directory_urls,
        root,
    )
    for path, text in made.items():
        if files.get_file_from_path(path) is None:
            kind = InclusionLevel.INCLUDED
            _add(files, config, File.generated(config, path, content=text, inclusion=kind))


def _add(files: Files, config: MkDocsConfig, file: File) -> None:
    below = file.dest_uri
    file.dest_uri = next(_folder(files), "") + below
    if file.is_documentation_page():
        _translate(file, below, config)
    files.append(file)


def _translate(file: File, below: str, config: MkDocsConfig) -> None:
    """Say of a page what `mkdocs-static-i18n` says of its own: where it is in each language, for its menu.

    It would else show that of the page before. `below` is where the page is below the folder of a language.
    """
    plugin: Any = config.plugins.get("i18n")
    if not hasattr(plugin, "build_languages"):
        return
    found = {}
    for language in plugin.build_languages:
        found[language] = File.generated(config, file.src_uri, content="")
        found[language].dest_uri = below if language == plugin.default_language else f"{language}/{below}"
    said = {"locale": plugin.current_language, "localization": None, "alternates": found}
    vars(file).update(said, locale_alternate_of=plugin.current_language)


def _folder(files: Files) -> Iterator[str]:
    """Yield the folder in which this build stands, from its home page: `de/` for one of several languages."""
    for name in ("index.md", "README.md"):
        home = files.get_file_from_path(name)
        if home:
            yield home.dest_uri.removesuffix("index.html")


@lru_cache(maxsize=2)  # Under `serve`, mostly the same again.
def _made(
    site: Site,
    figures: Figures,
    places: object,
    names: tuple[str, str, str],
    glossary: str,
    folders: bool,
    root: Path,
) -> Mapping[str, str | bytes]:
    """Return each file by its path; `figures` and `places` say whether those are still the same."""
    name, address, licence = names
    base = urlsplit(address).path or "/"
    moved = redirect_files(site.content.redirects.words, use_folders=folders, base=base)
    made = exports(site.content, name, address, licence, glossary)
    made |= moved | embed_pages(site, name, folders=folders)
    if not site.content.charts:
        return made
    # What draws is of use to few sites.
    from explainer.charts.kept import CACHE, PictureCache
    from explainer.exports.chart_pictures import chart_files

    return made | chart_files(site, name, PictureCache(root / CACHE, site.options.language))
