"""Charts as a reader sees them: in rows of dots each label belongs to its own marks, whatever the width."""

from __future__ import annotations

import pytest

# For each row of dots: where the middle of its label is, its right end, and how far its marks lie below that; and how far those of the row above.
ROWS = """() => [...document.querySelectorAll(".chart--dots .chart__panel")].flatMap(panel => {
  const place = panel.getScreenCTM();
  const marks = [...panel.querySelectorAll(".chart__mark")].flatMap(mark => [...mark.getAttribute("d").matchAll(/M(-?[\\d.]+) ?(-?[\\d.]+)/g)])
    .map(([, x, y]) => new DOMPoint(x, y).matrixTransform(place));
  const left = new DOMPoint(0, 0).matrixTransform(place).x;
  const labels = [...panel.querySelectorAll(".chart__rows text")].map(label => label.getBoundingClientRect());
  return labels.map((label, at) => {
    const middle = label.top + label.height / 2;
    const nearest = marks.map(({ y }) => y - middle).sort((one, two) => Math.abs(one) - Math.abs(two))[0];
    return { before: label.right <= left, below: nearest, above: Math.max(...marks.map(({ y }) => y).filter(y => y < label.top - 1), -Infinity) - label.top };
  });
})"""


@pytest.mark.parametrize("path", ["findings/", "findings/reasoning/"])
def test_a_label_stands_before_its_marks(site_url, page, path):
    """On a wide window on one line with them, left of the axis."""
    page.goto(site_url + path)
    rows = page.evaluate(ROWS)
    assert len(rows) > 10
    assert all(row["before"] and abs(row["below"]) < 8 for row in rows), rows


@pytest.mark.parametrize("path", ["findings/", "findings/reasoning/"])
def test_on_a_phone_a_label_stands_above_its_marks(site_url, open_page, path):
    """Closer to them than to those of the row above."""
    page = open_page(viewport={"width": 390, "height": 800})
    page.goto(site_url + path)
    rows = page.evaluate(ROWS)
    assert len(rows) > 10
    assert all(0 < row["below"] < 24 and row["above"] < -8 for row in rows), rows
