"""What the sources of pages say of them: on which each interactive figure stands, and what one is called."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from explainer.blocks.heads import heads
from explainer.content.figures import Figures
from explainer.content.site import Site
from explainer.text_files import front_matter

# predict: model-size
_PLACED = re.compile(r"([\w-]+)[ \t]*(?::[ \t]*([\w-]+))?")
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)


def figure_places(docs: Path) -> dict[str, list[tuple[str, str]]]:
    """Return source path and title of each page on which a figure stands, by the figure's id."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(docs.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        placed = (_PLACED.fullmatch(head.argument) for head in heads(text) if head.name == "figure")
        for match in filter(None, placed):
            place = (path.relative_to(docs).as_posix(), _title(text) or _words(path.relative_to(docs)))
            found.setdefault(f"{match[1]}-{match[2]}" if match[2] else match[1], []).append(place)
    return found


def title_of(docs: Path, src: str) -> str:
    """Return the title of a page or of the page of a section, as its first lines give it.

    Where there is none, its address in words.
    """
    path = docs / src.partition("#")[0]
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return _title(text) or _words(path.relative_to(docs))


def _words(path: PurePath) -> str:
    """Return the address of a page in words: `findings/hhh-rl.md` is "findings: hhh rl"."""
    at = path.parent if path.name == "index.md" and len(path.parts) > 1 else path.with_suffix("")
    return ": ".join(at.parts).replace("-", " ")


def _title(text: str) -> str:
    found = _TITLE.search(front_matter(text))
    return found[1] if found else ""


def places_key(site: Site, figures: Figures) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the same places as something that can be remembered by.

    A site without figures has none, and its pages are not read for it.
    """
    found = figure_places(site.docs) if figures.by_name else {}
    return tuple((name, tuple(places)) for name, places in found.items())
