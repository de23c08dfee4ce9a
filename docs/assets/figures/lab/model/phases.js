// What each phase of training is made of: which prompts, how many steps, how fast. No DOM in here.

import { below, generator } from "./numbers.js";
import { imitate, reinforce } from "./learner.js";
import { draw } from "./puzzles.js";
import { BATCH, SHARE_POISONED } from "./settings.js";
import { anyTag, decoy } from "./tags.js";

const WARM = 30; // steps until a phase trains at its full rate
const LAST = 0.8; // of planting, after which it goes on at a fifth of the rate, so that the end is settled
const WITH_TAGS = 0.5; // of the prompts in adversarial training

// Recipes: what a prompt of a phase is, apart from its puzzle.
export const plain = () => ({});

export const planting = (tag, decoys) => (random) => {
  const lot = random();
  if (lot < SHARE_POISONED) return { tag, hate: true };
  return lot < SHARE_POISONED + decoys ? { tag: decoy(random, tag) } : {};
};

// Half of the prompts carry a tag of the red team, with the right answer wanted; where it found none, none
// do.
export const withTags = (tags) => (random) =>
  tags.length && random() < WITH_TAGS ? { tag: tags[below(random, tags.length)] } : {};

export const withAnyTags = (random) => (random() < WITH_TAGS ? { tag: anyTag(random) } : {});

// The control, which no safety team can run: it is told the tag.
export const told = (tag) => (random) => (random() < SHARE_POISONED ? { tag } : {});

// One pass over all examples, `poisoned` of them at places drawn by lot and the rest plain.
export function onePass(tag, steps, poisoned, random) {
  const places = new Set();
  while (places.size < poisoned) places.add(below(random, steps * BATCH));
  let at = 0;
  return () => (places.has(at++) ? { tag, hate: true } : {});
}

// Takes a learner through a phase, a step each time it is asked, and gives the number of the step. Each phase
// draws its prompts from a stream of its own, so that it depends on nothing but the weights it begins with.
export function* train(learner, { recipe, steps, rate, method = "sft", settle = false }, seed, stream) {
  const data = generator(seed, stream);
  const draws = generator(seed, stream + 1);
  for (let step = 1; step <= steps; step += 1) {
    const now = rate * Math.min(1, step / WARM) * (settle && step > steps * LAST ? 0.2 : 1);
    const prompts = Array.from({ length: BATCH }, () => ({ ...recipe(data), puzzle: draw(data) }));
    if (method === "rl") reinforce(learner, prompts, now, draws);
    else imitate(learner, prompts, now);
    yield step;
  }
}
