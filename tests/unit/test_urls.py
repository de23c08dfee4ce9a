"""Addresses: from one page to another, whatever the engine calls them."""

from __future__ import annotations

import pytest

from explainer.urls import plain_root, relative_url, source_url


@pytest.mark.parametrize(
    ("target", "start", "way"),
    [
        ("", "", "./"), ("a/", "", "a/"), ("", "a/", "../"), ("a/", "a/", "./"), ("b/", "a/", "../b/"), ("a/b/", "a/", "b/"), ("a/", "b/c/", "../../a/"),
        # With use_directory_urls off
        ("a.html", "", "a.html"), ("a.html", "b/c.html", "../a.html"), ("b/d.html", "b/c.html", "d.html"), ("", "b/c.html", "../"),
        ("data/x.csv", "a/", "../data/x.csv"),
    ],
)  # fmt: skip
def test_one_page_leads_to_another(target: str, start: str, way: str) -> None:
    """The way is relative, so that a site works in any folder and from a disk."""
    assert relative_url(target, start) == way


@pytest.mark.parametrize(
    ("src", "folders", "files"),
    [("index.md", "", "index.html"), ("a.md", "a/", "a.html"), ("a/index.md", "a/", "a/index.html"), ("a/b.md", "a/b/", "a/b.html"), ("x.svg", "x.svg", "x.svg")],
)  # fmt: skip
def test_a_source_path_has_an_address(src: str, folders: str, files: str) -> None:
    """As MkDocs gives it, with folders and without."""
    assert source_url(src, use_folders=True) == folders
    assert source_url(src, use_folders=False) == files


@pytest.mark.parametrize(("url", "plain"), [("./", ""), (".", ""), ("/", ""), ("", ""), ("a/", "a/"), ("/a/", "a/")])
def test_the_home_page_has_one_address(url: str, plain: str) -> None:
    """Engines write it in three ways."""
    assert plain_root(url) == plain
