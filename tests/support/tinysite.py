"""Sites of two or three files, written and built for real, so that a test is about one promise and nothing is mocked."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

CONFIG = """\
site_name: Tiny
theme: {{name: {theme}{palette}}}
plugins: {plugins}
markdown_extensions: [explainer, attr_list, def_list, md_in_html, tables]
validation: {{nav: {{omitted_files: warn}}, links: {{anchors: warn, unrecognized_links: warn}}}}
"""
STRICT = "checks: {content: error, links: error, nav: error, pages: error}"
"""Options of the plugin with which every slip stops a build, as it does on the real site."""


@dataclass(frozen=True)
class TinySite:
    """The source of a site, below one folder."""

    folder: Path

    @classmethod
    def write(
        cls,
        folder: Path,
        pages: Mapping[str, str],
        terms: Mapping[str, str] | str | None = None,
        *,
        references: str = "",
        data: Mapping[str, str] | None = None,
        config: str = "",
        plugins: str = f"[explainer: {{{STRICT}}}]",
        theme: str = "material",
    ) -> TinySite:
        """Write a site.

        `pages` are files below docs/; `terms` is the text of glossary.yml, or definitions by id; `references` the text of
        references.bib; `data` other files below docs/data/; `config` more lines of mkdocs.yml.
        """
        site = cls(folder)
        palette = ", font: false" if theme == "material" else ""
        site.put("mkdocs.yml", CONFIG.format(theme=theme, palette=palette, plugins=plugins) + config)
        for path, text in pages.items():
            site.put(f"docs/{path}", text)
        if terms is not None:
            site.put("docs/data/glossary.yml", terms if isinstance(terms, str) else glossary_yml(terms))
        if references:
            site.put("docs/data/references.bib", references)
        for path, text in (data or {}).items():
            site.put(f"docs/data/{path}", text)
        return site

    def put(self, path: str, text: str) -> None:
        """Write one file below the folder of mkdocs.yml."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def build(self) -> BuiltSite:
        """Build in this process; a warning that no test asked for is an error."""
        with _said() as said:
            config = self._build()
        assert not said, "\n".join(said)
        return BuiltSite(Path(config.site_dir), config)

    def problems(self) -> list[str]:
        """Build a site that must not build, and return what its author is told, a problem a line."""
        with _said() as said, pytest.raises(Abort):
            self._build()
        report = next(text for text in said if " in the content:" in text).split("\n")
        assert report[0].split()[0] == str(len(report) - 1)
        return [line.removeprefix("  ") for line in report[1:]]

    def strictly(self) -> tuple[bool, str]:
        """Build as `mkdocs build --strict` does; return whether that went through, and what was said, a line for each with its level."""
        with _said(logging.INFO) as said:
            try:
                self._build(strict=True)
            except Abort as stop:
                said.append(f"ABORT: {stop}")
        return not said[-1].startswith("ABORT: "), "\n".join(said)

    def _build(self, **settings: Any) -> MkDocsConfig:
        config = load_config(str(self.folder / "mkdocs.yml"), **settings)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        return config

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `mkdocs` as an author does; output and errors come together in `stdout`."""
        command = [sys.executable, "-m", "mkdocs", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env={**os.environ, **environment}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )


@dataclass(frozen=True)
class BuiltSite:
    """A finished site on disk."""

    folder: Path
    config: MkDocsConfig | None = None

    def text(self, path: str) -> str:
        """Return the text of a file, or of the page at an address such as `` or `glossary/`."""
        file = self.folder / path
        return (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")

    def page(self, path: str = "") -> LexborHTMLParser:
        """Return a page, parsed as a browser parses it."""
        return LexborHTMLParser(self.text(path))

    def article(self, path: str = "") -> str:
        """Return the HTML inside the article of a page."""
        return self.text(path).partition("<article")[2].partition(">")[2].partition("</article>")[0]

    def cards(self, path: str = "") -> dict[str, LexborHTMLParser]:
        """Return the content of each card of a page by its id; browsers hide it from the page's own tree."""
        found = self.page(path).css("template")
        return {node.attributes["id"] or "": LexborHTMLParser((node.html or "").partition(">")[2].rpartition("</template>")[0]) for node in found}

    def resolves(self, href: str | None, path: str = "") -> bool:
        """Return whether a link on the page at `path` leads to a file of this site, and to the anchor it names."""
        parts = urlsplit(urljoin(f"http://site/{path}", href or ""))
        file = self.folder / unquote(parts.path.lstrip("/"))
        file = file / "index.html" if file.is_dir() else file
        return file.is_file() and (not parts.fragment or self.anchor(file, unquote(parts.fragment)))

    def anchor(self, file: Path, name: str) -> bool:
        """Return whether a page has an element of that id."""
        return LexborHTMLParser(file.read_text(encoding="utf-8")).css_first(f'[id="{name}"]') is not None

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file by its path."""
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()}


@contextmanager
def _said(level: int = logging.WARNING) -> Iterator[list[str]]:
    """Collect what MkDocs and its plugins say to an author, from warnings on; below those with the level of each."""
    said: list[str] = []
    handler = logging.Handler(level)
    form = "%(message)s" if level == logging.WARNING else "%(levelname)s: %(message)s"
    handler.emit = lambda record: said.append(logging.Formatter(form).format(record))  # type: ignore[method-assign]  # shorter than a class
    logger = logging.getLogger("mkdocs")
    before = logger.level
    logger.setLevel(min(level, before or level))
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


def glossary_yml(terms: Mapping[str, str]) -> str:
    """Return the text of a glossary with definitions by id; the words of a term are those of its id."""
    return "".join(f"{name}:\n  term: {name.replace('-', ' ')}\n  definition: {text}\n" for name, text in terms.items())
