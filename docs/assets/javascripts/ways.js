// The way a reader chose is in the address, ?way=half-hour, and nowhere else: its links hand it on, and the foot of a page shows its next step.

export function mount(root) {
  const hand = (way, links) => {
    for (const link of links) {
      const url = new URL(link.href);
      url.searchParams.set("way", link.dataset.way ?? way);
      link.href = url.href;
    }
  };
  for (const list of root.querySelectorAll(".way[data-way]")) hand(list.dataset.way, list.querySelectorAll("a[href]:not(.headerlink)"));
  const chosen = new URLSearchParams(location.search).get("way");
  for (const step of root.querySelectorAll(".next-step")) {
    step.hidden = step.dataset.way !== chosen;
    if (!step.hidden) hand(chosen, step.querySelectorAll("a"));
  }
}
