"""YAML files: what is read, and the exact words for what is refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from explainer.problems import Problem
from explainer.records import Record, records
from explainer.text_files import LARGEST, read_text
from explainer.yaml_data import DEEPEST, LARGEST_NUMBER, Document, parse_yaml, read_yaml
from support.helpers import said, write

NOT_PLAIN = "expected text, a number, a list or a mapping."


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        # Not a file that can be read
        (None, "d/x.yml:1: the file is missing — expected a UTF-8 text file here."),
        (b"caf\xe9: 1\n", "d/x.yml:1: byte 0xe9 is not UTF-8 — expected the file saved as UTF-8."),
        (b"a: 1\nb: \xff\n", "d/x.yml:2: byte 0xff is not UTF-8 — expected the file saved as UTF-8."),
        ("a: ü\n".encode("utf-16"), "d/x.yml:1: byte 0xff is not UTF-8 — expected the file saved as UTF-8."),
        (b"#" * (LARGEST + 1), "d/x.yml:1: the file has 4,000,001 bytes — expected at most 4,000,000."),
        # Nothing in it
        (b"", "d/x.yml:1: the file is empty — expected a mapping of names to entries."),
        (b"\xef\xbb\xbf", "d/x.yml:1: the file is empty — expected a mapping of names to entries."),
        (b"# only a remark\n", "d/x.yml:1: the file is empty — expected a mapping of names to entries."),
        # Not a mapping
        (b"- a\n", "d/x.yml:1: the file is not a mapping — expected `name:` entries at its top level."),
        (b"text\n", "d/x.yml:1: the file is not a mapping — expected `name:` entries at its top level."),
        # Not YAML
        (b"a: [1\n", "d/x.yml:1: YAML does not parse: did not find expected ',' or ']' — expected valid YAML."),
        (
            b"a: 1\nb: c: d\n",
            'd/x.yml:2: YAML does not parse: mapping values are not allowed in this context — expected the text in quotes: `b: "c: d"`.',
        ),
        (
            b"a: *so*\n",
            'd/x.yml:1: YAML does not parse: did not find expected alphabetic or numeric character — expected the text in quotes: `a: "*so*"`.',
        ),
        (b"a: b\n  c: d\n", "d/x.yml:2: YAML does not parse: mapping values are not allowed in this context — expected valid YAML."),
        (b'a: "x\n', "d/x.yml:1: YAML does not parse: found unexpected end of stream — expected valid YAML."),
        (b"a: 1\n---\nb: 2\n", "d/x.yml:2: YAML does not parse: but found another document — expected valid YAML."),
        (b"a: 1\nb: \x07\n", "d/x.yml:2: the character U+0007 is not text — expected printable text."),
        (b"a: 1\nb: \x00\n", "d/x.yml:2: the character U+0000 is not text — expected printable text."),
        (b'a: 1\nb: "\\x02"\n', "d/x.yml:2: the character U+0002 is not text — expected printable text."),
        (
            "a: 1\nb: x\u202e\n".encode(),
            "d/x.yml:2: the character U+202E turns the text after it round — expected text without it, so that what is read is what stands there.",
        ),
        # What surprises or harms
        (b"a:\n\tb: 1\n", "d/x.yml:2: the line is indented with a tab — expected spaces."),
        (b"a:\n  \t- 1\n", "d/x.yml:2: the line is indented with a tab — expected spaces."),
        (b"a: &x [1]\n", "d/x.yml:1: YAML anchors and aliases are not used here — expected the text itself."),
        (b"a: 1\na: 2\n", "d/x.yml:2: 'a' is given twice (first on line 1) — expected each name once."),
        (b"a:\n  b: 1\n\n  b: 2\n", "d/x.yml:4: 'b' is given twice (first on line 2) — expected each name once."),
        (b"? [a, b]\n: 1\n", "d/x.yml:1: a key is not a word — expected `name: value`."),
        (b"a: !!python/object:os.system x\n", f"d/x.yml:1: 'x' is not plain data — {NOT_PLAIN}"),
        (b"a: !!bool maybe\n", f"d/x.yml:1: 'maybe' is not plain data — {NOT_PLAIN}"),
        (b"a: !!timestamp now\n", f"d/x.yml:1: 'now' is not plain data — {NOT_PLAIN}"),
        (b'a: !!int ""\n', f"d/x.yml:1: '' is not plain data — {NOT_PLAIN}"),
        (b"a: 0x" + b"f" * 5000 + b"\n", f"d/x.yml:1: '0x{'f' * 38}' is not plain data — {NOT_PLAIN}"),
        (b"a: " + b"[" * (DEEPEST + 1), "d/x.yml:1: YAML is nested too deeply — expected a few levels."),
    ],
)
def test_a_file_that_cannot_be_used_is_a_problem(tmp_path: Path, content: bytes | None, problem: str) -> None:
    """Each way in which a YAML file can be wrong has one line that says so."""
    if content is not None:
        write(tmp_path, {"x.yml": content})
    _, problems = read_yaml(tmp_path / "x.yml", "d/x.yml")
    assert said(problems) == [problem]


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    """The system's reason is passed on."""
    assert said(read_yaml(tmp_path, "d/x.yml")[1]) == ["d/x.yml:1: the file cannot be read (Is a directory) — expected a readable file."]


@pytest.mark.parametrize("bomb", ["[" * 1_000_000, "{a: " * 200_000, "- " * 200_000, "\n".join(" " * n + "-" for n in range(1500))])
def test_bottomless_nesting_is_refused_and_the_process_lives(bomb: str) -> None:
    """The C library would run out of stack and end the whole build without a word."""
    _, problems = parse_yaml(f"a:\n {bomb}" if "\n" not in bomb else "a:\n" + bomb, "x.yml")
    assert [problem.message for problem in problems] == ["YAML is nested too deeply"]


def test_what_is_as_deep_and_as_large_as_allowed_is_read() -> None:
    """The limits are inclusive."""
    levels = DEEPEST - 1  # The file itself is one.
    document, problems = parse_yaml(f"a: {'[' * levels}{']' * levels}\nb: {LARGEST_NUMBER}\nc: -{LARGEST_NUMBER}\n", "x.yml")
    assert not problems
    assert document.value["b"] == -document.value["c"] == LARGEST_NUMBER


def test_an_anchor_bomb_is_refused_before_it_grows() -> None:
    """A few lines that would make a billion entries are found while they are still a few lines."""
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30))
    began = time.process_time()
    document, problems = parse_yaml(bomb, "x.yml")
    assert time.process_time() - began < 2
    assert document.value == {}
    assert {problem.message for problem in problems} == {"YAML anchors and aliases are not used here"}
    assert len(problems) == 20, "a screen of them is enough"


@pytest.mark.parametrize("text", ["a: R&D and *this*\n", 'a: "&x"\n', "a: |\n  &x\n  *y\n", "a: x # &b\n", "a: '*'\n"])
def test_an_ampersand_or_star_in_text_is_no_anchor(text: str) -> None:
    """Only what YAML itself reads as an anchor is refused."""
    document, problems = parse_yaml(text, "x.yml")
    assert not problems
    assert document.value["a"]


@pytest.mark.parametrize(
    "content",
    [b"a:\n  b: 1\nc: d\n", b"\xef\xbb\xbfa:\n  b: 1\nc: d\n", b"a:\r\n  b: 1\r\nc: d\r\n", b"a:\r  b: 1\rc: d\r", b"a:\n  b: 1\nc: d"],
)
def test_byte_order_mark_and_line_ends_make_no_difference(tmp_path: Path, content: bytes) -> None:
    """Windows, old Macs and editors that write a byte order mark give the same values and lines."""
    document, problems = read_yaml(write(tmp_path, {"x.yml": content}) / "x.yml", "x.yml")
    assert not problems
    assert document.value == {"a": {"b": 1}, "c": "d"}
    assert [document.line("a"), document.line("a", "b"), document.line("c")] == [1, 2, 3]


def test_what_can_be_read_is_there_in_spite_of_a_problem() -> None:
    """A repeated key costs its second value, a value that is not plain data only itself."""
    document, problems = parse_yaml("a: 1\na: 2\nb: !!bool maybe\nc: 3\n", "x.yml")
    assert document.value == {"a": 1, "b": None, "c": 3}
    assert len(problems) == 2


def test_a_merge_key_is_a_key_like_any_other() -> None:
    """`<<` merges nothing: what stands in the file is what is read."""
    assert parse_yaml("a:\n  <<: {b: 1}\n", "x.yml")[0].value == {"a": {"<<": {"b": 1}}}


def test_the_line_of_something_that_is_not_there_is_that_of_its_parent() -> None:
    """A missing field is reported at its entry."""
    document = parse_yaml("x: 1\na:\n  b: 1\n", "x.yml")[0]
    assert document.line("a", "nowhere") == 2
    assert document.line("nowhere") == 1


def test_a_text_file_may_be_as_large_as_asked() -> None:
    """The limit is inclusive."""
    path = Path(__file__)
    size = path.stat().st_size
    assert read_text(path, "x", largest=size)[0] is not None
    assert said(read_text(path, "x", largest=size - 1)[1]) == [f"x:1: the file has {size:,} bytes — expected at most {size - 1:,}."]


FIELDS = {
    # text
    "title: [a]": "thing 'x': 'title' is not text — expected a line of text.",
    "title: yes": "thing 'x': 'title' is not text — expected a line of text.",
    "title: ''": "thing 'x': 'title' is empty — expected a line of text.",
    "title: '  '": "thing 'x': 'title' is empty — expected a line of text.",
    "": "thing 'x': 'title' is missing — expected a line `title: …`.",
    "title: ~": "thing 'x': 'title' is missing — expected a line `title: …`.",
    f"title: {'a' * 51}": "thing 'x': 'title' has 51 characters — expected at most 50.",
    # list of texts
    "title: t\n  names: [a, [b]]": "thing 'x': 'names' holds something that is not text — expected a list such as [one, two].",
    "title: t\n  names: {a: b}": "thing 'x': 'names' holds something that is not text — expected a list such as [one, two].",
    "title: t\n  names: [a, ~]": "thing 'x': 'names' holds something that is not text — expected a list such as [one, two].",
    "title: t\n  names: [on, off]": "thing 'x': 'names' holds something that is not text — expected a list such as [one, two].",
    "title: t\n  names: [a, b, c, d]": "thing 'x': 'names' has 4 items — expected at most 3.",
    f"title: t\n  names: [a, {'b' * 51}]": "thing 'x': 'names' holds a text of 51 characters — expected at most 50.",
    # one of some words
    "title: t\n  kind: blu": "thing 'x': 'kind' is 'blu' — expected one of red, blue. Did you mean 'blue'?",
    "title: t\n  kind: [red]": "thing 'x': 'kind' is not text — expected a line of text.",
    # yes or no
    "title: t\n  flag: maybe": "thing 'x': 'flag' is 'maybe' — expected true or false.",
    # mapping
    "title: t\n  parts: a": "thing 'x': 'parts' is not a mapping — expected `name: value` lines below it.",
    "title: t\n  parts: {p: {size: [1]}}": "thing 'x', part 'p': 'size' is not text — expected a line of text.",
    "title: t\n  parts: {p: {seize: 1}}": "thing 'x', part 'p': unknown field 'seize' — expected one of size. Did you mean 'size'?",
    # none of these
    "tilte: t": "thing 'x': unknown field 'tilte' — expected one of flag, kind, names, parts, title. Did you mean 'title'?",
    "title: t\n  tilte: u": "thing 'x': unknown field 'tilte' — expected one of flag, kind, names, parts, title. Did you mean 'title'?",
}


def read_thing(document: Document) -> tuple[list[object], list[str]]:
    """Read a record with one field of each kind, and return its values and problems."""
    problems: list[Problem] = []
    values: list[object] = []
    for _, record in records(document, "thing", problems):
        values += [record.text("title", required=True, longest=50), record.texts("names", most=3, longest=50)]
        values += [record.choice("kind", ["red", "blue"], default="red"), record.flag("flag")]
        for name, part in record.nested("parts"):
            values.append((name, part.text("size")))
            part.finish()
        record.finish()
    return values, said(problems)


@pytest.mark.parametrize(("fields", "problem"), FIELDS.items())
def test_a_field_of_the_wrong_kind_is_a_problem_on_its_line(fields: str, problem: str) -> None:
    """The report names the record, the field, what is accepted, and a guess where one is near."""
    document = parse_yaml(f"x:\n  {fields or 'flag: no'}\n", "d.yml")[0]
    line = 2 + fields.count("\n") if fields else 1  # The last field is the wrong one; a missing one has only its entry.
    assert read_thing(document)[1] == [f"d.yml:{line}: {problem}"]


def test_fields_of_the_right_kind_are_read_as_they_are_meant() -> None:
    """Numbers and dates count as text, a single text as a list of one; what is absent has its default."""
    text = f"x:\n  title: ' 2024-01-10 '\n  names: 7\n  kind: ''\ny:\n  title: 1\n  names: [a, b, {'c' * 50}]\n  kind: blue\n  flag: true\n  parts: {{p: {{size: 2}}}}\n"
    values, problems = read_thing(parse_yaml(text, "d.yml")[0])
    assert not problems
    assert values == ["2024-01-10", ("7",), "red", False, "1", ("a", "b", "c" * 50), "blue", True, ("p", "2")]


def test_an_entry_without_fields_is_a_problem() -> None:
    """A name alone, or with a text behind it, is not an entry."""
    document = parse_yaml("x:\ny: text\n", "d.yml")[0]
    assert read_thing(document)[1] == [
        "d.yml:1: thing 'x' has no fields — expected indented `name: value` lines.",
        "d.yml:2: thing 'y' has no fields — expected indented `name: value` lines.",
    ]


def test_a_record_of_the_whole_file_has_no_label() -> None:
    """The path is enough where a file is one record."""
    document = parse_yaml("a: [1]\n", "d.yml")[0]
    problems: list[Problem] = []
    record = Record(document, (), problems)
    record.text("a")
    assert said(problems) == ["d.yml:1: 'a' is not text — expected a line of text."]
