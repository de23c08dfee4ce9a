"""Put into each page the CSS that it needs as it stands, and the rest, which only the theme's script needs, into a file for later.

No page then waits for a style sheet. The file holds everything again: what stands twice does nothing the second time, and the
order of rules stays the theme's.
"""

from __future__ import annotations

import re

from explainer.page import relative_url
from explainer.problems import ContentError, Problem
from explainer.styles import page_words, script_words, small_css, used_css
from explainer.tree import Tree, address, below, digest

SCRIPTS = "assets/javascripts"
FIGURES = "assets/javascripts/figures"
_SHEET = re.compile(r'[ \t]*<link rel="stylesheet" href="(?!https?:)([^"]+)">\n?')
_BUNDLE = re.compile(r'<script src="([^"]*bundle\.[^"]*\.js)"></script>')
_ENTRY = rf"(?:{SCRIPTS}/main|{FIGURES}/embed)\.js"
_MODULE = re.compile(rf'<script(?: type="module")? src="([^"]*{_ENTRY})"(?: type="module")?></script>')
_CSS_ADDRESS = re.compile(r"url\(\s*([\"']?)(?!data:|https?:|#)([^\"')]+)\1\s*\)")
# Parsing stylesheet failed: Unexpected end of input at :2:8 (lines are counted from 0)
_CSS_ERROR = re.compile(r" at :(\d+):\d+$")
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
        css = "\n".join(small_css(_own(sheet, tree.texts[sheet])) for sheet in sheets)
        pages = {path: tree.texts[path] for path in paths}
        scripts = {path: [*shared, *(views[name] for name in sorted(set(_FIGURE.findall(page))) if name in views)] for path, page in pages.items()}
        words = {path: page_words((page,)) | script_words(scripts[path]) for path, page in pages.items()}
        named = {path: " ".join(scripts[path]) for path in paths}
        later = used_css(css, script_words((theme,)).union(*words.values()), " ".join((theme, *named.values())))
        name = f"assets/stylesheets/later.{digest(later.encode())}.css"
        tree.texts[name] = later
        for path in paths:
            tree.texts[path] = _with_styles(pages[path], path, used_css(later, words[path], named[path]), name)
    for path in [path for path in tree.texts if path.endswith(".css") and "/later." not in path]:
        del tree.texts[path]


def _is_shared(path: str) -> bool:
    """Return whether a file is a script of ours for every page: not of the theme, nor the view of one figure."""
    of_theme = "/bundle." in path or "/lunr/" in path or "/workers/" in path
    ours = path.startswith((SCRIPTS, FIGURES)) and path.endswith(".js")
    return ours and not of_theme and not _VIEW.fullmatch(path)


def _own(sheet: str, text: str) -> str:
    """Return a sheet minified, which must not name a file: in a page the way there would be another."""
    found = _CSS_ADDRESS.search(text)
    if found:
        raise ContentError([Problem(sheet, 1, f"the style sheet names the file '{found[2]}'", "expected a data: address, or none.")])
    try:
        return small_css(text)
    except ValueError as error:
        place = _CSS_ERROR.search(str(error))
        what = _CSS_ERROR.sub("", str(error)).rpartition(": ")[2]
        line = int(place[1]) + 1 if place else 1
        problem = Problem(sheet, line, f"CSS does not parse: {what}", "expected balanced braces and `property: value;`.")
        raise ContentError([problem]) from None


def _with_styles(page: str, path: str, inline: str, later: str) -> str:
    placed = iter((f"<style>{inline}</style>\n",))
    page = _SHEET.sub(lambda match: next(placed, ""), page)
    bundle = _BUNDLE.search(page)
    if bundle:
        data = f'data-script="{bundle[1]}" data-style="{relative_url(later, address(path))}"'
        page = page.replace(bundle[0], f'<template id="theme-later" {data}></template>')
    return _MODULE.sub(lambda match: f'<script src="{match[1]}" defer></script>', page)
