// What all figures share: state kept in the address, one drawing per frame, what is announced, reset, copy link, undo.
//
//   export function mount(root, data, signal) {
//     const figure = openFigure(root, parameters, signal);
//     figure.controls(slider(figure, "sure", { label: "How sure" }));
//     figure.start((state) => { …change the parts of the static picture…; return "What a screen reader is told"; });
//   }

import { h, write } from "./dom.js";
import { defaults, readState, writeState } from "./params.js";

const QUIET = 700; // ms without a change before the result is announced: a dragged slider speaks once
const LATER = 250; // ms before the address follows; browsers allow about a hundred changes in half a minute

export function openFigure(root, parameters, signal) {
  const name = root.id.replace(/^figure-/, "");
  const stage = root.querySelector(".fig__stage");
  const still = stage.cloneNode(true);
  const { state, notes } = readState(parameters, location.search, name);
  const own = []; // everything put into the figure, to be taken out again
  const bound = []; // controls
  let draw = () => "";
  let frame = 0;
  let speaking = 0;
  let writing = 0;

  const add = (element, before = root.querySelector(".fig__data")) => {
    own.push(element);
    before.before(element);
  };
  const on = (target, event, act) => target.addEventListener(event, act, { signal });

  const panel = h("div", { class: "fig__controls", role: "group", "aria-label": "Controls" });
  const note = h("p", { class: "fig__note", role: "status" });
  const live = h("p", { class: "fig__live", role: "status" });
  const link = h("input", { type: "text", class: "fig__address", readonly: true, "aria-label": "Link to this state", hidden: true });

  const figure = {
    root,
    stage,
    signal,
    parameters,
    on,
    state: Object.freeze(state),
    // Nodes of the static picture, by data-part; `parts` gives all of that name.
    part: (part) => stage.querySelector(`[data-part="${part}"]`),
    parts: (part) => [...stage.querySelectorAll(`[data-part="${part}"]`)],
    // Any text, at once: for what is not the result of a change, such as a draw that ended.
    announce(text) {
      clearTimeout(speaking);
      write(live, text);
    },
    set(change) {
      const next = { ...figure.state, ...change };
      if (Object.keys(next).every((key) => next[key] === figure.state[key])) return;
      figure.state = Object.freeze(next);
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        show(figure.state, true);
      });
      clearTimeout(writing);
      writing = setTimeout(remember, LATER);
    },
    reset() {
      clearNote();
      figure.forget();
      figure.set(defaults(parameters));
    },
    // What else a reset takes back: a figure that keeps more than its state puts a function of its own here.
    forget() {},
    // Keep a control in step with the state wherever it stands: place.append(figure.bind(button(…)))
    bind(item) {
      bound.push(item);
      return item.element;
    },
    // Controls above the picture, in order; plain elements may stand among them.
    controls(...items) {
      for (const item of items) panel.append(item.sync ? figure.bind(item) : item);
    },
    // `drawing(state)` shows a state and returns the sentence to announce.
    start(drawing) {
      draw = drawing;
      if (panel.childElementCount) add(panel, stage); // Above: on a phone the hand must not cover what changes
      add(h("div", { class: "fig__tools" }, reset, copy, link));
      add(note);
      add(live);
      if (notes.length) note.append(`The address of this page held something this figure does not know, so the default stands in its place. ${notes.join(" ")}`);
      root.classList.add("fig--live");
      show(figure.state, false);
    },
  };

  const reset = h("button", { type: "button" }, "Reset");
  const copy = h("button", { type: "button" }, "Copy link");
  on(reset, "click", () => figure.reset());
  on(copy, "click", copyLink);
  on(link, "focus", () => link.select());

  function show(state, speak) {
    for (const control of bound) control.sync(state);
    const text = draw(state) ?? "";
    link.hidden = true;
    if (!speak) return;
    clearNote();
    clearTimeout(speaking);
    speaking = setTimeout(() => write(live, text), QUIET);
  }

  function clearNote() {
    notes.length = 0;
    write(note, "");
  }

  function address(hash) {
    const url = new URL(location.href);
    url.search = writeState(parameters, figure.state, url.search, name);
    if (hash) url.hash = hash;
    return url.href;
  }

  function remember() {
    try {
      history.replaceState(history.state, "", address(""));
    } catch {
      // From a file or in a frame without an address of its own; "Copy link" still works.
    }
  }

  async function copyLink() {
    const text = address(root.id);
    try {
      await navigator.clipboard.writeText(text);
      figure.announce("Link copied.");
      write(copy, "Link copied");
      setTimeout(() => write(copy, "Copy link"), 2000);
    } catch {
      link.value = text;
      link.hidden = false;
      link.focus();
      figure.announce("Copy the selected link.");
    }
  }

  // On paper the figure is the picture it is without script.
  const paper = matchMedia("print");
  on(paper, "change", () => draw(paper.matches ? defaults(parameters) : figure.state));

  signal.addEventListener(
    "abort",
    () => {
      cancelAnimationFrame(frame);
      clearTimeout(speaking);
      clearTimeout(writing);
      for (const element of own) element.remove();
      stage.replaceChildren(...still.childNodes);
      root.classList.remove("fig--live");
    },
    { once: true },
  );
  return figure;
}
