"""Every card on every page: it opens, says something, and lies in the window, on a desk and on a phone."""

from __future__ import annotations

import pytest

from support.project import SOURCES, address

# Opens the card of every link that differs from those before, one after the other, and returns what is wrong with each.
OPEN_ALL = """() => {
  const card = document.querySelector(".card");
  const wrong = [];
  const seen = new Set();
  for (const details of document.querySelectorAll("article details")) details.open = true;
  for (const link of document.querySelectorAll("article :is(a.term, a.cite, a.number)")) {
    const { term, cite, number, sense } = link.dataset;
    const kind = ["term", "cite", "number"].find((what) => link.classList.contains(what));
    const name = [kind, term || cite || number, sense].join(" ");
    if (seen.has(name)) continue;
    seen.add(name);
    link.scrollIntoView({ block: "center" });
    link.click();
    if (!card.matches(":popover-open")) { wrong.push(`${name}: does not open`); continue; }
    const box = card.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    const inside = box.left >= 0 && box.top >= 0 && box.right <= clientWidth + 0.5 && box.bottom <= innerHeight + 0.5;
    if (!inside) wrong.push(`${name}: lies at ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
    if (card.scrollWidth > card.clientWidth) wrong.push(`${name}: is too wide for its card`);
    if (card.innerText.trim().length < 20) wrong.push(`${name}: says "${card.innerText.trim()}"`);
    if (!card.querySelector(".card__more a")?.href) wrong.push(`${name}: does not lead on`);
    if (link.getAttribute("aria-expanded") !== "true") wrong.push(`${name}: does not say that its card is open`);
    link.click();
    if (card.matches(":popover-open")) wrong.push(`${name}: does not close`);
  }
  return { wrong, count: seen.size };
}"""


@pytest.mark.parametrize("path", [address(src) for src in SOURCES])
def test_every_card(site_url, page, path):
    """Each distinct term, work and number of the page."""
    page.goto(site_url + path)
    page.wait_for_function("!!document.querySelector('.card')")
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        found = page.evaluate(OPEN_ALL)
        assert found["wrong"] == []
        assert found["count"] == page.locator("template[id^=card-]").count()
