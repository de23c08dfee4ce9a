// What scrolls within itself and holds no link gets a stop for keys, else they could not reach what is hidden.
// Only while it does scroll: on a wide window the stop would be for nothing. A link within it that gets the focus is shown whole.

const SCROLLERS = ".formula, .table-scroll";
const STOPS = "a[href], button, input, select, summary";

export function mount(root, signal) {
  const article = root.querySelector("article");
  if (!article) return;
  // Told at once, and whenever the article becomes wider or longer; asking on every change would slow the figures down.
  const size = new ResizeObserver(() => article.querySelectorAll(SCROLLERS).forEach(look));
  size.observe(article);
  signal.addEventListener("abort", () => size.disconnect(), { once: true });
  article.addEventListener("focusin", reveal, { signal });
}

// Browsers leave a link as it is that shows its first letters at the edge; who comes by keys is shown all of it.
function reveal({ target }) {
  if (target.matches(":focus-visible") && target.closest(SCROLLERS)) target.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function look(part) {
  const hides = (part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight) && getComputedStyle(part).overflowX === "auto";
  if (hides && !part.querySelector(STOPS)) part.setAttribute("tabindex", "0");
  else part.removeAttribute("tabindex");
}
