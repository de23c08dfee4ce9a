"""Check that the pages to which terms lead have their entries, once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from explainer.checks.links import element_ids
from explainer.pages.page import Page
from explainer.problems import Problem
from explainer.terms.glossary import Glossary


def check_entries(glossary: Glossary, page: Page, *, listed: bool) -> Iterator[Problem]:
    """Yield what is wrong with a page to which terms lead.

    Where it is that of the glossary, `listed`, it lists no term, or has the anchor of one twice; where it
    defines terms itself, Markdown does not know its definition lists.
    """
    own = glossary.by_page.get(page.src, {})
    if not (own or listed):
        return
    if own and not any(f'data-entry="{term_id}"' in page.html for term_id in own):
        what = "its terms are shown as text and have no anchors"
        hint = "expected `def_list` under `markdown_extensions`: Markdown alone knows no definition lists."
        yield Problem(page.path, 0, what, hint, breaks=(f"page {page.src}",))
        return
    if not listed:
        return
    counts = Counter(element_ids(page.html))
    if len(glossary) and not any(term.id in counts for term in glossary):
        hint = "expected a block `/// glossary`: each term leads to its entry on this page."
        yield Problem(page.path, 0, "the page lists no term", hint, breaks=(f"page {page.src}",))
    for term in glossary:
        if counts[term.id] > 1:
            what = f"the anchor '#{term.id}' of the term '{term.term}' is that of something else, too"
            hint = f"expected a heading with an id of its own: `{{#about-{term.id}}}`."
            yield Problem(page.path, 0, what, hint)
