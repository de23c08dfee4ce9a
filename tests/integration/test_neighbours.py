"""The plugin beside others, as sites have them: what they make comes out as without it, and its terms are linked all the same."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin

import pytest

from explainer.terms.linker import unlink
from support.tinysite import BuiltSite

# What other projects warn of is theirs.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def passing(house):
    """Write a site, build it strictly, and return what was built."""

    def build(*arguments, **settings):
        site = house(*arguments, **settings)
        passed, said = site.strictly()
        assert passed, said
        return BuiltSite(site.folder / "site")

    return build


def linked(built, path=""):
    """Return the words of the terms that are linked on a page."""
    return [link.text() for link in built.page(path).css("a.term")]


# References


LOSS = "loss:\n  term: loss\n  definition: What training makes small.\n"
MODULE = '''"""A module."""

def fall(loss: float) -> float:
    """Let the loss fall.

    Args:
        loss: The loss, as it is.

    Returns:
        The loss after it.
    """
'''


def test_autorefs_and_mkdocstrings(house):
    """Cross-references become links after us; titles of parts and headings stay theirs, sentences get links."""
    page = "# Home\n\n## Target\n\nThe [loss][target] falls, the loss.\n\n## Code\n\n::: things.fall\n"
    plugins = "[autorefs, mkdocstrings: {handlers: {python: {paths: [.]}}}, explainer: {density: all}]"
    terms = "loss:\n  term: loss\n  definition: A.\nparameters:\n  term: parameters\n  definition: B.\n"
    site = house({"index.md": page}, plugins=plugins, terms=terms)
    site.put("things.py", MODULE)
    passed, said = site.strictly()
    assert passed, said
    built = BuiltSite(site.folder / "site").page()
    (reference,) = built.css("a.autorefs")
    assert (reference.attributes["href"], reference.text()) == ("#target", "loss")
    assert not built.css("a a, .doc-section-title a.term, h1 a.term, h2 a.term")
    assert len(built.css("a.term")) >= 3


def test_redirects(passing):
    plugins = "[redirects: {redirect_maps: {old.md: index.md}}, explainer]"
    built = passing({"index.md": "# Home\n\nThe loss."}, plugins=plugins)
    assert "url=.." in built.text("old/") and linked(built) == ["loss"]


# Text from elsewhere


def test_include_markdown(house):
    site = house({"index.md": '# Home\n\n{% include-markdown "../part.txt" %}\n'}, plugins="[include-markdown, explainer]")
    site.put("part.txt", "The loss falls.\n")
    assert site.strictly()[0]
    assert linked(BuiltSite(site.folder / "site")) == ["loss"]


def test_macros(house):
    """What is wrong in what they bring in is told of the page."""
    site = house(
        {"index.md": "# Home\n\n{{ said }} {{ wrong }}\n"},
        plugins="[macros, explainer]",
        config="extra: {said: The loss., wrong: '[x](term:nope)'}\n",
    )
    passed, said = site.strictly()
    assert not passed
    assert "WARNING: explainer: docs/index.md: in a text from elsewhere: the link 'term:nope' names an unknown term" in said
    assert linked(BuiltSite(site.folder / "site")) == ["loss"]


ASKS = """\
from pathlib import Path

def on_page_content(html, page, config, files):
    path = Path(page.file.abs_src_path)
    assert path.is_file() and path.is_relative_to(Path(config.config_file_path).parent)
    print(page.file.src_uri, path.name)
"""


@pytest.mark.parametrize(
    ("data", "source"),
    [
        ({"docs/data/glossary.yml": LOSS}, "glossary.yml"),
        ({"docs/data/glossary/a.csv": "term,definition\nloss,What falls.\n"}, "a.csv"),
        ({"docs/guide.md": "# Guide\n\nloss\n:   What falls.\n"}, "mkdocs.yml"),
    ],
)
def test_what_asks_for_the_file_of_each_page(house, capsys, data, source):
    """Plugins for feeds, dates and authors look it up in the repository; a page that nobody wrote is as old as what it is made of."""
    plugins = "[explainer: {definitions: [guide.md]}]" if "docs/guide.md" in data else "[explainer]"
    site = house({"index.md": "# Home\n\nThe loss."}, terms="", plugins=plugins, config="markdown_extensions: [def_list]\nhooks: [hook.py]\n")
    site.put("hook.py", ASKS)
    for path, text in data.items():
        site.put(path, text)
    passed, said = site.strictly()
    assert passed, said
    assert f"glossary.md {source}\n" in capsys.readouterr().out
    assert linked(BuiltSite(site.folder / "site")) == ["loss"]


# Navigation


PAGES = {"index.md": "# Home\n\nThe loss.", "a/index.md": "# A\n\nThe loss.", "a/b.md": "# B\n\nThe loss."}


@pytest.mark.parametrize(
    ("plugins", "pages"),
    [
        ("[awesome-nav, explainer]", {".nav.yml": "nav:\n  - index.md\n  - a\n"}),
        ("[literate-nav: {nav_file: SUMMARY.md}, explainer]", {"SUMMARY.md": "* [Home](index.md)\n* [A](a/)\n"}),
        ("[section-index, explainer]", {}),
        ("[explainer, section-index]", {}),
    ],
)
def test_navigation(passing, plugins, pages):
    """Pages are where they were, in the same menu, and the glossary beside them."""
    built = passing(PAGES | pages, plugins=plugins, theme="readthedocs")
    assert [linked(built, path) for path in ("", "a/", "a/b/")] == [["loss"]] * 3
    assert built.resolves("../../glossary/#loss", "a/b/")


def test_tags(passing):
    pages = {"index.md": "---\ntags: [loss]\n---\n# Home\n\nThe loss.", "tags.md": "# Tags\n\n<!-- material/tags -->\n"}
    built = passing(pages, plugins="[material/tags, explainer]", theme="material")
    assert linked(built) == ["loss"] and not built.page("tags/").css("a.term")


# Languages


DE = "loss:\n  term: Verlust\n  definition: Was Training klein macht.\n"


def languages(structure):
    """Return the plugins of a site in English and German."""
    return f"[search, i18n: {{docs_structure: {structure}, languages: [{{locale: en, default: true, name: English}}, {{locale: de, name: Deutsch}}]}}, explainer]"


@pytest.mark.parametrize(
    ("structure", "pages"),
    [
        ("suffix", {"index.md": "# Home\n\nThe loss.", "index.de.md": "# Start\n\nDer Verlust.", "data/glossary.de.yml": DE}),
        (
            "folder",
            {
                "en/index.md": "# Home\n\nThe loss.",
                "de/index.md": "# Start\n\nDer Verlust.",
                "en/data/glossary.yml": "loss:\n  term: loss\n  definition: A.\n",
                "de/data/glossary.yml": DE,
            },
        ),
    ],
)
def test_a_glossary_for_each_language(passing, structure, pages):
    """Its terms, its page, its downloads and its words."""
    built = passing(pages, plugins=languages(structure), theme="material")
    assert (linked(built), linked(built, "de/")) == (["loss"], ["Verlust"])
    for path, word in (("", "Full entry"), ("de/", "Ganzer Eintrag")):
        (link,) = built.page(path).css("a.term")
        assert built.resolves(link.attributes["href"], path)
        assert (built.folder / path / "glossary/index.html").is_file()
        assert built.cards(path)["card-term-loss"].css_first(".card__more").text() == word
        for language, there in (("en", "glossary/"), ("de", "de/glossary/")):  # The menu of languages
            (switch, *_) = built.page(f"{path}glossary/").css(f"a[hreflang={language}]")
            assert urljoin(f"/{path}glossary/", switch.attributes["href"]) == f"/{there}"
    assert json.loads(built.text("de/glossary.json"))[0]["term"] == "Verlust"
    assert built.page("de/glossary/").css_first("h1").text() == "Glossar"


def test_a_language_without_terms_has_those_of_none(passing):
    """As its pages are those of the default language."""
    built = passing({"index.md": "# Home\n\nThe loss.", "index.de.md": "# Start\n\nDer loss."}, plugins=languages("suffix"), theme="material")
    assert (linked(built), linked(built, "de/")) == (["loss"], ["loss"])


WORDS = {
    "en": "# Words\n\nLoss\n:   What training makes small.\n",
    "de": "# Wörter\n\nVerlust\n:   Was Training klein macht, siehe [Start](index.md).\n",
}
HOMES = {"en": "# Home\n\nThe loss.", "de": "# Start\n\nDer Verlust."}
LANGUAGES = ("en", "de")


@pytest.mark.parametrize(
    ("structure", "path"),
    [("suffix", lambda name, language: f"{name}.{language}.md"), ("folder", lambda name, language: f"{language}/{name}.md")],
)
def test_a_page_of_terms_for_each_language(passing, structure, path):
    """The author's own: each language has the terms of its page, which gets ids, uses and a filter."""
    pages = {path("glossary", language): WORDS[language] for language in LANGUAGES}
    pages |= {path("index", language): HOMES[language] for language in LANGUAGES}
    built = passing(pages, plugins=languages(structure), theme="material", terms="", config="markdown_extensions: [def_list]\n")
    for place, word, said in (("", "loss", "Used on 1 page"), ("de/", "Verlust", "Verwendet auf 1 Seite")):
        (link,) = built.page(place).css("a.term")
        assert (link.text(), built.resolves(link.attributes["href"], place)) == (word, True)
        glossary = built.page(f"{place}glossary/")
        assert [node.attributes["data-entry"] for node in glossary.css(".entry")] == [word.lower()]
        assert glossary.css_first(".entry__used summary").text() == said
        assert glossary.css_first("#glossary-filter") is not None
    (home,) = built.cards("de/")["card-term-verlust"].css(".card__definition a")
    assert built.resolves(home.attributes["href"], "de/")


@pytest.mark.parametrize(
    ("structure", "path"),
    [("suffix", lambda name, language: f"{name}.{language}.md"), ("folder", lambda name, language: f"{language}/{name}.md")],
)
def test_pages_that_explain_words_in_each_language(passing, structure, path):
    """A pattern names them all, and each language reads its own; the entry points to that page."""
    pages = {path("guide/falling", language): WORDS[language].replace("index.md", "../index.md") for language in LANGUAGES}
    pages |= {path("index", language): HOMES[language] for language in LANGUAGES}
    plugins = languages(structure).replace("explainer]", "explainer: {definitions: ['guide/*.md']}]")
    built = passing(pages, plugins=plugins, theme="material", terms="", config="markdown_extensions: [def_list]\n")
    for place, word in (("", "loss"), ("de/", "Verlust")):
        assert linked(built, place) == [word]
        glossary = built.page(f"{place}glossary/")
        assert [node.attributes["data-entry"] for node in glossary.css(".entry")] == [word.lower()]
        (there,) = glossary.css(".entry__facts a")
        assert there.attributes["href"] == f"../guide/falling/#define-{word.lower()}"
        assert built.resolves(there.attributes["href"], f"{place}glossary/")


@pytest.mark.parametrize(
    "pages",
    [
        {"index.en.md": HOMES["en"], "index.de.md": "# Start\n\nDer loss.", "glossary.en.md": WORDS["en"]},
        {"index.en.md": HOMES["en"], "index.de.md": "# Start\n\nDer loss.", "data/glossary.en.yml": "loss: {term: loss, definition: A.}\n"},
        {"en/index.md": HOMES["en"], "de/index.md": "# Start\n\nDer loss.", "en/glossary.md": WORDS["en"]},
        {"en/index.md": HOMES["en"], "de/index.md": "# Start\n\nDer loss.", "en/data/glossary.yml": "loss: {term: loss, definition: A.}\n"},
    ],
)
def test_a_language_without_terms_has_those_of_the_first(passing, pages):
    """As it has its pages, where there are none of its own; no source of data is published."""
    structure = "folder" if "en/index.md" in pages else "suffix"
    built = passing(pages, plugins=languages(structure), theme="material", terms="", config="markdown_extensions: [def_list]\n")
    assert (linked(built), linked(built, "de/")) == (["loss"], ["loss"])
    assert built.resolves(built.page("de/").css_first("a.term").attributes["href"], "de/")
    assert not [file for file in built.files if file.endswith(".yml")]


# Markdown


EXTENSIONS = """\
markdown_extensions:
  - abbr
  - attr_list
  - footnotes
  - md_in_html
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.blocks.admonition
  - pymdownx.blocks.details
  - pymdownx.blocks.tab: {alternate_style: true}
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.superfences: {custom_fences: [{name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }]}
"""
PAGE = """\
# Home

The HTML and the loss.[^1]

=== "One"

    The loss.

/// tab | Two
The loss.
///

/// note | Loss
The loss.
///

/// details | Loss
The loss.
///

$\\text{loss}$ and $\\R$

``` yaml title="loss"
loss: 1 # (1)!
```

1.  The loss.

``` mermaid
graph LR
  loss --> b
```

*[HTML]: Hyper Text

[^1]: The loss.
"""


def test_extensions_of_markdown(house):
    """Of what is linked, nothing but the links is added; tips, formulas, titles and diagrams stay as they are."""
    terms = "loss:\n  term: loss\n  definition: A.\nhtml:\n  term: HTML\n  definition: B.\n"
    with_it = house({"index.md": PAGE}, plugins="[explainer: {density: all}]", terms=terms, theme="material", config=EXTENSIONS)
    assert with_it.strictly()[0]
    article = BuiltSite(with_it.folder / "site").article()
    without = house({"index.md": PAGE}, plugins="[]", terms=terms, theme="material", config=EXTENSIONS)
    assert without.strictly()[0]
    plain = BuiltSite(without.folder / "site").article()
    assert unlink(article) == plain
    assert len(re.findall('<a class="term"', article)) == 8  # The title of an admonition is text of its own.
    assert "<abbr" in article and not re.search(r"<abbr[^>]*><a", article)


def test_an_extension_that_takes_out_comments(house):
    """It takes nothing of ours: the glossary says where a term is used and what may be downloaded."""
    site = house({"index.md": "# Home\n\nThe loss."}, config="markdown_extensions: [pymdownx.striphtml]\n").build()
    page = site.page("glossary/")
    assert page.css_first(".entry__used a").text() == "Home"
    assert page.css_first(".files a").attributes["href"].endswith("glossary.json")


@pytest.mark.parametrize(("language", "word", "title"), [("en", "losses", "Glossary"), ("de", "loss", "Glossar")])
def test_a_theme_with_words_of_the_site(house, language, word, title):
    """Material calls that `custom`; the words say of which language they are."""
    site = house({"index.md": f"# Home\n\nThe {word}."}, theme="{name: material, language: custom, custom_dir: theme, font: false}")
    words = f'{{% import "partials/languages/{language}.html" as base %}}{{% macro t(key) %}}{{{{ base.t(key) }}}}{{% endmacro %}}'
    site.put("theme/partials/languages/custom.html", words)
    built = site.build()
    assert linked(built, "") == [word]
    assert built.page("glossary/").css_first("h1").text(deep=False) == title


# Ways to build


@pytest.mark.parametrize("folders", ["true", "false"])
def test_a_site_with_other_names(house, folders):
    """Another docs folder, another configuration, and pages that end in .html."""
    site = house({}, plugins="[explainer: {lints: {none: info}}]")
    text = (site.folder / "mkdocs.yml").read_text(encoding="utf-8")
    site.put("other.yml", f"{text}docs_dir: text/en\nuse_directory_urls: {folders}\n")
    site.put("text/en/a/b.md", "# B\n\nThe loss, the [los](term:los).")
    site.put("text/en/index.md", "# Home")
    site.put("text/en/data/glossary.yml", "loss:\n  term: loss\n  definition: A.\n")
    run = site.run("build", "-f", "other.yml")
    assert "explainer: text/en/a/b.md:3: the link 'term:los' names an unknown term" in run.stdout
    assert "explainer: other.yml:1: unknown lint 'none'" in run.stdout
    built, path = BuiltSite(site.folder / "site"), "a/b/" if folders == "true" else "a/b.html"
    assert linked(built, path) == ["loss"]
    assert built.resolves(built.page(path).css_first("a.term").attributes["href"], path)
