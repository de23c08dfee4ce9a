"""Finish the article of one page, once Markdown is done with it: terms linked, addresses on the site resolved, date of its last check added.

The Markdown extension does this where it works alone; with the plugin all articles are finished together, in
half the time.
"""

from __future__ import annotations

from dataclasses import dataclass

from explainer.content.site import Site
from explainer.pages.page import PageContext
from explainer.problems import Mistake, Problem, expected, locate
from explainer.templates import fill
from explainer.terms.linker import DENSITIES, Use, linker_of
from explainer.text.active import active
from explainer.text.fragments import resolve_site_links


@dataclass(frozen=True, slots=True)
class Article:
    """A finished article."""

    html: str
    uses: tuple[Use, ...] = ()
    problems: tuple[Problem, ...] = ()


def finish_article(html: str, page: PageContext, site: Site) -> Article:
    """Return the article that Markdown made as `html`, finished."""
    problems: list[Problem] = []

    def report(mistake: Mistake, snippet: str) -> None:
        problems.append(page_problem(page, site, mistake, snippet))

    for mistake, forms in active(html):
        snippet = next((form for form in forms if form in page.source), "")
        if snippet or not page.source:  # What no author wrote here is no slip of theirs.
            report(mistake, snippet)
    entries = "" if page.is_at(site.options.glossary) else page.link(site.options.glossary) or ""

    def href(term: str, sense: str) -> str:
        return f"{entries}#{term}-{sense}" if sense else f"{entries}#{term}"

    usual = "none" if site.options.excluded(page.src) else site.options.density
    density = str(page.meta.get("terms") or usual)
    if density not in DENSITIES:
        hint = expected("one of " + ", ".join(DENSITIES), density, DENSITIES)
        report(Mistake(f"'terms' is '{density}'", hint), f"terms: {density}")
        density = usual
    elif page.src and page.href(site.options.glossary) is None:
        density = "none"
    linker = linker_of(site.content.glossary)
    linked = linker.link(html, href, density=density, page=page.src, code=site.options.code)
    for mistake, link in linked.mistakes:
        report(mistake, link)
    html = resolve_site_links(linked.html, page.link)
    checked = site.content.checked.words
    if page.src in checked:
        html += "\n" + fill("pages/page-status.html", date=checked[page.src])
    return Article(html, linked.uses, tuple(problems))


def page_problem(page: PageContext, site: Site, mistake: Mistake, snippet: str) -> Problem:
    """Return a problem on the line where `snippet` stands in the source of a page.

    What other plugins bring in (snippets, macros) stands there under another name, and is told of the page as a whole.
    """
    path = f"{site.docs.name}/{page.src}" if page.src else "page"
    if page.source and snippet and snippet not in page.source:
        return mistake.at(path, 0, "in a text from elsewhere")
    return mistake.at(path, locate(page.source, snippet) if snippet else page.body_line)
