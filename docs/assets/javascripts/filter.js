// The glossary's filter: hides entries that hold none of the typed words in their term, other forms or definition.

export function mount(root, signal) {
  const field = root.querySelector("#glossary-filter");
  if (!field) return;
  const box = field.closest(".filter");
  const count = box.querySelector("output");
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[_\-\s]+/g, " ");
  const read = (entry) => {
    const parts = entry.querySelectorAll(".entry__term, .entry__spoken, .entry__definition, .entry__facts");
    const text = plain([...parts].map((part) => part.textContent).join(" "));
    return { entry, text: `${text} ${text.replaceAll(" ", "")}` };
  };
  let entries; // Read when first asked for: most readers come for one entry.
  const letters = [...root.querySelectorAll(".letter")];

  function apply() {
    entries ??= [...root.querySelectorAll(".entry")].map(read);
    const wanted = plain(field.value).trim().split(" ").filter(Boolean);
    let shown = 0;
    for (const { entry, text } of entries) {
      entry.hidden = !wanted.every((word) => text.includes(word));
      shown += entry.hidden ? 0 : 1;
    }
    for (const letter of letters) letter.hidden = !letter.querySelector(".entry:not([hidden])");
    count.textContent = wanted.length ? `${shown} of ${entries.length} terms` : "";
  }

  box.hidden = false;
  field.addEventListener("input", apply, { signal });
  // A link to an entry must reach it, whatever is typed.
  addEventListener("hashchange", () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest("[hidden]")) {
      field.value = "";
      apply();
      target.scrollIntoView();
    }
  }, { signal });
  if (field.value) apply();
}
