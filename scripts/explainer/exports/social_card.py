"""The picture that other sites show with a link to a page: its title and its place, drawn while building.

The faces are those that vl-convert carries, so every machine draws the same and none is fetched.
"""

from __future__ import annotations

import html
import textwrap

WIDTH, HEIGHT = 1200, 630
_EDGE = 90
# Size of the letters by how long the title is: letters in all, letters a line, pixels.
_SIZES = ((24, 16, 100), (60, 22, 80), (120, 30, 62))
_INK, _MUTED, _PAPER, _GOOD, _BAD = "#1d2329", "#555d66", "#fcfbf8", "#0b5cad", "#b4330b"


def card_path(src: str) -> str:
    """Return where the picture of a page stands below the site's root: `a/b.md` → `social/a/b.png`."""
    return f"social/{src.removesuffix('.md')}.png"


def card_svg(title: str, chapter: str, site: str) -> str:
    """Return the picture as SVG; a title too long for it ends in an ellipsis."""
    _, letters, size = next((row for row in _SIZES if len(title) <= row[0]), _SIZES[-1])
    lines = textwrap.wrap(title, letters, max_lines=4, placeholder=" …")
    top = 330 - size * 1.2 * (len(lines) - 1) / 2
    said = "".join(
        f'<text x="{_EDGE}" y="{top + size * 1.2 * number:.0f}" font-size="{size}" font-weight="700"'
        f' fill="{_INK}">{html.escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        ' font-family="Liberation Sans">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_PAPER}"/>'
        f'<rect width="{WIDTH // 2}" height="14" fill="{_GOOD}"/>'
        f'<rect x="{WIDTH // 2}" width="{WIDTH // 2}" height="14" fill="{_BAD}"/>'
        f'<text x="{_EDGE}" y="130" font-size="38" fill="{_MUTED}">{html.escape(chapter)}</text>{said}'
        f'<text x="{_EDGE}" y="{HEIGHT - 60}" font-size="38" fill="{_MUTED}">{html.escape(site)}</text></svg>'
    )


def can_draw() -> bool:
    """Tell whether what draws is installed (the extra `charts`)."""
    try:
        import vl_convert  # noqa: F401 - only whether it is there
    except ImportError:
        return False
    return True


def card_png(title: str, chapter: str, site: str) -> bytes:
    """Return the picture as PNG."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(card_svg(title, chapter, site)))
