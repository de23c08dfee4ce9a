"""What becomes of a built site before it is published, on sites of a few files; what is wrong with one is said with file and line."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from explainer.problems import ContentError
from explainer.publish.check import check_site
from explainer.publish.postprocess import finish
from explainer.publish.tree import FIGURES, SCRIPTS
from support.helpers import said, write

HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A</title><meta name="description" content="B">'
PAGE = f"{HEAD}\n{{0}}\n</head><body><article><h1>A</h1>\n{{1}}\n</article></body></html>\n"


@pytest.fixture
def finished(tmp_path):
    """Finish a site of these files, and return where it is: `finished({"index.html": PAGE.format("", "<p>…")})`."""

    def done(files, **options) -> Path:
        write(tmp_path / "raw", {"index.html": PAGE.format("", ""), **files})
        finish(tmp_path / "raw", tmp_path / "new", **options)
        return tmp_path / "new"

    return done


@pytest.fixture
def refused(finished, tmp_path):
    """Return what is said of a site that cannot be finished; nothing of it is written then."""

    def asked(files, **options) -> list[str]:
        with pytest.raises(ContentError) as error:
            finished(files, **options)
        assert not (tmp_path / "new").exists()
        return said(error.value.problems)

    return asked


def text(site: Path, path: str = "index.html") -> str:
    return (site / path).read_text(encoding="utf-8")


# Addresses


@pytest.mark.parametrize(("base", "file"), [("/", ""), ("/sub/", ""), ("/sub/", "index.html"), ("/s%C3%BCb/deep/", "")])
def test_names_with_a_hash_wherever_the_site_stands(finished, base, file):
    """As a page names a file, from the root of the host or from itself, so it goes on naming it."""
    home = f'<link rel="canonical" href="https://example.org{base}{file}">'
    names = ("assets/x.svg", f"{base}assets/x.svg", "/other/assets/x.svg", "https://example.org/assets/x.svg")
    links = "".join(f'<a href="{name}">x</a>' for name in names)
    site = finished({"index.html": PAGE.format(home, links), "a/b/index.html": f'<img src="../../{names[0]}">', "assets/x.svg": "<svg/>"})
    (new,) = (path.relative_to(site).as_posix() for path in site.glob("assets/x.*"))
    assert new.count(".") == 2
    assert "".join(f'<a href="{name}">x</a>' for name in (new, base + new, *names[2:])) in text(site)
    assert f'<img src="../../{new}">' in text(site, "a/b/index.html")


def test_a_face_that_a_page_names_in_its_styles(finished):
    """It gets a name with a hash, too; the rule and what asks for the file beforehand go on naming the same."""
    rule = '<link rel="preload" href="../f.woff2" as="font"><style>@font-face{font-family:F;src:url("../f.woff2") format("woff2")}</style>'
    page = PAGE.format(rule.replace("../f", "../assets/f"), "")
    site = finished({"a/index.html": page, "assets/f.woff2": b"wOF2"})
    (new,) = (path.relative_to(site).as_posix() for path in site.glob("assets/f.*"))
    assert re.fullmatch(r"assets/f\.[0-9a-f]{8}\.woff2", new)
    assert f'href="../{new}"' in text(site, "a/index.html")
    assert f'url("../{new}")' in text(site, "a/index.html")


def test_a_face_of_a_site_that_is_read_from_files(finished):
    """Browsers fetch none there: it stands in the page, and nothing asks for it."""
    rule = (
        '<link rel="preload" href="../assets/f.woff2" as="font"><style>@font-face{font-family:F;src:url("../assets/f.woff2") format("woff2")}</style>'
    )
    site = finished({"a/index.html": PAGE.format(rule, ""), "assets/f.woff2": b"wOF2", "search/search_index.json": "{}"}, offline=True)
    assert 'url("data:font/woff2;base64,d09GMg==")' in text(site, "a/index.html")
    assert "preload" not in text(site, "a/index.html")


def test_however_an_address_is_written(finished):
    """Quotes, capitals, several at once, letters of other languages, anchors."""
    body = (
        "<img src='assets/x.svg' alt=''><IMG SRC=assets/x.svg alt=''><img alt='' src=\"assets/x.svg\" srcset=\"assets/x.svg 1x, assets/gr%C3%B6%C3%9Fe 2.svg 2x\">"
        '<video poster="assets/x.svg"></video><svg><use xlink:href="assets/x.svg#a"/></svg><a href="assets/gr%C3%B6%C3%9Fe%202.svg?a=1&amp;b#c">x</a>'
    ).replace("Fe 2.svg 2x", "Fe%202.svg 2x")
    site = finished({"index.html": PAGE.format("", body), "assets/x.svg": '<svg id="a"/>', "assets/größe 2.svg": "<svg/>"})
    found = text(site)
    x, large = (next(site.glob(pattern)).relative_to(site).as_posix() for pattern in ("assets/x.*.svg", "assets/gr*.svg"))
    large = large.replace("öß", "%C3%B6%C3%9F").replace(" ", "%20")
    assert f'<img src="{x}" alt=\'\'><IMG SRC="{x}" alt=\'\'><img alt=\'\' src="{x}" srcset="{x} 1x, {large} 2x">' in found
    assert f'<video poster="{x}"></video><svg><use xlink:href="{x}#a"/></svg><a href="{large}?a=1&amp;b#c">x</a>' in found
    assert said(check_site(site)) == []


def test_the_script_of_a_figure_is_where_it_is_looked_for(finished):
    """Its name holds its hash once, and what fetches it asks for that name."""
    way = posixpath.relpath(FIGURES, SCRIPTS)
    way = way if way.startswith(".") else f"./{way}"
    files = {
        f"{SCRIPTS}/main.js": f'import {{ loadView }} from "{way}/load.js";\nloadView("one");\n',
        f"{FIGURES}/load.js": "export const loadView = (name) => import(`./${name}/view.js`);\n",
        f"{FIGURES}/one/view.js": "export function mount() {}\n",
    }
    site = finished(files)
    (main,) = site.glob(f"{SCRIPTS}/main.*.js")
    (named,) = re.findall(r"[\w./-]*/one\.[\w.]+", main.read_text(encoding="utf-8"))
    assert (main.parent / named).is_file()


def test_a_date_in_a_name_is_no_hash(finished):
    """Else a browser would keep a picture for a year, whatever becomes of it."""
    site = finished({"assets/photo.20261120.png": "x", "index.html": PAGE.format("", '<img src="assets/photo.20261120.png" alt="">')})
    assert [path.name.count(".") for path in site.glob("assets/*")] == [3]


@pytest.mark.parametrize(("text", "kept"), [("<urlset>\n</urlset>", False), ("<urlset><url><loc>x</loc></url></urlset>", True)])
def test_a_map_that_names_no_address(finished, text, kept):
    """Is left out, as search engines take it for a fault; one with addresses stays."""
    site = finished({"sitemap.xml": text})
    assert (site / "sitemap.xml").exists() is kept


# Style sheets


def test_style_sheets_that_cannot_be_used(refused):
    """All at once, each once."""
    links = "\n".join(f'<link rel="stylesheet" href="{name}.css">' for name in ("nowhre", "empty", "deep", "half", "picture", "nowhere2"))
    files = {
        "index.html": PAGE.format(links, ""),
        "a/index.html": PAGE.format('<link rel="stylesheet" href="../nowhre.css">', ""),
        "empty.css": "p { color: red }\n}{\n",
        "deep.css": "p {}\n" + "a{" * 3000,
        "half.css": "p { color: red; foo }",
        "picture.css": "p {}\np { background: url( 'x.png' ) }",
        "nowhere.css": "",
    }
    assert refused(files) == [
        "a/index.html:2: the style sheet 'nowhre.css' leads nowhere — expected a file of the site. Did you mean 'nowhere.css'?",
        "deep.css:2: the style sheet cannot be read: brackets stand in brackets more than 100 deep — expected rules as browsers read them.",
        "empty.css:2: the style sheet cannot be read: Invalid empty selector — expected rules as browsers read them.",
        "half.css:1: the style sheet cannot be read: Unexpected end of input — expected rules as browsers read them.",
        "index.html:7: the style sheet 'nowhere2.css' leads nowhere — expected a file of the site. Did you mean 'nowhere.css'?",
        "picture.css:2: the style sheet names the file 'x.png' — expected a data: address, or none.",
    ]


def test_files_in_another_encoding(refused):
    """Each is named, with the line."""
    latin = "one\nfür".encode("latin-1")
    assert refused({"x.js": latin, "sub/x.css": latin, "x.html": latin, "x.xml": latin, "x.txt": latin}) == [
        f"{name}:2: byte 0xfc is not UTF-8 — expected the file saved as UTF-8." for name in ("sub/x.css", "x.html", "x.js", "x.xml")
    ]


# Scripts

IN_A_FILE = "expected it in a file that `src` or `extra_javascript` names, or in a template of the theme."


@pytest.mark.parametrize("offline", [False, True])
def test_a_script_that_no_template_holds(refused, offline):
    """Whether it came from data or an author wrote it: it does not run, and that is said."""
    scripts = "<script>document.title = 'x'</script>\n<SCRIPT data-src='y'>\n  y()\n</SCRIPT><script>var target={}</script>"
    assert refused({"index.html": PAGE.format("", scripts), "search/search_index.json": "{}"}, offline=offline) == [
        f"index.html:4: a script stands in the page: 'document.title = 'x'' — {IN_A_FILE}",
        f"index.html:5: a script stands in the page: 'y()' — {IN_A_FILE}",
        f"index.html:7: a script stands in the page: 'var target={{}}' — {IN_A_FILE}",
    ]


def test_a_script_of_our_own_templates(finished, tmp_path):
    """A template is code, so it runs: by its hash."""
    write(tmp_path / "overrides", {"main.html": "<script>hello('{{ page.title }}')</script>"})
    site = finished({"index.html": PAGE.format("<script>hello('A')</script>", "")}, templates=[tmp_path / "overrides"])
    assert text(site).count("sha256-") == 1


def test_a_page_of_the_authors_own(finished):
    """An HTML file without anything that we expect of one has the policy of all others."""
    site = finished({"extra.html": "<head><title>x</title></head><p>x", "part.html": "<p>x</p>"})
    assert text(site, "extra.html").startswith('<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"')
    assert text(site, "part.html").startswith('<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"')
