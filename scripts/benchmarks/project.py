"""Copies of this project, to be built and changed without touching the project itself."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.environment import ROOT
from benchmarks.measure import Run, run

ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "SITE_URL": "", "EDIT_URI": ""}
PUBLISH = (sys.executable, "-m", "explainer.publish")


def copy_project(folder: Path) -> Path:
    """Copy what a build reads, and nothing that an earlier build left, into `folder`, whatever was there."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def forget(folder: Path, *what: str) -> None:
    """Throw away what earlier builds left."""
    for name in what:
        shutil.rmtree(folder / name, ignore_errors=True)


def publish(folder: Path) -> Run:
    """Build a copy as it is published."""
    return run(PUBLISH, folder, ENVIRONMENT)
