"""Which rules of a style sheet a page keeps: those that something on it can meet, and nothing that only the others used."""

from __future__ import annotations

import pytest

from explainer.publish.css import merged_css, page_words, script_words, used_css
from explainer.publish.met_css import met_css

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


MET = '<html dir="ltr" class="js"><body data-scheme="light"><p id="top" class="note"><a href="x" class="link on">a</a></p></body></html>'


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        # Each part of a selector must be met by some element, all that it asks for by the same one
        ("p{color:red}p.note{color:red}p.link{color:red}", "p{color:red}p.note{color:red}"),
        (".note .link.on{color:red}.note .link.off{color:red}", ".note .link.on{color:red}"),
        ("#top{color:red}a#top{color:red}", "#top{color:red}"),
        ("blockquote{color:red}.js blockquote,p{color:red}", ".js blockquote,p{color:red}"),
        # Attributes, with their values
        ("[dir=rtl] p{color:red}[dir=ltr] p{color:red}", "[dir=ltr] p{color:red}"),
        ("a[href]{color:red}a[title]{color:red}a[href^=x]{color:red}", "a[href]{color:red}a[href^=x]{color:red}"),
        # What a reader does, what stands before and after, and what brackets hold is not looked at
        ("p:hover::before{color:red}p:is(.gone,.lost) a{color:red}p:not(.a:has(.b,.c)){color:red}", "p:hover::before{color:red}p:is(.gone,.lost) a{color:red}p:not(.a:has(.b,.c)){color:red}"),
        # Rules within rules, and what only looks like one
        ("@media print{p{color:red}ol{color:red}}", "@media print{p{color:red}}"),
        ("@font-face{font-family:F}@keyframes k{from{opacity:0}50%{opacity:1}to{opacity:0}}", "@font-face{font-family:F}@keyframes k{from{opacity:0}50%{opacity:1}to{opacity:0}}"),
        # What a script may put in
        (".live{color:red}p.live{color:red}section.live{color:red}[data-x=dark]{color:red}", ".live{color:red}p.live{color:red}[data-x=dark]{color:red}"),
    ],
)  # fmt: skip
def test_what_an_element_can_meet(css: str, kept: str) -> None:
    assert met_css(css, MET, frozenset({"live", "dark", "data-x"})) == kept


@pytest.mark.parametrize(
    ("sheets", "merged"),
    [
        (("a{b:c}d{e:f}", "a{b:c}g{h:i}d{e:f}"), "a{b:c}g{h:i}d{e:f}"),
        (("@media print{a{b:c}}d{e:f}", "d{e:f}@media print{a{b:c}}"), "@media print{a{b:c}}d{e:f}@media print{a{b:c}}"),
        (('a:after{content:"}"}@layer x;', 'a:after{content:"}"}b{c:d}@layer x;'), 'a:after{content:"}"}b{c:d}@layer x;'),
    ],
)
def test_sheets_become_one_in_an_order_that_suits_each(sheets, merged):
    """What stands in all of them stands there once; where they part, each rule keeps its neighbours."""
    assert merged_css(sheets) == merged
