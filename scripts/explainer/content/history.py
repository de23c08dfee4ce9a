"""What happened to the site itself: changes, corrections, which pages moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from explainer.problems import Problem
from explainer.records import Record, records
from explainer.yaml_data import read_yaml


@dataclass(frozen=True, slots=True)
class Correction:
    """A mistake that stood on the site, and what stands there now."""

    id: str
    date: str
    page: str
    was: str
    now: str
    path: str = ""
    line: int = 1
    """Where it names its page."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something new on the site, for its feed."""

    id: str
    date: str
    title: str
    text: str
    page: str = ""
    """Source path of the page it is about."""
    path: str = ""
    line: int = 1
    """Where it names its page."""


@dataclass(frozen=True, slots=True)
class StringMap:
    """A flat file of `name: word` lines, and the line of each."""

    path: str
    words: Mapping[str, str]
    lines: Mapping[str, int]


def load_corrections(path: Path, name: str) -> tuple[tuple[Correction, ...], list[Problem]]:
    """Return the corrections, newest first; `name` is the path for reports. What is wrong is left out."""
    document, problems = read_yaml(path, name)
    found = []
    for entry, record in records(document, "correction", problems):
        before = len(problems)
        date, page = record.date("date", required=True), record.text("page", required=True)
        was, now = record.text("was", required=True), record.text("now", required=True)
        made = Correction(entry, date, page, was, now, name, record.line("page"))
        record.finish()
        found += [made] if len(problems) == before else []
    return tuple(sorted(found, key=lambda item: item.date, reverse=True)), problems


def load_changes(path: Path, name: str) -> tuple[tuple[Change, ...], list[Problem]]:
    """Return the changes, newest first. What has a problem is left out."""
    document, problems = read_yaml(path, name)
    found = []
    for entry, record in records(document, "change", problems):
        before = len(problems)
        date, page = record.date("date", required=True), record.text("page")
        title, text = record.text("title", required=True), record.text("text", required=True)
        made = Change(entry, date, title, text, page, name, record.line("page"))
        record.finish()
        found += [made] if len(problems) == before else []
    return tuple(sorted(found, key=lambda item: item.date, reverse=True)), problems


def load_strings(path: Path, name: str) -> tuple[StringMap, list[Problem]]:
    """Return a flat mapping of words to words."""
    document, problems = read_yaml(path, name)
    record = Record(document, (), problems)
    return StringMap(
        name,
        {key: record.text(key) for key in document.value},
        {key: document.line(key) for key in document.value},
    ), problems
