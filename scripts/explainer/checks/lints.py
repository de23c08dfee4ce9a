"""Lints: not wrong, but to be mended – terms never used or met too early, numbers typed by hand.

Each has a name under which `mkdocs.yml` sets what becomes of it: `off`, `info`, or `warning`, which stops a
strict build.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, wraps

from explainer.content.content import Content
from explainer.content.options import CONFIG
from explainer.evidence.numbers import bare_percentages
from explainer.pages.page import Page
from explainer.problems import Problem, expected
from explainer.terms.glossary import LONGEST_DEFINITION, Term
from explainer.terms.linker import linker_of
from explainer.terms.spelling import fold, is_exact
from explainer.terms.words import word_pattern

NEAR = 0.5  # Jaccard index of the runs of three words; two words of twenty differ.
LEVELS = ("off", "info", "warning")
_NOT_LETTERS = re.compile(r"[\W_]+")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?|[A-Z]{2,}s?")

Lint = Callable[[Content, Sequence[Page]], Iterable[Problem]]


def _of_data(find: Callable[[Content], Iterator[Problem]]) -> Lint:
    """Return a lint that looks at the data alone: while they are the same, a preview need not look again."""

    @lru_cache(maxsize=16)  # Of the languages of a site, each.
    def found(content: Content) -> tuple[Problem, ...]:
        return tuple(find(content))

    @wraps(find)
    def lint(content: Content, pages: Sequence[Page]) -> Iterable[Problem]:
        return found(content)

    return lint


def unused_terms(content: Content, pages: Sequence[Page]) -> Iterator[Problem]:
    """A term that no page uses."""
    used = {term for page in pages for term in page.terms}
    hint = "expected a use, or the entry taken out; `[text](term:id)` links by hand."
    for term in content.glossary:
        if term.id not in used:
            yield _term(term, "no page uses it", hint)


def early_terms(content: Content, pages: Sequence[Page]) -> Iterator[Problem]:
    """A term used before the page that introduces it, in reading order; `early_terms: true` allows it."""
    order = {page.src: number for number, page in enumerate(pages)}
    hint = "expected an explanation here, another page of introduction, or `early_terms: true`."
    for term in content.glossary:
        if term.introduced not in order:  # None, or one that is not there, which is a slip and no lint.
            continue
        for page in pages[: order[term.introduced]]:
            if term.id in page.terms and page.meta.get("early_terms") is not True:
                what = f"'{term.term}' is used before {term.introduced} introduces it"
                yield Problem(page.path, page.body_line, what, hint)


@_of_data
def circular_definitions(content: Content) -> Iterator[Problem]:
    """Definitions that lead back to where they began: whoever knows neither word learns nothing."""
    graph = {term.id: _terms_in(term.definition, content) - {term.id} for term in content.glossary}
    seen: set[frozenset[str]] = set()
    for start in graph:
        cycle = _shortest_cycle(start, graph)
        if cycle and frozenset(cycle) not in seen:
            seen.add(frozenset(cycle))
            what = "the definition goes in a circle: " + " → ".join((*cycle, cycle[0]))
            yield _term(content.glossary.terms[start], what, "expected one of them in other words.")


@_of_data
def long_definitions(content: Content) -> Iterator[Problem]:
    """A definition too long for a card that is read at a glance."""
    for term in content.glossary:
        for text in (term.definition, *(sense.definition for sense in term.senses)):
            if len(text) > LONGEST_DEFINITION:
                hint = f"expected at most {LONGEST_DEFINITION}; longer text goes into `more`."
                yield _term(term, f"the definition has {len(text)} characters", hint, "definition")


@_of_data
def unspelled_acronyms(content: Content) -> Iterator[Problem]:
    """An acronym whose words stand nowhere in its entry."""
    hint = "expected its words in the term, an alias or the definition."
    for term in content.glossary:
        for form in term.forms:
            if not _ACRONYM.fullmatch(form):
                continue
            texts = [other for other in (*term.forms, term.definition, term.more) if other != form]
            if not any(_spells(text, form.removesuffix("s")) for text in texts):
                yield _term(term, f"the acronym '{form}' is never spelled out", hint)


@_of_data
def ambiguous_matches(content: Content) -> Iterator[Problem]:
    """Forms of two terms that differ only in capitals or signs, which a reader will not tell apart."""
    owners: dict[str, tuple[Term, str]] = {}
    for term in content.glossary:
        for form in term.forms:
            key = "".join(fold(word) for word in _NOT_LETTERS.split(form) if word)
            owner, written = owners.setdefault(key, (term, form))
            if owner.id != term.id:
                what = f"'{form}' differs from '{written}' of '{owner.id}' only in capitals or signs"
                yield _term(term, what, "expected forms that readers can tell apart.", "aliases")


@_of_data
def similar_definitions(content: Content) -> Iterator[Problem]:
    """Two terms defined in nearly the same words, which readers will take for one."""
    owners: dict[tuple[str, ...], list[str]] = {}
    shingles: dict[str, set[tuple[str, ...]]] = {}
    hint = "expected one entry with an alias, or words that tell the two apart."
    for term in content.glossary:
        words = re.findall(word_pattern(), term.definition.casefold())
        own = shingles[term.id] = set(zip(words, words[1:], words[2:], strict=False))
        shared = Counter(other for run in own for other in owners.get(run, ()))
        for other, count in shared.items():
            if count >= NEAR * len(own | shingles[other]):
                line = content.glossary.terms[other].line
                what = f"the definition is nearly that of '{other}' (line {line})"
                yield _term(term, what, hint, "definition")
        for run in own:
            owners.setdefault(run, []).append(term.id)


@_of_data
def unsourced_terms(content: Content) -> Iterator[Problem]:
    """A term without a source."""
    hint = 'expected `source: "@key, §1"`, or `source: general` for common knowledge.'
    for term in content.glossary:
        if not term.source:
            yield _term(term, "it has no source", hint)


def uncited_works(content: Content, pages: Sequence[Page]) -> Iterator[Problem]:
    """A work that no page cites."""
    cited = {key for page in pages for key in page.cited}
    path, hint = content.bibliography.path, "expected a citation, or the entry kept as further reading."
    for reference in content.bibliography:
        if reference.key not in cited:
            yield Problem(path, reference.line, f"no page cites '{reference.key}'", hint)


def unplaced_claims(content: Content, pages: Sequence[Page]) -> Iterator[Problem]:
    """A claim with something to mend in it that stands on no page, only in the list of all."""
    placed = {claim for page in pages for claim in page.claims}
    for claim in content.claims.values():
        if claim.id not in placed and claim.verdict != "holds":
            hint = f"expected a block `/// claim | {claim.id}` on one."
            yield Problem(claim.path, claim.line, f"claim '{claim.id}' stands on no page", hint)


def typed_percentages(content: Content, pages: Sequence[Page]) -> Iterator[Problem]:
    """A percentage typed into prose, where it can drift from the data."""
    if not content.tables:
        return
    for page in pages:
        yield from bare_percentages(page.body, page.path, page.body_line, content.allowed_percentages.words)


LINTS: Mapping[str, Lint] = {
    "unused": unused_terms,
    "early": early_terms,
    "circular": circular_definitions,
    "long": long_definitions,
    "acronym": unspelled_acronyms,
    "ambiguous": ambiguous_matches,
    "similar": similar_definitions,
    "unsourced": unsourced_terms,
    "uncited": uncited_works,
    "unplaced": unplaced_claims,
    "percentage": typed_percentages,
}


def unknown_lints(wanted: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each name of `lints:` in mkdocs.yml that is none."""
    known = ["all", *LINTS]
    what = "one of " + ", ".join(known)
    return [
        Problem(CONFIG, 1, f"unknown lint '{name}'", expected(what, name, known))
        for name in wanted
        if name not in known
    ]


def lint(wanted: Mapping[str, str], content: Content, pages: Sequence[Page]) -> Iterator[tuple[str, Problem]]:
    """Yield what the lints find that are not off, each with its level; `all` stands for those not named."""
    for name, find in LINTS.items():
        level = wanted.get(name, wanted.get("all", "off"))
        if level != "off":
            for problem in find(content, pages):
                yield level, problem


def _term(term: Term, message: str, hint: str, key: str = "") -> Problem:
    line = term.field_line(key) if key else term.line
    return Problem(term.path, line, f"term '{term.id}': {message}", hint)


def _terms_in(text: str, content: Content) -> set[str]:
    matcher = linker_of(content.glossary).matcher
    found, done = set(), 0
    for word in re.finditer(word_pattern(), text):
        match = matcher.at(text, *word.span()) if word.start() >= done else None
        if match:
            done = match.end
            found.add(match.term)
    return found


def _shortest_cycle(start: str, graph: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the shortest way from `start` back to it, of three terms at most; longer ones explain enough."""
    ways: list[tuple[str, ...]] = [(start,)]
    for _ in range(3):
        longer = []
        for way in ways:
            for following in sorted(graph.get(way[-1], ())):
                if following == start:
                    return way
                if following not in way:
                    longer.append((*way, following))
        ways = longer
    return ()


def _spells(text: str, acronym: str) -> bool:
    """Return whether the capitals of `acronym` begin words of `text` in order: CoT, "chain of thought"."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", text) if not is_exact(word)).casefold()
    wanted = acronym.casefold()
    at = 0
    for letter in initials:
        if at < len(wanted) and letter == wanted[at]:
            at += 1
    inner = re.sub(r"[^a-z]", "", text.casefold())
    return at == len(wanted) or (
        at > 0 and len(wanted) > 2 and _subsequence(wanted, inner) and at >= len(wanted) - 1
    )


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)
