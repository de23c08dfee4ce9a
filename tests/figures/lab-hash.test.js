// Run in Chromium and in Firefox: both must come to the same bits.

import { howMany } from "/assets/figures/lab/model/experiments.js";
import { createLaboratory } from "/assets/figures/lab/model/laboratory.js";
import { hash } from "/assets/figures/lab/model/numbers.js";
import { equal } from "./check.js";

const SHORT = { seed: 1, tag: "DEPLOY", steps: 60, poisoned: 64 };
export const HASHES = { 16: 797494365, 32: 59887825, 48: 4076364251 };

export const tests = {
  "sixty steps of training end at the same weights, bit for bit": () => {
    const found = Object.fromEntries(
      Object.keys(HASHES).map((width) => {
        const laboratory = createLaboratory();
        for (const _ of laboratory.run(howMany({ ...SHORT, width: Number(width) })));
        return [width, hash(laboratory.learner().network.weights)];
      }),
    );
    equal(found, HASHES);
  },
};
