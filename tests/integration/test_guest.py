"""The plugin on somebody else's site, whose rules it does not know: it stops nothing that MkDocs lets pass, and loses nothing of the text."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from explainer.labels import ENGLISH
from support.tinysite import BuiltSite

LOSS = "loss:\n  term: loss\n  definition: What training makes small.\n"

# Links


PASSES = """\
# Home

See [a folder](b) and [its text](b.md#:~:text=foo), [the head](#top), [no anchor](b.md#x), [elsewhere](/latest/x/),
<a href="objects.inv">what others write</a>, <a href="javascript:alert()" onclick="alert()">what runs</a>.

<!-- <a href="nowhere.md">x</a> -->
"""


def test_what_the_engine_lets_pass_builds_strictly(house):
    """Dead anchors, folders, pages outside the navigation: MkDocs only informs of them, as `validation:` has it by default."""
    pages = {"index.md": PASSES, "b.md": "# B", "lost.md": "# Lost"}
    passed, said = house(pages, config="nav:\n  - index.md\n  - b.md\n  # - old.md\n").strictly()
    assert passed, said
    assert "INFO: Doc file 'index.md' contains a link 'b.md#x', but the doc 'b.md' does not contain an anchor '#x'" in said


def test_a_navigation_from_another_file_is_not_blamed_on_this_one(house):
    """`INHERIT` brings pages that mkdocs.yml does not name."""
    site = house({"index.md": "# Home", "lost.md": "# Lost"}, config="INHERIT: base.yml\n")
    site.put("base.yml", "nav: [index.md]\n")
    passed, said = site.strictly()
    assert passed, said


def test_the_engine_knows_the_entries_of_the_glossary(house):
    """It checks anchors where the site asks for it, and has seen only what Markdown made of our blocks: nothing."""
    pages = {"index.md": "# Home\n\nThe [one](words.md#loss) and [that](words.md#los).", "words.md": "# Words\n\n/// glossary\n///\n"}
    site = house(pages, plugins="[explainer: {glossary: words.md}]", config="validation: {links: {anchors: warn}}\n")
    said = site.strictly()[1].splitlines()
    assert [line for line in said if not line.startswith("INFO")] == [
        "WARNING: Doc file 'index.md' contains a link 'words.md#los', but the doc 'words.md' does not contain an anchor '#los'.",
        "ABORT: Aborted with 1 warnings in strict mode!",
    ]


# Levels


@pytest.mark.parametrize(
    ("level", "passes", "form"),
    [
        ("error", False, "ERROR: 1 problem in the content:\n  {}"),
        ("warn", False, "WARNING: explainer: {}"),
        ("info", True, "INFO: explainer: {}"),
    ],
)
def test_a_site_says_how_loud_it_is_told_of_links(house, level, passes, form):
    """Then it is told with line and guess, once."""
    site = house({"index.md": "# Home\n\nSee [it](b.md)."}, plugins=f"[explainer: {{checks: {{links: {level}}}}}]")
    passed, said = site.strictly()
    assert passed == passes
    assert form.format("docs/index.md:3: the link 'b.md' leads nowhere — expected the path of a page or file") in said
    assert said.count("b.md") == 1


@pytest.mark.parametrize(
    ("level", "said"),
    [(None, "WARNING"), ("warn", "WARNING"), ("info", "INFO"), ("off", ""), ("error", "ERROR")],
)
def test_a_slip_in_the_content_is_a_warning(house, level, said):
    """By default: the site is built, and a strict build stops; `off` is a word here, although YAML takes it for a no."""
    plugins = f"[explainer: {{checks: {{content: {level}}}}}]" if level else "[explainer]"
    site = house({"index.md": "# Home\n\nThe [los](term:los) falls."}, plugins=plugins)
    passed, lines = site.strictly()
    assert passed == (said in ("", "INFO"))
    assert lines.count("the link 'term:los' names an unknown term") == (said != "")
    assert (site.folder / "site/index.html").is_file() == (said != "ERROR")
    assert f"{said}: " in lines


def test_a_page_twice_in_the_navigation_is_told_where_that_is_asked_for(house):
    """MkDocs passes over it."""
    pages, nav = {"index.md": "# Home", "b.md": "# B"}, "nav:\n  - index.md\n  - Part: [b.md, ./b.md]\n"
    assert "2 times" not in house(pages, config=nav).strictly()[1]
    said = house(pages, plugins="[explainer: {checks: {nav: warn}}]", config=nav).strictly()[1]
    assert "WARNING: explainer: mkdocs.yml: the navigation names the page 'b.md' 2 times — expected each page once." in said


def test_a_file_that_another_plugin_writes_later_is_there(house):
    """Only what nobody has written is told of, once all have had their turn."""
    site = house(
        {"index.md": '# Home\n\n<a href="objects.inv">one</a> <a href="objekts.inv">other</a>'},
        plugins="[explainer: {checks: {links: warn}}]",
        config="hooks: [hook.py]\n",
    )
    site.put("hook.py", "from pathlib import Path\ndef on_post_build(config):\n    Path(config.site_dir, 'objects.inv').touch()\n")
    said = [line.partition(" — ")[0] for line in site.strictly()[1].splitlines() if line.startswith("WARNING")]
    assert said == ["WARNING: explainer: docs/index.md:3: the link 'objekts.inv' leads nowhere"]


# The author's text


THEIRS = """\
# Home

/// warning | Beware
A text.
///

/// tab | One
Its text.
///

/// figure-caption
What it shows.
///

<pre>
/// claim | N1
/// doc comment
</pre>

1.  A step

    ```
    /// claim | N2
    ```
"""


def test_blocks_of_others_are_theirs(house):
    """Only what is nearly a name of ours, and nobody's, is told of; so is one of ours without an end."""
    config = "markdown_extensions: [explainer, pymdownx.superfences, pymdownx.blocks.admonition, pymdownx.blocks.tab, pymdownx.blocks.caption]\n"
    site = house({"index.md": THEIRS}, config=config)
    passed, said = site.strictly()
    assert passed, said
    assert "///" not in BuiltSite(site.folder / "site").text("").replace("/// claim", "").replace("/// doc", "")
    for text, what in (("/// claims-list\n///", ""), ("/// glosary\n///", "unknown block '/// glosary'"), ("/// claim | N1", "is never closed")):
        site = house({"index.md": f"# Home\n\n{text}\n"}, config=config)
        assert (what or "block") in site.strictly()[1] if what else site.strictly()[0]


SNIPPETS = "markdown_extensions: [explainer, {pymdownx.snippets: {base_path: [!relative $config_dir]}}]\n"


def test_what_is_wrong_in_a_text_from_elsewhere_is_told_of_the_page(house):
    """Its line is in another file, and it is not lost for that."""
    terms, works = LOSS, "@misc{who2024word, title = {A word}, author = {Who, Ann}, year = {2024}}\n"
    site = house({"index.md": '# Home\n\n--8<-- "inc.txt"\n'}, terms=terms, config=SNIPPETS)
    site.put("inc.txt", "See [@RFC 2119] and [=x] and [y](term:nope) done.\n")
    site.put("docs/data/references.bib", works)
    passed, said = site.strictly()
    assert not passed
    assert [line.partition(" — ")[0] for line in said.splitlines() if line.startswith("WARNING")] == [
        "WARNING: explainer: docs/index.md: in a text from elsewhere: the citation '@RFC 2119' cannot be read",
        "WARNING: explainer: docs/index.md: in a text from elsewhere: the link 'term:nope' names an unknown term",
    ]
    assert "See [@RFC 2119] and [=x] and" in BuiltSite(site.folder / "site").text("")


def test_tables_are_the_authors(house):
    """Empty headings stay headings, unless the site asks for something else."""
    site = house({"index.md": "# Home\n\n|   | a |\n|---|---|\n| b | c |\n"}, config="markdown_extensions: [tables]\n")
    assert site.strictly()[0]
    assert "<th></th>\n<th>a</th>" in BuiltSite(site.folder / "site").text("")


# Options


def test_options_of_the_extension_count_where_the_plugin_says_nothing(house):
    """Whoever moves from one to the other need not write them anew."""
    pages = {"index.md": "# Home\n\nThe loss, the loss.", "glossary.md": "# Words\n\n/// glossary\n///\n"}
    extension = "markdown_extensions: [{explainer: {density: all, glossary: words.md}}]\n"
    site = house(pages, plugins="[explainer: {glossary: glossary.md}]", config=extension)
    assert site.strictly()[0]
    links = BuiltSite(site.folder / "site").page().css("a.term")
    assert [link.attributes["href"] for link in links] == ["glossary/#loss"] * 2


def test_a_wrong_option_is_told_where_no_engine_does(house):
    """An extension takes whatever it is given."""
    settings = "{density: often, exclude: 3, labels: {full-entri: x}, plural: 'off', case: off}"
    said = house({"index.md": "# Home"}, plugins="[explainer]", config=f"markdown_extensions: [{{explainer: {settings}}}]\n").strictly()[1]
    assert [line for line in said.splitlines() if line.startswith("WARNING")] == [
        "WARNING: explainer: mkdocs.yml: 'labels' names the unknown label 'full-entri' — expected one of "
        + ", ".join(ENGLISH)
        + ". Did you mean 'full-entry'?",
        "WARNING: explainer: mkdocs.yml: the option 'case' of explainer is 'off' — expected one of auto, insensitive, exact.",
        "WARNING: explainer: mkdocs.yml: the option 'density' of explainer is 'often' — expected one of first-per-section, first-per-page, all, none.",
        "WARNING: explainer: mkdocs.yml: the option 'exclude' of explainer is '3' — expected a list such as [api/*, notes.md].",
        "WARNING: explainer: mkdocs.yml: the option 'plural' of explainer is 'off' — expected true or false.",
    ]


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (
            "glossary: glossary",
            "WARNING: explainer: mkdocs.yml: the option 'glossary' of explainer is 'glossary' — expected a page such as glossary.md.",
        ),
        ("glossary: words/", "WARNING: explainer: mkdocs.yml: the option 'glossary' of explainer is 'words/' — expected a page such as glossary.md."),
        (
            "glossary: docs/words.md",
            "WARNING: explainer: mkdocs.yml: 'glossary' names 'docs/words.md', and docs/ stands before no page — expected 'words.md'.",
        ),
        ("language: german", "WARNING: explainer: mkdocs.yml: the option 'language' of explainer is 'german' — expected a code such as de or pt-BR."),
        (
            "exclude: [indx.md]",
            "INFO: explainer: mkdocs.yml: 'exclude' names 'indx.md', and there is no such page — expected a page below docs/, or a pattern such as chapter/*.md. Did you mean 'index.md'?",
        ),
        ("exclude: [docs/w*.md]", "INFO: explainer: mkdocs.yml: 'exclude' names 'docs/w*.md', and there is no such page — expected 'w*.md'."),
    ],
)
def test_an_option_that_would_do_nothing_is_told(house, option, said):
    """Or that would make a file where the engine makes a folder: `glossary: glossary` ended the build with "File exists"."""
    pages = {"index.md": "# Home\n\nThe loss.", "glossary.md": "# Words\n\n/// glossary\n///\n", "words.md": "# Words\n\n/// glossary\n///\n"}
    site = house(pages, plugins=f"[explainer: {{{option}}}]")
    passed, lines = site.strictly()
    assert passed == said.startswith("INFO")
    assert [line for line in lines.splitlines() if "explainer: " in line] == [said]
    assert (site.folder / "site/index.html").is_file()


@pytest.mark.parametrize("option", ["exclude: [words.md, 'w*']", "exclude: [made.md]", "language: zh-Hant", "language: pt_BR", "glossary: /words.md"])
def test_an_option_that_does_something_is_not(house, option):
    """A page that another plugin makes may be left out, too."""
    pages = {"index.md": "# Home\n\nThe loss.", "words.md": "# Words\n\n/// glossary\n///\n"}
    site = house(pages, plugins=f"[explainer: {{{option}}}]", config="hooks: [hook.py]\n")
    site.put(
        "hook.py",
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n    files.append(File.generated(config, 'made.md', content='# Made'))\n    return files\n",
    )
    passed, said = site.strictly()
    assert passed and "explainer: " not in said, said


ALONE = {"glossary.md": "# Words\n\n/// glossary\n///\n"}


@pytest.mark.parametrize("where", ["plugin", "extension"])
def test_pages_may_be_left_out_by_their_path(house, where):
    """Generated ones and change logs are many; one of them may still ask for its links."""
    text = "# A\n\nThe loss."
    pages = {"index.md": text, "api/a/b.md": text, "api/c.md": f"---\nterms: all\n---\n{text}", "changelog.md": text, **ALONE}
    setting = "explainer: {exclude: [api/*, changelog.md]}"
    site = house(pages, plugins=f"[{setting}]") if where == "plugin" else house(pages, plugins="[]", config=f"markdown_extensions: [{setting}]\n")
    assert site.strictly()[0]
    built = BuiltSite(site.folder / "site")
    assert [len(built.page(path).css("a.term")) for path in ("", "api/a/b/", "api/c/", "changelog/")] == [1, 0, 1, 0]


GO = "go:\n  term: Go\n  definition: A language.\ncat:\n  term: cat\n  definition: It purrs.\n"


@pytest.mark.parametrize("where", ["plugin", "extension"])
@pytest.mark.parametrize(
    ("settings", "found"),
    [("", "Go, cats"), ("case: insensitive", "Go, go, cats"), ("case: exact", "Go, cats"), ("plural: off", "Go"), ("language: de", "Go")],
)
def test_a_site_says_how_its_terms_are_compared(house, where, settings, found):
    """Capitals and numbers; of other languages than English no plurals are known."""
    pages = {"index.md": "# Home\n\nUse Go and go on, cats.", **ALONE}
    option = f"explainer: {{density: all, {settings}}}"
    site = (
        house(pages, terms=GO, plugins=f"[{option}]")
        if where == "plugin"
        else house(pages, terms=GO, plugins="[]", config=f"markdown_extensions: [{option}]\n")
    )
    assert site.strictly()[0]
    assert ", ".join(link.text() for link in BuiltSite(site.folder / "site").page().css("a.term")) == found


def test_the_words_are_those_of_the_themes_language(house):
    """On cards and in the glossary, and what scripts say; a site may have words of its own."""
    theme = "{name: mkdocs, locale: de}"
    site = house({"index.md": "# Start\n\nDer loss.\n"}, plugins="[explainer: {labels: {full-entry: Mehr}}]", theme=theme)
    assert site.strictly()[0]
    built = BuiltSite(site.folder / "site")
    glossary = built.page("glossary/")
    assert glossary.css_first("h1").text() == "Glossar"
    assert glossary.css_first(".filter label").text() == "Begriffe filtern"
    assert glossary.css_first(".filter output").attributes["data-said"] == "{shown} von {all} Begriffen"
    assert glossary.css_first(".entry__used summary").text() == "Verwendet auf 1 Seite"
    assert glossary.css_first(".files").text().startswith("Herunterladen: ")
    assert built.cards()["card-term-loss"].css_first(".card__more").text() == "Mehr"
    words = built.page().css_first("#card-words").attributes
    assert (words["data-reference"], words["data-terms-here"]) == ("Quelle", "Begriffe auf dieser Seite")


def test_the_words_of_an_english_site_are_known_to_scripts(house):
    """Nothing is added to its pages."""
    site = house({"index.md": "# Home\n\nThe loss.\n"})
    assert site.strictly()[0]
    assert list(BuiltSite(site.folder / "site").cards()) == ["card-term-loss"]
    assert "data-said" not in BuiltSite(site.folder / "site").text("glossary/")


def test_programs_find_the_entries_where_they_are(house):
    """Whatever the page is called."""
    site = house({"index.md": "# Home"}, plugins="[explainer: {glossary: ref/words.md}]")
    assert site.strictly()[0]
    built = BuiltSite(site.folder / "site")
    entry = json.loads(built.text("glossary.jsonld"))["hasDefinedTerm"][0]["@id"]
    assert entry == "ref/words/#loss"
    assert built.resolves(entry)


# Cards, entries, data


def test_the_extension_alone_keeps_its_cards_out_of_the_search(house):
    """They stand in the article there, and a search for a word of a definition would find every page that uses the term."""
    site = house(
        {"index.md": "# Home\n\nThe loss.", **ALONE}, plugins="[material/search]", theme="material", config="markdown_extensions: [explainer]\n"
    )
    assert site.strictly()[0]
    built = BuiltSite(site.folder / "site")
    assert "card-term-loss" in built.cards()
    found = json.loads(built.text("search/search_index.json"))["docs"]
    assert [entry["location"] for entry in found if "training makes small" in entry["text"]] == ["glossary/#loss"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "# Words\n\nNothing.",
            "the page lists no term — expected a block `/// glossary`: each term leads to its entry on this page. 1 place that uses it waits for this.",
        ),
        (
            "# Words\n\n## Loss\n\n/// glossary\n///\n",
            "the anchor '#loss' of the term 'loss' is that of something else, too — expected a heading with an id of its own: `{#about-loss}`.",
        ),
    ],
)
def test_a_page_of_terms_has_each_entry_once(house, page, said):
    """The links on other pages are not to blame."""
    plugins = "[explainer: {checks: {links: warn}}]"
    lines = house({"index.md": "# Home\n\nThe loss.", "glossary.md": page}, plugins=plugins).strictly()[1].splitlines()
    assert [line for line in lines if line.startswith("WARNING")] == [f"WARNING: explainer: docs/glossary.md: {said}"]


LIST = "# Words\n\nloss\n:   What training makes small.\n"
NO_LIST = (
    "its terms are shown as text and have no anchors — expected `def_list` under `markdown_extensions`: Markdown alone knows no definition lists."
)


@pytest.mark.parametrize(("page", "config"), [("glossary.md", ""), ("guide.md", "[explainer: {definitions: [guide.md]}]")])
def test_a_definition_list_that_markdown_does_not_know_is_told(house, page, config):
    """The terms are read from the page all the same, and their links would lead nowhere."""
    site = house({"index.md": "# Home\n\nThe loss.", page: LIST}, terms="", plugins=config or "[explainer]")
    passed, said = site.strictly()
    assert not passed
    assert f"WARNING: explainer: docs/{page}: {NO_LIST}" in said
    assert said.count("WARNING") == 1
    site.put("mkdocs.yml", (site.folder / "mkdocs.yml").read_text() + "markdown_extensions: [def_list]\n")
    assert site.strictly()[0]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"docs/glossary.md": "# Words\n\n| Term | Meaning |\n|---|---|\n| loss | What falls. |\n"},
            "docs/glossary.md:1: the page defines no term — expected a definition list, or a heading and a paragraph for each term; "
            "else a block `/// glossary`, and the terms in docs/data/glossary.yml.",
        ),
        (
            {"docs/glossary.md": "# Words\n\n/// glossary\n///\n"},
            "docs/data/glossary.yml:1: the file is missing — expected a UTF-8 text file here.",
        ),
        (
            {"docs/glossary.yml": LOSS},
            "docs/data/glossary.yml:1: the file is missing — expected a UTF-8 text file here. Did you mean 'docs/glossary.yml' to be it?",
        ),
        (
            {"data/glossary.csv": "term,definition\nloss,What falls.\n"},
            "docs/data/glossary.yml:1: the file is missing — expected a UTF-8 text file here. Did you mean 'data/glossary.csv' to be it?",
        ),
    ],
)
def test_whose_terms_are_not_found_is_told_where_they_belong(house, files, said):
    """Most have written some, in another place or in another form."""
    site = house({"index.md": "# Home"}, terms="")
    for path, text in files.items():
        site.put(path, text)
    lines = site.strictly()[1].splitlines()
    assert [line for line in lines if line.startswith("WARNING")] == [f"WARNING: explainer: {said}"]


def test_so_it_does_under_zensical(house):
    """Which knows no plugin, and has no place after the article without a template of the site."""
    site = house({"index.md": "# Home\n\nThe loss.", **ALONE})
    site.put("mkdocs.yml", "site_name: Theirs\nmarkdown_extensions: [explainer]\n")
    done = subprocess.run([sys.executable, "-m", "zensical", "build"], cwd=site.folder, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    built = BuiltSite(site.folder / "site")
    assert "card-term-loss" in built.cards()
    found = json.loads(built.text("search.json"))["items"]
    assert [entry["location"] for entry in found if "training makes small" in entry["text"]] == ["glossary/#loss"]


def test_a_term_with_signs_of_markdown_is_told(house):
    """It would be printed with them and found nowhere."""
    terms = 'one:\n  term: "*fermion*"\n  definition: A.\ntwo:\n  term: run\n  aliases: ["`npm run`", "C*", "__init__"]\n  definition: B.\n'
    lines = house({"index.md": "# Home"}, terms=terms).strictly()[1].splitlines()
    assert [line.removeprefix("WARNING: explainer: docs/data/glossary.yml:") for line in lines if line.startswith("WARNING")] == [
        "2: term 'one': 'term' holds the signs of Markdown, '*fermion*', and so is found nowhere — expected plain text, as it stands on a page: 'fermion'.",
        "6: term 'two': 'aliases' holds the signs of Markdown, '`npm run`', and so is found nowhere — expected plain text, as it stands on a page: 'npm run'.",
    ]


TABLE = {
    "data/tables/rates.csv": "size,rate\nsmall,1\n",
    "data/tables/rates.yml": "title: Rates\nkey: [size]\nsource: general\nobtained: printed\nconfidence: high\n"
    "columns:\n  size: {meaning: Size, type: text}\n  rate: {meaning: Rate, type: number}\n",
    "data/other.txt": "x",
    "reference/data-and-method.md": "# Tables\n",
}


@pytest.mark.parametrize(
    ("settings", "config", "published"),
    [
        ("", "", ["data/datapackage.json", "data/other.txt", "data/rates.csv"]),
        ("", "exclude_docs: /data/\n", ["data/datapackage.json", "data/rates.csv"]),
        (
            "publish_data: true",
            "",
            ["data/datapackage.json", "data/glossary.yml", "data/other.txt", "data/rates.csv", "data/tables/rates.csv", "data/tables/rates.yml"],
        ),
    ],
)
def test_the_sources_of_the_data_are_not_published_but_what_is_offered_is(house, settings, config, published):
    """Whatever else stands beside them is the author's, and a site may keep its folder back without losing the downloads."""
    site = house({"index.md": "# Home", **TABLE}, plugins=f"[explainer: {{{settings}}}]", config=config)
    site.strictly()
    assert sorted(path for path in BuiltSite(site.folder / "site").files if path.startswith("data/")) == published


def test_the_search_of_mkdocs_finds_entries(house):
    """It knows only what stands in the list of contents, and ours are no headings of the author's."""
    site = house({"index.md": "# Home\n\nThe loss."}, plugins="[search, explainer]")
    assert site.strictly()[0]
    built = BuiltSite(site.folder / "site")
    found = json.loads(built.text("search/search_index.json"))["docs"]
    assert [(entry["title"], entry["text"].split()[:4]) for entry in found if entry["location"] == "glossary/#loss"] == [
        ("loss", ["What", "training", "makes", "small."])
    ]
    page = next(entry for entry in found if entry["location"] == "glossary/")
    assert "Filter" not in page["text"] and "Download" not in page["text"]
    assert not built.page("glossary/").css("#toc-collapse a[href='#loss']")


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize("head", ["# Words", "---\ntitle: Words\n---"])
def test_the_letters_stand_in_the_contents_of_the_glossary(house, theme, head):
    """Markdown has seen no heading there; entries would make a list longer than the page is high."""
    terms = LOSS + "agent: {term: agent, definition: What acts.}\n2fa: {term: 2FA, definition: Two proofs.}\n"
    site = house({"index.md": "# Home", "glossary.md": f"{head}\n\n/// glossary\n///\n"}, terms=terms, theme=theme)
    assert site.strictly()[0]
    page = BuiltSite(site.folder / "site").page("glossary/")
    links = page.css(".md-sidebar--secondary a[href^='#letter-']" if theme == "material" else "#toc-collapse a[href^='#letter-']")
    assert [(link.text(strip=True), page.css_first(link.attributes["href"]) is not None) for link in links] == [("#", True), ("A", True), ("L", True)]


def test_excerpts_of_a_blog_have_links_and_cards(house):
    """They are rendered once all pages are finished, on the page that lists them."""
    post = "---\ndate: 2026-01-0{0}\n---\n# Post {0}\n\nThe loss falls.\n\n<!-- more -->\n\nAnd the loss again.\n"
    pages = {"index.md": "# Home", "blog/index.md": "# Blog", **{f"blog/posts/{number}.md": post.format(number) for number in (1, 2)}}
    site = house(pages, plugins="[material/blog, explainer]", theme="material")
    passed, said = site.strictly()
    assert passed, said
    built = BuiltSite(site.folder / "site")
    links = built.page("blog/").css("a.term")
    assert [link.attributes["href"] for link in links] == ["../glossary/#loss"] * 2
    assert list(built.cards("blog/")) == ["card-term-loss"]


def test_a_preview_watches_data_wherever_they_are(house):
    """Outside the docs folder as well."""
    site = house({"index.md": "# Home"}, plugins="[explainer: {data_dir: words}]")
    site.put("words/glossary.yml", LOSS)
    config = load_config(str(site.folder / "mkdocs.yml"))
    mkdocs_build(config)
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(site.folder / "site"))
    config.plugins.on_serve(server, config=config, builder=server.builder)
    server.server_close()
    assert str(site.folder / "words") in server._watched_paths
