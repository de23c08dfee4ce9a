"""The package's own verbs: `python -m explainer new FOLDER`, `assets DOCS`, `schemas [DATA]`.

What cannot be done is one sentence and exit code 1, and nothing is left half written.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from explainer.exports.assets import write_assets
from explainer.exports.schemas import write_schemas
from explainer.exports.starter import THEMES, write_starter
from explainer.problems import Mistake


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb, say what to do next, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m explainer", description="Start and furnish a site.")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)

    new = verbs.add_parser("new", help="write a small site that shows each feature once")
    new.add_argument("folder", metavar="FOLDER", type=Path, help="a folder that is empty or not there yet")
    new.add_argument("--theme", choices=THEMES, help="by default material if it is installed, else mkdocs")
    new.set_defaults(run=lambda given: write_starter(given.folder, given.theme))

    assets = verbs.add_parser("assets", help="write the script and the style of cards, for Zensical")
    assets.add_argument("docs", metavar="DOCS", type=Path, help="the folder of the pages")
    assets.set_defaults(run=lambda given: write_assets(given.docs))

    schemas = verbs.add_parser("schemas", help="write a schema of each data file, for editors")
    schemas.add_argument("data", metavar="DATA", type=Path, nargs="?", default=Path("docs/data"))
    schemas.set_defaults(run=lambda given: write_schemas(given.data))

    given = parser.parse_args(arguments)
    try:
        said = given.run(given)
    except Mistake as mistake:
        sys.stderr.write(f"{mistake}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror} — expected a place that can be written to.\n")
        return 1
    try:
        print(said, flush=True)
    except BrokenPipeError:  # Nobody reads on: `… | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python would complain once more.
    return 0


if __name__ == "__main__":
    sys.exit(main())
