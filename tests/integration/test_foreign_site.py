"""The package on its own: built as a wheel, it works on somebody else's MkDocs site of three files."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from explainer import __version__
from support.tinysite import BuiltSite, TinySite


def run(site, wheel, *command):
    """Run Python below the folder of a foreign site with the wheel before everything else."""
    environment = {**os.environ, "PYTHONPATH": str(wheel)}
    return subprocess.run([sys.executable, *command], cwd=site.folder, env=environment, text=True, capture_output=True, check=False)


def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    """Templates are in it; tests, pages and data are not."""
    names = {path.relative_to(wheel).parts[0] for path in wheel.rglob("*")}
    assert names == {"explainer", f"explainer-{__version__}.dist-info"}
    assert (wheel / "explainer" / "templates" / "cards/term.html").is_file()


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_a_site_of_three_files(wheel, tmp_path, theme):
    """mkdocs.yml, a page and a glossary: the term is a link to its entry, and the page carries its card."""
    site = TinySite(tmp_path)
    site.put("mkdocs.yml", f"site_name: Theirs\ntheme: {theme}\nplugins: [search, explainer]\n")
    site.put("docs/index.md", "# Home\n\nThe loss falls.\n")
    site.put("docs/data/glossary.yml", "loss:\n  term: loss\n  definition: What training makes small.\n")

    where = run(site, wheel, "-c", "import explainer; print(explainer.__file__)")
    assert where.stdout.strip() == str(wheel / "explainer" / "__init__.py")
    built = run(site, wheel, "-m", "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr

    found = BuiltSite(tmp_path / "site")
    link = found.page().css_first("a.term")
    assert (link.text(), link.attributes["href"]) == ("loss", "glossary/#loss")
    assert found.resolves(link.attributes["href"])
    assert found.cards()["card-term-loss"].css_first(".card__definition").text() == "What training makes small."


def test_the_extension_alone(wheel, tmp_path):
    """Where an engine knows no plugins, the terms are linked all the same."""
    site = TinySite(tmp_path)
    site.put("mkdocs.yml", "site_name: Theirs\ntheme: material\nplugins: []\nmarkdown_extensions: [explainer]\n")
    site.put("docs/index.md", "# Home\n\nThe loss falls.\n")
    site.put("docs/glossary.md", "# Words\n\n/// glossary\n///\n")
    site.put("docs/data/glossary.yml", "loss:\n  term: loss\n  definition: What training makes small.\n")
    built = run(site, wheel, "-m", "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    found = BuiltSite(tmp_path / "site")
    assert found.resolves(found.page().css_first("a.term").attributes["href"])
    assert list(found.cards()) == ["card-term-loss"]
