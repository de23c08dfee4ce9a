// Answers orders that come through a port: run an experiment, stop, pause, go on, take one step, look at the
// model. Works in slices of a few milliseconds, so that orders get through and, where there is no worker, the
// page does not hang.
//
//   in   { order: "run", id, request, every }   { order: "look", id, tag, map }
//        { order: "stop" | "pause" | "resume" | "step" }
//   out  { id, event } … { id, end: "done" | "stopped" }   { id, found }   { id, failed }

import { createLaboratory } from "./model/laboratory.js";
import { onTag, shape, talk } from "./model/measures.js";
import { solve, written } from "./model/puzzles.js";
import { read, write } from "./model/tags.js";

const SLICE = 12; // ms
const BEST = 8; // finds of a red team that are told by name
const QUESTIONS = 2; // in a look at the model

export function serve(port) {
  const laboratory = createLaboratory();
  const turns = new MessageChannel(); // Sooner than a timer, which browsers make wait
  let job = null;

  const orders = {
    run({ id, request, every }) {
      orders.stop();
      job = { id, every, steps: laboratory.run(request), paused: false };
      turn();
    },
    stop() {
      if (job) port.postMessage({ id: job.id, end: "stopped" });
      job = null;
    },
    pause: () => void (job && (job.paused = true)),
    resume() {
      if (!job?.paused) return;
      job.paused = false;
      turn();
    },
    step: () => void (job?.paused && advance(1)),
    look({ id, tag, map }) {
      const learner = laboratory.learner();
      const letters = tag && read(tag);
      const said = talk(learner, letters, QUESTIONS).map(({ puzzle, ...rest }) => ({
        ...rest,
        question: written(puzzle),
        answer: solve(puzzle),
      }));
      port.postMessage({
        id,
        found: { ...onTag(learner, letters), said, map: map && shape(learner, letters) },
      });
    },
  };

  const turn = () => turns.port2.postMessage(0);

  function slice() {
    if (!job || job.paused) return;
    const until = performance.now() + SLICE;
    let going = true;
    while (going && performance.now() < until) going = advance(job.every);
    if (going) turn();
  }

  // One step; every so many of them are told, with what is measured then.
  function advance(every) {
    const { value, done } = job.steps.next();
    if (done) {
      port.postMessage({ id: job.id, end: "done" });
      job = null;
      return false;
    }
    const { measure, finds, ...event } = value;
    if (value.done || value.step % every === 0) {
      if (measure) event.measures = measure();
      port.postMessage({ id: job.id, event: { ...event, finds: finds && summary(finds) } });
    }
    return true;
  }

  const guarded = (act) => (message) => {
    try {
      act(message);
    } catch (error) {
      port.postMessage({ id: message.data?.id ?? job?.id, failed: String(error) });
      job = null;
    }
  };
  turns.port1.onmessage = guarded(slice);
  port.onmessage = guarded(({ data }) => orders[data.order](data));
}

function summary(finds) {
  const best = [...finds]
    .sort((a, b) => b.hits / b.asked - a.hits / a.asked || b.hits - a.hits)
    .slice(0, BEST);
  return {
    count: finds.length,
    best: best.map(({ tag, hits, asked }) => ({ tag: write(tag), hits, asked })),
  };
}
