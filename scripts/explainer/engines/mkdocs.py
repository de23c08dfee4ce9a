"""What the plugin reads from MkDocs or ProperDocs: their files and pages as the plain values that the core works on."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.theme import Theme

from explainer.checks.links import LinkedPage, anchors_of
from explainer.checks.lints import LintedPage
from explainer.checks.sources import SourceFile
from explainer.content.options import Options
from explainer.exports.llms import PageText
from explainer.pages.backlinks import named_places
from explainer.pages.page import RenderedPage, body_line
from explainer.urls import plain_root

# http://::1:8000/
_BARE_IPV6 = re.compile(r"^http://([\da-f.]*:[\da-f:.]*):(\d+)/")


def folder_of(config_file: str) -> Path:
    """Return the folder of the configuration as the engine sees that of the docs: absolute, links kept."""
    return Path(os.path.abspath(config_file)).parent  # noqa: PTH100 - resolve() would follow links


def language_of(theme: Theme) -> str:
    """Return the language of a theme: Material has a name of its own for it."""
    return str(theme.get("language") or theme.locale)


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


def addresses(files: Files) -> dict[str, str]:
    """Return the source path of everything that is on the site, by its address."""
    return {unquote(plain_root(file.url)): file.src_uri for file in files if not file.inclusion.is_excluded()}


def source_files(files: Files, root: Path) -> list[SourceFile]:
    """Return the files that somebody has put below the docs folder, also those that are not built."""
    found = []
    for file in files:
        if not file.generated_by:
            built = "" if file.inclusion.is_excluded() else file.dest_uri
            found.append(SourceFile(file.src_uri, _source(file, root), built))
    return found


def linked_pages(files: Files, root: Path) -> list[LinkedPage]:
    """Return the pages whose links are to be checked."""
    return [
        LinkedPage(
            file.src_uri,
            unquote(plain_root(file.url)),
            file.page.content,
            partial(getattr, file, "content_string"),
            _source(file, root),
        )
        for file in files.documentation_pages()
        if file.page and file.page.content is not None
    ]


def list_pages(files: Files, options: Options) -> set[str]:
    """Return the source paths of the lists of terms and works, in the language of this build."""
    found = (files.get_file_from_path(src) for src in (options.glossary, options.references))
    return {file.src_uri for file in found if file}


def linted_pages(
    ordered: Sequence[File], rendered: Mapping[str, RenderedPage], root: Path, lists: Collection[str]
) -> list[LintedPage]:
    """Return the pages with the terms, works and claims on them; what stands on one of `lists` is no use."""
    found = []
    for file in ordered:
        if file.src_uri in lists:
            continue
        page, source = rendered.get(file.src_uri), file.content_string
        terms = tuple(dict.fromkeys(use.term for use in page.uses)) if page else ()
        cited = frozenset(re.findall(r'data-cite="([^"]+)"', page.html)) if page else frozenset[str]()
        claims = frozenset(named_places([page], "claim")) if page else frozenset[str]()
        found.append(
            LintedPage(file.src_uri, _source(file, root), source, body_line(source), terms, cited, claims)
        )
    return found


def page_texts(ordered: Sequence[File]) -> list[PageText]:
    """Return the pages that somebody wrote, as programs are to know them."""
    found = []
    for file in ordered:
        page = file.page
        if page is None or file.generated_by:
            continue
        chapter = str(list(page.ancestors)[-1].title) if page.ancestors else ""
        title, description = str(page.meta.get("title") or page.title), str(page.meta.get("description", ""))
        found.append(
            PageText(file.src_uri, plain_root(file.url), title, description, file.content_string, chapter)
        )
    return found


def _source(file: File, root: Path) -> str:
    path = file.abs_src_path
    return path.removeprefix(f"{root}{os.sep}").replace(os.sep, "/") if path else file.src_uri
