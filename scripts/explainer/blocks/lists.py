"""Blocks that list a whole kind of data: the glossary, references, claims, tables, corrections."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain, groupby

from explainer.blocks.heads import no_argument
from explainer.blocks.placeholders import placeholder
from explainer.blocks.placements import title_of
from explainer.content.site import Site
from explainer.evidence.bibliography import reference_html, standing_html
from explainer.evidence.citations import parse_citations, source_text
from explainer.evidence.claims import EVIDENCE, VERDICTS, Claim
from explainer.evidence.numbers import format_value
from explainer.evidence.tables import CONFIDENCE, OBTAINED, Row, Table
from explainer.labels import base_language
from explainer.problems import Mistake, expected
from explainer.templates import fill, safe
from explainer.terms.glossary import Term

_ALPHABETS = {"fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"}
"""Alphabets in an order that their letters' codes do not have."""
_LONG = ("-curves", "-runs")
"""How tables are named that have too many rows to be read: points of curves, single runs."""
MOST_CHAPTERS = 20
"""So many chapters a list of claims can be sifted by, with the rules that its style sheet has for them."""
_GROUPS = {"notes": "notes", "misreadings": "misreading", "paper": "paper", "lab": "lab"}


def glossary_list(argument: str, site: Site) -> str:
    """Return every term as an entry, under its letter."""
    no_argument(argument)
    glossary, references = site.content.glossary, site.content.bibliography.references
    places = _places(base_language(site.options.language))
    terms = sorted(glossary, key=lambda term: (_plain(term).translate(places), term.id))
    return site.fill(
        "blocks/glossary.html",
        letters=[(letter, list(group)) for letter, group in groupby(terms, key=_letter)],
        terms=glossary.terms,
        definition=lambda text: safe(site.fragment(text, inline=True)),
        more=lambda text: safe(site.fragment(text)),
        source=lambda term: source_text(term.source, references, site.labels["general"]),
        used=lambda term: safe(placeholder("term", term.id)),
        title=partial(title_of, site.docs),
        files=safe(placeholder("files", "glossary")),
    )


def _places(language: str) -> Mapping[int, str]:
    """Return for each letter that a language sorts otherwise the letter by whose code it is in its place."""
    alphabet = _ALPHABETS.get(language, "")
    return {ord(letter): chr(ord(alphabet[0]) + place) for place, letter in enumerate(alphabet)}


def _plain(term: Term) -> str:
    plain = unicodedata.normalize("NFKD", term.term).casefold()
    return "".join(letter for letter in plain if letter.isalnum() or letter == " ").strip()


def _letter(term: Term) -> str:
    first = (_plain(term) + term.id)[:1].upper()
    return first if first.isalpha() else "#"


def reference_list(argument: str, site: Site) -> str:
    """Return every work, numbered as citations number it, with what rests on it."""
    no_argument(argument)
    return fill(
        "blocks/references.html",
        references=list(site.content.bibliography),
        text=lambda ref: safe(reference_html(ref)),
        standing=lambda ref: safe(standing_html(ref)),
        definitions=_definitions(site),
        numbers=_numbers(site),
        used=lambda ref: safe(placeholder("cite", ref.key)),
        files=safe(placeholder("files", "references")),
    )


def _definitions(site: Site) -> Counter[str]:
    """Count the definitions of which each work is a source."""
    parsed = (parse_citations(term.source) for term in site.content.glossary if term.source.startswith("@"))
    found = ({part.key for part in parts} for parts in parsed if not isinstance(parts, str))
    return Counter(chain.from_iterable(found))


def _numbers(site: Site) -> Counter[str]:
    """Count the rows of tables that come from each work; a row may name a work of its own."""
    found: Counter[str] = Counter()
    for table in site.content.tables.values():
        cited = [column.name for column in table.columns.values() if column.type == "citation"]
        for row in table.rows.values():
            found[next((str(row.values[name]) for name in cited if row.values.get(name)), table.source)] += 1
    return found


def claim_list(argument: str, site: Site) -> str:
    """Return the claims of one origin, with filters by verdict and chapter that need no script."""
    if argument not in _GROUPS:
        hint = expected("one of " + ", ".join(_GROUPS), argument, _GROUPS)
        raise Mistake(f"unknown group of claims '{argument}'", hint)
    claims = [claim for claim in site.content.claims.values() if claim.origin == _GROUPS[argument]]
    given = {claim.verdict for claim in claims}
    chapters = _chapters(claims, site.host.chapters)
    if not 1 < len(chapters) <= MOST_CHAPTERS:
        chapters = []  # One is no choice; of more than that, none is found at a glance.
    return fill(
        "blocks/claims.html",
        group=argument,
        claims=claims,
        verdicts={name: said for name, said in VERDICTS.items() if name in given},
        chapters=chapters,
        numbers={name: number for number, (name, _) in enumerate(chapters, 1)},
        evidence=EVIDENCE,
        inline=lambda text: safe(site.fragment(text, inline=True)),
        block=lambda text: safe(site.fragment(text)),
        used=lambda claim: safe(placeholder("claim", claim.id)),
    )


def _chapters(claims: Sequence[Claim], menu: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return name and title of each chapter that claims belong to, in the order of the menu; others last."""
    used = dict.fromkeys(claim.chapter for claim in claims if claim.chapter)
    known = [(name, title) for name, title in menu if name in used]
    return known + [(name, name.capitalize()) for name in used if name not in dict(known)]


def coverage(argument: str, site: Site) -> str:
    """Return every point of the notes with the claims and pages that cover it."""
    no_argument(argument)
    points = list(site.content.points.values())
    return fill(
        "blocks/coverage.html",
        points=points,
        covered=sum(bool(point.claims or point.pages) for point in points),
        explained=sum(bool(point.pages) for point in points),
        checked=sum(bool(point.claims) for point in points),
        claims=site.content.claims,
        address=site.address,
        title=partial(title_of, site.docs),
        inline=lambda text: safe(site.fragment(text, inline=True)),
    )


def corrections(argument: str, site: Site) -> str:
    """Return the log of what was wrong and what was put in its place."""
    no_argument(argument)
    return fill(
        "blocks/corrections.html",
        corrections=site.content.corrections,
        title=partial(title_of, site.docs),
        inline=lambda text: safe(site.fragment(text, inline=True)),
    )


def way_list(argument: str, site: Site) -> str:
    """Return the ways through the site, each with its steps."""
    no_argument(argument)
    return fill("blocks/ways.html", ways=site.content.ways, title=partial(title_of, site.docs))


def table_list(argument: str, site: Site) -> str:
    """Return every table with its values, how they were obtained, and its file."""
    no_argument(argument)
    references, tables = site.content.bibliography.references, site.content.tables.values()
    return fill(
        "blocks/tables.html",
        tables=[table for table in tables if not table.name.endswith(_LONG)],
        curves=[table for table in tables if table.name.endswith(_LONG)],
        obtained=OBTAINED,
        confidence=CONFIDENCE,
        cell=table_cell,
        files=lambda table: safe(placeholder("files", f"tables/{table.name}")),
        package=safe(placeholder("files", "tables")),
        source=lambda table: references[table.source].short if table.source in references else table.source,
        reference=lambda table: site.address("reference", table.source) if table.source in references else "",
    )


def table_cell(table: Table, row: Row, name: str) -> str:
    """Return a cell as a reader sees it."""
    column, value = table.columns[name], row.values.get(name)
    if value is None:
        return "–"
    if isinstance(value, str) or column.type != "number":
        return column.values.get(str(value), str(value))
    return format_value(value, table.decimals(row, column), table.unit(row, column), signed=column.signed)


LISTS: Mapping[str, Callable[[str, Site], str]] = {
    "glossary": glossary_list,
    "references": reference_list,
    "claims": claim_list,
    "coverage": coverage,
    "corrections": corrections,
    "tables": table_list,
    "ways": way_list,
}
