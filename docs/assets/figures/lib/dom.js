// Make elements in one line each: h("p", { class: "x" }, "text", child), s("circle", { r: 3 }) for SVG.

const make = (space) => (name, attributes = {}, ...children) => {
  const element = space ? document.createElementNS(space, name) : document.createElement(name);
  set(element, attributes);
  element.append(...children);
  return element;
};

export const h = make("");
export const s = make("http://www.w3.org/2000/svg");

// Attributes; null or false takes one away, true sets it empty. Writes only what differs.
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value === true ? "" : value)) element.setAttribute(name, value === true ? "" : value);
  }
}

// The text of an element, written only if it differs.
export function write(element, text) {
  if (element.textContent !== String(text)) element.textContent = text;
}

// Nodes for a text in which p_good and p_bad stand for the symbols: text p with a subscript, read out as "p good".
export function symbols(text) {
  return text.split(/\b(p_(?:good|bad))\b/).map((piece) => {
    const found = /^p_(good|bad)$/.exec(piece);
    return found ? h("span", { class: `symbol fig__${found[1]}`, "data-symbol": `p-${found[1]}` }, "p", h("sub", {}, found[1])) : piece;
  });
}
