"""Where a build may put its result: what it says of every other place, and that it has touched nothing there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from explainer.problems import Mistake
from explainer.publish.targets import file_target, site_target, template_folders
from support.helpers import write

FOLDER = "expected a folder of its own, such as site."
FILE = "expected a file of its own, such as dist/x.zip."
GENERATOR = '<meta name="generator" content="mkdocs-1.6.1">'
FILES = {
    "mkdocs.yml": "docs_dir: text\ntheme: {name: !ENV THEME, custom_dir: blocks}\nx: !!python/name:os.system\n",
    "text/index.md": "",
    "blocks/main.html": "",
    "scripts/a.py": "",
    "old/index.html": "",
    "old/_headers": "",
    "plain/index.html": GENERATOR,
    "notes/a.txt": "",
    "notes/index.html": "",
    "disk/lost+found/x": "",
    "dist/x.zip": "PK",
    "dist/empty.zip": "",
}


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A project in which a build is about to begin."""
    write(tmp_path / "project", FILES)
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("", "the target is empty — expected a folder of its own, such as site; a variable may be unset."),
        (" ", "the target is empty — expected a folder of its own, such as site; a variable may be unset."),
        (".", f"the target '.' holds the sources (PROJECT) — {FOLDER}"),
        ("..", f"the target '..' holds the sources (PROJECT) — {FOLDER}"),
        ("/", f"the target '/' holds the sources (PROJECT) — {FOLDER}"),
        ("text", f"the target 'text' holds the sources (PROJECT/text) — {FOLDER}"),
        ("text/site", f"the target 'text/site' lies in the sources (PROJECT/text) — {FOLDER}"),
        ("notes/../text/a/b", f"the target 'notes/../text/a/b' lies in the sources (PROJECT/text) — {FOLDER}"),
        ("blocks/site", f"the target 'blocks/site' lies in the sources (PROJECT/blocks) — {FOLDER}"),
        ("scripts", f"the target 'scripts' holds the sources (PROJECT/scripts) — {FOLDER}"),
        (".git/site", f"the target '.git/site' lies in the sources (PROJECT/.git) — {FOLDER}"),
        ("mkdocs.yml", f"the target 'mkdocs.yml' is a file — {FOLDER}"),
        ("/dev/null", f"the target '/dev/null' is a file — {FOLDER}"),
        ("notes", "the target 'notes' is no former site and holds 'a.txt' — expected an empty folder, or one that a build has made."),
        (
            "/proc",
            "the target '/proc' is a mount point — expected a folder in it, since a site takes the place of another only within one file system.",
        ),
    ],
)
def test_no_place_for_a_site(project, target, said):
    with pytest.raises(Mistake) as mistake:
        site_target(target, Path("mkdocs.yml"))
    assert str(mistake.value) == said.replace("PROJECT", str(project))
    assert all((project / name).read_text() == text for name, text in FILES.items())


@pytest.mark.parametrize("target", ["site", "new/deep/site", "../beside", "old", "plain", "disk", "dist/site"])
def test_places_for_a_site(project, target):
    """What is not there, what is empty, and what a build or the engine has made before."""
    (project / "dist/site").mkdir()
    assert site_target(target, Path("mkdocs.yml")) == Path(os.path.normpath(project / target))


def test_links_are_followed(project):
    """To a former site, and to a place that is not there yet; but not to the sources."""
    for name, leads in {"link": "old", "dangling": "../www/site", "inwards": "text"}.items():
        (project / name).symlink_to(leads)
    assert site_target("link", Path("mkdocs.yml")) == project / "old"
    assert site_target("dangling", Path("mkdocs.yml")) == project.parent / "www/site"
    with pytest.raises(Mistake, match="holds the sources"):
        site_target("inwards", Path("mkdocs.yml"))


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("", "the target is empty — expected a file of its own, such as dist/x.zip; a variable may be unset."),
        ("dist", f"the target 'dist' is a folder — {FILE}"),
        ("new/", f"the target 'new/' is a folder — {FILE}"),
        ("text/x.zip", f"the target 'text/x.zip' lies in the sources (PROJECT/text) — {FILE}"),
        ("mkdocs.yml", f"the target 'mkdocs.yml' is something else — {FILE}"),
        ("/dev/null", f"the target '/dev/null' is something else — {FILE}"),
    ],
)
def test_no_place_for_a_file(project, target, said):
    with pytest.raises(Mistake) as mistake:
        file_target(target, Path("mkdocs.yml"), "dist/x.zip", b"PK")
    assert str(mistake.value) == said.replace("PROJECT", str(project))


@pytest.mark.parametrize("target", ["dist/x.zip", "dist/empty.zip", "new.zip", "../x.zip"])
def test_places_for_a_file(project, target):
    assert file_target(target, Path("mkdocs.yml"), "dist/x.zip", b"PK") == Path(os.path.normpath(project / target))


@pytest.mark.parametrize("settings", ["", "theme: material", "theme: {name: x}", "a: [", "\ttab: 1", "- x", None])
def test_a_configuration_that_names_no_templates(project, settings):
    """Or cannot be read, which the engine says better."""
    config = project / "other.yml"
    if settings is not None:
        config.write_text(settings)
    assert template_folders(config) == []
    assert template_folders(project / "mkdocs.yml") == [project / "blocks"]
    assert site_target("site", config) == project / "site"
