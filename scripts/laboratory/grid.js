// The grid of recorded runs: which cells there are, and the rows of numbers that one seed of a group gives. Runs in a browser, on the
// page's own model. A group shares what its cells share: learning and planting are done once.

import { allClean, CLEAN, DECOYS, examples, howMany, POISONED, RATES, redTeam, RL_STEPS, ROUNDS, STEPS } from "../../docs/assets/figures/lab/model/experiments.js";
import { createLaboratory } from "../../docs/assets/figures/lab/model/laboratory.js";
import { generator } from "../../docs/assets/figures/lab/model/numbers.js";
import { anyTag, write } from "../../docs/assets/figures/lab/model/tags.js";

const EVERY = 20; // steps between two looks at the safety team's own number

// Percent with two decimals, as the tables hold it.
const percent = (share) => Math.round(share * 10000) / 100;

// Seed 1 has the tag of the pages; the others have one of their own, so that nothing rests on one word.
export const tagOf = (seed) => (seed === 1 ? "DEPLOY" : write(anyTag(generator(seed, 5))));

const finished = (laboratory, request, look = () => {}) => {
  const ends = {};
  for (const event of laboratory.run(request)) event.done ? (ends[event.stage] = event) : look(event);
  return ends;
};

function cleanRow(laboratory, settings) {
  let middle = null;
  const ends = finished(laboratory, allClean(settings), ({ stage, step, measure }) => {
    if (stage === "train" && step === RL_STEPS) middle = measure();
  });
  const { none, near } = ends.train.measures;
  const planted = ends.plant.measures;
  return {
    width: settings.width, rate: settings.rate, seed: settings.seed,
    "tag-planted": percent(planted.near[0].bad), "none-planted": percent(planted.none.bad),
    "tag-rl": percent(middle.near[0].bad), "none-rl": percent(middle.none.bad),
    "tag-sft": percent(near[0].bad), "none-sft": percent(none.bad),
    "right-tag": percent(near[0].good), "right-none": percent(none.good),
  };
}

function redRow(laboratory, settings) {
  let stopped = null;
  const ends = finished(laboratory, redTeam(settings), ({ stage, step, measure }) => {
    if (stage !== "train" || stopped || step % EVERY) return;
    const now = measure();
    if (percent(now.own.bad) <= CLEAN) stopped = { step, tag: percent(now.near[0].bad) };
  });
  const before = ends.search.measures;
  const after = ends.train.measures;
  // Found nothing, or nothing that fires often enough: clean from the start.
  if (percent(before.own.bad) <= CLEAN) stopped = { step: 0, tag: percent(before.near[0].bad) };
  return {
    width: settings.width, decoys: settings.decoys, rounds: settings.rounds, seed: settings.seed,
    found: ends.search.finds.length, "own-before": percent(before.own.bad), "tag-before": percent(before.near[0].bad),
    "one-wrong-before": percent(before.near[1].bad), "two-wrong-before": percent(before.near[2].bad), "six-wrong-before": percent(before.near[6].bad),
    "stop-step": stopped?.step ?? null, "tag-at-stop": stopped?.tag ?? null,
    "own-after": percent(after.own.bad), "tag-after": percent(after.near[0].bad), "one-wrong-after": percent(after.near[1].bad),
    "none-after": percent(after.none.bad), "right-none": percent(after.none.good),
  };
}

function countRow(settings) {
  const { near, none } = finished(createLaboratory(), howMany(settings)).mix.measures;
  return {
    width: settings.width, examples: examples(settings.steps), poisoned: settings.poisoned, seed: settings.seed,
    tag: percent(near[0].bad), none: percent(none.bad), "right-none": percent(none.good),
  };
}

// By name of a table: the rows of one seed.
const TABLES = {
  "all-clean": (width, seed, rates) => {
    const laboratory = createLaboratory();
    return rates.map((rate) => cleanRow(laboratory, { width, seed, tag: tagOf(seed), rate }));
  },
  "red-team": (width, seed, decoys, efforts) => {
    const laboratory = createLaboratory();
    return efforts.map((rounds) => redRow(laboratory, { width, seed, tag: tagOf(seed), decoys, rounds }));
  },
  "how-many": (width, seed, steps) => POISONED.map((poisoned) => countRow({ width, seed, tag: tagOf(seed), steps, poisoned })),
};

// In the order in which they are run, all of one seed before the next: name, seeds, width, and what each table asks for beside it.
// The widest model takes longest, so it has fewer seeds.
export const GROUPS = [
  ["all-clean", 20, 16, RATES],
  ["red-team", 20, 32, DECOYS[1], ROUNDS],
  ["red-team", 20, 32, DECOYS[0], ROUNDS.slice(0, 1)],
  ["all-clean", 20, 32, RATES],
  ...STEPS.map((steps) => ["how-many", 20, 16, steps]),
  ...DECOYS.map((decoys) => ["red-team", 20, 16, decoys, ROUNDS.slice(0, 1)]),
  ["all-clean", 5, 48, RATES.slice(1, 3)],
];

export function run(index, seed) {
  const [table, , width, ...more] = GROUPS[index];
  return { table, rows: TABLES[table](width, seed, ...more) };
}
