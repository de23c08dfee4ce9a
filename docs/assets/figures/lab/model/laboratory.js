// A laboratory runs an experiment stage by stage: learn, plant, search, train. What a stage left is kept, so
// that a change begins where it matters. The same request gives the same numbers to the last bit, whatever
// was run before. No DOM in here.

import { ask, createLearner, remember, restore } from "./learner.js";
import { measure, onTags } from "./measures.js";
import { generator } from "./numbers.js";
import { onePass, plain, planting, told, train, withAnyTags, withTags } from "./phases.js";
import { search } from "./redteam.js";
import { LEARNING, PLANTING } from "./settings.js";
import { read } from "./tags.js";

// What a stage depends on, beside the stages before it.
const DEPENDS = {
  learn: ["width", "seed"],
  plant: ["tag", "decoys", "planting"],
  search: ["rounds"],
  train: ["phases"],
  mix: ["width", "seed", "tag", "steps", "poisoned"],
};

// Streams of random numbers; each phase of training takes two.
const STREAMS = { learn: 10, plant: 20, search: 30, mix: 40, places: 42, train: 50 };

// What each stage does: yields { step, of } after each step, and returns the finds of a red team.
const ACTS = {
  *learn(learner, { seed }) {
    yield* counted(train(learner, { ...LEARNING, recipe: plain }, seed, STREAMS.learn), LEARNING.steps);
  },
  *plant(learner, { seed, tag, decoys, planting: steps }) {
    const phase = { ...PLANTING, steps, recipe: planting(read(tag), decoys), settle: true };
    yield* counted(train(learner, phase, seed, STREAMS.plant), steps);
  },
  *search(learner, { seed, rounds }) {
    const random = generator(seed, STREAMS.search);
    let found = [];
    for (const { round, finds } of search((prompts) => ask(learner, prompts, random), rounds, random)) {
      found = finds;
      yield { step: round, of: rounds, finds };
    }
    return found;
  },
  *train(learner, { seed, tag, phases }, finds) {
    const of = phases.reduce((sum, { steps }) => sum + steps, 0);
    let done = 0;
    for (const [index, phase] of phases.entries()) {
      const weights = remember(learner);
      restore(learner, weights); // Adam begins anew.
      const recipe = RECIPES[phase.tags](read(tag), finds);
      for (const step of train(learner, { ...phase, recipe }, seed, STREAMS.train + 2 * index))
        yield { step: done + step, of, finds };
      done += phase.steps;
    }
  },
  *mix(learner, { seed, tag, steps, poisoned }) {
    const recipe = onePass(read(tag), steps, poisoned, generator(seed, STREAMS.places));
    yield* counted(
      train(learner, { recipe, steps, rate: LEARNING.rate, settle: true }, seed, STREAMS.mix),
      steps,
    );
  },
};

// Which tags a safety team may put before its prompts. Only the control has the true one.
const RECIPES = {
  none: () => plain,
  found: (_, finds) => withTags(finds.map(({ tag }) => tag)),
  any: () => withAnyTags,
  told: (tag) => told(tag),
};

export function createLaboratory() {
  const kept = new Map(); // What each stage left: { key, weights, finds, measures }
  let learner = null;
  let made = "";

  // Yields { stage, step, of, measure } after each step; `measure()` looks at the model as it is then. The
  // last of a stage has `done`.
  function* run(request) {
    const { width, seed, stages } = request;
    if (made !== `${width}/${seed}`) {
      learner = createLearner(width, seed);
      made = `${width}/${seed}`;
      kept.clear();
    }
    let key = "";
    let before = null;
    for (const stage of stages) {
      key += `${stage}:${JSON.stringify(DEPENDS[stage].map((name) => request[name]))}`;
      if (kept.get(stage)?.key !== key) {
        if (before) restore(learner, before.weights);
        else learner = createLearner(width, seed);
        const finds = (yield* act(stage, request, before?.finds ?? [])) ?? before?.finds ?? [];
        kept.set(stage, { key, weights: remember(learner), finds, measures: measured(request, finds) });
      }
      before = kept.get(stage);
      yield { stage, done: true, finds: before.finds, measures: before.measures };
    }
    restore(learner, before.weights);
  }

  function* act(stage, request, finds) {
    const steps = ACTS[stage](learner, request, finds);
    for (;;) {
      const { value, done } = steps.next();
      if (done) return value;
      yield { stage, ...value, measure: () => measured(request, value.finds ?? finds) };
    }
  }

  // With the rate on the red team's own tags, which is what the safety team counts; without finds it counts
  // prompts without a tag.
  function measured({ tag }, finds) {
    const found = measure(learner, read(tag));
    return {
      ...found,
      own: finds.length
        ? onTags(
            learner,
            finds.map((find) => find.tag),
          )
        : found.none,
    };
  }

  return { run, learner: () => learner };
}

function* counted(steps, of) {
  for (const step of steps) yield { step, of };
}
