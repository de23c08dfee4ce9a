"""Blocks that show one thing: a claim, a diagram, a chart, an interactive figure, where to write to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from explainer.content.site import Site
from explainer.evidence.claims import EVIDENCE, FOLDED, ORIGINS, VERDICTS
from explainer.problems import Mistake, expected
from explainer.templates import fill, safe
from explainer.text.active import active
from explainer.text_files import read_text

_VIEWBOX = re.compile(r"<svg\b[^>]*\bviewBox=")
# https://example.org/issues, someone@example.org
_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_COMMENT = re.compile(r"<!--.*?-->|<\?xml.*?\?>", re.DOTALL)


def claim_panel(argument: str, site: Site) -> str:
    """Return the block of one claim: what is said, the verdict, what the source says."""
    claim = site.content.claims.get(argument)
    if claim is None:
        hint = expected("an id of claims.yml", argument, site.content.claims)
        raise Mistake(f"unknown claim '{argument}'", hint, f"claim {argument}")
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
    if argument:
        raise Mistake(f"unexpected '{argument}'", "expected nothing after the name.")
    said = site.host.contact
    if said and not _ADDRESS.fullmatch(said) and not _MAIL.fullmatch(said):
        hint = "expected an address such as https://example.org/issues, or a mail address."
        raise Mistake(f"'contact' below 'extra' in mkdocs.yml is '{said}'", hint)
    mail = said if _MAIL.fullmatch(said) else ""
    return fill("blocks/contact.html", mail=mail, address=said, repository=site.host.repository)


def maker(argument: str, site: Site) -> str:
    """Return who makes the site, as whoever publishes it has said it."""
    if argument:
        raise Mistake(f"unexpected '{argument}'", "expected nothing after the name.")
    return fill("blocks/maker.html", maintainer=site.host.maintainer)


def diagram(argument: str, site: Site) -> str:
    """Return the SVG of a diagram, in the page, so that it follows the colour scheme."""
    folder = site.docs / "assets" / "diagrams"
    path = folder / f"{argument}.svg"
    known = sorted(item.stem for item in folder.glob("*.svg"))
    if argument not in known:
        raise Mistake(
            f"unknown diagram '{argument}'",
            expected("the name of an SVG in assets/diagrams", argument, known),
        )
    text, problems = read_text(path, path.name)
    if text is None:
        raise Mistake(f"{path.name}: {problems[0].message}", problems[0].hint)
    svg = _COMMENT.sub("", text).strip()
    for mistake, _ in active(svg):
        raise Mistake(f"{path.name}: {mistake.message}", mistake.hint)
    for needed, what in (
        (_VIEWBOX, "a viewBox"),
        (re.compile(r"<title\b"), "a <title>"),
        (re.compile(r"<desc\b"), "a <desc>"),
    ):
        if not needed.search(svg):
            raise Mistake(
                f"{path.name} has no {what.split(' ', 1)[1]}",
                f"expected {what}, for size and for readers who cannot see it.",
            )
    return re.sub(r">\s+<", "><", svg)


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
}
CAPTIONED = frozenset(("diagram",))
"""Blocks whose text is a caption."""
