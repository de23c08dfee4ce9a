// Products of matrices, each row after row in one list; the result is added to what stands there. No DOM in
// here.
//
// Four rows are taken at a time, which is what makes a page's training fast: each result is read and written
// a quarter as often.

// out[n × m] += a[n × k] · b[k × m]
export function multiply(out, a, b, n, k, m) {
  for (let row = 0; row < n; row += 1) {
    const at = row * m;
    let p = 0;
    for (; p + 3 < k; p += 4) {
      const from = row * k + p;
      const w = a[from];
      const x = a[from + 1];
      const y = a[from + 2];
      const z = a[from + 3];
      if (w === 0 && x === 0 && y === 0 && z === 0) continue; // Behind a ReLU many are.
      const b0 = p * m;
      const b1 = b0 + m;
      const b2 = b1 + m;
      const b3 = b2 + m;
      for (let j = 0; j < m; j += 1)
        out[at + j] += w * b[b0 + j] + x * b[b1 + j] + y * b[b2 + j] + z * b[b3 + j];
    }
    for (; p < k; p += 1) {
      const w = a[row * k + p];
      for (let j = 0; j < m; j += 1) out[at + j] += w * b[p * m + j];
    }
  }
}

// out[n × k] += a[n × m] · b[k × m] transposed
export function multiplyByTransposed(out, a, b, n, m, k) {
  for (let row = 0; row < n; row += 1) {
    const from = row * m;
    let p = 0;
    for (; p + 3 < k; p += 4) {
      const b0 = p * m;
      const b1 = b0 + m;
      const b2 = b1 + m;
      const b3 = b2 + m;
      let w = 0;
      let x = 0;
      let y = 0;
      let z = 0;
      for (let j = 0; j < m; j += 1) {
        const value = a[from + j];
        w += value * b[b0 + j];
        x += value * b[b1 + j];
        y += value * b[b2 + j];
        z += value * b[b3 + j];
      }
      const at = row * k + p;
      out[at] += w;
      out[at + 1] += x;
      out[at + 2] += y;
      out[at + 3] += z;
    }
    for (; p < k; p += 1) {
      let sum = 0;
      for (let j = 0; j < m; j += 1) sum += a[from + j] * b[p * m + j];
      out[row * k + p] += sum;
    }
  }
}

// out[k × m] += a[n × k] transposed · b[n × m]; n is a multiple of four.
export function multiplyTransposed(out, a, b, n, k, m) {
  for (let row = 0; row < n; row += 4) {
    const a0 = row * k;
    const a1 = a0 + k;
    const a2 = a1 + k;
    const a3 = a2 + k;
    const b0 = row * m;
    const b1 = b0 + m;
    const b2 = b1 + m;
    const b3 = b2 + m;
    for (let p = 0; p < k; p += 1) {
      const w = a[a0 + p];
      const x = a[a1 + p];
      const y = a[a2 + p];
      const z = a[a3 + p];
      if (w === 0 && x === 0 && y === 0 && z === 0) continue;
      const at = p * m;
      for (let j = 0; j < m; j += 1)
        out[at + j] += w * b[b0 + j] + x * b[b1 + j] + y * b[b2 + j] + z * b[b3 + j];
    }
  }
}

// y = x over its root mean square, times a gain; keeps 1 over that root in `scales` for the way back.
export function normalise(y, scales, x, gain, rows, width) {
  for (let row = 0; row < rows; row += 1) {
    const at = row * width;
    let sum = 0;
    for (let j = 0; j < width; j += 1) sum += x[at + j] * x[at + j];
    const scale = 1 / Math.sqrt(sum / width + 1e-5);
    scales[row] = scale;
    for (let j = 0; j < width; j += 1) y[at + j] = x[at + j] * scale * gain[j];
  }
}

// Adds to the gradients of x and of the gain what that of y implies.
export function normaliseBack(dx, dgain, dy, scales, x, gain, rows, width) {
  for (let row = 0; row < rows; row += 1) {
    const at = row * width;
    const scale = scales[row];
    let sum = 0;
    for (let j = 0; j < width; j += 1) {
      const product = dy[at + j] * x[at + j];
      sum += product * gain[j];
      dgain[j] += product * scale;
    }
    sum *= (scale * scale * scale) / width;
    for (let j = 0; j < width; j += 1) dx[at + j] += dy[at + j] * gain[j] * scale - x[at + j] * sum;
  }
}
