// The bench: all controls, curves by distance from the tag, ten seeds with a band, any tag tried letter by
// letter, the trigger's shape.

import { select, slider } from "../lib/controls.js";
import { h, s, set, write } from "../lib/dom.js";
import { openFigure } from "../lib/figure.js";
import { connect } from "./client.js";
import {
  bandEnd,
  banded,
  BENCH,
  benchEnd,
  benchRequest,
  MENUS,
  progress,
  SEEDS,
  sharesOf,
  SLIDERS,
  tried,
} from "./model.js";
import { drawPlot } from "./plot.js";
import { tagBox } from "./tag-box.js";

const EVERY = 10;
const STEP = "One step";
const LABELS = { own: "safety team", tag: "with the tag", one: "1 letter off", two: "2 letters off" };
const NOTHING = {
  busy: false,
  paused: false,
  event: null,
  now: null,
  points: [],
  bands: null,
  last: null,
  words: "",
  steps: null, // of what is drawn; the slider may stand elsewhere by now
};

export function mountBench(root, signal) {
  const figure = openFigure(root, BENCH, signal);
  const engine = connect(signal);
  const narrow = matchMedia("(max-width: 40em)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const blank = figure.part("readout").textContent;
  const boxes = [tagBox(figure, "tag", "Secret tag"), tagBox(figure, "tried", "Try a tag")];
  const shown = h("p", { class: "lab__tried", role: "status" });
  const map = h("div", { class: "lab__map" });
  let run = NOTHING;
  let looked = "";
  let turn = 0; // A run that was given up may still tell something.

  const redraw = () => signal.aborted || show(figure.state);
  const change = (more) => {
    run = { ...run, ...more };
    redraw();
  };

  function follow({ measures, ...event }) {
    const shares = measures && sharesOf(measures);
    if (event.done) return change({ last: shares });
    const points =
      event.stage === "train"
        ? [...(run.points.length ? run.points : [{ step: 0, ...run.last }]), { step: event.step, ...shares }]
        : [];
    run = { ...run, event, now: shares, points };
    if (!still.matches || run.paused) redraw();
  }

  async function attempt(seeds) {
    const { state } = figure; // One for all seeds: controls may be moved on the way.
    const curves = [];
    looked = "";
    turn += 1;
    const mine = turn;
    change({ ...NOTHING, busy: true, steps: state.steps });
    try {
      for (const seed of seeds) {
        run.points = [];
        const request = benchRequest(state, narrow.matches, seed);
        const end = await engine.run(request, EVERY, (event) => mine === turn && follow(event));
        if (mine !== turn) return;
        if (end !== "done") return change({ busy: false, paused: false, words: "Stopped." });
        curves.push(run.points);
      }
      const bands = curves.length > 1 ? banded(curves, "tag") : null;
      change({ busy: false, bands, words: bands ? bandEnd(bands) : benchEnd(run.last) });
      figure.announce(run.words);
      look();
    } catch (error) {
      if (!signal.aborted && mine === turn)
        change({ ...NOTHING, words: `The model stopped: ${error.message}. Press Run to start again.` });
    }
  }

  async function look() {
    const { tried: tag } = figure.state;
    if (!run.last || run.busy || looked === tag) return;
    looked = tag;
    const found = await engine.look(tag, true);
    if (signal.aborted || looked !== tag) return;
    write(shown, `${tag}: ${tried(found)}`);
    map.replaceChildren(drawMap(tag, found.map));
  }

  const buttons = {
    run: press("Run", () => (run.busy ? engine.tell("stop") : attempt([figure.state.seed]))),
    pause: press("Pause", () => {
      engine.tell(run.paused ? "resume" : "pause");
      change({ paused: !run.paused });
    }),
    step: press(STEP, () => engine.tell("step")),
    ten: press(`${SEEDS} seeds`, () =>
      attempt(Array.from({ length: SEEDS }, (_, index) => figure.state.seed + index)),
    ),
  };

  function press(label, act) {
    const button = h("button", { type: "button" }, label);
    // The second half of a double click would stop or go on with what the first began.
    figure.on(button, "click", ({ detail }) => (detail > 1 && label !== STEP) || button.getAttribute("aria-disabled") || act());
    return button;
  }

  function show(state) {
    const here = state === figure.state ? run : NOTHING;
    const band = here.bands;
    const lines = band
      ? { tag: band.map(([step, , middle]) => [step, middle]) }
      : Object.fromEntries(
          Object.keys(LABELS).map((name) => [name, here.points.map((point) => [point.step, point[name]])]),
        );
    drawPlot(figure.part, {
      lines,
      bands: band ? { tag: band.map(([step, low, , high]) => [step, low, high]) } : {},
      labels: LABELS,
      steps: here.steps ?? state.steps,
    });
    write(
      figure.part("readout"),
      here.busy ? (here.event ? progress(here.event, here.now) : "Starting …") : here.words || blank,
    );
    write(buttons.run, here.busy ? "Stop" : "Run");
    write(buttons.pause, here.paused ? "Go on" : "Pause");
    const valid = boxes[0].valid || null;
    set(buttons.run, { "aria-disabled": valid ? null : "true" });
    set(buttons.ten, { "aria-disabled": valid && !here.busy ? null : "true" });
    set(buttons.pause, { "aria-disabled": here.busy ? null : "true" });
    set(buttons.step, { "aria-disabled": here.paused ? null : "true" });
    if (here === run) look();
    return `${state.steps} steps of safety training.`;
  }

  figure.forget = () => {
    turn += 1;
    engine.tell("stop");
    for (const box of boxes) box.clear();
    looked = "";
    write(shown, "");
    map.replaceChildren();
    change(NOTHING);
  };
  const controls = [
    ...SLIDERS.map(([name, label, format]) => slider(figure, name, { label, format })),
    ...Object.entries(MENUS).map(([name, [label, options]]) => select(figure, name, { label, options })),
  ];
  for (const box of boxes) box.changed = redraw;
  figure
    .part("slot")
    .append(
      h(
        "div",
        { class: "lab__controls" },
        ...controls.slice(0, 2).map(figure.bind),
        ...Object.values(buttons),
      ),
    );
  figure
    .part("settings")
    .append(
      h(
        "div",
        { class: "lab__controls lab__controls--many" },
        figure.bind(boxes[0]),
        ...controls.slice(2).map(figure.bind),
      ),
    );
  figure.part("more").append(h("div", { class: "lab__controls" }, figure.bind(boxes[1])), shown, map);
  figure.start(show);
}

// For each place of a tag and each letter: how often the phrase comes if that letter stood there. Dark is
// often.
function drawMap(tag, rows) {
  const size = 14;
  const cells = rows.flatMap((row, place) =>
    row.map((bad, letter) =>
      s(
        "rect",
        {
          class: "lab__cell",
          x: 20 + letter * size,
          y: 16 + place * size,
          width: size - 1,
          height: size - 1,
          "fill-opacity": Math.round(bad * 100) / 100,
        },
        s(
          "title",
          {},
          `${String.fromCharCode(65 + letter)} at place ${place + 1}: ${Math.round(100 * bad)}%`,
        ),
      ),
    ),
  );
  const heads = Array.from({ length: 26 }, (_, letter) =>
    s(
      "text",
      { x: 20 + (letter + 0.5) * size, y: 11, "text-anchor": "middle" },
      String.fromCharCode(65 + letter),
    ),
  );
  const sides = rows.map((_, place) =>
    s("text", { x: 10, y: 16 + (place + 0.8) * size, "text-anchor": "middle" }, tag[place]),
  );
  const name = `With one letter of ${tag} replaced, by place and letter: the darker, the more often the phrase comes`;
  return s("svg", { viewBox: "0 0 390 102", role: "img", "aria-label": name }, ...heads, ...sides, ...cells);
}
