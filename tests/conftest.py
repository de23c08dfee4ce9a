"""What integration and browser tests share: the real site, built once, and tiny sites, built for one test."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

from explainer.publish.compress import CACHE, compress
from explainer.publish.postprocess import finish
from support.alone import environment_of
from support.project import CONDITIONS, ROOT, TESTED_URL, UNDER_A_PATH, build_project, publish_project
from support.serving import serve
from support.tinysite import BuiltSite, TinySite

# How long an example takes is for the machine to say, and which are tried is the same on each.
settings.register_profile("suite", deadline=None, derandomize=True, database=None)
settings.load_profile("suite")

# Material else prints a box about the future of MkDocs into every report.
os.environ["NO_MKDOCS_2_WARNING"] = "1"
for _name in ("REPO_URL", "REPO_NAME", "CONTACT", "MAINTAINER", "EDIT_URI", "DIRECTORY_URLS"):
    os.environ.pop(_name, None)


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks, so that a slip in one is an error."""
    config.addinivalue_line("markers", "browser: needs Chromium or Firefox (left out by scripts/test --no-browser)")
    config.addinivalue_line("markers", "firefox: needs Firefox (left out by scripts/test --no-firefox)")


# These files take longest, and of the three that begin only one waits for the site to be built.
FIRST = ["test_accessibility.py", "test_paper.py", "test_figure_units.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything below tests/browser, and what asks for Firefox there; put what takes long before the rest."""
    items.sort(key=lambda item: FIRST.index(item.path.name) if item.path.name in FIRST else len(FIRST))
    for item in items:
        if Path(__file__).parent / "browser" in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if "firefox" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.firefox)


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of mkdocs.yml."""
    return ROOT


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that is made for the first who asks, whichever worker that is, and shared by all."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared" / name
    folder.parent.mkdir(exist_ok=True)
    with folder.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            make(folder.with_name(f"{name}.new"))
            folder.with_name(f"{name}.new").rename(folder)
    return folder


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once a session as a host would build it, warnings counted as errors."""

    def make(folder: Path) -> None:
        build = build_project(folder, **CONDITIONS)
        if build.returncode:
            pytest.fail(f"mkdocs build --strict failed:\n{build.stdout}", pytrace=False)

    return made_once(tmp_path_factory, "built", make)


@pytest.fixture(scope="session")
def published_dir(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as `scripts/build` puts it before its readers: finished, with its security policy; SITE_DIR names one that is there."""
    if os.environ.get("SITE_DIR"):
        return Path(os.environ["SITE_DIR"]).absolute()
    built: Path = request.getfixturevalue("site_dir")

    def make(folder: Path) -> None:
        finish(built, folder, templates=[ROOT / "overrides"])
        compress(folder, ROOT / CACHE)  # As `scripts/build` does; other builds of the session find there what is the same in them.

    return made_once(tmp_path_factory, "published", make)


@pytest.fixture(scope="session")
def site_url(published_dir: Path) -> Iterator[str]:
    """The address of the published site: `http://127.0.0.1:49152/`, or that with the path of SITE_URL."""
    with serve(published_dir, base=urlsplit(TESTED_URL).path or "/") as address:
        yield address


@pytest.fixture(scope="session")
def offline_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader finds in the zip that `scripts/build --offline` makes."""

    def make(folder: Path) -> None:
        packed = folder.with_suffix(".zip")
        done = publish_project(packed, "--offline")
        if done.returncode:
            pytest.fail(f"publishing --offline failed:\n{done.stdout}", pytrace=False)
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(folder)

    return next(made_once(tmp_path_factory, "offline", make).iterdir())


@pytest.fixture(scope="session")
def dir_under_a_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as `scripts/build` publishes it for UNDER_A_PATH, with a repository to link to."""

    def make(folder: Path) -> None:
        repository = {"REPO_URL": "https://github.com/someone/something", "EDIT_URI": "edit/main/docs/", "MAINTAINER": "Ann & Co"}
        done = publish_project(folder, SITE_URL=UNDER_A_PATH, **repository)
        if done.returncode:
            pytest.fail(f"publishing for {UNDER_A_PATH} failed:\n{done.stdout}", pytrace=False)

    return made_once(tmp_path_factory, "under-a-path", make)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the package was installed from a wheel, as pip does it for one without compiled parts."""

    def make(folder: Path) -> None:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder.with_suffix(".wheel"))]
        built = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)
        assert built.returncode == 0, built.stdout + built.stderr
        (path,) = folder.with_suffix(".wheel").glob("mkdocs_explainer-*.whl")
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)

    return made_once(tmp_path_factory, "wheel", make)


@pytest.fixture(scope="session")
def alone(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Give a function that returns an environment with the wheel, what it asks for with some extras, MkDocs and Material: `alone("citations")`."""

    def environment(*extras: str) -> Path:
        make = partial(environment_of, wheel, extras=extras)
        return made_once(tmp_path_factory, "-".join(("alone", *extras)), make)

    return environment


@pytest.fixture
def write_site(tmp_path: Path) -> Callable[..., TinySite]:
    """Write a site of a few files: `write_site({"index.md": "# Home"}, terms={"loss": "What training lowers."})`."""
    return partial(TinySite.write, tmp_path)


@pytest.fixture
def build_site(write_site: Callable[..., TinySite]) -> Callable[..., BuiltSite]:
    """Write a site and build it for real."""

    def build(*arguments: Any, **settings: Any) -> BuiltSite:
        return write_site(*arguments, **settings).build()

    return build
