"""Where the result of a build may go: never over the sources or into them, and over nothing but a former one.

Links are followed: what is replaced is what they lead to.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from explainer.problems import Mistake
from explainer.yaml_data import Loader

# Below the folder of mkdocs.yml, besides what that file names: nothing that is built belongs there.
_SOURCES = "docs overrides scripts tests deploy requirements .git .github .ci .venv .cache".split()
_OF_DISKS = frozenset(("lost+found",))  # Stands in a file system that is empty otherwise.
_GENERATOR = b'<meta name="generator" content="mkdocs-'
_FOLDER = "expected a folder of its own, such as site."


class _Settings(Loader):  # type: ignore[misc]  # One of two classes, as yamldata finds them
    """Reads mkdocs.yml and runs and asks nothing: what a tag such as !ENV would give is nothing here."""


_Settings.add_multi_constructor("", lambda loader, suffix, node: None)


def site_target(text: str, config: Path) -> Path:
    """Return the folder, links followed, in whose place a site may be put.

    Raises Mistake where it may not.
    """
    path = _followed(text, _FOLDER)
    if path.exists() and not path.is_dir():
        raise Mistake(f"the target '{text}' is a file", _FOLDER)
    _keep_sources(text, path, config, _FOLDER)
    if not path.is_dir():
        return path
    if path.is_mount():
        raise mount_point(text)
    found = sorted(item.name for item in path.iterdir() if item.name not in _OF_DISKS)
    if found and not _is_site(path):
        hint = "expected an empty folder, or one that a build has made."
        raise Mistake(f"the target '{text}' is no former site and holds '{found[0]}'", hint)
    return path


def mount_point(text: str) -> Mistake:
    """Return what to say of a folder that cannot be replaced in one step."""
    hint = "expected a folder in it, since a site takes the place of another only within one file system."
    return Mistake(f"the target '{text}' is a mount point", hint)


def file_target(text: str, config: Path, usual: str, begins: bytes) -> Path:
    """Return the file, links followed, that may be written: a new one, or one that begins with `begins`.

    Raises Mistake where it may not.
    """
    hint = f"expected a file of its own, such as {usual}."
    path = _followed(text, hint)
    if path.is_dir() or text.endswith("/"):
        raise Mistake(f"the target '{text}' is a folder", hint)
    _keep_sources(text, path, config, hint)
    if path.exists() and not (path.is_file() and _head(path, len(begins)) in (b"", begins)):
        raise Mistake(f"the target '{text}' is something else", hint)
    return path


def template_folders(config: Path) -> list[Path]:
    """Return the folders of templates that a site has of its own."""
    theme = _settings(config).get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    return [config.absolute().parent / custom] if isinstance(custom, str) else []


def _followed(text: str, hint: str) -> Path:
    if not text.strip():
        raise Mistake("the target is empty", f"{hint[:-1]}; a variable may be unset.")
    return Path(os.path.realpath(text))


def _keep_sources(text: str, path: Path, config: Path, hint: str) -> None:
    """Raise Mistake where a target is, holds or lies in what a site is made from."""
    root = Path(os.path.realpath(config)).parent
    docs = _settings(config).get("docs_dir")
    named = [*_SOURCES, *([docs] if isinstance(docs, str) else []), *map(str, template_folders(config))]
    sources = [Path(os.path.realpath(root / name)) for name in named]
    for source in (root, Path.cwd().resolve(), *sources):
        if source.is_relative_to(path):
            raise Mistake(f"the target '{text}' holds the sources ({source})", hint)
    for source in sources:
        if path.is_relative_to(source):
            raise Mistake(f"the target '{text}' lies in the sources ({source})", hint)


def _settings(config: Path) -> dict[str, Any]:
    """Return what a configuration says; nothing where it cannot be read, as the engine says that better."""
    try:
        found = yaml.load(config.read_bytes(), _Settings)  # noqa: S506 - it makes plain values only
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return found if isinstance(found, dict) else {}


def _head(path: Path, length: int) -> bytes:
    with path.open("rb") as file:
        return file.read(length)


def _is_site(folder: Path) -> bool:
    index = folder / "index.html"
    return index.is_file() and ((folder / "_headers").is_file() or _GENERATOR in index.read_bytes())
