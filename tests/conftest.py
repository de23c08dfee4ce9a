"""What integration and browser tests share: the real site, built once, and tiny sites, built for one test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from explainer.finish import finish
from project import ROOT, build_project
from serving import serve
from tinysite import BuiltSite, TinySite

# Material else prints a box about the future of MkDocs into every report.
os.environ["NO_MKDOCS_2_WARNING"] = "1"
for _name in ("SITE_URL", "REPO_URL", "REPO_NAME", "CONTACT", "EDIT_URI", "DIRECTORY_URLS"):
    os.environ.pop(_name, None)


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks, so that a slip in one is an error."""
    config.addinivalue_line("markers", "browser: needs Chromium (left out by scripts/test --no-browser)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything below tests/browser."""
    for item in items:
        if Path(__file__).parent / "browser" in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of mkdocs.yml."""
    return ROOT


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once a session as a host would build it, warnings counted as errors."""
    folder = tmp_path_factory.mktemp("real") / "site"
    build = build_project(folder)
    if build.returncode:
        pytest.fail(f"mkdocs build --strict failed:\n{build.stdout}", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def published_dir(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as `scripts/build` puts it before its readers: finished, with its security policy."""
    folder = tmp_path_factory.mktemp("published") / "site"
    finish(site_dir, folder)
    return folder


@pytest.fixture(scope="session")
def site_url(published_dir: Path) -> Iterator[str]:
    """The address of the published site: `http://127.0.0.1:49152/`."""
    with serve(published_dir) as address:
        yield address


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
