// The rows a figure got from the site's tables, asked for as the prose asks: value(data, "size-scan/810M/normal.last"). No DOM in here.

import { format } from "./format.js";

// The number or text, or null where the table has none.
export const value = (data, ref) => find(data, ref)?.value ?? null;

// As a reader sees it: "90%"; null where the table has none. `style` as in the prose: "bare" or a number of decimals.
export function text(data, ref, style = "") {
  const found = find(data, ref);
  if (!found || found.value === null) return null;
  if (typeof found.value === "string") return found.value;
  const [unit, decimals, signed] = found.format;
  return format(found.value, style === "" || style === "bare" ? decimals : Number(style), style === "bare" ? "" : unit, Boolean(signed));
}

export const hasRow = (data, ref) => {
  const [name, key] = split(ref);
  return Object.hasOwn(data.tables[name]?.rows ?? {}, key);
};

// Where in its source a table comes from: "§4.2, Fig. 8".
export const source = (data, name) => data.tables[name]?.from ?? "";

// Keys of the rows of a table, in its order.
export const keys = (data, name) => Object.keys(data.tables[name]?.rows ?? {});

function split(ref) {
  const slash = ref.indexOf("/");
  return [ref.slice(0, slash), ref.slice(slash + 1)];
}

function find(data, ref) {
  const [name, rest] = split(ref);
  const table = data.tables[name];
  if (!table) return null;
  const dot = rest.lastIndexOf(".");
  const [key, column] = Object.hasOwn(table.rows, rest) ? [rest, only(table)] : [rest.slice(0, dot), rest.slice(dot + 1)];
  const at = table.columns.indexOf(column);
  if (at < 0 || !Object.hasOwn(table.rows, key)) return null;
  return { value: table.rows[key][at], format: table.units ? [...table.units[key][at], 0] : table.formats[at] };
}

// paper-facts/questions: where one column holds numbers, its name may be left out.
function only(table) {
  const numeric = table.columns.filter((name, at) => Object.values(table.rows).some((row) => typeof row[at] === "number"));
  return numeric.length === 1 ? numeric[0] : "";
}
