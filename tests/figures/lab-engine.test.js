// The engine in its worker, through messages alone.

import { connect } from "/assets/figures/lab/client.js";
import { serve } from "/assets/figures/lab/engine.js";
import { howMany } from "/assets/figures/lab/model/experiments.js";
import { equal, ok } from "./check.js";

const pile = (steps, tag = "DEPLOY") => howMany({ width: 16, seed: 1, tag, steps, poisoned: 64 });

// Runs a request and gives how it ended and what was told on the way.
async function told(engine, request, every = 10) {
  const events = [];
  const end = await engine.run(request, every, (event) => events.push(event));
  return { end, events };
}

export const tests = {
  "a run tells what it measures every so many steps, and its end": async () => {
    const leave = new AbortController();
    const { end, events } = await told(connect(leave.signal), pile(30));
    equal(end, "done");
    equal(
      events.map(({ step, done }) => [step ?? null, Boolean(done)]),
      [
        [10, false],
        [20, false],
        [30, false],
        [null, true],
      ],
    );
    ok(
      events.every(({ measures }) => measures.near.length === 7),
      "measured at each",
    );
    leave.abort();
  },
  "two runs never mix: one that takes the place of another ends as if it had been the first": async () => {
    const leave = new AbortController();
    const engine = connect(leave.signal);
    const lost = told(engine, pile(5000, "GARDEN"));
    const late = told(engine, pile(40));
    equal((await lost).end, "stopped");
    const fresh = new AbortController();
    equal((await late).events.at(-1), (await told(connect(fresh.signal), pile(40))).events.at(-1));
    leave.abort();
    fresh.abort();
  },
  "a run that is halted waits, and goes a step at a time": async () => {
    const leave = new AbortController();
    const engine = connect(leave.signal);
    const steps = [];
    let begun;
    const first = new Promise((resolve) => (begun = resolve));
    const run = engine.run(pile(5000), 1, ({ step }) => begun(steps.push(step)));
    await first;
    engine.tell("pause");
    await engine.look(null); // Answered after it was halted
    const before = steps.length;
    engine.tell("step");
    engine.tell("step");
    await engine.look(null);
    equal(steps.length, before + 2);
    engine.tell("resume");
    engine.tell("stop");
    equal(await run, "stopped");
    leave.abort();
  },
  "what goes wrong in the engine is told to who asked": async () => {
    const { port1, port2 } = new MessageChannel();
    serve(port2);
    const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
    port1.postMessage({
      order: "run",
      id: 7,
      request: { stages: ["nonsense"], width: 16, seed: 1 },
      every: 1,
    });
    const { id, failed } = await answer;
    equal(id, 7);
    ok(failed.includes("Error"), failed);
    port1.close();
  },
};
