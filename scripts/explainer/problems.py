"""One shape for everything that can be wrong with an author's input, and the one place that words it.

The core returns problems and never logs them: the caller decides whether they stop a build or only warn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake, where it stands, and what would be right."""

    path: str
    """File as the author knows it, relative to the project: `docs/data/glossary.yml`."""
    line: int
    """Line in that file, counted from 1; 0 where the file as a whole is meant."""
    message: str
    """What is wrong, without a full stop."""
    hint: str = ""
    """What is accepted, as whole sentences; may end in a guess."""
    needs: tuple[str, ...] = field(default=(), compare=False)
    """What is named here and is not there, as `explainer.echoes` knows it: `table size-scan`."""
    breaks: tuple[str, ...] = field(default=(), compare=False)
    """What cannot be used because of this: `table size-scan`, or all of a kind, `term`."""
    kind: str = field(default="content", compare=False)
    """What it is about: `content`, `links` or `nav`; a site sets for each how loud it is told."""

    @property
    def place(self) -> str:
        """File and line: `docs/index.md:3`."""
        return f"{self.path}:{self.line}" if self.line else self.path

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" — {self.hint}" if self.hint else "")


class ContentError(Exception):
    """Raised once, with every problem found, where an author's data cannot be used."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """Return all problems as text, one a line, by file and line, each said once."""
    found = sorted(set(problems))
    count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
    return "\n".join([f"{count} in the content:", *(f"  {problem}" for problem in found)])


def nearest(name: str, accepted: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the accepted name that is most like `name`, or nothing where none is near."""
    written = {item.casefold(): item for item in accepted}
    near = get_close_matches(name.casefold(), written, n=1, cutoff=cutoff)
    return written[near[0]] if near else ""


def guess(name: str, accepted: Iterable[str]) -> str:
    """Return `" Did you mean 'loss'?"`, or nothing where no accepted name is near."""
    near = nearest(name, accepted)
    return f" Did you mean '{near}'?" if near else ""


def expected(what: str, name: str = "", accepted: Iterable[str] = ()) -> str:
    """Return the hint that says what is accepted; with a guess for `name`: ` Did you mean 'loss'?`."""
    accepted = tuple(accepted)
    return f"expected {what}.{guess(name, accepted) if name else ''}"


def locate(source: str, snippet: str, start: int = 0) -> int:
    """Return the line (from 1) of `source` where `snippet` first stands, at or after `start`, else 1."""
    at = source.find(snippet, start)
    if at < 0:
        at = source.find(snippet.split("\n", 1)[0], start)
    return source.count("\n", 0, at) + 1 if at >= 0 else 1


class Mistake(Exception):
    """One mistake whose place the caller knows better; `needs` is what is named and not there."""

    def __init__(self, message: str, hint: str, needs: str = "") -> None:
        super().__init__(f"{message} — {hint}")
        self.message, self.hint, self.needs = message, hint, needs

    def at(self, path: str, line: int, where: str = "") -> Problem:
        """Return it as a problem at a place; `where` says in which entry."""
        message = f"{where}: {self.message}" if where else self.message
        return Problem(path, line, message, self.hint, (self.needs,) if self.needs else ())
