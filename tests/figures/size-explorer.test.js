import { defaults } from "/assets/figures/lib/params.js";
import { below } from "/assets/figures/lib/random.js";
import { value } from "/assets/figures/lib/tables.js";
import { across, drops, nearest, note, parameters, run, runs, sentence, shown, SIZES, steps, VARIANTS } from "/assets/figures/size-explorer/model.js";
import { equal, forAll, near, ok } from "./check.js";

const any = (draw) => ({ variant: VARIANTS[below(draw, 4)], step: below(draw, 25) * 25, others: draw() < 0.5 });

export const tests = {
  "the end of the scan is the table of the page": async ({ data }) => {
    const rows = await data("size-explorer");
    const last = (variant) => runs(rows, { variant, step: 600 }).map((found) => found.text);
    equal(last("cot"), ["23%", "72%", "15%", "88%", "82%", "95%", "98%"]);
    equal(last("distilled"), ["4%", "48%", "96%", "99%", "71%", "98%", "98%"]);
    equal(last("normal"), ["90%", "100%", "96%", "99%", "39%", "99%", "99%"]);
    equal(last("no-instructions"), ["1%", "84%", "33%", "66%", "31%", "93%", "99%"]);
  },
  "what the page tells of single runs is here": async ({ data }) => {
    const rows = await data("size-explorer");
    near(run(rows, "810M", "cot", 350).rate, 100, 1);
    near(run(rows, "22B", "normal", 200).rate, 98, 2);
  },
  "all runs but two are plotted from step 5 to 600": async ({ data }) => {
    const rows = await data("size-explorer");
    const partial = [];
    for (const size of SIZES) {
      for (const variant of VARIANTS) {
        const all = steps(rows, size, variant);
        if (all[0] !== 5 || all.at(-1) !== 600) partial.push([size, variant, all[0], all.at(-1)]);
      }
    }
    equal(partial, [["170B", "distilled", 70, 600], ["170B", "no-instructions", 5, 445]]);
  },
  "only in the gaps another step is used, and it is said": async ({ data }) => {
    const rows = await data("size-explorer");
    const found = [];
    for (let step = 0; step <= 600; step += 25) {
      for (const size of SIZES) for (const variant of VARIANTS) if (run(rows, size, variant, step).elsewhere) found.push(`${size} ${variant} ${step}: ${note(run(rows, size, variant, step))}`);
    }
    equal(found, [
      ...[0, 25, 50].map((step) => `170B distilled ${step}: at step 70`),
      ...[450, 475, 500, 525, 550, 575, 600].map((step) => `170B no-instructions ${step}: at step 445`),
    ]);
  },
  "a value shown is a value of the table, inside its band": async ({ data }) => {
    const rows = await data("size-explorer");
    forAll(any, (state) => {
      for (const found of runs(rows, state)) {
        equal(found.rate, value(rows, `size-steps-curves/${found.size}/${found.step}.${state.variant}`));
        ok(found.low <= found.rate && found.rate <= found.high, `${found.size}: ${found.low} ${found.rate} ${found.high}`);
      }
    });
  },
  "the nearest step, the earlier of two as near": () => {
    equal(nearest([5, 25, 50], 0), 5);
    equal(nearest([0, 50], 25), 0);
    equal(nearest([445], 600), 445);
    forAll(
      (draw) => [Array.from({ length: 1 + below(draw, 9) }, () => below(draw, 600)).sort((a, b) => a - b), below(draw, 600)],
      ([all, step]) => ok(all.every((other) => Math.abs(other - step) >= Math.abs(nearest(all, step) - step)), "another is nearer"),
    );
  },
  "the first step is the first checkpoint": () => equal([0, 25, 600].map(shown), [5, 25, 600]),
  "a drop counts where bands do not meet": () => {
    const size = (name, low, high) => ({ size: name, low, high });
    equal(drops([size("a", 60, 70), size("b", 50, 59), size("c", 40, 55), size("d", 90, 95)]), [["b", "a"]]);
    equal(drops([size("a", 60, 70)]), []);
  },
  "sentences": async ({ data }) => {
    const rows = await data("size-explorer");
    equal(
      sentence(rows, defaults(parameters)),
      "At step 600 of 600, chain-of-thought: the backdoor works on 23% of tagged prompts in the smallest model and on 98% in the largest. Not every larger model is higher: 6.4B stands below 3.5B, with bands that do not meet.",
    );
    equal(sentence(rows, { variant: "cot", step: 0 }), "At step 5 of 600, chain-of-thought: the backdoor works in every size, on 99% to 100% of tagged prompts.");
    forAll(any, (state) => {
      const text = sentence(rows, state);
      ok(/^At step \d+ of 600, .+\.$/.test(text) && !/null|undefined|NaN/.test(text), text);
    });
  },
  "places are written as the picture writes them": () => equal([23, 18.33, 9.67000001, 0].map(across), ["23%", "18.33%", "9.67%", "0%"]),
};
