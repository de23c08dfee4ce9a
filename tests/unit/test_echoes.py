"""One slip is told once: what only follows from it is counted where it stands, and not told a second time."""

from __future__ import annotations

import pytest

from explainer.content.content import load
from explainer.echoes import broken_by, is_echo, without_echoes
from explainer.problems import Problem
from support.helpers import said, write

ABOUT = (
    "title: T\nobtained: stated\nconfidence: high\nkey: [k]\n"
    "columns:\n  k: {meaning: K}\n  v: {meaning: V, unit: '%', decimals: 1}\n"
)  # fmt: skip
TERM = "loss:\n  term: loss\n  definition: In [=facts/a.v] of runs.\n  more: And in [=facts/b.v].\n"
SLIP = Problem("t.csv", 2, "column 'v' is '39,5'", "expected a number.", breaks=("table facts",))
USE = Problem("a.md", 1, "the number 'facts/a.v' names the unknown table 'facts'", "expected a table.", ("table facts",))


def test_what_waits_for_a_slip_is_counted_there() -> None:
    """Where the first slip of a table stands; the second is told, too, and so is everything else."""
    second = Problem("t.csv", 9, "column 'v' is 'x'", breaks=("table facts",))
    other = Problem("b.md", 1, "the number 'fact/a.v' names the unknown table 'fact'", "", ("table fact",))
    uses = [Problem(f"{name}.md", 1, USE.message, USE.hint, USE.needs) for name in ("a", "c")]
    assert [str(problem) for problem in without_echoes([*uses, other, second, SLIP])] == [
        "b.md:1: the number 'fact/a.v' names the unknown table 'fact'",
        "t.csv:2: column 'v' is '39,5' — expected a number. 2 places that use it wait for this.",
        "t.csv:9: column 'v' is 'x'",
    ]
    assert str(without_echoes([SLIP, USE])[0]).endswith("expected a number. 1 place that uses it waits for this.")


def test_what_follows_from_what_follows_is_counted_at_the_root() -> None:
    """A table breaks a chart, and that a page."""
    chart = Problem("c.yml", 3, "'table' names the unknown table 'facts'", "", ("table facts",), ("chart c",))
    page = Problem("a.md", 3, "unknown chart 'c'", "", ("chart c",))
    assert [problem.hint for problem in without_echoes([page, chart, SLIP])] == ["expected a number. 2 places that use it wait for this."]


def test_a_whole_kind_may_be_broken() -> None:
    """A glossary that does not parse has none of its terms."""
    glossary = Problem("g.yml", 5, "YAML does not parse", "expected valid YAML.", breaks=("term",))
    link = Problem("a.md", 3, "the link 'term:loss' names an unknown term", "", ("term loss",))
    broken = broken_by([glossary])
    assert is_echo(link, broken)
    assert not is_echo(glossary, broken)
    assert not is_echo(USE, broken)


def test_slips_that_follow_from_each_other_are_not_lost() -> None:
    """The first of them is told."""
    one = Problem("a", 1, "x", needs=("chart b",), breaks=("chart a",))
    two = Problem("b", 1, "y", needs=("chart a",), breaks=("chart b",))
    assert [problem.path for problem in without_echoes([one, two])] == ["a"]


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (
            {"tables/facts.csv": "k,v\na,39,5\n"},
            "docs/data/tables/facts.csv:2: the row has 3 cells — expected 2; a decimal has a point, and a text with a comma stands in quotes. "
            "2 places that use it wait for this.",
        ),
        (
            {"tables/facts.yml": ABOUT.replace("confidence: high", "confidence: hgih")},
            "docs/data/tables/facts.yml:3: 'confidence' is 'hgih' — expected one of high, medium, low. Did you mean 'high'? "
            "2 places that use it wait for this.",
        ),
        (
            {"glossary.yml": "loss: What training lowers.\ncost:\n  term: cost\n  definition: d\n  related: [loss]\n"},
            "docs/data/glossary.yml:1: term 'loss' has no fields — expected indented `name: value` lines. 1 place that uses it waits for this.",
        ),
        (
            {
                "claims.yml": "N1:\n  claim: c\n  origin: notes\n  verdict: hold\n  answer: a\n",
                "notes-points.yml": "P1:\n  point: p\n  claims: [N1]\n",
            },
            "docs/data/claims.yml:4: claim 'N1': 'verdict' is 'hold' — expected one of holds, needs-a-limit, imprecise, not-in-paper, opinion. "
            "Did you mean 'holds'? 1 place that uses it waits for this.",
        ),
    ],
)
def test_data_that_wait_for_other_data_are_no_slips(tmp_path, files, found) -> None:
    """A table, a term or a claim that cannot be used is told, and how many places use it."""
    sound = {"glossary.yml": TERM, "tables/facts.yml": ABOUT, "tables/facts.csv": "k,v\na,1\nb,2\n"}
    assert said(load(write(tmp_path, {**sound, **files})).problems) == [found]
