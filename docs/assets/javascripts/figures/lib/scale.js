// Straight scales between numbers and places. No DOM in here.

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

// const x = linear(0, 600, 40, 360); x(300) → 200; x.invert(200) → 300
export function linear(from, to, start, end) {
  const scale = (value) => start + ((value - from) / (to - from)) * (end - start);
  scale.invert = (place) => from + ((place - start) / (end - start)) * (to - from);
  return scale;
}

// Round numbers from `low` to `high`, about `count` of them.
export function ticks(low, high, count = 5) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough * 0.999);
  const found = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + step * 1e-9; n += 1) found.push(Number((n * step).toPrecision(12)));
  return found;
}

// The path of a line through points [x, y] (in the data's units).
export const line = (points, x, y) => points.map(([a, b], index) => `${index ? "L" : "M"}${round(x(a))} ${round(y(b))}`).join("");

// The outline of a band through points [x, low, high].
export const band = (points, x, y) =>
  `${line(points.map(([a, , high]) => [a, high]), x, y)}${line(points.map(([a, low]) => [a, low]).reverse(), x, y).replace("M", "L")}Z`;

export const round = (value) => Math.round(value * 100) / 100;
