// Cards, filter and end notes for a site that has no script of its own: what the plugin adds to somebody else's site.

import * as cards from "./cards.js";
import * as filter from "./filter.js";
import * as endnotes from "./endnotes.js";

const parts = [cards, filter, endnotes];
let leave = new AbortController();

function enter() {
  leave.abort();
  leave = new AbortController();
  for (const part of parts) part.mount(document, leave.signal);
}

// With instant navigation the theme swaps the article and announces each page, the first of them at once.
if (window.document$) window.document$.subscribe(enter);
else enter();
