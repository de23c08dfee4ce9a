"""What happened to the site itself: changes, corrections, when pages were checked, which pages moved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from explainer.problems import Problem
from explainer.records import Record, records
from explainer.yamldata import read_yaml

DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Correction:
    """A mistake that stood on the site, and what stands there now."""

    id: str
    date: str
    page: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """Something new on the site, for its feed."""

    id: str
    date: str
    title: str
    text: str
    page: str = ""
    """Source path of the page it is about."""


@dataclass(frozen=True, slots=True)
class Words:
    """A flat file of `name: word` lines, and the line of each."""

    path: str
    words: Mapping[str, str]
    lines: Mapping[str, int]


def load_corrections(path: Path, name: str) -> tuple[tuple[Correction, ...], list[Problem]]:
    """Return the corrections, newest first; `name` is the path as reports should show it."""
    document, problems = read_yaml(path, name)
    found = []
    for entry, record in records(document, "correction", problems):
        found.append(Correction(entry, _date(record), *(record.text(key, required=True) for key in ("page", "was", "now"))))
        record.finish()
    return tuple(sorted(found, key=lambda item: item.date, reverse=True)), problems


def load_changes(path: Path, name: str) -> tuple[tuple[Change, ...], list[Problem]]:
    """Return the changes, newest first."""
    document, problems = read_yaml(path, name)
    found = []
    for entry, record in records(document, "change", problems):
        found.append(Change(entry, _date(record), record.text("title", required=True), record.text("text", required=True), record.text("page")))
        record.finish()
    return tuple(sorted(found, key=lambda item: item.date, reverse=True)), problems


def load_words(path: Path, name: str) -> tuple[Words, list[Problem]]:
    """Return a flat mapping of words to words."""
    document, problems = read_yaml(path, name)
    record = Record(document, (), problems)
    return Words(name, {key: record.text(key) for key in document.value}, {key: document.line(key) for key in document.value}), problems


def load_dates(path: Path, name: str) -> tuple[Words, list[Problem]]:
    """Return a flat mapping of words to dates."""
    found, problems = load_words(path, name)
    wrong = ((key, value) for key, value in found.words.items() if not DATE.fullmatch(value))
    problems += [Problem(name, found.lines[key], f"'{key}' is '{value}'", "expected a date such as 2026-11-20.") for key, value in wrong]
    return found, problems


def _date(record: Record) -> str:
    date = record.text("date", required=True)
    if date and not DATE.fullmatch(date):
        record.problem(f"'date' is '{date}'", "expected a date such as 2026-11-20.", "date")
    return date
