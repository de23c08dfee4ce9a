"""Predict, then look: guesses before data, by keyboard alone and by touch; a score that stays in the tab."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from test_figures import DRAWN, opened

COUNTS = {"model-size": 7, "supervised-fine-tuning": 5, "adversarial-training": 4}
MEASURED = {
    "model-size": "measured 15% (11 to 20)",
    "supervised-fine-tuning": "measured 28% (23 to 33)",
    "adversarial-training": "measured 99%, guess",
}

every_option = pytest.mark.parametrize("option", COUNTS)


def _guess_all(page: Page) -> None:
    """From the first slider on, by Tab, with a key or two each."""
    page.locator("[data-part=slot] input").first.focus()
    for index in range(page.locator("[data-part=slot] input").count()):
        page.keyboard.press(("Home", "End", "Enter", "ArrowRight")[index % 4])
        page.evaluate(DRAWN)  # The last guess brings one more slider.
        page.keyboard.press("Tab")


@every_option
def test_guess_and_look_by_keyboard(option: str, figures_url: str, page: Page) -> None:
    opened(page, figures_url, f"predict-{option}")
    count = COUNTS[option]
    expect(page.locator("[data-part=slot] input")).to_have_count(count)
    show = page.locator("[data-part=show-slot] button")
    expect(show).to_have_text("Guess a bar first")
    assert MEASURED[option] not in page.locator("figure").inner_text()
    _guess_all(page)
    said = page.locator("[data-part=said]")
    for index, text in enumerate(("guess 0%", "guess 100%", "guess 50%", "guess 51%")):
        expect(said.nth(index)).to_have_text(text)
    expect(show).to_have_text("Show the data")
    page.keyboard.press("Home")  # Of those to be close
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(show).to_be_focused()
    page.keyboard.press("Enter")
    expect(show).to_have_text("Guess again")
    expect(show).to_be_focused()
    expect(page.locator("[data-part=slot] input:visible")).to_have_count(0)
    assert any(MEASURED[option] in text for text in said.all_inner_texts())
    expect(page.locator("[data-part=readout]")).to_contain_text("points off on average")
    expect(page.locator("[data-part=score]")).to_contain_text(f"{count} bars in 1 of 3 figures")
    page.wait_for_function("document.querySelector('.fig__live').textContent.includes('points off on average')")
    page.wait_for_function("location.search.includes('shown=yes') && location.search.includes('guesses=')")


def test_the_data_wait_for_a_guess(figures_url: str, page: Page) -> None:
    """Neither the button nor an address shows them before."""
    name = "predict-adversarial-training"
    opened(page, figures_url, name, f"?fig.{name}.guesses=~~~&fig.{name}.shown=yes")
    page.locator("[data-part=show-slot] button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=bar][data-on=yes]")).to_have_count(0)
    expect(page.locator("[data-part=readout]")).to_contain_text("No bar guessed yet")


def test_one_guess_is_enough(figures_url: str, page: Page) -> None:
    """The other bars show what was measured and blame nobody; of what is close nothing was said, so nothing is judged."""
    name = "predict-adversarial-training"
    opened(page, figures_url, name)
    page.locator("[data-part=slot] input").nth(1).press("End")
    expect(page.locator("[data-part=readout]")).to_have_text("1 of 4 bars guessed. Guess on, or see the data.")
    expect(page.locator("[data-part=sure-slot]")).to_be_hidden()
    page.get_by_role("button", name="Show the data").click()
    said = page.locator("[data-part=said]")
    expect(said.nth(1)).to_have_text("measured 99%, guess 100%: 1 point too high")
    expect(said.nth(3)).to_have_text("measured 99%")
    expect(page.locator("[data-part=readout]")).to_contain_text("Your guess is 1 point off. Leaving that bar where it began would be 1 point off.")
    expect(page.locator("[data-part=score]")).to_contain_text("1 bar in 1 of 3 figures, 1 points off on average. Only first guesses count.")


def test_the_legend_shows_the_thumb(figures_url: str, page: Page) -> None:
    """One mark for the guess: in the legend, under the finger, and beside the data."""
    name = "predict-adversarial-training"
    opened(page, figures_url, name, f"?fig.{name}.guesses=1~99~0~99")
    sides = page.locator(".predict__key .predict__guess").evaluate("mark => { const { width, height } = mark.getBBox(); return width / height; }")
    assert sides == 1
    expect(page.locator(".predict__key")).to_contain_text("your guess")


def test_on_paper_the_data_stand_below(figures_url: str, page: Page) -> None:
    """There nobody guesses: an empty figure would tell nothing."""
    opened(page, figures_url, "predict-model-size")
    page.emulate_media(media="print")
    expect(page.locator(".predict__measured")).to_be_visible()
    expect(page.locator("[data-part=readout]")).to_be_hidden()


def test_a_tap_where_the_thumb_stands_is_a_guess(figures_url: str, open_page: Any) -> None:
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    opened(page, figures_url, "predict-model-size")
    first = page.locator("[data-part=slot] input").first
    box = first.bounding_box()
    assert box and box["height"] >= 44
    first.tap()
    expect(page.locator("[data-part=said]").first).to_have_text("guess 50%")


@pytest.mark.parametrize("guess", [0, 30, 100])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_guess_stands_where_the_thumb_stood(guess: int, width: int, figures_url: str, open_page: Any) -> None:
    """Slider and bar run from the same 0 to the same 100."""
    page = open_page(viewport={"width": width, "height": 900})
    name = "predict-adversarial-training"
    search = f"?fig.{name}.guesses={'~'.join([str(guess)] * 4)}&fig.{name}.sure=0"
    opened(page, figures_url, name, search)
    slider = page.locator("[data-part=slot] input").first.bounding_box()
    thumb = 16
    assert slider
    expected = slider["x"] + thumb / 2 + (slider["width"] - thumb) * guess / 100
    opened(page, figures_url, name, f"{search}&fig.{name}.shown=yes")
    marker = page.locator("[data-part=guess]").first.evaluate("node => { const { x, width } = node.getBoundingClientRect(); return x + width / 2; }")
    assert marker == pytest.approx(expected, abs=1)


def test_the_score_counts_first_guesses_over_the_visit(figures_url: str, page: Page) -> None:
    """Over two figures in one tab; a second try does not count, another tab starts anew, and it can be forgotten."""
    score = page.locator("[data-part=score]")

    def show(option: str, guesses: str, sure: int) -> None:
        name = f"predict-{option}"
        opened(page, figures_url, name, f"?fig.{name}.guesses={guesses}&fig.{name}.sure={sure}")
        page.get_by_role("button", name="Show the data").click()

    show("adversarial-training", "1~99~0~99", 0)
    expect(score).to_contain_text(
        "4 bars in 1 of 3 figures, 0 points off on average. You expected 0 within 10 points, it was 4: you were right more often"
    )
    page.get_by_role("button", name="Guess again").click()
    expect(page.locator("[data-part=readout]")).to_contain_text("No bar guessed yet")
    show("adversarial-training", "50~50~50~50", 4)
    expect(score).to_contain_text("0 points off on average")
    show("supervised-fine-tuning", "60~28~93~0~7", 5)
    expect(score).to_contain_text("9 bars in 2 of 3 figures, 6 points off on average. You expected 5 within 10 points, it was 8")
    expect(score).to_contain_text("stays in this browser tab")
    assert (
        page.evaluate("Object.keys(sessionStorage).join() + '|' + Object.keys(localStorage).join() + '|' + document.cookie") == "explainer.predict||"
    )
    page.get_by_role("button", name="Forget the score").click()
    expect(score).to_contain_text("No score yet")
    assert page.evaluate("sessionStorage.getItem('explainer.predict')") == "{}"


def test_a_link_shows_the_sender_s_guesses_and_counts_for_nobody(figures_url: str, page: Page) -> None:
    name = "predict-model-size"
    opened(page, figures_url, name, f"?fig.{name}.guesses=0~10~20~30~40~50~60&fig.{name}.sure=7&fig.{name}.shown=yes")
    expect(page.locator("[data-part=said]").first).to_have_text("measured 23% (18 to 28), guess 0%: 23 points too low")
    expect(page.locator("[data-part=score]")).to_contain_text("No score yet")


@pytest.mark.parametrize("stored", ["{", "[]", '{"model-size":{"off":["x"],"sure":0}}'])
def test_a_spoilt_store_is_no_score(stored: str, figures_url: str, open_page: Any) -> None:
    page = open_page()
    page.add_init_script(f"sessionStorage.setItem('explainer.predict', {stored!r})")
    opened(page, figures_url, "predict-model-size")
    expect(page.locator("[data-part=score]")).to_contain_text("No score yet")


def test_without_storage_the_score_lasts_as_long_as_the_page(figures_url: str, open_page: Any) -> None:
    page = open_page()
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError'); } })")
    name = "predict-adversarial-training"
    opened(page, figures_url, name, f"?fig.{name}.guesses=1~99~0~99&fig.{name}.sure=4")
    page.get_by_role("button", name="Show the data").click()
    expect(page.locator("[data-part=score]")).to_contain_text("4 bars in 1 of 3 figures")


@every_option
def test_without_script_the_data_can_be_unfolded(option: str, figures_url: str, open_page: Any) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{figures_url}embed/predict-{option}/")
    items = page.locator(".predict__measured li")
    expect(items.first).to_be_hidden()
    page.get_by_text("What was measured").click()
    expect(items.first).to_be_visible()
    assert items.count() == (2 if option == "adversarial-training" else COUNTS[option])
    live = open_page()
    opened(live, figures_url, f"predict-{option}")
    expect(live.locator(".predict__measured")).to_be_hidden()
