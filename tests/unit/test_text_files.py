"""Text files: what is no file, what is no text, and what nobody can see in one; nothing is waited for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from explainer.text_files import front_matter, outside_fences, read_text
from support.helpers import said

NOT_PLAIN = "d/x:1: a pipe, a socket or a device stands in place of the file — expected a plain file."


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: None, "d/x:1: the file is missing — expected a UTF-8 text file here."),
        (os.mkfifo, NOT_PLAIN),
        (lambda path: path.symlink_to("/dev/zero"), NOT_PLAIN),
        (
            lambda path: path.symlink_to("nowhere"),
            "d/x:1: the link leads to a file that is not there — expected a link to a file, or the file itself.",
        ),
        (lambda path: path.symlink_to(path.name), "d/x:1: the file cannot be read (Too many levels of symbolic links) — expected a readable file."),
        (Path.mkdir, "d/x:1: the file cannot be read (Is a directory) — expected a readable file."),
        (lambda path: path.write_bytes(b"one\n\xfftwo"), "d/x:2: byte 0xff is not UTF-8 — expected the file saved as UTF-8."),
        (lambda path: path.write_bytes("ü".encode("utf-16")), "d/x:1: byte 0xff is not UTF-8 — expected the file saved as UTF-8."),
        (lambda path: path.write_bytes(b"one\ntwo\0"), "d/x:2: the character U+0000 is not text — expected printable text."),
        (lambda path: path.write_bytes(b"one\x1b[31m"), "d/x:1: the character U+001B is not text — expected printable text."),
        (lambda path: path.write_bytes(b"\x02klzzwxh:0\x03"), "d/x:1: the character U+0002 is not text — expected printable text."),
        (
            lambda path: path.write_text("one\n\u2066two\u2069\u2066", encoding="utf-8"),
            "d/x:2: the character U+2066 turns the text after it round — expected text without it, so that what is read is what stands there.",
        ),
    ],
)
def test_what_cannot_be_read_is_a_problem(make: Callable[[Path], object], problem: str, tmp_path: Path) -> None:
    """Each with a reason; the first place of each character that nobody sees."""
    path = tmp_path / "x"
    make(path)
    text, problems = read_text(path, "d/x")
    assert text is None
    assert said(problems)[0] == problem


def test_tabs_line_ends_marks_of_direction_and_a_byte_order_mark_are_text(tmp_path: Path) -> None:
    """Windows and old Macs are read like Unix; a mark of direction turns nothing but its neighbours."""
    (tmp_path / "x").write_bytes("\ufeffone\r\n\ttwo\r\u05d0\u200f\n".encode())
    assert read_text(tmp_path / "x", "x") == ("one\n\ttwo\n\u05d0\u200f\n", [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\ntitle: A\n---\nText\n\n---\n", "---\ntitle: A\n---\n"),
        ("--- \na: b\nc: d\n...\nText", "--- \na: b\nc: d\n...\n"),
        ("Text\n\n---\ntitle: A\n---\n", ""),
        ("---\ntitle: A\n", ""),
    ],
)
def test_the_settings_of_a_page_stand_at_its_head(text: str, found: str) -> None:
    """A rule in the text encloses none."""
    assert front_matter(text) == found


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("a\n```\nb\n```\nc", "a c"),
        ("a\n  ~~~ text\n```\n  ~~~\nc", "a c"),
        ("a\n````\n```\nb\n```\n````\nc", "a c"),
        # code in a sentence, at its beginning
        ("```a``` b\nc", "```a``` b c"),
        # an end says nothing
        ("a\n```\n```python\nb\n```\nc", "a c"),
        # one that never ends
        ("a\n```\nb\nc", "a"),
    ],
)
def test_blocks_of_code_are_known_as_markdown_knows_them(text: str, outside: str) -> None:
    """What stands before and after is there."""
    assert " ".join(row for _, row in outside_fences(text)) == outside
