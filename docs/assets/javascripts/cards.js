// Cards for terms, citations and numbers: one shared popover, filled from the <template> that the page carries for each.
// A link stays a link: modified clicks, a missing template and a browser without popovers all just follow it.

const LINKS = "a.term, a.cite, a.number";
const NAMES = { term: "definition", cite: "reference", number: "number" };
const ENGLISH = { definition: "Definition", reference: "Reference", number: "Where this number comes from" };
const OPEN_AFTER = 150; // ms; long enough that a pointer passing by opens nothing
const CLOSE_AFTER = 300; // ms; the way from the word to the card

export function mount(root, signal) {
  if (!HTMLElement.prototype.showPopover) return;
  const card = document.createElement("div");
  card.className = "card";
  card.popover = "auto";
  card.setAttribute("role", "group");
  (document.querySelector("main") ?? document.body).append(card);

  let from = null; // the link whose card is open
  let pinned = false; // opened by click or key: only another of these closes it, never a wandering pointer
  let held = null; // the link whose card was pinned when the pointer went down; by the time of the click the browser has closed it
  let over = null; // the link, or the card, on which the pointer was last
  let timer = 0;

  const later = (act, delay) => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  };

  function show(link, pin) {
    const kind = Object.keys(NAMES).find((name) => link.dataset[name]);
    const { sense } = link.dataset;
    const template = document.getElementById(`card-${kind}-${link.dataset[kind]}${sense ? `-${sense}` : ""}`);
    if (!template || !link.isConnected) return false;
    clearTimeout(timer);
    card.hidePopover();
    card.replaceChildren(template.content.cloneNode(true));
    card.setAttribute("aria-label", { ...ENGLISH, ...document.getElementById("card-words")?.dataset }[NAMES[kind]]);
    card.showPopover({ source: link });
    card.scrollTop = 0;
    link.setAttribute("aria-expanded", "true");
    from = link;
    pinned = pin;
    return true;
  }

  function hover({ pointerType }, target) {
    if (pointerType === "touch") return;
    const link = target?.closest(LINKS) ?? null;
    const place = card.contains(target) ? card : link;
    if (place === over) return;
    over = place;
    clearTimeout(timer);
    if (pinned || place === card || (link && link === from)) return;
    if (link) later(() => show(link, false), OPEN_AFTER);
    else if (from) later(() => card.hidePopover(), CLOSE_AFTER);
  }

  // `open` is the link whose card this click or key should close.
  function act(event, open) {
    const link = event.target.closest(LINKS);
    held = null;
    if (!link || card.contains(link) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link === open) card.hidePopover();
    else if (!show(link, true)) return;
    event.preventDefault();
    event.stopPropagation(); // instant navigation listens to clicks on the body and asks nobody
  }

  const on = (target, name, handle) => target.addEventListener(name, handle, { signal, capture: true });

  on(card, "beforetoggle", ({ newState }) => {
    if (newState === "open") return;
    from?.removeAttribute("aria-expanded");
    from = null;
    pinned = false;
  });
  // Moved by the reader: links that scroll past under a pointer at rest open nothing over what has the focus.
  on(root, "pointermove", (event) => hover(event, event.target));
  on(root, "pointerout", (event) => event.relatedTarget || hover(event, null)); // out of the window
  on(root, "pointerdown", () => (held = pinned && from));
  on(root, "click", (event) => act(event, event.detail ? held : from)); // a click by key has no detail
  on(root, "keydown", (event) => event.key === " " && !event.repeat && act(event, from));
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    from?.removeAttribute("aria-expanded");
    card.remove();
  });
}
