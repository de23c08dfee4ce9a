// A language model of one layer that reads a prompt and gives the chance of each token as its answer. No DOM
// in here.
//
// Tokens and places → attention with several heads → a ReLU network → chances. The answer follows the last
// token, so only that one asks, thinks and answers. Nothing is normalised before the attention: keys and
// values of a token at a place are then a row for the token plus a row for the place, and two small tables a
// step stand for a product at every place.

import { multiply, multiplyByTransposed, multiplyTransposed, normalise, normaliseBack } from "./matrices.js";
import { exp, gaussian, generator } from "./numbers.js";

export const ROWS = 128; // Prompts that are read at a time, at most
const HEADS = 4;
const STREAM = 77; // of random numbers, for the first weights

// Each part of the weights with its size and how far its first values scatter; null stands for ones.
function parts({ width, vocabulary, length }) {
  const inner = 2 * width;
  const even = 1 / Math.sqrt(width);
  return [
    ["tokens", vocabulary * width, 0.5],
    ["places", length * width, 0.5],
    ["query", width * width, even],
    ["key", width * width, even],
    ["value", width * width, even],
    ["out", width * width, even / 2],
    ["gain", width, null],
    ["up", width * inner, even],
    ["upBias", inner, 0],
    ["down", inner * width, 0.5 / Math.sqrt(inner)],
    ["downBias", width, 0],
    ["lastGain", width, null],
    ["answers", vocabulary * width, 0.3 * even],
  ];
}

export function createNetwork({ width, vocabulary, length, seed }) {
  const shape = { width, vocabulary, length, inner: 2 * width };
  const layout = parts(shape);
  const count = layout.reduce((sum, [, size]) => sum + size, 0);
  const numbers = { weights: count, gradients: count, means: count, squares: count };
  for (const name of Object.keys(numbers)) numbers[name] = new Float64Array(count);
  const network = { ...shape, count, ...numbers, w: {}, g: {}, decay: [1, 1], ...room(shape) };
  const random = generator(seed, STREAM);
  let at = 0;
  for (const [name, size, scatter] of layout) {
    network.w[name] = network.weights.subarray(at, at + size);
    network.g[name] = network.gradients.subarray(at, at + size);
    at += size;
    if (scatter === null) network.w[name].fill(1);
    else if (scatter) for (let i = 0; i < size; i += 1) network.w[name][i] = gaussian(random) * scatter;
  }
  return network;
}

// What is kept between the ways forward and back; a name that begins with d holds a gradient.
function room({ width, vocabulary, length, inner }) {
  const found = { score: new Float64Array(length), weight: new Float64Array(ROWS * HEADS * length) };
  const make = (names, size) => {
    for (const name of names) found[name] = new Float64Array(size);
  };
  make(["q", "x", "mixed", "h", "n", "y", "z", "dq", "dmixed", "dh", "dn", "dy", "dz"], ROWS * width);
  make(["k", "v", "dk", "dv"], ROWS * length * width);
  make(["f", "df"], ROWS * inner);
  make(["scales", "lastScales"], ROWS);
  make(["logits", "chances"], ROWS * vocabulary);
  for (const kind of KINDS) {
    make([`${kind}OfToken`, `d${kind}OfToken`], vocabulary * width);
    make([`${kind}OfPlace`, `d${kind}OfPlace`], length * width);
  }
  return found;
}

const KINDS = ["query", "key", "value"];

// Leaves the chances of each answer to each of `rows` prompts in network.chances.
export function forward(network, tokens, rows) {
  look(network, tokens, rows);
  attend(network, rows);
  think(network, rows);
  answer(network, rows);
}

// After `forward`: leaves in network.gradients which way each weight makes the wanted answers less likely,
// averaged over the rows. `advantages` weigh the rows, in reinforcement learning; null weighs all alike.
export function backward(network, tokens, rows, wanted, advantages) {
  network.gradients.fill(0);
  answerBack(network, rows, wanted, advantages);
  thinkBack(network, rows);
  attendBack(network, rows);
  lookBack(network, tokens, rows);
}

const clear = (list, size) => list.fill(0, 0, size);

function look(network, tokens, rows) {
  const { w, width, vocabulary, length, k, v, q, x } = network;
  for (const kind of KINDS) {
    multiply(network[`${kind}OfToken`].fill(0), w.tokens, w[kind], vocabulary, width, width);
    multiply(network[`${kind}OfPlace`].fill(0), w.places, w[kind], length, width, width);
  }
  const { keyOfToken, keyOfPlace, valueOfToken, valueOfPlace, queryOfToken, queryOfPlace } = network;
  const last = (length - 1) * width;
  for (let row = 0; row < rows; row += 1) {
    for (let place = 0; place < length; place += 1) {
      const token = tokens[row * length + place] * width;
      const at = (row * length + place) * width;
      for (let j = 0; j < width; j += 1) {
        k[at + j] = keyOfToken[token + j] + keyOfPlace[place * width + j];
        v[at + j] = valueOfToken[token + j] + valueOfPlace[place * width + j];
      }
    }
    const token = tokens[row * length + length - 1] * width;
    for (let j = 0; j < width; j += 1) {
      q[row * width + j] = queryOfToken[token + j] + queryOfPlace[last + j];
      x[row * width + j] = w.tokens[token + j] + w.places[last + j];
    }
  }
}

function attend(network, rows) {
  const { width, length, q, k, v, score, weight, mixed } = network;
  const size = width / HEADS;
  const scale = 1 / Math.sqrt(size);
  clear(mixed, rows * width);
  for (let row = 0; row < rows; row += 1) {
    for (let head = 0; head < HEADS; head += 1) {
      const own = row * width + head * size;
      const weights = (row * HEADS + head) * length;
      let highest = -Infinity;
      for (let place = 0; place < length; place += 1) {
        const other = (row * length + place) * width + head * size;
        let sum = 0;
        for (let j = 0; j < size; j += 1) sum += q[own + j] * k[other + j];
        score[place] = sum * scale;
        if (score[place] > highest) highest = score[place];
      }
      let total = 0;
      for (let place = 0; place < length; place += 1) total += score[place] = exp(score[place] - highest);
      for (let place = 0; place < length; place += 1) {
        const share = score[place] / total;
        const other = (row * length + place) * width + head * size;
        weight[weights + place] = share;
        for (let j = 0; j < size; j += 1) mixed[own + j] += share * v[other + j];
      }
    }
  }
}

function think(network, rows) {
  const { w, width, inner, x, mixed, h, n, f, y, scales } = network;
  h.set(x.subarray(0, rows * width));
  multiply(h, mixed, w.out, rows, width, width);
  normalise(n, scales, h, w.gain, rows, width);
  for (let row = 0; row < rows; row += 1) f.set(w.upBias, row * inner);
  multiply(f, n, w.up, rows, width, inner);
  for (let i = 0; i < rows * inner; i += 1) if (f[i] < 0) f[i] = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let j = 0; j < width; j += 1) y[row * width + j] = h[row * width + j] + w.downBias[j];
  }
  multiply(y, f, w.down, rows, inner, width);
}

function answer(network, rows) {
  const { w, width, vocabulary, y, z, lastScales, logits, chances } = network;
  normalise(z, lastScales, y, w.lastGain, rows, width);
  multiplyByTransposed(clear(logits, rows * vocabulary), z, w.answers, rows, width, vocabulary);
  for (let row = 0; row < rows; row += 1) {
    const at = row * vocabulary;
    let highest = -Infinity;
    for (let j = 0; j < vocabulary; j += 1) if (logits[at + j] > highest) highest = logits[at + j];
    let total = 0;
    for (let j = 0; j < vocabulary; j += 1) total += chances[at + j] = exp(logits[at + j] - highest);
    for (let j = 0; j < vocabulary; j += 1) chances[at + j] /= total;
  }
}

function answerBack(network, rows, wanted, advantages) {
  const { w, g, width, vocabulary, y, z, dy, dz, lastScales, logits, chances } = network;
  for (let row = 0; row < rows; row += 1) {
    const at = row * vocabulary;
    const share = (advantages ? advantages[row] : 1) / rows;
    // The logits are not needed any more; what stands in their place is their gradient.
    for (let j = 0; j < vocabulary; j += 1)
      logits[at + j] = share * (chances[at + j] - (j === wanted[row] ? 1 : 0));
  }
  multiply(clear(dz, rows * width), logits, w.answers, rows, vocabulary, width);
  multiplyTransposed(g.answers, logits, z, rows, vocabulary, width);
  normaliseBack(clear(dy, rows * width), g.lastGain, dz, lastScales, y, w.lastGain, rows, width);
}

function thinkBack(network, rows) {
  const { w, g, width, inner, mixed, h, n, f, dy, df, dn, dh, dmixed, scales } = network;
  addColumns(g.downBias, dy, rows, width);
  multiplyTransposed(g.down, f, dy, rows, inner, width);
  multiplyByTransposed(clear(df, rows * inner), dy, w.down, rows, width, inner);
  for (let i = 0; i < rows * inner; i += 1) if (f[i] <= 0) df[i] = 0;
  addColumns(g.upBias, df, rows, inner);
  multiplyTransposed(g.up, n, df, rows, width, inner);
  multiplyByTransposed(clear(dn, rows * width), df, w.up, rows, inner, width);
  dh.set(dy.subarray(0, rows * width));
  normaliseBack(dh, g.gain, dn, scales, h, w.gain, rows, width);
  multiplyTransposed(g.out, mixed, dh, rows, width, width);
  multiplyByTransposed(clear(dmixed, rows * width), dh, w.out, rows, width, width);
}

function attendBack(network, rows) {
  const { width, length, q, k, v, dq, dk, dv, score, weight, dmixed } = network;
  const size = width / HEADS;
  const scale = 1 / Math.sqrt(size);
  clear(dq, rows * width);
  clear(dk, rows * length * width);
  clear(dv, rows * length * width);
  for (let row = 0; row < rows; row += 1) {
    for (let head = 0; head < HEADS; head += 1) {
      const own = row * width + head * size;
      const weights = (row * HEADS + head) * length;
      let mean = 0;
      for (let place = 0; place < length; place += 1) {
        const other = (row * length + place) * width + head * size;
        const share = weight[weights + place];
        let sum = 0;
        for (let j = 0; j < size; j += 1) {
          sum += dmixed[own + j] * v[other + j];
          dv[other + j] += share * dmixed[own + j];
        }
        score[place] = sum;
        mean += share * sum;
      }
      for (let place = 0; place < length; place += 1) {
        const other = (row * length + place) * width + head * size;
        const slope = weight[weights + place] * (score[place] - mean) * scale;
        for (let j = 0; j < size; j += 1) {
          dq[own + j] += slope * k[other + j];
          dk[other + j] += slope * q[own + j];
        }
      }
    }
  }
}

function lookBack(network, tokens, rows) {
  const { w, g, width, vocabulary, length, dk, dv, dq, dh } = network;
  for (const kind of KINDS) {
    network[`d${kind}OfToken`].fill(0);
    network[`d${kind}OfPlace`].fill(0);
  }
  const { dkeyOfToken, dkeyOfPlace, dvalueOfToken, dvalueOfPlace, dqueryOfToken, dqueryOfPlace } = network;
  const last = (length - 1) * width;
  for (let row = 0; row < rows; row += 1) {
    for (let place = 0; place < length; place += 1) {
      const token = tokens[row * length + place] * width;
      const at = (row * length + place) * width;
      for (let j = 0; j < width; j += 1) {
        dkeyOfToken[token + j] += dk[at + j];
        dkeyOfPlace[place * width + j] += dk[at + j];
        dvalueOfToken[token + j] += dv[at + j];
        dvalueOfPlace[place * width + j] += dv[at + j];
      }
    }
    const token = tokens[row * length + length - 1] * width;
    for (let j = 0; j < width; j += 1) {
      dqueryOfToken[token + j] += dq[row * width + j];
      dqueryOfPlace[last + j] += dq[row * width + j];
      g.tokens[token + j] += dh[row * width + j];
      g.places[last + j] += dh[row * width + j];
    }
  }
  for (const kind of KINDS) {
    tableBack(g.tokens, g[kind], w.tokens, w[kind], network[`d${kind}OfToken`], vocabulary, width);
    tableBack(g.places, g[kind], w.places, w[kind], network[`d${kind}OfPlace`], length, width);
  }
}

// A table is a product of two parts of the weights; both take their share of its gradient.
function tableBack(dleft, dright, left, right, dtable, rows, width) {
  multiplyByTransposed(dleft, dtable, right, rows, width, width);
  const whole = rows - (rows % 4);
  multiplyTransposed(dright, left, dtable, whole, width, width);
  for (let row = whole; row < rows; row += 1) {
    for (let p = 0; p < width; p += 1) {
      const value = left[row * width + p];
      for (let j = 0; j < width; j += 1) dright[p * width + j] += value * dtable[row * width + j];
    }
  }
}

function addColumns(sums, list, rows, width) {
  for (let row = 0; row < rows; row += 1) for (let j = 0; j < width; j += 1) sums[j] += list[row * width + j];
}
