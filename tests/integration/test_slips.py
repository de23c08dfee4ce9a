"""Run the cases of tests/cases/slips: a title, an edit to the sound site of tests/cases/site, and the whole report that its author then gets.

A line without a sign names a file below the site; the text behind `- ` is replaced by that behind `+ `. Lines of `+ ` alone are added
at the end of the file, those of `- ` alone are taken out; a line `!docs/x.md` takes the file away. `<U+202E>` is that character, `<300>` a
word of so many letters. A case is about one slip, and says what is told of it: once, with its place and its cure.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from explainer.blocks.syntax import MAKERS
from support.helpers import CASES
from support.tinysite import TinySite

SITE = CASES / "site"
_CHARACTER = re.compile(r"<U\+([0-9A-F]{4})>")


@dataclass(frozen=True)
class Slip:
    """One mistake of an author."""

    title: str
    edit: str
    report: str


def slips() -> Iterator[object]:
    """Yield every case of every file; what stands between them is for readers."""
    for path in sorted((CASES / "slips").glob("*.md")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            if "\n.\n" not in block:
                continue
            title, edit, report = block.strip().removesuffix("\n.").split("\n.\n")
            yield pytest.param(Slip(title, written(edit), written(report)), id=f"{path.stem}: {title}")


def written(text: str) -> str:
    """Return a text with what a file of cases cannot hold."""
    text = _CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("<300>", "a" * 300).replace("BLOCKS", ", ".join(sorted(MAKERS)))


def sound_site(folder: Path) -> TinySite:
    """Return a copy of the sound site, in a theme that is quick to load."""
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("{name: material, font: false}", "mkdocs"), encoding="utf-8")
    return TinySite(folder)


def edited(folder: Path, edit: str) -> None:
    """Change the files of a site as an edit says."""
    file, taken, put = folder, list[str](), list[str]()

    def change() -> None:
        if not taken and not put:
            return
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        old, new = ("".join(f"{row}\n" for row in rows) for rows in (taken, put))
        assert not old or f"\n{text}".count(f"\n{old}") == 1, f"{file.name} holds these lines once:\n{old}"
        changed = f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:] if old else text + new
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(changed, encoding="utf-8")
        taken.clear()
        put.clear()

    for row in edit.split("\n"):
        if put and row[:1] != "+":
            change()
        if row[:2] in ("- ", "-"):
            taken.append(row[2:])
        elif row[:2] in ("+ ", "+"):
            put.append(row[2:])
        elif row.startswith("!"):
            change()
            (folder / row[1:]).unlink()
        else:
            change()
            file = folder / row
    change()


def test_the_site_these_cases_change_is_sound(tmp_path: Path) -> None:
    """Else each of them would pass for the wrong reason."""
    sound_site(tmp_path).build()


@pytest.mark.parametrize("slip", list(slips()))
def test_a_slip_is_told_once_with_its_cure(slip: Slip, tmp_path: Path) -> None:
    """In these words, and nothing else."""
    site = sound_site(tmp_path)
    edited(site.folder, slip.edit)
    assert "\n".join(site.problems()) == slip.report
