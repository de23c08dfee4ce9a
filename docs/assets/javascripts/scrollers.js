// What scrolls within itself and holds no link gets a stop for keys, else they could not reach what is hidden.
// Only while it does scroll: on a wide window the stop would be for nothing. A link within it that gets the focus is shown whole.

const SCROLLERS = ".formula, .table-scroll";
const STOPS = "a[href], button, input, select, summary";

export function mount(root, signal) {
  const article = root.querySelector("article");
  if (!article) return;
  // Told at once, whenever the article becomes wider or longer, and when something of it is made; asking on every change would slow the figures down.
  const tell = () => look([...article.querySelectorAll(SCROLLERS)]);
  const size = new ResizeObserver(tell);
  size.observe(article);
  article.addEventListener("contentvisibilityautostatechange", tell, { signal });
  signal.addEventListener("abort", () => size.disconnect(), { once: true });
  article.addEventListener("focusin", reveal, { signal });
}

// Browsers leave a link as it is that shows its first letters at the edge; who comes by keys is shown all of it.
function reveal({ target }) {
  if (target.matches(":focus-visible") && target.closest(SCROLLERS)) target.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// What is folded or not made yet is left: to measure it takes as long as to make it, and it is told of when somebody does.
// All are measured before any is changed, else the page would be laid out once for each.
function look(parts) {
  const seen = parts.filter((part) => part.checkVisibility({ contentVisibilityAuto: true }));
  const stops = new Set(seen.filter((part) => hides(part) && !part.querySelector(STOPS)));
  for (const part of seen) {
    if (stops.has(part)) part.setAttribute("tabindex", "0");
    else part.removeAttribute("tabindex");
  }
}

function hides(part) {
  return (part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight) && getComputedStyle(part).overflowX === "auto";
}
