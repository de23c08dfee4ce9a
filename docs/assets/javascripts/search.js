// Stands between the theme's search and its worker, which puts a wildcard after every word ("I" finds "insertion") and forgives nothing.
// Here all words come before some, whole words before their beginnings, a slip is forgiven when nothing is found,
// and what bears the name that was typed comes first.

const [SETUP, QUERY, RESULT] = [0, 2, 3]; // Kinds of messages, as the theme numbers them
const COMMAND = /(?:^|\s)[+-]\S|[*~^]/; // Whoever writes the worker's own signs is left alone with it.
// What the worker leaves out of its index: it finds nothing where one of these must stand.
const SILENT = new Set(
  ("a able about across after all almost also am among an and any are as at be because been but by can cannot could dear did do does either else ever " +
    "every for from get got had has have he her hers him his how however i if in into is it its just least let like likely may me might most must my " +
    "neither no nor not of off often on only or other our own rather said say says she should since so some than that the their them then there these " +
    "they this tis to too twas us wants was we were what when where which while who whom why will with would yet you your").split(" "),
);
// Lunr tells the nodes of its index apart by letters and numbers written one after the other, and so takes "4" before node 12 for "41" before 2:
// words with digits make it find words that are not there, and fail. It gets other signs in their place.
const hidden = (text) => text.replace(/\d/g, (digit) => String.fromCharCode(0xe000 + Number(digit)));
const shown = (data) => JSON.parse(JSON.stringify(data).replace(/[\ue000-\ue009]/g, (sign) => sign.charCodeAt(0) - 0xe000));
const hide = ({ title, text, ...rest }) => ({ ...rest, title: hidden(title), text: hidden(text) });
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
    const words = COMMAND.test(typed) ? [] : wordsOf(typed, index.config.separator);
    if (!words.length) {
      const data = await ask(typed.replace(/[~^]\d+|\d+/g, (part) => (/^\d/.test(part) ? hidden(part) : part)));
      return turn === latest && tell(data);
    }
    let rounds;
    for (const queries of attempts(words)) {
      rounds = [];
      for (const query of queries) rounds.push({ near: query.includes("~"), ...(await ask(query)) });
      if (turn !== latest) return; // Another letter was typed.
      if (rounds.some(({ items }) => items.length)) break;
    }
    index.names ??= namesOf(index.docs);
    const { suggest } = rounds.at(-1);
    tell({ items: arranged(rounds, words, plain(typed), index), suggest });
  }

  return {
    /** A promise of the answer to what was typed last; nothing where it is there already. */
    get answer() {
      return answered === latest ? null : new Promise((resolve) => (told = resolve));
    },
    fromPage(message) {
      if (message.type === QUERY) return answer(message.data);
      if (message.type !== SETUP) return post(message);
      const { config, docs } = (index = { ...message.data });
      const separator = config.separator.replaceAll("\\d", "[\\ue000-\\ue009]");
      post({ ...message, data: { ...index, config: { ...config, separator }, docs: docs.map(hide) } });
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

function wordsOf(text, separator) {
  const words = text.toLowerCase().split(new RegExp(separator)).filter(Boolean);
  const telling = words.filter((word) => !SILENT.has(word));
  return (telling.length ? telling : words).map(hidden);
}

// Queries that are made one after the other until something is found; those of one line together.
function attempts(words) {
  // The worker itself puts a star after a word that has no sign; ^1 is one that says nothing.
  const whole = (word) => `${word}^1`;
  const beginning = (word) => (word.length < 3 ? whole(word) : `${word}*`);
  const near = (slips) => (word) => (word.length < 4 ? whole(word) : `${word}~${word.length < 6 ? 1 : slips}`);
  const all = (form) => words.map((word) => `+${form(word)}`).join(" ");
  const some = (form) => words.map((word) => form(word).replace("*", "")).join(" ");
  return [[all(whole), all(beginning)], [all(near(1))], [all(near(2))], [some(beginning)], [some(near(2))]];
}

const plain = (text) => text.replace(/<[^>]*>/g, "").toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");

// What each name leads to, and how much it means: a page, an entry of the glossary, another form of it, a section.
function namesOf(docs) {
  const names = new Map();
  const add = (name, ...meant) => {
    if (plain(name)) names.set(plain(name), [...(names.get(plain(name)) ?? []), meant]);
  };
  for (const { location, title, text } of docs) {
    add(title, location, worth(location));
    const forms = isEntry(location) && FORMS.exec(text)?.[1];
    if (forms) for (const form of forms.split("; ")) add(form, location, 29);
  }
  return names;
}

const isEntry = (location) => /^glossary(\/|\.html)#/.test(location);
const worth = (location) => (!location.includes("#") ? 40 : isEntry(location) ? 30 : 20);

// All words of a title were asked for, and all that was asked for stands in it.
const covered = ({ title, location }, words) =>
  title.split("<mark>").length > words.length && !plain(title.replace(/<mark>.*?<\/mark>/g, "")) ? worth(location) - 10 : 0;

// One list of pages, each with what was found on it; the score decides what is first, and what the Enter key opens.
function arranged(rounds, words, typed, { docs, names }) {
  const found = new Map();
  rounds.forEach(({ items, near }, round) => {
    const most = Math.max(...items.flat().map(({ score }) => score));
    for (const doc of items.flat()) {
      const score = doc.score && (rounds.length - round + doc.score / most) * 4 + covered(doc, words);
      const terms = Object.fromEntries(Object.entries(doc.terms).filter(([, there]) => there || !near));
      if (!(found.get(doc.location)?.score >= score)) found.set(doc.location, { ...doc, terms, score });
    }
  });
  const known = (location) => docs.find((doc) => doc.location === location);
  for (const [location, worth] of names.get(typed) ?? []) {
    const doc = found.get(location) ?? { ...known(location), terms: {}, score: 0 };
    found.set(location, { ...doc, score: doc.score + worth });
  }
  const pages = new Map();
  for (const doc of found.values()) {
    const [page] = doc.location.split("#");
    pages.set(page, [...(pages.get(page) ?? []), doc]);
  }
  for (const [page, here] of pages) if (!found.has(page)) here.push({ ...known(page), terms: {}, score: 0 });
  const best = (one, two) => two.score - one.score;
  return [...pages.values()].map((here) => here.sort(best)).sort(([one], [two]) => best(one, two));
}
