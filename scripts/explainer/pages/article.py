"""Finish a page's article once Markdown is done with it: terms, addresses, the date of its last check.

The Markdown extension does this where it works alone; with the plugin all articles are finished together, in
half the time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from explainer.blocks.placements import title_of
from explainer.content.site import Site
from explainer.evidence.bibliography import reference_html
from explainer.pages.page import Page, cited_in
from explainer.problems import Mistake, Problem, expected, locate
from explainer.records import A_DATE, is_date
from explainer.templates import fill, safe
from explainer.terms.linker import DENSITIES, Use, linker_of
from explainer.text.active import active
from explainer.text.fragments import resolve_site_links
from explainer.text.typography import typographic


@dataclass(frozen=True, slots=True)
class Article:
    """A finished article."""

    html: str
    uses: tuple[Use, ...] = ()
    problems: tuple[Problem, ...] = ()


def finish_article(html: str, page: Page, site: Site) -> Article:
    """Return the article that Markdown made as `html`, finished."""
    problems: list[Problem] = []

    def report(mistake: Mistake, snippet: str) -> None:
        problems.append(page_problem(page, mistake, snippet))

    for mistake, forms in active(html):
        snippet = next((form for form in forms if form in page.source), "")
        if snippet or not page.source:  # What no author wrote here is no slip of theirs.
            # The author's own business, unless a site keeps to a policy.
            problems.append(replace(page_problem(page, mistake, snippet), kind="pages"))
    entries = "" if page.is_at(site.options.glossary) else page.link(site.options.glossary) or ""

    def href(term: str, sense: str) -> str:
        return f"{entries}#{term}-{sense}" if sense else f"{entries}#{term}"

    usual = "none" if site.options.excluded(page.src) else site.options.density
    density = str(page.meta.get("terms") or usual)
    if density not in DENSITIES:
        hint = expected("one of " + ", ".join(DENSITIES), density, DENSITIES)
        said = f"terms: {density}"  # Not as written where it is a list.
        report(Mistake(f"'terms' is '{density}'", hint), said if said in page.source else "terms:")
        density = usual
    elif page.src and page.href(site.options.glossary) is None:
        density = "none"
    linker = linker_of(site.content.glossary)
    linked = linker.link(html, href, density=density, page=page.src, code=site.options.code)
    for mistake, link in linked.mistakes:
        report(mistake, link)
    html = linked.html + _next_steps(page.src, site)
    if site.options.page_sources and page.src != site.options.references:
        html += page_sources(linked.html, site)
    html = resolve_site_links(html, page.link)
    checked = str(page.meta.get("checked", ""))
    if is_date(checked):
        html += "\n" + fill("pages/page-status.html", date=checked)
    elif checked:
        report(Mistake(f"'checked' is '{checked}'", A_DATE), f"checked: {checked}")
    return Article(html, linked.uses, tuple(problems))


def page_sources(html: str, site: Site) -> str:
    """Return the list of the works that an article cites, as in the list of references; nothing for none."""
    cited = cited_in(html)
    bibliography = site.content.bibliography
    works = [
        (bibliography.numbers[ref.key], safe(reference_html(ref)), site.address("reference", ref.key))
        for ref in bibliography
        if ref.key in cited
    ]
    html = fill("pages/page-sources.html", works=works) if works else ""
    return typographic(html) if site.options.typographic else html


def _next_steps(src: str, site: Site) -> str:
    """Return, for each way that passes a page, where it goes on; hidden until the address names the way."""
    made = []
    for way in site.content.ways:
        at = way.step(src)
        if at is not None:
            following = way.steps[at + 1] if at + 1 < len(way.steps) else ""
            then = "" if following else way.then
            others = (other for other in site.content.ways if other != way and other.step(then) is not None)
            made.append(
                fill(
                    "pages/next-step.html",
                    way=way,
                    step=at + 1,
                    lid=round(8 - 16 * (at + 1) / len(way.steps), 1),
                    next=following,
                    then=then,
                    other=next(others, None),
                    title=title_of(site.docs, following or then) if following or then else "",
                )
            )
    return "".join(made)


def page_problem(page: Page, mistake: Mistake, snippet: str) -> Problem:
    """Return a problem on the line where `snippet` stands in the source of a page.

    What other plugins bring in (snippets, macros) stands there under another name, and is told of the page
    as a whole.
    """
    if page.source and snippet and snippet not in page.source:
        return mistake.at(page.path, 0, "in a text from elsewhere")
    return mistake.at(page.path, locate(page.source, snippet) if snippet else page.body_line)
