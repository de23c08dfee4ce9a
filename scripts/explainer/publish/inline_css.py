"""Put into each page the CSS it needs as it stands; what only the theme's script needs, into a later file.

No page then waits for a style sheet. The file holds everything again: what stands twice does nothing the
second time, and the order of rules stays the theme's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from explainer.problems import ContentError, Problem, expected
from explainer.publish.css import page_words, script_words, sheet_error, small_css, used_css
from explainer.publish.met_css import met_css
from explainer.publish.tree import FIGURES, SCRIPTS, Tree, digest

_SHEET = re.compile(r'(?m)(?:^[ \t]*+)?<link rel="stylesheet" href="(?!https?:)([^"]+)">\n?')
_BUNDLE = re.compile(r'<script src="([^"]*bundle\.[^"]*\.js)"></script>')
_ENTRY = rf"(?:{SCRIPTS}/main|{FIGURES}/embed)\.js"
_MODULE = re.compile(rf'<script(?: type="module")? src="([^"]*{_ENTRY})"(?: type="module")?></script>')
_CSS_ADDRESS = re.compile(r"url\(\s*+[\"']?(?!data:|https?:|#)([^\s\"'()]++)")
_FIGURE = re.compile(r'<figure\b[^<>]*\sdata-figure="([\w-]+)"')
_DRAWN = re.compile(r"var\((--[\w-]+)")

_FETCHED = re.compile(rf"{SCRIPTS}/(?!bundle\.)[\w-]+\.[0-9a-f]{{8}}\.js")
_VIEW = re.compile(rf"{FIGURES}/([\w-]+)\.[0-9a-f]{{8}}\.js")


def place_styles(tree: Tree) -> None:
    """Put its CSS into every page of the site; the style sheets are gone then.

    Raises ContentError with every sheet that is missing, cannot be read, or names a file.
    """
    views = {match[1]: text for path, text in tree.texts.items() if (match := _VIEW.fullmatch(path))}
    shared = [text for path, text in tree.texts.items() if _is_shared(path)]
    # What is fetched later may well wait for its rules.
    theme = " ".join(text for path, text in tree.texts.items() if _is_later(path))
    groups: dict[tuple[str, ...], list[str]] = {}
    problems: dict[str, Problem] = {}
    for path, page in tree.pages.items():
        sheets = tuple(_sheets(tree, path, page, problems))
        if sheets:
            groups.setdefault(sheets, []).append(path)
    if problems:
        raise ContentError(problems.values())
    for sheets, paths in groups.items():
        css = "\n".join(small_css(tree.texts[sheet]) for sheet in sheets)
        pages = {path: tree.texts[path] for path in paths}
        scripts = {path: [*shared, *_views(page, views)] for path, page in pages.items()}
        words = {path: page_words((page,)) | script_words(scripts[path]) for path, page in pages.items()}
        # Scripts name custom properties, and so do drawings: fill="var(--good)".
        named = {path: " ".join((*scripts[path], *_DRAWN.findall(page))) for path, page in pages.items()}
        every_word = script_words((theme,)).union(*words.values())
        later = used_css(css, every_word, " ".join((theme, *named.values())))
        name = f"assets/stylesheets/later.{digest(later.encode())}.css"
        tree.texts[name] = later
        for path in paths:
            used = used_css(later, words[path], named[path])
            met = met_css(used, pages[path], script_words(scripts[path]))
            inline = used_css(met, words[path], named[path])
            tree.texts[path] = _with_styles(tree, path, inline, name)
    for path in [path for path in tree.texts if path.endswith(".css") and "/later." not in path]:
        del tree.texts[path]


def _sheets(tree: Tree, path: str, page: str, problems: dict[str, Problem]) -> Iterator[str]:
    """Yield the style sheets of a page by their paths; note, once each, those that cannot be put into it."""
    for match in _SHEET.finditer(page):
        url = match[1]
        sheet = tree.below(path, url) or url
        place = Problem(path, page.count("\n", 0, match.start()) + 1, "")
        if sheet not in problems and (problem := _problem(tree, sheet, place)):
            problems[sheet] = problem
        yield sheet


def _problem(tree: Tree, sheet: str, named: Problem) -> Problem | None:
    """Return what is wrong with a sheet; `named` is the place of the first link to it."""
    if sheet not in tree.texts:
        hint = expected("a file of the site", sheet, [path for path in tree.texts if path.endswith(".css")])
        return Problem(named.path, named.line, f"the style sheet '{sheet}' leads nowhere", hint)
    text = tree.texts[sheet]
    if found := _CSS_ADDRESS.search(text):  # In a page the way there would be another.
        line, what = text.count("\n", 0, found.start()) + 1, f"the style sheet names the file '{found[1]}'"
        return Problem(sheet, line, what, "expected a data: address, or none.")
    if wrong := sheet_error(text):
        what = f"the style sheet cannot be read: {wrong[1]}"
        return Problem(sheet, wrong[0], what, "expected rules as browsers read them.")
    return None


def _views(page: str, views: Mapping[str, str]) -> list[str]:
    """Return the scripts of the figures on a page, of all by name."""
    return [views[name] for name in sorted(set(_FIGURE.findall(page))) if name in views]


def _is_later(path: str) -> bool:
    """Return whether a file is a script that comes later: the theme's, or one fetched when it is needed."""
    return path.startswith(f"{SCRIPTS}/bundle.") or _FETCHED.fullmatch(path) is not None


def _is_shared(path: str) -> bool:
    """Return whether a file is a script of ours for all pages: not the theme's, nor the view of a figure."""
    of_theme = "/bundle." in path or "/lunr/" in path or "/workers/" in path
    ours = path.startswith((SCRIPTS, FIGURES)) and path.endswith(".js")
    return ours and not of_theme and not _VIEW.fullmatch(path) and not _FETCHED.fullmatch(path)


def _with_styles(tree: Tree, path: str, inline: str, later: str) -> str:
    placed = iter((f"<style>{inline}</style>\n",))
    page = _SHEET.sub(lambda match: next(placed, ""), tree.texts[path])
    bundle = _BUNDLE.search(page)
    if bundle:
        data = f'data-script="{bundle[1]}" data-style="{tree.seen(later, path, bundle[1])}"'
        page = page.replace(bundle[0], f'<template id="theme-later" {data}></template>')
    return _MODULE.sub(lambda match: f'<script src="{match[1]}" defer></script>', page)
