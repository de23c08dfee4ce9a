// What scrolls sideways within itself and holds no link gets a stop for keys, else they could not reach what is hidden.
// Only while it does scroll: on a wide window the stop would be for nothing.

const SCROLLERS = ".formula > math, table, .table-scroll, .md-typeset__scrollwrap";
const STOPS = "a[href], button, input, select, summary";

export function mount(root, signal) {
  const article = root.querySelector("article");
  if (!article) return;
  const look = () => {
    for (const part of article.querySelectorAll(SCROLLERS)) {
      const hides = part.scrollWidth > part.clientWidth && getComputedStyle(part).overflowX === "auto";
      if (hides && !part.querySelector(STOPS)) part.setAttribute("tabindex", "0");
      else part.removeAttribute("tabindex");
    }
  };
  const size = new ResizeObserver(look);
  const parts = new MutationObserver(look); // The theme puts its own frame around tables, when it comes.
  size.observe(article);
  parts.observe(article, { childList: true, subtree: true });
  signal.addEventListener("abort", () => (size.disconnect(), parts.disconnect()), { once: true });
}
