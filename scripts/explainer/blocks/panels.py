"""Blocks that show one thing: a claim, a diagram, a chart, an interactive figure, where to write to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from explainer.blocks.heads import no_argument
from explainer.content.site import Site
from explainer.evidence.claims import EVIDENCE, FOLDED, ORIGINS, VERDICTS, claim_named
from explainer.problems import Mistake, expected
from explainer.templates import fill, safe
from explainer.text.active import active
from explainer.text_files import read_text
from explainer.urls import WEB_ADDRESS

_NEEDED = {
    "viewBox": re.compile(r"<svg\b[^>]*\bviewBox="),
    "<title>": re.compile(r"<title\b"),
    "<desc>": re.compile(r"<desc\b"),
}
"""What an SVG must have."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")  # someone@example.org
_COMMENT = re.compile(r"<!--.*?-->|<\?xml.*?\?>", re.DOTALL)


def claim_panel(argument: str, site: Site) -> str:
    """Return the block of one claim: what is said, the verdict, what the source says."""
    claim = claim_named(argument, site.content.claims)
    return fill(
        "blocks/claim.html",
        claim=claim,
        verdict=VERDICTS.get(claim.verdict, claim.verdict),
        origin=ORIGINS.get(claim.origin, claim.origin),
        evidence=EVIDENCE.get(claim.evidence, ""),
        entry=site.address("claim", claim.id),
        folded=FOLDED.get(claim.verdict, "") if claim.origin == "notes" else "",
        text=safe(site.fragment(claim.claim, inline=True)),
        answer=safe(site.fragment(claim.answer)),
    )


def contact(argument: str, site: Site) -> str:
    """Return where a reader reports a mistake, as whoever publishes the site has said it."""
    no_argument(argument)
    said = site.host.contact
    if said and not WEB_ADDRESS.fullmatch(said) and not _MAIL.fullmatch(said):
        hint = "expected an address such as https://example.org/issues, or a mail address."
        raise Mistake(f"'contact' below 'extra' in mkdocs.yml is '{said}'", hint)
    mail = said if _MAIL.fullmatch(said) else ""
    return fill("blocks/contact.html", mail=mail, address=said, repository=site.host.repository)


def maker(argument: str, site: Site) -> str:
    """Return who makes the site, as whoever publishes it has said it."""
    no_argument(argument)
    return fill("blocks/maker.html", maintainer=site.host.maintainer)


def diagram(argument: str, site: Site) -> str:
    """Return a diagram, in the page, so that it follows the colour scheme.

    It is an SVG, or HTML that shows numbers of the site's tables.
    """
    folder = site.docs / "assets" / "diagrams"
    known = {item.stem: item for item in sorted(folder.glob("*")) if item.suffix in (".svg", ".html")}
    if argument not in known:
        hint = expected("the name of a file in assets/diagrams", argument, known)
        raise Mistake(f"unknown diagram '{argument}'", hint)
    path = known[argument]
    text, problems = read_text(path, path.name)
    if text is None:
        raise Mistake(f"{path.name}: {problems[0].message}", problems[0].hint)
    return _svg(path, text) if path.suffix == ".svg" else _scene(path, text, site)


def _scene(path: Path, text: str, site: Site) -> str:
    from explainer.content.picture import filled

    try:
        return filled(text, site).strip()
    except Mistake as mistake:
        raise Mistake(f"{path.name}: {mistake.message}", mistake.hint, mistake.needs) from mistake


def _svg(path: Path, text: str) -> str:
    svg = _COMMENT.sub("", text).strip()
    for mistake, _ in active(svg):
        raise Mistake(f"{path.name}: {mistake.message}", mistake.hint)
    for what, pattern in _NEEDED.items():
        if not pattern.search(svg):
            hint = f"expected a {what}, for size and for readers who cannot see it."
            raise Mistake(f"{path.name} has no {what}", hint)
    return re.sub(r">\s+<", "><", svg)


def timeline(argument: str, site: Site) -> str:
    """Return when later work spoke to each claim; see `explainer.blocks.timeline`."""
    from explainer.blocks.timeline import evidence_timeline

    return evidence_timeline(argument, site)


# Drawing takes longer to import than all the rest, and is needed by pages with charts and figures alone.


def chart(argument: str, site: Site) -> str:
    """Return a chart with its table; see `explainer.blocks.chart`."""
    from explainer.blocks.chart import chart_panel

    return chart_panel(argument, site)


def figure(argument: str, site: Site) -> str:
    """Return an interactive figure; see `explainer.blocks.figure`."""
    from explainer.blocks.figure import figure_panel

    return figure_panel(argument, site)


def figures(argument: str, site: Site) -> str:
    """Return the gallery of all interactive figures; see `explainer.blocks.figure`."""
    from explainer.blocks.figure import figure_grid

    return figure_grid(argument, site)


PANELS: Mapping[str, Callable[[str, Site], str]] = {
    "chart": chart,
    "claim": claim_panel,
    "contact": contact,
    "diagram": diagram,
    "figure": figure,
    "figures": figures,
    "maker": maker,
    "timeline": timeline,
}
CAPTIONED = frozenset(("diagram",))
"""Blocks whose text is a caption."""
