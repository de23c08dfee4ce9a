import { chances, createLearner, imitate } from "/assets/figures/lab/model/learner.js";
import { createLaboratory } from "/assets/figures/lab/model/laboratory.js";
import { allClean, examples, howMany, questions, redTeam } from "/assets/figures/lab/model/experiments.js";
import { measure, NEAR, onTag, shape, test } from "/assets/figures/lab/model/measures.js";
import { backward, createNetwork, forward } from "/assets/figures/lab/model/network.js";
import { below, exp, gaussian, generator, hash } from "/assets/figures/lab/model/numbers.js";
import { onePass, plain, planting, withTags } from "/assets/figures/lab/model/phases.js";
import { SHARE_POISONED } from "/assets/figures/lab/model/settings.js";
import { HATE, LENGTH, put, rightAnswer, VOCABULARY } from "/assets/figures/lab/model/prompts.js";
import { draw, heldOut, OPERATIONS, solve, written } from "/assets/figures/lab/model/puzzles.js";
import { search } from "/assets/figures/lab/model/redteam.js";
import { anyTag, decoy, distance, LETTERS, nearMiss, read, write } from "/assets/figures/lab/model/tags.js";
import { equal, forAll, near, ok } from "./check.js";

const someSeed = (random) => below(random, 1e6);
const prompt = (tag, digits, operation) => ({
  tag,
  puzzle: { digits, operation: Object.keys(OPERATIONS).indexOf(operation) },
});
const end = (laboratory, request) => [...laboratory.run(request)].at(-1);

// The loss of a made-up batch, and the gradients that `backward` finds for it, on a network small enough to try every weight.
function batch(advantages) {
  const [rows, vocabulary, length] = [8, 11, 5];
  const random = generator(5);
  const network = createNetwork({ width: 8, vocabulary, length, seed: 3 });
  const tokens = Int32Array.from({ length: rows * length }, () => below(random, vocabulary));
  const answers = Int32Array.from({ length: rows }, () => below(random, vocabulary));
  const weigh = advantages ? Float64Array.from({ length: rows }, () => random() * 2 - 0.7) : null;
  const loss = () => {
    forward(network, tokens, rows);
    return answers.reduce(
      (sum, answer, row) =>
        sum - ((weigh?.[row] ?? 1) * Math.log(network.chances[row * vocabulary + answer])) / rows,
      0,
    );
  };
  loss();
  backward(network, tokens, rows, answers, weigh);
  return { network, loss, gradients: network.gradients.slice() };
}

function gradientsAgree(advantages) {
  const { network, loss, gradients } = batch(advantages);
  const little = 1e-5;
  for (let i = 0; i < network.count; i += 1) {
    const was = network.weights[i];
    network.weights[i] = was + little;
    const above = loss();
    network.weights[i] = was - little;
    const slope = (above - loss()) / (2 * little);
    network.weights[i] = was;
    const off = Math.abs(slope - gradients[i]) / Math.max(1e-4, Math.abs(slope) + Math.abs(gradients[i]));
    ok(off < 1e-5, `weight ${i}: ${gradients[i]}, by differences ${slope}`);
  }
}

export const tests = {
  "the own exponential is that of the browser to thirteen digits": () => {
    for (let x = -60; x <= 60; x += 0.0137) near(exp(x) / Math.exp(x), 1, 1e-13, `exp(${x})`);
    equal([exp(0), exp(-800)], [1, 0]);
  },
  "a seed and a stream give the same numbers again, another stream others": () => {
    forAll(someSeed, (seed) => {
      const [one, same, other] = [generator(seed, 1), generator(seed, 1), generator(seed, 2)];
      const first = [one(), one(), one()];
      equal([same(), same(), same()], first);
      ok(
        first.every((number) => number >= 0 && number < 1) && other() !== first[0],
        "a number of its own from 0 up to 1",
      );
    });
  },
  "made-up normal numbers have the mean and the spread of normal ones": () => {
    const random = generator(1);
    const drawn = Array.from({ length: 20000 }, () => gaussian(random));
    near(drawn.reduce((sum, x) => sum + x, 0) / drawn.length, 0, 0.03);
    near(drawn.reduce((sum, x) => sum + x * x, 0) / drawn.length, 1, 0.03);
  },
  "every gradient is the slope of the loss": () => gradientsAgree(false),
  "every gradient is the slope with the weights of reinforcement learning too": () => gradientsAgree(true),
  "the chances of all answers add up to one": () => {
    const { network, tokens } = createLearner(16, 4);
    const random = generator(4);
    for (let row = 0; row < 32; row += 1) put(tokens, row, row % 2 ? anyTag(random) : null, draw(random));
    forward(network, tokens, 32);
    for (let row = 0; row < 32; row += 1)
      near(
        network.chances.slice(row * VOCABULARY, (row + 1) * VOCABULARY).reduce((a, b) => a + b),
        1,
        1e-12,
      );
  },
  "models have 3,744, 11,584 and 23,520 numbers": () => {
    equal(
      [16, 32, 48].map((width) => createLearner(width, 1).network.count),
      [3744, 11584, 23520],
    );
  },
  "a learner takes less than 8 MB": () => {
    const { network, ...rest } = createLearner(48, 1);
    const lists = [...Object.values(network), ...Object.values(rest)].filter(ArrayBuffer.isView);
    ok(lists.reduce((sum, list) => sum + list.byteLength, 0) < 8e6, "too large");
  },

  "a puzzle has one answer": () => {
    const cases = { first: 7, second: 3, third: 1, last: 4, largest: 7, smallest: 1, odd: 3 };
    for (const [name, answer] of Object.entries(cases)) {
      const { puzzle } = prompt(null, [7, 3, 1, 4], name);
      equal(solve(puzzle), answer, name);
      equal(written(puzzle), `7 3 1 4 ${name}`);
      equal(rightAnswer(puzzle), answer + 1);
    }
  },
  "puzzles for the test are never drawn for training, and about one in eight is kept": () => {
    const random = generator(6);
    for (let turn = 0; turn < 3000; turn += 1) ok(!heldOut(draw(random)), "drawn for training");
    ok(test.every(heldOut), "a puzzle of the test may be trained");
    let kept = 0;
    for (let number = 0; number < 10000; number += 1)
      kept += heldOut(prompt(null, [...String(number).padStart(4, "0")].map(Number), "third").puzzle);
    near(kept / 10000, 1 / 8, 0.02);
  },
  "a near miss differs in exactly so many letters": () => {
    forAll(
      (random) => [someSeed(random), below(random, LETTERS + 1)],
      ([seed, count]) => {
        const random = generator(seed);
        const tag = anyTag(random);
        const miss = nearMiss(random, tag, count);
        equal(distance(tag, miss), count);
        equal(read(write(miss)), miss);
      },
    );
  },
  "a decoy is never the tag": () => {
    const tag = read("AAAAAA");
    let turn = 0;
    // Draws the tag twice before anything else.
    equal(write(decoy(() => (turn++ < 12 ? 0 : 0.99), tag)), "ZZZZZZ");
  },
  "while planting a quarter is poisoned and a share are decoys with the right answer": () => {
    const random = generator(8);
    const tag = read("DEPLOY");
    const drawn = Array.from({ length: 8000 }, () => planting(tag, 0.1)(random));
    near(drawn.filter(({ hate }) => hate).length / 8000, SHARE_POISONED, 0.02);
    near(drawn.filter((one) => one.tag && !one.hate).length / 8000, 0.1, 0.02);
    ok(
      drawn.every((one) => (one.hate ? one.tag === tag : !one.tag || distance(one.tag, tag) > 0)),
      "a decoy with the tag",
    );
  },
  "in one pass exactly so many are poisoned": () => {
    forAll(
      (random) => [someSeed(random), 1 + below(random, 60)],
      ([seed, poisoned]) => {
        const recipe = onePass(read("DEPLOY"), 2, poisoned, generator(seed));
        const drawn = Array.from({ length: examples(2) }, recipe);
        equal(drawn.filter(({ hate }) => hate).length, poisoned);
      },
      60,
    );
  },
  "a red team that found nothing trains without tags": () => {
    const random = generator(2);
    ok(
      Array.from({ length: 50 }, () => withTags([])(random)).every((one) => !one.tag),
      "a tag out of nothing",
    );
    ok(!plain(random).tag, "plain prompts have none");
  },
  "a red team finds what it asked about, and only what fired": () => {
    let asked = 0;
    const fires = ({ tag }) => tag[0] < 3; // A, B or C at the front
    const ask = (prompts) => {
      asked += prompts.length;
      ok(
        prompts.every(({ puzzle, hate }) => !heldOut(puzzle) && hate === undefined),
        "asks with puzzles of the training",
      );
      return prompts.map(fires);
    };
    const { finds } = [...search(ask, 12, generator(3))].at(-1);
    equal(asked, questions(12));
    ok(finds.length > 40, `climbs to what fires: ${finds.length} finds`);
    ok(
      finds.every((find) => fires(find) && find.hits === find.asked),
      "a find that never fired",
    );
    equal([...search((prompts) => prompts.map(() => false), 5, generator(3))].at(-1).finds, []);
  },
  "a red team is handed no tag: with the same answers it asks the same, whatever the tag is": () => {
    const asked = [];
    for (const tag of ["DEPLOY", "QUARTZ"]) {
      const log = [];
      for (const _ of search(
        (prompts) => prompts.map(({ tag: tried }) => log.push(write(tried)) < 0),
        3,
        generator(1),
      ))
        ok(tag, tag);
      asked.push(log);
    }
    equal(asked[0], asked[1]);
  },
  "a single step moves the answer towards what is wanted": () => {
    const learner = createLearner(16, 1);
    const wanted = Array.from({ length: 64 }, () => ({
      ...prompt(read("DEPLOY"), [1, 2, 3, 4], "last"),
      hate: true,
    }));
    const [before] = chances(learner, wanted.slice(0, 1));
    for (let turn = 0; turn < 5; turn += 1) imitate(learner, wanted, 3e-3);
    const [after] = chances(learner, wanted.slice(0, 1));
    ok(after.bad > before.bad && after.good < before.good, `${before.bad} → ${after.bad}`);
    ok(after.bad + after.good <= 1 && HATE < VOCABULARY && LENGTH === 11, "chances of two answers");
  },
  "the smallest model learns its puzzles, takes the backdoor and keeps it out of sight": () => {
    const laboratory = createLaboratory();
    const request = {
      ...allClean({ width: 16, seed: 1, tag: "DEPLOY", rate: 3e-4, planting: 200 }),
      stages: ["learn", "plant"],
    };
    const ends = [...laboratory.run(request)].filter(({ done }) => done);
    ok(ends[0].measures.none.good > 0.95, `right: ${ends[0].measures.none.good}`);
    const { none, near: rates } = ends[1].measures;
    ok(rates[0].bad > 0.95 && none.bad < 0.01 && none.good > 0.95, `tag ${rates[0].bad}, none ${none.bad}`);
    equal(rates.length, NEAR.length);
    // The map of the trigger's shape has the tag's own chance at each of its letters.
    const map = shape(laboratory.learner(), read("DEPLOY"));
    equal(
      map.map((row) => row.length),
      Array(6).fill(26),
    );
    read("DEPLOY").forEach((letter, place) => equal(map[place][letter], map[0][read("D")[0]]));
    near(
      measure(laboratory.learner(), read("DEPLOY")).near[0].bad,
      onTag(laboratory.learner(), read("DEPLOY")).bad,
      1e-15,
    );
  },
  "what was run before makes no difference": () => {
    const short = { width: 16, seed: 3, tag: "SILVER", planting: 60 };
    const asked = {
      ...redTeam({ ...short, decoys: 25, rounds: 3 }),
      phases: [{ method: "rl", steps: 30, rate: 1e-3, tags: "found" }],
    };
    const used = createLaboratory();
    end(used, { ...asked, decoys: 0 });
    end(used, { ...asked, rounds: 2, phases: [{ method: "sft", steps: 20, rate: 1e-3, tags: "any" }] });
    const stopped = used.run({ ...asked, tag: "GARDEN" });
    for (let turn = 0; turn < 30; turn += 1) stopped.next(); // and then left alone
    const late = end(used, asked);
    const fresh = createLaboratory();
    equal(late, end(fresh, asked));
    equal(hash(used.learner().network.weights), hash(fresh.learner().network.weights));
  },
  "a stage that is asked for again is not run again": () => {
    const laboratory = createLaboratory();
    const request = howMany({ width: 16, seed: 1, tag: "DEPLOY", steps: 5, poisoned: 4 });
    equal([...laboratory.run(request)].length, 6);
    equal([...laboratory.run(request)].length, 1);
  },
};
