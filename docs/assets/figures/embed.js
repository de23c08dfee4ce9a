// The page of one figure by itself, for an <iframe>. ?scheme=dark or light fixes its colours; else they follow the device.

import { mount } from "./mount.js";

const scheme = new URLSearchParams(location.search).get("scheme");
if (scheme === "dark" || scheme === "light") {
  document.documentElement.dataset.dressed = "";
  document.body.dataset.mdColorScheme = scheme === "dark" ? "slate" : "default";
}
mount(document, new AbortController().signal);
