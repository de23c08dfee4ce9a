// The page's side of the engine: orders become promises. A worker that dies fails them all, and the next
// order starts another.

import { startWorker } from "../workers.js";

export function connect(signal) {
  const waiting = new Map();
  let port = null;
  let last = 0;

  function open() {
    port = startWorker("lab");
    port.onmessage = ({ data: { id, event, ...rest } }) => {
      const order = waiting.get(id);
      if (event) order?.on(event);
      else if ("failed" in rest) lose(rest.failed);
      else {
        waiting.delete(id);
        order?.resolve(rest.end ?? rest.found);
      }
    };
    port.onerror = (event) => lose(event.message || "its script could not be loaded");
  }

  function lose(why) {
    close();
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
  }

  function close() {
    port?.postMessage({ order: "stop" });
    port?.terminate();
    port = null;
  }

  const ask = (message, on) =>
    new Promise((resolve, reject) => {
      if (!port) open();
      last += 1;
      waiting.set(last, { on, resolve, reject });
      port.postMessage({ ...message, id: last });
    });

  signal.addEventListener("abort", close, { once: true });
  return {
    // Resolves to "done" or "stopped"; `on(event)` is called on the way.
    run: (request, every, on) => ask({ order: "run", request, every }, on),
    look: (tag, map = false) => ask({ order: "look", tag, map }),
    tell: (order) => port?.postMessage({ order }),
  };
}
