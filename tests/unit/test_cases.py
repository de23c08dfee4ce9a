"""Run the golden cases of tests/cases: a title, what an author writes, what a reader's browser gets, parted by lines of one dot.

A file named `html-*.md` gives HTML to the linker; every other file gives Markdown to the extension.
Front matter may set `terms` (the density) and `page` (the source path). See `helpers.expand` for `[[agent: agents]]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from explainer.terms.linker import linker_of, unlink
from explainer.urls import source_url
from support.helpers import CASES, case_content, expand, front_matter, render, term_href


@dataclass(frozen=True)
class Case:
    """One promise."""

    file: str
    line: int
    title: str
    source: str
    expected: str


def read_cases() -> Iterator[Case]:
    """Yield every case of every file; prose between cases is for readers."""
    for path in sorted(CASES.glob("*.md")):
        title, line, parts, inside = "", 0, [[], []], -1
        for number, row in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if row == ".":
                inside += 1
                line = line or number
                if inside == 2:
                    yield Case(path.stem, line, title, "\n".join(parts[0]), "\n".join(parts[1]))
                    title, line, parts, inside = "", 0, [[], []], -1
            elif inside >= 0:
                parts[inside].append(row)
            elif row.strip():
                title = row
        assert inside == -1, f"{path.name}: the case '{title}' has no third line of one dot"


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.file}:{case.line} {case.title}") for case in read_cases()])
def test_case(case: Case) -> None:
    """A reader gets what the case says, byte for byte, and the author is told of no problem."""
    meta, body = front_matter(case.source)
    src = meta.get("page", "page.md")
    content = case_content()
    expected = expand(case.expected, content, source_url(src, use_folders=True))
    if case.file.startswith("html-"):
        linked = linker_of(content.glossary).link(body, term_href, density=meta.get("terms", "first-per-section"), page=src)
        html, problems = linked.html, linked.mistakes
        if "term:" not in body:
            assert unlink(html) == body
    else:
        page = render(case.source, src=src)
        html, problems = page.html, page.problems
    assert html == expected
    assert not problems
