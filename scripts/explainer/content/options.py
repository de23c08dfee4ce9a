"""What a site's author may choose: the same names and values in the plugin and in the Markdown extension.

What cannot be used is a problem, and is read as its default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from fnmatch import fnmatchcase
from typing import Any

from explainer.evidence.citations import STYLES
from explainer.labels import base_language, check_labels
from explainer.problems import Problem, expected
from explainer.terms.forms import CASES, Rules
from explainer.terms.linker import DENSITIES

MATH = ("off", "mathml")
# de, pt-BR, zh_Hant
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
CONFIG = "mkdocs.yml"
"""The configuration in reports, until an engine says how it is called; see `called`."""


@dataclass(frozen=True)
class Options:
    """The options of one build; the same names in `mkdocs.yml`."""

    glossary: str = "glossary.md"
    """Page with the list of terms."""
    definitions: tuple[str, ...] = ()
    """Pages that define terms by a definition list or by headings; patterns such as `chapter/*.md` too."""
    references: str = "references.md"
    """Page with the list of works."""
    tables: str = "tables.md"
    """Page with the tables of numbers."""
    claims: str = "claims.md"
    """Page with the list of claims."""
    density: str = DENSITIES[0]
    """How often a term is linked: once a section, once a page, always or never."""
    exclude: tuple[str, ...] = ()
    """Pages on which no term is linked, unless their front matter asks for it: `api/*`, `changelog.md`."""
    code: bool = True
    """Whether inline code that is a term is linked."""
    case: str = CASES[0]
    """How much capitals matter, for terms that say nothing themselves."""
    plural: bool = True
    """Whether a term stands for its plural and singular, too."""
    language: str = ""
    """Language of the text; empty for that of the theme."""
    labels: tuple[tuple[str, str], ...] = ()
    """Words of the site's own in the place of the package's, by name."""
    citations: str = STYLES[0]
    """How a citation looks: a number, or author and year."""
    citations_main: str = ""
    """Key of the work that most of the site is about: of it a citation says the place alone."""
    page_sources: bool = False
    """Whether a page ends with the list of the works it cites."""
    typographic: bool = False
    """Whether quotes, apostrophes and dashes are set as in print, in pages, titles and data."""
    math: str = MATH[0]
    """What becomes of formulas: `mathml` is made in the build, `off` leaves them to a script of the site."""

    @property
    def rules(self) -> Rules:
        """How terms are compared with a text."""
        return Rules(self.case, self.plural, base_language(self.language))

    def excluded(self, page: str) -> bool:
        """Return whether a page, by its source path, is one without links."""
        return any(fnmatchcase(page, pattern) for pattern in self.exclude)


PAGES = ("glossary", "references", "tables", "claims")
"""The options that name a page."""
_CHOICES = {"density": DENSITIES, "citations": STYLES, "case": CASES, "math": MATH}


def read_options(given: Mapping[str, Any], language: str) -> tuple[Options, list[Problem]]:
    """Return the options of a site whose theme speaks `language`, and what is wrong with those given."""
    found: dict[str, Any] = {"language": language}
    problems: list[Problem] = []
    for option in fields(Options):
        value = given.get(option.name)
        if value is None or value == option.default:
            continue
        read = _read(option.name, option.default, value)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            found[option.name] = read
    own = dict(found.get("labels", ()))
    return Options(**found), [*problems, *check_labels(own, CONFIG)]


def _read(name: str, default: object, value: Any) -> object:
    """Return the value of an option as it is used, or what is wrong with it."""
    if name in _CHOICES:
        value, accepted = "off" if value is False else value, _CHOICES[name]  # YAML takes "off" for a no.
        hint = expected("one of " + ", ".join(accepted), str(value), accepted)
        return value if value in accepted else _wrong(name, value, hint)
    if name == "labels":
        good = isinstance(value, Mapping) and all(isinstance(word, str) for word in value.values())
        hint = "expected `name: word` lines below it."
        return tuple(value.items()) if good else _wrong(name, value, hint)
    if isinstance(default, tuple):
        items = [value] if isinstance(value, str) else value
        good = isinstance(items, list | tuple) and all(isinstance(item, str) for item in items)
        return tuple(items) if good else _wrong(name, value, "expected a list such as [api/*, notes.md].")
    if name in PAGES and not (isinstance(value, str) and value.endswith(".md")):
        return _wrong(name, value, f"expected a page such as {default}.")
    if name == "language" and not (isinstance(value, str) and _LANGUAGE.fullmatch(value)):
        return _wrong(name, value, "expected a code such as de or pt-BR.")
    good = isinstance(value, type(default))
    kind = "true or false" if isinstance(default, bool) else "a line of text"
    return value if good else _wrong(name, value, f"expected {kind}.")


def _wrong(name: str, value: object, hint: str) -> Problem:
    return Problem(CONFIG, 0, f"the option '{name}' of explainer is '{value}'", hint)


def called(problem: Problem, config: str) -> Problem:
    """Return a problem of the configuration under the name that it has on this site; any other as it is."""
    return replace(problem, path=config) if problem.path == CONFIG else problem


def given_by(settings: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield those of an extension's settings that are options of the site."""
    names = {option.name for option in fields(Options)}
    return ((name, value) for name, value in settings.items() if name in names)
