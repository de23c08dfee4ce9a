"""Where things are used: the sentence round a term, as a reader of the glossary sees it."""

from __future__ import annotations

import re

import pytest

from explainer.pages.backlinks import Quote, quote, sentence, users
from explainer.pages.page import Page
from explainer.terms.linker import Use

LINK = '<a class="term" data-term="agent" href="../glossary/#agent">agent</a>'


def place(html: str) -> tuple[str, str, str]:
    """Return the sentence round the link in `html`."""
    start = html.index(LINK)
    return sentence(html, start, start + len(LINK))


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (f"<p>An {LINK} acts.</p>", ("An ", "agent", " acts.")),
        (f"<p>One. Two! An {LINK} <em>acts</em>. Three.</p>", ("An ", "agent", " acts.")),
        (f"<p>He said “so.” An {LINK}?” Then.</p>", ("An ", "agent", "?”")),
        (f"<p>So [1, Figs. 2 and 3]. An {LINK} [1, Fig. 4, App. K]. Then.</p>", ("An ", "agent", " [1, Fig. 4, App. K].")),
        (f"<p>Three. An {LINK}\n [Fig.\u00a04]. Then.</p>", ("An ", "agent", " [Fig.\u00a04].")),
        (f"<p>Takes [a, ...] and {LINK}. Then.</p>", ("Takes [a, ...] and ", "agent", ".")),
        (f"<p>چرا؟ این {LINK} است. پایان.</p>", ("این ", "agent", " است.")),
        (f"<p>前文。{LINK}は動く。後文。</p>", ("", "agent", "は動く。")),
        (f"<p>Before.</p><ul><li>An\n {LINK}</li><li>After.</li></ul>", ("An ", "agent", "")),
        (f"<table><tr><td>x</td><td>{LINK} &amp; 1.5 &lt; 2</td><td>y</td></tr></table>", ("", "agent", " & 1.5 < 2")),
    ],
)
def test_the_sentence_round_a_term(html: str, said: tuple[str, str, str]) -> None:
    """It ends with the sentence or the block, whichever comes first; markup and line breaks are gone."""
    assert place(html) == said


def test_a_long_sentence_is_cut_at_words() -> None:
    """What is left out is marked."""
    before, word, after = place(f"<p>{'before ' * 50}{LINK}{' after' * 50}</p>")
    assert before.startswith("… before ")
    assert after.endswith(" after …")
    assert len(before + word + after) < 180


def page(src: str, html: str) -> Page:
    """Return a rendered page with the links of the linker in it."""
    uses = tuple(Use("agent", "", match.start()) for match in re.finditer('<a class="term', html))
    return Page(src, title=src.upper(), html=html, uses=uses)


def test_a_term_is_listed_once_a_page_at_its_first_use() -> None:
    """Links by hand with a class of their own count too."""
    hand = LINK.replace('class="term"', 'class="term wide"')
    pages = [page("a", f"<p>First {LINK}.</p><p>Second {LINK}.</p>"), page("b", f"<p>By {hand}.</p>"), page("c", "<p>None.</p>")]
    assert users(pages, lambda page: page.terms) == {"agent": pages[:2]}
    assert [quote(page, "agent") for page in pages[:2]] == [Quote("First ", "agent", "."), Quote("By ", "agent", ".")]


def test_works_and_claims_are_listed_by_page() -> None:
    """Each page once, under the name that the data give."""
    pages = [
        page("z", ""),
        page(
            "a", '<a data-cite="x"></a><a data-cite="x"></a><aside class="claim claim--holds" id="claim-n5"><div class="claim__body" id="claim-n6">'
        ),
    ]
    assert users(pages, lambda page: page.cited) == {"x": pages[1:]}
    assert users(pages, lambda page: page.claims) == {"N5": pages[1:], "N6": pages[1:]}
