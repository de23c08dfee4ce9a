"""Which rules of a style sheet a page keeps: those that something on it can meet, and nothing that only the others used."""

from __future__ import annotations

import pytest

from explainer.pagestyles import FIGURES, place_styles
from explainer.problems import ContentError
from explainer.styles import page_words, script_words, used_css
from explainer.tree import Tree

PAGE = '<html class="js"><body><p id="top" class="note md-nav__link--active">md-hidden is a word of the prose</p></body></html>'


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        # classes, ids, elements
        (".note{color:red}", ".note{color:red}"),
        (".md-hidden{color:red}", ""),
        ("#top{color:red}#gone{color:red}", "#top{color:red}"),
        # elements are not looked at
        ("table{color:red}.gone table{color:red}", "table{color:red}"),
        (".js .md-nav__link--active{color:red}", ".js .md-nav__link--active{color:red}"),
        (".note .gone{color:red}", ""),
        # one of a list is enough
        (".note,.gone{color:red}.lost,.gone{color:blue}", ".note,.gone{color:red}"),
        # names after a colon are no words
        ("p:hover::before{color:red}", "p:hover:before{color:red}"),
        ("p:not(.gone){color:red}p:has(.gone){color:red}", "p:not(.gone),p:has(.gone){color:red}"),
        # one of what :is() holds is enough
        (":is(.gone,.note) p{color:red}", ":is(.gone,.note) p{color:red}"),
        (":is(.gone,.lost) p{color:red}", ""),
        # at-rules
        ("@media print{.note{color:red}.gone{color:red}}", "@media print{.note{color:red}}"),
        ("@media print{.gone{color:red}}", ""),
        ('@charset "utf-8";p{color:red}', "p{color:red}"),
        # custom properties that nothing uses go, and then what only they used
        ("p{--a:1px;--b:var(--c);--c:2px;margin:var(--a)}", "p{--a:1px;margin:var(--a)}"),
        # animations
        ("@keyframes turn{to{opacity:0}}@keyframes idle{to{opacity:0}}p{animation:1s turn}", "@keyframes turn{to{opacity:0}}p{animation:1s turn}"),
        ("@keyframes turn{to{opacity:0}}p{animation:1s turned}", "p{animation:1s turned}"),
        ("@keyframes gone{to{opacity:0}}p{animation:1s gone}.gone{color:red}", "@keyframes gone{to{opacity:0}}p{animation:1s gone}.gone{color:red}"),
    ],
)
def test_what_a_page_keeps(css: str, kept: str) -> None:
    assert used_css(css, page_words([PAGE])) == kept


def test_scripts_name_things_too() -> None:
    """A class that a script puts on, and a custom property that it sets."""
    script = 'part.classList.add("gone"); part.style.setProperty("--x", 1)'
    words = page_words([PAGE]) | script_words([script])
    assert used_css(".gone{color:red;--x:0;--y:0}", words, script) == ".gone{color:red;--x:0}"


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
