// Lines of shares over steps, with a mark where the reader’s guess lies and a rule where a safety team would
// have stopped.

import { s, set, write } from "../lib/dom.js";
import { format } from "../lib/format.js";
import { band, line, linear, round } from "../lib/scale.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [54, 280, 14, 190];
const up = linear(0, 1, BOTTOM, TOP);

// `lines`: { name: [[step, share], …] }, in the order in which they are drawn; a name is a class too.
// `labels` are said at their ends.
export function drawPlot(
  part,
  { lines = {}, bands = {}, labels = {}, guess = null, steps = null, stop = null },
) {
  const x = linear(0, steps ?? 1, LEFT, RIGHT);
  part("lines").replaceChildren(
    ...Object.entries(bands).map(([name, points]) =>
      s("path", { class: `lab__band lab__band--${name}`, d: band(points, x, up) }),
    ),
    ...Object.entries(lines).flatMap(([name, points]) =>
      points.length ? [s("path", { class: `lab__line lab__line--${name}`, d: line(points, x, up) })] : [],
    ),
    ...ends(lines, labels, x),
  );
  set(part("stop"), { d: stop === null ? "" : `M${round(x(stop))} ${TOP}V${BOTTOM}` });
  set(part("guess"), {
    d: guess === null ? "" : `M${round(x(stop ?? steps ?? 1))} ${round(up(guess / 100)) - 7}l7 7l-7 7l-7-7z`,
  });
  write(part("steps"), steps ? `${format(steps)} steps` : "steps of training");
}

const GAP = 20; // between two labels

// Labels at the ends of the lines, pushed apart where they would touch.
function ends(lines, labels, x) {
  const found = Object.entries(lines)
    .filter(([name, points]) => points.length && labels[name])
    .map(([name, points]) => ({ name, at: x(points.at(-1)[0]), y: up(points.at(-1)[1]) }))
    .sort((a, b) => b.y - a.y);
  // From below upwards, then back down from the top.
  let free = BOTTOM;
  for (const label of found) {
    label.y = Math.min(label.y, free);
    free = label.y - GAP;
  }
  free = TOP;
  for (const label of found.reverse()) {
    label.y = Math.max(label.y, free);
    free = label.y + GAP;
  }
  return found.map(({ name, at, y }) => {
    return s(
      "text",
      { class: `lab__label lab__label--${name}`, x: round(at + 14), y: round(y + 5) },
      labels[name],
    );
  });
}
