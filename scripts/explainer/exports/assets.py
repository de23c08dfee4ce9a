"""Script and style for a site with none of its own: one file of each, with the parts its content asks for.

This project's own site is where the parts are written; a wheel carries copies of them, a checkout reads them
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from explainer.content.content import Content, load
from explainer.problems import Mistake

_PACKAGE = Path(str(files("explainer")))
_PACKAGED = _PACKAGE / "assets"
_WRITTEN = _PACKAGE.parents[1] / "docs" / "assets"

STYLE = "assets/explainer/explainer.css"
"""The one style sheet to name in a page."""
SCRIPT = "assets/explainer/explainer.js"
"""The one script to name in a page; it runs as a module, too, but not from a file then."""

_MADE = "/* Made by `python -m explainer assets`, which writes it anew: changes here are lost. */\n"
_CONFIG = """\
Name them in the configuration, if they are not there yet. In mkdocs.yml:

extra_css:
  - {style}
extra_javascript:
  - path: {script}
    defer: true
markdown_extensions:
  - explainer
watch:
  - {data}

Or in zensical.toml:

[project]
extra_css = ["{style}"]
extra_javascript = [{{ path = "{script}", defer = true }}]
watch = ["{data}"]

[project.markdown_extensions.explainer]

A configuration that names no extension has those of Zensical; one that names any must name all."""


@dataclass(frozen=True, slots=True)
class _Part:
    styles: tuple[str, ...]
    scripts: tuple[str, ...] = ()


_PARTS = {
    "terms": _Part(("terms", "cards", "glossary"), ("cards", "filter", "endnotes")),
    "works": _Part(("citations", "references")),
    "tables": _Part(("citations", "tables")),
    "claims": _Part(("claims", "timeline"), ("claims",)),
    "charts": _Part(("captions", "charts", "tables"), ("charts",)),
}
# Material alone has it; here a rule holds under any theme, and weighs the same.
_THEIRS = re.compile(r"\.md-typeset(?= )")
# Bootstrap, on which themes are built, has cards too: theirs are no popovers.
_CARD = re.compile(r"\.card(?![\w-])")
# Names that a theme may have for something else; ours stand in a glossary, and this adds no weight.
_COMMON = re.compile(r"\.(alphabet|filter|letter|entry)(?![\w-])")
# Material's is a quarter larger than what other themes leave it at; sizes are meant in it.
_REM = re.compile(r"(?<![\w.-])(\d*\.?\d+)rem\b")
_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
_EXPORT = re.compile(r"^export (?=function )", re.MULTILINE)


def asset_files(content: Content) -> dict[str, str]:
    """Return the text of the style and of the script for a site, by path below its root."""
    present = {
        "terms": True,
        "works": bool(len(content.bibliography)),
        "tables": bool(content.tables),
        "claims": bool(content.claims),
        "charts": bool(content.charts),
    }
    return dict(_files(tuple(name for name, used in present.items() if used)))


def write_assets(docs: Path) -> str:
    """Write both below a docs folder whose engine knows no plugin; return what a configuration must say."""
    if not docs.is_dir():
        raise Mistake(f"{docs} is not a folder", "expected that of the pages, such as docs.")
    made = asset_files(load(docs / "data"))
    for path in made:
        target = docs / path
        if target.exists() and not target.read_bytes().startswith(_MADE.encode()):
            raise Mistake(f"{target} is not by this command", "expected another name for a file of your own.")
    for path, text in made.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8")
    wrote = "\n".join(f"{docs / path}: written" for path in made)
    return f"{wrote}\n{_CONFIG.format(style=STYLE, script=SCRIPT, data=(docs / 'data').as_posix())}"


@lru_cache(maxsize=4)
def _files(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    parts = [_PARTS[name] for name in names]
    styles = _once(style for part in parts for style in part.styles)
    scripts = _once(script for part in parts for script in part.scripts)
    # What adapts them comes last: it has the last word on what they say of themselves.
    written = [_find("stylesheets", f"{name}.css") for name in styles]
    style = _adapted("\n".join([*written, _read(_PACKAGED / "theirs.css")]))
    # A block each: what one part calls by a name is nobody else's.
    mounts = [
        f"{{\n{_EXPORT.sub('', _find('javascripts', f'{name}.js'))}\nparts.push(mount);\n}}"
        for name in scripts
    ]
    begin = _read(_PACKAGED / "explainer.js")
    script = "\n".join(['(() => {\n"use strict";\nconst parts = [];', *mounts, begin + "})();\n"])
    return ((STYLE, _MADE + style), (SCRIPT, _MADE + script))


def _adapted(css: str) -> str:
    css = _THEIRS.sub(":root", _COMMENT.sub("", css))
    css = _CARD.sub(".card[popover]", css)
    css = ":root { --rem: max(1rem, 20px); }\n" + _REM.sub(r"calc(\1 * var(--rem))", css)
    return _COMMON.sub(r".\1:where(.glossary *)", css)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _find(folder: str, name: str) -> str:
    packaged = _PACKAGED / folder / name
    return _read(packaged if packaged.is_file() else _WRITTEN / folder / name)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
