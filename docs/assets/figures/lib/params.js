// A figure's state and the address of the page: a table of parameters says what each may be. No DOM in here.
//
//   const parameters = { year: choice(["2023", "2024"], "2023"), sure: range(0, 100, 10) };
//
// State in the address is ?fig.<figure>.<name>=<value>; defaults are left out, other figures' and other scripts' parts stay.

export const choice = (values, fallback = values[0]) => ({
  fallback,
  accepted: values.join(", "),
  read: (text) => (values.includes(text) ? text : undefined),
  write: String,
});

export const range = (low, high, fallback, step = 1) => ({
  fallback,
  low,
  high,
  step,
  accepted: `a number from ${low} to ${high}`,
  read(text) {
    if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
    const value = Number(text);
    const steps = (value - low) / step;
    return value >= low && value <= high && Math.abs(steps - Math.round(steps)) < 1e-9 ? value : undefined;
  },
  write: String,
});

export const flag = (fallback = false) => ({
  fallback,
  accepted: "yes or no",
  read: (text) => (text === "yes" ? true : text === "no" ? false : undefined),
  write: (value) => (value ? "yes" : "no"),
});

// A seed is a whole number; a new one is drawn with `newSeed()`.
export const seed = (fallback = 1) => range(0, 999999, fallback);

export const word = (pattern, fallback, accepted) => ({
  fallback,
  accepted,
  read: (text) => (pattern.test(text) ? text : undefined),
  write: String,
});

// Several values of one kind, `10~35~~90`; what is not set is null. Always `length` long.
export const list = (item, length) => ({
  fallback: Array(length).fill(null),
  accepted: `${length} values, each ${item.accepted}, with ~ between them`,
  read(text) {
    const parts = text.split("~");
    if (parts.length !== length) return undefined;
    const values = parts.map((part) => (part === "" ? null : item.read(part)));
    return values.includes(undefined) ? undefined : values;
  },
  write: (values) => values.map((value) => (value === null ? "" : item.write(value))).join("~"),
});

export const defaults = (parameters) => Object.fromEntries(Object.entries(parameters).map(([name, kind]) => [name, kind.fallback]));

const start = (figure) => `fig.${figure}.`;

// Returns a whole state, and a note for each part of the address that could not be used.
export function readState(parameters, search, figure) {
  const state = defaults(parameters);
  const notes = [];
  const seen = new Set();
  for (const [key, text] of new URLSearchParams(search)) {
    if (!key.startsWith(start(figure))) continue;
    const name = key.slice(start(figure).length);
    const kind = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    const value = kind?.read(text);
    if (seen.has(name)) continue;
    seen.add(name);
    if (value !== undefined) state[name] = value;
    else if (kind) notes.push(`“${short(text)}” is not a value of “${name}” (accepted: ${kind.accepted}).`);
    else notes.push(`“${short(name)}” is not a setting of this figure.`);
  }
  return { state, notes };
}

// Returns `search` with this figure's part replaced: "" or "?…".
export function writeState(parameters, state, search, figure) {
  const all = new URLSearchParams(search);
  for (const key of new Set(all.keys())) if (key.startsWith(start(figure))) all.delete(key);
  for (const [name, kind] of Object.entries(parameters)) {
    const text = kind.write(state[name]);
    if (text !== kind.write(kind.fallback)) all.append(start(figure) + name, text);
  }
  const text = all.toString();
  return text ? `?${text}` : "";
}

const short = (text) => (text.length > 30 ? `${text.slice(0, 30)}…` : text);
