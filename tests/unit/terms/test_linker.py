"""The linker beyond the golden cases: problems, uses, markup that is safe, and time in proportion to the text."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from html import unescape

import pytest

from explainer.terms.linker import TermLinker, unlink
from explainer.terms.matcher import TermMatcher
from support.helpers import case_content, glossary, link, linker, render, term_href

ANSWERING = replace(case_content(), meant=frozenset({"work", "table"}))
"""The data of a site that has works and tables, none of those asked for."""


@pytest.mark.parametrize(
    ("source", "problems"),
    [
        (
            "One.\n\n[x](term:agnet)",
            ["3: the link 'term:agnet' names an unknown term — expected a term id of the glossary. Did you mean 'agent'?"],
        ),
        ("[x](term:)", ["1: the link 'term:' names an unknown term — expected a term id of the glossary."]),
        ("a\n\n[x](terms:agent)", ["3: the link 'terms:agent' leads nowhere — expected 'term:agent'."]),
        ("---\nterms: [agent]\n---\n\nx", ["2: 'terms' is '['agent']' — expected one of first-per-section, first-per-page, all, none."]),
        (
            "[x](term:trigger#inputs)",
            ["1: the link 'term:trigger#inputs' names an unknown sense — expected one of input, word. Did you mean 'input'?"],
        ),
        (
            "[x](term:agent#input)",
            ["1: the link 'term:agent#input' names an unknown sense — expected no sense: the term has one meaning."],
        ),
        (
            "---\ntitle: x\n---\n[x](term:zzz)\n\n[y](term:yyy)",
            [
                "4: the link 'term:zzz' names an unknown term — expected a term id of the glossary.",
                "6: the link 'term:yyy' names an unknown term — expected a term id of the glossary.",
            ],
        ),
        (
            "---\ntitle: x\nterms: allways\n---\nAn agent.",
            ["3: 'terms' is 'allways' — expected one of first-per-section, first-per-page, all, none. Did you mean 'all'?"],
        ),
        ("One.\n\nThe formula $a^b^c$.", ["3: the formula 'a^b^c' cannot be read — expected LaTeX math."]),
        ("One [@nobody2024, §1].", ["1: the citation names the unknown key 'nobody2024' — expected a key of references.bib."]),
        ("One.\n[=rates/x.y]", ["2: the number 'rates/x.y' names the unknown table 'rates' — expected a table of docs/data/tables."]),
    ],
)
def test_a_mistake_in_a_page_is_a_problem_on_its_line(source: str, problems: list[str]) -> None:
    """What an author meant to be linked and is not is told, sorted, with a guess."""
    assert render(source, ANSWERING).problems == tuple(f"docs/page.md:{problem}" for problem in problems)


@pytest.mark.parametrize("source", ["A [@nobody2024, §1] b", "A [@x y] b", "A [=rates/x.y] b", "A [=rates/x.y|bare] b", "A [@nobody2024 b"])
def test_a_reference_that_leads_nowhere_stays_as_it_is_written(source: str) -> None:
    """Nothing that an author wrote is lost, whether it is told of or not."""
    for content in (ANSWERING, case_content()):
        assert render(source, content).html == f"<p>{source}</p>"
    assert len(render(source, ANSWERING).problems) == 1


@pytest.mark.parametrize("source", ["Thanks [@squidfunk on X].", "By [@tiangolo].", "a[=1] $[=2]", "[@babel/core", "`[@x]`"])
def test_on_a_site_without_such_data_brackets_are_text(source: str) -> None:
    """There is nothing that they could stand for."""
    assert not render(source).problems
    assert unescape(re.sub("<.*?>", "", render(source).html)) == source.replace("`", "")


@pytest.mark.parametrize("content", [None, "works and tables"])
def test_a_link_may_have_a_name_that_looks_like_a_citation(content: str | None) -> None:
    """Packages are called so."""
    source = "Use [@mdi/svg], [it][@Babel core] and [=x].\n\n[@mdi/svg]: a.md\n[@babel core]: b.md\n[=x]: c.md"
    found = render(source, ANSWERING if content else None)
    assert found.html == '<p>Use <a href="a.md">@mdi/svg</a>, <a href="b.md">it</a> and <a href="c.md">=x</a>.</p>'
    assert not found.problems


def test_a_wrong_density_falls_back_to_that_of_the_site() -> None:
    """The preview goes on."""
    assert 'data-term="agent"' in render("---\nterms: allways\n---\nAn agent.").html


def test_each_link_is_recorded_where_it_begins() -> None:
    """Lists of uses and tests can find it again in the HTML."""
    linked = link('<p>agent, <a href="term:loss">it</a>, <code>agent</code></p>', "agent", "loss")
    assert [use.term for use in linked.uses] == ["agent", "loss", "agent"]
    for use in linked.uses:
        assert linked.html[use.start :].startswith(f'<a class="term" data-term="{use.term}" href=')


def test_what_goes_into_attributes_is_escaped() -> None:
    """An address or a spoken form cannot end the attribute it stands in."""
    terms = linker(p_good={"term": "p_good", "spoken": 'p "good" <b>', "symbol": None, "aliases": ()})
    html = terms.link("p_good", lambda term, sense: 'x"><script>', density="all").html
    assert html == '<a class="term" data-term="p-good" href="x&quot;&gt;&lt;script&gt;">p_good</a>'


def test_a_term_that_is_the_name_of_an_element_is_not_found_in_tags() -> None:
    """Tags that mean nothing to terms are passed over, but not taken for text."""
    html = '<p>An <em>em</em> in a<br />table, <span class="em">and</span>/or</p><table><tr><td>td</td></tr></table><em>'
    linked = link(html, "em", "p", "br", "table", "td", "/>", "/or", "span")
    assert unlink(linked.html) == html
    assert [use.term for use in linked.uses] == ["em", "table", "or", "td"]


def test_unlink_takes_out_only_what_the_linker_put_in() -> None:
    """Links of the author, of the engine and links by hand stay."""
    html = '<a href="x">agent</a> <a class="cite" href="y">1</a> <code>agent</code> agent'
    linked = link(html, "agent").html
    assert linked.count('class="term"') == 2
    assert unlink(linked) == html


def test_a_term_of_one_sign_is_found_as_text_and_never_as_markup() -> None:
    """`<` and `&` are entities wherever they are text."""
    linked = link("<p>a &lt; b &amp; c, &#60;</p>", less="<", ampersand="&").html
    assert linked == (
        '<p>a <a class="term" data-term="less" href="../glossary/#less">&lt;</a> b '
        '<a class="term" data-term="ampersand" href="../glossary/#ampersand">&amp;</a> c, '
        '<a class="term" data-term="less" href="../glossary/#less">&#60;</a></p>'
    )


def test_an_empty_glossary_changes_nothing() -> None:
    """A site may begin without terms."""
    html = '<p>agent <code>x</code> <span class="symbol" data-symbol="p-good">p<sub>good</sub></span> &amp; &lt;</p>'
    linked = link(html)
    assert linked.html == html
    assert not linked.uses


def test_one_linker_serves_all_pages_and_remembers_none() -> None:
    """What was used on one page is not used on the next."""
    terms = linker("agent")
    pages = [terms.link("<p>agent agent</p>", term_href).html for _ in range(2)]
    assert pages[0] == pages[1]
    assert pages[0].count("</a>") == 1


PATHOLOGICAL = {
    "an alias that nearly matches everywhere": (["a " * 15 + "b"], "a " * 10_000),
    "many aliases that share a long beginning": ([f"{'a ' * 15}{n}" for n in range(500)], "a " * 10_000),
    "nested quantifiers, were they syntax": (["(a+)+$", "(a|a)*b", "(.*)*x"], "a" * 50_000 + " " + "(a" * 20_000 + " " + "(.*" * 10_000),
    "opening tags without an end": (["agent x"], "agent <em " * 20_000),
    "inline tags in a row": (["agent x"], "agent " + "<em></em>" * 20_000),
    "attributes without an end": (["agent"], '<a b="' * 20_000),
    "symbols without an end": (["agent"], '<span class="symbol" data-symbol="x">' * 20_000),
    "code without an end": (["agent"], "<code>" * 20_000),
    "scripts and comments without an end": (["agent"], "<script>" * 10_000 + "<!--" * 10_000),
    "end tags of nothing": (["agent"], "<b>" * 300 + "</i>" * 20_000 + "agent"),
    "spaces of every kind": (["agent x"], "agent" + "&nbsp; - " * 20_000 + "agent"),
    "ampersands": (["R&D"], "R&" * 20_000 + "&amp" * 20_000),
}


@pytest.mark.parametrize(("forms", "html"), PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_no_alias_and_no_text_makes_linking_slow(forms: list[str], html: str) -> None:
    """Time grows with the text, not with its square: a page of 20 KB and more takes well under two seconds, whatever stands in it."""
    terms = TermLinker(TermMatcher(glossary(**{f"t{n}": form for n, form in enumerate(forms)})))
    began = time.process_time()
    linked = terms.link(html, term_href, density="all")
    assert time.process_time() - began < 2
    assert unlink(linked.html) == html


def test_deep_nesting_does_not_end_the_build() -> None:
    """Neither recursion nor a long list of open elements."""
    html = "<div>" * 20_000 + "agent" + "</div>" * 20_000
    began = time.process_time()
    assert link(html, "agent").html.count('class="term"') == 1
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "html",
    [
        # Where others put a link of their own later, or show a tip
        '<p>The <autoref identifier="target" optional>loss</autoref>.</p>',
        '<p>The <span data-autorefs-identifier="target">loss</span>.</p>',
        '<p><abbr title="What training lowers">loss</abbr></p>',
        # Titles of code, parts of an interface, formulas, diagrams
        '<div class="highlight"><span class="filename">loss</span><pre><code>x</code></pre></div>',
        '<p><span class="doc-section-title">Loss:</span></p>',
        '<div class="autodoc-signature"><em class="autodoc-param">loss=None</em></div>',
        '<p><span class="arithmatex">\\(loss\\)</span></p>',
        '<div class="mermaid">loss</div>',
        # Bare addresses
        "<p>https://example.org/loss, www.example.org/a/loss and example.org/?loss=loss&amp;loss</p>",
        "<p>https://example.org/a_(loss) loss://x src/loss/x.py</p>",
    ],
)
def test_what_other_extensions_make_is_left_alone(html: str) -> None:
    """It is no prose, or is a link already; the next mention is the first."""
    assert link(f"{html}\n<p>no/loss</p>", "loss", density="first-per-page").html.startswith(f"{html}\n<p>no/<a ")


def test_inline_code_is_linked_unless_a_site_says_otherwise() -> None:
    """A class may be called as a term and mean something else."""
    html = "<p><code>Header</code> and header</p>"
    assert linker("header").link(html, term_href, code=False).html == f"<p><code>Header</code> and {link('header', 'header').html}</p>"
    assert linker("header").link(html, term_href).html.startswith('<p><a class="term"')
