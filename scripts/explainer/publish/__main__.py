"""Build, postprocess and check a site, and only then replace the former one: `scripts/build` runs this.

Whatever fails or is killed on the way, `site/` stays as it was.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

from explainer.problems import ContentError, Mistake, report
from explainer.publish.build import (
    PDF,
    ZIP,
    BuildFailed,
    Stopped,
    build_time,
    publish,
    publish_offline,
    publish_pdf,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build from the command line; whatever is wrong is one report and exit code 1."""
    parser = argparse.ArgumentParser(prog="scripts/build", description=__doc__)
    parser.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"))
    parser.add_argument("-d", "--site-dir", help="where the result goes; by default site, or a file in dist")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--offline", action="store_true", help="a zip that works from files, without a server")
    kind.add_argument("--pdf", action="store_true", help="one PDF of the whole site")
    options = parser.parse_args(arguments)
    make, usual = publish, "site"
    if options.offline:
        make, usual = publish_offline, ZIP
    if options.pdf:
        make, usual = publish_pdf, PDF
    target = usual if options.site_dir is None else options.site_dir
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        build_time()
        if options.pdf and not (find_spec("playwright") and find_spec("pypdf")):
            hint = "expected those of the extra `paper`: pip install '.[site,paper]'."
            raise Mistake("the packages that print are missing", hint)
        counts = make(options.config_file, target)
    except ContentError as error:
        print(report(error.problems), file=sys.stderr)
        return 1
    except (BuildFailed, Mistake) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        where = os.fspath(error.filename2 or error.filename or target)
        hint = "expected room and permission to write; what was published before is untouched."
        print(f"{where}: {error.strerror} — {hint}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, Stopped) as error:
        number = error.args[0] if error.args else signal.SIGINT
        print(f"Stopped: '{target}' is as it was, or new and whole.", file=sys.stderr)
        return 128 + int(number)
    print(f"{target}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(number)


if __name__ == "__main__":
    sys.exit(main())
