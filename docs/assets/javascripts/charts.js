// Charts, with script: the value of one point on hover, focus and tap; a line that lights up by its name, and is left out by a click on it.
// All else works without. The drawing itself says where its points are; its attributes say what stands there.

const NUMBERS = /-?(?:\d+\.?\d*|\.\d+)/g;

/** Makes every chart below `root` tell its values until `signal` aborts. */
export function mount(root, signal) {
  for (const figure of root.querySelectorAll(".chart")) enliven(figure, signal);
}

/** The corners of a line written in steps: `M0 9l5 2 3-1`. */
export function corners(path) {
  const found = [];
  let [x, y] = [0, 0];
  for (const [, letter, rest] of path.matchAll(/([Ml])([^a-zA-Z]*)/g)) {
    const steps = rest.match(NUMBERS).map(Number);
    for (let at = 0; at < steps.length; at += 2) {
      [x, y] = letter === "M" ? [steps[at], steps[at + 1]] : [x + steps[at], y + steps[at + 1]];
      found.push([x, y]);
    }
  }
  return found;
}

/** What is said of the point `at` of a series: its attributes as lists, the titles above it, the units. */
export function telling(series, titles, at, unit, along, band = "95% band") {
  const item = (name) => (series[name] || "").split("|")[at] || "";
  const joint = unit === "%" || !unit ? unit : ` ${unit}`;
  const place = item("x") + (along && /^[\d.,-]+$/.test(item("x")) ? ` ${along}` : "");
  const value = (item("f") ? `${item("f")}${joint} → ` : "") + item("y") + joint;
  const range = item("b") ? ` (${band} ${item("b")})` : "";
  return { what: [...titles, series.n].filter(Boolean).join(", "), value: value + range, place };
}

function enliven(figure, signal) {
  const plot = figure.querySelector(".chart__plot");
  const listen = (target, type, run) => target.addEventListener(type, run, { signal });
  const output = document.createElement("output");
  const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  output.className = "chart__value";
  ring.setAttribute("class", "chart__here");
  ring.setAttribute("r", "5.5");
  plot.append(output);
  plot.tabIndex = 0;
  plot.setAttribute("role", "application"); // Arrow keys belong to the chart, not to the reader's browse mode.
  plot.setAttribute("aria-roledescription", "chart");
  signal.addEventListener("abort", () => {
    hide();
    output.remove();
    plot.removeAttribute("tabindex");
    plot.setAttribute("role", "img");
    plot.removeAttribute("aria-roledescription");
  });

  let all; // Read when first asked for: most charts of a page are only looked at.
  let here;
  const box = (key) => figure.querySelector(`.chart__key [value="${key}"]`);
  const lists = () => (all ??= read(plot));
  const shown = () => lists().filter((list) => box(list.key)?.checked !== false);

  function show(list, at) {
    here = { list, at };
    const { element, svg, item, x, y } = list.points[at];
    const { unit, along, band } = plot.dataset;
    const said = telling(element.dataset, list.titles, item, unit, along, band);
    const value = document.createElement("b");
    value.textContent = said.value;
    output.replaceChildren(value, " ", [said.what, said.place].filter(Boolean).join(", "));
    ring.setAttribute("cx", `${x * 100}%`);
    ring.setAttribute("cy", `${y * 100}%`);
    svg.append(ring);
    light(list.key);
    const [dot, frame] = [ring.getBoundingClientRect(), plot.getBoundingClientRect()];
    const left = Math.max(0, Math.min(frame.width - output.offsetWidth, dot.x + dot.width / 2 - frame.x - output.offsetWidth / 2));
    const above = dot.y - frame.y - output.offsetHeight - 6;
    const top = above + frame.y < 0 || above < -40 ? dot.bottom - frame.y + 6 : above;
    output.style.transform = `translate(${left}px, ${top}px)`;
  }

  function hide() {
    here = undefined;
    output.textContent = "";
    ring.remove();
    light();
  }

  /** Shows one series before the others, or all alike. */
  function light(key) {
    for (const element of plot.querySelectorAll(".chart__series")) element.classList.toggle("chart__series--dim", Boolean(key) && element.dataset.s !== key);
  }

  const nameAt = (event) => event.target.closest?.(".chart__name")?.closest(".chart__series").dataset.s;

  function nearest(event) {
    const svg = event.target.closest?.(".chart__svg, .chart__strip");
    if (!svg) return;
    const frame = svg.getBoundingClientRect();
    let best = Infinity;
    let found;
    for (const list of shown())
      list.points.forEach((point, at) => {
        if (point.svg !== svg) return;
        const far = Math.hypot(frame.x + point.x * frame.width - event.clientX, frame.y + point.y * frame.height - event.clientY);
        if (far < best) [best, found] = [far, [list, at]];
      });
    if (found) show(...found);
  }

  listen(plot, "pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const key = nameAt(event);
    if (!key) return nearest(event);
    hide();
    light(key);
  });
  listen(plot, "click", (event) => {
    const key = nameAt(event);
    if (!key) return nearest(event);
    hide();
    box(key).click();
  });
  listen(figure, "pointerover", (event) => {
    const label = event.target.closest?.(".chart__key label");
    if (label) light(label.querySelector("input").value);
  });
  listen(figure, "pointerout", (event) => event.target.closest?.(".chart__key label") && !here && light());
  listen(plot, "pointerleave", (event) => event.pointerType === "touch" || hide());
  listen(plot, "focus", () => plot.matches(":focus-visible") && !here && shown()[0] && show(shown()[0], 0));
  listen(plot, "blur", hide);
  listen(figure, "change", () => here && box(here.list.key)?.checked === false && hide());
  listen(document, "pointerdown", (event) => here && !plot.contains(event.target) && hide());
  listen(document, "keydown", (event) => event.key === "Escape" && here && !plot.contains(document.activeElement) && hide());
  listen(plot, "keydown", (event) => {
    const series = shown();
    const row = here ? series.indexOf(here.list) : 0;
    const at = here ? here.at : 0;
    const turn = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -Infinity], End: [0, Infinity] }[event.key];
    if (event.key === "Escape") return here ? hide() : plot.blur();
    if (!turn || !series.length || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const list = series[Math.max(0, Math.min(series.length - 1, row + turn[0]))];
    const last = list.points.length - 1;
    // Another line: the point at the place one was at; another series of dots: the same row.
    const gap = (point) => Math.abs(point.along - here.list.points[at].along);
    const same = turn[0] && here ? list.points.reduce((best, point, index) => (gap(point) < gap(list.points[best]) ? index : best), 0) : at;
    show(list, Math.max(0, Math.min(last, same + turn[1])));
  });
}

/** The series of a chart, plot by plot: their points as shares of the drawing each stands in. */
function read(plot) {
  const lists = new Map();
  for (const element of plot.querySelectorAll(".chart__series")) {
    const cell = element.closest(".chart__cell");
    const svg = element.ownerSVGElement;
    const line = element.querySelector(".chart__line");
    const titles = [cell.closest(".chart__group").querySelector(".chart__group-title"), cell.querySelector(".chart__title")];
    const key = element.dataset.s;
    const mine = lists.get(cell)?.get(key) ?? { key, titles: titles.map((title) => title?.textContent), points: [] };
    lists.set(cell, (lists.get(cell) ?? new Map()).set(key, mine));
    const row = [...cell.querySelectorAll("svg.chart__strip")].indexOf(svg);
    const { width, height } = line?.ownerSVGElement.viewBox.baseVal ?? {};
    const mark = (name) => parseFloat(element.querySelector(".chart__mark").getAttribute(name)) / 100;
    const places = line ? corners(line.getAttribute("d")).map(([x, y]) => [x / width, y / height]) : [[mark("x"), mark("y")]];
    places.forEach(([x, y], item) => mine.points.push({ element, svg, item, x, y, along: line ? x : row }));
  }
  return [...lists.values()].flatMap((series) => [...series.values()]);
}
