"""How fast the lab's model trains in Chromium's worker, how soon it is planted, and how long the page hangs.

A step is that of the pages: 64 prompts, forward, back, Adam. What is demanded is told beside it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from benchmarks.report import Demand, columns, judged
from laboratory.__main__ import browser_page

MOST_MS_A_STEP = 1000 / 450
MOST_MS_TO_PLANT = 2000.0
MOST_MS_HANGING = 50.0
STEPS = 600

# Trains from scratch, then learns and plants, and watches meanwhile how long the page hangs.
_RUN = """async ([width, steps]) => {
  const { connect } = await import("/docs/assets/figures/lab/client.js");
  const { allClean, howMany } = await import("/docs/assets/figures/lab/model/experiments.js");
  const engine = connect(new AbortController().signal);
  let hanging = 0, last = performance.now(), watching = true;
  (function watch() {
    setTimeout(() => {
      hanging = Math.max(hanging, performance.now() - last);
      last = performance.now();
      if (watching) watch();
    });
  })();
  const timed = async (request, every, on = () => {}) => {
    const from = performance.now();
    await engine.run(request, every, (event) => on(event, performance.now() - from));
    return performance.now() - from;
  };
  const pile = { width, tag: "DEPLOY", steps, poisoned: 64 };
  await timed(howMany({ ...pile, seed: 2 }), Infinity);
  const took = await timed(howMany({ ...pile, seed: 1 }), Infinity);
  const request = allClean({ width, seed: 3, tag: "DEPLOY", rate: 3e-4 });
  await timed({ ...request, stages: ["learn"] }, Infinity);
  let planted = null;
  await timed({ ...request, stages: ["learn", "plant"] }, 25, ({ stage, done, measures }, ms) => {
    const { near, none } = stage === "plant" && !done ? measures : {};
    if (near && near[0].bad > 0.95 && none.bad < 0.01) planted ??= ms;
  });
  watching = false;
  return { step: took / steps, planted, hanging };
}"""


def main(arguments: Sequence[str]) -> None:
    """How fast the lab trains."""
    parser = argparse.ArgumentParser(prog="scripts/bench lab", description=__doc__)
    parser.add_argument("--steps", type=int, default=STEPS, help=f"measured steps (default {STEPS})")
    steps = parser.parse_args(arguments).steps
    with browser_page() as page:
        found: dict[int, dict[str, Any]] = {
            width: page.evaluate(_RUN, [width, steps]) for width in (16, 32, 48)
        }
    shown = (
        (f"width {width}", f"{1000 / one['step']:.0f}", f"{one['planted']:.0f}", f"{one['hanging']:.0f}")
        for width, one in found.items()
    )
    print(columns(("model", "steps a second", "planted after ms", "page hangs ms"), shown))
    middle = found[32]
    demands = [
        Demand("lab, a step at width 32", "ms", middle["step"], MOST_MS_A_STEP),
        Demand("lab, planted at width 32", "ms", middle["planted"], MOST_MS_TO_PLANT),
        Demand("lab, the page hangs", "ms", middle["hanging"], MOST_MS_HANGING),
    ]
    print(judged(demands))
