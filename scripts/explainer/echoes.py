"""Tell one slip once: what only follows from it – all uses of a table with a slip – is counted and left out.

A problem says what it breaks and what it needs in the same words: a kind, and a name unless all are meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from explainer.problems import Problem


def broken_by(problems: Iterable[Problem]) -> dict[str, Problem]:
    """Return the first problem, by file and line, that makes each thing unusable."""
    found: dict[str, Problem] = {}
    for problem in sorted(set(problems)):
        for thing in problem.breaks:
            found.setdefault(thing, problem)
    return found


def breaking(problems: Sequence[Problem], *things: str) -> list[Problem]:
    """Return problems as those that make something unusable: a table, a term, or all of a kind."""
    return [replace(problem, breaks=things) for problem in problems]


def is_echo(problem: Problem, broken: Mapping[str, Problem]) -> bool:
    """Return whether a problem only follows from one that is told where it stands."""
    return _cause(problem, broken) is not None


def without_echoes(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that are somebody's slip, in order, each with how many places it keeps waiting."""
    found = sorted(set(problems))
    broken = broken_by(found)
    roots = {problem: _root(problem, broken) for problem in found}
    waiting = Counter(root for problem, root in roots.items() if root != problem)
    told = (problem for problem, root in roots.items() if root == problem)
    return [replace(problem, hint=_with(problem.hint, waiting[problem])) for problem in told]


def _root(problem: Problem, broken: Mapping[str, Problem]) -> Problem:
    """Return the slip from which a problem follows, or itself; of those that follow each other, the first."""
    way = [problem]
    while (cause := _cause(way[-1], broken)) is not None:
        if cause in way:
            return min(way[way.index(cause) :])
        way.append(cause)
    return way[-1]


def _cause(problem: Problem, broken: Mapping[str, Problem]) -> Problem | None:
    """Return the slip that leaves `problem` without what it needs."""
    causes = (broken.get(thing) or broken.get(thing.partition(" ")[0]) for thing in problem.needs)
    return next((cause for cause in causes if cause and cause != problem), None)


def _with(hint: str, count: int) -> str:
    """Return a hint with the number of places that are not told one by one."""
    if not count:
        return hint
    places = "1 place that uses it waits" if count == 1 else f"{count} places that use it wait"
    return f"{hint} {places} for this.".lstrip()
