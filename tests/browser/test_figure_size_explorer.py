"""The size explorer: steps and variants by keyboard, the gaps of the plots, marks of the other variants."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from test_figures import opened

ID = "size-explorer"


def rates(page: Page) -> list[str]:
    """Return the rate of each size as shown."""
    return page.locator("[data-part=rate]").all_text_contents()


def test_steps_and_variants_by_keyboard(figures_url: str, page: Page) -> None:
    opened(page, figures_url, ID)
    assert rates(page) == ["23%", "72%", "15%", "88%", "82%", "95%", "98%"]
    slider = page.get_by_role("slider", name="Steps of training")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("[data-part=readout]")).to_contain_text("At step 5 of 600")
    expect(slider).to_have_attribute("aria-valuetext", "5 of 600")
    assert min(int(rate.rstrip("%")) for rate in rates(page)) >= 98
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("output[data-part=variant]")).to_have_text("normal")
    assert rates(page) == ["90%", "100%", "96%", "99%", "39%", "99%", "99%"]
    page.wait_for_function("document.querySelector('.fig__live').textContent.includes('810M 90%')")


@pytest.mark.parametrize(("variant", "step", "note"), [("distilled", 50, "at step 70"), ("no-instructions", 600, "at step 445")])
def test_where_the_plot_has_a_gap_the_step_used_is_said(variant: str, step: int, note: str, figures_url: str, page: Page) -> None:
    opened(page, figures_url, ID, f"?fig.{ID}.variant={variant}&fig.{ID}.step={step}")
    elsewhere = page.locator("[data-part=run][data-state=elsewhere]")
    expect(elsewhere).to_have_count(1)
    expect(elsewhere).to_contain_text("170B")
    expect(elsewhere.locator("[data-part=note]")).to_have_text(note)


def test_other_variants_are_marked_with_a_key(figures_url: str, page: Page) -> None:
    opened(page, figures_url, ID)
    key = page.locator("[data-part=key]")
    expect(key).to_be_hidden()
    page.get_by_role("checkbox", name="mark the other variants too").check()
    expect(page.locator("[data-part=marks] path")).to_have_count(21)
    expect(key).to_contain_text("no-instructions (170B at step 445)")
    assert key.locator("> span:visible").count() == 3
    page.get_by_role("radio", name="normal").check()
    expect(page.locator("[data-part=marks] [data-variant=normal]")).to_have_count(0)


def test_says_what_is_a_single_run_and_what_is_missing(figures_url: str, open_page) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{figures_url}embed/{ID}/")
    stage = page.locator(".fig__stage")
    assert stage.get_by_text("1 run", exact=True).count() == 7
    expect(stage.locator(".sizes__missing")).to_contain_text("1.6B")
    expect(stage).to_contain_text("the distilled run from step 70 and the no-instructions run up to step 445")


def test_rows_hold_the_bands(figures_url: str, page: Page) -> None:
    """A band is drawn where its numbers say, at any width."""
    opened(page, figures_url, ID)
    row = page.locator("[data-part=run]").first
    expect(row.locator("[data-part=band]")).to_have_text("18–28")
    track, band = row.locator("svg").bounding_box(), row.locator("rect").nth(1).bounding_box()
    assert track and band
    assert abs((band["x"] - track["x"]) / track["width"] - 0.18) < 0.01
    assert abs(band["width"] / track["width"] - 0.0967) < 0.01
