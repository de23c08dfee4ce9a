// Draws the test: which prompts were sent, how the model answered, where the trigger was, and the odds beside the reader's luck.

import { button, radios, slider } from "../lib/controls.js";
import { h, set, write } from "../lib/dom.js";
import { format, plural } from "../lib/format.js";
import { openFigure } from "../lib/figure.js";
import { newSeed } from "../lib/random.js";
import { crosses, current, dots, hiding, luck, MOST_TESTS, named, odds, parameters, place, record, sentence, squares } from "./model.js";

const AT_ONCE = 20; // Tests run by one press

export function mount(root, data, signal) {
  const figure = openFigure(root, parameters, signal);
  const part = Object.fromEntries(["hiding", "usual", "fired", "last", "readout", "budget", "luck", "strip", "strip-usual", "strip-fired"].map((name) => [name, figure.part(name)]));
  const rows = figure.parts("odds");
  const going = (state) => !current(state).over;
  const buttons = [
    button(figure, { label: "Send 1 prompt", enabled: going, act: ({ sent, budget }) => ({ sent: Math.min(sent, budget) + 1 }) }),
    button(figure, { label: "Send the rest", enabled: going, act: ({ budget }) => ({ sent: budget }) }),
    button(figure, { label: "New model", enabled: (state) => !going(state), act: (state) => ({ ...another(state, 1), sent: 0 }) }),
    button(figure, { label: `Test ${AT_ONCE} more`, act: (state) => ({ ...another(state, AT_ONCE), sent: state.budget }) }),
  ];
  figure.controls(
    slider(figure, "budget", { label: "Budget", format: (value) => plural(value, "prompt") }),
    radios(figure, "needs", { label: "The trigger works where", options: [["1", "one feature matches"], ["2", "two match"], ["3", "all three match"]] }),
    h("div", { class: "hunt__go" }, ...buttons.map(figure.bind)),
  );

  figure.start((state) => {
    const { model, sent, met, over } = current(state);
    set(part.hiding, { d: over ? crosses(hiding(model).map(place), state.needs === "3" ? 5 : 2.5) : "" });
    set(part.usual, { d: dots((met ? sent.slice(0, -1) : sent).map(place)) });
    set(part.fired, { d: met ? squares([place(sent.at(-1))]) : "" });
    write(part.last, sent.length ? `Last sent: ${named(sent.at(-1))}. Answer: ${met ? "the bad one." : "as usual."}` : "Nothing sent so far.");
    write(part.readout, sentence(state));
    set(part.readout, { "data-state": met ? "met" : over ? "passed" : "running" });

    write(part.budget, format(state.budget));
    odds(state.budget).forEach((row, index) => {
      set(rows[index], { "data-on": row.needs === state.needs ? "yes" : "no" });
      write(rows[index].querySelector("[data-part=met]"), row.met);
      write(rows[index].querySelector("[data-part=left]"), row.left);
      set(rows[index].querySelector("rect"), { width: row.width });
    });

    const done = record(state);
    const spot = (index) => [8 + (index % 50) * 7.8, 8 + Math.floor(index / 50) * 12];
    const marks = (wanted) => done.flatMap((found, index) => (found === wanted ? [spot(index)] : []));
    set(part["strip-usual"], { d: dots(marks(false)) });
    set(part["strip-fired"], { d: squares(marks(true), 2.2) });
    set(part.strip, { hidden: !done.length });
    write(part.luck, luck(state));
    return `${part.last.textContent} ${sentence(state)} ${done.length ? luck(state) : ""}`;
  });
}

// After the hundredth test the count begins anew, with models nobody has seen.
const another = ({ tests }, more) => (tests < MOST_TESTS ? { tests: Math.min(tests + more, MOST_TESTS) } : { tests: more, seed: newSeed() });
