"""How mistakes are worded, ordered and guessed at."""

from __future__ import annotations

import pytest

from explainer.problems import ContentError, Mistake, Problem, expected, guess, locate, report


def test_a_problem_says_where_what_and_what_is_accepted() -> None:
    """One line: file, line, what is wrong, what would be right."""
    problem = Problem("docs/data/glossary.yml", 12, "'related' names the unknown term 'lose'", expected("a term id", "lose", ["loss", "agent"]))
    assert str(problem) == "docs/data/glossary.yml:12: 'related' names the unknown term 'lose' — expected a term id. Did you mean 'loss'?"


def test_a_problem_without_a_hint_ends_after_its_message() -> None:
    """No dash leads nowhere."""
    assert str(Problem("a.yml", 1, "the file is empty")) == "a.yml:1: the file is empty"


def test_all_problems_are_reported_at_once_sorted_and_each_once() -> None:
    """By file, then by line as a number, then by text; a repetition is dropped; the head counts them."""
    problems = [Problem("b.yml", 1, "x"), Problem("a.yml", 10, "x"), Problem("a.yml", 9, "y"), Problem("a.yml", 9, "x"), Problem("b.yml", 1, "x")]
    assert report(problems) == "4 problems in the content:\n  a.yml:9: x\n  a.yml:9: y\n  a.yml:10: x\n  b.yml:1: x"
    error = ContentError(problems)
    assert str(error) == report(problems)
    assert [problem.line for problem in error.problems] == [9, 9, 10, 1]


def test_one_problem_is_counted_in_the_singular() -> None:
    """A report reads as English."""
    assert report([Problem("a.yml", 1, "x")]) == "1 problem in the content:\n  a.yml:1: x"


def test_a_mistake_carries_message_and_hint() -> None:
    """Who catches it can put it on a line."""
    mistake = Mistake("unknown claim 'N9'", "expected an id of claims.yml.")
    assert (mistake.message, mistake.hint) == ("unknown claim 'N9'", "expected an id of claims.yml.")
    assert str(mistake) == "unknown claim 'N9' — expected an id of claims.yml."


@pytest.mark.parametrize(
    ("name", "accepted", "said"),
    [
        ("lose", ["loss", "agent"], " Did you mean 'loss'?"),
        ("LOSS", ["loss"], " Did you mean 'loss'?"),
        ("hhh", ["HHH"], " Did you mean 'HHH'?"),
        # Nothing near, nothing there: no guess rather than a wrong one.
        ("entropy", ["loss", "agent"], ""),
        ("loss", [], ""),
    ],
)
def test_a_guess_is_made_only_where_a_name_is_near(name: str, accepted: list[str], said: str) -> None:
    """The guess is spelled as the accepted name is."""
    assert guess(name, accepted) == said


@pytest.mark.parametrize(
    ("snippet", "line"),
    [("one", 1), ("three", 3), ("two\nthree", 2), ("two\nfour", 2), ("nowhere", 1), ("", 1)],
)
def test_a_snippet_is_found_on_its_line(snippet: str, line: int) -> None:
    """Where only the first line of a snippet stands in the file, that line counts; what is not there is on line 1."""
    assert locate("one\ntwo\nthree\n", snippet) == line
