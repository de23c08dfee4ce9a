"""Write a small site that shows each feature once, for somebody who begins.

It is written whole or not at all, and never over anything.
"""

from __future__ import annotations

import shutil
import tempfile
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from explainer.extras import has, quoted
from explainer.problems import Mistake

THEMES = ("material", "mkdocs", "readthedocs")
_STARTER = Path(str(files("explainer"))) / "starter"
_THEME = "THEME"
_USED = ("citations",)


def write_starter(folder: Path, theme: str | None = None) -> str:
    """Write the site into a folder that is empty or not there, and return what to do next."""
    if folder.is_dir() and any(folder.iterdir()):
        raise Mistake(f"{folder} is not empty", "expected an empty folder, or one that is not there yet.")
    if folder.exists() and not folder.is_dir():
        raise Mistake(f"{folder} is a file", "expected an empty folder, or one that is not there yet.")
    place = folder if folder.is_dir() else folder.parent
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=".new-") as made:
        new = Path(made) / "new"
        shutil.copytree(_STARTER, new, ignore=shutil.ignore_patterns("__pycache__"))
        config = new / "mkdocs.yml"
        chosen = theme or ("material" if find_spec("material") else "mkdocs")
        config.write_text(config.read_text(encoding="utf-8").replace(_THEME, chosen), encoding="utf-8")
        # A folder that is there stays: somebody may be in it.
        if folder.is_dir():
            for item in new.iterdir():
                item.rename(folder / item.name)
        else:
            new.rename(folder)
    missing = [extra for extra in _USED if not has(extra)]
    # The package asks for no engine: somebody may have another than MkDocs.
    wanted = [quoted(*missing)] * bool(missing) + ["mkdocs"] * (find_spec("mkdocs") is None)
    first = f"\n  pip install {' '.join(wanted)}" if wanted else ""
    there = "" if folder.resolve() == Path.cwd() else f"\n  cd {folder}"
    return f"{folder} is a site now:{first}{there}\n  mkdocs serve"
