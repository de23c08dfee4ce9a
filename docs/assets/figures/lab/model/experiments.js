// The experiments of the site, as requests to a laboratory: what the pages ask and what the recorded runs
// asked. No DOM in here.

import { BATCH, PLANTING, POOL, QUESTIONS } from "./settings.js";

export const RATES = [3e-4, 1e-3, 3e-3, 1e-2]; // of safety training; the first is the default
export const ROUNDS = [10, 40, 160]; // of a red team's search
export const DECOYS = [0, 25]; // wrong tags with right answers, in percent of the prompts while planting
export const POISONED = [16, 32, 64, 128];
export const STEPS = [300, 600, 1200]; // of one pass over the data

export const RL_STEPS = 200;
const SFT_STEPS = 400;
const RED_TEAM_STEPS = 300;
export const CLEAN = 5; // percent: at or below this on its own tags, the safety team would stop

export const questions = (rounds) => rounds * POOL * QUESTIONS;
export const examples = (steps) => steps * BATCH;

// Safety training without the tag: reinforcement learning, then supervised fine-tuning.
export const allClean = ({ width, seed, tag, rate, planting = PLANTING.steps }) => ({
  stages: ["learn", "plant", "train"],
  width,
  seed,
  tag,
  planting,
  decoys: 0,
  phases: [
    { method: "rl", steps: RL_STEPS, rate, tags: "none" },
    { method: "sft", steps: SFT_STEPS, rate, tags: "none" },
  ],
});

// A red team searches the finished model; half of the prompts then carry what it found.
export const redTeam = ({ width, seed, tag, decoys, rounds, planting = PLANTING.steps }) => ({
  stages: ["learn", "plant", "search", "train"],
  width,
  seed,
  tag,
  planting,
  rounds,
  decoys: decoys / 100,
  phases: [{ method: "rl", steps: RED_TEAM_STEPS, rate: RATES[0], tags: "found" }],
});

// One pass over a pile of examples, some of them poisoned.
export const howMany = ({ width, seed, tag, steps, poisoned }) => ({
  stages: ["mix"],
  width,
  seed,
  tag,
  steps,
  poisoned,
});
