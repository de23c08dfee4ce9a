import { between } from "/assets/javascripts/search.js";
import { equal, ok } from "./check.js";

const DOCS = [
  { location: "a/", title: "What a switch is", text: "<p>Of 17 runs.</p>" },
  { location: "a/#two", title: "Switch 2", text: "<p>two</p>" },
  { location: "glossary/", title: "Glossary", text: "" },
  { location: "glossary/#p-on", title: "p<sub>on</sub>", text: "<p>State.</p> Also written p_on; on state Related x Source Y" },
];
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
  "all words whole, then their beginnings; a slip or two; some of them": async () => {
    const { search, queries, answer } = worker();
    search.fromPage({ type: 2, data: "the hate of it" });
    await answer();
    equal(queries(), ["+hate^1", "+hate*", "+hate~1", "+hate~1", "hate", "hate~1"]);
  },
  "short words have no beginnings, long ones more slips": async () => {
    const { search, queries, answer } = worker();
    search.fromPage({ type: 2, data: "p switched" });
    await answer();
    equal(queries(), ["+p^1 +switched^1", "+p^1 +switched*", "+p^1 +switched~1", "+p^1 +switched~2", "p^1 switched", "p^1 switched~2"]);
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
    const { search, posted, said, queries, answer } = worker((query) => [[hit("a/", `${query} 1`.slice(1, 4), 1, { [query]: true })]]);
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
    for (const [typed, first] of [["p on", "glossary/#p-on"], ["On-State", "glossary/#p-on"], ["what a SWITCH is", "a/"], ["“switch” 2", "a/#two"]]) {
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
  "a word that was only nearly right is not said to be missing": async () => {
    const { search, said, answer } = worker((query) => (query.includes("~") ? [[hit("a/", "A", 1, { swich: false })]] : []));
    search.fromPage({ type: 2, data: "swich" });
    await answer();
    equal(said.at(-1).data.items[0][0].terms, {});
  },
};
