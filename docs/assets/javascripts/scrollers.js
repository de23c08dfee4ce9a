// What is wider than the page scrolls within itself; while it does, it can be reached and scrolled by keys in every browser.

const WIDE = ".md-typeset :is(.table-scroll, .md-typeset__scrollwrap, table, .formula > math)";

export function mount(root, signal) {
  const watch = new ResizeObserver((seen) => seen.forEach(({ target }) => mark(target)));
  for (const part of root.querySelectorAll(WIDE)) watch.observe(part);
  signal.addEventListener("abort", () => watch.disconnect());
}

function mark(part) {
  const scrolls = part.scrollWidth > part.clientWidth && getComputedStyle(part).overflowX !== "visible";
  if (scrolls) part.setAttribute("tabindex", "0");
  else part.removeAttribute("tabindex");
}
