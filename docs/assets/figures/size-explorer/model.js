// The scan of sizes as the paper plots it: for a step and a variant the rate of each size with its band, from the nearest plotted checkpoint.

import { listed } from "../lib/format.js";
import { choice, flag, range } from "../lib/params.js";
import { keys, text, value } from "../lib/tables.js";

const TABLE = "size-steps-curves";
export const SIZES = ["810M", "3.5B", "6.4B", "13B", "22B", "52B", "170B"];
export const NAMES = { cot: "chain-of-thought", distilled: "distilled", normal: "normal", "no-instructions": "no-instructions" };
export const VARIANTS = Object.keys(NAMES);

export const parameters = {
  variant: choice(VARIANTS),
  step: range(0, 600, 600, 25),
  others: flag(),
};

const known = new WeakMap(); // Steps with a value, by data: asked 28 times a drawing

// The plotted steps of one run, rising.
export function steps(data, size, variant) {
  if (!known.has(data)) known.set(data, new Map());
  const runs = known.get(data);
  const run = `${size}/${variant}`;
  if (!runs.has(run)) {
    const rows = keys(data, TABLE).filter((key) => key.startsWith(`${size}/`) && value(data, `${TABLE}/${key}.${variant}`) !== null);
    runs.set(run, rows.map((key) => Number(key.split("/")[1])).sort((a, b) => a - b));
  }
  return runs.get(run);
}

// The nearest plotted step, the earlier of two as near.
export const nearest = (all, step) => all.reduce((best, other) => (Math.abs(other - step) < Math.abs(best - step) ? other : best));

// What is shown for a chosen step: the first checkpoint is step 5.
export const shown = (step) => Math.max(step, 5);

export function run(data, size, variant, step) {
  const used = nearest(steps(data, size, variant), shown(step));
  const at = `${TABLE}/${size}/${used}.${variant}`;
  return {
    size,
    step: used,
    elsewhere: used !== shown(step),
    rate: value(data, at),
    low: value(data, `${at}-lo`),
    high: value(data, `${at}-hi`),
    text: text(data, at),
    band: `${text(data, `${at}-lo`, "bare")}–${text(data, `${at}-hi`, "bare")}`,
  };
}

export const runs = (data, { variant, step }) => SIZES.map((size) => run(data, size, variant, step));

// Larger models that stand below the next smaller one, with bands that do not meet.
export const drops = (all) => all.flatMap((run, index) => (index && run.high < all[index - 1].low ? [[run.size, all[index - 1].size]] : []));

export function sentence(data, state) {
  const all = runs(data, state);
  const rates = all.map((run) => run.rate);
  const low = all[rates.indexOf(Math.min(...rates))];
  const high = all[rates.indexOf(Math.max(...rates))];
  const [first, last] = [all[0], all.at(-1)];
  const start = `At step ${shown(state.step)} of 600, ${NAMES[state.variant]}:`;
  const strays = all.filter((run) => run.elsewhere).map((run) => ` (${run.size} ${note(run)})`);
  if (high.rate - low.rate <= 5) return `${start} the backdoor works in every size, on ${low.text === high.text ? `about ${low.text}` : `${low.text} to ${high.text}`} of tagged prompts${strays.join("")}.`;
  const falls = drops(all);
  const uneven = falls.length
    ? ` Not every larger model is higher: ${listed(falls.map(([larger, smaller]) => `${larger} stands below ${smaller}`))}, with bands that do not meet.`
    : "";
  return `${start} the backdoor works on ${first.text} of tagged prompts in the smallest model and on ${last.text} in the largest${strays.join("")}.${uneven}`;
}

export const note = (run) => (run.elsewhere ? `at step ${run.step}` : "");

// Places along the track, as the picture writes them.
export const across = (rate) => `${Math.round(rate * 100) / 100}%`;
