// The lists of checked claims: says how many a choice leaves, and keeps the choice in the address.
// The sifting itself is done by CSS.
//
// ?claims.notes.verdict=holds&claims.notes.chapter=threats; "all" is left out.

export function mount(root, signal) {
  for (const box of root.querySelectorAll(".claims:has(.filters)")) enliven(box, signal);
}

// What a list keeps in `search`, as its choices: { verdict: "holds", chapter: "all" }
function readChoices(search, group, kinds) {
  const all = new URLSearchParams(search);
  return Object.fromEntries(kinds.map((kind) => [kind, all.get(`claims.${group}.${kind}`) ?? "all"]));
}

// `search` with the choices of one list in it; what belongs to others stays.
function writeChoices(search, group, choices) {
  const all = new URLSearchParams(search);
  for (const [kind, value] of Object.entries(choices)) {
    all.delete(`claims.${group}.${kind}`);
    if (value !== "all") all.append(`claims.${group}.${kind}`, value);
  }
  const text = all.toString();
  return text ? `?${text}` : "";
}

function enliven(box, signal) {
  const group = box.dataset.group;
  const count = box.querySelector("output");
  const claims = [...box.querySelectorAll(".claim")];
  const buttons = [...box.querySelectorAll(".filters input")];
  const kindOf = (button) => button.name.split("-")[0];
  const kinds = [...new Set(buttons.map(kindOf))];
  const choose = (choices) => {
    for (const button of buttons) if (button.value === choices[kindOf(button)]) button.checked = true;
  };

  const linked = () => claims.find((claim) => `#${claim.id}` === location.hash);

  function tell() {
    const chosen = buttons.filter((button) => button.checked && button.value !== "all");
    const fits = (claim) => chosen.every((button) => claim.dataset[kindOf(button)] === button.value);
    count.textContent = chosen.length ? `${claims.filter(fits).length} of ${claims.length} shown` : "";
  }

  function keep() {
    const checked = buttons.filter((button) => button.checked);
    const choices = Object.fromEntries(checked.map((button) => [kindOf(button), button.value]));
    const search = writeChoices(location.search, group, choices);
    tell();
    // Whoever chooses a claim away has left it: back on this page, the choice holds.
    const hash = linked()?.checkVisibility() === false ? "" : location.hash;
    try {
      history.replaceState(history.state, "", location.pathname + search + hash);
    } catch {
      // From a file: there is no address to keep it in.
    }
  }

  // A link to a claim must reach it, whatever is chosen.
  function reach() {
    const target = linked();
    if (!target || target.checkVisibility()) return;
    choose(Object.fromEntries(kinds.map((kind) => [kind, "all"])));
    keep();
    target.scrollIntoView();
  }

  // What was chosen before this script came is newer than the address.
  if (buttons.some((button) => button.checked && button.value !== "all")) keep();
  else choose(readChoices(location.search, group, kinds));
  tell();
  reach();
  box.addEventListener("change", keep, { signal });
  addEventListener("hashchange", reach, { signal });
}
