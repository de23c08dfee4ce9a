// Start the worker of one figure. A published site has its scripts joined (`explainer.publish.bundle`): there
// another module stands in place of this one, which knows the worker's new name or, in a site that is read
// from files, lets its script run on the page, since browsers start no workers from file:// addresses.

export const startWorker = (name) =>
  new Worker(new URL(`./${name}/worker.js`, import.meta.url), { type: "module" });
