"""The block syntax of a page: `/// claim | N5` and its kin, closed by `///`.

Each block asks one function for its HTML; an unknown argument or option is told of, blocks of others not.
"""

from __future__ import annotations

import html as htmllib
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Container, Mapping
from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from explainer.blocks.heads import Head, heads
from explainer.blocks.lists import LISTS
from explainer.blocks.panels import CAPTIONED, PANELS
from explainer.content.site import Site
from explainer.problems import Mistake, expected, nearest
from explainer.text.inline import Report

Maker = Callable[[str, Site], str]
"""Gives the HTML of a block for its argument; raises `Mistake`."""

MAKERS: Mapping[str, Maker] = {**LISTS, **PANELS}

_CODE = re.compile(r"<pre\b.*?(?:</pre>|\Z)", re.DOTALL | re.IGNORECASE)
NEAR = 0.8  # Of the letters of a name and of one of ours; what is less alike is somebody else's.


def register_blocks(md: Markdown, site: Callable[[], Site], report: Report) -> None:
    """Teach `md` every block in `MAKERS`; `site` is asked when the first block is met."""
    _Blocks(site, report).extendMarkdown(md)


def unknown_blocks(text: str, registered: Container[str] = ()) -> list[tuple[Mistake, str]]:
    """Return mistake and source of each `/// name` that is nearly one of ours, and of ours never closed.

    `text` is a page without its fences; `registered` are the names of all blocks that Markdown knows.
    """
    found = []
    opened: list[Head] = []
    for head in heads(_CODE.sub("", text)):
        if not head.name:
            del opened[-1:]
            continue
        opened.append(head)
        if head.name in MAKERS or head.name in registered:
            continue
        if nearest(head.name, MAKERS, NEAR):
            hint = expected("one of " + ", ".join(sorted(MAKERS)), head.name, MAKERS)
            found.append((Mistake(f"unknown block '/// {head.name}'", hint), head.source))
    hint = "expected a line `///` after it."
    ours = [head.source for head in opened if head.name in MAKERS]
    found += [(Mistake(f"the block '{source}' is never closed", hint), source) for source in ours]
    return found


def registered_blocks(md: Markdown) -> Container[str]:
    """Return the names of all blocks that extensions have taught `md`."""
    processors = md.parser.blockprocessors
    blocks: Any = processors["blocks"] if "blocks" in processors else None  # noqa: SIM401 - a registry has no get()
    return frozenset(getattr(blocks, "blocks", ()))


class _Blocks(BlocksExtension):
    def __init__(self, site: Callable[[], Site], report: Report) -> None:
        super().__init__()
        self.site, self.report = site, report

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        for name, kind in _KINDS.items():
            if name not in block_mgr.blocks:  # Another extension may have a block of that name.
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
            html = f"<p>{htmllib.escape(self.head)}</p>"
        if self.NAME not in CAPTIONED:
            made = self.md.htmlStash.store(html)
            if len(block) or (block.text or "").strip():
                hint = "expected `///` right after its first line."
                report(Mistake(f"the block '{self.head}' holds text", hint), self.head)
                # The text stays, below what is made, which Markdown puts in the place of a paragraph.
                first, rest = etree.Element("p"), etree.Element("p")
                first.text, rest.text, block.text, block.tag = made, block.text, None, "div"
                block[:0] = [first, rest] if rest.text else [first]
            else:
                block.text = made
            return
        caption = etree.Element("figcaption")
        caption.text, block.text = block.text, self.md.htmlStash.store(html)
        for child in list(block):
            block.remove(child)
            caption.append(child)
        block.append(caption)
        block.set("class", self.NAME)


_KINDS = {name: type(f"_{name.title()}Block", (_MadeBlock,), {"NAME": name}) for name in MAKERS}
