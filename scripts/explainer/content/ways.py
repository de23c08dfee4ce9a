"""Ways through the site: for each its name and the pages it leads over, in order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from explainer.problems import Problem
from explainer.records import records
from explainer.yaml_data import read_yaml


@dataclass(frozen=True, slots=True)
class Way:
    """One way."""

    id: str
    title: str
    """How long it takes, mostly: `Half an hour`."""
    text: str
    """For whom it is, or what it leaves one with."""
    steps: tuple[str, ...]
    """Source paths of pages, each with the anchor of a section or without."""
    then: str = ""
    """Where its last page leads on: a page that may be of another way."""
    path: str = ""
    line: int = 1
    """Where it names its pages."""
    then_line: int = 1

    def step(self, src: str) -> int | None:
        """Return which step a page is, from 0; None where the way does not pass it."""
        pages = [step.partition("#")[0] for step in self.steps]
        return pages.index(src) if src in pages else None


def load_ways(path: Path, name: str) -> tuple[tuple[Way, ...], list[Problem]]:
    """Return the ways in order, `name` being the path for reports. What is wrong is left out."""
    document, problems = read_yaml(path, name)
    found = []
    for way, record in records(document, "way", problems):
        before = len(problems)
        title, text, steps = record.text("title", required=True), record.text("text"), record.texts("steps")
        then = record.text("then")
        if not steps:
            record.problem("it has no 'steps'", "expected a list of pages: `steps: [threats/index.md, …]`.")
        record.finish()
        if len(problems) == before:
            found.append(Way(way, title, text, steps, then, name, record.line("steps"), record.line("then")))
    return tuple(found), problems
