"""Ready-made compressed copies beside the files of a site, for hosts that hand them out as they are."""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import brotli

from explainer.cache import keep

CACHE = Path(".cache") / "compressed"
"""Below the folder of mkdocs.yml."""
KINDS = frozenset(".html .css .js .json .jsonld .svg .xml .txt .csv .md .bib .ris .webmanifest".split())
SMALLEST = 512  # Bytes; below that a compressed copy saves no packet.
QUALITY = 10
BEST = 11  # Takes three times as long: for a fiftieth of a page, a twentieth of a script.
LARGE = 1 << 18  # Bytes; a page from here on is worth that. A script always is: each page waits for it.

_Change = Callable[[bytes], bytes]
# By the ending of the copy: how it is read.
_READERS: dict[str, _Change] = {".br": brotli.decompress, ".gz": gzip.decompress}
# A new version may write other bytes.
_MAKER = f"brotli {brotli.__version__} {{quality}}, zlib {zlib.ZLIB_RUNTIME_VERSION} 9:"


def compress(site: Path, cache: Path | None = None) -> int:
    """Write `.br` and `.gz` beside each text of a site that gains by it; return how many texts that are.

    Equal texts get equal copies, which are kept in `cache`, named by what they are made from; those that no
    text needed this time are thrown away.
    """
    files = [path for path in site.rglob("*") if path.is_file() and path.suffix in KINDS]
    wanted = [path for path in files if path.stat().st_size >= SMALLEST]
    # The longest first, so that no core is left with one at the end.
    wanted.sort(key=lambda path: path.stat().st_size, reverse=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # Threads, since both libraries let go of Python's lock.
        used = set(pool.map(partial(_copies, cache=cache), wanted))
    if cache is not None:
        _tidy(cache, used)
    return len(wanted)


def _copies(path: Path, cache: Path | None) -> str:
    """Write both copies of one file; return the name under which they are kept."""
    data = path.read_bytes()
    quality = BEST if path.suffix == ".js" or (path.suffix == ".html" and len(data) >= LARGE) else QUALITY
    name = hashlib.sha256(_MAKER.format(quality=quality).encode() + data).hexdigest()
    for ending, read in _READERS.items():
        kept = None if cache is None else cache / (name + ending)
        copy = None if kept is None else _kept(kept, read, data)
        if copy is None:
            copy = _made(data, ending, quality)
            if kept is not None:
                keep(kept, copy)
        path.with_name(path.name + ending).write_bytes(copy)
    return name


def _made(data: bytes, ending: str, quality: int) -> bytes:
    if ending == ".br":
        made: bytes = brotli.compress(data, quality=quality)
        return made
    # By zlib, whose header is the same under every Python; that of `gzip` names another system from 3.13 on.
    return zlib.compress(data, level=9, wbits=16 + zlib.MAX_WBITS)


def _kept(path: Path, read: _Change, data: bytes) -> bytes | None:
    """Return what is kept, if it is there and sound."""
    try:
        copy = path.read_bytes()
        return copy if read(copy) == data else None
    except (OSError, EOFError, zlib.error, brotli.error):
        return None


def _tidy(cache: Path, used: set[str]) -> None:
    for path in cache.glob("*.*"):
        if path.suffix in _READERS and path.stem not in used:
            path.unlink(missing_ok=True)
