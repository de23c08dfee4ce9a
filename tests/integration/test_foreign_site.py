"""The package on its own: built as a wheel, it works on somebody else's MkDocs site of three files."""

from __future__ import annotations

import pytest

from explainer import __version__
from support.alone import run_alone
from support.tinysite import BuiltSite, TinySite

PAGES = {"index.md": "# Home\n\nThe loss falls.\n", "sub/page.md": "# Page\n\nThe loss.\n"}
TERMS = {"loss": "What training lowers."}


def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    """Templates are in it; tests, pages and data are not."""
    names = {path.relative_to(wheel).parts[0] for path in wheel.rglob("*")}
    assert names == {"explainer", f"mkdocs_explainer-{__version__}.dist-info"}
    assert (wheel / "explainer" / "templates" / "cards/term.html").is_file()


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_a_site_of_three_files(alone, tmp_path, theme):
    """mkdocs.yml, a page and a glossary: the term is a link to its entry, and the page carries its card."""
    site = TinySite(tmp_path)
    site.put("mkdocs.yml", f"site_name: Theirs\ntheme: {theme}\nplugins: [search, explainer]\n")
    site.put("docs/index.md", "# Home\n\nThe loss falls.\n")
    site.put("docs/data/glossary.yml", "loss:\n  term: loss\n  definition: What training makes small.\n")

    built = run_alone(alone(), tmp_path, "-m", "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stdout

    found = BuiltSite(tmp_path / "site")
    link = found.page().css_first("a.term")
    assert (link.text(), link.attributes["href"]) == ("loss", "glossary/#loss")
    assert found.resolves(link.attributes["href"])
    assert found.cards()["card-term-loss"].css_first(".card__definition").text() == "What training makes small."


def test_the_extension_alone(alone, tmp_path):
    """Where an engine knows no plugins, the terms are linked all the same."""
    site = TinySite(tmp_path)
    site.put("mkdocs.yml", "site_name: Theirs\ntheme: material\nplugins: []\nmarkdown_extensions: [explainer]\n")
    site.put("docs/index.md", "# Home\n\nThe loss falls.\n")
    site.put("docs/glossary.md", "# Words\n\n/// glossary\n///\n")
    site.put("docs/data/glossary.yml", "loss:\n  term: loss\n  definition: What training makes small.\n")
    built = run_alone(alone(), tmp_path, "-m", "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stdout
    found = BuiltSite(tmp_path / "site")
    assert found.resolves(found.page().css_first("a.term").attributes["href"])
    assert list(found.cards()) == ["card-term-loss"]


class TestScriptAndStyle:
    """What opens the cards comes with the plugin; a site that has its own keeps it."""

    def test_one_file_of_each(self, build_site):
        """Named in every page, before the style sheets of the site, which have the last word."""
        site = build_site({**PAGES, "mine.css": "p {}"}, TERMS, config="extra_css: [mine.css]\n", plugins="[explainer]")
        styles = [link.attributes["href"] for link in site.page("sub/page/").css("link[rel=stylesheet]")]
        assert styles[-2:] == ["../../assets/explainer/explainer.css", "../../mine.css"]
        (script,) = site.page("sub/page/").css("script[src*=explainer]")
        assert script.attributes == {"src": "../../assets/explainer/explainer.js", "defer": None}
        assert [path for path in site.files if path.startswith("assets/explainer/")] == [
            "assets/explainer/explainer.css",
            "assets/explainer/explainer.js",
        ]

    @pytest.mark.parametrize(("part", "other"), [("script", "css"), ("style", "js")])
    def test_none_of_a_kind_that_the_site_has_itself(self, build_site, part, other):
        site = build_site(PAGES, TERMS, plugins=f"[explainer: {{{part}: false}}]")
        assert [path for path in site.files if path.startswith("assets/explainer/")] == [f"assets/explainer/explainer.{other}"]
        assert site.text("").count("assets/explainer/") == 1

    def test_files_that_the_author_has_put_there(self, build_site):
        """For Zensical, say: they are neither overwritten nor named twice."""
        pages = {**PAGES, "assets/explainer/explainer.css": "/* mine */", "assets/explainer/explainer.js": "// mine"}
        named = "extra_css: [assets/explainer/explainer.css]\nextra_javascript: [{path: assets/explainer/explainer.js, defer: true}]\n"
        site = build_site(pages, TERMS, config=named)
        assert (site.text("assets/explainer/explainer.css"), site.text("assets/explainer/explainer.js")) == ("/* mine */", "// mine")
        assert site.text("").count("assets/explainer/") == 2


class TestExtras:
    """A site with a glossary installs nothing of BibTeX or LaTeX; one that uses them is told what to install, once."""

    def test_a_glossary_needs_none(self, alone):
        there = {path.name for path in alone().iterdir()}
        assert not there & {"bibtexparser", "pylatexenc", "latex2mathml"}

    def test_what_is_used_without_its_extra(self, alone, tmp_path):
        site = TinySite.write(tmp_path, {"index.md": "# Home\n\nThe loss $x^2$ and $y^2$.\n"}, TERMS, references="@misc{a, title={A}}")
        site.put(
            "mkdocs.yml",
            (tmp_path / "mkdocs.yml")
            .read_text()
            .replace("[explainer, attr_list", "[pymdownx.arithmatex: {generic: true}, explainer: {math: mathml}, attr_list"),
        )
        built = run_alone(alone(), tmp_path, "-m", "mkdocs", "build", "--strict")
        assert built.returncode == 1
        said = [line.strip() for line in built.stdout.split("\n") if "not installed" in line]
        assert said == [
            "docs/data/references.bib:1: BibTeX is read by bibtexparser, which is not installed — expected `pip install 'mkdocs-explainer[citations]'`.",
            "mkdocs.yml:1: formulas are made MathML by latex2mathml, which is not installed — expected `pip install 'mkdocs-explainer[math]'`.",
        ]
        assert "Traceback" not in built.stdout


class TestWhatAnEnginePassesOver:
    """A slip in a page of somebody else's site that its engine does not mind stops nothing, and costs no text."""

    @pytest.mark.parametrize(
        "page",
        [
            "> `x`\n>\n>     re.finditer(r'\\bhttp://[^) ]+', text)\n\nThe loss falls.\n",
            "---\ntitle: *a\n---\n\n# Page\n\nThe loss falls.\n",
            "See [https://soluble.ai](https://soluble.ai) and [a](https://x.example) at https://soluble.ai](https://soluble.ai. The loss falls.\n",
            "An icon is ``\x01\x00\x01\x10``, \x02, \x03, and \u202eturned\u202c. The loss falls.\n",
            "[Send](javascript:alert$.next('Demo')) and <button onclick='go()'>Go</button>. The loss falls.\n",
        ],
    )
    def test_the_page_stays(self, write_site, page):
        site = write_site({"index.md": page}, TERMS, plugins="[explainer]")
        built = site.run("build", "--strict", NO_MKDOCS_2_WARNING="1")
        assert built.returncode == 0, built.stdout
        article = BuiltSite(site.folder / "site").page().css_first("article")
        assert "falls." in article.text() and article.css_first("a.term") is not None
