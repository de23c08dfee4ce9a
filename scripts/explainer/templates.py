"""Fill the templates beside this module; nobody else knows where they are and that they are Jinja's."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, StrictUndefined, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from markupsafe import Markup

from explainer.problems import Mistake, expected


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template may use: one dictionary and no chain of two, walked at each filling."""
        return {**self.globals, **(d or {})}


@lru_cache(maxsize=4)
def _environment(own: tuple[tuple[str, str], ...] = ()) -> Environment:
    return _Environment(
        loader=ChoiceLoader([DictLoader(dict(own)), PackageLoader("explainer", "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # Else each filling asks the disk whether the template changed.
    )


def fill(template: str, own: tuple[tuple[str, str], ...] = (), **values: Any) -> str:
    """Return a template filled with values, which are escaped unless they are `safe`.

    `own` are templates of a site by name and text, which take the place of ours.
    """
    return _environment(own).get_template(template).render(values)


def check_template(name: str, text: str) -> Iterator[tuple[Mistake, int | str]]:
    """Yield what keeps a text from standing in for the template `name`, each with its line or the word."""
    try:
        asked = find_undeclared_variables(_environment().parse(text))
    except TemplateSyntaxError as error:
        what = f"the template does not parse: {(error.message or '').rstrip('.')}"
        hint = "expected Jinja, as in the template of the same name in the package."
        yield Mistake(what, hint), error.lineno
        return
    ours = (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")
    known = {*find_undeclared_variables(_environment().parse(ours)), "label", "foreign"}
    for word in sorted(asked - known):
        hint = expected("one of " + ", ".join(sorted(known)), word, known)
        yield Mistake(f"the template names the unknown '{word}'", hint), word


def safe(html: str) -> Markup:
    """Mark HTML that our own code made (and sanitised where it came from data) as not to be escaped."""
    return Markup(html)  # noqa: S704 - the callers pass only what `fragments.sanitise` or our templates returned
