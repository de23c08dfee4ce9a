"""Read a YAML file into plain values that remember their lines, refusing whatever could surprise or harm.

Anchors, tabs, repeated keys, other encodings and oversized files are problems with a line, never a traceback.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from explainer.problems import Problem, expected
from explainer.text_files import UNPRINTABLE, not_printable, read_text

DEEPEST = 100  # Levels. Ours need five; the C library ends the whole process at some hundred thousand.
MOST_BOMBS = 20  # Problems of a kind of which one is enough.
LONGEST_CURE = 80  # Characters of a text that is shown as it should be written.
# What PyYAML raises for `!!bool maybe` and its like
_NOT_PLAIN = (yaml.YAMLError, ValueError, KeyError, IndexError, AttributeError)
LARGEST_NUMBER = 10**18  # Larger whole numbers are slips or bombs, and Python refuses to print some of them.

# An indent that holds a tab
_TAB = re.compile(r"^[^\S\n]*\t", re.MULTILINE)
# title: Size: the finding, text: *so* – no quotes, and a sign of YAML's at the start or a colon within
_SIGNED = re.compile(r"[ \t]*((?:- )?[\w-]+:)[ \t]+((?=[@`%*&!,}\]]|[-?:] |[^\s\"'|>\[{#].*:(?: |$)).*)")

_DATE = "tag:yaml.org,2002:timestamp"
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # The C loader is about eight times as fast.


@dataclass(frozen=True, slots=True)
class Document:
    """The mapping of one YAML file, and the line of each key and item in it."""

    path: str
    value: dict[str, Any]
    lines: Mapping[tuple[str | int, ...], int]

    def line(self, *keys: str | int) -> int:
        """Return the line where `keys` lead, or that of the nearest parent."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)


def read_yaml(path: Path, name: str) -> tuple[Document, list[Problem]]:
    """Return the mapping in a YAML file; an empty document where the file cannot be used."""
    nothing = Document(name, {}, {})
    text, problems = read_text(path, name)
    if text is None:
        return nothing, problems
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str, what: str = "the file") -> tuple[Document, list[Problem]]:
    """Return the mapping in `text` with the lines of its keys; see `read_yaml`.

    `what` is its name in reports.
    """
    nothing = Document(name, {}, {})
    if tab := _TAB.search(text):
        line = text.count("\n", 0, tab.start()) + 1
        return nothing, [Problem(name, line, "the line is indented with a tab", "expected spaces.")]
    reader = _Reader(name)
    try:
        value = reader.document(text)
    except _Abort:
        return nothing, reader.bombs
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, text.find(chr(error.character))) + 1
        where = f"the character U+{error.character:04X}"
        return nothing, [Problem(name, line, f"{where} is not allowed in YAML", "expected printable text.")]
    except yaml.MarkedYAMLError as error:
        return nothing, [_unreadable(error, text, name)]
    if reader.bombs:
        return nothing, reader.bombs
    if reader.empty:
        return nothing, [Problem(name, 1, f"{what} is empty", "expected a mapping of names to entries.")]
    if not isinstance(value, dict):
        hint = "expected `name:` entries at its top level."
        return nothing, [Problem(name, 1, f"{what} is not a mapping", hint)]
    return Document(name, value, reader.lines), reader.problems


def _unreadable(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    """Say what does not parse: a text in which YAML finds signs of its own is the slip made most often."""
    # Noticed at the end; what is to be mended began earlier.
    open_ended = "end of stream" in (error.problem or "")
    mark = error.context_mark if open_ended and error.context_mark else error.problem_mark
    line = min(mark.line, text.rstrip().count("\n")) + 1 if mark else 1
    row = _SIGNED.fullmatch(text.split("\n")[line - 1].rstrip())
    said = f": `{row[1]} {_quoted(row[2])}`" if row and len(row[2]) <= LONGEST_CURE else ""
    hint = f"expected the text in quotes{said}." if row else "expected valid YAML."
    return Problem(name, line, f"YAML does not parse: {error.problem}", hint)


def _quoted(text: str) -> str:
    return f"'{text}'" if '"' in text and "'" not in text else json.dumps(text, ensure_ascii=False)


class _Abort(Exception):
    """What is read will not be used."""


class _Reader:
    """Makes plain values of YAML's events; PyYAML's own tree of nodes takes much more time and room."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.problems: list[Problem] = []
        self.bombs: list[Problem] = []
        """What must not be read on: anchors, which a few lines can multiply endlessly, and deep nesting."""
        self.empty = False
        self._scalars = yaml.SafeLoader("")

    def document(self, text: str) -> Any:
        """Return the value of the one document in `text`."""
        self.events = self._events(text)
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.empty = True
            return None
        value = self.value(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            what, instead = "expected a single document in the stream", "but found another document"
            raise yaml.composer.ComposerError(what, None, instead, after.start_mark)
        return value

    def _events(self, text: str) -> Iterator[Any]:
        depth = 0
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self._bomb(event, "YAML anchors and aliases are not used here", "expected the text itself.")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                self._bomb(event, "YAML is nested too deeply", "expected a few levels.")
                raise _Abort
            yield event

    def _bomb(self, event: Any, message: str, hint: str) -> None:
        self.bombs.append(Problem(self.name, event.start_mark.line + 1, message, hint))
        if len(self.bombs) == MOST_BOMBS:
            raise _Abort

    def value(self, event: Any, keys: tuple[str | int, ...]) -> Any:
        """Return the value that `event` begins, and remember the lines of everything in it."""
        self.lines.setdefault(keys, event.start_mark.line + 1)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(keys)
        if isinstance(event, yaml.AliasEvent):
            return None  # It has been told of.
        items: list[Any] = []
        while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(item, (*keys, len(items))))
        return items

    def mapping(self, keys: tuple[str | int, ...]) -> dict[str, Any]:
        """Return the mapping of which the first event is past."""
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                wrong = Problem(self.name, line, "a key is not a word", expected("`name: value`"))
                self.problems.append(wrong)
                self.skip(event)
                self.skip(next(self.events))
            elif event.value in found:
                first = self.lines[(*keys, event.value)]
                what = f"'{event.value}' is given twice (first on line {first})"
                self.problems.append(Problem(self.name, line, what, "expected each name once."))
                self.skip(next(self.events))
            else:
                key = event.value
                self.lines[(*keys, key)] = line
                found[key] = self.value(next(self.events), (*keys, key))
        return found

    def skip(self, event: Any) -> None:
        """Pass over the value that `event` begins."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            event = next(self.events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)

    def scalar(self, event: Any) -> Any:
        """Return text, a number, yes or no, a date, or None, as YAML understands what is written."""
        # Written as "\x00" or "\u202e".
        if event.style == '"' and (hidden := UNPRINTABLE.search(event.value)):
            self.problems.append(Problem(self.name, event.start_mark.line + 1, *not_printable(hidden[0])))
            return None
        tag = event.tag
        if tag is None or tag == "!":
            if event.style or event.value[:1] not in yaml.SafeLoader.yaml_implicit_resolvers:
                return event.value
            tag = self._scalars.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]  # so is their stub
        if tag == "tag:yaml.org,2002:str":
            return event.value
        try:
            node = yaml.ScalarNode(tag, event.value, event.start_mark)
            found = self._scalars.construct_object(node, deep=True)
            if isinstance(found, int) and abs(found) > LARGEST_NUMBER:
                raise ValueError
            return found
        except _NOT_PLAIN:
            if tag == _DATE and event.tag is None:
                return event.value  # What only looks like a day of the calendar is text.
            what = f"'{event.value[:40]}' is not plain data"
            hint = "expected text, a number, a list or a mapping."
            self.problems.append(Problem(self.name, event.start_mark.line + 1, what, hint))
            return None
