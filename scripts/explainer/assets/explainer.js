// What a site without a script of its own gets: stands behind its parts, in one file with them, and mounts each on every page.

let leave = new AbortController();

function enter() {
  leave.abort();
  leave = new AbortController();
  for (const mount of parts) mount(document, leave.signal);
}

function begin() {
  // With instant navigation the theme swaps the article and announces each page, the first of them at once.
  let announced = false;
  window.document$?.subscribe(() => {
    announced = true;
    enter();
  });
  // Read from a file, a theme may lack what it begins with.
  if (!window.document$ || (!announced && location.protocol === "file:")) enter();
}

// A card has the colours of the page it lies on, whatever the theme calls them and whichever scheme is chosen now.
addEventListener("beforetoggle", ({ target: card, newState }) => {
  if (newState !== "open" || !card.matches?.(".card[popover]")) return;
  const page = document.querySelector("article, main, [role=main]") ?? document.body;
  card.style.setProperty("--page-text", getComputedStyle(page).color);
  card.style.setProperty("--page-ground", groundOf(page));
}, true);

/** The colour that shows behind an element: that of the nearest one that lets nothing through. */
function groundOf(element) {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!colour.startsWith("rgba(") && colour !== "transparent") return colour;
  }
  return "Canvas";
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
