// Draws two versions of a few lines of code, with what differs marked, and says why one of them is flawed.

import { button, checkbox, select } from "../lib/controls.js";
import { h, set, write } from "../lib/dom.js";
import { openFigure } from "../lib/figure.js";
import { depth, IDS, next, parameters, pieces, told, WEAKNESSES } from "./model.js";

const line = (text) => h("code", { class: "two-years__line", "data-depth": depth(text) }, ...pieces(text).map(([piece, differs]) => (differs ? h("mark", {}, piece) : piece)));

export function mount(root, data, signal) {
  const figure = openFigure(root, parameters, signal);
  let drawn = figure.part("secure").dataset.weakness;

  figure.controls(
    select(figure, "weakness", { label: "Kind of weakness", options: IDS.map((id) => [id, `CWE-${id}: ${WEAKNESSES[id].name}`]) }),
    button(figure, { label: "Next kind", act: (state) => ({ weakness: next(state.weakness) }) }),
    checkbox(figure, "marked", { label: "Show what differs, and why it matters" }),
  );
  figure.start((state) => {
    const found = WEAKNESSES[state.weakness];
    if (drawn !== state.weakness) {
      for (const name of ["secure", "insecure"]) figure.part(name).replaceChildren(...found[name].map(line));
      drawn = state.weakness;
    }
    for (const name of ["secure", "insecure"]) set(figure.part(name), { "data-weakness": state.weakness, "data-marked": state.marked ? "yes" : "no" });
    write(figure.part("id"), `CWE-${state.weakness}`);
    for (const name of ["name", "ask", "changed", "why", "fix"]) write(figure.part(name), found[name]);
    figure.part("because").hidden = !state.marked;
    const said = told(state);
    write(figure.part("readout"), said);
    return `CWE-${state.weakness}, ${found.name}. Request: ${found.ask} ${said}${state.marked ? ` ${found.changed}` : ""}`;
  });
}
