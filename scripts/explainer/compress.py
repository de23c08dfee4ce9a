"""Ready-made compressed copies beside the files of a site, for hosts that hand them out as they are."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

import brotli

KINDS = frozenset((".html", ".css", ".js", ".json", ".jsonld", ".svg", ".xml", ".txt", ".csv", ".md", ".bib", ".ris", ".webmanifest"))
SMALLEST = 512  # Bytes; below that a compressed copy saves no packet.


def compress(files: Iterable[Path]) -> int:
    """Write `.br` and `.gz` beside each text file that gains by it; return how many. Equal files give equal copies."""
    done = 0
    for path in files:
        if path.suffix not in KINDS or path.stat().st_size < SMALLEST:
            continue
        data = path.read_bytes()
        # 10 of 11: the last step takes three times as long for a hundredth.
        path.with_name(path.name + ".br").write_bytes(brotli.compress(data, quality=10))
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(data, compresslevel=9, mtime=0))
        done += 1
    return done
