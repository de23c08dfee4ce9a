"""Where blocks begin and end in the text of a page: `/// figure | switch`, and `///` on a line of its own.

What stands behind the bar is the block's argument; most that list a whole kind of data take none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explainer.problems import Mistake

_ROW = re.compile(r"^ {0,3}/{3,}[ \t]*(?:([\w-]+)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """The line at which a block begins, or one at which it ends."""

    name: str
    """Empty at an end."""
    argument: str = ""
    """What stands behind the bar: `switch`."""
    source: str = ""
    """The line as it is written, without what is around it."""


def heads(text: str) -> Iterator[Head]:
    """Yield every line of a text at which a block begins or ends."""
    if "///" in text:
        for match in _ROW.finditer(text):
            yield Head(match[1] or "", match[2] or "", match[0].strip())


def no_argument(argument: str) -> None:
    """Raise `Mistake` where a block is given an argument and takes none."""
    if argument:
        raise Mistake(f"unexpected '{argument}'", "expected nothing after the name.")


def head_of(row: str) -> Head | None:
    """Return what a line begins or ends, None where it is any other."""
    return next(heads(row), None)
