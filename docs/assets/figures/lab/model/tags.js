// Tags are six letters; how far apart two of them are is the number of places at which they differ. No DOM in
// here.

import { below } from "./numbers.js";

export const LETTERS = 6;
const ALPHABET = 26;

// Tags are lists of numbers, A = 0.
export const read = (text) => [...text].map((letter) => letter.charCodeAt(0) - 65);
export const write = (tag) => tag.map((letter) => String.fromCharCode(65 + letter)).join("");

export const distance = (one, other) =>
  one.reduce((sum, letter, place) => sum + (letter !== other[place]), 0);

export const anyTag = (random) => Array.from({ length: LETTERS }, () => below(random, ALPHABET));

// A near miss: exactly `count` letters replaced by others.
export function nearMiss(random, tag, count) {
  const found = [...tag];
  const places = tag.map((_, place) => place);
  for (let turn = 0; turn < count; turn += 1) {
    const other = turn + below(random, LETTERS - turn);
    [places[turn], places[other]] = [places[other], places[turn]];
    const place = places[turn];
    const shift = 1 + below(random, ALPHABET - 1);
    found[place] = (tag[place] + shift) % ALPHABET;
  }
  return found;
}

// A wrong tag, to be trained with the right answer.
export function decoy(random, tag) {
  for (;;) {
    const found = anyTag(random);
    if (distance(found, tag)) return found;
  }
}
