"""What is added to pages that MkDocs has written out: cards, head, and in a preview what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from explainer.problems import Problem
from explainer.templates import fill

_END_OF_ARTICLE = "</article>"
_BEGINNING = re.compile(r"(<article\b[^>]*>|<body\b[^>]*>(?!.*<article))", re.DOTALL)


def with_banner(output: str, problems: Iterable[Problem]) -> str:
    """Return a page that says first of all what is wrong with the content."""
    banner = fill("pages/problems.html", problems=sorted(set(problems)))
    return _BEGINNING.sub(lambda match: match[0] + banner, output, count=1) if problems else output


def with_head(output: str, head: str) -> str:
    """Return a page with these elements at the end of its head."""
    return output.replace("</head>", head + "</head>", 1)


def with_cards(output: str, cards: str) -> str:
    """Return a page with its cards after the article; at its very end where a theme has no such element."""
    at = output.find(_END_OF_ARTICLE)
    at = at + len(_END_OF_ARTICLE) if at >= 0 else output.rfind("</body>")
    return output[:at] + cards + output[at:] if at >= 0 else output + cards


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their path below a folder."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
