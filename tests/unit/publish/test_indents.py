"""What becomes of the space in a page."""

from __future__ import annotations

import pytest

from explainer.publish.indents import without_indents


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ("<p>\n    a\n\n  <b>b</b>  \n</p>", "<p>\na\n<b>b</b>\n</p>"),
        ("a  b", "a  b"),
        # Code, and what is no text
        ("<pre>\n  a\n</pre>\n  b", "<pre>\n  a\n</pre>\nb"),
        ("<pre><code>a\n  b</code>\n  c</pre>", "<pre><code>a\n  b</code>\n  c</pre>"),
        ("<script>\n  a\n</script>\n  <style>\n  b</style>", "<script>\n  a\n</script>\n<style>\n  b</style>"),
        ("<!-- a\n   b -->", "<!-- a\n   b -->"),
        ('<p title="a\n  b">', '<p title="a\n  b">'),
        ("</code>\n  a<pre>\n  b", "</code>\na<pre>\n  b"),
    ],
)
def test_lines_begin_at_the_edge(page: str, made: str) -> None:
    assert without_indents(page) == made
