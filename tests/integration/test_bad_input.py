"""What an author is told who made many slips: all at once, each once. One by one they stand in `tests/cases/slips`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support.project import ROOT

LOSS = "loss:\n  term: loss\n  definition: What training makes small.\n"
COST = "cost:\n  term: cost\n  definition: The same.\n"
WORK = "@misc{who2024word,\n  title = {A word},\n  author = {Who, Ann},\n  year = {2024},\n}\n"
HOME = "# Home\n\n"


SLIPS = {
    "pages": {
        "index.md": HOME + "The [los](term:los) falls [@who2024wrod], see [more](abuot.md) and [this](about.md#frist).",
        "about.md": "# About\n\n## First",
    },
    "terms": LOSS + COST + "  aliases: [loss]\n" + LOSS,
    "references": WORK,
}
SAID = """\
6 problems in the content:
  docs/data/glossary.yml:7: term 'cost': 'loss' also belongs to 'loss' (line 1, as 'loss') — expected each term and alias in one entry only.
  docs/data/glossary.yml:8: 'loss' is given twice (first on line 1) — expected each name once.
  docs/index.md:3: the citation names the unknown key 'who2024wrod' — expected a key of references.bib. Did you mean 'who2024word'?
  docs/index.md:3: the link 'about/#frist' names the unknown anchor '#frist' — expected an anchor of about.md. Did you mean 'first'?
  docs/index.md:3: the link 'abuot.md' leads nowhere — expected the path of a page or file below docs/, seen from this page. Did you mean 'about.md'?
  docs/index.md:3: the link 'term:los' names an unknown term — expected a term id of the glossary. Did you mean 'loss'?
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
    assert [said.count(line.strip()) for line in SAID.splitlines()[1:]] == [1] * 6


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


UNREADABLE = {
    "a page in another encoding": (lambda docs: (docs / "x.md").write_bytes("# Ü".encode("utf-16")), "docs/x.md:1: byte 0xff is not UTF-8"),
    "a page that is a pipe": (lambda docs: os.mkfifo(docs / "x.md"), "docs/x.md:1: a pipe, a socket or a device stands in place of the file"),
    "a picture that is a pipe": (lambda docs: os.mkfifo(docs / "x.png"), "docs/x.png:1: a pipe, a socket or a device stands in place of the file"),
    "a link to nowhere": (lambda docs: (docs / "x.md").symlink_to("y.md"), "docs/x.md:1: the link leads to a file that is not there"),
    "a name of bytes": (lambda docs: Path(os.fsdecode(bytes(docs) + b"/\xff.md")).touch(), "docs/\\xff.md:1: the name of the file is not UTF-8"),
    "a table that is a pipe": (
        lambda docs: ((docs / "data/tables").mkdir(), os.mkfifo(docs / "data/tables/x.csv"), (docs / "data/tables/x.yml").touch()),
        "docs/data/tables/x.csv:1: a pipe, a socket or a device stands in place of the file",
    ),
    "terms that are a pipe": (
        lambda docs: ((docs / "data/glossary.yml").unlink(), os.mkfifo(docs / "data/glossary.yml")),
        "docs/data/glossary.yml:1: a pipe, a socket or a device stands in place of the file",
    ),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_file_that_no_engine_can_read_is_named(write_site, what):
    """And is waited for by nobody."""
    site = write_site({"index.md": HOME}, terms=LOSS)
    make, said = UNREADABLE[what]
    make(site.folder / "docs")
    assert [problem.partition(" — ")[0] for problem in site.problems()] == [said]


def test_what_nobody_expected_is_a_sentence(write_site):
    """An error of an extension names the page, and one of another plugin its kind; `--verbose` has the traceback."""
    site = write_site({"index.md": HOME, "more.md": "# More"}, terms=LOSS, config="hooks: [hook.py]\n")
    site.put("hook.py", "def on_page_content(html, **_):\n    if 'More' in html:\n        raise KeyError('mine')\n    return html\n")
    run = site.run("build")
    assert run.returncode == 1
    assert "Error reading page 'more.md'" in run.stdout
    assert "the build stopped: KeyError: 'mine' — `--verbose` shows where that was." in run.stdout
    assert "Traceback" not in run.stdout
    assert "Traceback" in site.run("build", "--verbose").stdout


def test_a_navigation_that_leaves_out_or_makes_up_a_page(write_site):
    """MkDocs says it, asked to by `validation:` in the configuration of this site; a strict build stops."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = "nav: [index.md, {More: abuot.md}]\nvalidation:\n" + config.partition("\nvalidation:\n")[2]
    site = write_site({"index.md": HOME, "about.md": "# About"}, terms=LOSS)
    site.put("mkdocs.yml", f"site_name: Tiny\ntheme: mkdocs\nplugins: [explainer]\n{config}")
    run = site.run("build", "--strict")
    assert run.returncode == 1
    assert run.stdout.partition("WARNING -  ")[2].splitlines() == [
        'The following pages exist in the docs directory, but are not included in the "nav" configuration:',
        "  - about.md",
        "WARNING -  A reference to 'abuot.md' is included in the 'nav' configuration, which is not found in the documentation files.",
        "",
        "Aborted with 2 warnings in strict mode!",
    ]


def test_data_are_named_by_their_path_below_the_project(write_site):
    """Also where the configuration is given by name, as `scripts/build` does."""
    site = write_site({"index.md": HOME}, terms=LOSS + "  related: [los]\n")
    said = site.run("build", "--config-file", "mkdocs.yml").stdout
    assert "  docs/data/glossary.yml:4: term 'loss'" in said
    assert str(site.folder / "docs") not in said
