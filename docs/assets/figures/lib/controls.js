// Native controls, each bound to one parameter of a figure: { element, sync(state) }. Labels are words, never placeholders.

import { h, set, write } from "./dom.js";

let made = 0; // Names of radio groups must differ across figures.

export function slider(figure, name, { label, format = String, ...more }) {
  const { low, high, step } = figure.parameters[name];
  const id = `${figure.root.id}-${name}`; // Named outright: the label would else belong to the <output> in it.
  const output = h("output", { for: id });
  const input = h("input", { id, type: "range", min: low, max: high, step, ...more });
  figure.on(input, "input", () => figure.set({ [name]: Number(input.value) }));
  return {
    element: h("label", { class: "control control--slider", for: id }, h("span", { class: "control__label" }, label, " ", output), input),
    sync(state) {
      if (Number(input.value) !== state[name]) input.value = state[name];
      write(output, format(state[name], state));
      set(input, { "aria-valuetext": format(state[name], state) });
    },
  };
}

// options: [["2023", "Year 2023"], …]; `disabled(value, state)` may take some out.
export function select(figure, name, { label, options, disabled = () => false }) {
  const items = options.map(([value, text]) => h("option", { value }, text));
  const input = h("select", {}, ...items);
  figure.on(input, "change", () => figure.set({ [name]: input.value }));
  return {
    element: h("label", { class: "control control--select" }, h("span", { class: "control__label" }, label), input),
    sync(state) {
      for (const item of items) item.disabled = disabled(item.value, state);
      input.value = state[name];
    },
  };
}

export function radios(figure, name, { label, options }) {
  made += 1;
  const items = options.map(([value, text]) => {
    const input = h("input", { type: "radio", name: `fig-${made}-${name}`, value });
    figure.on(input, "change", () => figure.set({ [name]: value }));
    return { value, input, element: h("label", { class: "control__choice" }, input, h("span", {}, text)) };
  });
  return {
    element: h("fieldset", { class: "control control--radios" }, h("legend", { class: "control__label" }, label), ...items.map((item) => item.element)),
    sync(state) {
      for (const { value, input } of items) input.checked = value === state[name];
    },
  };
}

export function checkbox(figure, name, { label }) {
  const input = h("input", { type: "checkbox" });
  figure.on(input, "change", () => figure.set({ [name]: input.checked }));
  return {
    element: h("label", { class: "control control--checkbox control__choice" }, input, h("span", {}, label)),
    sync: (state) => void (input.checked = state[name]),
  };
}

// `act(state)` returns what to change. `enabled(state)` greys the button without taking the focus from it.
export function button(figure, { label, act, enabled = () => true }) {
  const element = h("button", { type: "button" }, typeof label === "function" ? "" : label);
  figure.on(element, "click", () => {
    if (!enabled(figure.state)) return;
    const change = act(figure.state);
    if (change) figure.set(change);
  });
  return {
    element,
    sync(state) {
      if (typeof label === "function") write(element, label(state));
      set(element, { "aria-disabled": enabled(state) ? null : "true" });
    },
  };
}
