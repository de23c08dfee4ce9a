// Numbers and lists as the prose writes them; the same rules as `format_value` in the package. No DOM in here.

// 84.5 → "85", -0.8 → "−0.8", 25000 → "25,000"; a percent sign joins, other units stand after a space that does not break.
export function format(value, decimals = 0, unit = "", signed = false) {
  const size = Number(`${Math.round(`${plain(Math.abs(value))}e${decimals}`)}e-${decimals}`);
  const [whole, part] = size.toFixed(decimals).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
  const sign = value < 0 && size !== 0 ? "\u2212" : signed ? "+" : "";
  const after = unit === "count" ? "" : unit;
  return `${sign}${digits}${after && after !== "%" ? "\u00a0" : ""}${after}`;
}

export const percent = (value, decimals = 0) => format(value, decimals, "%");

export const plural = (count, one, many = `${one}s`) => `${format(count)} ${count === 1 ? one : many}`;

// ["a", "b", "c"] → "a, b and c"
export const listed = (items, last = "and") =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;

// Without an exponent, which must not meet the one that moves the point.
const plain = (value) => (value < 1e-6 ? value.toFixed(12) : String(value));
