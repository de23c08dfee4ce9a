// Numbers that are the same in every browser: only + − × ÷ and Math.sqrt touch them. No DOM in here.

const LOG2E = 1.4426950408889634;
// ln 2 in two parts, so that k × the first is exact.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const DEGREE = 12; // Enough for |r| ≤ ln 2 / 2: the rest of the series is below 1e-14.
const INVERSE_FACTORIALS = series();
const LARGEST = 700;

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

function series() {
  const found = [1];
  for (let n = 1; n <= DEGREE; n += 1) found.push(found[n - 1] / n);
  return found;
}

// e to the power of x, by Taylor's series about the nearest multiple of ln 2. Math.exp may differ in its last
// digit between browsers.
export function exp(x) {
  if (x < -LARGEST) return 0;
  const power = x > LARGEST ? LARGEST : x;
  const k = Math.floor(power * LOG2E + 0.5);
  const r = power - k * LN2_HIGH - k * LN2_LOW;
  let sum = INVERSE_FACTORIALS[DEGREE];
  for (let n = DEGREE - 1; n >= 0; n -= 1) sum = sum * r + INVERSE_FACTORIALS[n];
  halves[1] = (k + 1023) << 20; // 2 to the power of k: its exponent is all there is in the number.
  return sum * double[0];
}

// Seeded random numbers (sfc32). Streams of one seed have nothing to do with each other.
export function generator(seed, stream = 0) {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x9e3779b9 | 0;
  let count = 1;
  const next = () => {
    const sum = (((a + b) | 0) + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let turn = 0; turn < 15; turn += 1) next();
  return () => next() / 4294967296;
}

export const below = (random, count) => Math.floor(random() * count);

// About normal: the sum of twelve even draws, which needs no logarithm.
export function gaussian(random) {
  let sum = -6;
  for (let draw = 0; draw < 12; draw += 1) sum += random();
  return sum;
}

// One whole number that differs if any bit of the numbers does.
export function hash(numbers) {
  let found = 0;
  for (const part of new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2)) {
    found = (Math.imul(found ^ part, 0x9e3779b1) + (found >>> 15)) | 0;
  }
  return found >>> 0;
}
