"""What an engine tells an extension of the page that it renders, under MkDocs, ProperDocs and Zensical alike.

This is the one place that looks inside an engine from a Markdown extension.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from markdown import Markdown

from explainer.content.host import Host, host_of
from explainer.content.options import CONFIG
from explainer.pages.page import Page
from explainer.urls import plain_root, source_url

AFTER = "explainer_after"
"""Name in a page's metadata of what is to stand after the article (`overrides/main.html` puts it there)."""


def page_context(md: Markdown) -> Page:
    """Return the page that `md` is rendering; an empty one outside MkDocs, ProperDocs and Zensical."""
    if "relpath" in md.treeprocessors:
        relpath: Any = md.treeprocessors["relpath"]
        return page_of(relpath.file, relpath.files, folder_of(relpath.config))
    processor = _zensical(md)
    return _from_zensical(processor.page, processor.config) if processor else Page()


def docs_folder(md: Markdown) -> Path:
    """Return the docs folder: of the project that Zensical builds, else `docs` where the program started."""
    processor = _zensical(md)
    if not processor:
        return Path("docs").absolute()
    return Path(processor.config["root_dir"], processor.config["docs_dir"])


def host(md: Markdown) -> Host:
    """Return what Zensical's configuration says of the site; elsewhere the plugin knows, or nobody."""
    processor = _zensical(md)
    config = processor.config if processor else {}
    return host_of(config.get("extra"), config.get("repo_url"), config.get("nav"))


def overrides(md: Markdown) -> tuple[str, Path]:
    """Return the folder of the templates that a site has under Zensical, and that of its configuration."""
    processor = _zensical(md)
    if not processor:
        return "", Path()
    return str(processor.config["theme"].get("custom_dir") or ""), Path(processor.config["root_dir"])


def language(md: Markdown) -> str:
    """Return the language of Zensical's theme; elsewhere the plugin knows, or nobody."""
    processor = _zensical(md)
    return str(processor.config["theme"].get("language") or "") if processor else ""


def configuration(md: Markdown) -> str:
    """Return how the file with the configuration is called, where an extension can know it."""
    processor = _zensical(md)
    own = processor and Path(processor.config["root_dir"], "zensical.toml").is_file()
    return "zensical.toml" if own else CONFIG


def folder_of(config: Any) -> Path:
    """Return the folder of MkDocs's configuration as it sees that of the docs: absolute, links kept."""
    file = config.config_file_path
    return _folder_of(file) if file else Path(config.docs_dir).parent


@lru_cache(maxsize=4)  # Each page asks.
def _folder_of(file: str) -> Path:
    return Path(os.path.abspath(file)).parent  # noqa: PTH100 - resolve() would follow links


def shown(file: Any, root: Path) -> str:
    """Return a file of MkDocs as its author knows it: below the folder of mkdocs.yml where it is there."""
    path: str | None = file.abs_src_path
    return path.removeprefix(f"{root}{os.sep}").replace(os.sep, "/") if path else str(file.src_uri)


def page_of(file: Any, files: Any, root: Path) -> Page:
    """Return the page that MkDocs or ProperDocs makes of a file, with the way from it to all others."""

    def url_of(src: str) -> str | None:
        found = files.get_file_from_path(src)
        return None if found is None else plain_root(found.url)

    meta = getattr(file.page, "meta", None) or {}
    url = plain_root(file.url)
    return Page(file.src_uri, url, shown(file, root), meta, lambda: file.content_string, url_of)


def _zensical(md: Markdown) -> Any:
    """Return the preprocessor with which Zensical hands page and configuration to extensions, or None."""
    # By its name in the registry: importing Zensical to ask costs every build under another engine 50 ms.
    return md.preprocessors["rendering_context"] if "rendering_context" in md.preprocessors else None  # noqa: SIM401 - a registry has no get()


def _from_zensical(page: Any, config: Mapping[str, Any]) -> Page:
    src: str = page.path
    docs = Path(config["root_dir"], config["docs_dir"])
    folders = config["use_directory_urls"]

    def url_of(src: str) -> str | None:
        return source_url(src, use_folders=folders) if (docs / src).is_file() else None

    def put_after(html: str) -> bool:
        page.meta[AFTER] = html
        return _has_place_after(config["theme"].get("custom_dir"), config["root_dir"])

    def read() -> str:
        return (docs / src).read_text(encoding="utf-8-sig")

    url, path = plain_root(page.url), f"{docs.name}/{src}"
    return Page(src, url, path, page.meta, read, url_of, links_to_files=True, put_after=put_after)


@lru_cache(maxsize=4)
def _has_place_after(custom_dir: str | None, root: str) -> bool:
    template = Path(root, custom_dir, "main.html") if custom_dir else None
    return bool(template and template.is_file() and AFTER in template.read_text(encoding="utf-8"))
