"""Tables of numbers: what is read, and the exact words for what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.evidence.tables import MOST_ROWS, Table, load_table, load_tables, parse_table
from support.helpers import said, write

ABOUT = """\
title: Rates
obtained: printed
confidence: high
key: [size, variant]
columns:
  size: {meaning: Parameters, values: {810M: 810 million, 3.5B: 3.5 billion}}
  variant: {meaning: Variant}
  rate: {meaning: Share, unit: "%", decimals: 1, range: [0, 100], band: [low, high]}
  low: {meaning: Lower end, optional: true}
  high: {meaning: Upper end, optional: true}
"""
VALUES = "size,variant,rate,low,high\n810M,normal,50,40,60\n3.5B,normal,70.5,,\n"
CELLS = "expected 5; a decimal has a point, and a text with a comma stands in quotes."
KINDS = "printed, digitised, by-eye, stated, second-hand, mixed, read, abstract, measured"


def parse(values: str = VALUES, about: str = ABOUT, name: str = "rates") -> tuple[Table | None, list[str]]:
    """Read a table from the texts of its two files."""
    table, problems = parse_table(name, values, about, f"t/{name}")
    return table, said(problems)


def test_the_table_these_tests_change_is_sound() -> None:
    """Else each of them would pass for the wrong reason."""
    table, problems = parse()
    assert not problems
    assert table
    assert list(table.rows) == ["810M/normal", "3.5B/normal"]
    assert table.rows["3.5B/normal"].values == {"size": "3.5B", "variant": "normal", "rate": 70.5, "low": None, "high": None}
    assert table.condition(table.rows["810M/normal"]) == "810 million, normal"


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        # Columns
        (
            "",
            ["1: the column 'size' is missing", "1: the column 'variant' is missing"]
            + [f"1: the column '{n}' is missing" for n in ("rate", "low", "high")],
        ),
        ("size,variant,rate,low\n", ["1: the column 'high' is missing"]),
    ],
)
def test_missing_columns_are_problems(values: str, problems: list[str]) -> None:
    """Each is named, with those that the description asks for."""
    hint = " — expected the columns size, variant, rate, low, high."
    assert parse(values)[1] == [f"t/rates.csv:{problem}{hint}" for problem in sorted(problems)]


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        # Columns
        (
            "size,variant,rate,low,high,rote\n",
            ["1: unknown column 'rote' — expected a column described in the .yml. Did you mean 'rate'?"],
        ),
        (
            "size,variant,rate,low,high,low\n",
            ["1: the column 'low' is given twice — expected each column once."],
        ),
        # Rows
        (
            "size,variant,rate,low,high\n",
            ["1: the table has no rows — expected at least one."],
        ),
        (
            VALUES + "810M,cot,1\n3.5B,cot,1,,,\n",
            [f"4: the row has 3 cells — {CELLS}", f"5: the row has 6 cells — {CELLS}"],
        ),
        (
            VALUES + "\n810M,normal,50,,\n",
            ["5: the row '810M/normal' is given twice (first on line 2) — expected each key once."],
        ),
        (
            "size,variant,rate,low,high\n" + "".join(f"810M,v{n},1,,\n" for n in range(MOST_ROWS + 1)),
            ["1: the table has more than 20,000 rows — expected only the values that a page uses."],
        ),
        # Cells
        (
            VALUES + "810M,cot,,,\n",
            ["4: column 'rate' is empty — expected a value, or `optional: true` in the .yml."],
        ),
        (
            VALUES + "810N,cot,1,,\n",
            ["4: column 'size' is '810N' — expected one of 810M, 3.5B. Did you mean '810M'?"],
        ),
        (
            VALUES + "810M,cot,80%,,\n",
            ["4: column 'rate' is '80%' — expected a number of %. Did you mean '80'?"],
        ),
        (
            VALUES + "810M,cot,1,a bit,\n",
            ["4: column 'low' is 'a bit' — expected a number."],
        ),
        (
            VALUES + "810M,cot,nan,,\n810M,distilled,inf,,\n",
            ["4: column 'rate' is 'nan' — expected a number of %.", "5: column 'rate' is 'inf' — expected a number of %."],
        ),
        (
            VALUES + '810M,cot,"1,000",,\n',
            ["4: column 'rate' is '1,000' — expected a number of %. Did you mean '1000'?"],
        ),
        (
            VALUES + '810M,cot,"39,5",,\n',
            ["4: column 'rate' is '39,5' — expected a number of %. Did you mean '39.5'?"],
        ),
        (
            VALUES + '810M,cot,"about 39,5",,\n',
            ["4: column 'rate' is 'about 39,5' — expected a number of %."],
        ),
        (
            VALUES + "810M,cot,100.5,,\n810M,distilled,-1,,\n",
            ["4: column 'rate' is 100.5 — expected 0 to 100.", "5: column 'rate' is -1 — expected 0 to 100."],
        ),
        (
            VALUES + "810M,cot,1,1e999,\n",
            ["4: column 'low' is 1e999 — expected 0, or a number from 1e-100 to 1e+100 or its negative."],
        ),
        (
            VALUES + "810M,cot,50,51,60\n",
            ["4: column 'rate' is 50, outside its band 51 to 60 — expected a band that holds its value."],
        ),
        # Not CSV
        (
            VALUES + '810M,"cot,1,,\n',
            ["4: CSV does not parse: unexpected end of data — expected commas between cells and quotes in pairs."],
        ),
        (
            VALUES + '810M,"cot"x,1,,\n',
            ["4: CSV does not parse: ',' expected after '\"' — expected commas between cells and quotes in pairs."],
        ),
        (
            VALUES + f"810M,{'x' * 200_000},1,,\n",
            ["4: CSV does not parse: field larger than field limit (131072) — expected commas between cells and quotes in pairs."],
        ),
    ],
)
def test_a_mistake_in_the_values_is_a_problem_on_its_line(values: str, problems: list[str]) -> None:
    """Each way in which a CSV file can be wrong has one line that says so, and no half of the table is used."""
    table, found = parse(values)
    assert found == [f"t/rates.csv:{problem}" for problem in problems]
    assert table is None


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        # The whole
        ("title: Rates\n", "", ["1: 'title' is missing — expected a line `title: …`."]),
        ("obtained: printed", "obtained: guessed", [f"2: 'obtained' is 'guessed' — expected one of {KINDS}."]),
        ("confidence: high\n", "", ["1: 'confidence' is missing — expected a line `confidence: …`."]),
        ("confidence: high", "confidence: hihg", ["3: 'confidence' is 'hihg' — expected one of high, medium, low. Did you mean 'high'?"]),
        (
            "title: Rates",
            "title: Rates\nsauce: x",
            [
                "2: unknown field 'sauce' — expected one of band, columns, confidence, date, figure, key, model, note, obtained, section, source, title. "
                "Did you mean 'source'?"
            ],
        ),
        # Keys
        ("key: [size, variant]\n", "", ["1: 'key' is missing — expected the names of the columns that tell the rows apart."]),
        ("key: [size, variant]", "key: [size, variaint]", ["4: 'key' names the unknown column 'variaint' — expected a column. Did you mean 'variant'?"]),
        # Columns
        ("{meaning: Variant}", "{}", ["7: column 'variant': 'meaning' is missing — expected a line `meaning: …`."]),
        ("{meaning: Variant}", "{meaning: Variant, zoo: text}", [
            "7: column 'variant': unknown field 'zoo' — expected one of band, decimals, label, meaning, optional, range, signed, type, unit, values."
        ]),
        ("{meaning: Variant}", "{meaning: Variant, type: words}", ["7: column 'variant': 'type' is 'words' — expected one of number, text, citation."]),
        ("band: [low, high]", "band: [low]", ["8: column 'rate': 'band' needs two columns — expected `band: [lo, hi]`."]),
        ("band: [low, high]", "band: [low, hihg]", ["8: column 'rate' names the unknown column 'hihg' — expected a column. Did you mean 'high'?"]),
        ("range: [0, 100]", "range: [100, 0]", ["8: column 'rate': 'range' is not two numbers in order — expected `range: [0, 100]`."]),
        ("range: [0, 100]", "range: [.nan, 1]", ["8: column 'rate': 'range' is not two numbers in order — expected `range: [0, 100]`."]),
        ("range: [0, 100]", "range: 100", ["8: column 'rate': 'range' is not two numbers in order — expected `range: [0, 100]`."]),
        ("decimals: 1", "decimals: 1.5", ["8: column 'rate': 'decimals' is '1.5' — expected 0, 1, 2 …"]),
        ("decimals: 1", "decimals: '²'", ["8: column 'rate': 'decimals' is '²' — expected 0, 1, 2 …"]),
        ("decimals: 1", "decimals: 400", ["8: column 'rate': 'decimals' is '400' — expected 0, 1, 2 …"]),
        ("decimals: 1", "decimals: {from: place}", ["8: column 'rate' names the unknown column 'place' — expected a column."]),
        ("unit: \"%\"", "unit: {from: varaint}", ["8: column 'rate' names the unknown column 'varaint' — expected a column. Did you mean 'variant'?"]),
        ("optional: true}\n  high", "optional: perhaps}\n  high", ["9: column 'low': 'optional' is 'perhaps' — expected true or false."]),
    ],
)  # fmt: skip
def test_a_mistake_in_the_description_is_a_problem_on_its_line(old: str, new: str, problems: list[str]) -> None:
    """Each way in which the YAML beside a table can be wrong has one line that says so."""
    assert ABOUT.count(old) == 1
    table, found = parse(about=ABOUT.replace(old, new))
    assert found == [f"t/rates.yml:{problem}" for problem in problems]
    assert table is None


def test_the_ends_of_a_range_belong_to_it() -> None:
    """A share may be nought or all; a band may have no width; a range may be one number."""
    assert not parse(VALUES + "810M,all,100,100,100\n810M,none,0,0,0\n")[1]
    assert not parse("size,variant,rate,low,high\n810M,all,100,,\n", ABOUT.replace("range: [0, 100]", "range: [100, 100]"))[1]


def test_decimals_that_a_row_gives_are_checked() -> None:
    """A word in the column of decimals is found while loading, not when a page asks for the value."""
    about = ABOUT.replace("decimals: 1", "decimals: {from: variant}")
    assert parse("size,variant,rate,low,high\n810M,2,1,,\n3.5B,two,1,,\n", about)[1] == [
        "t/rates.csv:3: column 'variant' is 'two' — expected 0, 1, 2 …"
    ]


def test_all_mistakes_of_a_table_come_at_once_by_line() -> None:
    """Several in one row, several rows."""
    assert parse(VALUES + "810M,cot,x,y,\n810N,cot,1,2,0\n")[1] == [
        "t/rates.csv:4: column 'low' is 'y' — expected a number.",
        "t/rates.csv:4: column 'rate' is 'x' — expected a number of %.",
        "t/rates.csv:5: column 'rate' is 1, outside its band 2 to 0 — expected a band that holds its value.",
        "t/rates.csv:5: column 'size' is '810N' — expected one of 810M, 3.5B. Did you mean '810M'?",
    ]


def test_a_name_that_cannot_stand_in_a_reference_is_a_problem() -> None:
    """The file's name is the table's name."""
    assert parse(name="My rates")[1] == ["t/My rates.yml:1: the table is named 'My rates' — expected small letters, digits and single hyphens."]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"rates.csv": VALUES}, "t/rates.yml:1: the file is missing — expected a UTF-8 text file here."),
        ({"rates.yml": ABOUT}, "t/rates.csv:1: the file is missing — expected a UTF-8 text file here."),
        ({"rates.yml": ABOUT, "rates.csv": b"\xff"}, "t/rates.csv:1: byte 0xff is not UTF-8 — expected the file saved as UTF-8."),
        ({"rates.yml": "", "rates.csv": VALUES}, "t/rates.yml:1: the file is empty — expected a mapping of names to entries."),
    ],
)
def test_half_a_table_is_a_problem(tmp_path: Path, files: dict[str, str | bytes], problem: str) -> None:
    """Values and description belong together."""
    table, problems = load_table(write(tmp_path, files) / "rates", "t/rates")
    assert table is None
    assert said(problems) == [problem]


def test_the_tables_of_a_folder_are_loaded_together(tmp_path: Path) -> None:
    """One that is wrong leaves the others; files of other kinds are not looked at."""
    write(tmp_path, {"a.csv": VALUES, "a.yml": ABOUT, "b.csv": VALUES, "readme.txt": "x"})
    tables, problems = load_tables(tmp_path, "t")
    assert list(tables) == ["a"]
    assert said(problems) == ["t/b.yml:1: the file is missing — expected a UTF-8 text file here."]
    assert load_tables(tmp_path / "nowhere", "t") == ({}, [])


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(tmp_path: Path, ends: str) -> None:
    """Spreadsheet programs write CRLF."""
    table, problems = load_table(write(tmp_path, {"rates.csv": VALUES.replace("\n", ends), "rates.yml": ABOUT}) / "rates", "t/rates")
    assert not problems
    assert table
    assert [row.line for row in table.rows.values()] == [2, 3]
