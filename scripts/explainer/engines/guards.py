"""Keep an engine from stopping at a file or a page without saying what is wrong there.

What it could not use is taken from it and becomes a problem; the build goes on to what else is to be told.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from explainer.checks.page_files import check_addresses, check_page
from explainer.echoes import breaking
from explainer.engines.context import shown
from explainer.problems import Problem
from explainer.text_files import not_a_file

log = get_plugin_logger("explainer")

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""As MkDocs knows pages; it looks at the case of letters."""


def check_files(files: Files, config: MkDocsConfig, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with files in docs; the engine gets an empty page where it cannot read."""
    for file in list(files):
        if file.src_dir != config.docs_dir or not file.abs_src_path or not file.inclusion.is_in_serve():
            continue
        path, page, said = Path(file.abs_src_path), file.is_documentation_page(), shown(file, root)
        name = os.fsencode(said).decode(errors="backslashreplace")
        if name != said:
            files.remove(file)
            hint = "expected a name that an address can hold."
            yield Problem(name, 1, "the name of the file is not UTF-8", hint)
        elif page:
            problems, readable = check_page(path, name)
            if not readable:
                file.content_string = ""
            yield from problems if readable else breaking(problems, f"page {file.src_uri}")
        elif why := not_a_file(path):
            files.remove(file)
            yield Problem(name, 1, *why, breaks=(f"page {file.src_uri}",))
        elif (ending := PurePosixPath(name).suffix).lower() in _MARKDOWN:
            what = f"the file is no page, since its name ends in '{ending}'"
            yield Problem(name, 1, what, f"expected '{ending.lower()}'.", breaks=(f"page {file.src_uri}",))


def guard(page: Page, tell: Callable[[Problem], None]) -> None:
    """Make an error while the engine renders a page a problem of that page, which is then empty."""
    render: Callable[[MkDocsConfig, Files], None] = page.render

    def guarded(config: MkDocsConfig, files: Files) -> None:
        try:
            render(config, files)
        except MkDocsException:
            raise
        except Exception as error:  # Whatever an extension raises, ours or another.
            for problem in _why(page.file, error):
                tell(problem)
            page.content, page.toc = "", get_toc([])

    page.render = guarded  # type: ignore[method-assign]  # no event may take the place of rendering


def _why(file: File, error: Exception) -> list[Problem]:
    """Return what stopped the making of a page: with its line, if it is an address that cannot be read."""
    addresses = check_addresses(file.content_string, _shown(file)) if isinstance(error, ValueError) else ()
    return breaking(list(addresses), f"page {file.src_uri}") or [cannot_be_made(file, error)]


def _shown(file: File) -> str:
    return f"{Path(file.src_dir or 'docs').name}/{file.src_uri}"


def cannot_be_made(file: File, error: Exception) -> Problem:
    """Return an error that stopped the making of a page as a problem of that page."""
    log.debug("%s", "".join(traceback.format_exception(error)))
    what = f"the page cannot be made: {said(error)}"
    hint = "expected a page without what stops Markdown and its extensions; `--verbose` shows where that was."
    return Problem(_shown(file), 1, what, hint, breaks=(f"page {file.src_uri}",))


def explain(error: Any) -> None:
    """Raise an error that ends a build as a sentence in the place of its traceback, unless it is one."""
    if isinstance(error, MkDocsException) or not isinstance(error, Exception):
        return
    log.debug("%s", "".join(traceback.format_exception(error)))
    raise PluginError(f"the build stopped: {said(error)} — `--verbose` shows where that was.") from error


def said(error: Exception) -> str:
    """Return what an error says in one line, with its kind and, for the system's own, the file."""
    if isinstance(error, OSError) and error.strerror:
        where = "" if error.filename is None else f"{os.fspath(error.filename)}: "
        return where + error.strerror
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
