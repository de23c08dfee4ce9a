// Mounts one of the experiments, or the bench with all controls.

import { mountBench } from "./bench.js";
import { mountExperiment } from "./experiment.js";

export const mount = (root, data, signal) =>
  (root.dataset.option === "bench" ? mountBench : mountExperiment)(root, signal);
