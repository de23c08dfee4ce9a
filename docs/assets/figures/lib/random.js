// A small seeded generator (mulberry32): the same seed gives the same draws, so that a link shows what its sender saw. No DOM in here.

export function generator(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// A whole number below `count`.
export const below = (random, count) => Math.floor(random() * count);

export function shuffle(random, items) {
  const found = [...items];
  for (let last = found.length - 1; last > 0; last -= 1) {
    const other = below(random, last + 1);
    [found[last], found[other]] = [found[other], found[last]];
  }
  return found;
}

export const newSeed = () => Math.floor(Math.random() * 1000000);
