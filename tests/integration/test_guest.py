"""The plugin on somebody else's site, whose rules it does not know: it stops nothing that MkDocs lets pass, and loses nothing of the text."""

from __future__ import annotations

import pytest

from support.tinysite import BuiltSite, TinySite

LOSS = "loss:\n  term: loss\n  definition: What training makes small.\n"


@pytest.fixture
def house(tmp_path):
    """Write a site that says nothing of checks: `house({"index.md": "# Home"}, plugins="[explainer]", config="nav: …")`."""

    def write(pages, *, plugins="[explainer]", terms=LOSS, config=""):
        site = TinySite(tmp_path)
        site.put("mkdocs.yml", f"site_name: Theirs\ntheme: mkdocs\nplugins: {plugins}\n{config}")
        for path, text in ({"docs/data/glossary.yml": terms} | {f"docs/{path}": text for path, text in pages.items()}).items():
            site.put(path, text)
        return site

    return write


# Links


PASSES = """\
# Home

See [a folder](b) and [its text](b.md#:~:text=foo), [the head](#top), [no anchor](b.md#x), [elsewhere](/latest/x/),
<a href="objects.inv">what others write</a>.

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
