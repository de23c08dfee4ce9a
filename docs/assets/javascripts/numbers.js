// A table of traced numbers is one stop for Tab, at the number that had the focus last; from there arrows go from number to number.
// Without script each number is a stop of its own.

const TABLES = ".table-scroll tbody";
const ACROSS = { ArrowLeft: -1, ArrowRight: 1 };
const DOWN = { ArrowUp: -1, ArrowDown: 1 };
const numbersOf = (part) => [...part.querySelectorAll(".number")];

export function mount(root, signal) {
  for (const table of root.querySelectorAll(TABLES)) stopAt(numbersOf(table)[0], table);
  root.addEventListener("focusin", ({ target }) => target.matches(".number") && stopAt(target, target.closest(TABLES)), { signal });
  root.addEventListener("keydown", move, { signal });
}

function stopAt(stop, table) {
  for (const number of table ? numbersOf(table) : []) {
    if (number === stop) number.removeAttribute("tabindex");
    else number.tabIndex = -1;
  }
}

function move(event) {
  const { key, target } = event;
  const row = target.closest?.(TABLES) && target.matches(".number") && target.closest("tr");
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const next = ACROSS[key] ? beside(target, row, ACROSS[key]) : DOWN[key] ? below(target, row, DOWN[key]) : null;
  if (!next) return; // At the end of a table the key scrolls, as elsewhere.
  event.preventDefault();
  document.querySelector(".card:popover-open")?.hidePopover();
  next.focus();
}

function beside(number, row, step) {
  const here = numbersOf(row);
  return here[here.indexOf(number) + step];
}

// The next row with a number in the same column; of two in a cell, the one in the same place
function below(number, row, step) {
  const cell = number.closest("td, th");
  const at = numbersOf(cell).indexOf(number);
  const { rows } = row.parentElement;
  for (let next = row.sectionRowIndex + step; rows[next]; next += step) {
    const found = rows[next].cells[cell.cellIndex]?.querySelectorAll(".number");
    if (found?.length) return found[Math.min(at, found.length - 1)];
  }
  return null;
}
