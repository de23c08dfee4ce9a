"""Hand a site's search only what it keeps of a page: not the inline tags that it throws away, nor what is marked to be left out.

Search reads each page with Python's HTML parser, a call or two for every tag; on a page full of links that is a tenth of a build.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from explainer.tags import TAG

# Up to the first end tag of the same name, as Material's search does.
_LEFT_OUT = r"<(?P<name>[a-z]+)\b[^<>]*?\sdata-search-exclude\b[^<>]*>.*?</(?P=name)>"
_PERMALINK = r"<a class=\"headerlink\"[^<>]*>[^<]*</a>"
_INLINE = rf"(?=</?(?:a|abbr|b|bdi|cite|em|i|mark|q|s|small|span|strong|u)[\s/>]){TAG}"
_NOT_READ = re.compile(f"{_PERMALINK}|{_INLINE}", re.IGNORECASE | re.ASCII)
_EXCLUDED = re.compile(_LEFT_OUT, re.DOTALL)


def words_of(html: str) -> str:
    """Return what search keeps of an article: the same text under the same headings, with fewer tags."""
    if html.count("<") > html.count(">"):
        return html  # A tag that never ends: looking for the end of each one would take as long as the page, every time.
    if "data-search-exclude" in html:
        html = _EXCLUDED.sub("", html)
    return _NOT_READ.sub("", html)


def spare(index: Any) -> None:
    """Let a search index, of Material or of MkDocs, read the words of each page in place of the whole article."""
    add: Callable[[Any], None] = index.add_entry_from_context

    def add_words(page: Any) -> None:
        article = page.content
        page.content = words_of(article or "")
        try:
            add(page)
        finally:
            page.content = article

    index.add_entry_from_context = add_words
