"""Check the file of a page as its author wrote it, before an engine passes over a slip without a word.

A page whose front matter is no YAML, for one, is published with it as its first paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from explainer.problems import Problem
from explainer.records import A_DATE, Record, is_date
from explainer.text_files import Stamp, prose, read_text, stamp
from explainer.yaml_data import parse_yaml

LARGEST = 50_000_000  # Bytes; a page is read by people.

# ---, lines, --- or ...: as MkDocs finds it
_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_SETTING = re.compile(r"^[ \t]*[A-Za-z][\w-]*:(?:\s|\Z)", re.MULTILINE)
# What was meant as one: a line of hyphens or dashes, and one that begins with `title:` or its like
_MEANT = re.compile(r"\s*(-{2,}|[–—]+)[ \t]*\n[ \t]*[A-Za-z][\w-]*:(?:\s|\Z)")
# http://[bad/
_ODD_HOST = re.compile(r"//[^\s<>\"')/?#\[\]]*[\[\]]")
_ADDRESS = re.compile(r"(?:(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*+:)?//[^\s<>\"')]*")

_DAY = re.compile(r"\d{4}-\d\d?-\d\d?")
SETTINGS = ("title", "description")
"""What stands at the head of a page and must be words."""


def check_page(path: Path, shown: str) -> tuple[tuple[Problem, ...], bool]:
    """Return what is wrong with the file of a page, and whether it can be read at all.

    It is looked at again only when it changed. `shown` is its path for reports.
    """
    try:
        return _check(path, shown, stamp(path))
    except OSError:
        return _check(path, shown, (0, 0))


@lru_cache(maxsize=4096)
def _check(path: Path, shown: str, changed: Stamp) -> tuple[tuple[Problem, ...], bool]:
    source, problems = read_text(path, shown, LARGEST, printable=False)
    if source is None:
        return tuple(problems), False
    found = [*problems, *check_front_matter(source, shown)]
    return tuple(replace(problem, kind="pages") for problem in dict.fromkeys(found)), True


def check_front_matter(source: str, shown: str) -> Iterator[Problem]:
    """Yield what is wrong with the settings of a page: an engine that cannot read them shows them as text."""
    matter = _MATTER.match(source)
    if matter:
        # A rule, a paragraph and the line below a heading look alike, but hold no settings.
        if _SETTING.search(matter[1]) or matter[1].lstrip().startswith("- "):
            # Behind an empty line in the place of the hyphens, so that lines are those of the file.
            document, problems = parse_yaml("\n" + matter[1], shown, "the front matter")
            record = Record(document, (), problems)
            for key in SETTINGS:
                record.text(key, required=key in document.value)
            for key, value in document.value.items():
                # At a day that is none an engine gives up, and shows all settings as text.
                if isinstance(value, str) and _DAY.fullmatch(value) and not is_date(value):
                    problems.append(Problem(shown, document.line(key), f"'{key}' is '{value}'", A_DATE))
            yield from problems
        return
    meant = _MEANT.match(source)
    if meant and meant[0].startswith("---") and len(meant[1]) == 3:
        hint = "expected a line `---` after its last setting, and the text of the page below."
        yield Problem(shown, 1, "the front matter is never closed", hint)
    elif meant:
        line = meant[0].rstrip().count("\n")
        what = "the front matter does not begin with the line `---`"
        yield Problem(shown, line, what, "expected three hyphens as the first line of the file.")


def check_addresses(source: str, shown: str) -> Iterator[Problem]:
    """Yield a problem for each address at which an engine may stop, without saying on which page."""
    for number, row in prose(source) if _ODD_HOST.search(source) else ():
        for match in _ADDRESS.finditer(row):
            try:
                urlsplit(match[0])
            except ValueError:
                hint = "expected square brackets round a numeric IPv6 address only."
                yield Problem(shown, number, f"the address '{match[0]}' cannot be read", hint)
