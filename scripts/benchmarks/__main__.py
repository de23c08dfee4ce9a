"""`scripts/bench [part] [options]`: run benchmarks, print a table, keep the results of a full run as CSV.

A part is a module with `main(arguments)`; add one by naming it in `PARTS`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from benchmarks import build, figures, glossary, instructions, lab, real_site, serve
from benchmarks.report import Row, keep_rows, machine, table


def glossary_part(arguments: Sequence[str]) -> None:
    """What a glossary costs a build, against `abbr` and mkdocs-ezglossary."""
    parser = argparse.ArgumentParser(prog="scripts/bench glossary", description=glossary.__doc__)
    parser.add_argument("--pages", type=int, help="only sites of so many pages")
    parser.add_argument("--terms", type=int, help="only glossaries of so many terms")
    parser.add_argument(
        "--runs",
        type=int,
        default=3,
        help=f"measured builds of each way (default 3; at 2,000 pages at most {glossary.FEW_RUNS})",
    )
    parser.add_argument(
        "--ways",
        default=",".join(glossary.WAYS),
        help="ways to compare, the first of them always (default: all)",
    )
    parser.add_argument(
        "--longest",
        type=float,
        default=45,
        help="seconds a build may take; slower ways are left out (default 45)",
    )
    asked = parser.parse_args(arguments)
    wanted = (asked.pages, asked.terms)
    sizes = [
        size for size in glossary.SIZES if all(n in (None, m) for n, m in zip(wanted, size, strict=True))
    ]
    sizes = sizes or [(asked.pages or 400, asked.terms or 100)]
    ways = {next(iter(glossary.WAYS)), *asked.ways.split(",")}
    full = len(sizes) == len(glossary.SIZES) and ways == set(glossary.WAYS) and asked.runs >= 3
    rows: list[Row] = []
    for pages, terms in sizes:
        size = f"  {pages} × {terms}: "

        def say(text: str, size: str = size) -> None:
            print(size + text, file=sys.stderr)

        runs = min(asked.runs, glossary.FEW_RUNS) if pages >= 2000 else asked.runs
        rows += glossary.measure(pages, terms, runs, ways, asked.longest, say)
        keep_rows("glossary", rows, full=full)
    print(table(rows))


PARTS: dict[str, Callable[[Sequence[str]], None]] = {
    "glossary": glossary_part,
    "instructions": instructions.main,
    "real-site": real_site.main,
    "figures": figures.main,
    "lab": lab.main,
    "build": build.main,
    "serve": serve.main,
}


def main(arguments: Sequence[str]) -> int:
    """Run the part that is named first, or all of them."""
    if arguments and arguments[0] in ("-h", "--help"):
        print(__doc__, *(f"  {name}: {part.__doc__}" for name, part in PARTS.items()), sep="\n")
        return 0
    name, rest = "", arguments
    if arguments and not arguments[0].startswith("-"):
        name, rest = arguments[0], arguments[1:]
    if name and name not in PARTS:
        print(f"scripts/bench: unknown part '{name}' — expected one of {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    for part in [PARTS[name]] if name else PARTS.values():
        part(rest)
    print(machine())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
