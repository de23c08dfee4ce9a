"""Our modules become one script: nothing stands twice, nothing is joined wrongly in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer.problems import Mistake
from explainer.publish.bundle import bundle_scripts, join_modules, minify, offline_loader, offline_workers
from explainer.publish.postprocess import finish
from explainer.publish.tree import Tree


def test_the_offline_loader_holds_every_view() -> None:
    text = offline_loader(["one", "two-b"])
    assert 'import * as v1 from "./two-b/view.js";' in text
    assert '"two-b": v1' in text
    assert "export const loadView = async (name) => views[name];" in text


def test_offline_a_worker_runs_on_the_page() -> None:
    """Under the name by which the view calls it, and with all that the view uses of a worker."""
    text = offline_workers(["lab"])
    assert 'import { serve as s0 } from "./lab/engine.js";' in text
    assert '"lab": s0' in text
    assert "terminate: () => port1.close()" in text
    assert "Worker(" not in text


def test_a_worker_is_a_script_of_its_own_whose_name_its_view_knows(tmp_path: Path) -> None:
    """The name holds a digest, so that a browser may keep it; the modules behind it are gone."""
    assets = tmp_path / "built" / "assets"
    scripts = {
        "figures/load.js": "export const loadView = (name) => import(`./${name}/view.js`);\n",
        "figures/workers.js": "export const startWorker = (name) => new Worker(name);\n",
        "figures/toy/view.js": 'import { startWorker } from "../workers.js";\nexport const mount = () => startWorker("toy");\n',
        "figures/toy/engine.js": "export const serve = (port) => port.postMessage(1);\n",
        "figures/toy/worker.js": 'import { serve } from "./engine.js";\nserve(self);\n',
        "javascripts/main.js": 'import { loadView } from "../figures/load.js";\nloadView("toy");\n',
    }
    for path, text in scripts.items():
        (assets / path).parent.mkdir(parents=True, exist_ok=True)
        (assets / path).write_text(text)
    finish(tmp_path / "built", tmp_path / "site")
    found = {path.name.split(".")[0]: path for path in (tmp_path / "site" / "assets" / "figures").glob("*.js")}
    assert set(found) == {"toy", "toy-worker"}
    assert f"./{found['toy-worker'].name}" in found["toy"].read_text()
    assert "postMessage" in found["toy-worker"].read_text() and "export" not in found["toy-worker"].read_text()


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


# What is fetched when it is asked for


LATER = {
    "assets/javascripts/main.js": 'const part = () => import("./part.js");\npart().then(({ mount }) => mount());\n',
    "assets/javascripts/part.js": 'import { one } from "./lib.js";\nexport function mount() { return one; }\n',
    "assets/javascripts/lib.js": "export const one = 1;\n",
}


def test_a_module_that_is_fetched_later_is_a_script_of_its_own(tmp_path: Path) -> None:
    """It holds what it imports, bears a name by what it holds, and the script of all pages names it so."""
    tree = Tree(texts=dict(LATER))
    bundle_scripts(tree, offline=False)
    (part,) = (path for path in tree.texts if re.fullmatch(r"assets/javascripts/part\.[0-9a-f]{8}\.js", path))
    assert set(tree.texts) == {"assets/javascripts/main.js", part}
    assert re.search(rf"import\(.\./{re.escape(Path(part).name)}.\)", tree.texts["assets/javascripts/main.js"])
    assert "export" in tree.texts[part]
    assert "import" not in tree.texts[part]


def test_from_files_it_is_at_hand(tmp_path: Path) -> None:
    """Browsers load no modules there: one script holds all, and a promise of the module is kept at once."""
    tree = Tree(texts=dict(LATER))
    bundle_scripts(tree, offline=True)
    assert set(tree.texts) == {"assets/javascripts/main.js"}
    assert "import(" not in tree.texts["assets/javascripts/main.js"]
    assert "Promise.resolve(" in tree.texts["assets/javascripts/main.js"]
