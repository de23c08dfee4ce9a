"""What a glossary costs the pages of a real documentation: that of Argo CD, which anybody can fetch.

    git clone --depth 1 https://github.com/argoproj/argo-cd
    scripts/bench real-site argo-cd

Its Markdown pages are built with the theme and extensions of the made-up site, with no glossary, with `abbr`
and with ours, of the same 40 terms. mkdocs-ezglossary is left out: its marks would have to be put into the
pages.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import yaml

from benchmarks.environment import CACHE
from benchmarks.glossary import SNIPPETS, build, configuration, write_abbreviations
from benchmarks.measure import Run, compare
from benchmarks.report import Row, keep_rows, table

TERMS = Path(__file__).with_name("argo-cd.yml")


def main(arguments: Sequence[str]) -> None:
    """What a glossary costs a real site; needs a clone of it."""
    parser = argparse.ArgumentParser(prog="scripts/bench real-site", description=__doc__)
    parser.add_argument("clone", nargs="?", type=Path, help="its folder; without it, nothing is measured")
    parser.add_argument("--runs", type=int, default=5, help="measured builds of each way (default 5)")
    asked = parser.parse_args(arguments)
    if asked.clone is None:
        print("real-site: left out — name a clone (scripts/bench real-site --help).", file=sys.stderr)
        return
    pages = sorted((asked.clone / "docs").rglob("*.md"))
    if not pages:
        parser.error(f"no pages below {asked.clone / 'docs'} — expected a clone of argoproj/argo-cd.")
    ways = {"none": _none, "abbr": _abbr, "ours": _ours}
    built: dict[str, partial[Run]] = {}
    for way, write in ways.items():
        folder = CACHE / "real-site" / way
        shutil.rmtree(folder, ignore_errors=True)
        _copy(pages, asked.clone / "docs", folder / "docs")
        write(folder)
        built[way] = partial(build, folder)
    size = {"pages": len(pages), "terms": len(_terms())}
    rows = [Row(size, result) for result in compare(built, asked.runs, partial(print, file=sys.stderr))]
    keep_rows("real-site", rows, full=asked.runs >= 5)
    print(table(rows))


def _copy(pages: Sequence[Path], docs: Path, target: Path) -> None:
    for page in pages:
        copy = target / page.relative_to(docs)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)


def _none(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(configuration(), encoding="utf-8")


def _abbr(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(configuration(extensions=SNIPPETS), encoding="utf-8")
    write_abbreviations(folder, ((entry["term"], entry["definition"]) for entry in _terms().values()))


def _ours(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(configuration(plugins="  - explainer"), encoding="utf-8")
    (folder / "docs" / "data").mkdir()
    shutil.copyfile(TERMS, folder / "docs" / "data" / "glossary.yml")


def _terms() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(TERMS.read_text(encoding="utf-8"))
    return found
