// What scrolls sideways within itself and holds no link gets a stop for keys, else they could not reach what is hidden.
// Only while it does scroll: on a wide window the stop would be for nothing.

const SCROLLERS = ".formula, table, .table-scroll, .md-typeset__scrollwrap";
const STOPS = "a[href], button, input, select, summary";

export function mount(root, signal) {
  const article = root.querySelector("article");
  if (!article) return;
  // Told at once, and whenever the article becomes wider or longer; asking on every change would slow the figures down.
  const size = new ResizeObserver(() => article.querySelectorAll(SCROLLERS).forEach(look));
  size.observe(article);
  signal.addEventListener("abort", () => size.disconnect(), { once: true });
}

function look(part) {
  const hides = part.scrollWidth > part.clientWidth && getComputedStyle(part).overflowX === "auto";
  if (hides && !part.querySelector(STOPS)) part.setAttribute("tabindex", "0");
  else part.removeAttribute("tabindex");
}
