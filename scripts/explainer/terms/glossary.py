"""The terms of a site, read from `glossary.yml` and checked as a whole.

A term is known by its id, which never changes; everything a reader sees of it may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from explainer.echoes import breaking
from explainer.problems import Problem, expected
from explainer.records import Record, records
from explainer.terms.forms import CASES, Rules, form_key
from explainer.terms.spelling import is_exact
from explainer.terms.words import marks
from explainer.yaml_data import Document, read_yaml

LONGEST_DEFINITION = 240  # Characters. What fits on a card that is read at a glance.
LONGEST_FIELD = 20_000
LONGEST_FORM = 200  # Of a term or alias.
# Words and signs of one form; a term has fewer, and a page full of beginnings of a longer one would take
# seconds.
MOST_STEPS = 16
MOST_ALIASES = 200  # Of one term.
MOST_FORMS = 60_000  # Of the whole glossary; a mistake in a script makes more, a person does not.

# p_{good}
SYMBOL = re.compile(r"([A-Za-z])_\{(\w+)\}")

# *fermion*, `npm run`, [loss](x.md)
_MARKDOWN = re.compile(r"(\*{1,3}|`+)(?=\S)(.+?)(?<=\S)\1|\[([^\]]+)\]\([^)]*\)")

MATCH = ("auto", "manual")
_RULES = Rules()
# English words without a meaning of their own; IT and US are other words.
_FUNCTION_WORDS = frozenset(
    "a an and are as at be been but by can do for from had has have he her him his how i if in into is it "
    "its may no not of on or our she so than that the their them then there these they this those to was we "
    "were what when where which who will with would you your".split()
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A letter with a word below it, such as p with subscript "good"."""

    base: str
    sub: str

    @property
    def forms(self) -> tuple[str, ...]:
        """How an author may write it in prose or code: `p_good`, `p_{good}`, `p-good`, `pgood`, `p^good`."""
        return tuple(
            f"{self.base}{joint}"
            for joint in (f"_{self.sub}", f"_{{{self.sub}}}", f"-{self.sub}", self.sub, f"^{self.sub}")
        )


@dataclass(frozen=True, slots=True)
class Sense:
    """One of several meanings of a term."""

    id: str
    definition: str
    pages: tuple[str, ...] = ()
    """Pages on which this sense is meant without saying so."""
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    id: str
    term: str
    definition: str
    """Markdown of one line, as an author wrote it; sanitised where it is rendered."""
    line: int = 1
    symbol: Symbol | None = None
    spoken: str = ""
    aliases: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    """Forms people search for; shown in the entry, never linked."""
    more: str = ""
    related: tuple[str, ...] = ()
    source: str = ""
    """Citation syntax without the brackets (`@key, §3.1`), or `general`."""
    introduced: str = ""
    """Page on which a reader should first meet the term."""
    match: str = "auto"
    case: str = ""
    """How much capitals matter (`explainer.terms.forms.CASES`); empty where the site's rule holds."""
    plural: bool | None = None
    """Whether its plural is meant, too; None where the site's rule holds."""
    senses: tuple[Sense, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Line of each field in the file."""
    path: str = field(default="", compare=False)
    """File that defines it, as reports should show it."""
    home: str = ""
    """Page that defines it, below the docs folder; empty where data do."""

    def field_line(self, name: str) -> int:
        """Return the line of a field, or that of the entry."""
        return self.lines.get(name, self.line)

    @property
    def forms(self) -> tuple[str, ...]:
        """Everything that is matched in text for this term, without its symbol's forms."""
        return self.aliases if self.symbol else (self.term, *self.aliases)

    def sense(self, name: str, page: str = "") -> Sense | None:
        """Return the sense so named, else the one `page` asks for, else the first; None without senses."""
        by_name = next((sense for sense in self.senses if name and sense.id == name), None)
        by_page = next((sense for sense in self.senses if page in sense.pages), None)
        return by_name or by_page or (self.senses[0] if self.senses else None)


@dataclass(frozen=True, eq=False)
class Glossary:
    """All terms by id, in the order of the file.

    Compared by identity, so that what is made from it can be remembered.
    """

    path: str = ""
    terms: Mapping[str, Term] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    """How its forms are compared with a text."""

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def symbols(self) -> dict[str, Term]:
        """The terms that are symbols, by each form an author may write."""
        return {form: term for term in self for form in (term.symbol.forms if term.symbol else ())}

    @cached_property
    def by_page(self) -> dict[str, dict[str, Term]]:
        """The terms that an author's page defines, by id, for each such page."""
        pages: dict[str, dict[str, Term]] = {}
        for term in self:
            if term.home:
                pages.setdefault(term.home, {})[term.id] = term
        return pages


def is_id(text: str) -> bool:
    """Return whether a text can be an id: small letters of any script, digits and single hyphens."""
    return _id("" if text.isascii() else marks()).fullmatch(text) is not None and text == text.lower()


@cache
def _id(marks: str) -> re.Pattern[str]:
    """Return the pattern of p-good, 依赖注入 (c++ becomes c-plus-plus), with these marks on their letters."""
    word = rf"(?:[^\W_][{marks}]*)+" if marks else r"[^\W_]+"
    return re.compile(f"{word}(?:-{word})*")


@dataclass(frozen=True, slots=True)
class Source:
    """What one file says of terms, read and not yet checked."""

    document: Document
    problems: list[Problem]
    home: str = ""
    """The page it is, below the docs folder; empty for data."""


def load_glossary(path: Path, name: str, rules: Rules = _RULES) -> tuple[Glossary, list[Problem]]:
    """Return the glossary in a YAML file and every problem in it; what can be read is there in spite of them.

    `name` is the path as reports should show it.
    """
    return glossary_of([read_glossary(path, name)], rules)


def read_glossary(path: Path, name: str) -> Source:
    """Return what a YAML file says of terms."""
    document, problems = read_yaml(path, name)
    return Source(document, problems if document.value else breaking(problems, "term"))


def glossary_of(sources: Sequence[Source], rules: Rules = _RULES) -> tuple[Glossary, list[Problem]]:
    """Return the glossary in several files, which is checked as one; reports know it by the first."""
    terms: dict[str, Term] = {}
    problems: list[Problem] = []
    for source in sources:
        problems += source.problems
        for term_id, term in _terms(source, problems):
            if term_id in terms:
                first = terms[term_id]
                what = f"term '{term_id}' is defined twice (first in {first.path}:{first.line})"
                problems.append(Problem(term.path, term.line, what, "expected each term once."))
                continue
            terms[term_id] = term
    glossary = Glossary(sources[0].document.path if sources else "", terms, rules)
    return glossary, [*problems, *_relations(glossary), *_common(glossary), *_collisions(glossary)]


def _terms(source: Source, problems: list[Problem]) -> Iterator[tuple[str, Term]]:
    for term_id, record in records(source.document, "term", problems):
        if not is_id(term_id):
            plain = re.sub(r"[^a-z0-9]+", "-", term_id.lower()).strip("-") or "sleeper-agent"
            hint = f"expected small letters, digits and single hyphens, such as '{plain}'."
            record.problem("the id is not in kebab case", hint)
            problems[-1:] = breaking(problems[-1:], f"term {term_id}", f"term {plain}")
            continue  # An id goes into addresses and attributes as it is.
        yield term_id, _term(term_id, record, source.home)


def _term(term_id: str, record: Record, home: str) -> Term:
    symbol_text = record.text("symbol")
    symbol = SYMBOL.fullmatch(symbol_text)
    if symbol_text and not symbol:
        hint = "expected a letter with a word below it, such as p_{good}."
        record.problem(f"'symbol' is '{symbol_text}'", hint, "symbol")
    senses = tuple(_sense(name, sense) for name, sense in record.nested("senses"))
    term = Term(
        id=term_id,
        term=record.text("term", required=True, longest=LONGEST_FORM) or term_id,
        definition=record.text("definition", required=True, longest=LONGEST_FIELD),
        line=record.line(),
        symbol=Symbol(*symbol.groups()) if symbol else None,
        spoken=record.text("spoken", longest=200),
        aliases=record.texts("aliases", most=MOST_ALIASES, longest=LONGEST_FORM),
        search=record.texts("search", most=MOST_ALIASES, longest=LONGEST_FORM),
        more=record.text("more", longest=LONGEST_FIELD),
        related=record.texts("related"),
        source=record.text("source", longest=500),
        introduced=record.text("introduced"),
        match=record.choice("match", MATCH, default="auto"),
        case=record.choice("case", CASES),
        plural=record.switch("plural"),
        senses=tuple(sense for sense in senses if is_id(sense.id)),
        lines={key: record.line(key) for key in record.value},
        path=record.document.path,
        home=home,
    )
    for key, form in (("term", term.term), *(("aliases", alias) for alias in term.aliases)):
        if _MARKDOWN.search(form):
            plain = _MARKDOWN.sub(lambda found: found[2] or found[3], form)
            what = f"'{key}' holds the signs of Markdown, '{form}', and so is found nowhere"
            record.problem(what, f"expected plain text, as it stands on a page: '{plain}'.", key)
    record.finish()
    return term


def _sense(name: str, record: Record) -> Sense:
    if not is_id(name):
        record.problem("the name is not in kebab case", "expected small letters, digits and single hyphens.")
    definition = record.text("definition", required=True, longest=LONGEST_FIELD)
    sense = Sense(name, definition, record.texts("pages"), record.line("pages"))
    record.finish()
    return sense


def _relations(glossary: Glossary) -> Iterable[Problem]:
    for term in glossary:
        for other in term.related:
            if other not in glossary.terms:
                hint = expected("a term id of this file", other, glossary.terms)
                what = f"term '{term.id}': 'related' names the unknown term '{other}'"
                yield Problem(term.path, term.field_line("related"), what, hint, (f"term {other}",))


def _common(glossary: Glossary) -> Iterable[Problem]:
    """Yield a problem for each form that stands in nearly every sentence: it would be linked everywhere."""
    for term in glossary:
        for form in term.forms if term.match == "auto" else ():
            words = form.split()
            meaningful = any(map(is_exact, words)) or not _FUNCTION_WORDS.issuperset(map(str.casefold, words))
            if 0 < len(words) <= 3 and not meaningful:
                what = f"term '{term.id}': '{form}' stands in nearly every text"
                hint = "expected a form that only this term has; with `match: manual` it is linked by hand."
                line = term.field_line("aliases" if form in term.aliases else "term")
                yield Problem(term.path, line, what, hint)


def _collisions(glossary: Glossary) -> Iterable[Problem]:
    """Yield a problem for each form that the matcher could not tell from another's, or could not find."""
    owners: dict[tuple[str, ...], tuple[Term, str]] = {}
    symbols = glossary.symbols
    count = 0
    for term in glossary:
        for form in (*term.forms, *(term.symbol.forms if term.symbol else ())):
            count += 1
            key = form_key(form, term.case or glossary.rules.case, glossary.rules.language)
            if not key:
                what = f"term '{term.id}': '{form}' holds nothing to match"
                yield Problem(term.path, term.line, what, "expected a word or a sign.")
                continue
            if len(key) > MOST_STEPS:
                what = f"term '{term.id}': '{form[:40]}…' has {len(key)} words and signs"
                yield Problem(term.path, term.line, what, f"expected at most {MOST_STEPS}.")
            owner, written = owners.setdefault(key, (term, form))
            # P_train is not p_train.
            are_symbols = form != written and form in symbols and written in symbols
            if owner.id != term.id and not are_symbols:
                where = f"line {owner.line}" if owner.path == term.path else f"{owner.path}:{owner.line}"
                what = f"term '{term.id}': '{form}' also belongs to '{owner.id}' ({where}, as '{written}')"
                line = term.field_line("aliases") if form in term.aliases else term.line
                yield Problem(term.path, line, what, "expected each term and alias in one entry only.")
    if count > MOST_FORMS:
        what = f"the glossary has {count:,} terms and aliases"
        yield Problem(glossary.path, 1, what, f"expected at most {MOST_FORMS:,}.")
