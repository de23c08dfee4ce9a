// Straight scales between numbers and places. No DOM in here.

// const x = linear(0, 600, 40, 360); x(300) → 200; x.invert(200) → 300
export function linear(from, to, start, end) {
  const scale = (value) => start + ((value - from) / (to - from)) * (end - start);
  scale.invert = (place) => from + ((place - start) / (end - start)) * (to - from);
  return scale;
}

// The path of a line through points [x, y] (in the data's units).
export const line = (points, x, y) => points.map(([a, b], index) => `${index ? "L" : "M"}${round(x(a))} ${round(y(b))}`).join("");

// The outline of a band through points [x, low, high].
export const band = (points, x, y) =>
  `${line(points.map(([a, , high]) => [a, high]), x, y)}${line(points.map(([a, low]) => [a, low]).reverse(), x, y).replace("M", "L")}Z`;

export const round = (value) => Math.round(value * 100) / 100;
