"""Our modules become one script: nothing stands twice, nothing is joined wrongly in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.problems import Mistake
from explainer.publish.bundle import join_modules, minify, offline_loader
from explainer.publish.postprocess import finish


def test_the_offline_loader_holds_every_view() -> None:
    text = offline_loader(["one", "two-b"])
    assert 'import * as v1 from "./two-b/view.js";' in text
    assert '"two-b": v1' in text
    assert "export const loadView = async (name) => views[name];" in text


# One script


def read(**modules: str):
    """Return a function that gives the text of a module."""
    return {name.replace("_", "/") + ".js": text for name, text in modules.items()}.__getitem__


def test_modules_become_one_script() -> None:
    """What is exported under a name is reached under that name; a module that two import stands once."""
    script = join_modules(
        "main.js",
        read(
            main='import { one } from "./lib/a.js";\nimport * as b from "./b.js";\none(b.two);\n',
            lib_a="export function one(x) { return x; }\n",
            b='import { one } from "./lib/a.js";\nexport const two = one(2);\n',
        ),
    )
    assert script.count("function one") == 1
    assert "import" not in script
    assert "export" not in script


def test_a_form_that_is_not_understood_is_refused() -> None:
    """Rather than joined wrongly in silence."""
    with pytest.raises(Mistake):
        join_modules("main.js", read(main="export default 1;\n"))


def test_a_module_that_is_not_there_is_named(tmp_path: Path) -> None:
    """By its place on the site, which the author knows from docs/."""
    scripts = tmp_path / "built" / "assets" / "javascripts"
    scripts.mkdir(parents=True)
    (scripts / "main.js").write_text('import { one } from "./lib/gone.js";\none();\n')
    with pytest.raises(Mistake) as refused:
        finish(tmp_path / "built", tmp_path / "site")
    said = (refused.value.message, refused.value.hint)
    assert said == ("the module 'assets/javascripts/lib/gone.js' is missing", "expected a file below docs.")
    assert not (tmp_path / "site").exists()


def test_white_space_in_nested_strings_is_kept() -> None:
    """As it counts there; elsewhere it goes, and what another script may ask for keeps its name."""
    script = "export const mount = (n) => `in ${n === 1 ? 'one' : `${n} experiments`} of  two`;\n\n"
    small = minify(script)
    assert "${n} experiments`} of  two`" in small
    assert small.startswith("export const mount=n=>")
