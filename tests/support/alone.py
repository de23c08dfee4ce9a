"""An environment that holds one wheel, what it asks for, and nothing else: what a person gets who installs it.

No index is asked: what the wheel asks for is linked from the environment that runs the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PathDistribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

SITE = ("mkdocs", "mkdocs-material")
"""What somebody has who has a site already."""


def environment_of(wheel: Path, folder: Path, extras: Iterable[str] = (), beside: Iterable[str] = SITE) -> Path:
    """Fill a folder with an unpacked wheel, what it requires with these extras, and `beside`, and return it."""
    (own,) = (PathDistribution(path) for path in wheel.glob("*.dist-info"))
    found: dict[str, Distribution] = {}
    for wanted in (*_required(own, {"", *extras}), *map(Requirement, beside)):
        _gather(wanted, found)
    folder.mkdir(parents=True)
    for one in (own, *found.values()):
        root = Path(str(one.locate_file("")))
        # Programs stand outside, in ../../../bin
        for top in {Path(str(file)).parts[0] for file in one.files or ()} - {"..", "__pycache__"}:
            link = folder / top
            if link.is_symlink():
                _merge(link, root / top)
            elif not link.exists():
                link.symlink_to(root / top)
    return folder


def run_alone(environment: Path, cwd: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python with such an environment; output and errors come together in `stdout`."""
    # -S: nothing of the environment that runs the tests. -P: nor of the folder that Python is started in.
    settings = {**os.environ, "PYTHONPATH": str(environment), "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-S", "-P", *command], cwd=cwd, env=settings, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )


def _gather(wanted: Requirement, found: dict[str, Distribution]) -> None:
    name = wanted.name.lower().replace("_", "-")
    if name in found and not wanted.extras:
        return
    found[name] = distribution(name)
    for further in _required(found[name], {"", *wanted.extras}):
        _gather(further, found)


def _required(one: Distribution, extras: set[str]) -> Iterator[Requirement]:
    for line in one.requires or ():
        requirement = Requirement(line)
        if not requirement.marker or any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
            yield requirement


def _merge(link: Path, other: Path) -> None:
    """Make a folder of links in the place of one link, where two distributions share a namespace."""
    first = link.resolve()
    if first == other.resolve() or not other.is_dir():
        return
    link.unlink()
    link.mkdir()
    for each in (*first.iterdir(), *other.iterdir()):
        if not (link / each.name).exists():
            (link / each.name).symlink_to(each)
