"""Script and style for a site with none of its own: the cards work on somebody else's site of three files.

This project's own site is where they are written; a wheel carries copies of them, a checkout reads them
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("explainer")))
_PACKAGED = _PACKAGE / "assets"
_WRITTEN = _PACKAGE.parents[1] / "docs" / "assets"
STYLES = ("terms", "cards", "glossary", "references")
# Bootstrap, on which themes are built, has cards too: theirs are no popovers.
_CARD = re.compile(r"\.card(?![\w-])")
SCRIPTS = ("cards", "filter", "endnotes")

STYLE = "assets/explainer/explainer.css"
"""The one style sheet to name in a page."""
SCRIPT = "assets/explainer/explainer.js"
"""The one module to name in a page."""


@lru_cache(maxsize=1)
def foreign_files() -> dict[str, str]:
    """Return the text of each file by its path below the site's root."""
    return dict(_files())


def _files() -> Iterator[tuple[str, str]]:
    # What adapts them comes last: it has the last word on what they say of themselves.
    styles = [*(_find("stylesheets", f"{name}.css") for name in STYLES), _PACKAGED / "theirs.css"]
    yield STYLE, _CARD.sub(".card[popover]", "\n".join(path.read_text(encoding="utf-8") for path in styles))
    yield SCRIPT, (_PACKAGED / "explainer.js").read_text(encoding="utf-8")
    for name in SCRIPTS:
        yield f"assets/explainer/{name}.js", _find("javascripts", f"{name}.js").read_text(encoding="utf-8")


def _find(folder: str, name: str) -> Path:
    packaged = _PACKAGED / folder / name
    return packaged if packaged.is_file() else _WRITTEN / folder / name
