"""What the charts cost: seconds of a cold and of a warm build against the same site without them, bytes of a page that shows one."""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import brotli

from benchmarks.environment import CACHE, ROOT
from benchmarks.measure import Run, compare
from benchmarks.project import build_raw, copy_project, forget
from benchmarks.report import Demand, Row, judged, keep_demands, keep_rows, table
from explainer.compress import QUALITY

MOST_COLD, MOST_WARM = 1.5, 0.2
"""Seconds that all charts of the site together may add to a build: issue 4."""

# /// chart | size-scan … ///
_CHART = re.compile(r"^/// chart\b.*?^///[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_PAGE = "---\ntitle: Page {name}\ndescription: A page to be weighed.\n---\n\n# Page\n\nText.\n\n{block}\n"


def main(arguments: Sequence[str]) -> None:
    """What the charts add to a build and to a page."""
    parser = argparse.ArgumentParser(prog="scripts/bench charts", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="measured builds of each way (default 5)")
    runs = parser.parse_args(arguments).runs
    folder = CACHE / "charts"
    with_charts, without = copy_project(folder / "with"), copy_project(folder / "without")
    shown = sum(_strip(path) for path in (without / "docs").rglob("*.md"))

    def cold() -> Run:
        forget(with_charts, ".cache")
        return build_raw(with_charts)

    def warm() -> Run:
        if not (with_charts / ".cache").exists():
            build_raw(with_charts)
        return build_raw(with_charts)

    ways = {"none": lambda: build_raw(without), "warm": warm, "cold": cold}
    rows = [Row({"charts": shown}, result) for result in compare(ways, runs, print)]
    print(table(rows))
    none, now, first = (row.result.median for row in rows)
    demands = [
        Demand("charts, cold build", "s more", first.seconds - none.seconds, MOST_COLD, first.cpu - none.cpu),
        Demand("charts, warm build", "s more", now.seconds - none.seconds, MOST_WARM, now.cpu - none.cpu),
        *_weights(with_charts),
    ]
    print(judged(demands))
    keep_rows("charts", rows, full=runs >= 5)
    keep_demands("charts-demands", demands, full=runs >= 5)


def _strip(path: Path) -> int:
    """Take the charts out of a page and return how many there were."""
    text, count = _CHART.subn("", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    return count


def _weights(project: Path) -> list[Demand]:
    """Return what each chart adds to a page that holds nothing else."""
    names = sorted(path.stem for path in (project / "docs/data/charts").glob("*.yml"))
    for name in ("none", *names):
        block = f"/// chart | {name}\n///" if name in names else ""
        (project / "docs" / f"weigh-{name}.md").write_text(_PAGE.format(name=name, block=block), encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nnot_in_nav: weigh-*.md\n")
    build_raw(project)
    weight = {name: _weight(project / "site" / f"weigh-{name}" / "index.html") for name in ("none", *names)}
    most = tomllib.loads((ROOT / "budgets.toml").read_text(encoding="utf-8"))["parts"]["chart"]
    return [Demand(f"chart {name}", "bytes", weight[name] - weight["none"], most) for name in names]


def _weight(page: Path) -> int:
    return len(brotli.compress(page.read_bytes(), quality=QUALITY))
