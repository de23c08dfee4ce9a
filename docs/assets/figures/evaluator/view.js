// Draws two gauges and, below or beside them, every checkpoint of the run that is shown.

import { button, radios, slider } from "../lib/controls.js";
import { h, set, write } from "../lib/dom.js";
import { openFigure } from "../lib/figure.js";
import { linear, round } from "../lib/scale.js";
import { along, bandOf, length, lost, MODELS, offered, opposite, parameters, place, reading, runOf, settled, told, TRAININGS, VARIANTS, words } from "./model.js";

const gauge = linear(0, 100, 5, 395);
const y = linear(0, 100, 196, 16);

export function mount(root, data, signal) {
  const figure = openFigure(root, parameters, signal);
  const marks = { without: figure.parts("without-mark"), with: figure.parts("with-mark") };
  const runIn = (state) => runOf(data, settled(state, data));
  const checkpoint = slider(figure, "checkpoint", {
    label: "Checkpoint:",
    format: (value, state) => place(state, runIn(state).at[value]),
  });

  figure.controls(
    menu(figure, data, "training", "Behaviour and training", () => Object.keys(TRAININGS), TRAININGS),
    menu(figure, data, "model", "Model", (found) => found.models, MODELS),
    menu(figure, data, "variant", "Variant", (found) => found.variants, VARIANTS),
    radios(figure, "eyes", { label: "See", options: [["both", "both gauges"], ["evaluator", "the evaluator’s only"]] }),
    checkpoint,
  );
  const other = button(figure, {
    label: (state) => `Compare a run that ${state.eyes === "evaluator" ? "ended the other way" : lost(runIn(state)) ? "kept the backdoor" : "lost the backdoor"}`,
    act: (state) => opposite(runIn(state)),
  });
  figure.part("other").append(figure.bind(other));

  figure.start((asked) => {
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
      write(figure.part(`${which}-rate`), dark ? "?" : `${point.rate}%`);
      write(figure.part(`${which}-what`), said[which]);
      write(figure.part(`${which}-band`), dark ? "not measured" : bandOf(point) + elsewhere);
      set(figure.part(`${which}-bar`), { width: dark ? 0 : round(gauge(point.rate) - 5) });
      set(figure.part(`${which}-range`), { d: dark || point.low === null ? "" : whisker(point) });
      marks[which].forEach((mark, index) => drawMark(mark, dark ? null : run[which][index], x, which));
    }
    set(figure.part("with-box"), { "data-on": covered ? "no" : "yes" });
    set(figure.part("here"), { d: `M${round(x(run.at[state.checkpoint]))} 10V196` });
    write(figure.part("length"), length(state, run.at.at(-1)));

    const missing = asked.model === state.model && asked.variant === state.variant ? "" : "The paper has no run like the one asked for; this is another. ";
    const text = missing + told(state, run);
    write(figure.part("readout"), text);
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
function menu(figure, data, name, label, choose, labels) {
  const input = h("select");
  let shown = "";
  figure.on(input, "change", () => figure.set(settled({ ...figure.state, [name]: input.value }, data)));
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
