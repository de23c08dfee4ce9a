"""The block syntax of a page: `/// claim | N5` and its kin, closed by `///`.

Each block asks one function for its HTML; an unknown name, argument or option is reported and never falls
back to text.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from explainer.blocks.lists import LISTS
from explainer.blocks.panels import CAPTIONED, PANELS
from explainer.content.site import Site
from explainer.problems import Mistake, expected
from explainer.text.inline import Report

Maker = Callable[[str, Site], str]
"""Gives the HTML of a block for its argument; raises `Mistake`."""

MAKERS: Mapping[str, Maker] = {**LISTS, **PANELS}

# /// claim | N5
_HEAD = re.compile(r"^ {0,3}(/{3,})[ \t]*([\w-]+)?[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_THEIRS = frozenset(("admonition", "caption", "definition", "details", "html", "tab", "note"))


def register_blocks(md: Markdown, site: Callable[[], Site], report: Report) -> None:
    """Teach `md` every block in `MAKERS`; `site` is asked when the first block is met."""
    _Blocks(site, report).extendMarkdown(md)


def unknown_blocks(text: str) -> list[tuple[Mistake, str]]:
    """Return mistake and source of each `/// name` that is nobody's block, and of each never closed."""
    if "///" not in text:
        return []
    found = []
    open_heads: list[str] = []
    fence = ""
    for row in text.split("\n"):
        mark = _FENCE.match(row)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
            continue
        head = None if fence else _HEAD.match(row)
        if not head:
            continue
        if not head[2]:
            if open_heads:
                open_heads.pop()
            continue
        open_heads.append(row.strip())
        if head[2] not in MAKERS and head[2] not in _THEIRS:
            hint = expected("one of " + ", ".join(sorted(MAKERS)), head[2], MAKERS)
            found.append((Mistake(f"unknown block '/// {head[2]}'", hint), row.strip()))
    hint = "expected a line `///` after it."
    found += [(Mistake(f"the block '{head}' is never closed", hint), head) for head in open_heads]
    return found


class _Blocks(BlocksExtension):
    def __init__(self, site: Callable[[], Site], report: Report) -> None:
        super().__init__()
        self.site, self.report = site, report

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        for kind in _KINDS:
            block_mgr.register(kind, {"site": self.site, "report": self.report})


class _MadeBlock(Block):
    """A block whose HTML one of the makers gives."""

    ARGUMENT = None  # May be there or not; the maker says what it needs.

    def _validate(self, parent: etree.Element, arg: Any, **options: Any) -> bool:
        """Accept everything: a block that is refused here would turn into text without a word."""
        self.argument = (arg or "").strip()
        self.options: dict[str, Any] = {"attrs": {}}
        self.unknown = sorted(options)
        return True

    @property
    def head(self) -> str:
        return f"/// {self.NAME} | {self.argument}" if self.argument else f"/// {self.NAME}"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "figure" if self.NAME in CAPTIONED else "p")

    def on_end(self, block: etree.Element) -> None:
        report = self.config["report"]
        for name in self.unknown:
            what = f"the block '{self.head}' has the unknown option '{name}'"
            report(Mistake(what, "expected no options."), self.head)
        try:
            html = MAKERS[self.NAME](self.argument, self.config["site"]())
        except Mistake as mistake:
            what = f"the block '{self.head}': {mistake.message}"
            report(Mistake(what, mistake.hint, mistake.needs), self.head)
            html = ""
        if self.NAME not in CAPTIONED:
            if len(block) or (block.text or "").strip():
                hint = "expected `///` right after its first line."
                report(Mistake(f"the block '{self.head}' holds text", hint), self.head)
                for child in list(block):
                    block.remove(child)
            block.text = self.md.htmlStash.store(html or "<!-- -->")
            return
        caption = etree.Element("figcaption")
        caption.text, block.text = block.text, self.md.htmlStash.store(html)
        for child in list(block):
            block.remove(child)
            caption.append(child)
        block.append(caption)
        block.set("class", self.NAME)


_KINDS = tuple(type(f"_{name.title()}Block", (_MadeBlock,), {"NAME": name}) for name in MAKERS)
