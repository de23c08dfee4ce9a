"""Every card on every page: it opens, says something, and lies in the window; on a phone each on the first page that has it."""

from __future__ import annotations

import re

import pytest

from support.project import SOURCES, address

PAGES = [address(src) for src in SOURCES]
CARD = re.compile(r'<template id="(card-[^"]+)"')

# Opens the card of every link that differs from those before and is among those wanted, one after the other, and returns what is wrong with each.
OPEN_ALL = """wanted => {
  const card = document.querySelector(".card");
  const wrong = [];
  const seen = new Set();
  for (const details of document.querySelectorAll("article details")) details.open = true;
  for (const link of document.querySelectorAll("article :is(a.term, a.cite, a.number)")) {
    const { term, cite, number, sense } = link.dataset;
    const kind = ["term", "cite", "number"].find((what) => link.classList.contains(what));
    const name = ["card", kind, term || cite || number, ...(sense ? [sense] : [])].join("-");
    if (seen.has(name) || !wanted.includes(name)) continue;
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


@pytest.fixture(scope="module")
def cards(published_dir):
    """The names of the cards of each page, and those that no page before it has."""
    on_page, met = {}, set()
    for path in PAGES:
        names = CARD.findall((published_dir / path / "index.html").read_text(encoding="utf-8"))
        on_page[path] = names, [name for name in names if name not in met]
        met.update(names)
    return on_page


@pytest.mark.parametrize("path", PAGES)
def test_every_card(site_url, cards, page, path):
    """Each distinct term, work and number of the page."""
    page.goto(site_url + path)
    page.wait_for_function("!!document.querySelector('.card')")
    for (width, height), names in zip(((1280, 800), (390, 844)), cards[path], strict=True):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OPEN_ALL, names) == {"wrong": [], "count": len(names)}
