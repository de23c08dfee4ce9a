"""The site as it is published: under its security policy and within its weight."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import expect

from support.project import ROOT, SOURCES, address

BUDGETS = tomllib.loads((ROOT / "budgets.toml").read_text(encoding="utf-8"))
PAGES = [address(src) for src in SOURCES]


def weight(site: Path, below: str) -> int:
    """Return the bytes of a file, by its address below that of the site, as a server with Brotli sends it."""
    path = site / urlsplit(below).path
    path = path / "index.html" if path.is_dir() else path
    small = path.with_name(path.name + ".br")
    return small.stat().st_size if small.exists() else path.stat().st_size


@pytest.mark.parametrize("path", PAGES)
def test_weight_before_the_reader_does_anything(published_dir, site_url, open_page, path):
    """Few requests, few bytes, no search index; and nothing that the policy forbids, which would be an error in the console."""
    asked: list[str] = []
    page = open_page()  # A page of an earlier test would get a movement of the mouse from there.
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + path, wait_until="networkidle")
    assert not [url for url in asked if "search_index" in url or "/workers/" in url]
    assert len(asked) <= BUDGETS["page"]["requests"], asked
    assert sum(weight(published_dir, url.removeprefix(site_url)) for url in asked) <= BUDGETS["page"]["compressed"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_style_of_an_element_is_worked_out_once(site_url, open_page, scheme):
    """What scripts change when they come, an attribute of the root or the scheme, is none that all elements inherit or may be chosen by."""
    page, events, ended = open_page(color_scheme=scheme), [], []
    tracing = page.context.browser.new_browser_cdp_session()
    tracing.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    tracing.on("Tracing.tracingComplete", lambda _: ended.append(True))
    tracing.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": ["devtools.timeline"]}})
    page.goto(site_url + "findings/", wait_until="networkidle")
    tracing.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(20)
    styled = sum(event["args"].get("elementCount", 0) for event in events if event["name"] == "UpdateLayoutTree")
    assert 0 < styled < 1.4 * page.evaluate("document.querySelectorAll('body *').length")


def test_search_waits_for_its_field(site_url, open_page):
    """The theme's script comes with the first sign of life, the search index only with the focus in its field."""
    asked: list[str] = []
    page = open_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url, wait_until="networkidle")
    assert not any("bundle." in url for url in asked)
    page.mouse.move(50, 300, steps=2)
    page.wait_for_function("() => window.document$")
    page.wait_for_timeout(300)
    assert not any("search_index" in url for url in asked)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("pgood")
    page.locator(".md-search-result__item").first.wait_for()
    assert any("search_index" in url for url in asked)


def test_controls_work_before_the_theme_has_come(site_url, open_page):
    """They are there at once, and what the reader does first is not undone when the script that it called arrives."""
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, color_scheme="light")
    page.goto(site_url)
    for control in ("label[for=__drawer].md-header__button", "label[for=__search].md-header__button", ".md-header__option label:visible"):
        page.reload(wait_until="networkidle")
        assert page.evaluate("!window.document$")
        expect(page.locator(control)).to_be_visible()
        page.locator(control).tap()
        page.wait_for_function("() => window.document$")
        page.wait_for_timeout(600)
        if "for=" in control:
            assert page.evaluate("name => document.getElementById(name).checked", control.split("for=")[1].split("]")[0])
        else:
            expect(page.get_by_role("radio", name="Light colours. Switch to dark")).to_be_checked()
            expect(page.locator("label[title='Light colours. Switch to dark']")).to_be_visible()


def test_a_card_and_a_figure_under_the_policy(site_url, page):
    """What scripts add works under the policy too; a violation would be an error in the console, which fails the test."""
    page.goto(site_url + "backdoors/")
    page.locator("a.term").first.click()
    assert page.locator(".card").is_visible()
    page.keyboard.press("Escape")
    figure = page.locator("figure[data-figure]").first
    figure.scroll_into_view_if_needed()
    figure.locator(".fig__controls input, .fig__controls button, .fig__controls select").first.wait_for()


def test_the_script_for_cards_is_small():
    """A page full of terms pays for its cards once, and little."""
    script = (ROOT / "docs/assets/javascripts/cards.js").read_bytes()
    assert len(brotli.compress(script)) <= BUDGETS["parts"]["cards"]
