"""Compressed copies come from a cache that may be damaged or gone, and are the same all the same."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest

from explainer.publish import compress as module
from explainer.publish.compress import compress
from support.helpers import write

PAGES = {"a.html": "<p>Words and more words.</p>\n" * 100, "b.css": "p { color: red }\n" * 100, "c.png": "x" * 1000, "short.txt": "x"}
# Named, as the bytes hold the time and differ with the libraries of a machine.
DAMAGE = {
    "empty": b"",
    "nonsense": b"nonsense",
    "another copy in Brotli": brotli.compress(b"something else"),
    "another copy in gzip": gzip.compress(b"something else"),
}


def copies(folder: Path) -> dict[str, bytes]:
    """Return the compressed copies of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".br", ".gz")}


def made(tmp_path: Path, name: str) -> dict[str, bytes]:
    """Write the pages to a folder of their own, compress them with the common cache, and return the copies."""
    folder = write(tmp_path / name, PAGES)
    assert compress(folder, tmp_path / "cache") == 2
    return copies(folder)


def test_copies_are_what_they_are_copies_of(tmp_path: Path) -> None:
    found = made(tmp_path, "site")
    assert sorted(found) == ["a.html.br", "a.html.gz", "b.css.br", "b.css.gz"]
    assert gzip.decompress(found["a.html.gz"]) == brotli.decompress(found["a.html.br"]) == PAGES["a.html"].encode()


def test_the_second_time_nothing_is_compressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(tmp_path, "one")
    monkeypatch.setattr(module, "_made", lambda *_: pytest.fail("compressed again"))
    assert made(tmp_path, "two") == first


@pytest.mark.parametrize("name", ["script.js", "large.html"])
def test_what_a_reader_waits_for_is_as_small_as_can_be(tmp_path: Path, name: str) -> None:
    """A script, since each page waits for it, and the pages that weigh most."""
    text = " ".join(f"term{i * i % 4999}" for i in range(1000 if name.endswith(".js") else 30000)).encode()
    (tmp_path / name).write_bytes(text)
    compress(tmp_path)
    least = min(len(brotli.compress(text, quality=quality)) for quality in (9, 10, 11))
    assert (tmp_path / f"{name}.br").stat().st_size == least


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_cache_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    first = made(tmp_path, "one")
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(damage)
    assert made(tmp_path, "two") == first
    assert damage not in [path.read_bytes() for path in (tmp_path / "cache").iterdir()]


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    folder = write(tmp_path / "site", PAGES)
    assert compress(folder, tmp_path / "cache") == 2
    assert len(copies(folder)) == 4


def test_what_is_no_longer_needed_is_thrown_away(tmp_path: Path) -> None:
    made(tmp_path, "one")
    compress(tmp_path / "nothing", tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_copy_begins_alike_under_every_python(tmp_path: Path) -> None:
    """Without a moment, and with the system that zlib names: Unix."""
    page = tmp_path / "a.html"
    page.write_bytes(b"<p>x</p>" * 100)
    compress(tmp_path)
    assert (tmp_path / "a.html.gz").read_bytes()[:10] == bytes.fromhex("1f8b 0800 0000 0000 0203")
