"""What a site needs only for some of its content, and is installed apart; a glossary needs none of it.

Each part is asked for where it is first needed, and its absence is one sentence that says what to install.
"""

from __future__ import annotations

from importlib.util import find_spec

from explainer.problems import Mistake

DISTRIBUTION = "mkdocs-explainer"
EXTRAS = {
    "citations": ("bibtexparser", "BibTeX is read by bibtexparser"),
    "pictures": ("resvg_py", "pictures to share are drawn by resvg"),
    "math": ("latex2mathml", "formulas are made MathML by latex2mathml"),
}
"""Module and purpose of each extra."""


def has(extra: str) -> bool:
    """Return whether an extra is installed."""
    return find_spec(EXTRAS[extra][0]) is not None


def quoted(*extras: str) -> str:
    """Return the name by which the package is installed with some extras, as a shell takes it."""
    return f"'{DISTRIBUTION}[{','.join(extras)}]'"


def not_installed(extra: str) -> Mistake:
    """Return what to say where an extra is needed and not there."""
    return Mistake(f"{EXTRAS[extra][1]}, which is not installed", f"expected `pip install {quoted(extra)}`.")
