"""What reads pages and data takes time in proportion to them, whatever stands there: twice the text never takes four times as long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from explainer.blocks.placements import figure_places
from explainer.blocks.syntax import unknown_blocks
from explainer.checks.links import check_links
from explainer.checks.page_files import check_addresses, check_front_matter
from explainer.content.crosscheck import ReferenceChecker
from explainer.content.options import Options
from explainer.content.site import Site
from explainer.engines.search import words_of
from explainer.evidence.citations import check_citations
from explainer.evidence.numbers import bare_percentages
from explainer.exports.downloads import plain
from explainer.exports.llms import page_markdown
from explainer.pages.backlinks import places_of, sentence
from explainer.pages.cards import page_cards
from explainer.pages.page import Page
from explainer.terms.linker import linker_of
from explainer.text.active import active
from explainer.text.fragments import resolve_site_links, without_tags
from explainer.text.math import render_math
from explainer.yaml_data import parse_yaml
from support.helpers import case_content, term_href

SIZE = 64_000  # Characters: twice what a long page has.
MOST = 2.0  # Seconds of the processor. In proportion each takes some hundredths; what grows with the square took from 1 to 30.

# What a converter leaves open or an author types a hundred times.
PIECES = (
    "<a ", "<a <a", '<a href="', '<a data-cite="', '<a href="x#ref-', "<img ", "<b ", "<span ", "<<", "</", "<p>", "<script ", "<style ", "<!--",
    '<div data-explainer="', "<x data-search-exclude>", "[", "[[[", "[=", "[=a", "[@a;", "[@a, ", "![", "[a](", "[a](term:", "/// a\n", "/// a | b\n",
    "/// figure | a: ", "///\n", "```\n", "`", "$", "$a", "$$ $", "$a_", "\\(", "\\[", "\\( \\", "\\\\[", '<span class="arithmatex">\\(', " ", "\n", "&", "&#", "'", '"', "=", "//", "http://[", "---\n", "a: ",
    "title: a: b\n", "12%", "@a; ", "agent ", "sleeper ", "sleeper-", "p_", "a.b", "x. ", 'href="site:', "on a=", "{a}",
)  # fmt: skip


def readers(folder: Path) -> dict[str, Callable[[str], Any]]:
    """Return everything that reads a text in search of something, each made to take its slow way."""
    content = case_content()
    site, page = Site(content, Options(), folder), Page()
    known = ReferenceChecker(content.glossary, content.bibliography, content.tables)

    def placed(text: str) -> object:
        (folder / "x.md").write_text(text, encoding="utf-8")
        return figure_places(folder)

    return {
        "check_links": lambda text: check_links([Page("a.md", "a/", read=lambda: text, html=text)], {"a/": "a.md"}),
        "page_cards": lambda text: page_cards(text, site, lambda src, anchor="": "x"),
        "words_of": lambda text: words_of("data-search-exclude" + text),
        "page_markdown": lambda text: page_markdown(Page("a.md", read=lambda: text), content),
        "unknown_blocks": unknown_blocks,
        "bare_percentages": lambda text: bare_percentages(text, "x", 1, {}),
        "active": lambda text: list(active(text + " onclick=")),
        "sentence": lambda text: sentence(text, len(text) // 2, len(text) // 2),
        "render_math": lambda text: render_math(text + "arithmatex", content.glossary, lambda mistake, tex: None),
        "resolve_site_links": lambda text: resolve_site_links(text + "site:", lambda src, anchor: "x"),
        "marks": lambda text: places_of([], site, (), {}.get).fill(text + '<div data-explainer="', page),
        "plain": plain,
        "without_tags": without_tags,
        "figure_places": placed,
        "check_front_matter": lambda text: list(check_front_matter("---\n" + text, "x")),
        "check_addresses": lambda text: list(check_addresses(text + " http://[x", "x")),
        "body_line": lambda text: Page(read=lambda: "---\n" + text).body_line,
        "crosscheck": lambda text: list(known.text(text, "x", 1, "y")),
        "citations": lambda text: check_citations("@a, " + text, {}),
        "parse_yaml": lambda text: parse_yaml("a: " + text, "x"),
        "link": lambda text: linker_of(content.glossary).link(text, term_href),
    }


def main(folder: str) -> None:
    """Print, as JSON, what took too long: who, of what, how long."""
    slow = []
    for name, read in readers(Path(folder)).items():
        for piece in PIECES:
            text = piece * (SIZE // len(piece))
            began = time.process_time()
            read(text)
            took = time.process_time() - began
            if took > MOST:
                slow.append((name, piece, round(took, 1)))
    sys.stdout.write(json.dumps(slow))


def test_nothing_grows_with_the_square(tmp_path: Path) -> None:
    """In a process of its own, so that a reader that never comes back does not take the others along."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, __file__, str(tmp_path)]
    run = subprocess.run(command, text=True, capture_output=True, timeout=300, check=False, env=environment)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == []


if __name__ == "__main__":
    main(sys.argv[1])
