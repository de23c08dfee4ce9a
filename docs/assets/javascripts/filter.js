// The glossary's filter: sifts the entries by the typed words, those first whose term or other forms hold them, then those that define by them.
// Where there is none, a slip is forgiven. Related terms and sources are not looked at: they would bring in what is only next to the thing.

export function mount(root, signal) {
  const field = root.querySelector("#glossary-filter");
  if (!field) return;
  const box = field.closest(".filter");
  const count = box.querySelector("output");
  let letters; // Read when first asked for: most readers come for one entry.

  function apply() {
    letters ??= lists(root).map((letter) => ({ letter, entries: [...letter.querySelectorAll(".entry")].map(read) }));
    const entries = letters.flatMap((each) => each.entries);
    const typed = plain(field.value).trim();
    const words = typed.split(" ").filter(Boolean);
    for (const one of entries) one.rank = rank(one, typed, words);
    if (!entries.some((one) => one.rank)) for (const one of entries) one.rank = Number(words.every((word) => one.words.some((other) => near(word, other))));
    for (const each of letters) {
      for (const { entry, rank } of each.entries) entry.hidden = !rank;
      if (!each.letter.matches(".letter")) continue; // The author's own order stays.
      each.rank = Math.max(...each.entries.map((one) => one.rank));
      each.letter.hidden = !each.rank;
      each.letter.append(...first(each.entries).map(({ entry }) => entry));
    }
    if (letters[0]?.letter.matches(".letter")) letters[0].letter.parentNode.append(...first(letters).map(({ letter }) => letter));
    const said = count.dataset.said ?? "{shown} of {all} terms";
    const shown = entries.filter((one) => one.rank).length;
    count.textContent = words.length ? said.replace("{shown}", shown).replace("{all}", entries.length) : "";
  }

  box.hidden = false;
  field.addEventListener("input", apply, { signal });
  // A link to an entry must reach it, whatever is typed.
  addEventListener("hashchange", () => {
    const target = document.getElementById(named(location.hash.slice(1)));
    if (target?.closest("[hidden]")) {
      field.value = "";
      apply();
      target.scrollIntoView();
    }
  }, { signal });
  if (field.value) apply();
}

/** The lists that hold entries: our letters, or whatever an author's page has. */
function lists(root) {
  const ours = [...root.querySelectorAll(".letter")];
  return ours.length ? ours : [...new Set([...root.querySelectorAll(".entry")].map((entry) => entry.parentElement))];
}

// Accents, and in Arabic script what may be written or left out, and letters that keyboards give for one another.
const UNWRITTEN = /[\u0300-\u036f\u0640\u064b-\u065f\u0670\u200c]/g;
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(UNWRITTEN, "").replace(/\u064a/g, "\u06cc").replace(/\u0643/g, "\u06a9").replace(/[_\-\s]+/g, " ");
const first = (ranked) => [...ranked].sort((one, two) => two.rank - one.rank);

function read(entry) {
  const said = (part) => plain(entry.querySelector(part)?.textContent ?? "").trim();
  const names = [said(".entry__term").replace(/ ?[#¶]$/, ""), said(".entry__spoken"), ...said(".entry__forms").split("; ")].filter(Boolean);
  const definition = plain([...entry.querySelectorAll(".entry__definition")].map((part) => part.textContent).join(" "));
  return { entry, names, words: names.flatMap((name) => name.split(/[^\p{L}\p{N}]+/u)), text: [...names, definition].join("; ") };
}

// 4: it is called so; 3: one of its names holds all words; 2: holds them run together; 1: what is said of it does.
function rank({ names, text }, typed, words) {
  const closed = typed.replaceAll(" ", "");
  const joined = names.map((name) => name.replaceAll(" ", ""));
  if (joined.includes(closed)) return 4;
  if (names.some((name) => words.every((word) => name.includes(word)))) return 3;
  if (joined.some((name) => name.includes(closed))) return 2;
  return Number(words.every((word) => text.includes(word)));
}

// Whether two words are a slip apart, or two where they are long.
function near(word, other) {
  const slips = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
  return slipsBetween(word, other, slips) <= slips;
}

/** Returns how many letters are too many, too few, others, or changed about; more than `most` are not counted to the end. */
export function slipsBetween(word, other, most) {
  let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = word[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next, ...row) > most) break; // Two letters changed about reach over a row.
    [before, row] = [row, next];
  }
  return row[other.length];
}

/** Returns the name that a fragment stands for; one that is no encoding (`%zz`) stands for itself. */
function named(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
