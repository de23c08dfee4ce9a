"""The bibliography: works as readers see them, and the exact words for what is wrong with a BibTeX file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explainer.evidence.bibliography import Bibliography, Reference, as_csl, as_ris, reference_html, standing_html
from explainer.evidence.bibtex import load_bibliography
from support.helpers import said, write

PATH = "docs/data/references.bib"
KINDS = "one of paper, preprint, post, standard, law, dataset, guidance, software"


def load(folder: Path, text: str | bytes) -> tuple[Bibliography, list[str]]:
    """Load a bibliography from its text."""
    bibliography, problems = load_bibliography(write(folder, {"references.bib": text}) / "references.bib", PATH)
    return bibliography, said(problems)


def load_work(folder: Path, fields: str) -> Reference:
    """Load a bibliography of the one work `a2024`."""
    bibliography, problems = load(folder, f"@misc{{a2024,\n  title = {{T}},\n  year = {{2024}},\n{fields}\n}}\n")
    assert not problems
    return bibliography.references["a2024"]


BRACES = "expected balanced braces and `field = {value},` lines."
GOOD = "@misc{good, title={T}, year={2024}}\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        # Not a file of works
        (b"@misc{a, title={\xe9}}", [":1: byte 0xe9 is not UTF-8 — expected the file saved as UTF-8."]),
        ("", [":1: the file has no entries — expected at least one `@misc{author2024word, …}`."]),
        ("@comment{x}\n", [":1: the file has no entries — expected at least one `@misc{author2024word, …}`."]),
        # Not BibTeX: a brace that is never closed is noticed far below, and told where it was opened
        (
            GOOD + "@misc{b,\n  title = {T,\n  year = {2024},\n}\n\n",
            [f":2: BibTeX does not parse: premature end of file — {BRACES}"],
        ),
        (
            GOOD + "@misc{b,\n  title = {T}\n  year = {2024},\n}\n",
            [f":3: BibTeX does not parse: '}}' expected — {BRACES}"],
        ),
        (
            "@misc{b,\n  title = {T,\n  year = {2024},\n}\n" + GOOD,
            [f":1: BibTeX does not parse: Unexpected block start: `@misc`. Was still looking for field-value closing `,` or `}}` — {BRACES}"],
        ),
        (
            "@misc{b title = {T}, year = {2024}}\n",
            [f":1: BibTeX does not parse: Expected comma after entry key, but found = — {BRACES}"],
        ),
        ("Text.\n\n@misc b, title = {T}\n", [f":3: BibTeX does not parse: '{{' expected after @misc — {BRACES}"]),
        (
            GOOD + "@misc{b, title = T, year = {2024}}\n",
            [":2: BibTeX does not parse: undefined string: T — expected the text in braces."],
        ),
        (
            '@string{t = {T}}\n@misc{b, title = t,\n year =\n 2024\n\n # "b"}\n',
            [':3: BibTeX does not parse: undefined string: 2024 # "b" — expected the text in braces.'],
        ),
        (
            GOOD + "@misc{b, title={T}, title={U}, year={2024}}\n",
            [":2: BibTeX does not parse: entry with key b has a duplicate title field — expected each field once."],
        ),
        (
            GOOD + "@misc{b, title={T}, year={2024},\n author={A, B, C, D}}\n",
            [":3: BibTeX does not parse: Too many commas in 'A, B, C, D' — expected `author = {Family, Given and Family, Given}`."],
        ),
        (
            GOOD + "@misc{b, title={" + "{" * 5000 + "}" * 5000 + "}, year={2024}}\n",
            [f":2: BibTeX does not parse: too many nested braces — {BRACES}"],
        ),
        # Keys
        (
            GOOD + "@misc{, title={T}, year={2024}}\n",
            [":2: an entry @misc has no key — expected `@misc{author2024word,`."],
        ),
        (GOOD + GOOD, [":2: the key 'good' is given twice (first on line 1) — expected each key once."]),
        (GOOD + "@book(Good, title={T}, year={2024})\n", [":2: the key 'Good' is given twice (first on line 1) — expected each key once."]),
        (GOOD.strip() * 2, [":1: the key 'good' is given twice (first on line 1) — expected each key once."]),
        # Fields
        ("@misc{b, year={2024}}\n", [":1: 'b' has no title — expected a line `title = {…},`."]),
        ("@misc{b, title={T}}\n", [":1: 'b' has no year — expected a line `year = {…},`."]),
        (
            "@misc{b, title={T}, year={2024}, url={javascript:alert(1)}}\n",
            [":1: 'b': url is 'javascript:alert(1)' — expected an address that begins with https://."],
        ),
        (
            "@misc{b, title={T}, year={2024}, url={example.org}}\n",
            [":1: 'b': url is 'example.org' — expected an address that begins with https://."],
        ),
        (
            "@misc{b, title={T}, year={2024}, kind={prepint}}\n",
            [f":1: 'b': kind is 'prepint' — expected {KINDS}. Did you mean 'preprint'?"],
        ),
        (
            "@misc{b, title={T}, year={2024}, read={abstrakt}}\n",
            [":1: 'b': read is 'abstrakt' — expected one of read, abstract, second-hand, memory. Did you mean 'abstract'?"],
        ),
    ],
)
def test_a_mistake_in_the_bibliography_is_a_problem_on_its_line(tmp_path: Path, text: str | bytes, problems: list[str]) -> None:
    """Each way in which a BibTeX file can be wrong has one line that says so."""
    assert load(tmp_path, text)[1] == [PATH + problem for problem in problems]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """No traceback."""
    assert said(load_bibliography(tmp_path / "references.bib", PATH)[1]) == [f"{PATH}:1: the file is missing — expected a UTF-8 text file here."]


def test_all_mistakes_of_a_bibliography_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Works without a title, repeated keys and what is no BibTeX are found together, each on its line."""
    text = f"@misc{{b, year={{1}}}}\n{GOOD}{GOOD}@misc{{c, title={{T}},\n kind={{x}}}}\n@misc{{d, Title=T, title={{T}}}}\n@misc{{e, title={{"
    assert load(tmp_path, text)[1] == [
        f"{PATH}:1: 'b' has no title — expected a line `title = {{…}},`.",
        f"{PATH}:3: the key 'good' is given twice (first on line 2) — expected each key once.",
        f"{PATH}:4: 'c' has no year — expected a line `year = {{…}},`.",
        f"{PATH}:5: 'c': kind is 'x' — expected {KINDS}.",
        f"{PATH}:6: BibTeX does not parse: entry with key d has a duplicate title field — expected each field once.",
        f"{PATH}:6: BibTeX does not parse: undefined string: T — expected the text in braces.",
        f"{PATH}:7: BibTeX does not parse: premature end of file — {BRACES}",
    ]


def test_a_repeated_key_keeps_its_first_work(tmp_path: Path) -> None:
    """What can be read is there in spite of the problem."""
    bibliography, _ = load(tmp_path, GOOD + "@misc{good, title={U}, year={2025}}\n")
    assert bibliography.references["good"].title == "T"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_make_no_difference(tmp_path: Path, ends: str, mark: str) -> None:
    """Files from any editor give the same works and lines."""
    bibliography, problems = load(tmp_path, mark + (GOOD + "\n@misc{b,\n title={T},\n year={2024}}\n").replace("\n", ends))
    assert not problems
    assert {ref.key: ref.line for ref in bibliography} == {"good": 1, "b": 3}


@pytest.mark.parametrize(
    ("bibtex", "text"),
    [
        ("{B}ack{D}oors", "BackDoors"),
        (r"G{\"o}del and Erd\H{o}s", "Gödel and Erdős"),
        (r"{\'E}tude -- na\"ive", "Étude – naïve"),
        ("R\\&D, R&D, 5\\% and 5%", "R&D, R&D, 5% and 5%"),
        (r"\emph{One} for \$5 and $x^2$", "One for $5 and $x^2$"),
        ("Ünïcode — as it is", "Ünïcode — as it is"),
    ],
)
def test_braces_and_accents_come_out_right(tmp_path: Path, bibtex: str, text: str) -> None:
    """LaTeX ends in this module: readers see Unicode."""
    bibliography, problems = load(tmp_path, f"@misc{{a, title={{{bibtex}}}, year={{2024}}}}\n")
    assert not problems
    assert bibliography.references["a"].title == text


@pytest.mark.parametrize(
    ("authors", "short", "who"),
    [
        ("Hubinger, Evan", "Hubinger 2024", "Evan Hubinger"),
        ("Evan Hubinger and Carson Denison", "Hubinger and Denison 2024", "Evan Hubinger and Carson Denison"),
        ("A Aa and B Bb and C Cc", "Aa et al. 2024", "A Aa, B Bb and C Cc"),
        (" and ".join(f"X Y{n}" for n in "abcdef"), "Ya et al. 2024", "X Ya, X Yb, X Yc, X Yd, X Ye and X Yf"),
        ("A Aa and others", "Aa et al. 2024", "A Aa and others"),
        ("{Open AI}", "Open AI 2024", "Open AI"),
        ("van der Berg, Jan", "van der Berg 2024", "Jan van der Berg"),
        (r"J{\"o}rg M{\"u}ller", "Müller 2024", "Jörg Müller"),
        (" and ".join(f"X Y{n}" for n in "abcdefgh"), "Ya et al. 2024", "X Ya, X Yb, X Yc and 5 others"),
    ],
)
def test_authors_are_named_as_readers_expect(tmp_path: Path, authors: str, short: str, who: str) -> None:
    """Families in running text, full names in the list; an institution in braces is one name."""
    work = load_work(tmp_path, f"author = {{{authors}}}")
    assert (work.short, work.who) == (short, who)


def test_a_work_without_authors_is_anonymous(tmp_path: Path) -> None:
    """The list never begins with a year."""
    work = load_work(tmp_path, "")
    assert work.short == "Anonymous 2024"
    assert reference_html(work).startswith("Anonymous (2024). <cite>T</cite>.")


def test_editors_stand_in_for_authors(tmp_path: Path) -> None:
    """A collection is known by who put it together."""
    assert load_work(tmp_path, "editor = {Ed Itor}").short == "Itor 2024"


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ("eprint={2401.05566}, archiveprefix={arXiv}", (("arXiv:2401.05566", "https://arxiv.org/abs/2401.05566"),)),
        ("doi={10.1/x}", (("doi:10.1/x", "https://doi.org/10.1/x"),)),
        ("url={https://www.example.org/a/b}", (("example.org", "https://www.example.org/a/b"),)),
        # The same address is given once
        ("eprint={2401.1}, url={https://arxiv.org/abs/2401.1}", (("arXiv:2401.1", "https://arxiv.org/abs/2401.1"),)),
        # As publishers' exports have them: an address for a DOI, signs escaped for LaTeX
        ("doi={https://doi.org/10.1/x}", (("doi:10.1/x", "https://doi.org/10.1/x"),)),
        (r"doi={10.1/x\_2}, url={https://doi.org/10.1/x\_2}", (("doi:10.1/x_2", "https://doi.org/10.1/x_2"),)),
        (r"url={https://example.org/a{\_}b\%20c~d--e}", (("example.org", "https://example.org/a_b%20c~d--e"),)),
        ("eprint={X-1}", ()),
    ],
)
def test_a_work_links_to_the_places_where_it_is(tmp_path: Path, fields: str, links: tuple[tuple[str, str], ...]) -> None:
    """arXiv, DOI and web address, each once."""
    assert load_work(tmp_path, fields).links == links


def test_a_work_of_which_no_author_was_seen_has_none(tmp_path: Path) -> None:
    """Nobody is "and others" by themselves."""
    assert reference_html(load_work(tmp_path, "author={others}")).startswith("Anonymous (2024).")


def test_what_a_work_holds_is_escaped(tmp_path: Path) -> None:
    """A title is text, whatever it looks like."""
    work = load_work(tmp_path, "author={<b>A</b>}, howpublished={<script>}, note={a < b}, kind={post}, read={abstract}")
    assert reference_html(work) == "&lt;b&gt;A&lt;/b&gt; (2024). <cite>T</cite>. &lt;script&gt;. a &lt; b."
    assert standing_html(work) == "Post, abstract read for this site"


def test_works_are_numbered_in_reading_order(tmp_path: Path) -> None:
    """By first author, then year, then title, whatever the order of the file."""
    text = "".join(
        f"@misc{{{key}, title={{{title}}}, year={{{year}}}, author={{{author}}}}}\n"
        for key, author, year, title in (("c", "Zed", 2020, "A"), ("b", "aa", 2024, "B"), ("a", "Aa", 2024, "a"), ("d", "Aa", 2023, "Z"))
    )
    bibliography, _ = load(tmp_path, text)
    assert list(bibliography.references) == ["d", "a", "b", "c"]
    assert bibliography.numbers["a"] == 2


def test_other_programs_get_the_same_works(tmp_path: Path) -> None:
    """CSL-JSON and RIS hold who, what, when and where, without LaTeX."""
    bibliography, _ = load(
        tmp_path, r"@misc{a, title={{\'E}t}, year={2024}, author={Aa, B and {Open AI}}, kind={paper}, doi={10.1/x}, booktitle={Proc}, pages={1--2}}"
    )
    assert json.loads(as_csl(bibliography)) == [
        {
            "id": "a",
            "type": "article-journal",
            "title": "Ét",
            "author": [{"family": "Aa", "given": "B"}, {"literal": "Open AI"}],
            "issued": {"date-parts": [[2024]]},
            "container-title": "Proc",
            "DOI": "10.1/x",
            "page": "1–2",
        }
    ]
    ris = as_ris(bibliography)
    assert ris.split("\r\n") == [
        "TY  - CPAPER", "AU  - Aa, B", "AU  - Open AI", "TI  - Ét", "PY  - 2024", "T2  - Proc", "DO  - 10.1/x", "ID  - a", "ER  - ", "",
    ]  # fmt: skip


def test_a_work_that_only_arxiv_has_is_found_there(tmp_path: Path) -> None:
    """A program that asks for one address is given it."""
    bibliography, _ = load(tmp_path, "@misc{a, title={T}, year={2024}, author={Aa, B}, kind={preprint}, eprint={2401.05566}, archiveprefix={arXiv}}")
    assert json.loads(as_csl(bibliography))[0]["URL"] == "https://arxiv.org/abs/2401.05566"
    assert "UR  - https://arxiv.org/abs/2401.05566" in as_ris(bibliography).split("\r\n")
