"""The CSS that a page needs stands in it; what only the theme's script needs, in a file for later."""

from __future__ import annotations

import pytest

from explainer.problems import ContentError
from explainer.publish.inline_css import place_styles
from explainer.publish.tree import FIGURES, Tree


def site(css: str = ".note{color:red}.gone{color:blue}.menu{color:green}") -> Tree:
    """Return a site of one page, with the theme's script."""
    head = '<meta charset="utf-8"><link rel="stylesheet" href="../assets/a.css">\n<link rel="stylesheet" href="../assets/b.css">\n'
    page = f'<html><head>{head}</head><body class="note"><script src="../assets/javascripts/bundle.0.min.js"></script></body></html>'
    scripts = {"assets/javascripts/bundle.0.min.js": 'add("menu")'}
    return Tree({"a/index.html": page, "assets/a.css": css, "assets/b.css": ".gone p{margin:0}", **scripts})


def test_styles_are_placed() -> None:
    """In the page what it needs, in one file what the theme's script needs; the page names script and file for later."""
    tree = site()
    place_styles(tree)
    later = next(path for path in tree.texts if path.endswith(".css"))
    assert tree.texts["a/index.html"] == (
        '<html><head><meta charset="utf-8"><style>.note{color:red}</style>\n</head><body class="note">'
        f'<template id="theme-later" data-script="../assets/javascripts/bundle.0.min.js" data-style="../{later}"></template></body></html>'
    )
    assert tree.texts[later] == ".note{color:red}.menu{color:green}"


def test_a_colour_that_only_a_drawing_names() -> None:
    """No rule of the page needs it, and the drawing would be black without it."""
    tree = site(":root{--cot:purple;--other:red}.gone{fill:var(--cot)}")
    tree.texts["a/index.html"] = tree.texts["a/index.html"].replace("<script", '<svg><path fill="var(--cot)"/></svg><script')
    place_styles(tree)
    assert "<style>:root{--cot:purple}</style>" in tree.texts["a/index.html"]


def test_the_sheet_of_a_figure_is_no_script() -> None:
    """A class that only such a sheet names is on no page, so its rules are on none either."""
    tree = site()
    tree.texts[f"{FIGURES}/one/figure.css"] = ".note .gone{color:red}"
    place_styles(tree)
    assert ".gone" not in tree.texts["a/index.html"]


def test_a_sheet_that_names_a_file() -> None:
    """In a page the way to it would be another, so it is refused."""
    with pytest.raises(ContentError) as refused:
        place_styles(site("p{background:url(x.png)}"))
    assert [str(problem) for problem in refused.value.problems] == [
        "assets/a.css:1: the style sheet names the file 'x.png' — expected a data: address, or none."
    ]


def test_a_sheet_that_is_no_css() -> None:
    """It would be lost with what follows it: the author is told where."""
    with pytest.raises(ContentError) as refused:
        place_styles(site(".note{color:red}\np{color}}\n"))
    assert [str(problem) for problem in refused.value.problems] == [
        "assets/a.css:2: the style sheet cannot be read: Unexpected end of input — expected rules as browsers read them."
    ]
