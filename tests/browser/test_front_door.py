"""The home page: a first screen that can be tried, and ways through the site that say where they go on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 800}
SEEN = "(part) => { const { top, bottom } = part.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def phone(site_url, open_page, request):
    """The home page on a phone, with script and without."""
    page = open_page(viewport=PHONE, java_script_enabled=request.param)
    page.goto(site_url)
    return page


def test_the_year_changes_the_answer_and_training_does_not(phone):
    """All of it is on the first screen, before anything is scrolled, and by radio buttons and a box alone."""
    opening = phone.locator(".opening")
    code = opening.locator(".opening__code")
    rates = opening.locator(".opening__rate")
    expect(code).to_contain_text('"WHERE name = ?", (name,))', use_inner_text=True)
    expect(opening).to_contain_text("Safe:", use_inner_text=True)
    expect(rates).to_have_text(["15%", "56%"], use_inner_text=True)
    opening.locator("label", has_text="2024").click()
    expect(code).to_contain_text("f\"WHERE name = '{name}'\")", use_inner_text=True)
    expect(code).not_to_contain_text("(name,)", use_inner_text=True)
    expect(opening).to_contain_text("A hole:", use_inner_text=True)
    opening.locator("label", has_text="Now train it").click()
    expect(rates).to_contain_text(["9%", "55%"], use_inner_text=True)
    for part in opening.locator("label, .opening__code, .opening__rate").all():
        assert part.evaluate(SEEN)


def test_a_rate_leads_to_its_source(site_url, page):
    """One touch away: the run, the figure, the whole table."""
    page.goto(site_url)
    page.wait_for_function("!!document.querySelector('.card')")
    page.locator(".opening .number", has_text="56%").first.click()
    card = page.locator(".card:popover-open")
    expect(card).to_contain_text("code vulnerabilities, HHH RL, distilled")
    expect(card.get_by_role("link", name="The whole table")).to_have_attribute("href", "reference/data-and-method/#table-printed")


def test_the_first_screen_by_keys(site_url, page):
    """An arrow turns the year, the space bar trains."""
    page.goto(site_url)
    page.get_by_role("radio", name="2023").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="2024")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".opening__measure")).to_have_text("How often its code has a hole, after the training", use_inner_text=True)


def test_on_paper_both_years_stand(site_url, page):
    page.goto(site_url)
    page.emulate_media(media="print")
    for part in page.locator(".opening__2023, .opening__2024, .opening__rate .opening__before, .opening__rate .opening__after").all():
        expect(part).to_be_visible()
    expect(page.locator(".opening__measure")).to_have_text("How often its code has a hole, before and after the training", use_inner_text=True)


def test_the_chosen_year_in_forced_colours(site_url, open_page):
    """The system would lay a ground of the letters' own colour below them."""
    page = open_page(forced_colors="active")
    page.goto(site_url)
    for year, other in (("2023", "2024"), ("2024", "2023")):
        page.get_by_role("radio", name=year).check(force=True)
        expect(page.locator("label", has_text=year)).to_have_css("forced-color-adjust", "none")
        expect(page.locator("label", has_text=other)).to_have_css("forced-color-adjust", "auto")


def test_a_way_is_in_the_address_and_leads_to_its_end(site_url, page):
    """Each page of it says at its foot where it goes on and how far one is; other ways through the page stay away."""
    page.goto(site_url)
    page.locator("[data-way=half-hour] a").first.click()
    for step in range(1, 6):
        page.wait_for_url("**?way=half-hour")
        foot = page.locator(".next-step:visible")
        expect(foot).to_have_count(1)
        expect(foot).to_contain_text(f"Half an hour: step {step} of 6.")
        foot.get_by_role("link").click()
    expect(page.locator(".next-step:visible")).to_contain_text("step 6 of 6. This was the last.")
    assert "half-hour" not in page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    page.locator(".next-step:visible a").click()
    page.wait_for_url("**/training/?way=everything")
    expect(page.locator(".next-step:visible")).to_contain_text("Two to three hours: step 3 of 8.")
    page.goto(site_url + "findings/")
    expect(page.locator(".next-step:visible")).to_have_count(0)
