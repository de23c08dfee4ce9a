"""A site in memory: text by path for what is read and rewritten, and where all other files are to be copied from."""

from __future__ import annotations

import hashlib
import posixpath
import shutil
from dataclasses import dataclass, field
from pathlib import Path

_TEXTS = frozenset((".html", ".css", ".js", ".xml"))
# Source maps are the theme's, not ours, and nobody needs them to read a page.
_LEFT_OUT = (".map", ".br", ".gz")


@dataclass(slots=True)
class Tree:
    """The files of a site by their path below its root."""

    texts: dict[str, str] = field(default_factory=dict)
    others: dict[str, Path] = field(default_factory=dict)

    @property
    def pages(self) -> dict[str, str]:
        """The HTML pages."""
        return {path: text for path, text in self.texts.items() if path.endswith(".html")}


def read_tree(source: Path) -> Tree:
    """Read a built site."""
    tree = Tree()
    for path in sorted(source.rglob("*")):
        if not path.is_file() or path.name.endswith(_LEFT_OUT):
            continue
        name = path.relative_to(source).as_posix()
        if path.suffix in _TEXTS:
            tree.texts[name] = path.read_text(encoding="utf-8")
        else:
            tree.others[name] = path
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


def below(page: str, url: str) -> str:
    """Return the path below the site's root of what a page names by `url`."""
    if url.startswith("/"):
        return url.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), url))


def address(page: str) -> str:
    """Return the address of a page by its file: `a/index.html` → `a/`."""
    return page.removesuffix("index.html") if page.endswith("index.html") else page


def digest(data: bytes) -> str:
    """Return the eight digits that stand in a name for what the file holds."""
    return hashlib.sha256(data).hexdigest()[:8]
