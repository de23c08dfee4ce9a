"""Take the indents out of a page, which templates leave by the thousand; code keeps its own.

A line break stays one: it parts words as any space does.
"""

from __future__ import annotations

import re

from explainer.publish.pieces import pieces

_KEEPING = frozenset(("pre", "code", "samp", "kbd"))
_INDENT = re.compile(r"[ \t]*+\n\s*+")


def without_indents(page: str) -> str:
    """Return a page with each line beginning at its edge, and no empty line."""
    made: list[str] = []
    depth = 0
    for piece in pieces(page):
        if piece.name in _KEEPING:
            depth = max(0, depth + (1 if piece.kind == "start" else -1))
        text = piece.kind == "text" and not depth
        made.append(_INDENT.sub("\n", piece.text) if text else piece.text)
    return "".join(made)
