"""Check that the page to which terms lead has their entries, once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from explainer.checks.links import element_ids
from explainer.pages.page import Page
from explainer.problems import Problem
from explainer.terms.glossary import Glossary


def check_entries(glossary: Glossary, page: Page) -> Iterator[Problem]:
    """Yield what is wrong with the page of a glossary: it lists no term, or has the anchor of one twice."""
    counts = Counter(element_ids(page.html))
    if len(glossary) and not any(term.id in counts for term in glossary):
        hint = "expected a block `/// glossary`: each term leads to its entry on this page."
        yield Problem(page.path, 0, "the page lists no term", hint, breaks=(f"page {page.src}",))
    for term in glossary:
        if counts[term.id] > 1:
            what = f"the anchor '#{term.id}' of the term '{term.term}' is that of something else, too"
            hint = f"expected a heading with an id of its own: `{{#about-{term.id}}}`."
            yield Problem(page.path, 0, what, hint)
