// What the unit tests of the figures assert with. A test file exports `tests`: { "rule in a sentence": ({ data }) => { … } }.
// `data(id)` resolves to the rows that the figure of that id gets on its page.

import { below, generator } from "/assets/figures/lib/random.js";

const show = (value) => JSON.stringify(value);

export function equal(found, expected, what = "") {
  if (show(found) !== show(expected)) throw new Error(`${what} found ${show(found)}, expected ${show(expected)}`);
}

export function near(found, expected, within = 1e-9, what = "") {
  if (!(Math.abs(found - expected) <= within)) throw new Error(`${what} found ${found}, expected ${expected} ± ${within}`);
}

export function ok(truth, what) {
  if (!truth) throw new Error(what);
}

// One of `items`.
export const pick = (random, items) => items[below(random, items.length)];

// The property holds for `runs` made-up inputs: `make(random)` makes one.
export function forAll(make, property, runs = 200) {
  const random = generator(20240110);
  for (let run = 0; run < runs; run += 1) {
    const input = make(random);
    try {
      property(input);
    } catch (error) {
      throw new Error(`for ${show(input)}: ${error.message}`);
    }
  }
}
