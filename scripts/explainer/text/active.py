"""Find what runs in the HTML that an author wrote: scripts in attributes and addresses, and `<base>`.

The security policy of a published page stops them without a word, and a page read from a file has no policy.
"""

from __future__ import annotations

import html as htmllib
import re
from collections.abc import Iterator

from explainer.problems import Mistake
from explainer.tokens import start_tags

# What one of them has in any case; most pages have none of it.
_ENTITIES = "&(?:#|Tab;|NewLine;|colon;)"
_SIGNS = (r"[\s\"'/]on[a-z]{3,20}\s*=", r"script\s*:", r"=[\s\"']*data:", _ENTITIES, "<base")
_SIGN = re.compile("|".join(_SIGNS), re.IGNORECASE | re.ASCII)
# The same less exactly, in small letters and ten times as fast: looked for in every page.
_HANDLERS, _SCRIPTS = re.compile(r"on[a-z]{3,20}\s*=", re.ASCII), re.compile(r"script\s*:", re.ASCII)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?", re.ASCII)
_HANDLER = re.compile(r"on[a-z]{3,}", re.IGNORECASE)
_ADDRESSES = frozenset(("href", "xlink:href", "src", "action", "formaction", "data", "poster"))
# Browsers read "java script:" and " javascript:" alike.
_SCRIPT = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20]")
# Of these a picture is made, and nothing run.
_PICTURES = frozenset(("img", "image", "source", "video"))
_SHOWN = 60  # Characters of an address in a report.


def active(html: str) -> Iterator[tuple[Mistake, tuple[str, ...]]]:
    """Yield each thing that runs, with the forms in which its source may hold it."""
    if not (_is_hinted(html.lower()) and _SIGN.search(html)):
        return
    for name, tag in start_tags(html):
        if name == "base":
            hint = "expected links as seen from the page: this one would turn all others."
            yield Mistake("the page has a `<base>`", hint), ("<base", "<BASE")
        for attribute in _ATTRIBUTE.finditer(tag, len(name) + 1):
            key, value = attribute[1], (attribute[2] or "").strip("\"'")
            if _HANDLER.fullmatch(key):
                hint = "expected a script file that listens: a security policy allows none in attributes."
                yield Mistake(f"the attribute '{key}' is a script", hint), (f"{key}=", key)
            elif key.lower() in _ADDRESSES and _runs(name, value):
                said = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
                mistake = Mistake(f"the address '{said}' runs", "expected that of a page or a file.")
                yield mistake, (value, htmllib.unescape(value))


def _is_hinted(small: str) -> bool:
    if ":" in small and ("data:" in small or _SCRIPTS.search(small)):
        return True
    if "&" in small and any(name in small for name in ("&#", "&tab;", "&newline;", "&colon;")):
        return True
    return "<base" in small or _HANDLERS.search(small) is not None


def _runs(name: str, value: str) -> bool:
    scheme = _SCRIPT.match(_BLANK.sub("", htmllib.unescape(value)))
    return scheme is not None and not (scheme[0].lower() == "data:" and name in _PICTURES)
