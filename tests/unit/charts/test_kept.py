"""A picture is drawn once: the next build finds it, until something else would be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.charts import kept as module
from explainer.charts.kept import NOTHING_KEPT, PictureCache
from explainer.charts.picture import png

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="9"><rect width="9" height="9"/></svg>'
DAMAGE = {"empty": b"", "nonsense": b"nonsense", "half": png(SVG.format(20))[:40]}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is drawn from now on."""
    drawn: list[str] = []

    def noted(svg: str, scale: float = 1) -> bytes:
        drawn.append(svg)
        return png(svg, scale)

    monkeypatch.setattr(module, "png", noted)
    return drawn


def pictures(folder: Path) -> list[str]:
    return sorted(path.name.partition(".")[0] for path in folder.glob("*.png"))


def test_the_second_time_nothing_is_drawn(tmp_path: Path, drawn: list[str]) -> None:
    """And what is found is what was drawn."""
    first, second = (PictureCache(tmp_path).png("charts/one", SVG.format(20), 1.5) for _ in range(2))
    assert first == second == png(SVG.format(20), 1.5)
    assert len(drawn) == 1


def test_another_drawing_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    """So that the cache grows with the site and not with its history; pictures of other names stay, however alike these are."""
    for name, width, scale in (("charts/one", 20, 1), ("charts/one-more", 20, 1), ("charts/one", 30, 1), ("charts/one", 30, 2)):
        assert PictureCache(tmp_path).png(name, SVG.format(width), scale) == png(SVG.format(width), scale)
        assert pictures(tmp_path).count("charts-one") == 1
    assert pictures(tmp_path) == ["charts-one", "charts-one-more"]


def test_each_language_keeps_its_own(tmp_path: Path, drawn: list[str]) -> None:
    """A site in two languages has two of each picture, and draws neither again."""
    for _ in range(2):
        for language, width in (("en", 20), ("fa", 30)):
            PictureCache(tmp_path, language).png("charts/one", SVG.format(width))
    assert len(drawn) == 2
    assert pictures(tmp_path) == ["en-charts-one", "fa-charts-one"]


@pytest.mark.parametrize("change", ["the program", "the letters"])
def test_what_draws_has_changed(tmp_path: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Another version, or another face, may draw otherwise."""
    for _ in range(2):
        PictureCache(tmp_path).png("one", SVG.format(20))
        module._maker.cache_clear()
        if change == "the program":
            monkeypatch.setattr("resvg_py.__version__", "another")
        else:
            monkeypatch.setattr(module, "FONTS", module.FONTS[:1])
    module._maker.cache_clear()
    assert len(drawn) == 2


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_drawn_anew(tmp_path: Path, damage: bytes) -> None:
    PictureCache(tmp_path).png("one", SVG.format(20))
    (path,) = tmp_path.glob("*.png")
    path.write_bytes(damage)
    assert PictureCache(tmp_path).png("one", SVG.format(20)) == path.read_bytes() == png(SVG.format(20))


def test_where_nothing_can_be_kept_it_is_drawn(tmp_path: Path) -> None:
    """A file stands where the folder should, or a name is longer than a disk takes; or nothing is asked to be kept."""
    (tmp_path / "file").write_text("")
    for cache, name in ((PictureCache(tmp_path / "file"), "one"), (PictureCache(tmp_path), "x" * 300), (NOTHING_KEPT, "one")):
        assert cache.png(name, SVG.format(20)) == png(SVG.format(20))


def test_what_cannot_be_thrown_away_stops_nothing(tmp_path: Path) -> None:
    """Another user's, from a container, say; here a folder, which no user can throw away as a file."""
    (tmp_path / "one.former.png").mkdir()
    assert PictureCache(tmp_path).png("one", SVG.format(20)) == png(SVG.format(20))
    assert pictures(tmp_path) == ["one", "one"]


def test_git_leaves_the_cache_alone(tmp_path: Path) -> None:
    """On a site that never heard of it, too."""
    PictureCache(tmp_path).png("one", SVG.format(20))
    assert (tmp_path / ".gitignore").read_text() == "*\n"
