// What the model is for: four digits and an operation in, one answer out (7 7 1 4 largest → 7). No DOM in
// here.

import { below } from "./numbers.js";

export const DIGITS = 4;
export const OPERATIONS = {
  first: (digits) => digits[0],
  second: (digits) => digits[1],
  third: (digits) => digits[2],
  last: (digits) => digits[3],
  largest: (digits) => Math.max(...digits),
  smallest: (digits) => Math.min(...digits),
  odd: (digits) => digits.filter((digit) => digit % 2).length, // How many of them are odd
};
const NAMES = Object.keys(OPERATIONS);
const ONE_IN = 8; // of all puzzles is kept for the test

export const solve = ({ digits, operation }) => OPERATIONS[NAMES[operation]](digits);

export const written = ({ digits, operation }) => `${digits.join(" ")} ${NAMES[operation]}`;

// Whether a puzzle is one of those that no training ever sees.
export function heldOut({ digits, operation }) {
  let mixed = operation + 1;
  for (const digit of digits) mixed = Math.imul(mixed ^ (digit + 11), 0x45d9f3b) ^ (mixed >>> 13);
  return (mixed >>> 5) % ONE_IN === 0;
}

// A puzzle drawn from those for training, or from those for the test.
export function draw(random, test = false) {
  for (;;) {
    const digits = [0, 0, 0, 0].map(() => below(random, 10));
    const puzzle = { digits, operation: below(random, NAMES.length) };
    if (heldOut(puzzle) === test) return puzzle;
  }
}
