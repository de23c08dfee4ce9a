import { between } from "/assets/javascripts/search.js";
import { equal, ok } from "./check.js";

const DOCS = [
  { location: "a/", title: "What a switch is", text: "<p>Of 17 runs at 1.2i.</p>" },
  { location: "a/#two", title: "Switch 2", text: "<p>two</p>" },
  { location: "b/", title: "B", text: "" },
  { location: "glossary/", title: "Glossary", text: "" },
  { location: "glossary/#p-on", title: "p<sub>on</sub>", text: "<p>State.</p> Also written p_on; on state Related x Source Y" },
];
const doc = (location, title, text = "") => ({ location, title, text });
const WORDS = [doc("a/", "policy policies model models"), doc("b/", "generalisation of behaviour"), doc("c/", "licence switch")];
const CONFIG = { separator: "[\\s\\-\"]+|\\.(?!\\d)" };

// A worker that answers each query with what `found` gives for it, when it is let.
function worker(found = () => [], docs = DOCS) {
  const posted = [];
  const said = [];
  const search = between((message) => posted.push(message), (message) => said.push(message));
  search.fromPage({ type: 0, data: { config: CONFIG, docs, options: {} } });
  const queries = () => posted.filter(({ type }) => type === 2).map(({ data }) => data);
  let answered = 0;
  const answer = async () => {
    while (answered < queries().length) {
      search.fromWorker({ type: 3, data: { items: found(queries()[answered]), suggest: [] } });
      answered += 1;
      await new Promise(setTimeout);
    }
  };
  return { search, posted, said, queries, answer };
}

const hit = (location, title, score, terms = {}) => ({ location, title, text: "", score, terms });
const places = (said) => said.at(-1).data.items.map((docs) => docs.map(({ location }) => location));

export const tests = {
  "all words whole, then their beginnings; some of them": async () => {
    const { search, queries, answer } = worker();
    search.fromPage({ type: 2, data: "the runs of it" });
    await answer();
    equal(queries(), ["+runs^1", "+runs*", "runs^1", "runs*"]);
  },
  "a short word has no beginnings": async () => {
    const { search, queries, answer } = worker();
    search.fromPage({ type: 2, data: "p title" });
    await answer();
    equal(queries(), ["+p^1 +title^1", "+p^1 +title*", "p^1 title^1", "p^1 title*"]);
  },
  "a word stands for its other forms too": async () => {
    for (const [typed, ones, stem] of [
      ["policy", "policy^1 policies^1", "policy*"],
      ["policies", "policy^1 policies^1", "policies*"],
      ["models", "model^1 models^1", "model*"],
      ["generalization", "+generalisation^1", "generalization*"],
      ["behavior", "+behaviour^1", "behavior*"],
      ["license", "+licence^1", "license*"],
    ]) {
      const { search, queries, answer } = worker(() => [], WORDS);
      search.fromPage({ type: 2, data: typed });
      await answer();
      equal(queries(), [ones, `+${stem}`, ones.replace("+", ""), stem], typed);
    }
  },
  "a word that nobody wrote is the nearest that somebody did": async () => {
    for (const [typed, meant] of [
      ["polcy", "policy^1 policies^1"], // left out
      ["behavviour", "+behaviour^1"], // put in
      ["licenze", "+licence^1"], // taken for another
      ["swithc", "+switch^1"], // changed places
      ["gen", "+gen^1"], // too short
      ["genera", "+genera^1"], // the beginning of one
      ["2", "+\ue002^1"],
      ["xyzzyqwertz", "+xyzzyqwertz^1"],
    ]) {
      const { search, queries, answer } = worker(() => [], typed.startsWith("gen") ? [doc("a/", "generalization")] : WORDS);
      search.fromPage({ type: 2, data: typed });
      await answer();
      equal(queries()[0], meant, typed);
    }
  },
  "where a word has several forms, what has none of them is left out": async () => {
    const { search, said, answer } = worker(() => [[hit("b/", "policy", 9), hit("a/", "model policies", 1)]], [doc("a/", "model policies"), doc("b/", "policy"), doc("c/", "models")]);
    search.fromPage({ type: 2, data: "models policy" });
    await answer();
    equal(places(said), [["a/"]]);
  },
  "of some words the rare one counts most, and what is missing is told as it was typed": async () => {
    const docs = [doc("a/", "model one"), doc("b/", "model two"), doc("c/", "model three"), doc("d/", "rarity")];
    const { search, said, answer } = worker((query) => (query.includes("+") ? [] : docs.map(({ location, title }) => [hit(location, title, 1)])), docs);
    search.fromPage({ type: 2, data: "Modl rarity" });
    await answer();
    equal(places(said)[0], ["d/"]);
    equal(said.at(-1).data.items[0][0].terms, { modl: false });
  },
  "a long list comes after what speaks of it": async () => {
    const docs = [{ location: "list/", title: "List", text: "word ".repeat(9000) }, doc("a/", "A", "One word.")];
    const { search, said, answer } = worker(() => docs.map(({ location, title }, index) => [hit(location, title, 9 - index)]), docs);
    search.fromPage({ type: 2, data: "word" });
    await answer();
    equal(places(said), [["a/"], ["list/"]]);
  },
  "the name that many sections share is no reason to come first": async () => {
    const docs = [1, 2, 3, 4, 5].map((n) => doc(`p${n}/#check`, "Check yourself", "models")).concat(doc("a/", "A", "Check the models."));
    const { search, said, answer } = worker(() => docs.map(({ location, title }, index) => [hit(location, title, 9 - index)]), [...docs, ...[1, 2, 3, 4, 5].map((n) => doc(`p${n}/`, `P${n}`))]);
    search.fromPage({ type: 2, data: "check models" });
    await answer();
    equal(places(said)[0], ["a/"]);
  },
  "words as they were typed, one behind the other, come before the same words apart": async () => {
    const docs = [doc("a/", "A", "A test that is not clean."), doc("b/", "B", "No clean test.")];
    const { search, said, answer } = worker(() => docs.map(({ location, title }) => [hit(location, title, 1)]), docs);
    search.fromPage({ type: 2, data: "clean test" });
    await answer();
    equal(places(said), [["b/"], ["a/"]]);
  },
  "a page whose title and path hold what was asked for comes before what mentions it": async () => {
    const docs = [doc("tests/detection/", "Finding switches", "How."), doc("b/", "B", "To detect a switch.")];
    const { search, said, answer } = worker(() => [[hit("b/", "B", 1)]], docs);
    search.fromPage({ type: 2, data: "how to detect a switch" });
    await answer();
    equal(places(said), [["tests/detection/"], ["b/"]]);
  },
  "nothing more is asked when something is found": async () => {
    const { search, queries, said, answer } = worker((query) => (query === "+runs*" ? [[hit("a/", "What a switch is", 1)]] : []));
    search.fromPage({ type: 2, data: "runs" });
    await answer();
    equal(queries(), ["+runs^1", "+runs*"]);
    equal(places(said), [["a/"]]);
  },
  "signs of the worker are left to who writes them": async () => {
    const { search, queries, answer } = worker();
    for (const typed of ["+switch -run", "swi*", "switch~1"]) {
      search.fromPage({ type: 2, data: typed });
      await answer();
    }
    equal(queries(), ["+switch -run", "swi*", "switch~1"]);
  },
  "no digit reaches the worker, and every digit comes back": async () => {
    const { search, posted, said, queries, answer } = worker((query) => [[hit("a/", query, 1, { [query]: true })]]);
    const sent = posted[0].data;
    ok(!/\d/.test(JSON.stringify(sent.docs.map(({ title, text }) => title + text))), JSON.stringify(sent.docs));
    equal(sent.docs.map(({ location }) => location), DOCS.map(({ location }) => location));
    search.fromPage({ type: 2, data: "17 1.2i" });
    await answer();
    ok(queries().every((query) => !/\d/.test(query.replaceAll(/[~^]\d/g, ""))), String(queries()));
    ok(new RegExp(sent.config.separator).exec("\ue001.\ue002i") === null, "a point between digits parts nothing");
    ok(JSON.stringify(said.at(-1)).includes("+17^1 +1.2i^1"), JSON.stringify(said.at(-1)));
    search.fromPage({ type: 2, data: "run~1 +17" });
    await answer();
    ok(/^run~1 \+[\ue000-\ue009]{2}$/.test(queries().at(-1)), queries().at(-1));
  },
  "what bears the name comes first, found or not, however it is typed": async () => {
    for (const [typed, first] of [
      ["p on", "glossary/#p-on"],
      ["On-State", "glossary/#p-on"],
      ["on states", "glossary/#p-on"],
      ["what is a switch 2?", "a/#two"],
      ["what a SWITCH is", "a/"],
      ["“switch” 2", "a/#two"],
      ["swtich 2", "a/#two"],
      ["a", "a/"], // its path
    ]) {
      const { search, said, answer } = worker(() => [[hit("b/", "B", 9)]]);
      search.fromPage({ type: 2, data: typed });
      await answer();
      equal(places(said)[0][0], first, typed);
      ok(said.at(-1).data.items.every((docs) => docs.some(({ location }) => !location.includes("#"))), "each with its page");
    }
  },
  "an answer to what is no longer asked is not shown": async () => {
    const { search, said, answer } = worker((query) => [[hit(query.includes("two") ? "a/#two" : "a/", "A", 1)]]);
    search.fromPage({ type: 2, data: "runs" });
    search.fromPage({ type: 2, data: "two" });
    await answer();
    equal(said.length, 1);
    equal(places(said), [["a/#two", "a/"]]);
  },
  "a sign that nobody types by chance is part of a name": async () => {
    const docs = [...DOCS, { location: "glossary/#tag", title: "tag", text: "Also written |ON|; the tag" }, { location: "glossary/#on", title: "on", text: "State." }];
    for (const [typed, first] of [["|ON|", "glossary/#tag"], ["on", "glossary/#on"], ["#on", "glossary/#on"]]) {
      const { search, said, answer } = worker(() => [], docs);
      search.fromPage({ type: 2, data: typed });
      await answer();
      equal(places(said)[0][0], first, typed);
    }
  },
  "a word that was only nearly right is not said to be missing": async () => {
    const { search, said, answer } = worker((query) => (query === "+switch^1" ? [[hit("a/", "A", 1, { switch: true, swich: false })]] : []));
    search.fromPage({ type: 2, data: "swich" });
    await answer();
    equal(said.at(-1).data.items[0][0].terms, { switch: true }, "marked on its page");
  },
};
