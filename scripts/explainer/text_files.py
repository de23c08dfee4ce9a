"""Read a text file that somebody wrote, of data or of a page, and say why where that cannot be.

Whatever is no plain file of UTF-8 that people can read is a problem with a line, never a traceback or a wait.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from explainer.problems import Problem

LARGEST = 4_000_000  # Bytes. A glossary of 5,000 terms needs about 1.5 MB; a bomb wants more.

Stamp = tuple[int, int]
"""When a file was changed, in nanoseconds, and its size in bytes."""

# Control characters but for tab and line ends, what turns text round, and what is no character at all.
_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_TURNING, _NOTHING = r"\u202a-\u202e\u2066-\u2069", r"\ufdd0-\ufdef\ufffe\uffff"
# ---, lines, --- or ...
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
# ```python, ~~~ – not ```code``` at the beginning of a sentence
_FENCE = re.compile(r"[ \t]*(`{3,}(?!.*`)|~{3,})")
_CODE = re.compile(r"`[^`]*`")
UNPRINTABLE = re.compile(f"[{_CONTROLS}{_TURNING}{_NOTHING}]")
_TURNS = re.compile(f"[{_TURNING}]")
# What a text in ASCII may hold: looked through byte by byte, it takes a tenth of the time of the pattern.
_PRINTABLE = bytes({*b"\t\n\r", *range(0x20, 0x7F)})


def read_text(
    path: Path, name: str, largest: int = LARGEST, *, printable: bool = True
) -> tuple[str | None, list[Problem]]:
    """Return the text of a file with Unix line ends and no byte order mark, or None and the reason.

    `name` is the path as reports should show it; where not all must be `printable`, what is not is told of
    all the same.
    """
    try:
        raw = b"" if (why := not_a_file(path)) else path.read_bytes()
    except OSError as error:
        why = f"the file cannot be read ({error.strerror})", "expected a readable file."
    if why:
        return None, [Problem(name, 1, *why)]
    if len(raw) > largest:
        return None, [Problem(name, 1, f"the file has {len(raw):,} bytes", f"expected at most {largest:,}.")]
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return None, [Problem(name, line, what, "expected the file saved as UTF-8.")]
    problems = list(unprintable(text, name))
    return (None if problems and printable else text), problems


def stamp(path: Path) -> Stamp:
    """Return what changes when a file does; of a link that leads nowhere, its own; raises OSError."""
    try:
        found = path.stat()
    except OSError:
        found = path.lstat()
    return found.st_mtime_ns, found.st_size


def front_matter(text: str) -> str:
    """Return the settings at the head of a page with the lines that enclose them, or nothing."""
    found = _FRONT_MATTER.match(text)
    return found[0] if found else ""


def outside_fences(text: str) -> Iterator[tuple[int, str]]:
    """Yield number, from 1, and text of each row of a page that stands in no block of code."""
    fence = ""
    for number, row in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(row)
        if fence:
            # Behind the signs that end it stands nothing.
            if mark and mark[1].startswith(fence) and row.strip() == mark[1]:
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            yield number, row


def prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield number, from 1, and text of each row of a page that is no code, code in a sentence left out."""
    for number, row in outside_fences(text):
        yield number, _CODE.sub("", row)


def not_a_file(path: Path) -> tuple[str, str] | None:
    """Return what is wrong and what is accepted where a path leads to no file: a pipe is read for ever."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            hint = "expected a link to a file, or the file itself."
            return "the link leads to a file that is not there", hint
        return "the file is missing", "expected a UTF-8 text file here."
    except OSError as error:
        return f"the file cannot be read ({error.strerror})", "expected a readable file."
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):  # Reading a folder says itself what is wrong.
        return None
    return "a pipe, a socket or a device stands in place of the file", "expected a plain file."


def unprintable(text: str, name: str) -> Iterator[Problem]:
    """Yield a problem for each character that nobody sees or that turns others round, at its first place."""
    if text.isascii() and not text.encode().translate(None, _PRINTABLE):
        return
    seen: set[str] = set()
    for match in UNPRINTABLE.finditer(text):
        if match[0] not in seen:
            seen.add(match[0])
            yield Problem(name, text.count("\n", 0, match.start()) + 1, *not_printable(match[0]))


def not_printable(character: str) -> tuple[str, str]:
    """Return what is wrong with such a character, and what is accepted."""
    code = f"the character U+{ord(character):04X}"
    if _TURNS.match(character):
        hint = "expected text without it, so that what is read is what stands there."
        return f"{code} turns the text after it round", hint
    return f"{code} is not text", "expected printable text."
