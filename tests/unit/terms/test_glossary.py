"""The glossary: what a term is, and the exact words for what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.terms.glossary import MOST_FORMS, Glossary, Term, load_glossary
from support.helpers import said, write

PATH = "docs/data/glossary.yml"


def load(folder: Path, text: str | bytes) -> tuple[Glossary, list[str]]:
    """Load a glossary from its text."""
    glossary, problems = load_glossary(write(folder, {"glossary.yml": text}) / "glossary.yml", PATH)
    return glossary, said(problems)


def load_term(folder: Path, fields: str) -> Term:
    """Load a glossary of the one term `agent`."""
    glossary, problems = load(folder, f"agent:\n  term: agent\n  definition: What acts.\n{fields}")
    assert not problems
    return glossary.terms["agent"]


AGENT = "agent:\n  term: agent\n  definition: What acts.\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        # Ids
        (
            "Sleeper_Agent:\n  term: sleeper agent\n  definition: d\n",
            [":1: term 'Sleeper_Agent': the id is not in kebab case — expected small letters, digits and single hyphens, such as 'sleeper-agent'."],
        ),
        (
            AGENT + AGENT,
            [":4: 'agent' is given twice (first on line 1) — expected each name once."],
        ),
        # Fields
        (
            "agent:\n  definition: d\n",
            [":1: term 'agent': 'term' is missing — expected a line `term: …`."],
        ),
        (
            "agent:\n  term: agent\n",
            [":1: term 'agent': 'definition' is missing — expected a line `definition: …`."],
        ),
        (
            AGENT + "  alias: [x]\n",
            [
                ":4: term 'agent': unknown field 'alias' — expected one of aliases, case, definition, introduced, match, more, plural, related, search, senses, "
                "source, spoken, symbol, term. Did you mean 'aliases'?"
            ],
        ),
        (
            AGENT + "  match: manuel\n",
            [":4: term 'agent': 'match' is 'manuel' — expected one of auto, manual. Did you mean 'manual'?"],
        ),
        (
            AGENT + "  symbol: p_good\n",
            [":4: term 'agent': 'symbol' is 'p_good' — expected a letter with a word below it, such as p_{good}."],
        ),
        (
            AGENT + "  senses:\n    one: {}\n",
            [":5: term 'agent', sense 'one': 'definition' is missing — expected a line `definition: …`."],
        ),
        (
            AGENT + "  senses:\n    one:\n      definition: d\n      page: x.md\n",
            [":7: term 'agent', sense 'one': unknown field 'page' — expected one of definition, pages. Did you mean 'pages'?"],
        ),
        (
            AGENT + "  senses:\n    One two: {definition: d}\n",
            [":5: term 'agent', sense 'One two': the name is not in kebab case — expected small letters, digits and single hyphens."],
        ),
        # Relations
        (
            AGENT + "  related: [agnet]\n",
            [":4: term 'agent': 'related' names the unknown term 'agnet' — expected a term id of this file. Did you mean 'agent'?"],
        ),
        # Forms
        (
            AGENT + "actor:\n  term: actor\n  aliases: [agent]\n  definition: d\n",
            [":6: term 'actor': 'agent' also belongs to 'agent' (line 1, as 'agent') — expected each term and alias in one entry only."],
        ),
        (
            "p-good:\n  term: p_good\n  symbol: p_{good}\n  definition: d\ngood:\n  term: pgood\n  definition: d\n",
            [":5: term 'good': 'pgood' also belongs to 'p-good' (line 1, as 'pgood') — expected each term and alias in one entry only."],
        ),
        (
            "agent:\n  term: '---'\n  definition: d\n",
            [":1: term 'agent': '---' holds nothing to match — expected a word or a sign."],
        ),
        # Too much
        (
            f"agent:\n  term: agent\n  definition: {'d' * 1_000_000}\n",
            [":3: term 'agent': 'definition' has 1,000,000 characters — expected at most 20,000."],
        ),
        (
            AGENT + f"  more: {'d' * 20_001}\n",
            [":4: term 'agent': 'more' has 20,001 characters — expected at most 20,000."],
        ),
        (
            AGENT + f"  aliases: [{', '.join(f'a{n}' for n in range(100_000))}]\n",
            [":4: term 'agent': 'aliases' has 100,000 items — expected at most 200."],
        ),
        (
            AGENT + f"  aliases: [{'x ' * 17}]\n",
            [":1: term 'agent': 'x x x x x x x x x x x x x x x x x…' has 17 words and signs — expected at most 16."],
        ),
        (
            AGENT + f"  aliases: [{'a ' * 150}]\n",
            [":4: term 'agent': 'aliases' holds a text of 299 characters — expected at most 200."],
        ),
    ],
)
def test_a_mistake_in_the_glossary_is_a_problem_on_its_line(tmp_path: Path, text: str, problems: list[str]) -> None:
    """Each way in which an entry can be wrong has one line that says so."""
    assert load(tmp_path, text)[1] == [PATH + problem for problem in problems]


def test_all_mistakes_of_a_glossary_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Nobody mends a file one message at a time."""
    text = "Agent:\n  term: agent\n  definition: d\nloss:\n  term: loss\n  match: no\npolicy:\n  definition: d\n  related: [lass]\n"
    assert load(tmp_path, text)[1] == [
        f"{PATH}:1: term 'Agent': the id is not in kebab case — expected small letters, digits and single hyphens, such as 'agent'.",
        f"{PATH}:4: term 'loss': 'definition' is missing — expected a line `definition: …`.",
        f"{PATH}:6: term 'loss': 'match' is not text — expected a line of text.",
        f"{PATH}:7: term 'policy': 'term' is missing — expected a line `term: …`.",
        f"{PATH}:9: term 'policy': 'related' names the unknown term 'lass' — expected a term id of this file. Did you mean 'loss'?",
    ]


def test_too_many_forms_in_all_are_refused(tmp_path: Path) -> None:
    """A script that runs wild is stopped, though each term stays within its limit."""
    count = MOST_FORMS // 200 + 1
    text = "".join(f"t{n}:\n  term: t{n}\n  definition: d\n  aliases: [{', '.join(f't{n}a{m}' for m in range(200))}]\n" for n in range(count))
    assert load(tmp_path, text)[1] == [f"{PATH}:1: the glossary has {count * 201:,} terms and aliases — expected at most 60,000."]


def test_a_term_may_be_as_large_as_its_limits(tmp_path: Path) -> None:
    """Each limit is inclusive."""
    aliases = ["a " * 15 + "b", "c" * 200, *(f"d{number}" for number in range(198))]
    load_term(tmp_path, f"  aliases: [{', '.join(aliases)}]\n  more: {'d' * 20_000}\n")


def test_an_entry_takes_three_lines(tmp_path: Path) -> None:
    """Id, term and definition are all an author must write."""
    glossary, problems = load(tmp_path, AGENT)
    assert not problems
    assert list(glossary) == [Term(id="agent", term="agent", definition="What acts.")]


def test_an_id_that_would_not_be_safe_in_a_page_is_left_out(tmp_path: Path) -> None:
    """Ids go into addresses and attributes as they are; the rest of the file stays usable, and whoever names the id is not blamed."""
    glossary, problems = load(tmp_path, f"'\"><b>':\n  term: x\n  definition: d\n{AGENT}  related: ['\"><b>']\n")
    assert list(glossary.terms) == ["agent"]
    assert len(problems) == 1


def test_what_else_can_be_read_is_there_in_spite_of_a_problem(tmp_path: Path) -> None:
    """The preview goes on with the terms that are sound."""
    glossary, problems = load(tmp_path, "loss:\n  term: loss\n" + AGENT)
    assert list(glossary.terms) == ["loss", "agent"]
    assert len(problems) == 1


def test_a_term_knows_the_line_of_each_of_its_fields(tmp_path: Path) -> None:
    """So that a lint can point at it; a field that is not there is at the entry."""
    term = load_term(tmp_path, "\n  aliases: [actor]\n")
    assert [term.line, term.field_line("definition"), term.field_line("aliases"), term.field_line("source")] == [1, 3, 5, 1]


def test_a_symbol_has_five_forms_and_its_name_is_none_of_its_words(tmp_path: Path) -> None:
    """What is matched as a symbol is not matched as a word too; words of their own are aliases."""
    term = load_term(tmp_path, "  symbol: p_{good}\n  aliases: [good policy]\n")
    assert term.symbol
    assert term.symbol.forms == ("p_good", "p_{good}", "p-good", "pgood", "p^good")
    assert term.forms == ("good policy",)


def test_symbols_that_differ_in_case_are_two(tmp_path: Path) -> None:
    """A capital letter is another letter in mathematics; the same symbol twice is still a mistake."""
    text = "{}:\n  term: {}\n  symbol: {}\n  definition: d\n"
    one, two, again = text.format("p", "p_x", "p_{x}"), text.format("q", "P_x", "P_{x}"), text.format("r", "r", "p_{x}")
    assert not load(tmp_path, one + two)[1]
    assert load(tmp_path, one + again)[1][0] == (
        f"{PATH}:5: term 'r': 'p-x' also belongs to 'p' (line 1, as 'p-x') — expected each term and alias in one entry only."
    )


def test_the_same_form_twice_in_one_entry_is_no_mistake(tmp_path: Path) -> None:
    """An author need not know that plural and American spelling are matched anyway."""
    load_term(tmp_path, "  aliases: [agents, Agent]\n")


@pytest.mark.parametrize(
    ("name", "page", "sense"),
    [("", "", "one"), ("", "two.md", "two"), ("one", "two.md", "one"), ("two", "", "two"), ("none", "", "one")],
)
def test_a_sense_is_chosen_by_name_then_by_page_then_by_order(tmp_path: Path, name: str, page: str, sense: str) -> None:
    """The author's word goes first."""
    term = load_term(tmp_path, "  senses:\n    one: {definition: d}\n    two: {definition: d, pages: [two.md]}\n")
    found = term.sense(name, page)
    assert found
    assert found.id == sense


def test_a_term_with_one_meaning_has_no_sense(tmp_path: Path) -> None:
    """Nothing is to be said on the card."""
    assert load_term(tmp_path, "").sense("one", "page.md") is None
