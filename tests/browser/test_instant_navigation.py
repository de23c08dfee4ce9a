"""With instant navigation, where the theme swaps the article and keeps the document, cards and filter go on working."""

from __future__ import annotations

import logging

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import expect

from support.project import ROOT
from support.serving import serve

OPEN = ".card:popover-open"
WORD = "article a.term[data-term='model-poisoning']"
# Pages without figures: the theme takes the data of a figure for a script when it swaps pages.
FROM, TO = "threats/deceptive-alignment/", "threats/"


@pytest.fixture(scope="module")
def instant_url(tmp_path_factory):
    """The address of the real site, built to know it and to swap pages without loading them anew."""
    folder = tmp_path_factory.mktemp("instant")
    logger = logging.getLogger("mkdocs")
    with serve(folder) as address:
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), site_url=address)
        config.theme["features"].append("navigation.instant")
        config.plugins.on_startup(command="build", dirty=False)
        logger.setLevel(logging.ERROR)
        try:
            build(config)
        finally:
            logger.setLevel(logging.NOTSET)
        yield address


@pytest.fixture
def page(instant_url, open_page):
    """A page that was reached without loading it."""
    page = open_page()
    page.goto(instant_url + FROM)
    page.wait_for_function("!!document.querySelector('.card')")
    page.evaluate("window.sameDocument = true")
    before = page.locator("h1").inner_text()
    page.locator(".md-path a").last.click()
    page.wait_for_url(instant_url + TO)
    expect(page.locator("h1")).not_to_have_text(before)
    # A moment after any scrolling the theme notes the place; were that the moment of the next click, it would take it for the new page's.
    page.locator(WORD).first.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert page.evaluate("window.sameDocument")
    return page


def test_after_instant_navigation(page):
    """Enter, Escape, hover: the theme goes nowhere, the templates are those of the page that came, and there is one card."""
    expect(page.locator(".card")).to_have_count(1)
    page.locator(WORD).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_contain_text("model poisoning", ignore_case=True)
    page.wait_for_timeout(1000)
    assert page.url.endswith(TO)
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    page.locator(WORD).first.hover()
    expect(page.locator(OPEN)).to_be_visible()


def test_a_card_closes_when_its_page_goes(page, instant_url):
    """It would lie over a page that has nothing to do with it."""
    page.locator(WORD).first.click()
    expect(page.locator(OPEN)).to_be_visible()
    page.go_back()
    page.wait_for_url(instant_url + FROM)
    expect(page.locator(OPEN)).to_have_count(0)
    expect(page.locator(".card")).to_have_count(1)


def test_the_filter_of_the_glossary(page):
    """Reached by the full entry of a card, in the same document."""
    page.locator(WORD).first.click()
    page.locator(f"{OPEN} .card__more a").click()
    page.wait_for_url("**/glossary/#model-poisoning")
    expect(page.locator("[data-entry='model-poisoning']")).to_be_in_viewport()
    assert page.evaluate("window.sameDocument")
    page.get_by_label("Filter the terms").fill("pgood")
    expect(page.locator("[data-entry='p-good']")).to_be_visible()
    expect(page.locator("[data-entry='model-poisoning']")).to_be_hidden()
