"""Search, as readers type it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.fixture
def search(site_url, page):
    """Search from a page as a reader does: go to the field, type, read on."""

    def searched(typed, path="findings/"):
        page.goto(site_url + path)
        page.mouse.move(50, 300)  # The sign of life for which the theme's script waits, and the field with it
        page.get_by_role("textbox", name="Search").click()
        page.keyboard.type(typed)
        expect(page.locator(".md-search-result__meta")).to_contain_text("matching")
        return page.locator(".md-search-result__item")

    return searched


@pytest.mark.parametrize("typed", ["pgood", "p_good", "p good"])
def test_a_symbol_is_found_however_it_is_typed(search, page, typed):
    """The entry of the glossary is among the results, and choosing it leads there."""
    glossary = search(typed).filter(has=page.locator("a[href*='glossary/']"))
    expect(glossary).not_to_have_count(0)
    result = page.locator(".md-search-result__link[href*='glossary/'][href$='#p-good']").first
    if not result.is_visible():
        glossary.locator("summary").first.click()  # "3 more on this page"
    result.click()
    page.wait_for_url("**/glossary/**#p-good")
    expect(page.locator("[data-entry='p-good']")).to_be_in_viewport()


def test_the_glossary_comes_first(search):
    """Who searches for a symbol wants to know what it means."""
    expect(search("pgood").first.locator("a[href*='glossary/']").first).to_be_visible()


def test_the_slash_key(site_url, page):
    """It goes to the field, as the first key of a visit too, and what is typed next is searched for."""
    page.goto(site_url + "findings/")
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.type("pgood")
    expect(field).to_have_value("pgood")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_on_a_phone(site_url, open_page):
    """The field opens by the first tap of a visit, ready to type into, and nothing is sent anywhere."""
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(site_url)
    page.locator("label[for=__search].md-header__button").tap()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("sleeper agent")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
