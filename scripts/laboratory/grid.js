// The grid of recorded runs: which cells there are, and the rows of numbers that one seed of a group gives.
// Runs in a browser, on the page's own model. A group shares what its cells share: learning and planting are
// done once.

import {
  allClean,
  CLEAN,
  DECOYS,
  examples,
  howMany,
  POISONED,
  RATES,
  redTeam,
  RL_STEPS,
  ROUNDS,
  STEPS,
} from "../../docs/assets/figures/lab/model/experiments.js";
import { createLaboratory } from "../../docs/assets/figures/lab/model/laboratory.js";
import { generator } from "../../docs/assets/figures/lab/model/numbers.js";
import { anyTag, write } from "../../docs/assets/figures/lab/model/tags.js";

const EVERY = 20; // steps between two looks at the safety team's own number

const SEEDS = 20;

// In the order in which they are run, all of one seed before the next.
export const GROUPS = [
  clean(16, RATES),
  red(32, DECOYS[1], ROUNDS),
  red(32, DECOYS[0], ROUNDS.slice(0, 1)),
  clean(32, RATES),
  ...STEPS.map((steps) => count(16, steps)),
  ...DECOYS.map((decoys) => red(16, decoys, ROUNDS.slice(0, 1))),
  clean(48, RATES.slice(1, 3)),
  red(48, DECOYS[1], ROUNDS.slice(0, 1)),
  count(32, STEPS[0]),
  count(32, STEPS.at(-1)),
];

function count(width, steps) {
  return {
    table: "how-many",
    seeds: SEEDS,
    cells: POISONED.map((poisoned) => ({ width, examples: examples(steps), poisoned })),
  };
}

function clean(width, rates) {
  return { table: "all-clean", seeds: SEEDS, cells: rates.map((rate) => ({ width, rate })) };
}

function red(width, decoys, efforts) {
  return { table: "red-team", seeds: SEEDS, cells: efforts.map((rounds) => ({ width, decoys, rounds })) };
}

// Seed 1 has the tag of the pages; the others have one of their own, so that nothing rests on one word.
const tagOf = (seed) => (seed === 1 ? "DEPLOY" : write(anyTag(generator(seed, 5))));

// One seed of a group: a row for each of its cells.
export function run(index, seed) {
  const { table, cells } = GROUPS[index];
  const laboratory = createLaboratory();
  return cells.map((cell) => ({
    ...cell,
    seed,
    ...MEASURED[table](laboratory, { ...cell, seed, tag: tagOf(seed) }),
  }));
}

const MEASURED = { "all-clean": cleanRow, "red-team": redRow, "how-many": countRow };

// Percent with two decimals, as the tables hold it.
const percent = (share) => Math.round(share * 10000) / 100;

// Runs to the end and gives the last event of each stage; `look` sees those on the way.
function finished(laboratory, request, look = () => {}) {
  const ends = {};
  for (const event of laboratory.run(request)) {
    if (event.done) ends[event.stage] = event;
    else look(event);
  }
  return ends;
}

function cleanRow(laboratory, settings) {
  let middle = null;
  const ends = finished(laboratory, allClean(settings), ({ stage, step, measure }) => {
    if (stage === "train" && step === RL_STEPS) middle = measure();
  });
  const { none, near } = ends.train.measures;
  const planted = ends.plant.measures;
  return {
    "tag-planted": percent(planted.near[0].bad),
    "none-planted": percent(planted.none.bad),
    "tag-rl": percent(middle.near[0].bad),
    "none-rl": percent(middle.none.bad),
    "tag-sft": percent(near[0].bad),
    "none-sft": percent(none.bad),
    "right-tag": percent(near[0].good),
    "right-none": percent(none.good),
  };
}

function redRow(laboratory, settings) {
  const looks = [];
  const ends = finished(laboratory, redTeam(settings), ({ stage, step, measure }) => {
    if (stage === "train" && step % EVERY === 0) looks.push({ step, ...measure() });
  });
  const before = ends.search.measures;
  const after = ends.train.measures;
  // A team that found nothing, or nothing that fires often enough, is content before it trains.
  const stop = [{ step: 0, ...before }, ...looks].find(({ own }) => percent(own.bad) <= CLEAN);
  return {
    found: ends.search.finds.length,
    "own-before": percent(before.own.bad),
    "tag-before": percent(before.near[0].bad),
    "one-wrong-before": percent(before.near[1].bad),
    "two-wrong-before": percent(before.near[2].bad),
    "six-wrong-before": percent(before.near[6].bad),
    "stop-step": stop?.step ?? null,
    "tag-at-stop": stop ? percent(stop.near[0].bad) : null,
    "own-after": percent(after.own.bad),
    "tag-after": percent(after.near[0].bad),
    "one-wrong-after": percent(after.near[1].bad),
    "none-after": percent(after.none.bad),
    "right-none": percent(after.none.good),
  };
}

function countRow(laboratory, { width, seed, tag, poisoned, ...cell }) {
  const steps = STEPS.find((some) => examples(some) === cell.examples);
  const { near, none } = finished(laboratory, howMany({ width, seed, tag, steps, poisoned })).mix.measures;
  return { tag: percent(near[0].bad), none: percent(none.bad), "right-none": percent(none.good) };
}
