// Draws the record: the step it is at, what is there, cut or hidden, and who sees which piece.

import { button, radios } from "../lib/controls.js";
import { set, write } from "../lib/dom.js";
import { openFigure } from "../lib/figure.js";
import { happening, hidden, parameters, record, STEPS, views } from "./model.js";

export function mount(root, data, signal) {
  const figure = openFigure(root, parameters, signal);
  const steps = figure.parts("step");
  figure.controls(
    radios(figure, "variant", { label: "Variant", options: [["cot", "chain-of-thought"], ["distilled", "distilled"], ["normal", "normal"]] }),
    radios(figure, "tag", { label: "Tag in the question", options: [["in", "yes"], ["out", "no"]] }),
  );
  figure.part("go").append(
    figure.bind(button(figure, { label: "Step back", act: ({ step }) => ({ step: step - 1 }), enabled: ({ step }) => step > 1 })),
    figure.bind(button(figure, { label: "Next step", act: ({ step }) => ({ step: step + 1 }), enabled: ({ step }) => step < STEPS.length })),
  );

  figure.start((state) => {
    steps.forEach((step, index) => {
      const now = index + 1 === state.step;
      set(step, { "data-on": now ? "yes" : "no", "aria-current": now ? "step" : null });
    });
    write(figure.part("what"), happening(state));
    for (const { name, state: there, word, text } of record(state)) {
      const piece = figure.part(`piece-${name}`);
      set(piece, { "data-state": there });
      write(piece.querySelector(".follow__word"), word);
      write(piece.querySelector(".follow__text"), text);
    }
    set(figure.part("piece-answer"), { "data-branch": state.tag === "in" ? "bad" : "good" });
    for (const [name, cells] of Object.entries(views(state))) {
      figure.part(`view-${name}`).querySelectorAll("td").forEach((cell, index) => write(cell, cells[index]));
    }
    write(figure.part("hidden"), hidden(state));
    return `Step ${state.step} of ${STEPS.length}, ${STEPS[state.step - 1]}. ${happening(state)}`;
  });
}
