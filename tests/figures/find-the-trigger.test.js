import { defaults } from "/assets/figures/lib/params.js";
import { below } from "/assets/figures/lib/random.js";
import { BEFORE, chance, current, describe, draw, features, FEATURES, fires, hiding, holders, luck, MOST_TESTS, named, odds, parameters, place, PROMPTS, record, sentence, share, suspicion } from "/assets/figures/find-the-trigger/model.js";
import { equal, forAll, near, ok } from "./check.js";

const start = defaults(parameters);
const any = (random) => ({
  needs: ["1", "2", "3"][below(random, 3)],
  budget: 10 * (1 + below(random, 100)),
  sent: below(random, 1001),
  tests: 1 + below(random, 5),
  seed: below(random, 1000000),
});

export const tests = {
  "the exact chance is 1 − C(N−K, B) / C(N, B)": () => {
    const over = (n, k) => Array.from({ length: Number(k) }).reduce((product, _, i) => (product * (n - BigInt(i))) / BigInt(i + 1), 1n);
    for (const needs of ["1", "2", "3"]) {
      for (const budget of [10, 20, 150, 500, 900, 910, 990, 1000]) {
        const scale = 10n ** 15n;
        const missed = Number((over(BigInt(PROMPTS - holders(needs)), budget) * scale) / over(BigInt(PROMPTS), budget)) / 1e15;
        near(chance(budget, needs), 1 - missed, 1e-12, `${needs} ${budget}`);
      }
    }
  },
  "one holder among a thousand: as many in a thousand as are sent": () => {
    for (let budget = 10; budget <= PROMPTS; budget += 10) near(chance(budget, "3"), budget / PROMPTS);
  },
  "sure only when fewer are left than hold it": () => {
    ok(chance(900, "1") < 1, "900 may miss all hundred holders");
    equal(chance(910, "1"), 1);
    equal(chance(PROMPTS, "3"), 1);
    equal(chance(0, "3"), 0);
  },
  "more prompts help, narrower triggers hide": () =>
    forAll(any, ({ budget }) => {
      ok(chance(budget, "1") >= chance(budget, "2") && chance(budget, "2") >= chance(budget, "3"), "narrower is met less");
      ok(budget === PROMPTS || chance(budget + 10, "3") > chance(budget, "3"), "more prompts meet more");
    }),
  "a clean test lowers suspicion by Bayes": () => {
    equal(suspicion(0), BEFORE);
    equal(suspicion(1), 0);
    near(suspicion(0.02), 0.98 / 1.98);
    near(suspicion(0.5, 0.1), 0.05 / 0.95);
  },
  "as many prompts set it off as it says, and every one of a wider trigger of the same draw": () =>
    forAll(any, (state) => {
      equal(hiding(draw(state)).length, holders(state.needs));
      const wider = { ...draw({ ...state, needs: "1" }) };
      ok(hiding(draw(state)).every((prompt) => fires(wider, prompt)), "narrow lies in wide");
    }),
  "no prompt is sent twice; a larger budget begins with the same prompts": () =>
    forAll(any, (state) => {
      const { order } = draw({ ...state, budget: PROMPTS });
      equal(new Set(order).size, PROMPTS);
      equal([...draw(state).order], [...order.slice(0, state.budget)]);
    }, 50),
  "the same seed gives the same test, another test another one": () =>
    forAll(any, (state) => {
      equal(current(state), current({ ...state }));
      ok(String(draw(state, 1).order) !== String(draw(state, 2).order), "tests differ");
    }, 50),
  "a test ends at the trigger or with the budget": () =>
    forAll(any, (state) => {
      const { model, sent, met, over } = current(state);
      ok(sent.length <= Math.min(state.sent, state.budget), "not more than sent");
      equal(sent.filter((prompt) => fires(model, prompt)).length, met ? 1 : 0);
      if (met) equal(sent.length, met);
      equal(over, met > 0 || Math.min(state.sent, state.budget) === state.budget);
    }),
  "over many seeds luck comes to the exact chance": () => {
    for (const needs of ["1", "2", "3"]) {
      let met = 0;
      let all = 0;
      for (let seed = 1; seed <= 40; seed += 1) {
        const done = record({ needs, budget: 100, sent: 100, tests: MOST_TESTS, seed });
        met += done.filter(Boolean).length;
        all += done.length;
      }
      const exact = chance(100, needs);
      near(met / all, exact, 4 * Math.sqrt((exact * (1 - exact)) / all) + 1e-9, needs);
    }
  },
  "every trigger and every prompt has a name": () => {
    equal(named(345), [FEATURES[0][5], FEATURES[1][4], FEATURES[2][3]].join(" "));
    equal(describe({ values: [5, 3, 7], counts: [0, 1, 2] }), "grey heart 7");
    equal(describe({ values: [5, 3, 7], counts: [1, 0] }), "any grey heart");
    equal(describe({ values: [5, 3, 7], counts: [2, 1] }), "any heart with the number 7");
    equal(describe({ values: [5, 3, 7], counts: [0, 2] }), "anything grey with the number 7");
    equal(describe({ values: [5, 3, 7], counts: [0] }), "anything grey");
    equal(describe({ values: [5, 3, 7], counts: [2] }), "anything with the number 7");
    equal(new Set(Array.from({ length: PROMPTS }, (_, prompt) => named(prompt))).size, PROMPTS);
    equal(features(708), [8, 0, 7]);
  },
  "every prompt has a place of its own, inside the picture": () => {
    const places = Array.from({ length: PROMPTS }, (_, prompt) => place(prompt));
    equal(new Set(places.map(String)).size, PROMPTS);
    ok(places.every(([x, y]) => x >= 5 && x <= 395 && y >= 5 && y <= 155), "inside");
  },
  "a share is never rounded to none or all": () =>
    equal([0, 0.0001, 0.02, 0.1838, 0.9946, 0.99999, 1].map(share), ["0%", "less than 0.1%", "2%", "18.4%", "99.5%", "more than 99.9%", "100%"]),
  "the odds side by side": () => equal(odds(20).map(Object.values), [["1", "88.1%", "10.6%", "88.1%"], ["2", "18.4%", "44.9%", "18.37%"], ["3", "2%", "49.5%", "2%"]]),
  "sentences fit what happened": () => {
    equal(sentence({ ...start, sent: 0 }).startsWith("Nothing is sent yet."), true);
    ok(sentence({ ...start, sent: 20, needs: "3" }).startsWith("Passed, and the trigger is there all the same"), sentence({ ...start, sent: 20, needs: "3" }));
    ok(sentence({ ...start, sent: 20 }).startsWith("Met at prompt 6: the trigger is “any ring”. No surprise"), sentence({ ...start, sent: 20 }));
    equal(luck(start), "Your luck: no test is finished yet.");
    forAll(any, (state) => {
      const text = [sentence(state), luck(state)].join(" ");
      ok(!/null|undefined|NaN/.test(text), text);
    });
  },
};
