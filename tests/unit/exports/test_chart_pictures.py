"""Pictures of charts to share: they stand alone, with title and source, in colours of the palette, the same everywhere."""

from __future__ import annotations

import re
import struct
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from explainer.charts.picture import png
from explainer.content.content import load
from explainer.content.options import Options
from explainer.content.site import Site
from explainer.exports.chart_pictures import COLOURS, chart_files, palette
from support.project import ROOT

NAMES = sorted(path.stem for path in (ROOT / "docs" / "data" / "charts").glob("*.yml"))
SVG = "{http://www.w3.org/2000/svg}"


@cache
def files() -> dict[str, str | bytes]:
    """The pictures of this site."""
    return chart_files(Site(load(ROOT / "docs" / "data"), Options(), ROOT / "docs"), "The site")


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_stands_alone(name: str) -> None:
    """Title, source and site are in it; no colour hangs on a page, nothing on another file, and no word leaves it."""
    svg = files()[f"charts/{name}.svg"]
    assert isinstance(svg, str)
    root = ElementTree.fromstring(svg)
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    title = root.findtext(f"{SVG}title") or ""
    assert title.startswith(texts[0]) and "[=" not in title
    source = "Measured on: The toy of this site’s lab, " if name.startswith("lab-") else "Source: Hubinger et al. 2024, "
    assert any(text.startswith(source) for text in texts) and "The site" in texts
    assert not re.search(r"var\(|href|url\(", svg)
    width, height = (float(root.get(side, "")) for side in ("width", "height"))
    for text in root.findall(f"{SVG}text"):
        assert 0 < float(text.get("x", "")) < width and 0 < float(text.get("y", "")) < height
    picture = files()[f"charts/{name}.png"]
    assert isinstance(picture, bytes) and picture[:4] == b"\x89PNG"
    assert struct.unpack(">II", picture[16:24]) == pytest.approx((width * 1.5, height * 1.5), abs=1)


def test_the_face_is_that_of_the_package() -> None:
    """A word comes out as ink, and as the same ink whatever fonts a machine has."""
    blank, word = (
        png(f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20" font-family="Explainer Sans">{said}</text></svg>')
        for said in ("", "Word")
    )
    assert len(word) > len(blank) + 200


def test_a_colour_means_the_same_in_pictures_and_on_pages(tmp_path: Path) -> None:
    """Both have it from the palette; a site without one has the colours that ours has."""
    colours = palette(ROOT / "docs")
    assert {name: colours[name] for name in COLOURS} == COLOURS
    assert palette(tmp_path) == COLOURS
