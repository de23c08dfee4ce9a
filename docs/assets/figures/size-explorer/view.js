// Draws the scan: a row for each size with its bar and band; on demand the other variants as marks on the same row.

import { checkbox, radios, slider } from "../lib/controls.js";
import { s, set, write } from "../lib/dom.js";
import { openFigure } from "../lib/figure.js";
import { across, NAMES, note, parameters, runs, sentence, shown, VARIANTS } from "./model.js";

// As the site's charts mark them.
const SHAPES = { cot: "M-4.5-4.5h9v9h-9z", distilled: "M-5.5 4.5h11l-5.5-10z", normal: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", "no-instructions": "M-6 0l6-6 6 6-6 6z" };
const mark = (variant) => s("path", { class: "sizes__mark", d: SHAPES[variant], "data-variant": variant });

export function mount(root, data, signal) {
  const figure = openFigure(root, parameters, signal);
  const rows = figure.parts("run").map((row) => {
    const part = (name) => row.querySelector(`[data-part=${name}]`);
    const [bar, band] = row.querySelectorAll("rect");
    const others = VARIANTS.map((variant, lane) => s("svg", { y: `${14 + lane * 24}%` }, mark(variant)));
    return { row, others, bar, band, line: row.querySelector(".sizes__here"), marks: part("marks"), rate: part("rate"), interval: part("band"), note: part("note") };
  });
  const keys = Object.fromEntries(VARIANTS.map((variant) => [variant, figure.part(`key-${variant}`)]));
  for (const [variant, key] of Object.entries(keys)) key.firstElementChild.append(mark(variant));
  figure.controls(
    slider(figure, "step", { label: "Steps of training", format: (step) => `${shown(step)} of 600` }),
    radios(figure, "variant", { label: "Variant of the backdoor", options: Object.entries(NAMES) }),
    checkbox(figure, "others", { label: "mark the other variants too" }),
  );

  figure.start((state) => {
    const all = runs(data, state);
    write(figure.part("step"), shown(state.step));
    write(figure.part("variant"), NAMES[state.variant]);
    set(figure.part("runs"), { "data-variant": state.variant });
    all.forEach((found, index) => fill(rows[index], found));

    const seen = VARIANTS.map((variant) => state.others && variant !== state.variant);
    figure.part("key").hidden = !state.others;
    for (const row of rows) row.marks.replaceChildren(...row.others.filter((_, lane) => seen[lane]));
    VARIANTS.forEach((variant, lane) => {
      keys[variant].hidden = !seen[lane];
      if (!seen[lane]) return;
      const found = runs(data, { ...state, variant });
      found.forEach((run, index) => set(rows[index].others[lane], { x: across(run.rate) }));
      const strays = found.filter((run) => run.elsewhere).map((run) => ` (${run.size} ${note(run)})`);
      write(keys[variant].lastElementChild, `${NAMES[variant]}${strays.join("")}`);
    });

    const text = sentence(data, state);
    write(figure.part("readout"), text);
    return `${text} ${all.map((found) => `${found.size} ${found.text}`).join(", ")}.`;
  });
}

function fill({ row, bar, band, line, rate, interval, note: noted }, found) {
  set(row, { "data-state": found.elsewhere ? "elsewhere" : "here" });
  set(bar, { width: across(found.rate) });
  set(band, { x: across(found.low), width: across(found.high - found.low) });
  set(line, { x1: across(found.rate), x2: across(found.rate) });
  write(rate, found.text);
  write(interval, found.band);
  write(noted, note(found));
}
