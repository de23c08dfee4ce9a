"""Front matter as an author may write it: what is told, and what is only a rule at the top of a page."""

from __future__ import annotations

import pytest

from explainer.checks.page_files import check_addresses, check_front_matter, check_page
from support.helpers import said

NEVER = "docs/x.md:1: the front matter is never closed — expected a line `---` after its last setting, and the text of the page below."
BEGIN = "the front matter does not begin with the line `---` — expected three hyphens as the first line of the file."


@pytest.mark.parametrize(
    ("source", "problems"),
    [
        # Sound, or none
        ("---\ntitle: x\ndescription: 'a: b'\n---\n# x\n", []),
        ("---\ntitle: x\n...\ntext", []),
        ("# x\n\n---\n\nkey: value\n", []),
        # A rule, a heading underlined, a remark
        ("---\n\ntext\n---\n", []),
        ("---\n# text\n---\n", []),
        ("---\n---\ntext", []),
        ("---\nSome words: a list\n\n", []),
        # What MkDocs would publish
        (
            "---\ntitle: Size: the finding\n---\n# x\n",
            [
                "docs/x.md:2: YAML does not parse: mapping values are not allowed in this context — "
                'expected the text in quotes: `title: "Size: the finding"`.'
            ],
        ),
        ("---\n- title\n---\n", ["docs/x.md:1: the front matter is not a mapping — expected `name:` entries at its top level."]),
        ("---\n\ttitle: x\n---\n", ["docs/x.md:2: the line is indented with a tab — expected spaces."]),
        ("---\ntitle: x\n# Home\n", [NEVER]),
        ("---\ntitle: x\n---", [NEVER]),
        ("\n\n---\ntitle: x\n---\n", [f"docs/x.md:3: {BEGIN}"]),
        (" ---\ntitle: x\n---\n", [f"docs/x.md:1: {BEGIN}"]),
        ("----\ntitle: x\n----\n", [f"docs/x.md:1: {BEGIN}"]),
        ("—\ntitle: x\n—\n", [f"docs/x.md:1: {BEGIN}"]),
        # What would be shown as "None", "True" or a list
        ("---\ntitle:\n---\n", ["docs/x.md:2: 'title' is missing — expected a line `title: …`."]),
        ("---\ntitle: yes\n---\n", ["docs/x.md:2: 'title' is not text — expected a line of text."]),
        ("---\ntitle: x\ndescription: {a: b}\n---\n", ["docs/x.md:3: 'description' is not text — expected a line of text."]),
        ("---\ntitle: x\ntitle: y\n---\n", ["docs/x.md:3: 'title' is given twice (first on line 2) — expected each name once."]),
    ],
)
def test_front_matter_is_read_or_told(source: str, problems: list[str]) -> None:
    """An engine that cannot read it publishes it as the first paragraph, or passes over it, without a word."""
    assert said(check_front_matter(source, "docs/x.md")) == problems


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("# x\n\n[a](http://[bad/)\n", [3]),
        ("<a href='//[bad'>a</a>\n[b]: ftp://bad]\n", [1, 2]),
        ("[a](http://[::1]:80/)\n", []),
        ("`http://[bad/`\n\n```\nhttp://[bad/\n```\n", []),
        ("http://x/[y] and a//b [c]\n", []),
    ],
)
def test_an_address_at_which_an_engine_stops_is_told(source: str, lines: list[int]) -> None:
    """It would stop with a traceback that names no page."""
    assert [problem.line for problem in check_addresses(source, "docs/x.md")] == lines


def test_a_page_is_read_again_only_when_it_changed(tmp_path, monkeypatch) -> None:
    """A preview asks for every page after every save."""
    page = tmp_path / "x.md"
    page.write_text("---\ntitle: a: b\n---\n", encoding="utf-8")
    assert len(check_page(page, "x.md")[0]) == 1
    monkeypatch.setattr("explainer.checks.page_files.read_text", lambda *_: pytest.fail("it is the same"))
    assert len(check_page(page, "x.md")[0]) == 1
    monkeypatch.undo()
    page.write_text("---\ntitle: ab\n---\n", encoding="utf-8")
    assert check_page(page, "x.md") == ((), True)
