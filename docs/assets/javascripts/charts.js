// Charts, with script: the value of one point on hover, focus and tap. All else works without.
// The drawing itself says where its points are; its attributes say what stands there.

const NUMBERS = /-?(?:\d+\.?\d*|\.\d+)/g;

/** Makes every chart below `root` tell its values until `signal` aborts. */
export function mount(root, signal) {
  for (const figure of root.querySelectorAll(".chart")) enliven(figure, signal);
}

/** The corners of a line written in steps: `M0 9l5 2 3-1h4`. */
export function corners(path) {
  const found = [];
  let x = 0;
  let y = 0;
  for (const [, letter, rest] of path.matchAll(/([Mlhv])([^a-zA-Z]*)/g)) {
    const steps = rest.match(NUMBERS).map(Number);
    while (steps.length) {
      if (letter === "M") [x, y] = steps.splice(0, 2);
      else {
        if (letter !== "v") x += steps.shift();
        if (letter !== "h") y += steps.shift();
      }
      found.push([x, y]);
    }
  }
  return found;
}

/** The middles of marks: each begins there. */
export function middles(path) {
  return [...path.matchAll(/M(-?[\d.]+) ?(-?[\d.]+)/g)].map((match) => [Number(match[1]), Number(match[2])]);
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
  const along = figure.classList.contains("chart--dots") ? 1 : 0;
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
  const lists = () => (all ??= [...plot.querySelectorAll(".chart__series")].map(read));
  const shown = () => lists().filter((list) => getComputedStyle(list.element).display !== "none");

  function read(element) {
    const line = element.querySelector(".chart__line");
    const panel = element.ownerSVGElement;
    const titles = [panel.closest(".chart__group").querySelector(".chart__group-title"), panel.previousElementSibling];
    const points = line ? corners(line.getAttribute("d")) : middles(element.querySelector(".chart__mark").getAttribute("d"));
    return { element, panel, points, titles: titles.map((title) => title?.textContent) };
  }

  function show(list, at) {
    here = { list, at };
    const { panel, points, element, titles } = list;
    const said = telling(element.dataset, titles, at, plot.dataset.unit, plot.dataset.along, plot.dataset.band);
    const value = document.createElement("b");
    value.textContent = said.value;
    output.replaceChildren(value, " ", [said.what, said.place].filter(Boolean).join(", "));
    ring.setAttribute("cx", points[at][0]);
    ring.setAttribute("cy", points[at][1]);
    panel.append(ring);
    const [dot, box] = [ring.getBoundingClientRect(), plot.getBoundingClientRect()];
    const x = Math.max(0, Math.min(box.width - output.offsetWidth, dot.x + dot.width / 2 - box.x - output.offsetWidth / 2));
    const above = dot.y - box.y - output.offsetHeight - 6;
    const y = above + box.y < 0 || above < -40 ? dot.bottom - box.y + 6 : above;
    output.style.transform = `translate(${x}px, ${y}px)`;
  }

  function hide() {
    here = undefined;
    output.textContent = "";
    ring.remove();
  }

  function nearest(event) {
    const panel = event.target.closest?.(".chart__panel");
    if (!panel) return;
    const box = panel.getBoundingClientRect();
    const view = panel.viewBox.baseVal;
    const x = view.x + ((event.clientX - box.x) * view.width) / box.width;
    const y = view.y + ((event.clientY - box.y) * view.height) / box.height;
    let best = Infinity;
    let found;
    for (const list of shown())
      if (list.panel === panel)
        list.points.forEach((point, at) => {
          const far = Math.hypot(point[0] - x, point[1] - y);
          if (far < best) [best, found] = [far, [list, at]];
        });
    if (found) show(...found);
  }

  listen(plot, "pointermove", (event) => event.pointerType === "touch" || nearest(event));
  listen(plot, "click", nearest);
  listen(plot, "pointerleave", (event) => event.pointerType === "touch" || hide());
  listen(plot, "focus", () => plot.matches(":focus-visible") && !here && shown()[0] && show(shown()[0], 0));
  listen(plot, "blur", hide);
  listen(figure, "change", () => here && getComputedStyle(here.list.element).display === "none" && hide());
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
    const gap = (point) => Math.abs(point[along] - here.list.points[at][along]);
    const same = turn[0] && here ? list.points.reduce((best, point, index) => (gap(point) < gap(list.points[best]) ? index : best), 0) : at;
    show(list, Math.max(0, Math.min(last, same + turn[1])));
  });
}
