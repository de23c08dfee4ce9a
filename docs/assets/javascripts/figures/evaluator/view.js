// Draws two gauges and, below or beside them, every checkpoint of the run that is shown.

import { button, radios, slider } from "../lib/controls.js";
import { h, set, write } from "../lib/dom.js";
import { openMachine } from "../lib/machine.js";
import { linear, round } from "../lib/scale.js";
import { along, bandOf, length, lost, MODELS, offered, opposite, parameters, place, reading, runOf, settled, told, TRAININGS, VARIANTS, words } from "./model.js";

const gauge = linear(0, 100, 5, 395);
const y = linear(0, 100, 196, 16);

export function mount(figure, data, signal) {
  const machine = openMachine(figure, parameters, signal);
  const marks = { without: machine.parts("without-mark"), with: machine.parts("with-mark") };
  const runIn = (state) => runOf(data, settled(state, data));
  const checkpoint = slider(machine, "checkpoint", {
    label: "Checkpoint:",
    format: (value, state) => place(state, runIn(state).at[value]),
  });

  machine.controls(
    menu(machine, data, "training", "Behaviour and training", () => Object.keys(TRAININGS), TRAININGS),
    menu(machine, data, "model", "Model", (found) => found.models, MODELS),
    menu(machine, data, "variant", "Variant", (found) => found.variants, VARIANTS),
    radios(machine, "eyes", { label: "See", options: [["both", "both gauges"], ["evaluator", "the evaluator’s only"]] }),
    checkpoint,
  );
  const other = button(machine, {
    label: (state) => `Compare a run that ${state.eyes === "evaluator" ? "ended the other way" : lost(runIn(state)) ? "kept the backdoor" : "lost the backdoor"}`,
    act: (state) => opposite(runIn(state)),
  });
  machine.part("other").append(machine.bind(other));

  machine.start((asked) => {
    const state = settled(asked, data);
    const run = runOf(data, state);
    const far = along(state);
    const scale = linear(0, far(run.at.at(-1)), 56, 388);
    const x = (at) => scale(far(at));
    const covered = state.eyes === "evaluator";
    const said = words(state);

    for (const which of ["without", "with"]) {
      const point = reading(run, which, state.checkpoint);
      const dark = covered && which === "with";
      const elsewhere = point.at === run.at[state.checkpoint] ? "" : `, nearest plotted point: ${place(state, point.at)}`;
      write(machine.part(`${which}-rate`), dark ? "?" : `${point.rate}%`);
      write(machine.part(`${which}-what`), said[which]);
      write(machine.part(`${which}-band`), dark ? "not measured" : bandOf(point) + elsewhere);
      set(machine.part(`${which}-bar`), { width: dark ? 0 : round(gauge(point.rate) - 5) });
      set(machine.part(`${which}-range`), { d: dark || point.low === null ? "" : whisker(point) });
      marks[which].forEach((mark, index) => drawMark(mark, dark ? null : run[which][index], x, which));
    }
    set(machine.part("with-box"), { "data-on": covered ? "no" : "yes" });
    set(machine.part("here"), { d: `M${round(x(run.at[state.checkpoint]))} 10V196` });
    write(machine.part("length"), length(state, run.at.at(-1)));

    const missing = asked.model === state.model && asked.variant === state.variant ? "" : "The paper has no run like the one asked for; this is another. ";
    const text = missing + told(state, run);
    write(machine.part("readout"), text);
    return text;
  });
}

const whisker = ({ low, high }) => `M${round(gauge(low))} 14v16M${round(gauge(low))} 22H${round(gauge(high))}M${round(gauge(high))} 14v16`;

function drawMark(mark, point, x, which) {
  set(mark, { hidden: !point });
  if (!point) return;
  const [across, up] = [round(x(point.at)), round(y(point.rate))];
  const [band, shape] = mark.children;
  set(band, { d: point.low === null ? "" : `M${across} ${round(y(point.low))}V${round(y(point.high))}` });
  set(shape, which === "with" ? { x: round(across - 5), y: round(up - 5) } : { cx: across, cy: up });
}

// A menu of what the paper has for the chosen training.
function menu(machine, data, name, label, choose, labels) {
  const input = h("select");
  let shown = "";
  machine.on(input, "change", () => machine.set(settled({ ...machine.state, [name]: input.value }, data)));
  return {
    element: h("label", { class: "control control--select" }, h("span", { class: "control__label" }, label), input),
    sync(asked) {
      const state = settled(asked, data);
      const ids = choose(offered(data, state.training));
      if (shown !== ids.join()) {
        input.replaceChildren(...ids.map((id) => h("option", { value: id }, labels[id])));
        shown = ids.join();
      }
      input.value = state[name];
    },
  };
}
