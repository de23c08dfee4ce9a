// The theme's own scripts, fetched when the reader first does something: until then a page looks as if they were there.
// A finished site says in #theme-later where they are; a preview, which has them in the page, needs nothing here.

const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "scroll", "focusin"];

export function wait(ready) {
  const later = document.getElementById("theme-later");
  const colours = later && dress();
  document.documentElement.dataset.dressed = ""; // Whose colours are shown is known (palette.css).
  if (!later) return ready();
  holdSearch();
  const start = new AbortController();
  const load = (sign) => {
    start.abort();
    let key = sign.type === "keydown" ? sign : null;
    const coming = new AbortController();
    addEventListener("keydown", (later) => (key = later), { capture: true, signal: coming.signal });
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: later.dataset.style });
    const script = Object.assign(document.createElement("script"), { src: later.dataset.script });
    script.onload = () => {
      coming.abort();
      document.dispatchEvent(new Event("DOMContentLoaded")); // It waits for it, and has missed the real one.
      ready();
      keepOpen();
      catchUp(key, colours);
    };
    later.replaceWith(style, script);
  };
  // A page that comes up below a resting pointer is told of it once, as if it had moved there.
  let rests;
  const meant = (sign) => sign.type !== "pointermove" || (rests && (rests.x !== sign.x || rests.y !== sign.y));
  const notice = (sign) => (meant(sign) ? load(sign) : (rests = sign));
  for (const sign of SIGNS) addEventListener(sign, notice, { capture: true, passive: true, signal: start.signal });
  // At dusk the colours of the device change under a page that nobody touches.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", load, { signal: start.signal });
}

// Show the controls that need script, and the colours of the device where the reader chose none; return the choice shown.
function dress() {
  const choices = [...document.querySelectorAll("[name=__palette]")];
  const stored = __md_get("__palette");
  const shown = choices[Math.max(0, stored?.index ?? 0)];
  if (!shown) return null;
  shown.nextElementSibling.hidden = false;
  const device = choices.find(({ dataset }) => dataset.mdColorMedia.includes(":") && matchMedia(dataset.mdColorMedia).matches);
  if (!stored && device) document.body.dataset.mdColorScheme = device.dataset.mdColorScheme;
  return shown;
}

// The theme knows nothing of what happened before it came: a key that called it, a change of colours, a search that was opened.
function catchUp(key, colours) {
  const chosen = document.querySelector("[name=__palette]:checked");
  if (chosen && chosen !== colours) chosen.dispatchEvent(new Event("change", { bubbles: true }));
  if (key && document.activeElement === document.body) dispatchEvent(new KeyboardEvent("keydown", key));
  if (document.getElementById("__search")?.checked) document.querySelector("[data-md-component=search-query]").focus();
}

// A moment after it has come the theme shuts menu and search, by a click of its own, even if that was what the reader opened first.
function keepOpen() {
  const arrival = AbortSignal.timeout(500);
  for (const box of document.querySelectorAll("[data-md-toggle]"))
    box.addEventListener("click", (event) => event.isTrusted || box.checked || event.preventDefault(), { signal: arrival });
}

// The search worker and its index weigh more than all the rest: both wait until the reader turns to the search field.
function holdSearch() {
  const field = document.querySelector("[data-md-component=search-query]");
  if (!field) return;
  const wanted = new Promise((resolve) => {
    if (document.activeElement === field) resolve();
    field.addEventListener("focus", resolve, { once: true });
  });
  const { Worker } = window;
  const begin = location.protocol === "file:" ? frameWorker : (url) => new Worker(url);
  const Held = class extends EventTarget {
    #worker;
    #search;
    constructor(url) {
      super();
      this.#search = wanted
        .then(() => import("./search.js"))
        .then(({ between, holdEnter }) => {
          const search = between(
            (message) => this.#worker.then((worker) => worker.postMessage(message)),
            (data) => this.dispatchEvent(new MessageEvent("message", { data })),
          );
          holdEnter(field, search);
          return search;
        });
      this.#worker = this.#search.then((search) => {
        const worker = begin(url);
        worker.addEventListener("message", ({ data }) => search.fromWorker(data));
        return worker;
      });
    }
    postMessage(message) {
      this.#search.then((search) => search.fromPage(message));
    }
    terminate() {
      this.#worker.then((worker) => worker.terminate());
    }
  };
  // Only the search's: others, such as that of a figure, start at once.
  window.Worker = new Proxy(Worker, {
    construct: (worker, [url, ...rest]) => (/\/workers\/search\b/.test(url) ? new Held(url) : new worker(url, ...rest)),
  });
  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.held = String(url).includes("search/search_index");
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (this.held) wanted.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
}

// Browsers start no worker from a file: there its script runs in a hidden frame, which talks in the same way.
function frameWorker(url) {
  const worker = new EventTarget();
  const frame = document.createElement("iframe");
  frame.hidden = true;
  document.body.append(frame);
  const inside = frame.contentWindow;
  inside.postMessage = (data) => worker.dispatchEvent(new MessageEvent("message", { data }));
  const script = inside.document.createElement("script");
  const loaded = new Promise((resolve) => script.addEventListener("load", resolve));
  script.src = url;
  inside.document.body.append(script);
  worker.postMessage = (data) => loaded.then(() => inside.dispatchEvent(new MessageEvent("message", { data })));
  worker.terminate = () => frame.remove();
  return worker;
}
