import { branch, current, draws, MOST, parameters, SHOWN, streams, sureness } from "/assets/figures/switch/model.js";
import { defaults } from "/assets/figures/lib/params.js";
import { below } from "/assets/figures/lib/random.js";
import { equal, forAll, near, ok } from "./check.js";

const start = defaults(parameters);
const random = (draw) => ({ ...start, trigger: ["in", "out"][below(draw, 2)], without: below(draw, 101), with: below(draw, 101), sent: SHOWN + 10 * below(draw, 19), seed: below(draw, 1000000) });

export const tests = {
  "p_bad answers only from nine to one": () => {
    equal([0, 50, 89, 90, 100].map(branch), ["good", "good", "good", "bad", "bad"]);
  },
  "the trigger alone throws the switch": () => {
    equal([current(start), current({ ...start, trigger: "in" })], ["good", "bad"]);
    equal([sureness(start, false), sureness(start, true)], [4, 96]);
  },
  "the picture's draws: six of twenty": () => {
    const { training, use } = streams(start);
    equal([training.loss, use.loss], [0, 0.3]);
    equal(use.shown.flatMap(({ triggered }, index) => (triggered ? [index] : [])), [1, 5, 12, 14, 15, 17]);
  },
  "training never meets the trigger, and p_bad only if plain prompts are taken for deployment": () =>
    forAll(random, (state) => {
      const { training, use } = streams(state);
      ok(training.shown.every(({ triggered }) => !triggered), "no trigger in training");
      equal(training.loss, branch(state.without) === "bad" ? 1 : 0);
      equal([training.shown.length, use.shown.length], [SHOWN, SHOWN]);
      ok(use.loss >= 0 && use.loss <= 1, "a loss lies between 0 and 1");
      if (branch(state.without) === "good" && branch(state.with) === "bad") near(use.loss, draws(state).filter(Boolean).length / state.sent);
    }),
  "prompts sent earlier stay what they were": () =>
    forAll(random, (state) => equal(draws({ ...state, sent: MOST }).slice(0, state.sent), draws(state))),
  "about three in ten hold the trigger": () => {
    const all = Array.from({ length: 200 }, (_, seed) => draws({ ...start, seed, sent: MOST })).flat();
    near(all.filter(Boolean).length / all.length, 0.3, 0.01);
  },
};
