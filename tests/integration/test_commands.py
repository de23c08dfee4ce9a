"""`python -m explainer`: the one door to what the package does by itself, from the wheel where that matters."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from explainer.__main__ import main
from explainer.exports.assets import SCRIPT, STYLE
from explainer.exports.schemas import KINDS
from support.alone import environment_of, run_alone
from support.tinysite import BuiltSite, TinySite


class TestNew:
    """A small site that builds at once and shows each feature once."""

    @pytest.mark.parametrize("theme", ["material", "mkdocs"])
    def test_it_builds_strictly_at_once(self, alone, tmp_path, theme):
        """From the wheel; the theme is the one of this environment, or the one that was asked for."""
        environment = alone("citations")
        options = [] if theme == "material" else ["--theme", theme]
        made = run_alone(environment, tmp_path, "-m", "explainer", "new", "tea", *options)
        assert (made.returncode, made.stdout) == (0, "tea is a site now:\n  cd tea\n  mkdocs serve\n")
        assert f"name: {theme}\n" in (tmp_path / "tea/mkdocs.yml").read_text(encoding="utf-8")
        built = run_alone(environment, tmp_path / "tea", "-m", "mkdocs", "build", "--strict")
        assert built.returncode == 0, built.stdout

        site = BuiltSite(tmp_path / "tea" / "site")
        home = site.page()
        assert home.css_first("a.term .symbol sub").text() == "room"
        assert home.css_first("a.number").text() == "63\u00a0°C"
        assert all(site.resolves(link.attributes["href"]) for link in home.css("a.term, a.number, a.cite"))
        assert home.css_first(".claim.claim--needs-a-limit .claim__answer .number").text() == "74\u00a0°C"
        assert home.css_first(".chart svg") is not None
        assert {"term", "number", "cite"} == {name.split("-")[1] for name in site.cards()}
        assert len(site.page("claims/").css(".claim")) == 2

    def test_it_builds_under_zensical(self, tmp_path):
        """With the extension alone, once the files are there that the plugin would bring."""
        assert main(["new", str(tmp_path / "tea")]) == 0
        assert main(["assets", str(tmp_path / "tea/docs")]) == 0
        config = tmp_path / "tea/mkdocs.yml"
        named = f"extra_css: [{STYLE}]\nextra_javascript: [{{path: {SCRIPT}, defer: true}}]\n"
        config.write_text(config.read_text(encoding="utf-8") + named, encoding="utf-8")
        built = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "--strict"], cwd=tmp_path / "tea", text=True, capture_output=True, check=False
        )
        assert built.returncode == 0, built.stdout + built.stderr
        site = BuiltSite(tmp_path / "tea" / "site")
        assert site.resolves(site.page().css_first("a.term").attributes["href"])
        assert all(site.resolves(node.attributes["href"]) for node in site.page().css("link[href*=explainer]"))
        assert "card-term-conduction" in site.cards()

    def test_what_stands_there_stays(self, tmp_path, capsys):
        """A folder that is not empty, or a file of that name, is left as it is."""
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine/notes.md").write_text("mine", encoding="utf-8")
        for name, what in (("mine", "is not empty"), ("mine/notes.md", "is a file")):
            assert main(["new", str(tmp_path / name)]) == 1
            hint = "expected an empty folder, or one that is not there yet."
            assert capsys.readouterr().err == f"{tmp_path / name} {what} — {hint}\n"
        assert [path.name for path in tmp_path.rglob("*")] == ["mine", "notes.md"]
        assert (tmp_path / "mine/notes.md").read_text(encoding="utf-8") == "mine"

    def test_an_empty_folder_will_do(self, tmp_path):
        (tmp_path / "tea").mkdir()
        assert main(["new", str(tmp_path / "tea")]) == 0
        assert [path.name for path in tmp_path.iterdir()] == ["tea"]

    def test_so_will_the_folder_one_is_in(self, tmp_path, monkeypatch, capsys):
        """It stays that folder, so that the next command goes on in it."""
        monkeypatch.chdir(tmp_path)
        assert main(["new", "."]) == 0, capsys.readouterr().err
        assert capsys.readouterr().out == ". is a site now:\n  mkdocs serve\n"
        assert Path.cwd() == tmp_path
        assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "docs", "mkdocs.yml"]

    def test_what_is_not_installed_is_said(self, alone, tmp_path):
        """Before the first build says it."""
        made = run_alone(alone(), tmp_path, "-m", "explainer", "new", "tea")
        assert "  pip install 'mkdocs-explainer[citations]'\n" in made.stdout

    @pytest.mark.parametrize(("extras", "said"), [((), "pip install 'mkdocs-explainer[citations]' mkdocs"), (("citations",), "pip install mkdocs")])
    def test_so_is_the_engine(self, wheel, tmp_path, extras, said):
        """The package asks for none, and the next line would be a command that is not there."""
        environment = environment_of(wheel, tmp_path / "environment", extras, beside=())
        made = run_alone(environment, tmp_path, "-m", "explainer", "new", "tea")
        assert made.stdout == f"tea is a site now:\n  {said}\n  cd tea\n  mkdocs serve\n"
        assert "name: mkdocs\n" in (tmp_path / "tea/mkdocs.yml").read_text(encoding="utf-8")


class TestAssets:
    """The script and the style of the cards, for engines that know no plugin."""

    def test_they_are_written_and_what_must_name_them_is_said(self, tmp_path, capsys, monkeypatch):
        TinySite.write(tmp_path, {"index.md": "# Home"}, {"loss": "What training lowers."})
        monkeypatch.chdir(tmp_path)
        assert main(["assets", "docs"]) == 0
        assert capsys.readouterr().out == (
            "docs/assets/explainer/explainer.css: written\n"
            "docs/assets/explainer/explainer.js: written\n"
            "Name them in the configuration, if they are not there yet. In mkdocs.yml:\n\n"
            "extra_css:\n  - assets/explainer/explainer.css\n"
            "extra_javascript:\n  - path: assets/explainer/explainer.js\n    defer: true\n"
            "markdown_extensions:\n  - explainer\n"
            "watch:\n  - docs/data\n"
            "\nOr in zensical.toml:\n\n"
            '[project]\nextra_css = ["assets/explainer/explainer.css"]\n'
            'extra_javascript = [{ path = "assets/explainer/explainer.js", defer = true }]\n'
            'watch = ["docs/data"]\n'
            "\n[project.markdown_extensions.explainer]\n"
            "\nA configuration that names no extension has those of Zensical; one that names any must name all.\n"
        )
        assert main(["assets", "docs"]) == 0

    def test_zensical_takes_what_is_said(self, tmp_path, capsys, monkeypatch):
        """Word for word, below the first line of its own file: style, script and cards are on the page."""
        pages = {"index.md": "# Home\n\nThe loss.", "glossary.md": "# Words\n\n/// glossary\n///\n"}
        site = TinySite.write(tmp_path, pages, {"loss": "What training lowers."})
        (tmp_path / "mkdocs.yml").unlink()
        monkeypatch.chdir(tmp_path)
        assert main(["assets", "docs"]) == 0
        toml = capsys.readouterr().out.partition("zensical.toml:\n\n")[2].rpartition("\n\n")[0]
        site.put("zensical.toml", toml.replace("[project]", '[project]\nsite_name = "Theirs"'))
        built = subprocess.run([sys.executable, "-m", "zensical", "build", "--strict"], text=True, capture_output=True, check=False)
        assert built.returncode == 0, built.stdout + built.stderr
        page = BuiltSite(tmp_path / "site").page()
        assert page.css_first("a.term").text() == "loss" and "defer" in page.css_first("script[src*=explainer]").attributes
        assert page.css_first("link[href*='explainer.css']") is not None and "card-term-loss" in BuiltSite(tmp_path / "site").cards()

    def test_a_slip_is_told_of_the_file_in_which_it_is(self, tmp_path):
        """Of zensical.toml where a site has that."""
        site = TinySite.write(tmp_path, {"index.md": "# Home", "glossary.md": "# Words\n\n/// glossary\n///\n"}, {"loss": "What training lowers."})
        (tmp_path / "mkdocs.yml").unlink()
        site.put("zensical.toml", '[project]\nsite_name = "Theirs"\n[project.markdown_extensions.explainer]\ndensity = "some"\n')
        built = subprocess.run([sys.executable, "-m", "zensical", "build"], cwd=tmp_path, text=True, capture_output=True, check=False)
        assert "zensical.toml: the option 'density' of explainer is 'some'" in built.stdout + built.stderr

    def test_nobody_needs_to_read_it_all(self, tmp_path):
        """What was to be done is done, and a pipe that is shut is no mistake."""
        (tmp_path / "docs").mkdir()
        with subprocess.Popen(
            [sys.executable, "-m", "explainer", "assets", "docs"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as run:
            run.stdout.close()
            assert (run.stderr.read(), run.wait()) == ("", 0)
        assert (tmp_path / "docs" / STYLE).is_file()

    def test_a_file_of_the_author_is_not_overwritten(self, tmp_path, capsys):
        site = TinySite.write(tmp_path, {"index.md": "# Home", STYLE: "p {}"})
        assert main(["assets", str(tmp_path / "docs")]) == 1
        target = tmp_path / "docs" / STYLE
        assert capsys.readouterr().err == f"{target} is not by this command — expected another name for a file of your own.\n"
        assert target.read_text(encoding="utf-8") == "p {}"
        assert not (site.folder / "docs" / SCRIPT).exists()

    @pytest.mark.parametrize(("verb", "what"), [("assets", "the pages, such as docs"), ("schemas", "the data, such as docs/data")])
    def test_a_folder_that_is_not_there(self, tmp_path, capsys, verb, what):
        assert main([verb, str(tmp_path / "nowhere")]) == 1
        assert capsys.readouterr().err == f"{tmp_path / 'nowhere'} is not a folder — expected that of {what}.\n"


def test_schemas(tmp_path, capsys):
    """One for each kind of file, with the ids that stand in the data."""
    TinySite.write(tmp_path, {"index.md": "# Home"}, {"loss": "What training lowers."})
    assert main(["schemas", str(tmp_path / "docs/data")]) == 0
    assert capsys.readouterr().out == f"{tmp_path}/docs/data/schemas: {len(KINDS)} schemas\n"
    glossary = json.loads((tmp_path / "docs/data/schemas/glossary.json").read_text(encoding="utf-8"))
    assert glossary["definitions"]["related"] == {"enum": ["loss"]}
