"""Placeholders for what only all pages know: where a term, a work or a claim is used, which files there are.

Without a plugin nothing takes their place: the page then does not speak of what nobody counted.
"""

from __future__ import annotations

import re

# <div data-explainer="term p-good"></div> – no comment: extensions that tidy pages take those out
PLACEHOLDER = re.compile(r'<div data-explainer="(term|cite|claim|files) ([^" ]+)"></div>')


def placeholder(kind: str, name: str) -> str:
    """Return the placeholder for where a `term`, `cite` or `claim` is used, or for `files` to download."""
    return f'<div data-explainer="{kind} {name}"></div>'


def without_placeholders(html: str) -> str:
    """Return a page with nothing in the place of its placeholders."""
    return PLACEHOLDER.sub("", html)
