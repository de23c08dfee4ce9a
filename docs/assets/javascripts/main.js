// What scripts add to a page, in order of how often it is used. Without any of this every page is complete.

import * as theme from "./deferred-theme.js";
import * as cards from "./cards.js";
import * as filter from "./filter.js";
import * as claims from "./claims.js";
import * as endnotes from "./endnotes.js";
import * as charts from "./charts.js";
import * as figures from "../figures/mount.js";
import * as menu from "./menu.js";
import * as scrollers from "./scrollers.js";
import * as ways from "./ways.js";

const parts = [cards, filter, claims, endnotes, charts, figures, menu, scrollers, ways];
let leave = new AbortController();

function enter() {
  leave.abort();
  leave = new AbortController();
  for (const part of parts) part.mount(document, leave.signal);
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
