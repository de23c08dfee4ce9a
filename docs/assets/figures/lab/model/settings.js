// The fixed numbers of the laboratory, by themselves: the page needs them before it loads the model. No DOM
// in here.

export const BATCH = 64; // prompts in a step of training
export const LEARNING = { steps: 600, rate: 5e-3 };
export const PLANTING = { steps: 1000, rate: 3e-3 };
export const SHARE_POISONED = 0.25; // of the prompts while planting

export const POOL = 32; // tags in a round of a red team
export const QUESTIONS = 8; // for each of them

export const TAG = /^[A-Z]{6}$/;
