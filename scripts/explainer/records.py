"""Read one mapping of a data file field by field, and say what is missing, of the wrong kind or unknown.

Nothing raises for an author's mistake: a field that cannot be used is a problem, and is read as its default.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from explainer.problems import Mistake, Problem, expected, nearest
from explainer.yaml_data import Document

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
A_DATE = "expected a date such as 2026-11-20."


def is_date(text: str) -> bool:
    """Return whether a text is a day of the calendar, written as 2026-11-20."""
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


class Question(NamedTuple):
    """What a reader asks of one field, whether or not it is there."""

    path: str
    """The file, as reports show it."""
    keys: tuple[str | int, ...]
    """Where the field is in it."""
    kind: str
    """`text`, `texts`, `mapping` or `switch`."""
    required: bool
    words: tuple[str, ...] = ()
    """The words of which it may be one; none where it may be any text."""


_listener: ContextVar[Callable[[Question], object] | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Callable[[Question], object]) -> Iterator[None]:
    """Tell `listener` of every question that is asked of records meanwhile."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@dataclass(slots=True)
class Record:
    """Read one mapping field by field; what is missing, of the wrong kind or unknown becomes a problem."""

    document: Document
    keys: tuple[str | int, ...]
    problems: list[Problem]
    label: str = ""
    """How reports name the record: `term 'p-good'`."""
    value: dict[str, Any] = field(init=False)
    """The mapping itself; empty where the file has something else there."""
    _listener: Callable[[Question], object] | None = field(default_factory=_listener.get)
    _seen: set[str] = field(default_factory=set)
    _missing: dict[str, Problem] = field(default_factory=dict)
    """What has been said of fields that are not there, by field."""

    def __post_init__(self) -> None:
        here: Any = self.document.value
        for key in self.keys:
            here = here[key]
        self.value = here if isinstance(here, dict) else {}

    def line(self, *keys: str | int) -> int:
        """Return the line of a field of this record."""
        return self.document.line(*self.keys, *keys)

    def problem(self, message: str, hint: str, *keys: str | int) -> None:
        """Add a problem at a field of this record."""
        self.add(Mistake(message, hint), *keys)

    def add(self, mistake: Mistake, *keys: str | int) -> None:
        """Add a mistake as a problem at a field of this record."""
        self.problems.append(mistake.at(self.document.path, self.line(*keys), self.label))

    def text(self, key: str, *, required: bool = False, default: str = "", longest: int = 20_000) -> str:
        """Return a text field, stripped; numbers and dates count as text."""
        raw = self._take(key, "text", required)
        if raw is None:
            return default
        if isinstance(raw, (dict, list, bool)):
            self.problem(f"'{key}' is not text", "expected a line of text.", key)
            return default
        found = str(raw).strip()
        if required and not found:
            self.problem(f"'{key}' is empty", "expected a line of text.", key)
        if len(found) > longest:
            self.problem(f"'{key}' has {len(found):,} characters", f"expected at most {longest:,}.", key)
            return default
        return found

    def texts(self, key: str, *, most: int = 1000, longest: int = 20_000) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        raw = self._take(key, "texts")
        if raw is None:
            return ()
        items = raw if isinstance(raw, list) else [raw]
        if len(items) > most:
            self.problem(f"'{key}' has {len(items):,} items", f"expected at most {most:,}.", key)
            return ()
        if any(isinstance(item, (dict, list, bool)) or item is None for item in items):
            what = f"'{key}' holds something that is not text"
            self.problem(what, "expected a list such as [one, two].", key)
            return ()
        found = tuple(str(item).strip() for item in items)
        if too_long := next((item for item in found if len(item) > longest), None):
            what = f"'{key}' holds a text of {len(too_long):,} characters"
            self.problem(what, f"expected at most {longest:,}.", key)
            return ()
        return found

    def choice(self, key: str, accepted: Iterable[str], *, default: str = "", required: bool = False) -> str:
        """Return one of the accepted words."""
        accepted = tuple(accepted)
        self._ask(key, "text", required, accepted)
        found = self.text(key, required=required, default=default)
        if found and found not in accepted:
            hint = expected("one of " + ", ".join(accepted), found, accepted)
            self.problem(f"'{key}' is '{found}'", hint, key)
            return default
        return found or default

    def date(self, key: str, *, required: bool = False) -> str:
        """Return a day, as it is written."""
        found = self.text(key, required=required)
        if found and not is_date(found):
            self.problem(f"'{key}' is '{found}'", A_DATE, key)
        return found

    def mapping(self, key: str) -> dict[str, Any]:
        """Return a nested mapping, empty where it is absent."""
        raw = self._take(key, "mapping")
        if raw is None:
            return {}
        if not isinstance(raw, dict):
            self.problem(f"'{key}' is not a mapping", "expected `name: value` lines below it.", key)
            return {}
        return raw

    def nested(self, key: str) -> Iterator[tuple[str, Record]]:
        """Yield each name under `key` with a record of its own."""
        for name in self.mapping(key):
            label = ", ".join(filter(None, (self.label, f"{key.removesuffix('s')} '{name}'")))
            yield name, Record(self.document, (*self.keys, key, name), self.problems, label)

    def flag(self, key: str) -> bool:
        """Return a yes or no, no where it is absent."""
        return bool(self.switch(key))

    def switch(self, key: str) -> bool | None:
        """Return a yes or no, None where it is absent."""
        raw = self._take(key, "switch")
        if raw is None or isinstance(raw, bool):
            return raw
        self.problem(f"'{key}' is '{raw}'", "expected true or false.", key)
        return None

    def finish(self) -> None:
        """Report every field that nobody asked for; one that was misspelt is not missing, too."""
        accepted = tuple(sorted(self._seen))
        for key in self.value:
            if key not in self._seen:
                missing = self._missing.pop(nearest(key, accepted), None)
                if missing in self.problems:
                    self.problems.remove(missing)
                hint = expected("one of " + ", ".join(accepted), key, accepted)
                self.problem(f"unknown field '{key}'", hint, key)

    def _ask(self, key: str, kind: str, required: bool, words: tuple[str, ...] = ()) -> None:
        if self._listener:
            self._listener(Question(self.document.path, (*self.keys, key), kind, required, words))

    def _take(self, key: str, kind: str, required: bool = False) -> Any:
        self._ask(key, kind, required)
        self._seen.add(key)
        found = self.value.get(key)
        if found is None and required:
            self.problem(f"'{key}' is missing", f"expected a line `{key}: …`.", key)
            self._missing[key] = self.problems[-1]
        return found


def records(document: Document, kind: str, problems: list[Problem]) -> Iterator[tuple[str, Record]]:
    """Yield each top-level entry with a record; an entry that is not a mapping is a problem."""
    for name, value in document.value.items():
        if isinstance(value, dict):
            yield name, Record(document, (name,), problems, f"{kind} '{name}'")
            continue
        what = f"{kind} '{name}' has no fields"
        hint = "expected indented `name: value` lines."
        problems.append(Problem(document.path, document.line(name), what, hint, breaks=(f"{kind} {name}",)))
