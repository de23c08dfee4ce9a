"""Ask of a finished `site/` what every reader may expect of it: `python -m explainer.publish.check site/`.

It reads files and knows neither engine nor theme, so it judges what MkDocs, ProperDocs and Zensical made
alike.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from explainer.problems import Problem
from explainer.publish.addresses import css_addresses, script_addresses
from explainer.publish.built_page import BuiltPage, Element, read_page
from explainer.publish.links import BuiltSite, check_addresses, short
from explainer.text_files import read_text

# Syntax of authors that should have become something else, each with a name for the report.
_LEFTOVERS = (
    ("a block", re.compile(r"(?<!\S)/{3,}(?![^\s])[^\n]*")),  # /// chart | x
    ("an admonition", re.compile(r"(?m)^[^\S\n]*+(?:!!!|\?\?\?\+?)\s\w[^\n]*")),  # !!! note
    ("a citation", re.compile(r"\[@\w[^\]\n]*\]?")),  # [@key, §4.3]
    ("a number", re.compile(r"\[=\w[^\]\n]*\]?")),  # [=table/row.column]
    ("a footnote", re.compile(r"\[\^[^\]\n]*\]?")),  # [^1]
    ("a link", re.compile(r"\]\([^)\s]*\)?")),  # ](page.md)
    ("an address", re.compile(r"(?<![\w/])(?:term|site):(?=\w)\S*")),  # term:p-good
    ("a template", re.compile(r"\{\{[^\n]*|\}\}|\{%[^\n]*")),  # {{ x }}
    ("a list of attributes", re.compile(r"\{\s?[:#.][\w.#][^{}\n]*\}")),  # {#id .class}
    ("a formula", re.compile(r"\$\$[^\n]*|\\[()\[\]][^\n]*")),  # \(x\)
    ("bold text", re.compile(r"\*\*[^\n]*")),  # **x**
)
_LARGEST = 1 << 30  # Bytes of a page, a script, a style sheet

# What no page may hold, as it does nothing under the security policy and anything without one.
_REFUSED = {
    "style": (
        "has a `style` attribute",
        "expected a class, since the security policy allows no such attribute.",
    ),
    "href": ("has an `href`", "expected none, since it leads every other address of the page elsewhere."),
}
_HANDLER = "expected a listener in a script file, since the security policy runs no attribute."


def check_site(folder: Path) -> list[Problem]:
    """Return every problem of the site in `folder`, by file and line."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path for path in paths}
    texts, problems = _read(files)
    pages = {name: read_page(text, name) for name, text in texts.items() if name.endswith(".html")}
    index = pages.get("index.html")
    anchors = {
        name: frozenset({anchor for anchor, _ in page.ids} | page.names) for name, page in pages.items()
    }
    home, guarded = (index.home, index.policies > 0) if index else ("", False)
    site = BuiltSite(frozenset(files), anchors, home, guarded)
    if "index.html" not in files:
        problems.append(Problem("index.html", 1, "the file is missing", "expected a home page."))
    for page in pages.values():
        problems += check_page(page, site)
    for name, text in texts.items():
        if name.endswith(".css"):
            problems += check_addresses(name, css_addresses(text), site)
        elif not name.endswith(".html"):
            problems += check_addresses(name, script_addresses(text), site)
    return sorted(set(problems))


def _read(files: Mapping[str, Path]) -> tuple[dict[str, str], list[Problem]]:
    """Return the text of each page, style sheet and script, and what cannot be read."""
    texts, problems = {}, []
    for name, path in files.items():
        if path.suffix in (".html", ".css", ".js", ".mjs"):
            text, found = read_text(path, name, _LARGEST)
            problems += found
            if text is not None:
                texts[name] = text
    return texts, problems


def check_page(page: BuiltPage, site: BuiltSite) -> Iterator[Problem]:
    """Yield every problem of one page."""
    yield from check_ids(page)
    yield from check_syntax(page)
    yield from check_names(page)
    yield from check_safety(page, site)
    yield from check_addresses(page.path, page.addresses, site)
    if page.is_page:
        yield from check_head(page)
        yield from check_headings(page)


def check_ids(page: BuiltPage) -> Iterator[Problem]:
    """Yield a problem for each id that stands twice in a page."""
    first: dict[str, int] = {}
    for name, line in page.ids:
        if name in first:
            what = f"the id '{name}' is given twice (first on line {first[name]})"
            yield Problem(page.path, line, what, "expected each id once in a page.")
        first.setdefault(name, line)


def check_head(page: BuiltPage) -> Iterator[Problem]:
    """Yield a problem for each thing that search engines, tabs and screen readers miss in a page's head."""
    if not page.lang:
        yield Problem(page.path, 1, "the page names no language", "expected `<html lang=…>`.")
    if not page.title:
        yield Problem(page.path, 1, "the page has no title", "expected words in `<title>`.")
    if not page.description:
        hint = 'expected `<meta name="description" content=…>`.'
        yield Problem(page.path, 1, "the page has no description", hint)


def check_headings(page: BuiltPage) -> Iterator[Problem]:
    """Yield a problem where the headings are no outline: not one h1, or a level left out in the article."""
    mains = [line for level, line, _ in page.headings if level == 1]
    if len(mains) != 1:
        line = mains[1] if mains else 1
        yield Problem(page.path, line, f"the page has {len(mains) or 'no'} h1", "expected one.")
    before = 0
    for level, line, inside in page.headings:
        if page.has_article and not inside:
            continue
        if level > before + 1:
            what = f"an h{level} follows {f'an h{before}' if before else 'no heading'}"
            yield Problem(page.path, line, what, f"expected at most h{before + 1}.")
        before = level


def check_names(page: BuiltPage) -> Iterator[Problem]:
    """Yield a problem for each image and control that says nothing to a reader who cannot see it."""
    ids = {name for name, _ in page.ids}

    def named(element: Element) -> bool:
        return element.named or any(name in ids for name in element.labelled_by)

    for image in page.images:
        if not named(image):
            hint = "expected `aria-label`, `aria-labelledby` or `<title>`."
            if image.tag == "img":
                hint = "expected `alt`, empty for an ornament."
            yield Problem(page.path, image.line, f"an image (`{image.tag}`) has no text alternative", hint)
    hint = "expected a `<label>` or `aria-label` with words."
    for control in page.controls:
        if not control.theme and not named(control) and not (control.id and control.id in page.labels):
            yield Problem(page.path, control.line, f"a control (`{control.tag}`) has no label", hint)


def check_syntax(page: BuiltPage) -> Iterator[Problem]:
    """Yield a problem for author syntax that stands in the page as text."""
    for text, first in page.texts:
        for what, pattern in _LEFTOVERS:
            for match in pattern.finditer(text):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                line = first + text.count("\n", 0, start)
                left, hint = short(match[0].strip()), f"expected {what} to be rendered, or code."
                yield Problem(page.path, line, f"syntax is left over: '{left}'", hint)
    hint = "expected it to be filled in."
    for name, line in page.unfilled:
        yield Problem(page.path, line, f"a mark is left over: '{short(name)}'", hint)


def check_safety(page: BuiltPage, site: BuiltSite) -> Iterator[Problem]:
    """Yield a problem for what a browser would run or show otherwise than it reads, and a missing policy."""
    if site.guarded and not page.policies:
        hint = "expected the one that every published page carries."
        yield Problem(page.path, 1, "the page has no security policy", hint)
    for name, tag, line in page.refused:
        what, hint = _REFUSED.get(name, (f"has the attribute `{name}`", _HANDLER))
        yield Problem(page.path, line, f"a `{tag}` {what}", hint)
    for sign, line in page.turns:
        what = f"the sign U+{ord(sign):04X} turns the direction of what follows"
        hint = "expected `dir` or `<bdi>`, whose end is that of their element."
        yield Problem(page.path, line, what, hint)
    for text, line in page.broken:
        hint = "expected an element, a comment, or `&lt;` for the sign."
        yield Problem(page.path, line, f"the markup '{short(text)}' is none", hint)


def main(arguments: list[str] | None = None) -> int:
    """Check a site and say what is wrong; 1 if anything is, 2 if there is no site."""
    prog = "python -m explainer.publish.check"
    parser = argparse.ArgumentParser(prog=prog, description="Check a finished site.")
    parser.add_argument("folder", type=Path, help="the folder with the site's index.html")
    folder = parser.parse_args(arguments).folder
    if not folder.is_dir():
        hint = "expected a finished site, as `scripts/build` makes it."
        print(f"{folder} is not a folder — {hint}", file=sys.stderr)
        return 2
    problems = check_site(folder)
    pages = sum(1 for _ in folder.rglob("*.html"))
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    print(*problems, f"{folder}: {pages} HTML files, {count}.", sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
