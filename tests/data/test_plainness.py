"""What the tests of the real pages call plain: measured on texts whose answer is known."""

from __future__ import annotations

import pytest

from support.plainness import bare_acronyms, early_symbols, first_paragraph, grade, hard_opening, sentences


def page(body: str) -> str:
    """Return an article as the theme puts it."""
    return f"<main><article><h1>Title<a class='headerlink'>#</a></h1>{body}</article></main>"


CARD = '<a class="term" data-term="p-good"><span class="symbol">p<sub>good</sub></span></a>'
HARD = "Preliminary investigations of conditional misbehaviour necessitate interpretative deliberation."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 0.39 words a sentence + 11.8 syllables a word - 15.59
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 1 - 15.59),
        ("The cat sat. It was late.", 0.39 * 3 + 11.8 * 1 - 15.59),
        ("The model has a number.", 0.39 * 5 + 11.8 * 7 / 5 - 15.59),
    ],
)
def test_the_grade_is_that_of_flesch_and_kincaid(text: str, expected: float) -> None:
    assert grade(text) == pytest.approx(expected)


def test_a_full_stop_in_a_number_ends_no_sentence() -> None:
    found = sentences("It meets version 2.2 of the rules. “So it does.” Does it?")
    assert found == ["It meets version 2.2 of the rules.", "“So it does.", "Does it?"]


def test_the_first_paragraph_is_read_without_its_apparatus() -> None:
    """Citations and symbols are left out, links and numbers stay; a box or a list does not count."""
    html = page(
        f"<div class=box><p>Box.</p></div><p> The <b>model</b> has {CARD} 4% of <a class=number>12</a> "
        '<span class="cites">[<a class="cite">59</a>, §3.1]</span>.</p><p>More.</p>'
    )
    assert first_paragraph(html) == "The model has 4% of 12."


@pytest.mark.parametrize(
    ("body", "told", "hint"),
    [
        (
            "<p>One. Two. Three.</p>",
            "the first paragraph has 3 sentences",
            "expected at most 2: the answer, and how anybody knows.",
        ),
        (
            f"<p>{HARD}</p>",
            "the first paragraph reads at grade 33.3",
            "expected 8.5 or less: shorter sentences, shorter words.",
        ),
        (
            "<ul><li>A list.</li></ul>",
            "no paragraph opens the page",
            "expected one with the answer to its title.",
        ),
    ],
)
def test_a_hard_opening_is_told_with_its_measure(body: str, told: str, hint: str) -> None:
    assert list(hard_opening("a/b.md", page(body))) == [f"docs/a/b.md: {told} — {hint}"]


def test_a_plain_opening_is_not_told() -> None:
    assert list(hard_opening("a/b.md", page("<p>The model has a cue. We know from counts.</p>"))) == []


@pytest.mark.parametrize("shown", ["<svg><b>p</b><b>good</b></svg>", "<p>p<sub>good</sub></p>", "<p>p_good</p>"])
def test_a_symbol_comes_with_its_card_first(shown: str) -> None:
    assert list(early_symbols("a.md", page(f"<p>{CARD}</p>{shown}"))) == []
    told = ["docs/a.md: p_good stands before its card — expected its word and the symbol in the text first."]
    assert list(early_symbols("a.md", page(f"{shown}<p>{CARD}</p>"))) == told
    assert list(early_symbols("a.md", page(shown))) == told


@pytest.mark.parametrize(
    ("body", "bare"),
    [
        ("<p><a class='term'>RL</a> is used, and RL again.</p>", False),
        ("<p>In reinforcement learning (RL) it is so. RL.</p>", False),
        ("<p>In reinforcement learning (HHH RL).</p>", False),
        ("<p>Code: <code>RL</code>. A URL.</p>", False),
        ("<p>It outlasts RL.</p>", True),
        ("<p>It outlasts <a class='term'>reinforcement learning</a> and RL.</p>", True),
        ("<table><tr><td>RL</td></tr></table>", True),
    ],
)
def test_an_acronym_comes_with_its_card_or_behind_its_words(body: str, bare: bool) -> None:
    told = ["docs/a.md: 'RL' stands before it is explained — expected its words first, then '(RL)'."]
    assert list(bare_acronyms("a.md", page(body), {"RL"})) == (told if bare else [])
