"""Put into each page the CSS that it needs as it stands, and the rest, which only the theme's script needs, into a file for later.

No page then waits for a style sheet. The file holds everything again: what stands twice does nothing the second time, and the
order of rules stays the theme's.
"""

from __future__ import annotations

import re
from itertools import chain

from explainer.page import relative_url
from explainer.problems import ContentError, Problem
from explainer.styles import css_text, matching, page_words, read_sheet, script_words
from explainer.tree import Tree, address, below, digest

SCRIPTS = "assets/javascripts"
FIGURES = "assets/javascripts/figures"
_SHEET = re.compile(r'[ \t]*<link rel="stylesheet" href="(?!https?:)([^"]+)">\n?')
_BUNDLE = re.compile(r'<script src="([^"]*bundle\.[^"]*\.js)"></script>')
_ENTRY = rf"(?:{SCRIPTS}/main|{FIGURES}/embed)\.js"
_MODULE = re.compile(rf'<script(?: type="module")? src="([^"]*{_ENTRY})"(?: type="module")?></script>')
_CSS_ADDRESS = re.compile(r"url\(\s*([\"']?)(?!data:|https?:|#)([^\"')]+)\1\s*\)")
_FIGURE = re.compile(r'<figure\b[^>]*\sdata-figure="([\w-]+)"')
_VIEW = re.compile(rf"{FIGURES}/([\w-]+)\.[0-9a-f]{{8}}\.js")


def place_styles(tree: Tree) -> None:
    """Do it for every page of the site; its style sheets are gone then."""
    views = {match[1]: text for path, text in tree.texts.items() if (match := _VIEW.fullmatch(path))}
    shared = [text for path, text in tree.texts.items() if _is_shared(path)]
    theme = " ".join(text for path, text in tree.texts.items() if path.startswith(f"{SCRIPTS}/bundle."))
    groups: dict[tuple[str, ...], list[str]] = {}
    for path, page in tree.pages.items():
        sheets = tuple(below(path, url) for url in _SHEET.findall(page))
        if sheets:
            groups.setdefault(sheets, []).append(path)
    for sheets, paths in groups.items():
        rules = chain.from_iterable(read_sheet(_own(sheet, tree.texts[sheet])) for sheet in sheets)
        pages = {path: tree.texts[path] for path in paths}
        scripts = {path: [*shared, *(views[name] for name in sorted(set(_FIGURE.findall(page))) if name in views)] for path, page in pages.items()}
        words = {path: page_words((page,)) | script_words(scripts[path]) for path, page in pages.items()}
        named = {path: " ".join(scripts[path]) for path in paths}
        common = matching(rules, script_words((theme,)).union(*words.values()))
        later = css_text(common, " ".join((theme, *named.values())))
        name = f"assets/stylesheets/later.{digest(later.encode())}.css"
        tree.texts[name] = later
        for path in paths:
            tree.texts[path] = _with_styles(pages[path], path, css_text(matching(common, words[path]), named[path]), name)
    for path in [path for path in tree.texts if path.endswith(".css") and "/later." not in path]:
        del tree.texts[path]


def _is_shared(path: str) -> bool:
    """Return whether a file is ours and may run on every page: neither the theme's nor the view of one figure."""
    of_theme = "/bundle." in path or "/lunr/" in path or "/workers/" in path
    return path.startswith((SCRIPTS, FIGURES)) and not of_theme and not _VIEW.fullmatch(path)


def _own(sheet: str, text: str) -> str:
    """Return the text of a sheet, which must not name a file: in a page the way there would be another."""
    found = _CSS_ADDRESS.search(text)
    if found:
        raise ContentError([Problem(sheet, 1, f"the style sheet names the file '{found[2]}'", "expected a data: address, or none.")])
    return text


def _with_styles(page: str, path: str, inline: str, later: str) -> str:
    placed = iter((f"<style>{inline}</style>\n",))
    page = _SHEET.sub(lambda match: next(placed, ""), page)
    bundle = _BUNDLE.search(page)
    if bundle:
        data = f'data-script="{bundle[1]}" data-style="{relative_url(later, address(path))}"'
        page = page.replace(bundle[0], f'<template id="theme-later" {data}></template>')
    return _MODULE.sub(lambda match: f'<script src="{match[1]}" defer></script>', page)
