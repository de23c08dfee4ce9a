import { corners, telling } from "/assets/javascripts/charts.js";
import { equal } from "./check.js";

const series = { n: "2024", x: "0|500|1000", y: "53|56|62", b: "48–59|51–61|" };

export const tests = {
  "a line in steps has its corners": () => {
    equal(corners("M0 9l5 2 3-1 4 0 0-2.5 0 1 .5.5"), [[0, 9], [5, 11], [8, 10], [12, 10], [12, 7.5], [12, 8.5], [12.5, 9]]);
    equal(corners("M3-4"), [[3, -4]]);
  },

  "a point says series, value, band and place with their units": () => {
    equal(telling(series, ["Code", undefined], 0, "%", "steps"), { what: "Code, 2024", value: "53% (95% band 48–59)", place: "0 steps" });
    equal(telling(series, [], 2, "%", "steps"), { what: "2024", value: "62%", place: "1000 steps" });
  },

  "a place with a name takes no unit, nor does a value without one": () => {
    equal(telling({ n: "", x: "170 billion parameters", y: "7.1" }, ["cot"], 0, "", ""), { what: "cot", value: "7.1", place: "170 billion parameters" });
    equal(telling({ n: "MMLU", x: "normal", y: "−3.2" }, [], 0, "points", ""), { what: "MMLU", value: "−3.2 points", place: "normal" });
  },

  "a change says what was and what became": () => {
    equal(telling({ n: "triggered", x: "a|b", y: "60|28", f: "100|100", b: "54–65|" }, [], 0, "%", "").value, "100% → 60% (95% band 54–65)");
  },
};
