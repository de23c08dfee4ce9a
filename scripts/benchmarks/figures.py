"""How soon a figure answers in Chromium, against a bare slider on an empty page, and what its script weighs.

The time is that from the input event (its own time stamp, so waiting in the queue counts) to the end of the
frame in which the figure's changed DOM was painted. Every control of a figure is worked by keyboard, as a
reader does it, on the page where the figure stands.
"""

from __future__ import annotations

import argparse
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median

import brotli
from playwright.sync_api import Locator, Page, sync_playwright

from benchmarks.audit import serve
from benchmarks.environment import CACHE, ROOT
from benchmarks.project import copy_project, publish
from benchmarks.report import Demand, columns, judged, keep, keep_demands
from explainer.blocks.placements import figure_places
from explainer.publish.bundle import join_modules, minify
from explainer.urls import source_url

MOST, MOST_SLOW, SLOWDOWN = 16.0, 50.0, 4
"""Milliseconds at the median; with the processor slowed by DevTools; how many times slower it is then."""
CHANGES = 30
# Milliseconds between focus, key down and key up, as with a hand; else each waits for the frame of the one
# before.
PAUSE = 40.0
FOLDER = "docs/assets/figures"

_BARE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><figure>
<input type="range" min="0" max="100" aria-label="Value"><output>0</output></figure>
<script>
document.querySelector("input").oninput = (event) => {
  document.querySelector("output").textContent = event.target.value;
};
</script></html>"""

# Runs before the page. `window.took` gets one number for each event that changed the figure.
_WATCH = """
window.took = [];
const nextFrame = window.requestAnimationFrame.bind(window);
let began = 0;
const seen = (withinFrame) => {
  if (!began) return;
  const since = began;
  began = 0;
  const painted = () => {
    const channel = new MessageChannel();   // Its message comes when the frame is done.
    channel.port1.onmessage = () => window.took.push(performance.now() - since);
    channel.port2.postMessage(0);
  };
  if (withinFrame) painted(); else nextFrame(painted);
};
const changes = new MutationObserver(() => seen(false));
// What a figure draws at the head of a frame is painted in that frame, and not in the next.
window.requestAnimationFrame = (draw) => nextFrame((time) => {
  draw(time);
  if (changes.takeRecords().length) seen(true);
});
window.watchFigure = (figure) => {
  for (const kind of ["input", "click"]) {
    const begin = (event) => { if (!began && figure.contains(event.target)) began = event.timeStamp; };
    addEventListener(kind, begin, { capture: true });
  }
  changes.observe(figure, { subtree: true, childList: true, characterData: true, attributes: true });
};
"""
_CONTROLS = "input:not([type=hidden]):not(:disabled), select:not(:disabled), button:not(:disabled)"


def main(arguments: Sequence[str]) -> None:
    """How soon interactive figures answer, and what they weigh."""
    parser = argparse.ArgumentParser(prog="scripts/bench figures", description=__doc__)
    parser.add_argument(
        "--changes", type=int, default=CHANGES, help=f"measured changes of each figure (default {CHANGES})"
    )
    changes = parser.parse_args(arguments).changes
    project = copy_project(CACHE / "figures")
    publish(project)
    places = _places(project / "docs")
    bare = project / "site" / "bare.html"
    bare.write_text(_BARE, encoding="utf-8")
    times = _measured(project / "site", places, changes)
    middle = {name: tuple(map(median, both)) for name, both in times.items()}
    base = middle["bare slider"]
    rows = [
        (name, min(map(len, times[name])), at, at / base[0], slow, slow / base[1])
        for name, (at, slow) in middle.items()
    ]
    shown = (
        (name, str(count), f"{a:.1f}", f"{b:.2f}", f"{c:.1f}", f"{d:.2f}") for name, count, a, b, c, d in rows
    )
    print(columns(("figure", "changes", "ms", "×", f"ms, {SLOWDOWN}× slower", "×"), shown))
    demands = [demand for name in places for demand in _demands(name, *middle[name])]
    print(judged(demands))
    full = changes >= CHANGES
    head = ("figure", "changes", "milliseconds", "ratio", "slow_milliseconds", "slow_ratio")
    keep("figures", head, rows, full=full)
    keep_demands("figures-demands", demands, full=full)


def _measured(
    site: Path, places: Mapping[str, tuple[str, str]], changes: int
) -> dict[str, tuple[list[float], list[float]]]:
    """Return the times of the bare slider and of each figure: as the processor is, and slowed down."""
    times = {}
    with serve(site) as address, _browser() as page:
        addresses = {"bare slider": (address + "bare.html", "figure")}
        addresses |= {
            name: (f"{address}{url}", f"#figure-{figure}") for name, (url, figure) in places.items()
        }
        for name, (url, figure) in addresses.items():
            at_speed, slowed = (_times(page, url, figure, changes, by) for by in (1, SLOWDOWN))
            times[name] = at_speed, slowed
            print(f"{name}: {len(at_speed)} and {len(slowed)} changes", flush=True)
    return times


def _demands(name: str, at_speed: float, slowed: float) -> Iterator[Demand]:
    """Yield what is demanded of one figure, beside the medians that were measured."""
    most = tomllib.loads((ROOT / "budgets.toml").read_text(encoding="utf-8"))["parts"]
    yield Demand(name, "ms", at_speed, MOST)
    yield Demand(f"{name}, {SLOWDOWN}× slower", "ms", slowed, MOST_SLOW)
    yield Demand(f"{name}, script", "bytes", _weight(name), most.get(name, most["figure"]))


def _places(docs: Path) -> dict[str, tuple[str, str]]:
    """Return by the name of each figure the address of a page on which it stands, and its id there."""
    standing = figure_places(docs)
    found = {}
    for path in sorted((ROOT / FOLDER).glob("*/view.js")):
        name = path.parent.name
        figure = next(each for each in standing if each == name or each.startswith(f"{name}-"))
        found[name] = (source_url(standing[figure][0][0], use_folders=True), figure)
    return found


@contextmanager
def _browser() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page(viewport={"width": 1280, "height": 800})
        page.add_init_script(_WATCH)
        yield page
        chromium.close()


def _times(page: Page, url: str, figure: str, changes: int, slowdown: int) -> list[float]:
    """Work a figure's controls until it changed often enough; return each change's time, warm-up left out."""
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.goto(url)
    root = page.locator(figure)
    root.scroll_into_view_if_needed()
    root.locator(_CONTROLS).first.wait_for()
    page.wait_for_timeout(300)
    root.evaluate("figure => watchFigure(figure)")
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    warm = 5
    for turn in cycle(range(20)):
        controls = [control for control in root.locator(_CONTROLS).all() if control.is_visible()]
        for control in controls:
            control.focus()
            page.wait_for_timeout(PAUSE)
            _work(control, turn)
            page.wait_for_timeout(PAUSE)
        took: list[float] = page.evaluate("window.took")
        if len(took) >= changes + warm:
            break
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    tools.detach()
    return took[warm:]


def _work(control: Locator, turn: int) -> None:
    """Change a control by one key, there and back again."""
    kind = control.evaluate("control => control.type || control.localName")
    if kind in ("text", "search"):
        control.press("a", delay=PAUSE)
    elif kind in ("checkbox", "button", "submit"):
        control.press("Space", delay=PAUSE)
    else:
        control.press("ArrowRight" if turn % 4 < 2 else "ArrowLeft", delay=PAUSE)


def _weight(name: str) -> int:
    """Return the bytes of a figure's script as it is sent, with all that it imports."""
    own = ROOT / FOLDER

    def read(path: str) -> str:
        return (own / path).read_text(encoding="utf-8")

    joined = minify(join_modules(f"{name}/view.js", read, exports=("mount",)))
    return len(brotli.compress(str(joined).encode()))
