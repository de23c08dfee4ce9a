"""Pages at former addresses that lead to the present ones; what is wrong with their list."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from explainer.content.history import StringMap
from explainer.problems import Problem, expected
from explainer.urls import relative_url, source_url

LONGEST_NAME = 240  # Bytes.
# findings/rl.md
_PATH = re.compile(r"(?:[\w-]+/)*[\w-]+\.md")


def check_redirects(redirects: StringMap, sources: Iterable[str]) -> Iterator[Problem]:
    """Yield what is wrong with the map from former to present source paths."""
    known = set(sources)
    for old, new in redirects.words.items():
        path, line = redirects.path, redirects.lines[old]
        if old in known:
            what = f"'{old}' still exists, so nothing can stand in its place"
            yield Problem(path, line, what, "expected a page that has moved.")
        if new not in known:
            hint = expected("a page below docs/", new, known)
            yield Problem(path, line, f"'{old}' leads to the unknown page '{new}'", hint)
        if not _is_path(old):
            hint = "expected a path below docs/ such as findings/rl.md."
            yield Problem(path, line, f"'{old}' is not the path of a page", hint)


def redirect_files(redirects: Mapping[str, str], *, use_folders: bool, base: str = "/") -> dict[str, str]:
    """Return a page for each former address, and the map for hosts that redirect by themselves.

    `base` is the path at which the site stands, with a slash at both ends.
    """
    url = partial(source_url, use_folders=use_folders)
    files, moves = {}, ""
    for src, file in redirect_targets(redirects, use_folders=use_folders).items():
        old, new = url(src), url(redirects[src])
        files[file] = redirect_page(old, new)
        moves += f"{base}{old} {base}{new} 301\n"
    return files | ({"_redirects": moves} if moves else {})


def redirect_targets(redirects: Iterable[str], *, use_folders: bool) -> dict[str, str]:
    """Return the file at each former address by its source path.

    A former path that is none is reported by `check_redirects`; a preview goes on all the same, and must
    write nowhere else.
    """
    addresses = {old: source_url(old, use_folders=use_folders) for old in redirects if _is_path(old)}
    return {
        old: address if address.endswith(".html") else f"{address}index.html"
        for old, address in addresses.items()
    }


def redirect_page(old: str, new: str) -> str:
    """Return the page that stands at a former address; both are addresses below the site's root."""
    target = html.escape(relative_url(new, old))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>This page has moved</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="description" content="This page has moved.">'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}">'
        # No sign of its own: a browser would ask the root of the host for one, which may be another's.
        f'<link rel="icon" href="data:,"><link rel="canonical" href="{target}"></head>'
        "<body><main><h1>This page has moved</h1>"
        f'<p>It is now <a href="{target}">here</a>.</p></main></body></html>\n'
    )


def _is_path(old: str) -> bool:
    """Return whether a page may have stood at a path; no system has files of longer names."""
    longest = max(len(part.encode()) for part in old.split("/"))
    return _PATH.fullmatch(old) is not None and longest <= LONGEST_NAME
