"""Pictures of earlier builds, since drawing one takes a tenth of a second.

Each is a file whose name says which picture it is and what it was drawn from, and by what. Where that has
changed it is drawn anew, and the former one goes.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from explainer.cache import keep
from explainer.charts.picture import FONTS, png

CACHE = Path(".cache") / "pictures"
"""Below the folder of mkdocs.yml."""
_BEGIN, _END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


@dataclass(frozen=True, slots=True)
class PictureCache:
    """The PNGs of a site, or of one language of it; without a folder nothing is kept."""

    folder: Path | None = None
    language: str = ""

    def png(self, name: str, svg: str, scale: float = 1) -> bytes:
        """Return an SVG as a PNG; `name` says which picture of the site it is: `charts/by-size`."""
        if self.folder is None:
            return png(svg, scale)
        stem = re.sub(r"\W+", "-", f"{self.language}-{name}".strip("-"))
        drawn_from = sha256(f"{_maker()} {scale}\n{svg}".encode()).hexdigest()[:32]
        path = self.folder / f"{stem}.{drawn_from}.png"
        kept = _sound(path)
        if kept is not None:
            return kept
        drawn = png(svg, scale)
        for former in self.folder.glob(f"{stem}.*.png"):
            with suppress(OSError):  # Somebody else's, perhaps, or gone by now.
                former.unlink()
        keep(path, drawn)
        keep(self.folder / ".gitignore", b"*\n")
        return drawn


NOTHING_KEPT = PictureCache()


def _sound(path: Path) -> bytes | None:
    """Return what is kept, if it is there and whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if data.startswith(_BEGIN) and data.endswith(_END) else None


@cache
def _maker() -> str:
    """Return what else a picture hangs on: the program that draws it and the letters."""
    import resvg_py

    letters = sha256(b"".join(Path(font).read_bytes() for font in FONTS)).hexdigest()
    return f"resvg-py {resvg_py.__version__}, {letters}"
