// Stands between the theme's search and its worker, which puts a wildcard after every word ("I" finds "insertion") and forgives nothing.
// Here all words come before some, whole words before their beginnings, singular and plural, British and American spelling are one,
// a word that the site does not know becomes the nearest that it does, and what bears the name that was typed comes first.

import { slipsBetween } from "./filter.js";

const [SETUP, QUERY, RESULT] = [0, 2, 3]; // Kinds of messages, as the theme numbers them
const COMMAND = /(?:^|\s)[+-]\S|[*~^]/; // Whoever writes the worker's own signs is left alone with it.
// What the worker leaves out of its index: it finds nothing where one of these must stand.
const SILENT = new Set(
  ("a able about across after all almost also am among an and any are as at be because been but by can cannot could dear did do does either else ever " +
    "every for from get got had has have he her hers him his how however i if in into is it its just least let like likely may me might most must my " +
    "neither no nor not of off often on only or other our own rather said say says she should since so some than that the their them then there these " +
    "they this tis to too twas us wants was we were what when where which while who whom why will with would yet you your").split(" "),
);
const ASKING = new Set("between define definition difference explain explained mean meaning means".split(" ")); // What is asked, not what about
// Lunr tells the nodes of its index apart by letters and numbers written one after the other, and so takes "4" before node 12 for "41" before 2:
// words with digits make it find words that are not there, and fail. It gets other signs in their place.
const hidden = (text) => text.replace(/\d/g, (digit) => String.fromCharCode(0xe000 + Number(digit)));
const shown = (data) => JSON.parse(JSON.stringify(data).replace(/[\ue000-\ue009]/g, (sign) => sign.charCodeAt(0) - 0xe000));
const hide = ({ title, text, ...rest }) => ({ ...rest, title: hidden(title), text: hidden(text) });
const SIGNS = /[|<>{}#$%&@\\]/g; // Whoever types one of these means it.
const LONG = 3000; // letters: a longer list holds any words, by its length alone
const COMMON = 4; // sections of one name ("Check yourself"): it says nothing of what stands in them
const FORMS = /Also written (.*?)(?: Related | Source |$)/; // As the template of the glossary writes them

/** `post` gives a message to the worker, `show` one to the page; returns where those of the page and of the worker go. */
export function between(post, show) {
  const waiting = []; // It answers in order.
  let index;
  let latest = 0;
  let answered = 0;
  let told = () => {};
  const tell = (data) => {
    answered = latest;
    show({ type: RESULT, data });
    told();
  };
  const ask = (query) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      post({ type: QUERY, data: query });
    });

  async function answer(typed) {
    const turn = ++latest;
    if (COMMAND.test(typed) || !index.split(typed).length) {
      const data = await ask(typed.replace(/[~^]\d+|\d+/g, (part) => (/^\d/.test(part) ? hidden(part) : part)));
      return turn === latest && tell(data);
    }
    index.known ??= knownOf(index);
    const asked = readingOf(typed, index);
    let rounds;
    for (const [all, queries] of attempts(asked.words)) {
      rounds = [];
      for (const query of queries) rounds.push(await ask(query));
      if (turn !== latest) return; // Another letter was typed.
      rounds = fitting(rounds, asked.words, index.known, all);
      if (rounds.some(({ items }) => items.length)) break;
    }
    const { suggest } = rounds.at(-1);
    tell({ items: arranged(rounds, asked, index), suggest });
  }

  return {
    /** A promise of the answer to what was typed last; nothing where it is there already. */
    get answer() {
      return answered === latest ? null : new Promise((resolve) => (told = resolve));
    },
    fromPage(message) {
      if (message.type === QUERY) return answer(message.data);
      if (message.type !== SETUP) return post(message);
      const { config, docs } = message.data;
      const parting = new RegExp(config.separator);
      index = { docs, split: (text) => text.toLowerCase().split(parting).filter(Boolean) };
      const separator = config.separator.replaceAll("\\d", "[\\ue000-\\ue009]");
      post({ ...message, data: { ...message.data, config: { ...config, separator }, docs: docs.map(hide) } });
    },
    fromWorker(message) {
      if (message.type === RESULT) waiting.shift()?.(shown(message.data));
      else show(message);
    },
  };
}

/** Whoever types fast presses Enter before the answer is there, and would go to what was found for the letters before. */
export function holdEnter(field, search) {
  const press = async (event) => {
    const answer = event.key === "Enter" && event.isTrusted && search.answer;
    if (!answer) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await answer;
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  };
  field.addEventListener("keydown", press, { capture: true });
}

// One for singular and plural, British and American spelling; only ever compared with its like.
function fold(word) {
  const one = word.replace(/(?<=...)ies$/, "y").replace(/(?<=.(?:x|ch|sh|ss))es$/, "").replace(/(?<=...[^sui])s$/, "");
  return one.replaceAll("z", "s").replace(/(?<=..)our/, "or").replace(/(?<=...)ce$/, "se").replaceAll("ll", "l");
}

const bare = (text) => text.replace(/<[^>]*>/g, " ").replace(/&\w+;/g, " ");
const plain = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");

// The words of the site: in which documents each stands, which are forms of one; and what each name leads to.
function knownOf({ docs, split }) {
  const forms = new Map();
  const count = new Map();
  const words = docs.map(({ title, text }) => new Set(split(bare(`${title} ${text}`))));
  for (const here of words)
    for (const word of here) {
      if (!count.has(word)) forms.set(fold(word), [...(forms.get(fold(word)) ?? []), word]);
      count.set(word, (count.get(word) ?? 0) + 1);
    }
  const all = [...count.keys()].sort((one, two) => count.get(two) - count.get(one));
  const byPlace = new Map(docs.map((doc) => [doc.location, doc]));
  const titles = new Map();
  for (const { title } of docs) titles.set(title, (titles.get(title) ?? 0) + 1);
  const known = { forms, all, titles, docs: byPlace, places: new Map(docs.map(({ location }, index) => [location, words[index]])), weight: new Map() };
  // A word that stands everywhere tells little.
  for (const [form, ones] of forms) known.weight.set(form, Math.log(1 + docs.length / Math.max(...ones.map((word) => count.get(word)))));
  return { ...known, names: namesOf(docs, split) };
}

// What is meant by what was typed: all its words, as one, and those of them that say something, with their other forms.
function readingOf(typed, { known, split }) {
  const said = split(typed).map((word) => mended(word, known));
  const telling = said.filter(({ word }) => !SILENT.has(word));
  const named = telling.filter(({ word }) => !ASKING.has(word));
  const words = [named, telling, said].find((some) => some.length);
  const whole = said.map(({ word }) => fold(word)).join("");
  const signs = typed.match(SIGNS)?.join("") ?? "";
  const short = words.map(({ word }) => fold(word)).join("");
  return { typed, words, signs, names: [key(typed, split), plain(whole) + signs, plain(short)] };
}

function mended(typed, { forms, all, weight }) {
  const stands = (word) => forms.has(fold(word)) || SILENT.has(word) || all.some((other) => other.startsWith(word));
  const word = typed.length < 4 || /\d/.test(typed) || stands(typed) ? typed : (nearest(typed, all) ?? typed);
  const ones = forms.get(fold(word)) ?? [word];
  // The singular begins the plural too.
  const [stem] = [word, ...ones.filter((one) => word.startsWith(one))].sort((one, two) => one.length - two.length);
  return { typed, word, ones, stem, weight: weight.get(fold(word)) ?? 6 };
}

// The one that is fewest slips away; of several the most usual.
function nearest(typed, all) {
  let best = null;
  let least = typed.length < 7 ? 1.5 : 2.5;
  for (const word of all) {
    if (word.length < 4 || Math.abs(word.length - typed.length) >= least) continue;
    const slips = slipsBetween(typed, word, least) + (word[0] === typed[0] ? 0 : 0.4);
    if (slips < least) [best, least] = [word, slips];
  }
  return best;
}

// Queries that are made one after the other until something is found, those of one line together: for all words, then for some.
function attempts(words) {
  // The worker itself puts a star after a word that has no sign; ^1 is one that says nothing.
  const whole = ({ ones }, sign = "") => (ones.length > 1 ? ones.map((one) => `${hidden(one)}^1`).join(" ") : `${sign}${hidden(ones[0])}^1`);
  const beginning = ({ stem, ones }, sign = "") => (stem.length < 2 ? whole({ ones }, sign) : `${sign}${hidden(stem)}*`);
  const line = (form, sign) => words.map((word) => form(word, sign)).join(" ");
  return [
    [true, [line(whole, "+"), line(beginning, "+")]],
    [false, [line(whole), line(beginning)]],
  ];
}

// The worker can ask for each word, but not for one of its forms: what lacks a word of all that were asked for is left out here.
function fitting(rounds, words, { places }, all) {
  const lacks = (here, { ones, stem }, beginnings) =>
    !ones.some((one) => here.has(one)) && !(beginnings && stem.length > 1 && [...here].some((word) => word.startsWith(stem)));
  return rounds.map(({ items, suggest }, round) => {
    const found = [];
    for (const doc of items.flat()) {
      if (!doc.score) continue;
      const missing = words.filter((word) => lacks(places.get(doc.location) ?? new Set(), word, round > 0));
      if (!all || !missing.length) found.push({ ...doc, missing });
    }
    return { items: found, suggest };
  });
}

// A name as it is looked up: its words without what parts them, and the signs that nobody writes by chance.
function key(html, split) {
  const text = html.replace(/<[^>]*>/g, "");
  return plain(split(text).map(fold).join("")) + (text.match(SIGNS)?.join("") ?? "");
}

// What each name leads to, and how much it means: a page, an entry of the glossary, another form of it, a section.
function namesOf(docs, split) {
  const names = new Map();
  const add = (name, ...meant) => {
    const at = key(name, split);
    if (at && !names.get(at)?.some(([location]) => location === meant[0])) names.set(at, [...(names.get(at) ?? []), meant]);
  };
  for (const { location, title, text } of docs) {
    add(title, location, worth(location));
    if (!location.includes("#")) add(location.replace(/(\/|\.html)$/, "").split("/").at(-1), location, 15);
    const forms = isEntry(location) && FORMS.exec(text)?.[1];
    if (forms) for (const form of forms.split("; ")) add(form, location, 29);
  }
  return names;
}

const isEntry = (location) => /^glossary(\/|\.html)#/.test(location);
const worth = (location) => (!location.includes("#") ? 40 : isEntry(location) ? 30 : 20);

// All words of a title were asked for, but for those that say nothing, and all that was asked for stands in it.
function covered({ title, location }, words, split) {
  const rest = split(title.replace(/<mark>.*?<\/mark>/g, " ")).filter((word) => plain(word) && !SILENT.has(word));
  return title.split("<mark>").length > words.length && !rest.length ? worth(location) - 10 : 0;
}

// How much of what was asked for stands in the title or the path of a page, in one form or another.
function titled({ title, location }, words, { split }) {
  const own = split(`${bare(title)} ${location.replaceAll("/", " ")}`);
  const there = words.filter(({ stem }) => stem.length > 2 && own.some((word) => word.startsWith(stem.replace(/e$/, ""))));
  return there.length > 1 ? sum(there) / sum(words) : 0;
}

const sum = (words) => words.reduce((total, { weight }) => total + weight, 0);

// One list of pages, each with what was found on it; the score decides what is first, and what the Enter key opens.
function arranged(rounds, { typed, words, signs, names }, { known, split }) {
  const found = new Map();
  const phrase = words.length > 1 || signs ? typed.trim().toLowerCase() : null;
  rounds.forEach(({ items }, round) => {
    const most = Math.max(...items.map(({ score }) => score));
    for (const { missing, ...doc } of items) {
      const { text } = known.docs.get(doc.location);
      const said = phrase && bare(text).toLowerCase().includes(phrase) ? (signs ? 8 : 3) : 0;
      const own = known.titles.get(known.docs.get(doc.location).title) > COMMON ? 0 : doc.score / most;
      const list = 2 * Math.max(0, Math.log2(text.length / LONG));
      const share = 1 - sum(missing) / sum(words);
      const score = Math.max(0.1, (rounds.length - round) * 4 * share + 4 * own + said - list) + covered(doc, words, split);
      // Those that are there are marked on the page that is opened; of those that are not only what was typed is told.
      const there = Object.entries(doc.terms).filter(([, found]) => found);
      const terms = Object.fromEntries([...there, ...missing.map((word) => [word.typed, false])]);
      if (!(found.get(doc.location)?.score >= score)) found.set(doc.location, { ...doc, terms, score });
    }
  });
  for (const doc of known.docs.values()) {
    const share = doc.location.includes("#") ? 0 : titled(doc, words, { split });
    const { score = 0, ...rest } = found.get(doc.location) ?? { ...doc, terms: {} };
    if (share > 0.5) found.set(doc.location, { ...rest, score: score + 14 * share ** 2 });
  }
  const meant = [...new Set(names)].map((name) => known.names.get(name)).find(Boolean) ?? [];
  for (const [location, worth] of meant) {
    const doc = found.get(location) ?? { ...known.docs.get(location), terms: {}, score: 0 };
    found.set(location, { ...doc, score: doc.score + worth });
  }
  const pages = new Map();
  for (const doc of found.values()) {
    const [page] = doc.location.split("#");
    pages.set(page, [...(pages.get(page) ?? []), doc]);
  }
  for (const [page, here] of pages) if (!found.has(page)) here.push({ ...known.docs.get(page), terms: {}, score: 0 });
  const best = (one, two) => two.score - one.score;
  return [...pages.values()].map((here) => here.sort(best)).sort(([one], [two]) => best(one, two));
}
