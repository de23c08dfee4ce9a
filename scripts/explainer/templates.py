"""Fill the templates beside this module; nobody else knows where they are and that they are Jinja's."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("explainer", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # Else each filling asks the disk whether the template changed.
    )


def fill(template: str, **values: Any) -> str:
    """Return a template filled with values, which are escaped unless they are `safe`."""
    return _environment().get_template(template).render(values)


def safe(html: str) -> Markup:
    """Mark HTML that our own code made (and sanitised where it came from data) as not to be escaped."""
    return Markup(html)  # noqa: S704 - the callers pass only what `fragments.sanitise` or our templates returned
