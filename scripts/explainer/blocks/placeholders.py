"""Placeholders for what only all pages together know: where a term, a work or a claim is used, which files there are.

Without a plugin nothing takes their place: the page then does not speak of what nobody counted.
"""

from __future__ import annotations

import re

# <!--explainer:used term p-good-->
PLACEHOLDER = re.compile(r"<!--explainer:used (term|cite|claim|files) (\S+?)-->")


def placeholder(kind: str, name: str) -> str:
    """Return the placeholder for where something is used (`term`, `cite`, `claim`), or for files to download (`files`)."""
    return f"<!--explainer:used {kind} {name}-->"


def without_placeholders(html: str) -> str:
    """Return a page with nothing in the place of its placeholders."""
    return PLACEHOLDER.sub("", html)
