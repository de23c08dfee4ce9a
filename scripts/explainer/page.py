"""What a page knows of itself and of the way to other pages, under any of the three engines.

This is the one place that looks inside an engine from a Markdown extension.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from markdown import Markdown

from explainer.host import Host, host_of

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
AFTER = "explainer_after"
"""Name in a page's metadata under which a template finds what is to stand after the article (`overrides/main.html`)."""


@dataclass(frozen=True)
class PageContext:
    """One page while it is rendered."""

    src: str = ""
    """Path below the docs folder: `findings/hhh-rl.md`; empty outside an engine."""
    url: str = ""
    """Address below the site's root: `findings/hhh-rl/`."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    url_of: Callable[[str], str | None] = lambda src: None
    """Gives the address of another page below the site's root by its source path, or None."""
    read: Callable[[], str] = str
    """Gives the whole file, front matter included; not read unless there is something to report."""
    links_to_files: bool = False
    """Whether the engine turns the paths of files in an article into addresses once more, after us."""
    put_after: Callable[[str], bool] = lambda html: False
    """Takes HTML that is to stand after the article; False where the engine has no place for it."""
    _ways: dict[tuple[str, bool], str | None] = field(default_factory=dict, compare=False)

    def href(self, src: str, anchor: str = "") -> str | None:
        """Return the address of another page as seen from this one."""
        return self._way(src, anchor, to_file=False)

    def link(self, src: str, anchor: str = "") -> str | None:
        """Return what a link in the article must say to lead to another page: its address, or its file where the engine asks for that."""
        return self._way(src, anchor, to_file=self.links_to_files)

    def _way(self, src: str, anchor: str, *, to_file: bool) -> str | None:
        if anchor and src == self.src:
            return f"#{anchor}"
        key = (src, to_file)
        if key not in self._ways:  # Most links of a page lead to few others.
            target = self.url_of(src)
            seen = posixpath.relpath(src, posixpath.dirname(self.src) or ".") if to_file else relative_url(target or "", self.url)
            self._ways[key] = None if target is None else seen
        way = self._ways[key]
        return f"{way}#{anchor}" if way is not None and anchor else way

    @cached_property
    def source(self) -> str:
        """The whole file, front matter included."""
        return self.read()

    @property
    def body_line(self) -> int:
        """The line on which the text after the front matter begins, from 1."""
        return body_line(self.source)


def body_line(source: str) -> int:
    """Return the line of a file on which the text after the front matter begins, from 1."""
    match = _FRONT_MATTER.match(source)
    return match[0].count("\n") + 1 if match else 1


def relative_url(target: str, start: str) -> str:
    """Return `target` as seen from the page at `start`, both below the site's root: `a/`, `b/c/` → `../../a/`."""
    folder = start if start.endswith("/") or not start else posixpath.dirname(start)
    found = posixpath.relpath("/" + target, "/" + folder)
    return found + "/" if target.endswith("/") or not target else found


def page_context(md: Markdown) -> PageContext:
    """Return the page that `md` is rendering; an empty one outside MkDocs, ProperDocs and Zensical."""
    if "relpath" in md.treeprocessors:
        relpath: Any = md.treeprocessors["relpath"]
        return page_of(relpath.file, relpath.files)
    processor = _zensical(md)
    return _from_zensical(processor.page, processor.config) if processor else PageContext()


def docs_folder(md: Markdown) -> Path:
    """Return the docs folder: that of the project which Zensical builds, else `docs` where the program was started."""
    processor = _zensical(md)
    return Path(processor.config["root_dir"], processor.config["docs_dir"]) if processor else Path("docs").absolute()


def host(md: Markdown) -> Host:
    """Return what Zensical's configuration says of the site; elsewhere the plugin knows, or nobody."""
    processor = _zensical(md)
    config = processor.config if processor else {}
    return host_of(config.get("extra"), config.get("repo_url"), config.get("nav"))


def page_of(file: Any, files: Any) -> PageContext:
    """Return the page that MkDocs or ProperDocs makes of a file, with the way from it to all others."""

    def url_of(src: str) -> str | None:
        found = files.get_file_from_path(src)
        return None if found is None else plain_root(found.url)

    meta = getattr(file.page, "meta", None) or {}
    return PageContext(file.src_uri, plain_root(file.url), meta, url_of, lambda: file.content_string)


def _zensical(md: Markdown) -> Any:
    """Return the preprocessor with which Zensical hands page and configuration to extensions, or None."""
    # By its name in the registry: importing Zensical to ask costs every build under another engine 50 ms.
    return md.preprocessors["rendering_context"] if "rendering_context" in md.preprocessors else None  # noqa: SIM401 - a registry has no get()


def _from_zensical(page: Any, config: Mapping[str, Any]) -> PageContext:
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

    return PageContext(src, plain_root(page.url), page.meta, url_of, read, links_to_files=True, put_after=put_after)


@lru_cache(maxsize=4)
def _has_place_after(custom_dir: str | None, root: str) -> bool:
    template = Path(root, custom_dir, "main.html") if custom_dir else None
    return bool(template and template.is_file() and AFTER in template.read_text(encoding="utf-8"))


def plain_root(url: str) -> str:
    """MkDocs writes the address of the home page as `./`; here it is empty."""
    return "" if url in (".", "./", "/") else url.lstrip("/")


def source_url(src: str, *, use_folders: bool) -> str:
    """Return the address that a source path gets: `a/b.md` → `a/b/`, or `a/b.html`."""
    if not src.endswith(".md"):
        return src
    stem = src.removesuffix(".md")
    if not use_folders:
        return stem + ".html"
    if stem == "index":
        return ""
    return stem.removesuffix("/index") + "/" if stem.endswith("/index") else stem + "/"
