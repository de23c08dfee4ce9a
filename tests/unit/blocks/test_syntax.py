"""Blocks of a page: the exact words for every way to get one wrong, and that none of them falls back to text."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.blocks.syntax import MAKERS
from explainer.content.content import Content, load
from support.helpers import Rendered, render, write

CLAIM = "N5:\n  claim: A *claim*.\n  origin: notes\n  verdict: holds\n  answer: It does.\n"
SVG = '<svg viewBox="0 0 1 1" role="img"><title>Switch</title><desc>On and off.</desc></svg>'
KNOWN = ", ".join(sorted(MAKERS))


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """Render a page of a small site."""
    return Page(tmp_path)


class Page:
    """A site with one claim and one diagram."""

    def __init__(self, folder: Path) -> None:
        data = {"docs/data/glossary.yml": "agent:\n  term: agent\n  definition: What acts.\n", "docs/data/claims.yml": CLAIM}
        figures = {
            "docs/assets/diagrams/switch.svg": SVG,
            "docs/assets/diagrams/bare.svg": "<svg><title>x</title></svg>",
            "docs/assets/diagrams/scene.html": "{{ number('x/y.z') }}",
            "docs/assets/diagrams/stamp.html": "<p>{{ claim('N5') }} {{ verdict('N5') }}</p>",
            "docs/assets/diagrams/forged.html": "{{ verdict('N6') }}",
        }
        self.folder = write(folder, {**data, **figures, "docs/assets/diagrams/mute.svg": '<svg viewBox="0 0 1 1"></svg>'})
        self.content: Content = load(folder / "docs/data")
        assert not self.content.problems

    def render(self, source: str) -> Rendered:
        """Return the page that `source` gives."""
        return render(source, self.content, docs=self.folder)


@pytest.mark.parametrize(
    ("source", "problems"),
    [
        # Names
        (
            "Text.\n\n/// clam | N5\n///\n",
            [f"3: unknown block '/// clam' — expected one of {KNOWN}. Did you mean 'claim'?"],
        ),
        (
            "Text.\n\n/// claim | N5\n\nMore.\n",
            ["3: the block '/// claim | N5' is never closed — expected a line `///` after it."],
        ),
        # Arguments
        ("/// claim | N6\n///\n", ["1: the block '/// claim | N6': unknown claim 'N6' — expected an id of claims.yml."]),
        ("/// claim\n///\n", ["1: the block '/// claim': unknown claim '' — expected an id of claims.yml."]),
        ("/// claims | note\n///\n", ["1: the block '/// claims | note': unknown group of claims 'note' — expected one of notes, misreadings, paper, lab. Did you mean 'notes'?"]),
        ("/// glossary | x\n///\n", ["1: the block '/// glossary | x': unexpected 'x' — expected nothing after the name."]),
        ("/// references | x\n///\n", ["1: the block '/// references | x': unexpected 'x' — expected nothing after the name."]),
        ("/// coverage | x\n///\n", ["1: the block '/// coverage | x': unexpected 'x' — expected nothing after the name."]),
        ("/// corrections | x\n///\n", ["1: the block '/// corrections | x': unexpected 'x' — expected nothing after the name."]),
        ("/// maker | x\n///\n", ["1: the block '/// maker | x': unexpected 'x' — expected nothing after the name."]),
        ("/// contact | x\n///\n", ["1: the block '/// contact | x': unexpected 'x' — expected nothing after the name."]),
        ("/// tables | x\n///\n", ["1: the block '/// tables | x': unexpected 'x' — expected nothing after the name."]),
        (
            "/// diagram | swich\n///\n",
            ["1: the block '/// diagram | swich': unknown diagram 'swich' — expected the name of a file in assets/diagrams. Did you mean 'switch'?"],
        ),
        (
            "/// diagram | ../figures/switch\n///\n",
            ["1: the block '/// diagram | ../figures/switch': unknown diagram '../figures/switch' — expected the name of a file in assets/diagrams."],
        ),
        (
            "/// diagram | bare\n///\n",
            ["1: the block '/// diagram | bare': bare.svg has no viewBox — expected a viewBox, for size and for readers who cannot see it."],
        ),
        (
            "/// diagram | scene\n///\n",
            [
                "1: the block '/// diagram | scene': scene.html: the number 'x/y.z' names the unknown table 'x' — expected a table of docs/data/tables."
            ],
        ),
        (
            "/// diagram | forged\n///\n",
            ["1: the block '/// diagram | forged': forged.html: unknown claim 'N6' — expected an id of claims.yml."],
        ),
        (
            "/// diagram | mute\n///\n",
            ["1: the block '/// diagram | mute': mute.svg has no <title> — expected a <title>, for size and for readers who cannot see it."],
        ),
        # Options and contents
        (
            "/// claim | N5\n    size: 3\n    tone: dark\n///\n",
            [
                "1: the block '/// claim | N5' has the unknown option 'size' — expected no options.",
                "1: the block '/// claim | N5' has the unknown option 'tone' — expected no options.",
            ],
        ),
        ("/// claim | N5\nText.\n///\n", ["1: the block '/// claim | N5' holds text — expected `///` right after its first line."]),
        (
            "/// clam\n///\n\nText.\n\n```\n/// no\n```\n\n/// diagam\n///\n",
            [
                f"1: unknown block '/// clam' — expected one of {KNOWN}. Did you mean 'claim'?",
                f"10: unknown block '/// diagam' — expected one of {KNOWN}. Did you mean 'diagram'?",
            ],
        ),
        # All at once, sorted
        (
            "---\ntitle: x\n---\n/// clam\n///\n\n/// claim | N6\n///\n",
            [
                f"4: unknown block '/// clam' — expected one of {KNOWN}. Did you mean 'claim'?",
                "7: the block '/// claim | N6': unknown claim 'N6' — expected an id of claims.yml.",
            ],
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_a_block_is_a_problem_on_its_line(page: Page, source: str, problems: list[str]) -> None:
    """Each way in which a block can be wrong has one line that says so."""
    assert page.render(source).problems == tuple(f"docs/page.md:{problem}" for problem in problems)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("/// claim | N6\n///\n", "<p>/// claim | N6</p>"),
        ("/// glossary | x\n///\n", "<p>/// glossary | x</p>"),
        ("/// claim | N5\nText, *more*.\n\nAnd more.\n///\n", "<p>Text, <em>more</em>.\n\nAnd more.</p>"),
    ],
)
def test_a_block_with_a_mistake_loses_nothing_of_its_text(page: Page, source: str, shown: str) -> None:
    """A preview shows it; only what is told of may stand there as it is written."""
    html = page.render(f"Before.\n\n{source}\nAfter.").html
    assert shown in html
    assert html.startswith("<p>Before.</p>")
    assert html.endswith("<p>After.</p>")


@pytest.mark.parametrize(
    "source",
    [
        "```\n/// clam\n```\n",
        "~~~~\n/// clam\n~~~\n/// clum\n~~~~\n",
        "    /// clam\n",
        "A path ///clam and // text.\n",
        "/// details | x\nText.\n///\n",
    ],
)
def test_what_is_no_block_of_ours_is_left_alone(page: Page, source: str) -> None:
    """Code, prose and the blocks of pymdown-extensions."""
    assert not page.render(source).problems


def test_a_claim_shows_what_is_said_the_verdict_and_the_answer(page: Page) -> None:
    """With an anchor that other pages link to."""
    html = page.render("/// claim | N5\n///\n").html
    for piece in ('id="claim-n5"', "A <em>claim</em>.", "Holds", "<p>It does.</p>"):
        assert piece in html


def test_a_drawing_in_html_says_claims_and_verdicts_as_the_list_does(page: Page) -> None:
    """So that neither is typed twice."""
    assert "<p>A <em>claim</em>. Holds</p>" in page.render("/// diagram | stamp\n///\n").html


def test_the_text_in_a_diagram_is_its_caption(page: Page) -> None:
    """Markdown works there, and terms are linked."""
    page_html = page.render("/// diagram | switch\nThe *agent* acts.\n///\n").html
    caption = '<figcaption><p>The <em><a class="term" data-term="agent" href="../glossary/#agent">agent</a></em> acts.</p></figcaption>'
    assert page_html.replace("\n", "") == f'<figure class="diagram">{SVG}{caption}</figure>'
