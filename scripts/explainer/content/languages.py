"""The languages of a site, and which of its files are those of one build.

A file of a language bears it before its ending (`words.de.md`) or lies in its folder (`de/words.md`); what
bears none is for all that have none of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from explainer.labels import base_language


@dataclass(frozen=True, slots=True)
class Languages:
    """What one build speaks, of the languages that its site has."""

    spoken: tuple[str, ...] = ()
    """The language of the build, and those that stand in for it, best first."""
    known: frozenset[str] = frozenset()
    """All languages of a site in several; empty where there is only one."""

    def files(self, docs: Path, pattern: str) -> list[tuple[str, Path]]:
        """Return the pages that a path or a pattern below the docs folder stands for in this build.

        Each comes as the path that it has in every language, with the file of the best language for it.
        """
        found: dict[str, tuple[int, Path]] = {}
        for path in self._all(docs, pattern):
            rank, plain = self._rank(path.relative_to(docs).as_posix())
            if rank is not None and (plain not in found or rank < found[plain][0]):
                found[plain] = rank, path
        return [(plain, path) for plain, (_, path) in sorted(found.items())]

    def any_file(self, docs: Path, pattern: str) -> bool:
        """Return whether there is such a page in any language of the site."""
        return any(self._all(docs, pattern))

    def _all(self, docs: Path, pattern: str) -> Iterator[Path]:
        for written in self._ways(pattern):
            for path in sorted(docs.glob(written)):
                if path.suffix == ".md" and path.is_file():
                    yield path

    def _ways(self, pattern: str) -> Iterator[str]:
        """Yield a pattern as it is written, and as the files of each language of the site would have it."""
        path = PurePosixPath(pattern)
        if not path.parts or path.is_absolute():
            return
        yield pattern
        for language in self.known:
            yield f"{language}/{pattern}"
            yield path.with_name(f"{path.stem}.{language}{path.suffix}").as_posix()

    def _rank(self, src: str) -> tuple[int | None, str]:
        """Return how well a file suits this build, none if not at all, and its path without a language."""
        language, plain = self._parted(src)
        if not language:
            return len(self.spoken), plain
        return (self.spoken.index(language) if language in self.spoken else None), plain

    def _parted(self, src: str) -> tuple[str, str]:
        folder, _, rest = src.partition("/")
        if rest and folder in self.known:
            return folder, rest
        path = PurePosixPath(src)
        name, _, suffix = path.stem.rpartition(".")
        if name and suffix in self.known:
            return suffix, path.with_name(f"{name}{path.suffix}").as_posix()
        return "", src


def languages(build: Iterable[str], site: Iterable[str] = ()) -> Languages:
    """Return the languages of a build: `build`, what stands in for it included, of those that `site` has."""
    spoken = [name for one in build for name in (one, base_language(one)) if name]
    return Languages(tuple(dict.fromkeys(spoken)), frozenset(site))
