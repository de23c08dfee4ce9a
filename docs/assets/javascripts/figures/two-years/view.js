// Draws two versions of a few lines of code, with what differs marked, and says why one of them is flawed.

import { button, checkbox, select } from "../lib/controls.js";
import { h, set, write } from "../lib/dom.js";
import { openMachine } from "../lib/machine.js";
import { depth, IDS, next, parameters, pieces, told, WEAKNESSES } from "./model.js";

const line = (text) => h("code", { class: "two-years__line", "data-depth": depth(text) }, ...pieces(text).map(([piece, differs]) => (differs ? h("mark", {}, piece) : piece)));

export function mount(figure, data, signal) {
  const machine = openMachine(figure, parameters, signal);
  let drawn = machine.part("secure").dataset.weakness;

  machine.controls(
    select(machine, "weakness", { label: "Kind of weakness", options: IDS.map((id) => [id, `CWE-${id}: ${WEAKNESSES[id].name}`]) }),
    button(machine, { label: "Next kind", act: (state) => ({ weakness: next(state.weakness) }) }),
    checkbox(machine, "marked", { label: "Show what differs, and why it matters" }),
  );
  machine.start((state) => {
    const found = WEAKNESSES[state.weakness];
    if (drawn !== state.weakness) {
      for (const name of ["secure", "insecure"]) machine.part(name).replaceChildren(...found[name].map(line));
      drawn = state.weakness;
    }
    for (const name of ["secure", "insecure"]) set(machine.part(name), { "data-weakness": state.weakness, "data-marked": state.marked ? "yes" : "no" });
    write(machine.part("id"), `CWE-${state.weakness}`);
    for (const name of ["name", "ask", "changed", "why", "fix"]) write(machine.part(name), found[name]);
    machine.part("because").hidden = !state.marked;
    const said = told(state);
    write(machine.part("readout"), said);
    return `CWE-${state.weakness}, ${found.name}. Request: ${found.ask} ${said}${state.marked ? ` ${found.changed}` : ""}`;
  });
}
