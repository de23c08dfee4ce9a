// How weights follow their gradients: Adam, with the gradient cut to length 1. No DOM in here.

const KEPT = 0.9; // of the mean of the gradients, at each step
const KEPT_SQUARES = 0.99;
const LEAST = 1e-8;

export function step(network, rate) {
  const { count, weights, gradients, means, squares, decay } = network;
  let length = 0;
  for (let i = 0; i < count; i += 1) length += gradients[i] * gradients[i];
  length = Math.sqrt(length);
  const cut = length > 1 ? 1 / length : 1;
  decay[0] *= KEPT;
  decay[1] *= KEPT_SQUARES;
  // Both means begin at nothing, and are too small by this much.
  const mend = 1 / (1 - decay[0]);
  const mendSquares = 1 / (1 - decay[1]);
  for (let i = 0; i < count; i += 1) {
    const gradient = gradients[i] * cut;
    means[i] = KEPT * means[i] + (1 - KEPT) * gradient;
    squares[i] = KEPT_SQUARES * squares[i] + (1 - KEPT_SQUARES) * gradient * gradient;
    weights[i] -= (rate * means[i] * mend) / (Math.sqrt(squares[i] * mendSquares) + LEAST);
  }
}

// Forget the gradients that were seen: a phase of training begins afresh.
export function forget(network) {
  network.means.fill(0);
  network.squares.fill(0);
  network.decay.fill(1);
}
