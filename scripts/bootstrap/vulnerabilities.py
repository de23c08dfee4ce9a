"""Ask pip-audit whether anything locked has a known vulnerability; end with one sentence for each that has.

Without a way to the list of vulnerabilities nothing can be said, and that is said: a check must not depend on
the network.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOCKED = sorted(path for path in Path("requirements").glob("*.txt") if path.is_file())
SECONDS = 15  # For one answer
SECONDS_IN_ALL = 240


def main() -> int:
    """Print what is known to be wrong; exit code 1 if there is anything."""
    report, why = audit(LOCKED)
    found = list(vulnerable(report))
    if found:
        print(*found, sep="\n")
        return 1
    left_out = sorted({dependency["name"] for dependency in report if "skip_reason" in dependency})
    if left_out and not why:
        others = " and others" if len(left_out) > 3 else ""
        why = f"nothing is known there of {', '.join(left_out[:3])}{others}"
    if why:
        what = "Known vulnerabilities: not looked up for all that is locked"
        print(f"{what}, as the list cannot be asked ({why}).")
    return 0


def audit(files: list[Path]) -> tuple[list[dict[str, Any]], str]:
    """Return what pip-audit says of each locked package, or nothing and why it says nothing."""
    command = [sys.executable, "-m", "pip_audit", "--format=json", "--progress-spinner=off"]
    command += [f"--timeout={SECONDS}", "--require-hashes", "--disable-pip"]
    command += [f"--requirement={file}" for file in files]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS_IN_ALL)
    except subprocess.TimeoutExpired:
        return [], "no answer came"
    try:
        report: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        said = (line.strip() for line in reversed(done.stderr.splitlines()) if any(map(str.isalnum, line)))
        return [], next(said, "it said nothing")[:200]
    return report, ""


def vulnerable(report: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a sentence for each package with a known vulnerability."""
    for dependency in report:
        for flaw in dependency.get("vulns", []):
            name, versions = dependency["name"], flaw["fix_versions"]
            cure = (
                f"lock {versions[-1]} or newer with 'scripts/lock --upgrade-package {name}'"
                if versions
                else "no version mends it yet"
            )
            yield f"{name} {dependency['version']} has the known vulnerability {flaw['id']} — {cure}."


if __name__ == "__main__":
    sys.exit(main())
