"""Ready-made compressed copies beside the files of a site, for hosts that hand them out as they are."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

KINDS = frozenset((".html", ".css", ".js", ".json", ".jsonld", ".svg", ".xml", ".txt", ".csv", ".md", ".bib", ".ris", ".webmanifest"))
SMALLEST = 512  # Bytes; below that a compressed copy saves no packet.
WAYS: Mapping[str, Callable[[bytes], bytes]] = {
    # 10 of 11: the last step takes three times as long for a hundredth.
    ".br": lambda data: bytes(brotli.compress(data, quality=10)),
    ".gz": lambda data: gzip.compress(data, compresslevel=9, mtime=0),
}


def compress(files: Iterable[Path], cache: Path | None = None) -> int:
    """Write `.br` and `.gz` beside each text file that gains by it; return how many. Equal files give equal copies.

    `cache` keeps copies by what they hold, those of the last build only; it may be missing, damaged or not writable.
    """
    chosen = [path for path in files if path.suffix in KINDS and path.stat().st_size >= SMALLEST]
    with ThreadPoolExecutor() as pool:  # Both compressors let go of the interpreter while they work.
        kept = set().union(*pool.map(lambda path: _copies(path, cache), chosen))
    if cache and cache.is_dir():
        for path in cache.iterdir():
            if path.name not in kept:
                path.unlink(missing_ok=True)
    return len(chosen)


def _copies(path: Path, cache: Path | None) -> set[str]:
    """Write the copies of one file and return the names under which the cache keeps them."""
    data = path.read_bytes()
    name = hashlib.sha256(data).hexdigest()
    for ending, make in WAYS.items():
        path.with_name(path.name + ending).write_bytes(_copy(data, make, cache / (name + ending) if cache else None))
    return {name + ending for ending in WAYS}


def _copy(data: bytes, make: Callable[[bytes], bytes], kept: Path | None) -> bytes:
    if kept is None:
        return make(data)
    try:
        small, check = (found := kept.read_bytes())[32:], found[:32]
        if hashlib.sha256(small).digest() == check:
            return small
    except OSError:
        pass
    small = make(data)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_name(f"{kept.name}.{id(data)}.part")
        part.write_bytes(hashlib.sha256(small).digest() + small)
        part.replace(kept)
    except OSError:
        pass  # It only saves time.
    return small
