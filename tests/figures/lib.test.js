import { format, listed, percent, plural } from "/assets/figures/lib/format.js";
import { choice, defaults, flag, list, range, readState, seed, writeState } from "/assets/figures/lib/params.js";
import { below, generator, shuffle } from "/assets/figures/lib/random.js";
import { band, line, linear } from "/assets/figures/lib/scale.js";
import { hasRow, text, value } from "/assets/figures/lib/tables.js";
import { equal, forAll, near, ok } from "./check.js";

const parameters = {
  year: choice(["2023", "2024"]),
  sure: range(0, 100, 10),
  share: range(0, 1, 0.5, 0.05),
  open: flag(),
  seed: seed(),
  guesses: list(range(0, 100, 0), 3),
};

const random = (draw) => ({
  year: ["2023", "2024"][below(draw, 2)],
  sure: below(draw, 101),
  share: Number((below(draw, 21) * 0.05).toFixed(2)),
  open: draw() < 0.5,
  seed: below(draw, 1000000),
  guesses: [0, 1, 2].map(() => (draw() < 0.3 ? null : below(draw, 101))),
});

const tables = {
  tables: {
    scan: { columns: ["last", "note"], formats: [["%", 0, 0], ["", 0, 0]], rows: { "6.4B/cot": [15.33, "dip"], "13B/cot": [null, "x"] } },
    facts: { columns: ["value", "what"], formats: [["", 0, 0], ["", 0, 0]], rows: { weight: [-0.84, "w"] }, units: { weight: [["points", 1], ["", 0]] } },
  },
};

export const tests = {
  "a state survives the address": () =>
    forAll(random, (state) => {
      const search = writeState(parameters, state, "?q=backdoor&fig.other.year=2024", "one");
      equal(readState(parameters, search, "one"), { state, notes: [] });
      ok(search.includes("q=backdoor") && search.includes("fig.other.year=2024"), "the rest of the address is kept");
    }),
  "defaults are left out of the address": () => {
    equal(writeState(parameters, defaults(parameters), "?fig.one.year=2024", "one"), "");
    equal(writeState(parameters, { ...defaults(parameters), year: "2024" }, "", "one"), "?fig.one.year=2024");
  },
  "figures whose names begin alike keep apart": () =>
    equal(readState(parameters, "?fig.one-more.year=2024", "one").state.year, "2023"),
  "what cannot be used falls back with a note": () => {
    for (const bad of ["year=1999", "year=", "sure=101", "sure=-1", "sure=1e2", "sure=NaN", "sure=5.5", "share=0.501", "open=1", "guesses=1~2", "guesses=1~2~x", "__proto__=1", "constructor=1", "nobody=1"]) {
      const { state, notes } = readState(parameters, `?fig.one.${bad}`, "one");
      equal(state, defaults(parameters), bad);
      equal(notes.length, 1, bad);
    }
  },
  "any text at all is read without an exception": () =>
    forAll(
      (draw) => Array.from({ length: below(draw, 40) }, () => String.fromCharCode(below(draw, 0x2fff))).join(""),
      (garbage) => {
        readState(parameters, `?fig.one.${garbage}`, "one");
        readState(parameters, `?fig.one.guesses=${garbage}%E0%A4%A`, "one");
      },
    ),
  "the first of two values counts": () => equal(readState(parameters, "?fig.one.sure=20&fig.one.sure=30", "one").state.sure, 20),

  "numbers read as in the prose, for every number of the tables": async () => {
    const rows = await (await fetch("/figure-data/formatted.json")).json();
    ok(rows.length > 500, "there are numbers to compare");
    for (const [number, decimals, unit, signed, expected] of rows) equal(format(number, decimals, unit, signed), expected, `${number}`);
  },
  "halves go up, minus is a minus, zero has no sign": () => {
    equal([84.5, 0.5, 2.5, 1.005].map((number, at) => format(number, at === 3 ? 2 : 0)), ["85", "1", "3", "1.01"]);
    equal([format(-0.04, 1), format(-0.8, 1, "points", true), format(0.3, 1, "", true), format(25000), format(1234567.891, 2)], ["0.0", "\u22120.8\u00a0points", "+0.3", "25,000", "1,234,567.89"]);
    equal(format(1e-9, 3), "0.000");
  },
  "words around numbers": () => {
    equal([percent(99.5), plural(1, "run"), plural(2000, "run"), listed(["a"]), listed(["a", "b", "c"], "or")], ["100%", "1 run", "2,000 runs", "a", "a, b or c"]);
  },

  "the same seed draws the same": () => {
    const [one, two, other] = [generator(7), generator(7), generator(8)];
    const drawn = Array.from({ length: 20 }, one);
    equal(drawn, Array.from({ length: 20 }, two));
    ok(drawn[0] !== other(), "another seed draws otherwise");
    ok(drawn.every((number) => number >= 0 && number < 1), "draws lie in [0, 1)");
  },
  "draws are even": () => {
    const draw = generator(1);
    const counts = Array(10).fill(0);
    for (let n = 0; n < 100000; n += 1) counts[below(draw, 10)] += 1;
    for (const count of counts) near(count, 10000, 400);
  },
  "a shuffle keeps what it shuffles": () =>
    forAll((draw) => Array.from({ length: below(draw, 30) }, () => below(draw, 9)), (items) => equal(shuffle(generator(3), items).sort(), [...items].sort())),

  "a scale goes there and back": () => {
    const x = linear(0, 600, 40, 340);
    equal([x(0), x(300), x(600), x.invert(190)], [40, 190, 340, 300]);
  },
  "lines and bands are paths": () => {
    const same = (number) => number;
    equal(line([[0, 1], [2, 3.333]], same, same), "M0 1L2 3.33");
    equal(band([[0, 1, 2], [5, 3, 4]], same, same), "M0 2L5 4L5 3L0 1Z");
  },

  "tables answer as in the prose": () => {
    equal([value(tables, "scan/6.4B/cot.last"), text(tables, "scan/6.4B/cot.last"), text(tables, "scan/6.4B/cot.last", "bare"), text(tables, "scan/6.4B/cot.last", "1")], [15.33, "15%", "15", "15.3%"]);
    equal([text(tables, "facts/weight"), value(tables, "facts/weight")], ["\u22120.8\u00a0points", -0.84]);
    equal([value(tables, "scan/13B/cot.last"), text(tables, "scan/13B/cot.last"), value(tables, "scan/1B/cot.last"), value(tables, "none/x.y"), hasRow(tables, "scan/13B/cot"), hasRow(tables, "scan/toString")], [null, null, null, null, true, false]);
  },
};
