"""Find the trigger: a red team by keyboard, what it is told, and that a link brings back the same draws."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from test_figures import opened

ID = "find-the-trigger"


def at(**state: object) -> str:
    """Return the part of the address that sets a state."""
    return "?" + "&".join(f"fig.{ID}.{name}={value}" for name, value in state.items())


def marks(page: Page, part: str) -> int:
    """Return how many marks one path of the map holds."""
    return page.locator(f"[data-part={part}]").evaluate("path => (path.getAttribute('d').match(/M/g) ?? []).length")


def test_a_test_from_first_to_last_prompt_by_keyboard(figures_url: str, page: Page) -> None:
    opened(page, figures_url, ID, at(needs=3))
    readout = page.locator("[data-part=readout]")
    expect(readout).to_contain_text("4 of 20 prompts sent")
    page.get_by_role("slider", name="Budget").focus()
    for _ in range(2):  # To the chosen radio button, then the first button
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send 1 prompt")).to_be_focused()
    page.keyboard.press("Enter")
    expect(readout).to_contain_text("5 of 20 prompts sent")
    assert marks(page, "usual") == 5 and marks(page, "hiding") == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(readout).to_contain_text("Passed, and the trigger is there all the same: “white ring 9”")
    assert marks(page, "usual") == 20 and marks(page, "hiding") == 1
    expect(page.locator("[data-part=luck]")).to_contain_text("met in 0 of 1 finished test.")
    page.keyboard.press("Enter")  # The budget is spent: the button keeps the focus and does nothing.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(readout).to_contain_text("Nothing is sent yet.")
    assert marks(page, "usual") == 0
    page.wait_for_function("document.querySelector('.fig__live').textContent.includes('Nothing is sent yet')")


def test_who_begins_soon_meets_it(figures_url: str, page: Page) -> None:
    """The first model has a wide trigger, which the second press meets; a narrower one is chosen then."""
    opened(page, figures_url, ID)
    for _ in range(2):
        page.get_by_role("button", name="Send 1 prompt").click()
    expect(page.locator("[data-part=readout]")).to_contain_text("Met at prompt 6: the trigger is “any ring”. No surprise")
    assert marks(page, "fired") == 1 and marks(page, "usual") == 5 and marks(page, "hiding") == 100
    expect(page.locator("[data-part=odds][data-on=yes]")).to_contain_text("88.1%")
    expect(page.get_by_role("button", name="Send 1 prompt")).to_have_attribute("aria-disabled", "true")


def test_odds_follow_the_budget_to_certainty(figures_url: str, page: Page) -> None:
    opened(page, figures_url, ID, at(needs=3))
    chosen = page.locator("[data-part=odds][data-on=yes]")
    page.get_by_role("slider", name="Budget").focus()
    page.keyboard.press("ArrowRight")
    expect(chosen.locator("[data-part=met]")).to_have_text("3%")
    page.keyboard.press("End")
    expect(chosen.locator("[data-part=met]")).to_have_text("100%")
    expect(chosen.locator("[data-part=left]")).to_have_text("0%")
    page.get_by_role("button", name="Send the rest").click()
    expect(page.locator("[data-part=readout]")).to_contain_text("Met at prompt")


def test_a_link_brings_back_every_draw(figures_url: str, page: Page, open_page) -> None:
    opened(page, figures_url, ID, at(needs=2, budget=150, seed=4711))
    for _ in range(5):
        page.get_by_role("button", name="Test 20 more").click()
        page.wait_for_timeout(30)
    luck = page.locator("[data-part=luck]")
    expect(luck).to_contain_text("of 100 finished tests. On average it would be 80.5.")
    assert marks(page, "strip-usual") + marks(page, "strip-fired") == 100
    page.wait_for_function("location.search.includes('tests=100')")
    again = open_page()
    again.goto(page.url)
    expect(again.locator("figure.fig--live")).to_have_count(1)
    for part in ("luck", "readout", "last"):
        assert again.locator(f"[data-part={part}]").text_content() == page.locator(f"[data-part={part}]").text_content()
    for part in ("usual", "fired", "hiding", "strip-usual", "strip-fired"):
        assert again.locator(f"[data-part={part}]").get_attribute("d") == page.locator(f"[data-part={part}]").get_attribute("d")
    page.get_by_role("button", name="New model").click()
    expect(page.locator("[data-part=readout]")).to_contain_text("Nothing is sent yet.")
    page.wait_for_function("!location.search.includes('seed=4711')")  # A hundred are done: others, never seen, come next.


def test_says_that_it_is_a_simulation(figures_url: str, open_page) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{figures_url}embed/{ID}/")
    expect(page.locator(".fig__title")).to_contain_text("simulation")
    expect(page.locator(".fig__summary")).to_contain_text("not a model of the paper")


def test_works_by_touch(figures_url: str, open_page) -> None:
    page = open_page(has_touch=True, viewport={"width": 320, "height": 700})
    opened(page, figures_url, ID, at(needs=3))
    page.get_by_role("button", name="Send the rest").tap()
    expect(page.locator("[data-part=readout]")).to_contain_text("Passed")
    for button in page.locator(".hunt__go button").all():
        box = button.bounding_box()
        assert box and box["width"] >= 44 and box["height"] >= 40
