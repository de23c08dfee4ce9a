"""Addresses: from one page to another, from a source path to its address, and the other way round.

All are seen from the root of a site, without a slash before them; the home page's is empty.
"""

from __future__ import annotations

import posixpath
import re

WEB_ADDRESS = re.compile(r"https?://[^\s\"<>]+")  # https://example.org/issues
ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")  # https://…, mailto:…, //host/…


def relative_url(target: str, start: str) -> str:
    """Return `target` as seen from the page at `start`, both below the root: `a/`, `b/c/` → `../../a/`."""
    folder = start if start.endswith("/") or not start else posixpath.dirname(start)
    found = posixpath.relpath("/" + target, "/" + folder)
    return found + "/" if target.endswith("/") or not target else found


def plain_root(url: str) -> str:
    """MkDocs writes the address of the home page as `./`; here it is empty."""
    return "" if url in (".", "./", "/") else url.lstrip("/")


def source_url(src: str, *, use_folders: bool) -> str:
    """Return the address that a source path gets: `a/b.md` → `a/b/`, or `a/b.html`."""
    if not src.endswith(".md"):
        return src
    stem = src.removesuffix(".md")
    if not use_folders:
        return stem + ".html"
    if stem == "index":
        return ""
    return stem.removesuffix("/index") + "/" if stem.endswith("/index") else stem + "/"
