// What scripts add to a page, in order of how often it is used. Without any of this every page is complete.

import * as theme from "./deferred-theme.js";
import * as cards from "./cards.js";
import * as endnotes from "./endnotes.js";
import * as charts from "./charts.js";
import * as figures from "../figures/mount.js";
import * as menu from "./menu.js";
import * as scrollers from "./scrollers.js";
import * as ways from "./ways.js";

const parts = [cards, endnotes, charts, figures, menu, scrollers, ways];
// Two pages have a list to sift; no other fetches what does it.
const sieves = { ".filter": () => import("./filter.js"), ".claims": () => import("./claims.js") };
let leave = new AbortController();

function enter() {
  leave.abort();
  leave = new AbortController();
  const { signal } = leave;
  for (const part of parts) part.mount(document, signal);
  // Arrows in tables matter to those who use keys, from their first key on.
  if (document.querySelector(".table-scroll .number")) {
    const keys = () => import("./numbers.js").then((part) => signal.aborted || part.mount(document, signal));
    addEventListener("keydown", keys, { once: true, signal });
  }
  for (const [place, fetched] of Object.entries(sieves)) if (document.querySelector(place)) fetched().then((part) => signal.aborted || part.mount(document, signal));
}

enter();
// With instant navigation the theme swaps the article and announces each page, the first of them at once.
theme.wait(() => {
  let first = true;
  window.document$?.subscribe(() => {
    if (!first) enter();
    first = false;
  });
});
