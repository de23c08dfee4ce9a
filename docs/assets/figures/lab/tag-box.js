// A field for a tag: says what is missing until six letters stand in it. Only whole tags become part of the
// state.

import { h, set, write } from "../lib/dom.js";
import { accepted } from "./model.js";
import { TAG } from "./model/settings.js";

export function tagBox(figure, name, label) {
  const id = `${figure.root.id}-${name}`;
  const input = h("input", {
    id,
    type: "text",
    maxlength: 6,
    autocapitalize: "characters",
    autocomplete: "off",
    spellcheck: "false",
    size: 7,
    "aria-describedby": `${id}-wrong`,
  });
  const wrong = h("span", { id: `${id}-wrong`, class: "lab__wrong" });
  const box = {
    valid: true,
    // What was typed and is no tag goes.
    clear() {
      box.valid = true;
      input.value = figure.state[name];
      set(input, { "aria-invalid": null });
      write(wrong, "");
    },
    element: h(
      "div",
      { class: "control lab__tag" },
      h("label", { for: id, class: "control__label" }, label),
      input,
      wrong,
    ),
    sync(state) {
      if (input.value.toUpperCase() === state[name] || !box.valid) return;
      input.value = state[name];
    },
  };
  figure.on(input, "input", () => {
    const tag = input.value.toUpperCase();
    box.valid = TAG.test(tag);
    set(input, { "aria-invalid": box.valid ? null : "true" });
    write(
      wrong,
      box.valid ? "" : `Not a tag yet: expected ${accepted}; this has ${tag.replace(/[^A-Z]/g, "").length}.`,
    );
    if (box.valid) figure.set({ [name]: tag });
    box.changed?.();
  });
  return box;
}
