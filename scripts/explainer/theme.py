"""Faults of Material's own pages that a reader with a screen reader meets, mended in the finished HTML.

Each is an exact piece of the theme's markup; once the theme writes it otherwise, nothing is changed and the tests say so.
"""

from __future__ import annotations

import html
import re

# The dialogue has no name; the way to the page has that of the menu.
_NAMES = {
    'data-md-component="search" role="dialog"': 'data-md-component="search" role="dialog" aria-label="Search"',
    '<nav class="md-path" aria-label="Navigation"': '<nav class="md-path" aria-label="Breadcrumbs"',
}
# <nav … aria-labelledby="__nav_2_label" …><label class="md-nav__title" …> Threats </label>: named by an arrow, which has no words
_SECTION = re.compile(r'aria-labelledby="(__nav_[\d_]+_label)"([^>]*>\s*<label class="md-nav__title"[^>]*>(.*?)</label>)', re.DOTALL)
_ARROW = re.compile(r'<label class="md-nav__link[^"]*" for="__nav_[\d_]+" id="(__nav_[\d_]+_label)"')
_TAG = re.compile(r"<[^>]*>")


def mend(page: str) -> str:
    """Return a page of the theme with names for what had none, or the same as something else."""
    for wrong, right in _NAMES.items():
        page = page.replace(wrong, right)
    titles = {label: _words(title) for label, _, title in _SECTION.findall(page)}
    page = _SECTION.sub(lambda match: f'aria-label="{titles[match[1]]}"{match[2]}', page)
    return _ARROW.sub(lambda match: f'{match[0]} aria-label="Pages of {titles[match[1]]}"' if match[1] in titles else match[0], page)


def _words(title: str) -> str:
    return html.escape(" ".join(html.unescape(_TAG.sub("", title)).split()))
