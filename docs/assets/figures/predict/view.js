// Draws bars to guess at, a slider on each; on a press of the button, what was measured and how far off the guesses were.

import { button } from "../lib/controls.js";
import { h, set, write } from "../lib/dom.js";
import { format, plural } from "../lib/format.js";
import { openFigure } from "../lib/figure.js";
import { linear, round } from "../lib/scale.js";
import { barsOf, CLOSE, closeOnes, complete, distance, guessed, misses, OPTIONS, parameters, readVisit, remembered, revealed, scoreOf, SHOWS, unchanged } from "./model.js";

const STORE = "explainer.predict";
const x = linear(0, 100, 0, 384);
const JUDGED = { surer: "you were surer than right", humbler: "you were right more often than you thought", even: "you knew about how much you knew" };

export function mount(root, data, signal) {
  const { option } = root.dataset;
  const bars = barsOf(option, data);
  const count = bars.length;
  const figure = openFigure(root, parameters(count), signal);
  const rows = figure.parts("bar").map((row) => ({ row, part: (name) => row.querySelector(`[data-part="${name}"]`) }));
  const blank = figure.part("score").textContent;
  let visit = readVisit(stored());

  rows.forEach(({ part }, index) => part("slot").append(figure.bind(guess(figure, index, part("name").textContent))));
  figure.part("sure-slot").append(figure.bind(sure(figure, count)));
  const show = button(figure, {
    label: (state) => (revealed(state) ? "Guess again" : guessed(state) ? "Show the data" : "Guess a bar first"),
    enabled: (state) => guessed(state) > 0,
    act(state) {
      if (revealed(state)) return { guesses: Array(count).fill(null), sure: null, shown: false };
      keep(remembered(visit, option, state, bars));
      return { shown: true };
    },
  });
  const forget = button(figure, {
    label: "Forget the score",
    enabled: () => scoreOf(visit) !== null,
    act() {
      keep({});
      drawScore();
      figure.announce("The score is forgotten.");
    },
  });
  figure.part("show-slot").append(figure.bind(show));
  figure.part("forget-slot").append(figure.bind(forget));

  function keep(next) {
    visit = next;
    try {
      sessionStorage.setItem(STORE, JSON.stringify(visit));
    } catch {
      // A frame without storage: the score lasts as long as the page.
    }
  }

  function drawScore() {
    write(figure.part("score"), score(visit, blank));
    forget.sync();
  }

  figure.start((state) => {
    const open = revealed(state);
    rows.forEach(({ row, part }, index) => {
      const bar = bars[index];
      const value = state.guesses[index];
      set(row, { "data-on": open ? "yes" : "no" });
      set(part("slot"), { hidden: open });
      set(part("guess"), { d: open && value !== null ? `M${round(x(value))} 9l11 11l-11 11l-11-11z` : "" });
      set(part("measured"), { width: open ? round(x(bar.after)) : 0 });
      set(part("range"), { d: open && bar.low !== null ? whisker(bar) : "" });
      write(part("said"), said(value, bar, open));
    });
    set(figure.part("sure-slot"), { hidden: open || !complete(state) });
    const text = open ? `${result(state, bars)} ${SHOWS[option]}` : progress(state, count);
    write(figure.part("readout"), text);
    drawScore();
    return text;
  });
}

const whisker = ({ low, high }) => `M${round(x(low))} 12v16M${round(x(low))} 20H${round(x(high))}M${round(x(high))} 12v16`;

const points = (size) => (size === 1 ? "1 point" : `${format(size)} points`);

function said(value, { after, low, high }, open) {
  if (!open) return value === null ? "?" : `guess ${value}%`;
  const measured = `measured ${after}%${low === null ? "" : ` (${low} to ${high})`}`;
  if (value === null) return measured;
  const miss = value - after;
  const verdict = miss === 0 ? "exactly" : `${points(Math.abs(miss))} too ${miss > 0 ? "high" : "low"}`;
  return `${measured}, guess ${value}%: ${verdict}`;
}

function progress(state, count) {
  if (!guessed(state)) return "No bar guessed yet. The data stay hidden until you ask for them.";
  return `${guessed(state)} of ${count} bars guessed. ${complete(state) ? "You may say how many will be close, or see the data." : "Guess on, or see the data."}`;
}

function result(state, bars) {
  const off = misses(state.guesses, bars);
  const high = off.filter((miss) => miss > 0).length;
  const low = off.filter((miss) => miss < 0).length;
  return (
    (off.length === 1 ? `Your guess is ${points(distance(off))} off. ` : `Your guesses are ${format(distance(off))} points off on average: ${high} too high, ${low} too low. `) +
    (complete(state) && state.sure !== null ? `You expected ${state.sure} of ${off.length} within ${CLOSE} points; ${closeOnes(off)} ${closeOnes(off) === 1 ? "is" : "are"}. ` : "") +
    `Leaving ${off.length === 1 ? "that bar" : "those bars"} where ${off.length === 1 ? "it" : "they"} began would be ${points(unchanged(state.guesses, bars))} off.`
  );
}

function score(visit, blank) {
  const found = scoreOf(visit);
  if (!found) return blank;
  return (
    `Over this visit: ${plural(found.bars, "bar")} in ${found.figures} of ${OPTIONS.length} figures, ${format(found.distance)} points off on average. ` +
    (found.judged ? `You expected ${found.expected} within ${CLOSE} points, it was ${found.close}: ${JUDGED[found.judged]}. ` : "") +
    "Only first guesses count. The score stays in this browser tab, is sent nowhere, and is gone when the tab closes."
  );
}

function stored() {
  try {
    return sessionStorage.getItem(STORE);
  } catch {
    return null;
  }
}

// A slider that has no value until the reader gives it one; where it happens to stand right, Enter, Space or a tap will do.
function wanted(figure, input, take) {
  const give = () => take(Number(input.value));
  figure.on(input, "input", give);
  figure.on(input, "pointerup", give);
  figure.on(input, "keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    give();
  });
}

function guess(figure, index, name) {
  const input = h("input", { type: "range", min: 0, max: 100, "aria-label": `Your guess for ${name}` });
  wanted(figure, input, (value) => figure.set({ guesses: figure.state.guesses.map((old, at) => (at === index ? value : old)) }));
  return {
    element: input,
    sync({ guesses }) {
      input.value = guesses[index] ?? 50;
      set(input, { "aria-valuetext": guesses[index] === null ? "no guess yet" : `${guesses[index]}%`, "data-set": guesses[index] === null ? "no" : "yes" });
    },
  };
}

function sure(figure, count) {
  const id = `${figure.root.id}-sure`; // Named outright: the label would else belong to the <output> in it.
  const output = h("output", { for: id });
  const input = h("input", { id, type: "range", min: 0, max: count });
  wanted(figure, input, (value) => figure.set({ sure: value }));
  return {
    element: h("label", { class: "control control--slider", for: id }, h("span", { class: "control__label" }, `If you like: how many of your ${count} guesses will lie within ${CLOSE} points of the data? `, output), input),
    sync(state) {
      const text = state.sure === null ? "not said yet" : `${state.sure} of ${count}`;
      input.value = state.sure ?? Math.floor(count / 2);
      set(input, { "aria-valuetext": text });
      write(output, text);
    },
  };
}
