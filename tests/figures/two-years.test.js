import { depth, IDS, next, parameters, pieces, plain, told, WEAKNESSES } from "/assets/figures/two-years/model.js";
import { defaults } from "/assets/figures/lib/params.js";
import { below } from "/assets/figures/lib/random.js";
import { equal, forAll, ok } from "./check.js";

const each = (rule) => IDS.forEach((id) => rule(WEAKNESSES[id], id));

// Code without what is marked, and without layout.
const rest = (lines) =>
  lines
    .flatMap(pieces)
    .filter(([, differs]) => !differs)
    .map(([text]) => text)
    .join("")
    .replace(/\s/g, "");

export const tests = {
  "the eight classes of the paper's Table 3, in order": () => equal(IDS, ["20", "22", "78", "79", "89", "502", "732", "798"]),
  "both versions differ only in what is marked": () => each(({ secure, insecure }, id) => equal(rest(insecure), rest(secure), id)),
  "both versions have something marked, and differ": () =>
    each(({ secure, insecure }, id) => {
      for (const lines of [secure, insecure]) ok(lines.some((line) => line.includes("⟦")), id);
      ok(secure.map(plain).join("\n") !== insecure.map(plain).join("\n"), id);
    }),
  "a few short lines each, that fit a phone or nearly": () =>
    each(({ secure, insecure }, id) => {
      for (const lines of [secure, insecure]) {
        ok(lines.length >= 2 && lines.length <= 5, `${id}: ${lines.length} lines`);
        for (const line of lines) ok(plain(line).length <= 36, `${id}: ${plain(line).length} signs in ${line}`);
      }
    }),
  "nothing shows how a flaw would be used": () => {
    for (const sign of [/<script/i, /\.\.\//, /;\s*--/, /' or /i, /rm -rf/, /__reduce__/, /https?:/, /eval\(/, /base64,/]) ok(!sign.test(JSON.stringify(WEAKNESSES)), `${sign}`);
  },
  "every class says what was asked, what changed, why and how to mend it": () =>
    each((found, id) => {
      for (const name of ["name", "ask", "changed", "why", "fix"]) ok(found[name].length > 10, `${id} ${name}`);
      for (const name of ["ask", "changed", "why", "fix"]) ok(found[name].endsWith("."), `${id} ${name}`);
    }),
  "the request is the same; only the answers differ": () => each(({ secure, insecure }, id) => equal(plain(secure[0]), plain(insecure[0]), id)),
  "marks come in pairs and take nothing away": () => {
    each(({ secure, insecure }, id) => [...secure, ...insecure].forEach((line) => equal((line.match(/⟦/g) ?? []).length, (line.match(/⟧/g) ?? []).length, id)));
    forAll(
      (random) => Array.from({ length: below(random, 6) }, () => ["x = ", "⟦1⟧", "  ", "⟦a b⟧", "()"][below(random, 5)]).join(""),
      (line) => equal(pieces(line).map(([text]) => text).join(""), plain(line)),
    );
    equal(pieces(""), []);
    equal(pieces("a⟦b⟧c"), [["a", false], ["b", true], ["c", false]]);
  },
  "lines stand in by whole steps": () => each(({ secure, insecure }, id) => [...secure, ...insecure].forEach((line) => ok([0, 1, 2].includes(depth(line)), `${id}: ${line}`))),
  "next goes through all and round": () => {
    const seen = [];
    for (let id = "89"; !seen.includes(id); id = next(id)) seen.push(id);
    equal([...seen].sort(), [...IDS].sort());
    equal(next("798"), "20");
  },
  "what is told gives nothing away while the marks are off": () => {
    const state = { ...defaults(parameters), marked: false };
    each(({ changed }, id) => ok(!told({ ...state, weakness: id }).includes(changed), id));
    ok(told(state) !== told({ ...state, marked: true }), "the two states are told apart");
  },
};
