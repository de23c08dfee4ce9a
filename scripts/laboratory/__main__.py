"""`scripts/lab [--check] [--seeds N]`: run what is missing of the lab's grid and write its tables.

With `--check`, run one seed of each cell again and compare.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.audit import serve
from laboratory.tables import KEYS, Row, identity, merged, read_rows, summary, write_rows

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "docs" / "data" / "tables"
_GRID = "scripts/laboratory/grid.js"


def main(arguments: Sequence[str]) -> int:
    """Do what is asked and return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/lab", description=__doc__)
    parser.add_argument("--check", action="store_true", help="run seed 1 of each cell again and compare")
    parser.add_argument("--seeds", type=int, default=20, help="no more seeds than these (default 20)")
    asked = parser.parse_args(arguments)
    if asked.seeds < 1:
        parser.error(f"argument --seeds: {asked.seeds} — expected 1 or more.")
    runs = {table: read_rows(runs_file(table)) for table in KEYS}
    with browser_page() as page:
        groups = page.evaluate(f"import('/{_GRID}').then(grid => grid.GROUPS)")
        if asked.check:
            lines: list[str] = []
            for index, table in enumerate(group["table"] for group in groups):
                lines += differing(table, rows_of(page, index, 1), runs[table])
            return report(lines)
        missing = list(missing_runs(groups, runs, asked.seeds))
        for done, (index, seed) in enumerate(missing, start=1):
            table = groups[index]["table"]
            runs[table] = merged(table, runs[table], rows_of(page, index, seed))
            write_rows(runs_file(table), runs[table])
            print(f"{done} of {len(missing)}: {table}, seed {seed}", flush=True)
    for table, rows in runs.items():
        write_rows(TABLES / f"lab-{table}.csv", summary(table, rows))
    return 0


def runs_file(table: str) -> Path:
    """Return where the runs of a table are kept."""
    return TABLES / f"lab-{table}-runs.csv"


def missing_runs(
    groups: Sequence[dict[str, Any]], runs: dict[str, list[Row]], most: int
) -> Iterator[tuple[int, int]]:
    """Yield group and seed of what is not recorded yet, all groups of one seed before the next."""
    done = {(table, *identity(table, row)) for table, rows in runs.items() for row in rows}
    for seed in range(1, most + 1):
        for index, group in enumerate(groups):
            table = group["table"]
            wanted = [(table, *identity(table, {**cell, "seed": seed})) for cell in group["cells"]]
            if seed <= group["seeds"] and not done.issuperset(wanted):
                yield index, seed


def rows_of(page: Page, index: int, seed: int) -> list[Row]:
    """Run one seed of a group in the browser."""
    found: list[Row] = page.evaluate(
        f"([index, seed]) => import('/{_GRID}').then(grid => grid.run(index, seed))", [index, seed]
    )
    return found


def differing(table: str, again: Sequence[Row], runs: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each run that does not come out as it is recorded."""
    recorded = {identity(table, row): row for row in runs}
    for row in again:
        key = identity(table, row)
        if recorded.get(key) != row:
            yield f"{runs_file(table).name}: {key} is {recorded.get(key)}, run again {row}"


def report(lines: Sequence[str]) -> int:
    """Print what differs and return the exit code."""
    print("\n".join(lines) or "Each run came out as it is recorded.")
    return 1 if lines else 0


@contextmanager
def browser_page() -> Iterator[Page]:
    """Give a page that can import the scripts of the repository."""
    with serve(ROOT) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page()
        page.set_default_timeout(0)
        page.goto(f"{address}scripts/laboratory/")
        yield page
        chromium.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
