"""The style and script of a foreign site: parts by what the site has, and names that keep out of a theme's way."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from explainer.blocks.lists import MOST_CHAPTERS
from explainer.content.content import Content
from explainer.exports.assets import SCRIPT, STYLE, asset_files

NOTHING = Content()


def test_a_site_with_terms_alone_gets_nothing_for_claims_and_charts():
    files = asset_files(NOTHING)
    assert set(files) == {STYLE, SCRIPT}
    assert ".glossary" in files[STYLE]
    for part in (".claim__", ".chart__plot", ".references >"):
        assert part not in files[STYLE]
    assert "claims." not in files[SCRIPT]


@pytest.mark.parametrize(("kind", "rule"), [("claims", ".claim__head"), ("charts", ".chart__plot"), ("tables", ":is(.number, .traced)")])
def test_what_the_site_has_is_styled(kind, rule):
    assert rule in asset_files(replace(NOTHING, **{kind: {"x": object()}}))[STYLE]


def test_no_rule_is_for_one_theme_alone():
    """`.md-typeset` is Material's: under another theme such a rule would be lost."""
    everything = replace(NOTHING, claims={"x": object()}, charts={"x": object()}, tables={"x": object()})
    assert re.findall(r"\.md-typeset [^{]*", asset_files(everything)[STYLE]) == []


def test_common_names_are_styled_in_a_glossary_only():
    """A theme may call something of its own a filter, an entry or, as Bootstrap does, a card."""
    style = re.sub(r"/\*.*?\*/", "", asset_files(NOTHING)[STYLE], flags=re.DOTALL)
    for name in ("alphabet", "filter", "letter", "entry"):
        bare = re.findall(rf"\.{name}(?![\w-])(?!:where\(\.glossary \*\))", style)
        assert len(bare) == len(re.findall(rf"(?:\.glossary|:root) \.{name}(?![\w-])(?!:where)", style)), name
    assert not re.search(r"\.card(?![\w\[-])", style)


def test_the_script_is_one_piece():
    """It runs as a module and as any other script: nothing is imported, and nothing is left for other scripts to meet."""
    script = asset_files(NOTHING)[SCRIPT]
    assert not re.search(r"^\s*(?:import|export)\b", script, re.MULTILINE)
    assert script.partition("\n")[2].startswith("(() => {") and script.rstrip().endswith("})();")


def test_chapters_are_sifted_by_number():
    """As many as a list of claims offers, and by no name: those are each site's own."""
    style = asset_files(replace(NOTHING, claims={"x": object()}))[STYLE]
    assert sorted(map(int, re.findall(r':has\(\[data-nth="(\d+)"\]:checked\)', style))) == list(range(1, MOST_CHAPTERS + 1))
    assert "data-chapter" not in style
