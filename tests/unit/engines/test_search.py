"""What search finds of a page is the same, and as much, as if it had read the whole article."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from material.plugins.search.plugin import SearchIndex
from mkdocs.contrib.search.search_index import SearchIndex as PlainIndex

from explainer.engines.search import Lender, words_of

PARTS = {
    "links, emphasis and code": "<p>A <a class='x' href=\"y\">link</a> <em>and</em>\n<b>b</b> <code>a &lt;b&gt;</code> x<sub>2</sub></p>",
    "highlighted code": '<div class="highlight"><pre><span></span><code><span class="k">def</span> <span class="nf">f</span>\n    1\n</code></pre></div>',
    "headings with permalinks": '<h1 id="a">A <em>b</em><a class="headerlink" href="#a" title="x">#</a></h1>\n<h2 id="c">C</h2><p>d</p>',
    "a heading in a box": '<h2 id="a">A</h2><div><h3 id="b">B</h3><p>x</p></div><p>y</p>',
    "what is left out": '<p>a</p><section class="x" data-search-exclude><p>b <em>c</em></p></section><p>d</p>',
    "a value with a sign in it": '<p><a title="a > b" href="x">c</a> <span title=\'<em>\'>d</span></p>',
    "script, style and comments": "<p>a</p><script>'<b>'</script><style>a</style><!-- <em> --><p>b</p>",
    "a tag that never ends": "<p>a <em",
}


def found(article: str, index: Any, *, lent: bool = False) -> list[dict[str, str]]:
    """Return what an index knows of an article, or of what it was lent, all kinds of space being one."""
    page: Any = SimpleNamespace(content=article, toc=[], url="page/", meta={}, title="Page")
    lender = Lender(index, None)
    if lent:
        lender.lend(page)
    index.add_entry_from_context(page)
    if lent:
        lender.take_back(page)
    assert page.content == article
    return [{name: " ".join(str(value).split()) for name, value in entry.items()} for entry in getattr(index, "entries", None) or index._entries]


def material() -> Any:
    return SearchIndex(lang=["en"], separator=" ", pipeline=[], fields={})


@pytest.mark.parametrize("part", PARTS)
def test_the_same_is_found(part: str) -> None:
    assert found(PARTS[part], material(), lent=True) == found(PARTS[part], material())


def test_the_index_of_the_engine_itself_is_lent_it_too() -> None:
    """It glues nothing together and loses nothing."""
    index = PlainIndex(indexing="full")
    entries = found("<h1 id='a'>A</h1><p>The <a class='term' href='x'>loss</a> falls.</p>", index, lent=True)
    assert entries[0]["text"].endswith("The loss falls.")


def test_few_tags_are_left_to_read() -> None:
    """Else nothing would be won."""
    article = "".join(PARTS[part] for part in ("links, emphasis and code", "highlighted code"))
    assert words_of(article) == (
        '<p>A link and\nb <code>a &lt;b&gt;</code> x<sub>2</sub></p><div class="highlight"><pre><code>def f\n    1\n</code></pre></div>'
    )
