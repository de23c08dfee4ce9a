"""What is asked of a finished site: each mistake on a tiny page, with the exact words of its report."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.publish.check import check_site, main

PAGE = """\
<!doctype html><html lang="en"><head><title>A page</title><meta name="description" content="About it."></head><body>
<article><h1 id="top-of-page">A page</h1>
{}
</article></body></html>
"""


@pytest.fixture
def check(tmp_path):
    """Return what is said of a site: `check({"index.html": "<p>…"})`; a body gets a faultless page round it."""

    def checked(files, *, whole=False):
        for name, text in {"index.html": "", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text if whole or not name.endswith(".html") else PAGE.replace("{}", text), encoding="utf-8")
        return [str(problem) for problem in check_site(tmp_path)]

    return checked


def test_a_sound_site_passes(check):
    """Everything that is allowed, at once."""
    found = check(
        {
            "index.html": """
                <p id="p1">Words, <a href="a/#p1">a page</a>, <a href="a">the same</a>, <a href="#top-of-page">here</a>, <a href="">itself</a>,
                <a href="https://example.org/?a=1&amp;b=2">elsewhere</a>, <a href="mailto:a@example.org">mail</a>, <a href="#top">up</a>.
                <code>/// chart | x, [@key], **bold**, {{ x }}, \\(x\\)</code></p>
                <h2>Two</h2><h3>Three</h3><h2>Two again</h2>
                <img src="a/x.svg" alt=""><img src="data:image/gif;base64,R0=" alt="A dot" srcset="a/x.svg 1x, a/x.svg 2x">
                <svg role="img" viewBox="0 0 1 1"><title>A drawing</title><rect width="1"/></svg><svg aria-hidden="true"></svg>
                <svg role="img" aria-labelledby="p1"></svg>
                <label for="q">Words</label><input id="q"><label><input type="checkbox"> Yes</label><select aria-label="Which"></select>
                <button>Go</button><button aria-label="Go"><svg aria-hidden="true"></svg></button><input type="hidden">
                <template id="card-x"><h5>Not a heading here</h5><a href="a/#p1">in a card</a></template>
                <p>1 ** 2 is written in code; a / b // c, and/or; file:///x; f(x)[0]; {1, 2}; 5 $ and 6 $; term: a word; [a] (b)</p>
            """.replace("1 ** 2 is", "This is"),
            "a/index.html": '<p id="p1">More</p><a href="../#top-of-page">home</a><link rel="stylesheet" href="x.css">',
            "a/x.css": "@import 'y.css';\np { background: url(x.svg) } /* url(gone.svg) */ a { background: url( \"data:image/svg+xml,x\" ) }",
            "a/y.css": "",
            "a/x.svg": "<svg/>",
            "a/x.js": 'import * as y from "./y.js";\nconst text = "from another world";\nimport("./y.js");',
            "a/y.js": "",
        }
    )
    assert found == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Links
        ('<a href="gone/">x</a>', "the address 'gone/' leads nowhere — expected a file of the site."),
        ('<a href="oter.html">x</a>', "the address 'oter.html' leads nowhere — expected a file of the site. Did you mean 'other.html'?"),
        ('<a href="other/">x</a>', "the address 'other/' leads nowhere — expected a file of the site. Did you mean 'other.html'?"),
        ('<a href="../x/">x</a>', "the address '../x/' leads out of the site — expected an address below its root."),
        ('<a href="other.html#frist">x</a>', "the address 'other.html#frist' names the unknown anchor '#frist' — expected an id of other.html. Did you mean 'first'?"),
        ('<a href="#nowhere">x</a>', "the address '#nowhere' names the unknown anchor '#nowhere' — expected an id of index.html."),
        ('<img src="lost.webp" alt="">', "the address 'lost.webp' leads nowhere — expected a file of the site."),
        ('<script src="gone.js"></script>', "the address 'gone.js' leads nowhere — expected a file of the site."),
        ('<style>p { background: url("gone.png") }</style>', "the address 'gone.png' leads nowhere — expected a file of the site."),
        ('<template id="t"><a href="gone/">x</a></template>', "the address 'gone/' leads nowhere — expected a file of the site."),
        # Ids
        ('<p id="x">a</p><p id="x">b</p>', "the id 'x' is given twice (first on line 3) — expected each id once in a page."),
        ('<p id="x">a</p><template id="x"></template>', "the id 'x' is given twice (first on line 3) — expected each id once in a page."),
        # Names
        ('<img src="x.svg">', "an image (`img`) has no text alternative — expected `alt`, empty for an ornament."),
        ('<svg role="img"></svg>', "an image (`svg`) has no text alternative — expected `aria-label`, `aria-labelledby` or `<title>`."),
        ('<svg role="img"><title> </title></svg>', "an image (`svg`) has no text alternative — expected `aria-label`, `aria-labelledby` or `<title>`."),
        ('<svg role="img" aria-labelledby="no"></svg>', "an image (`svg`) has no text alternative — expected `aria-label`, `aria-labelledby` or `<title>`."),
        ("<input>", "a control (`input`) has no label — expected a `<label>` or `aria-label` with words."),
        ('<label for="q"> </label><select id="q"></select>', "a control (`select`) has no label — expected a `<label>` or `aria-label` with words."),
        ("<button><svg></svg></button>", "a control (`button`) has no label — expected a `<label>` or `aria-label` with words."),
        # Syntax
        ("<p>/// chart | sizes</p>", "syntax is left over: '/// chart | sizes' — expected a block to be rendered, or code."),
        ("<p>///</p>", "syntax is left over: '///' — expected a block to be rendered, or code."),
        ("<p>!!! note</p>", "syntax is left over: '!!! note' — expected an admonition to be rendered, or code."),
        ("<p>so [@who2024, §1]</p>", "syntax is left over: '[@who2024, §1]' — expected a citation to be rendered, or code."),
        ("<p>so [=t/r.c] rose</p>", "syntax is left over: '[=t/r.c]' — expected a number to be rendered, or code."),
        ("<p>so[^1]</p>", "syntax is left over: '[^1]' — expected a footnote to be rendered, or code."),
        ("<p>[x](y.md)</p>", "syntax is left over: '](y.md)' — expected a link to be rendered, or code."),
        ("<p>see term:loss</p>", "syntax is left over: 'term:loss' — expected an address to be rendered, or code."),
        ('<a href="term:loss">x</a>', "syntax is left over: 'term:loss' — expected an address to be rendered."),
        ('<a href="site:x.md#y">x</a>', "syntax is left over: 'site:x.md#y' — expected an address to be rendered."),
        ("<p>{{ page.title }}</p>", "syntax is left over: '{{ page.title }}' — expected a template to be rendered, or code."),
        ("<p>{% if x %}</p>", "syntax is left over: '{% if x %}' — expected a template to be rendered, or code."),
        ("<p>word {.big #x}</p>", "syntax is left over: '{.big #x}' — expected a list of attributes to be rendered, or code."),
        ("<p>$$x$$</p>", "syntax is left over: '$$x$$' — expected a formula to be rendered, or code."),
        ("<p>so \\(x\\)</p>", "syntax is left over: '\\(x\\)' — expected a formula to be rendered, or code."),
        ("<p>so **bold</p>", "syntax is left over: '**bold' — expected bold text to be rendered, or code."),
        ('<img src="x.svg" alt="a [@key]">', "syntax is left over: '[@key]' — expected a citation to be rendered, or code."),
        ('<div data-explainer="term loss"></div>', "a mark is left over: 'term loss' — expected it to be filled in."),
        # Other hosts
        ('<script src="https://x.org/a.js"></script>', "`script` asks another host: https://x.org/a.js — expected a file of this site."),
        ('<img src="//x.org/a.png" alt="">', "`img` asks another host: //x.org/a.png — expected a file of this site."),
        ('<img src="x.svg" srcset="x.svg 1x, http://x.org/a.png 2x" alt="">', "`img` asks another host: http://x.org/a.png — expected a file of this site."),
        ('<link rel="preconnect" href="https://x.org">', "`link` asks another host: https://x.org — expected a file of this site."),
        ('<style>p { background: url(https://x.org/a) }</style>', "`url()` asks another host: https://x.org/a — expected a file of this site."),
        ('<meta http-equiv="refresh" content="0; url=https://x.org/">', "`meta` asks another host: https://x.org/ — expected a file of this site."),
        ('<a data-md-component="source" href="https://github.com/a/b">x</a>', "`a` asks another host: https://github.com/a/b — expected a file of this site."),
        ('<pre class="mermaid">x</pre>', "`pre` asks another host: https://unpkg.com/mermaid — expected a file of this site."),
        # What runs, or shows otherwise than it reads
        ('<a href="" onclick="x()">x</a>', "a `a` has the attribute `onclick` — expected a listener in a script file, since the security policy runs no attribute."),
        ("<IMG SRC=x.svg ALT='' OnError=x()>", "a `img` has the attribute `onerror` — expected a listener in a script file, since the security policy runs no attribute."),
        ('<b style="color: red">x</b>', "a `b` has a `style` attribute — expected a class, since the security policy allows no such attribute."),
        ('<base href="https://x.org/">', "a `base` has an `href` — expected none, since it leads every other address of the page elsewhere."),
        ('<a href="javascript:x()">x</a>', "the address 'javascript:x()' runs script — expected the address of a page or a file."),
        ('<a href=" JaVa&#10;Script:x()">x</a>', "the address 'JaVa Script:x()' runs script — expected the address of a page or a file."),
        ('<a href="data:text/html,x">x</a>', "the address 'data:text/html,x' runs script — expected the address of a page or a file."),
        ('<form action="vbscript:x"></form>', "the address 'vbscript:x' runs script — expected the address of a page or a file."),
        ("<p>a &#x202e; b</p>", "the sign U+202E turns the direction of what follows — expected `dir` or `<bdi>`, whose end is that of their element."),
        ('<p title="&#x2067;">a</p>', "the sign U+2067 turns the direction of what follows — expected `dir` or `<bdi>`, whose end is that of their element."),
        # What cannot be read
        ('<a href="http://[bad/">x</a>', "the address 'http://[bad/' cannot be read — expected one such as https://example.org/page/."),
        ("<![bad>", "the markup '<![bad>' is none — expected an element, a comment, or `&lt;` for the sign."),
        # Outline
        ("<h3>x</h3>", "an h3 follows an h1 — expected at most h2."),
        ("<h1>x</h1>", "the page has 2 h1 — expected one."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(check, body, expected):
    """Line, what is wrong, what is accepted; in words that speak of such things nothing is."""
    body += '<p title="Use a style=bold or onclick=x here">style=bold, onclick=x</p><template><code>javascript:x</code></template>'
    assert check({"index.html": body, "other.html": '<p id="first">x</p>', "x.svg": ""}) == [f"index.html:3: {expected}"]


def test_lines_count_within_text(check):
    """A long paragraph is searched line by line."""
    assert check({"index.html": "<p>one\ntwo\n**three**</p>"}) == [
        "index.html:5: syntax is left over: '**three**' — expected bold text to be rendered, or code."
    ]


def test_a_bare_head(check):
    """Tabs, search engines and screen readers need all three; a page without h1 has no name."""
    assert check({"index.html": "<html><body><p>x</p></body></html>"}, whole=True) == [
        "index.html:1: the page has no description — expected `<meta name=\"description\" content=…>`.",
        "index.html:1: the page has no h1 — expected one.",
        "index.html:1: the page has no title — expected words in `<title>`.",
        "index.html:1: the page names no language — expected `<html lang=…>`.",
    ]  # fmt: skip


def test_headings_outside_the_article_are_the_themes(check):
    """A theme may title its menus as it likes."""
    page = PAGE.replace("{}", "").replace("<article>", "<h4>Menu</h4><article>")
    assert check({"index.html": page}, whole=True) == []


def test_style_sheets_and_scripts_are_read_too(check):
    """What they ask for must be there, and here."""
    files = {
        "css/x.css": "p { color: red }\n@import \"https://x.org/y.css\";\np { background: url('../gone.svg') }",
        "js/x.js": 'import { y } from "./lost.js";\nimport "https://x.org/y.js";',
    }
    assert check(files) == [
        "css/x.css:2: `@import` asks another host: https://x.org/y.css — expected a file of this site.",
        "css/x.css:3: the address '../gone.svg' leads nowhere — expected a file of the site.",
        "js/x.js:1: the address './lost.js' leads nowhere — expected a file of the site. Did you mean 'js/x.js'?",
        "js/x.js:2: `import` asks another host: https://x.org/y.js — expected a file of this site.",
    ]


@pytest.mark.parametrize("file", ["", "index.html"])
def test_a_site_that_knows_its_address(check, file):
    """Below its own address everything is checked as a file; its root may be a folder of the host."""
    head = f'<link rel="canonical" href="https://x.org/sub/{file}">'
    found = check(
        {
            "index.html": head + '<script src="https://x.org/sub/a.js"></script>',
            "404.html": '<a href="/sub/">home</a><a href="/sub/gone/">x</a>\n<a href="/other/">y</a><link rel="canonical" href="https://x.org/sub/no/">\n'
            '<a href="a.js">z</a><a href="#top">up</a><template data-style="/a.css"></template>',
            "a.js": "",
        }
    )
    assert found == [
        "404.html:3: the address '/sub/gone/' leads nowhere — expected a file of the site.",
        "404.html:4: the address '/no/' leads nowhere — expected a file of the site.",
        "404.html:4: the address '/other/' leads out of the site — expected an address below its root.",
        "404.html:5: the address '/a.css' leads out of the site — expected an address below its root.",
        "404.html:5: the address 'a.js' begins at the page — expected one from the root of the host, since the page is shown at any address.",
    ]


def test_files_in_another_encoding(check, tmp_path):
    """Each is named, with the line; the rest is checked all the same."""
    for name in ("old.html", "old.css", "old.js"):
        (tmp_path / name).write_bytes("/* */\n/* für */".encode("latin-1"))
    assert check({"index.html": "<p>**x**</p>"}) == [
        "index.html:3: syntax is left over: '**x**' — expected bold text to be rendered, or code.",
        *(f"old.{ending}:2: byte 0xfc is not UTF-8 — expected the file saved as UTF-8." for ending in ("css", "html", "js")),
    ]


def test_a_page_without_the_policy_of_the_others(check):
    """Where the home page has one, all have."""
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    assert check({"index.html": policy, "a.html": policy, "b.html": ""}) == [
        "b.html:1: the page has no security policy — expected the one that every published page carries."
    ]


def test_a_folder_without_a_home_page(tmp_path):
    """A site that nobody can enter is none."""
    assert [str(problem) for problem in check_site(tmp_path)] == ["index.html:1: the file is missing — expected a home page."]


def test_the_command_says_what_it_found(check, tmp_path, capsys):
    """Exit code 0 for a sound site, 1 for problems, 2 without a site."""
    check({})
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path}: 1 HTML files, 0 problems.\n"
    check({"index.html": "<p>**x**</p>"})
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out == (
        f"index.html:3: syntax is left over: '**x**' — expected bold text to be rendered, or code.\n{tmp_path}: 1 HTML files, 1 problem.\n"
    )
    gone = Path("no/such/folder")
    assert main([str(gone)]) == 2
    assert capsys.readouterr().err == "no/such/folder is not a folder — expected a finished site, as `scripts/build` makes it.\n"
