"""Charts as a reader sees them: labels belong to their marks and touch nothing else, lines answer to their names, whatever the width."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from support.project import ROOT

PAGES = sorted(
    "/".join(path.relative_to(ROOT / "docs").with_suffix("").parts).removesuffix("index") + ("" if path.stem == "index" else "/")
    for path in (ROOT / "docs").rglob("*.md")
    if re.search(r"^/// chart \|", path.read_text(encoding="utf-8"), re.MULTILINE)
)

# What is wrong with the lettering of the charts of a page: words over each other, outside their chart, or on a line or a mark.
FAULTS = """() => [...document.querySelectorAll(".chart")].flatMap(chart => {
  const faults = [];
  const frame = chart.getBoundingClientRect();
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const texts = [...chart.querySelectorAll(".chart__plot text, .chart__row > span, .chart__title, .chart__group-title, .chart__along")].filter(seen)
    .flatMap(element => [...(element.querySelector("tspan") ? [element.firstChild, ...element.querySelectorAll("tspan")] : [element])].map(node => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, top, right, bottom } = range.getBoundingClientRect();
      const inner = (bottom - top) / 6; // above and below the letters a box holds air
      return { element, words: node.textContent, left, top: top + inner, right, bottom: bottom - inner };
    })).filter(({ left, right }) => right > left);
  const over = (one, two) => one.left < two.right - 0.5 && two.left < one.right - 0.5 && one.top < two.bottom - 0.5 && two.top < one.bottom - 0.5;
  texts.forEach((one, at) => {
    if (one.left < frame.left - 1 || one.right > Math.max(frame.right, document.documentElement.clientWidth - 8) + 1) faults.push(`outside: ${one.words}`);
    for (const two of texts.slice(at + 1)) if (over(one, two)) faults.push(`over each other: ${one.words}, ${two.words}`);
  });
  const names = texts.filter(({ element }) => element.classList.contains("chart__name"));
  for (const svg of chart.querySelectorAll(".chart__svg, .chart__strip")) {
    const mine = names.filter(({ element }) => svg.contains(element));
    if (!mine.length) continue;
    for (const line of svg.querySelectorAll(".chart__line")) {
      const place = line.getScreenCTM(), length = line.getTotalLength();
      for (let at = 0; at <= 400; at++) {
        const { x, y } = line.getPointAtLength((length * at) / 400).matrixTransform(place);
        for (const name of mine) if (x > name.left && x < name.right && y > name.top && y < name.bottom) faults.push(`on a line: ${name.words}`);
      }
    }
    for (const mark of svg.querySelectorAll(".chart__mark path")) {
      const { left, top, right, bottom } = mark.getBoundingClientRect();
      for (const name of mine) if (over(name, { left, top, right, bottom })) faults.push(`on a mark: ${name.words}`);
    }
  }
  return [...new Set(faults)].map(fault => `${chart.id}: ${fault}`);
})"""


@pytest.mark.parametrize("path", PAGES)
def test_no_word_of_a_chart_is_in_the_way(site_url, open_again_with_fonts, path):
    """In the widest usual face and in the narrowest: no two over each other, none outside, no name on a line or a mark."""
    page = open_again_with_fonts(reduced_motion="reduce")
    page.goto(site_url + path)
    assert page.locator(".chart").count()
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(FAULTS) == [], f"{width} pixels"


@pytest.mark.parametrize("path", ["findings/hhh-rl/", "lab/how-many/"])
def test_three_plots_stand_in_one_row(site_url, page, path):
    """On a wide window, where two and one would leave a hole."""
    page.goto(site_url + path)
    rows = page.locator(".chart__panels:has(> :nth-child(3):last-child)").evaluate_all(
        "threes => threes.map(three => new Set([...three.children].map(plot => Math.round(plot.getBoundingClientRect().bottom))).size)"
    )
    assert rows and set(rows) == {1}


# For each row of dots: how far its label is from its marks, and those of the row above from it.
ROWS = """() => [...document.querySelectorAll(".chart--dots .chart__row:has(.chart__mark)")].map(row => {
  const label = row.querySelector("span").getBoundingClientRect();
  const marks = [...row.querySelectorAll(".chart__mark path")].map(mark => mark.getBoundingClientRect());
  const above = row.previousElementSibling?.querySelectorAll?.(".chart__mark path") ?? [];
  return {
    before: label.right <= Math.min(...marks.map(({ left }) => left)),
    level: Math.max(...marks.map(({ top, height }) => Math.abs(top + height / 2 - label.top - label.height / 2))),
    below: Math.max(...marks.map(({ bottom }) => bottom)) - label.bottom,
    above: label.top - Math.max(-Infinity, ...[...above].map(mark => mark.getBoundingClientRect().bottom)),
  };
})"""


@pytest.mark.parametrize("path", ["findings/", "findings/reasoning/"])
def test_a_label_stands_before_its_marks(site_url, page, path):
    """On a wide window on one line with them, left of the axis."""
    page.goto(site_url + path)
    rows = page.evaluate(ROWS)
    assert len(rows) > 10
    assert all(row["before"] and row["level"] < 8 for row in rows), rows


@pytest.mark.parametrize("path", ["findings/", "findings/reasoning/"])
def test_on_a_phone_a_label_stands_above_its_marks(site_url, open_page, path):
    """Closer to them than to those of the row above."""
    page = open_page(viewport={"width": 390, "height": 800})
    page.goto(site_url + path)
    rows = page.evaluate(ROWS)
    assert len(rows) > 10
    assert all(0 < row["below"] < 28 and row["above"] > 6 for row in rows), rows


def test_a_name_lights_its_line_and_leaves_it_out(site_url, open_page):
    """Pointing at a name dims the other lines; a click takes the line out, and the name stays for the next click."""
    page = open_page()
    page.goto(site_url + "findings/model-size/")
    chart = page.locator("#chart-size-scan")
    name = chart.locator(".chart__name", has_text="distilled")
    line = name.locator("xpath=..").locator(".chart__line")
    name.hover()
    expect(chart.locator(".chart__series--dim")).to_have_count(3)
    name.click()
    expect(line).to_be_hidden()
    expect(name).to_be_visible()
    name.click()
    expect(line).to_be_visible()


def test_arrow_keys_go_from_point_to_point_and_from_line_to_line(site_url, open_page):
    page = open_page()
    page.goto(site_url + "findings/model-size/")
    chart = page.locator("#chart-size-scan")
    value = chart.locator(".chart__value")
    chart.locator(".chart__plot").focus()
    page.keyboard.press("ArrowRight")
    expect(value).to_have_text("72% (95% band 67–77) chain-of-thought, 3.5 billion parameters")
    page.keyboard.press("ArrowDown")
    expect(value).to_contain_text("distilled, 3.5 billion parameters")
    page.keyboard.press("Escape")
    expect(value).to_be_empty()


def test_a_mark_of_the_timeline_leads_to_its_sentence(site_url, open_page):
    """It is folded away until then."""
    page = open_page()
    page.goto(site_url + "implications/since-then/")
    row = page.locator(".since__row", has_text="the more persistent the backdoor")
    sentence = row.locator("li", has_text="Price et al. 2024")
    expect(sentence).to_be_hidden()
    row.locator("a", has_text="Price et al. 2024, Jul 2024: supports").locator("circle").click()
    expect(sentence).to_be_visible()
    expect(sentence).to_contain_text("the less so the larger the model")
