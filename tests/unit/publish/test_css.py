"""Which rules of a style sheet a page keeps: those that something on it can meet, and nothing that only the others used."""

from __future__ import annotations

import pytest

from explainer.publish.css import page_words, script_words, used_css

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
