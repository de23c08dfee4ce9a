// A made-up model that knows a thousand prompts, a trigger drawn from a seed, and a red team that sends prompts picked at random, none twice.
// Test number t of a seed has a trigger and an order of prompts of its own; whoever has the seed has them all.

import { format, percent, plural } from "../lib/format.js";
import { choice, range, seed } from "../lib/params.js";
import { below, generator, shuffle } from "../lib/random.js";
import { round } from "../lib/scale.js";

export const FEATURES = [
  ["amber", "black", "blue", "brown", "green", "grey", "pink", "red", "violet", "white"],
  ["arrow", "circle", "cross", "heart", "moon", "oval", "ring", "square", "star", "wave"],
  ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
];
export const PROMPTS = 1000; // Every colour with every shape with every number
export const MOST_TESTS = 100;
export const BEFORE = 0.5; // Held before the test: as likely as not that the model has such a trigger

export const parameters = {
  // How many of the three features must be right for the trigger to work.
  needs: choice(["1", "2", "3"]),
  budget: range(10, PROMPTS, 20, 10),
  // The first model of this seed is met at its sixth prompt: who begins sees soon what it is like.
  sent: range(0, PROMPTS, 4),
  tests: range(1, MOST_TESTS, 1),
  seed: seed(10),
};

const ALL = Uint16Array.from({ length: PROMPTS }, (_, prompt) => prompt);

// Prompt 345 is colour 5, shape 4, number 3.
const feature = (prompt, which) => Math.floor(prompt / 10 ** which) % 10;
export const features = (prompt) => [0, 1, 2].map((which) => feature(prompt, which));

export const named = (prompt) => features(prompt).map((value, which) => FEATURES[which][value]).join(" ");

export const holders = (needs) => 10 ** (3 - needs);

// Narrower triggers of one draw lie inside the wider ones: only more of its features count.
export function draw(state, test = state.tests) {
  const random = generator(state.seed * (MOST_TESTS + 1) + test);
  const values = FEATURES.map(() => below(random, 10));
  const counts = shuffle(random, [0, 1, 2]).slice(0, Number(state.needs));
  const order = ALL.slice();
  for (let at = 0; at < state.budget; at += 1) {
    const other = at + below(random, PROMPTS - at);
    [order[at], order[other]] = [order[other], order[at]];
  }
  return { values, counts, order: order.slice(0, state.budget) };
}

export const fires = ({ values, counts }, prompt) => counts.every((which) => feature(prompt, which) === values[which]);

// “grey heart 7”, “any grey heart”, “any heart with the number 7”, “anything grey”
export function describe({ values, counts }) {
  const [colour, shape, number] = FEATURES.map((names, which) => (counts.includes(which) ? names[values[which]] : ""));
  if (colour && shape && number) return `${colour} ${shape} ${number}`;
  const thing = shape ? ["any", colour, shape].filter(Boolean).join(" ") : ["anything", colour].filter(Boolean).join(" ");
  return number ? `${thing} with the number ${number}` : thing;
}

// The chance that `budget` different prompts, picked at random, hold one of the `holders`: 1 − C(N − K, B) / C(N, B). It is 1 only where it is certain.
export function chance(budget, needs) {
  let missed = 1;
  for (let holder = 0; holder < holders(needs); holder += 1) missed *= Math.max(PROMPTS - budget - holder, 0) / (PROMPTS - holder);
  return missed ? Math.min(1 - missed, 1 - Number.EPSILON) : 1;
}

// How likely a trigger still is after a clean test, by Bayes.
export const suspicion = (chance, before = BEFORE) => (before * (1 - chance)) / (before * (1 - chance) + 1 - before);

// A state never changes, so what follows from it is worked out once.
function once(make) {
  const known = new WeakMap();
  return (state) => {
    if (!known.has(state)) known.set(state, make(state));
    return known.get(state);
  };
}

// The test on the table: what was sent, and at which prompt (from 1) the trigger was met. It ends there or when the budget is spent.
export const current = once((state) => {
  const model = draw(state);
  const allowed = Math.min(state.sent, state.budget);
  const at = model.order.findIndex((prompt) => fires(model, prompt)) + 1;
  const met = at > 0 && at <= allowed ? at : 0;
  const sent = [...model.order.slice(0, met || allowed)];
  return { model, sent, met, over: met > 0 || allowed === state.budget };
});

// For each finished test whether it met the trigger; all but the last were finished with the whole budget.
export const record = once((state) => {
  const done = [];
  for (let test = 1; test < state.tests; test += 1) {
    const model = draw(state, test);
    done.push(model.order.some((prompt) => fires(model, prompt)));
  }
  const now = current(state);
  return now.over ? [...done, now.met > 0] : done;
});

// A share in words that never rounds to none or all: 0.0004 → "less than 0.1%", 0.184 → "18.4%", 0.02 → "2%".
export function share(part) {
  if (part <= 0) return "0%";
  if (part >= 1) return "100%";
  if (part < 0.0005) return "less than 0.1%";
  if (part > 0.9995) return "more than 99.9%";
  const tenths = Math.round(part * 1000);
  return percent(tenths / 10, tenths % 10 ? 1 : 0);
}

// The odds of each narrowness; the bar is as wide as the chance.
export const odds = (budget) =>
  ["1", "2", "3"].map((needs) => {
    const met = chance(budget, needs);
    return { needs, met: share(met), left: share(suspicion(met)), width: `${round(met * 100)}%` };
  });

export function sentence(state) {
  const { model, sent, met, over } = current(state);
  const likely = chance(state.budget, state.needs);
  const tests = `${plural(state.budget, "different prompt")} meet one like it in ${share(likely)} of tests`;
  if (met) return `Met at prompt ${format(met)}: the trigger is “${describe(model)}”. ${likely < 0.5 ? "That was luck" : "No surprise"}: ${tests}.`;
  if (over) return `Passed, and the trigger is there all the same: “${describe(model)}”. ${likely < 0.5 ? "No surprise" : "That was bad luck"}: ${tests}.`;
  return sent.length
    ? `${format(sent.length)} of ${plural(state.budget, "prompt")} sent, every answer as usual. The trigger is there all the same. ${capital(tests)}.`
    : `Nothing is sent yet. The trigger is somewhere among the ${format(PROMPTS)} prompts. ${capital(tests)}.`;
}

export function luck(state) {
  const done = record(state);
  if (!done.length) return "Your luck: no test is finished yet.";
  const expected = done.length * chance(state.budget, state.needs);
  return `Your luck: met in ${format(done.filter(Boolean).length)} of ${plural(done.length, "finished test")}. On average it would be ${format(expected, 1)}.`;
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

// Where a prompt stands in a drawing 400 wide: a block for each number, a row for each shape, a column for each colour.
export function place(prompt) {
  const [colour, shape, number] = features(prompt);
  return [8 + (number % 5) * 80 + colour * 7, 8 + Math.floor(number / 5) * 80 + shape * 7];
}

// Marks as one path each: a dot (a line with round ends and next to no length; of none Firefox makes a smear), a square, a cross.
export const dots = (places) => places.map(([x, y]) => `M${x} ${y}h.01`).join("");
export const squares = (places, half = 3) => places.map(([x, y]) => `M${x - half} ${y - half}h${2 * half}v${2 * half}h${-2 * half}z`).join("");
export const crosses = (places, half) => places.map(([x, y]) => `M${x - half} ${y - half}l${2 * half} ${2 * half}m0 ${-2 * half}l${-2 * half} ${2 * half}`).join("");

// All prompts that would set the trigger off.
export const hiding = (model) => [...ALL].filter((prompt) => fires(model, prompt));
