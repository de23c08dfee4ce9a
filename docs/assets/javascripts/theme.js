// The theme's own scripts, fetched when the reader first does something: until then a page needs none of them.
// A finished site says in #theme-later where they are; a preview, which has them in the page, needs nothing here.

const SIGNS = ["pointerover", "pointerdown", "touchstart", "keydown", "scroll", "focusin"];

export function wait(ready) {
  const later = document.getElementById("theme-later");
  if (!later) return ready();
  holdSearch();
  const start = new AbortController();
  const load = () => {
    start.abort();
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: later.dataset.style });
    const script = Object.assign(document.createElement("script"), { src: later.dataset.script, onload: ready });
    later.replaceWith(style, script);
  };
  for (const sign of SIGNS) addEventListener(sign, load, { capture: true, passive: true, signal: start.signal });
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
  window.Worker = class extends EventTarget {
    #worker;
    constructor(url) {
      super();
      this.#worker = wanted.then(() => {
        const worker = begin(url);
        worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })));
        return worker;
      });
    }
    postMessage(message) {
      this.#worker.then((worker) => worker.postMessage(message));
    }
    terminate() {
      this.#worker.then((worker) => worker.terminate());
    }
  };
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
