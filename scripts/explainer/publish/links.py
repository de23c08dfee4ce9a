"""Where the addresses of a finished site lead: to a file and an anchor in it, out of the site, or nowhere.

It knows the names of files and ids alone, so a page is judged without reading the one it links to.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from explainer.problems import Problem, expected
from explainer.publish.addresses import Address

_OUR_SCHEME = re.compile(r"(?:term|site):")
_SCRIPT_ADDRESS = re.compile(r"(?:javascript|vbscript|data:text/html)", re.IGNORECASE)
_SPACES = re.compile(r"[\x00-\x20]+")  # Browsers pass them over in the scheme of an address.
_SHOWN = 60  # Characters of leftover syntax in a report.
# Shown at any address that is not there, so that nothing on it may be named as seen from its own.
_ANYWHERE = re.compile(r"\d{3}\.html")


@dataclass(frozen=True)
class BuiltSite:
    """What a link may lead to."""

    files: frozenset[str]
    anchors: Mapping[str, frozenset[str]]
    """The anchors of each page, by its file."""
    home: str = ""
    """Address at which the site will stand, if it says so in its canonical links."""
    guarded: bool = False
    """Whether its home page carries a security policy, and so every page has to."""


def check_addresses(path: str, addresses: Iterable[Address], site: BuiltSite) -> Iterator[Problem]:
    """Yield a problem for each address that leads nowhere, and each that makes a browser ask another host."""
    for address in addresses:
        text = address.text
        scheme = _scheme(text)
        if _OUR_SCHEME.match(text):
            hint = "expected an address to be rendered."
            yield Problem(path, address.line, f"syntax is left over: '{short(text)}'", hint)
        elif scheme is None:
            hint = "expected one such as https://example.org/page/."
            yield Problem(path, address.line, f"the address '{short(text)}' cannot be read", hint)
        elif _SCRIPT_ADDRESS.match(_SPACES.sub("", text)):
            hint = "expected the address of a page or a file."
            yield Problem(path, address.line, f"the address '{short(text)}' runs script", hint)
        elif site.home and text.startswith(site.home):
            yield from _leads(path, address, "/" + text[len(site.home) :].lstrip("/"), site, "")
        elif text.startswith("//") or scheme:
            if address.loads and not text.startswith(("data:", "blob:", "about:")):
                what = f"`{address.what}` asks another host: {text}"
                yield Problem(path, address.line, what, "expected a file of this site.")
        elif text and text[0] not in "/#" and _ANYWHERE.fullmatch(path):
            hint = "expected one from the root of the host, since the page is shown at any address."
            yield Problem(path, address.line, f"the address '{short(text)}' begins at the page", hint)
        else:
            yield from _leads(path, address, text, site, urlsplit(site.home).path)


def short(text: str) -> str:
    """Return a piece of a page as a report shows it: on one line, its end left out if it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _leads(path: str, address: Address, text: str, site: BuiltSite, base: str) -> Iterator[Problem]:
    parts = urlsplit(text)
    wanted = _resolve(path, unquote(parts.path), base)
    if wanted is None:
        hint = "expected an address below its root."
        yield Problem(path, address.line, f"the address '{text}' leads out of the site", hint)
        return
    candidates = [posixpath.join(wanted, "index.html")] + ([] if parts.path.endswith("/") else [wanted])
    target = next((name for name in candidates if name in site.files), None)
    if target is None:
        hint = _hint("a file of the site", wanted, site.files)
        yield Problem(path, address.line, f"the address '{text}' leads nowhere", hint)
        return
    # What follows :~: tells browsers which words to mark.
    fragment = unquote(parts.fragment).partition(":~:")[0]
    anchors = site.anchors.get(target)
    if fragment and fragment != "top" and anchors is not None and fragment not in anchors:
        what = f"the address '{text}' names the unknown anchor '#{fragment}'"
        yield Problem(path, address.line, what, _hint(f"an id of {target}", fragment, anchors))


@lru_cache(maxsize=1024)  # A link that is wrong on one page is often wrong on many.
def _hint(what: str, name: str, accepted: frozenset[str]) -> str:
    addresses = sorted(item.removesuffix("/index.html") for item in accepted if item != "index.html")
    return expected(what, name, addresses)


def _scheme(text: str) -> str | None:
    """Return the scheme of an address, empty where it has none; None where it is no address at all."""
    try:
        return urlsplit(text).scheme
    except ValueError:  # http://[x/
        return None


def _resolve(path: str, address: str, base: str) -> str | None:
    """Return an address seen from the file at `path`, below the site's root; None where it is not below."""
    if not address:
        return path
    if address.startswith("/"):
        # Links of the 404 page begin at the root of the host, below which the site may stand at `base`.
        base = base.rstrip("/") + "/"
        return posixpath.normpath("/" + address.removeprefix(base))[1:] if address.startswith(base) else None
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
    return None if found == ".." or found.startswith("../") else found.removeprefix(".")
