"""What the plugin reads from MkDocs or ProperDocs: their files and pages as the core's plain values."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme

from explainer.checks.links import anchors_of
from explainer.checks.sources import SourceFile
from explainer.content.languages import Languages, languages
from explainer.content.options import Options
from explainer.engines.context import shown as shown_file
from explainer.pages.page import Page
from explainer.text.typography import typographic_text
from explainer.urls import plain_root

# http://::1:8000/
_BARE_IPV6 = re.compile(r"^http://([\da-f.]*:[\da-f:.]*):(\d+)/")


def language_of(theme: Theme) -> str:
    """Return the language of a theme: Material has a name of its own for it, and one for words of a site."""
    said = str(theme.get("language") or theme.locale)
    if said != "custom":
        return said
    try:
        words: Any = theme.get_env().get_template("partials/languages/custom.html").module
        return str(words.t("language"))
    except (TemplateError, AttributeError):
        return "en"  # As Material does where words are missing


def languages_of(config: MkDocsConfig, language: str) -> Languages:
    """Return the languages of a build with a text in `language`; `mkdocs-static-i18n` builds each in turn."""
    plugin: Any = config.plugins.get("i18n")
    if not hasattr(plugin, "all_languages"):
        return languages([language])
    return languages([plugin.current_language, language, plugin.default_language], plugin.all_languages)


def list_pages(files: Files, options: Options) -> set[str]:
    """Return the source paths of the lists of terms and works, in the language of this build."""
    found = (files.get_file_from_path(src) for src in (options.glossary, options.references))
    return {file.src_uri for file in found if file}


def told_by_us(config: MkDocsConfig) -> None:
    """Silence the engine where `links` says the same with a line: one slip is told once."""
    config.validation.links.not_found = config.validation.links.anchors = logging.DEBUG


def know_anchors(files: Files) -> None:
    """Let the engine know the anchors that our blocks have put on pages: it has seen Markdown alone."""
    for file in files.documentation_pages():
        page = file.page
        if page and page.present_anchor_ids is not None and "///" in (page.markdown or ""):
            page.present_anchor_ids |= anchors_of(page.content or "")


def links_from_root(config: MkDocsConfig) -> bool:
    """Return whether a link such as `/x.md` leads to a page of this site, and not anywhere on its host."""
    return config.validation.links.absolute_links < 0  # `relative_to_docs` is no level of a log.


def shown(path: Path, root: Path) -> str:
    """Return a path as an author knows it: below the folder of mkdocs.yml where it is there."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def bracketed(url: str) -> str:
    """Return the address of a preview as browsers take it: MkDocs writes one of IPv6 without its brackets."""
    return _BARE_IPV6.sub(r"http://[\1]:\2/", url)


def set_titles(page: MkDocsPage) -> None:
    """Set the signs of title and description, which menus, heads and the search show, as in the text."""
    for name in ("title", "description"):
        said = page.meta.get(name)
        if isinstance(said, str):
            page.meta[name] = typographic_text(said)
    if page.title:
        page.title = typographic_text(page.title)


def addresses(files: Files) -> dict[str, str]:
    """Return the source path of everything that is on the site, by its address."""
    return {unquote(plain_root(file.url)): file.src_uri for file in files if not file.inclusion.is_excluded()}


def source_files(files: Files, root: Path) -> list[SourceFile]:
    """Return the files that somebody has put below the docs folder, also those that are not built."""
    found = []
    for file in files:
        if not file.generated_by:
            built = "" if file.inclusion.is_excluded() else file.dest_uri
            found.append(SourceFile(file.src_uri, shown_file(file, root), built))
    return found


def titled(page: Page, file: File) -> Page:
    """Return a page with what MkDocs knows of it once it is rendered: its title, the chapter it stands in."""
    assert file.page is not None, "only files with a page are rendered"
    above = list(file.page.ancestors)
    return replace(page, title=str(file.page.title), chapter=str(above[-1].title) if above else "")
