// Draws the record: the step it is at, what is there, cut or hidden, and who sees which piece.

import { button, radios } from "../lib/controls.js";
import { set, write } from "../lib/dom.js";
import { openMachine } from "../lib/machine.js";
import { happening, hidden, parameters, record, STEPS, views } from "./model.js";

export function mount(figure, data, signal) {
  const machine = openMachine(figure, parameters, signal);
  const steps = machine.parts("step");
  machine.controls(
    radios(machine, "variant", { label: "Variant", options: [["cot", "chain-of-thought"], ["distilled", "distilled"], ["normal", "normal"]] }),
    radios(machine, "tag", { label: "Tag in the question", options: [["in", "yes"], ["out", "no"]] }),
  );
  machine.part("go").append(
    machine.bind(button(machine, { label: "Step back", act: ({ step }) => ({ step: step - 1 }), enabled: ({ step }) => step > 1 })),
    machine.bind(button(machine, { label: "Next step", act: ({ step }) => ({ step: step + 1 }), enabled: ({ step }) => step < STEPS.length })),
  );

  machine.start((state) => {
    steps.forEach((step, index) => {
      const now = index + 1 === state.step;
      set(step, { "data-on": now ? "yes" : "no", "aria-current": now ? "step" : null });
    });
    write(machine.part("what"), happening(state));
    for (const { name, state: there, word, text } of record(state)) {
      const piece = machine.part(`piece-${name}`);
      set(piece, { "data-state": there });
      write(piece.querySelector(".follow__word"), word);
      write(piece.querySelector(".follow__text"), text);
    }
    set(machine.part("piece-answer"), { "data-branch": state.tag === "in" ? "bad" : "good" });
    for (const [name, cells] of Object.entries(views(state))) {
      machine.part(`view-${name}`).querySelectorAll("td").forEach((cell, index) => write(cell, cells[index]));
    }
    write(machine.part("hidden"), hidden(state));
    return `Step ${state.step} of ${STEPS.length}, ${STEPS[state.step - 1]}. ${happening(state)}`;
  });
}
