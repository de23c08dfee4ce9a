"""Nothing that a page, a style sheet or a script may hold takes longer to publish and check than its length.

The promise is 0.3 s of a processor for 32 kB. Asked are twice as many in five times the time, which is kept by whatever grows with
the length, and missed by what grows with its square.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SIZE = 2 * 32_000  # Characters
SECONDS = 5 * 0.3

# Of each line the parts between bars; \n and \t are meant.
TABLE = r"""
<a |<a href="x|<a style=|<a onclick="|<a>x|<p></b>|</a |<b |<|</|<!|<!--|<![bad|<?|<script|<script>|<script>x</script>|<style|<style>|<title>|<svg>|<svg/>
<label><input>|<label>|<figure |<figure data-figure="|<template id="|<link rel="stylesheet" href="|<link rel="stylesheet" href="x.css">|<meta charset=
<img srcset="x, |<a href="x">|<a href="#x">|<h3>x|<button>|<p id="x">|<a name=|<base href="x">|<a href="javascript:x">|<a href="http://[">
 href="| href='| href=x| srcset="a,b"|=|"|'|/|url(|url('|url("|url( |@import |@import "|/*|/* |*/|{|}|a{|a{color:red}|:is(|:is(a,|(|[|;|,|@media x{|@x |<!-- -->
import |import(|import './x |from |from "|[@a|[=a|{.a|{{|{%|**|///|/// a |!!! |??? |\(|$$|](|](x|term:|site:|&|&#|&amp;|&#x202e;| |  x|x|x |é
\n|\t|\n\n |x\n|///\n|!!!\n
"""
PIECES = [piece.replace(r"\n", "\n").replace(r"\t", "\t") for row in TABLE.strip("\n").split("\n") for piece in row.split("|")]


def page(text: str) -> None:
    """Read and check a page, and everything that may stand in one."""
    from explainer.publish.addresses import css_addresses
    from explainer.publish.built_page import read_page
    from explainer.publish.check import check_page, check_site
    from explainer.publish.links import BuiltSite

    built = read_page(text, "index.html")
    list(check_page(built, BuiltSite(frozenset(("index.html", "x.css")), {})))
    list(css_addresses(text))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.js").write_text(text, encoding="utf-8", newline="")
        check_site(Path(folder))


def policy(text: str) -> None:
    """Give a page its policy."""
    from explainer.publish.security import inline_parts, with_policy
    from explainer.publish.theme_scripts import known_scripts

    scripts, styles = inline_parts(text)
    known = known_scripts()
    for script, _ in (*scripts, (text, 1)):
        known(script)
    with_policy(text, [script for script, _ in scripts], styles)


def styles(text: str) -> None:
    """Put style sheets into a page; and such a text as a sheet."""
    from explainer.problems import ContentError
    from explainer.publish.fingerprint import fingerprint, rewrite_addresses
    from explainer.publish.inline_css import place_styles
    from explainer.publish.tree import Tree

    link = '<link rel="stylesheet" href="x.css">'
    for texts in ({"index.html": link + text, "x.css": "p { color: red }"}, {"index.html": link, "x.css": text}):
        tree = Tree(texts)
        try:
            place_styles(tree)
        except ContentError:
            continue
        rewrite_addresses(tree, fingerprint(tree))


WAYS: tuple[Callable[[str], None], ...] = (page, policy, styles)


def slow() -> Iterator[str]:
    """Yield what takes too long: way, piece, seconds."""
    for piece in PIECES:
        for way in WAYS:
            begun = time.process_time()
            way(piece * (SIZE // len(piece)))
            took = time.process_time() - begun
            if took > SECONDS:
                yield f"{way.__name__} of {piece!r}: {took:.1f} s"


def test_nothing_takes_longer_than_its_length() -> None:
    """In a process of its own, whose time nothing else takes."""
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines() == []


if __name__ == "__main__":
    for line in slow():
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
