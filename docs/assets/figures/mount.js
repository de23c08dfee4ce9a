// Wake each figure when it comes near the window; until then, and without script, it is a picture with words.

import { loadView } from "./load.js";

const NEAR = "300px 0px";
const HEADER = 48; // Pixels that lie over the page

export function mount(root, signal) {
  const figures = root.querySelectorAll("figure[data-figure]");
  complete(root);
  if (!figures.length) return;
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        wake(target, signal);
      }
    },
    { rootMargin: NEAR },
  );
  for (const figure of figures) watch.observe(figure);
  signal.addEventListener("abort", () => watch.disconnect(), { once: true });
}

async function wake(figure, signal) {
  try {
    const view = await loadView(figure.dataset.figure);
    if (signal.aborted || !figure.isConnected) return;
    const bottom = () => figure.getBoundingClientRect().bottom;
    const before = bottom();
    view.mount(figure, JSON.parse(figure.querySelector(".fig__data").textContent), signal);
    // One above what is read pushes it down: Safari leaves that so, and Firefox where an address led there.
    if (before < HEADER) scrollBy(0, bottom() - before);
  } catch (error) {
    reportError(error); // The picture stays.
  }
}

// In embed code, put the address of this site in the place kept for it.
function complete(root) {
  for (const item of root.querySelectorAll(".gallery__item")) {
    const code = item.querySelector(".gallery__embed code");
    const href = item.querySelector(".gallery__alone")?.href;
    if (code && href?.includes("/embed/")) code.textContent = code.textContent.replace(/src="[^"]*"/, () => `src="${href}"`);
  }
}
