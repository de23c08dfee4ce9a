"""What an author is told who made a slip: file, line, what is wrong, what is accepted, and a guess; all slips at once."""

from __future__ import annotations

import pytest

LOSS = "loss:\n  term: loss\n  definition: What training makes small.\n"
COST = "cost:\n  term: cost\n  definition: The same.\n"
WORK = "@misc{who2024word,\n  title = {A word},\n  author = {Who, Ann},\n  year = {2024},\n}\n"
HOME = "# Home\n\n"


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        # Terms
        (
            {"pages": {"index.md": HOME + "The [los](term:los) falls."}},
            "docs/index.md:3: the link 'term:los' names an unknown term — expected a term id of the glossary. Did you mean 'loss'?",
        ),
        (
            {"pages": {"index.md": HOME + "The [loss](term:loss#physics) falls."}},
            "docs/index.md:3: the link 'term:loss#physics' names an unknown sense — expected no sense: the term has one meaning.",
        ),
        (
            {"terms": LOSS + "  related: [los]\n"},
            "docs/data/glossary.yml:4: term 'loss': 'related' names the unknown term 'los' — expected a term id of this file. Did you mean 'loss'?",
        ),
        (
            {"terms": LOSS + COST + LOSS},
            "docs/data/glossary.yml:7: 'loss' is given twice (first on line 1) — expected each name once.",
        ),
        (
            {"terms": LOSS + COST + "  aliases: [losses]\n"},
            "docs/data/glossary.yml:7: term 'cost': 'losses' also belongs to 'loss' (line 1, as 'loss') — expected each term and alias in one entry only.",
        ),
        (
            {"terms": LOSS + COST.replace("cost:", "Cost!:")},
            "docs/data/glossary.yml:4: term 'Cost!': the id is not in kebab case — "
            "expected small letters, digits and single hyphens, such as 'cost'.",
        ),
        (
            {"terms": LOSS + "cost:\n  term: cost\n"},
            "docs/data/glossary.yml:4: term 'cost': 'definition' is missing — expected a line `definition: …`.",
        ),
        (
            {"terms": LOSS + COST + "  alias: costs\n"},
            "docs/data/glossary.yml:7: term 'cost': unknown field 'alias' — expected one of aliases, definition, introduced, match, more, related, "
            "search, senses, source, spoken, symbol, term. Did you mean 'aliases'?",
        ),
        (
            {"pages": {"index.md": "---\nterms: first-per-sction\n---\n" + HOME}},
            "docs/index.md:2: 'terms' is 'first-per-sction' — expected one of first-per-section, first-per-page, all, none. Did you mean 'first-per-section'?",
        ),
        # Works
        (
            {"pages": {"index.md": HOME + "So [@who2024wrod, §1]."}},
            "docs/index.md:3: the citation names the unknown key 'who2024wrod' — expected a key of references.bib. Did you mean 'who2024word'?",
        ),
        (
            {"pages": {"index.md": HOME + "So [@who2024word §1]."}},
            "docs/index.md:3: the citation '@who2024word §1' cannot be read — expected `@key` or `@key, §4.3`, parts separated by semicolons.",
        ),
        (
            {"terms": LOSS + '  source: "@who2024wrod"\n'},
            "docs/data/glossary.yml:4: term 'loss': the citation names the unknown key 'who2024wrod' — "
            "expected a key of references.bib. Did you mean 'who2024word'?",
        ),
        (
            {"references": WORK + WORK},
            "docs/data/references.bib:6: the key 'who2024word' is given twice (first on line 1) — expected each key once.",
        ),
        # Files that cannot be read
        (
            {"terms": "loss:\n  term: loss\n  definition: What: training makes small.\n"},
            "docs/data/glossary.yml:3: YAML does not parse: mapping values are not allowed in this context — "
            'expected the text in quotes: `definition: "What: training makes small."`.',
        ),
        (
            {"terms": "loss:\n\tterm: loss\n"},
            "docs/data/glossary.yml:2: the line is indented with a tab — expected spaces.",
        ),
        (
            {"terms": ""},
            "docs/data/glossary.yml:1: the file is empty — expected a mapping of names to entries.",
        ),
        (
            {"terms": None},
            "docs/data/glossary.yml:1: the file is missing — expected a UTF-8 text file here.",
        ),
        (
            {"references": WORK.replace("{A word}", "{A word")},
            "docs/data/references.bib:1: BibTeX does not parse: premature end of file — expected balanced braces and `field = {value},` lines.",
        ),
        # Blocks and numbers
        (
            {"pages": {"index.md": HOME + "/// glosary\n///"}},
            "docs/index.md:3: unknown block '/// glosary' — expected one of BLOCKS. Did you mean 'glossary'?",
        ),
        (
            {"pages": {"index.md": HOME + "It rose to [=sizes/1.3.last]."}},
            "docs/index.md:3: the number 'sizes/1.3.last' names the unknown table 'sizes' — expected a table of docs/data/tables.",
        ),
        # The points of the notes
        (
            {"pages": {"index.md": HOME + "Text."}, "data": {"notes-points.yml": "P1:\n  point: p\n  pages: [index.md]\n  words: [loss]\n"}},
            "docs/data/notes-points.yml:3: point 'P1': 'index.md' does not hold 'loss' — "
            "expected the words of the point there, other words, or another place.",
        ),
        # Links
        (
            {"pages": {"index.md": HOME + "See [more](abuot.md).", "about.md": "# About"}},
            "docs/index.md:3: the link 'abuot.md' leads nowhere — "
            "expected the path of a page or file below docs/, seen from this page. Did you mean 'about.md'?",
        ),
        (
            {"pages": {"index.md": HOME + "![more](more.png)"}},
            "docs/index.md:3: the link 'more.png' leads nowhere — expected the path of a page or file below docs/, seen from this page.",
        ),
        (
            {"pages": {"index.md": HOME + "See [more](about.md#frist).", "about.md": "# About\n\n## First"}},
            "docs/index.md:3: the link 'about/#frist' names the unknown anchor '#frist' — expected an anchor of about.md. Did you mean 'first'?",
        ),
        (
            {"pages": {"index.md": HOME + "See [more](#frist).\n\n## First"}},
            "docs/index.md:3: the link '#frist' names the unknown anchor '#frist' — expected an anchor of index.md. Did you mean 'first'?",
        ),
        # Navigation
        (
            {"pages": {"index.md": HOME, "about.md": "# About"}, "config": "nav:\n  - index.md\n"},
            "mkdocs.yml:6: the page 'about.md' is not in the navigation — expected every page under `nav:`.",
        ),
        (
            {"pages": {"index.md": HOME, "about.md": "# About"}, "config": "nav:\n  - index.md\n  - about.md\n  - More: abuot.md\n"},
            "mkdocs.yml:9: the navigation names the unknown page 'abuot.md' — expected a page below docs/. Did you mean 'about.md'?",
        ),
        (
            {"pages": {"index.md": HOME, "about.md": "# About"}, "config": "nav:\n  - index.md\n  - about.md\n  - More:\n      - Again: about.md\n"},
            "mkdocs.yml:10: the navigation names the page 'about.md' again (first on line 8) — expected each page once.",
        ),
        # Places
        (
            {"pages": {"index.md": HOME, "about.md": "# About", "about/index.md": "# About"}},
            "docs/about/index.md:1: its address 'about/' is that of 'about.md', too — expected one file for each address.",
        ),
        (
            {"pages": {"index.md": HOME, "about.md": "# About", "about/index.html": "About"}},
            "docs/about/index.html:1: its address 'about/' is that of 'about.md', too — expected one file for each address.",
        ),
    ],
)
def test_a_slip_is_named(write_site, slip, said):
    """One slip, one problem, in these words."""
    from explainer.blocks import MAKERS

    site = write_site(**{"pages": {"index.md": HOME}, "terms": LOSS, "references": WORK, **slip})
    assert site.problems() == [said.replace("BLOCKS", ", ".join(sorted(MAKERS)))]


def test_links_out_of_docs(write_site, tmp_path):
    """A file, a data file and a folder from elsewhere: each is said once, though a folder may hold many; links within docs are no slip."""
    site = write_site({"index.md": HOME, "about.md": "# About", "here/page.md": "# Here"}, terms=LOSS)
    (tmp_path / "else").mkdir()
    for name in ("secret.txt", "one.txt", "two.txt"):
        site.put(f"else/{name}", "")
    links = {
        "page.txt": "../else/secret.txt",
        "data/x.yml": "../../else/one.txt",
        "here/folder": "../../else",
        "inside": "here",
        "same.md": "about.md",
    }
    for name, leads in links.items():
        (site.folder / "docs" / name).symlink_to(leads)
    hint = "expected a file of its own, since everything here is published."
    found = {"data/x.yml": "else/one.txt", "here/folder": "else", "inside/folder": "else", "page.txt": "else/secret.txt"}
    assert site.problems() == [
        f"docs/{name}:1: the link leads out of the docs folder, to {tmp_path}/{leads} — {hint}" for name, leads in found.items()
    ]


SLIPS = {
    "pages": {
        "index.md": HOME + "The [los](term:los) falls [@who2024wrod], see [more](abuot.md) and [this](about.md#frist).",
        "about.md": "# About\n\n## First",
        "lost.md": "# Lost",
    },
    "terms": LOSS + COST + "  aliases: [loss]\n" + LOSS,
    "references": WORK,
    "config": "nav:\n  - index.md\n  - about.md\n",
}
SAID = """\
7 problems in the content:
  docs/data/glossary.yml:7: term 'cost': 'loss' also belongs to 'loss' (line 1, as 'loss') — expected each term and alias in one entry only.
  docs/data/glossary.yml:8: 'loss' is given twice (first on line 1) — expected each name once.
  docs/index.md:3: the citation names the unknown key 'who2024wrod' — expected a key of references.bib. Did you mean 'who2024word'?
  docs/index.md:3: the link 'about/#frist' names the unknown anchor '#frist' — expected an anchor of about.md. Did you mean 'first'?
  docs/index.md:3: the link 'abuot.md' leads nowhere — expected the path of a page or file below docs/, seen from this page. Did you mean 'about.md'?
  docs/index.md:3: the link 'term:los' names an unknown term — expected a term id of the glossary. Did you mean 'loss'?
  mkdocs.yml:6: the page 'lost.md' is not in the navigation — expected every page under `nav:`.
"""


@pytest.mark.parametrize("strict", [["--strict"], []])
def test_everything_is_said_at_once(write_site, strict):
    """All slips in one report, exit code 1, no traceback, and nothing of the site written."""
    site = write_site(**SLIPS)
    run = site.run("build", *strict)
    assert SAID in run.stdout
    assert run.returncode == 1
    assert "Traceback" not in run.stdout
    assert not list((site.folder / "site").rglob("*.html"))


def test_everything_is_said_once(write_site):
    """An author who reads a slip twice looks for it twice."""
    said = write_site(**SLIPS).run("build").stdout
    assert "WARNING" not in said
    assert [said.count(line.strip()) for line in SAID.splitlines()[1:]] == [1] * 7


def test_a_file_that_does_not_parse_is_one_problem(write_site):
    """Not one more for each place that uses what stands in it: those are no slips. Nor do libraries speak of it."""
    site = write_site(
        {"index.md": HOME + "The [loss](term:loss) falls [@who2024word].\n\nSee [it](glossary.md#loss) and [it](references.md#ref-who2024word)."},
        terms=LOSS + "  source: '@who2024word'\n" + "cost: : :\n",
        references=WORK.replace("{A word}", "{A word") + WORK.replace("who", "she"),
    )
    problems = [
        "docs/data/glossary.yml:5: YAML does not parse: mapping values are not allowed in this context — "
        'expected the text in quotes: `cost: ": :"`. 2 places that use it wait for this.',
        "docs/data/references.bib:1: BibTeX does not parse: Unexpected block start: `@misc`. Was still looking for field-value closing `,` or `}` "
        "— expected balanced braces and `field = {value},` lines. 2 places that use it wait for this.",
    ]
    assert site.problems() == problems
    assert "Parsing of" not in site.run("build").stdout


def test_yaml_that_breaks_the_configuration(write_site):
    """An unknown option of the plugin is named, with what is accepted."""
    site = write_site({"index.md": HOME}, terms=LOSS, plugins="[explainer: {density: often}]")
    run = site.run("build", "--strict")
    assert run.returncode == 1
    assert "Traceback" not in run.stdout
    assert "Expected one of: ('first-per-section', 'first-per-page', 'all', 'none') but received: 'often'" in run.stdout
