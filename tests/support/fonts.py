"""Fonts that a browser is to know of, and no others, so that what fits on a page does not hang on the machine.

Chromium asks fontconfig on Linux, which a file can point at a folder. The fonts come from the machine or from Debian's
packages, which anybody may fetch and unpack; nothing is installed.
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOME = Path(sys.prefix) / "fonts"
PLACES = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
SETUPS = {"DejaVu": ("DejaVu",), "Liberation": ("Liberation",), "both": ("DejaVu", "Liberation")}


@dataclass(frozen=True)
class Family:
    """Faces to read, for what surrounds the text, and for code."""

    package: str
    """Debian's"""
    files: tuple[str, ...]
    generic: dict[str, str]
    """By the name that style sheets have for any face of the kind"""


FAMILIES = {
    "DejaVu": Family(
        "fonts-dejavu-core",
        tuple(f"DejaVu{face}{style}.ttf" for face in ("Serif", "Sans", "SansMono") for style in ("", "-Bold")),
        {"serif": "DejaVu Serif", "sans-serif": "DejaVu Sans", "monospace": "DejaVu Sans Mono"},
    ),
    "Liberation": Family(
        "fonts-liberation",
        tuple(f"Liberation{face}-{style}.ttf" for face in ("Serif", "Sans", "Mono") for style in ("Regular", "Bold", "Italic", "BoldItalic")),
        {"serif": "Liberation Serif", "sans-serif": "Liberation Sans", "monospace": "Liberation Mono"},
    ),
}


@cache
def fonts_of(setup: str) -> dict[str, str]:
    """Return what the environment of a browser must hold for a set-up of fonts, nothing where they cannot be had."""
    if not sys.platform.startswith("linux"):
        return {}
    HOME.mkdir(exist_ok=True)
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # Two workers may look for them at once.
        if not all(gather(name) for name in SETUPS[setup]):
            return {}
        path = HOME / f"{setup}.conf"
        path.write_text(configuration(SETUPS[setup]), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(path)}


def gather(name: str) -> bool:
    """Put links to the files of a family into a folder of its own, and tell whether all are there."""
    family, folder = FAMILIES[name], HOME / name
    folder.mkdir(exist_ok=True)
    for places in (on_this_machine, fetched):
        missing = [file for file in family.files if not (folder / file).exists()]
        found = {path.name: path for place in (places(family) if missing else ()) for path in place.rglob("*.ttf")}
        for file in found.keys() & set(missing):
            (folder / file).unlink(missing_ok=True)  # A link that leads nowhere
            (folder / file).symlink_to(found[file])
    return all((folder / file).exists() for file in family.files)


def on_this_machine(family: Family) -> Iterable[Path]:
    """Return where fonts are kept."""
    return [Path(place).expanduser() for place in PLACES]


def fetched(family: Family) -> Iterable[Path]:
    """Fetch and unpack Debian's package, where its tools are, and return the folder."""
    target = HOME / family.package
    apt, dpkg = shutil.which("apt-get"), shutil.which("dpkg-deb")
    if apt and dpkg:
        with tempfile.TemporaryDirectory() as folder:
            for command in (["download", family.package], ["update"], ["download", family.package]):
                if not list(Path(folder).glob("*.deb")):
                    subprocess.run([apt, "-q", *command], cwd=folder, check=False, capture_output=True)
            for archive in Path(folder).glob("*.deb"):
                subprocess.run([dpkg, "-x", archive, target], check=False, capture_output=True)
    return [target]


def configuration(names: Iterable[str]) -> str:
    """Return the file that tells fontconfig of the folders of these families alone."""
    families = [FAMILIES[name] for name in names]
    folders = "".join(f"<dir>{HOME / name}</dir>" for name in names)
    preferred = {kind: "".join(f"<family>{family.generic[kind]}</family>" for family in families) for kind in families[0].generic}
    aliases = "".join(f"<alias><family>{kind}</family><prefer>{faces}</prefer></alias>" for kind, faces in preferred.items())
    return f"<?xml version='1.0'?>\n<fontconfig>{folders}<cachedir>{HOME / 'cache'}</cachedir>{aliases}</fontconfig>\n"
