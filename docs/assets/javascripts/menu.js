// The menu of a narrow window, for keys: a button opens it, the focus goes into it, and it shuts when the focus leaves.
// Without script the box that the button stands for can be reached instead.

export function mount(root, signal) {
  const box = root.querySelector("[data-md-toggle=drawer]");
  const button = root.querySelector(".menu-button");
  const menu = root.querySelector(".md-sidebar--primary");
  if (!box || !button || !menu) return;
  const turn = (open) => {
    if (box.checked === open) return;
    box.checked = open;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const stops = () => [...menu.querySelectorAll("a[href], input")].filter((stop) => stop.checkVisibility({ visibilityProperty: true }));
  box.addEventListener("change", () => button.setAttribute("aria-expanded", box.checked), { signal });
  const open = () => {
    turn(!box.checked);
    if (box.checked) stops()[0]?.focus();
  };
  const leave = ({ relatedTarget }) => {
    if (relatedTarget && relatedTarget !== button && !menu.contains(relatedTarget)) turn(false);
  };
  const escape = ({ key }) => {
    if (key !== "Escape" || !box.checked) return;
    turn(false);
    button.focus();
  };
  button.addEventListener("click", open, { signal });
  menu.addEventListener("focusout", leave, { signal });
  menu.addEventListener("keydown", escape, { signal });
}
