import { barsOf, CLOSE, closeOnes, complete, distance, guessed, misses, OPTIONS, parameters, readVisit, remembered, revealed, scoreOf, SHOWS, unchanged } from "/assets/figures/predict/model.js";
import { defaults, readState, writeState } from "/assets/figures/lib/params.js";
import { below } from "/assets/figures/lib/random.js";
import { equal, forAll, near, ok, pick } from "./check.js";

const bars = (...after) => after.map((value) => ({ before: 100, after: value, low: null, high: null }));
const state = (guesses, sure = 0, shown = true) => ({ guesses, sure, shown });
const entry = (random) => {
  const off = Array.from({ length: 1 + below(random, 7) }, () => below(random, 201) - 100);
  return { off, sure: random() < 0.2 ? null : below(random, off.length + 1) };
};

export const tests = {
  "the bars are those of the tables": async ({ data }) => {
    const found = {};
    for (const option of OPTIONS) found[option] = barsOf(option, await data(`predict-${option}`));
    equal(found["model-size"].map((bar) => bar.after), [23, 72, 15, 88, 82, 95, 98]);
    equal(found["supervised-fine-tuning"].map((bar) => [bar.before, bar.after]), [[100, 60], [100, 28], [100, 93], [100, 0], [56, 57]]);
    equal(found["adversarial-training"], [{ low: null, high: null, before: 9, after: 1 }, { low: null, high: null, before: 100, after: 99 }, { low: null, high: null, before: 7, after: 0 }, { low: null, high: null, before: 100, after: 99 }]);
    for (const bar of [...found["model-size"], ...found["supervised-fine-tuning"]]) ok(bar.low <= bar.after && bar.after <= bar.high, JSON.stringify(bar));
  },
  "what is said of the bars is so": async ({ data }) => {
    const size = barsOf("model-size", await data("predict-model-size")).map((bar) => bar.after);
    ok(size[2] < size[0] && Math.min(...size) === size[2] && size.at(-1) === Math.max(...size) && SHOWS["model-size"].includes("6.4 billion"), "model size");
    const tuned = barsOf("supervised-fine-tuning", await data("predict-supervised-fine-tuning"));
    ok(tuned.slice(0, 4).every((bar) => bar.before === 100) && tuned[4].before < 60, "level but for code");
    ok(Math.max(...tuned.slice(0, 4).map((bar) => bar.after)) - Math.min(...tuned.slice(0, 4).map((bar) => bar.after)) > 60, "ends far apart");
    const [trickCot, tagCot, trickNormal, tagNormal] = barsOf("adversarial-training", await data("predict-adversarial-training"));
    ok(trickCot.after <= 1 && trickNormal.after <= 1 && tagCot.before - tagCot.after <= 1 && tagNormal.before - tagNormal.after <= 1, "adversarial training");
  },
  "a default is set nowhere, shows nothing, and is left out of the address": () => {
    for (const count of [4, 5, 7]) {
      const kinds = parameters(count);
      const start = defaults(kinds);
      equal([start.guesses, start.sure, start.shown, guessed(start), complete(start), revealed(start)], [Array(count).fill(null), null, false, 0, false, false]);
      equal(writeState(kinds, start, "", "predict"), "");
    }
  },
  "guesses go into the address and come back": () => {
    const kinds = parameters(5);
    forAll(
      (random) => ({ guesses: Array.from({ length: 5 }, () => (random() < 0.3 ? null : below(random, 101))), sure: random() < 0.3 ? null : below(random, 6), shown: random() < 0.5 }),
      (made) => equal(readState(kinds, writeState(kinds, made, "?q=x", "predict"), "predict"), { state: made, notes: [] }),
    );
    equal(writeState(kinds, state([10, null, 0, 100, null], 3, false), "", "p"), "?fig.p.guesses=10%7E%7E0%7E100%7E&fig.p.sure=3");
  },
  "an address with nonsense falls back with a note": () => {
    const kinds = parameters(4);
    for (const bad of ["guesses=1~2~3", "guesses=1~2~3~4~5", "guesses=1~2~3~101", "guesses=1~2~3~1.5", "guesses=a~b~c~d", "sure=5", "sure=-1", "sure=null", "shown=maybe"]) {
      const read = readState(kinds, `?fig.p.${bad}`, "p");
      equal(read.state, defaults(kinds), bad);
      equal(read.notes.length, 1, bad);
    }
  },
  "data are shown against a guess only": () => {
    equal([revealed(state([1, 2], 1)), revealed(state([0, null], null)), revealed(state([null, null], null)), revealed(state([0, 0], 0, false))], [true, true, false, false]);
  },
  "misses have a sign, distances have none": () => {
    const off = misses([50, 0, 100], bars(40, 0, 99));
    equal(off, [10, 0, 1]);
    equal(misses([50, null, 100], bars(40, 0, 99)), [10, 1]);
    near(distance([-10, 10, 1]), 7);
    near(unchanged([7, 7, 7], bars(0, 100, 50)), 50);
    near(unchanged([0, 100, null], bars(0, 100, 50)), 50);
  },
  "close is ten points or less, on either side": () => equal(closeOnes([CLOSE, -CLOSE, CLOSE + 1, -CLOSE - 1, 0]), 3),
  "a right guess is no distance off, and distance grows with the miss": () =>
    forAll(
      (random) => Array.from({ length: 1 + below(random, 7) }, () => below(random, 101)),
      (after) => {
        const exact = misses(after, bars(...after));
        equal([distance(exact), closeOnes(exact)], [0, after.length]);
        ok(distance(misses(after.map(() => 0), bars(...after))) <= 100, "no more than all there is");
      },
    ),
  "the first guesses of a figure are kept, the second are not": () => {
    const once = remembered({}, "model-size", state([10], 1), bars(20));
    equal(once, { "model-size": { off: [-10], sure: 1 } });
    equal(remembered(once, "model-size", state([20], 0), bars(20)), once);
    equal(remembered({}, "model-size", state([10, null], 1), bars(20, 30)), { "model-size": { off: [-10], sure: null } });
    equal(Object.keys(remembered(once, "adversarial-training", state([20], 0), bars(20))), ["model-size", "adversarial-training"]);
  },
  "a visit is written and read back; anything else is nothing": () => {
    forAll(
      (random) => Object.fromEntries(OPTIONS.filter(() => random() < 0.6).map((option) => [option, entry(random)])),
      (visit) => equal(readVisit(JSON.stringify(visit)), visit),
    );
    for (const bad of [null, "", "{", "null", "[]", "7", '"x"', '{"model-size":1}', '{"model-size":{"off":[],"sure":0}}', '{"model-size":{"off":[500],"sure":0}}', '{"model-size":{"off":[1.5],"sure":0}}', '{"model-size":{"off":[1],"sure":2}}', '{"model-size":{"off":[1]}}', '{"elsewhere":{"off":[1],"sure":0}}', '{"__proto__":{"off":[1],"sure":0}}', '{"model-size":null}'])
      equal(readVisit(bad), {}, String(bad));
  },
  "any text at all is read without an exception": () =>
    forAll((random) => Array.from({ length: below(random, 30) }, () => pick(random, [...'{}[]":,-.0123model-size off sure null'])).join(""), (text) => equal(typeof readVisit(text), "object")),
  "the score adds up over figures": () => {
    equal(scoreOf({}), null);
    equal(scoreOf({ "model-size": { off: [50], sure: null } }), { figures: 1, bars: 1, distance: 50 });
    equal(scoreOf({ "model-size": { off: [50], sure: null }, "adversarial-training": { off: [0, 0], sure: 1 } }).expected, 1);
    equal(scoreOf({ "model-size": { off: [10, -30], sure: 2 }, "adversarial-training": { off: [0, 0], sure: 0 } }), { figures: 2, bars: 4, distance: 10, expected: 2, close: 3, judged: "humbler" });
    equal(scoreOf({ "model-size": { off: [50, -30], sure: 1 } }).judged, "surer");
    equal(scoreOf({ "model-size": { off: [5, -30], sure: 1 } }).judged, "even");
  },
  "who expects what comes is told so, whatever the misses": () =>
    forAll(entry, ({ off }) => equal(scoreOf({ "model-size": { off, sure: closeOnes(off) } }).judged, "even")),
};
