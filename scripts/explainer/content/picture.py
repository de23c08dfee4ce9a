"""The static picture of a figure, or a drawing in HTML: its template, filled with what the site holds.

It is what stands in the page before any script runs, so nothing in it may be active or styled inline.
"""

from __future__ import annotations

import re
from functools import lru_cache

from jinja2 import Environment, StrictUndefined, Template, TemplateError
from markupsafe import Markup

from explainer.content.figure_data import table_source
from explainer.content.figure_files import Figure
from explainer.content.site import Site
from explainer.evidence.claims import VERDICTS, claim_named
from explainer.evidence.numbers import Number, resolve
from explainer.evidence.tables import table_named
from explainer.problems import Mistake
from explainer.templates import safe
from explainer.text.active import active

_STYLE = re.compile(r"\sstyle=")
_LINK = Markup('<a class="number" data-number="{}" href="{}">{}</a>')


def picture(figure: Figure, site: Site) -> str:
    """Return the static picture of a figure, its numbers filled in; raises `Mistake`."""
    return filled(figure.static, site, id=f"figure-{figure.id}", name=figure.name, option=figure.option)


def filled(template: str, site: Site, **names: str) -> str:
    """Return a picture with numbers and claims of the site in its template's places; raises `Mistake`."""
    tables, claims = site.content.tables, site.content.claims

    def found(ref: str, style: str = "") -> Number:
        answer = resolve(ref, style, tables)
        if isinstance(answer, Mistake):
            raise answer
        return answer

    def traced(ref: str, style: str = "") -> Markup:
        number = found(ref, style)
        address = site.address("table", number.table.name)
        return _LINK.format(number.ref, address, number.text)

    helpers = {
        "number": lambda ref, style="": found(ref, style).text,
        "traced": traced,
        "value": lambda ref: found(ref).value,
        "source": lambda name: table_source(table_named(name, tables)),
        "claim": lambda name: safe(site.fragment(claim_named(name, claims).claim, inline=True)),
        "verdict": lambda name: VERDICTS[claim_named(name, claims).verdict],
    }
    try:
        html = _template(template).render(helpers, **names)
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        line, why = getattr(error, "lineno", None), getattr(error, "message", None) or error
        where = f" (line {line})" if line else ""
        raise Mistake(f"the picture cannot be filled: {why}{where}", "expected a Jinja template.") from error
    if "<section" in html:
        hint = "expected a <div>: the search index would take what follows it for prose."
        raise Mistake("the picture has a <section>", hint)
    if _STYLE.search(html):
        hint = "expected classes or SVG attributes: the security policy forbids inline styles."
        raise Mistake("the picture has a style attribute", hint)
    for mistake, _ in active(html):
        raise mistake
    return html


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=64)  # Compiling takes longer than filling, and each is filled for several pages.
def _template(text: str) -> Template:
    return _templates().from_string(text)
