"""Terms that stand in a table or on a page are those that YAML would give, and their slips are told where they stand."""

from __future__ import annotations

import pytest

from explainer.problems import report
from explainer.terms.glossary import Source, glossary_of
from explainer.terms.sources import read_csv, read_page, slug


def of_csv(folder, text: str):
    """Read a table of terms: each term with its definition and aliases, and what its author is told."""
    (folder / "glossary.csv").write_text(text, encoding="utf-8")
    glossary, problems = glossary_of([Source(*read_csv(folder / "glossary.csv", "g.csv"))])
    return {term.id: (term.term, term.definition, term.aliases, term.line) for term in glossary}, report(problems).split("\n")[1:]


def of_page(text: str, kind: str = "lists", src: str = "ref/words.md"):
    """Read a page: each term with its definition, aliases and line."""
    glossary, problems = glossary_of([Source(*read_page(text, f"docs/{src}", src, kind), src)])
    assert not problems
    return {term.id: (term.term, term.definition, term.aliases, term.line) for term in glossary}


class TestTable:
    """A spreadsheet saved as CSV."""

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_three_columns(self, tmp_path, separator):
        """In any order, with what a spreadsheet puts into quotes."""
        rows = [
            "definition|term|aliases",
            '"What training makes small\nand loss means, in short."|Loss|"cost; objective"',
            "|",
            "A set of weights.|model|",
        ]
        text = "\n".join(rows).replace("|", separator)
        found, said = of_csv(tmp_path, text)
        assert not said
        assert found == {
            "loss": ("Loss", "What training makes small\nand loss means, in short.", ("cost", "objective"), 2),
            "model": ("model", "A set of weights.", (), 5),
        }

    @pytest.mark.parametrize("no", ["false", "FALSE", "no", "off"])
    def test_a_term_without_a_plural(self, tmp_path, no):
        """As YAML reads a no, and as a spreadsheet writes one."""
        (tmp_path / "glossary.csv").write_text(f"term,definition,plural\nbase,A thing.,{no}\nmodel,A set.,\n", encoding="utf-8")
        glossary, problems = glossary_of([Source(*read_csv(tmp_path / "glossary.csv", "g.csv"))])
        assert not problems
        assert [term.plural for term in glossary] == [False, None]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("term,meaning\nloss,x\n", ["g.csv:1: the column 'definition' is missing — expected a first row such as term,definition,aliases.",
                                        "g.csv:1: unknown column 'meaning' — expected one of term, definition, aliases, id, more, spoken, search, related, source, match, case, plural."]),
            ("term,definition,alias\nloss,x,y\n", ["g.csv:1: unknown column 'alias' — expected one of term, definition, aliases, id, more, spoken, search, related, source, match, case, plural. Did you mean 'aliases'?"]),
            ("term,definition\nloss,\n", ["g.csv:2: term 'loss': 'definition' is missing — expected a line `definition: …`."]),
            ("term,definition\nloss,a\nmodel,b\nLoss,c\n", ["g.csv:4: term 'loss' is defined twice (first on line 2) — expected each term once."]),
            ("term,definition,Term\nloss,a,b\n", ["g.csv:1: the column 'term' is given twice — expected each column once."]),
            ("term,definition\nloss,a, b\n", ["g.csv:2: the row has 3 cells and the table 2 columns — expected a cell that holds the separator in quotes."]),
            ('term,definition\nloss,"a" b\n', ["g.csv:2: the table does not parse: ',' expected after '\"' — expected cells that hold a quote in quotes, with that quote doubled."]),
        ],
    )  # fmt: skip
    def test_slips(self, tmp_path, text, said):
        assert of_csv(tmp_path, text)[1] == ["  " + line for line in said]


class TestPage:
    """A page that an author wrote for readers."""

    def test_definition_lists(self):
        """Several names, a blank line between, text over several lines; only the first paragraph goes on the card."""
        text = """---
title: Words
---

# Words

Loss
Cost
:   What training makes **small**,
    step by step.

    More of it.

*Model*{ .x }

:   See [loss](../training.md#loss), [below](#more) and [a site](https://example.org).

```
Code
:   is none
```
"""
        assert of_page(text) == {
            "loss": ("Loss", "What training makes **small**, step by step.", ("Cost",), 7),
            "model": ("Model", "See [loss](site:training.md#loss), [below](site:ref/words.md#more) and [a site](https://example.org).", (), 14),
        }

    def test_headings(self):
        """With a paragraph directly below; a letter, a part without text and what is left out by hand are none."""
        text = "# Words\n\nAll of them.\n\n## L\n\n### Loss {#the-loss}\n\nWhat training\nmakes small.\n\n## List\n\n- a\n\n## About { .terms-off }\n\nText.\n\n### `Model`\n\nWeights.\n"
        assert of_page(text, "headings") == {
            "the-loss": ("Loss", "What training makes small.", (), 7),
            "model": ("Model", "Weights.", (), 20),
        }


def test_headings_of_one_level_define_terms():
    """What is deeper belongs to a term."""
    text = "# Words\n\n## Part\n\nThese are tools.\n\n### Loss\n\nFalls.\n\n#### Notes\n\nMore.\n\n### Model\n\nLearns.\n"
    assert list(of_page(text, "headings")) == ["loss", "model"]


def test_capitals(tmp_path):
    """Where all terms begin with one, it is that of print; where some do not, it is that of a name."""
    for text, cases in (
        ("term,definition\nLoss,a\nGo,b\nLoRA,c\n", ["insensitive", "insensitive", ""]),
        ("term,definition\nloss,a\nGo,b\n", ["", ""]),
    ):
        (tmp_path / "g.csv").write_text(text, encoding="utf-8")
        glossary, _ = glossary_of([Source(*read_csv(tmp_path / "g.csv", "g.csv"))])
        assert [term.case for term in glossary] == cases


def test_a_term_in_two_files(tmp_path):
    """Told at the second, with the place of the first; so is a name that two of them have."""
    page = Source(*read_page("Loss\n:   A.\n\nCost\n:   B.\n", "docs/words.md", "words.md", "lists"), "words.md")
    (tmp_path / "g.csv").write_text("term,definition,aliases\nloss,C,\nobjective,D,cost\n", encoding="utf-8")
    glossary, problems = glossary_of([page, Source(*read_csv(tmp_path / "g.csv", "docs/data/glossary.csv"))])
    assert glossary.terms["loss"].definition == "A."
    assert report(problems).split("\n")[1:] == [
        "  docs/data/glossary.csv:2: term 'loss' is defined twice (first in docs/words.md:1) — expected each term once.",
        "  docs/data/glossary.csv:3: term 'objective': 'cost' also belongs to 'cost' (docs/words.md:4, as 'Cost') — expected each term and alias in one entry only.",
    ]


@pytest.mark.parametrize(
    ("text", "name"), [("Sleeper agent", "sleeper-agent"), ("C++ / UI", "c-ui"), ("依赖 注入", "依赖-注入"), ("p_good", "p-good"), ("Füße", "füße")]
)
def test_slug(text, name):
    assert slug(text) == name
