"""A site in memory: text by path for what is read and rewritten, and where all else is to be copied from."""

from __future__ import annotations

import hashlib
import posixpath
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from explainer.problems import ContentError, Problem
from explainer.publish.built_page import read_page
from explainer.text_files import read_text
from explainer.urls import relative_url

_TEXTS = frozenset((".html", ".css", ".js", ".xml"))
# Source maps are the theme's, not ours, and nobody needs them to read a page.
_LEFT_OUT = (".map", ".br", ".gz")
_LARGEST = 1 << 30  # Bytes of a text file
SCRIPTS = "assets/javascripts"
FIGURES = "assets/figures"


@dataclass(slots=True)
class Tree:
    """The files of a site by their path below its root."""

    texts: dict[str, str] = field(default_factory=dict)
    others: dict[str, Path] = field(default_factory=dict)
    base: str = "/"
    """The path of the site's address, with a slash at both ends; links that begin with a slash begin so."""

    @property
    def pages(self) -> dict[str, str]:
        """The HTML pages."""
        return {path: text for path, text in self.texts.items() if path.endswith(".html")}

    def below(self, page: str, url: str) -> str | None:
        """Return the path below the site's root of what a page names by `url`; None for what is not there."""
        path = unquote(url)
        if not path.startswith("/"):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
            return None if path.startswith("..") else path
        return posixpath.normpath(path.removeprefix(self.base)) if path.startswith(self.base) else None

    def seen(self, target: str, page: str, like: str) -> str:
        """Return a file's address on a page: from the host's root if `like`, another there, begins so."""
        return quote(self.base + target if like.startswith("/") else relative_url(target, page))


def read_tree(source: Path) -> Tree:
    """Read a built site. Raises ContentError with every text file that is none."""
    tree = Tree()
    problems: list[Problem] = []
    for path in sorted(source.rglob("*")):
        if not path.is_file() or path.name.endswith(_LEFT_OUT):
            continue
        name = path.relative_to(source).as_posix()
        if path.suffix in _TEXTS:
            text, found = read_text(path, name, _LARGEST)
            tree.texts[name] = text or ""
            problems += found
        else:
            tree.others[name] = path
    if problems:
        raise ContentError(problems)
    tree.base = _base(tree.texts.get("index.html", ""))
    return tree


def write_tree(tree: Tree, target: Path) -> None:
    """Write every file below `target`."""
    for name in (*tree.texts, *tree.others):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name in tree.texts:
            path.write_text(tree.texts[name], encoding="utf-8", newline="\n")
        else:
            shutil.copyfile(tree.others[name], path)


def _base(home: str) -> str:
    """Return the path at which a site will stand, as the canonical link of its home page says it."""
    path = unquote(urlsplit(read_page(home, "index.html").home).path)
    return path if path.startswith("/") and path.endswith("/") else "/"


def digest(data: bytes) -> str:
    """Return the eight digits that stand in a name for what the file holds."""
    return hashlib.sha256(data).hexdigest()[:8]
