"""What holds still and what fits, with the widest fonts and with narrower ones, scrollbars shown: none of it is the site's to choose."""

from __future__ import annotations

import pytest

from support.project import ROOT, SOURCES, address

WITH_FIGURES = [address(src) for src in SOURCES if "\n/// figure | " in (ROOT / "docs" / src).read_text(encoding="utf-8")]

WITH_CHARTS = [address(src) for src in SOURCES if "\n/// chart | " in (ROOT / "docs" / src).read_text(encoding="utf-8")]
WITH_DRAWINGS = [address(src) for src in SOURCES if "\n/// diagram | " in (ROOT / "docs" / src).read_text(encoding="utf-8")]
# Parts of drawings that reach over their edge, or have letters that are too small to read, those of a picture as it is scaled.
# The first screen has tests of its own.
DRAWINGS = ":is(.scene, .diagram > svg)"
OUTSIDE = f"""() => [...document.querySelectorAll("{DRAWINGS} :not(.unseen, defs, defs *, title, desc)")].filter(part => {{
  const {{ left, right, width }} = part.getBoundingClientRect(), edge = part.closest("{DRAWINGS}").getBoundingClientRect();
  return width > 0 && (left < edge.left - 1 || right > edge.right + 1);
}}).map(({{ outerHTML }}) => outerHTML.slice(0, 80))"""
TINY = f"""() => [...document.querySelectorAll("{DRAWINGS} :not(title, desc)")].filter(part =>
  [...part.childNodes].some(({{ nodeType, data }}) => nodeType === Node.TEXT_NODE && data.trim()) &&
  parseFloat(getComputedStyle(part).fontSize) * (part.getScreenCTM?.().a ?? 1) < 12
).map(({{ outerHTML }}) => outerHTML.slice(0, 80))"""

# What moved by itself since the page began to load, and by how much of the window; a hair's breadth is no movement.
MOVED = """() => new Promise(done => {
  const note = entries => done(entries.filter(({ value }) => value >= 0.001).map(({ value, sources }) =>
    [value, ...sources.map(({ node, previousRect, currentRect }) => `${node?.outerHTML?.slice(0, 80)}: ${previousRect.top} to ${currentRect.top}`)]));
  const mover = new PerformanceObserver(() => {});
  mover.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => note(mover.takeRecords()))));
})"""
AWAKE = """() => [...document.querySelectorAll("figure[data-figure]:not(.fig--live)")].every(figure => {
  const { top, bottom } = figure.getBoundingClientRect();
  return top > innerHeight || bottom < 0;
})"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


# What ends elsewhere than the column does: each part of an article, and whatever reaches further within one. What a frame scrolls is its own
# affair, and asides stand in the margin.
OUT_OF_LINE = """() => {
  const article = document.querySelector("article"), edge = article.getBoundingClientRect().right;
  const parts = [...article.querySelectorAll(":scope > *, div, p, ul, ol, dl, table, figure, pre, details, section, aside, nav, fieldset, h1, h2, h3, h4")];
  const margin = ".aside, .claim--folded:not([open])";
  return parts.filter(part => part.checkVisibility() && !part.closest(margin) && !part.parentElement.closest(".table-scroll, .formula, pre")).map(part => {
    const beyond = part.getBoundingClientRect().right - edge;
    return (part.parentElement === article ? Math.abs(beyond) : beyond) > 1 && `${part.outerHTML.slice(0, 80)}: ${beyond} pixels beyond`;
  }).filter(Boolean);
}"""
# Where asides stand, counted from the end of the column, which is as far as their place goes, and from the text they are about.
IN_THE_MARGIN = """() => {
  const edge = document.querySelector("article").getBoundingClientRect().right;
  const contents = document.querySelector(".md-sidebar--secondary").getBoundingClientRect();
  const limit = contents.width ? contents.left : document.documentElement.clientWidth;
  const asides = [...document.querySelectorAll("article > :is(.aside, .claim--folded)")].map(aside => aside.getBoundingClientRect());
  const apart = asides.every((one, at) => !at || one.top >= asides[at - 1].bottom || one.left !== asides[at - 1].left);
  return { beside: asides.every(({ left, right }) => left >= edge && right <= limit), apart, count: asides.length };
}"""


def load(page, address):
    """Go to a page, and return what moved until its figures in view had their controls."""
    page.goto(address)
    page.wait_for_function(AWAKE)
    return page.evaluate(MOVED)


def resize(page, width, size="125%"):
    """Give the window another width, and the root another size of letters: 125% is the theme's."""
    page.emulate_media(reduced_motion="reduce")  # What glides into its place would be measured on its way.
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)


@pytest.mark.parametrize("path", [*map(address, SOURCES), "404.html"])
def test_a_page(site_url, open_again_with_fonts, path):
    """Nothing moves while it loads, on the phone that Lighthouse takes; then nothing scrolls sideways, with text twice as large neither.

    And text, lists, tables, charts and figures end on one line, on a desk, on a tablet and on a phone.
    """
    page = open_again_with_fonts(cached=False, viewport={"width": 412, "height": 823})
    assert load(page, site_url + path) == []
    for width in (390, 320, 1024, 1280):
        resize(page, width)
        assert (page.evaluate(SIDEWAYS), page.evaluate(OUT_OF_LINE)) == (0, []), f"{width} pixels"
    resize(page, 1280, "250%")  # Twice the theme's
    assert page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("path", WITH_DRAWINGS)
def test_a_drawing_fits_the_smallest_phone(site_url, open_again_with_fonts, path):
    """Its words can be read there, and with text twice as large none of it is cut off."""
    page = open_again_with_fonts(viewport={"width": 320, "height": 800})
    page.goto(site_url + path)
    assert (page.evaluate(TINY), page.evaluate(OUTSIDE)) == ([], [])
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    assert page.evaluate(OUTSIDE) == []


# Rows that are short of a plot, where there are few: seven cannot fill two.
HOLES = """() => [...document.querySelectorAll(".chart--lines .chart__panels")].filter(({ children }) =>
  children.length < 5 && children.length % new Set([...children].map(plot => plot.offsetLeft)).size
).map(({ textContent }) => textContent)"""


@pytest.mark.parametrize("path", WITH_CHARTS)
def test_no_hole_beside_a_plot(site_url, page, path):
    """Up to four plots fill their rows, on every width."""
    page.goto(site_url + path)
    for width in (1280, 1024, 720, 600, 500, 390, 320):
        resize(page, width)
        assert page.evaluate(HOLES) == [], f"{width} pixels"


def test_the_gallery_shows_no_plot_of_nothing(site_url, page):
    """Each picture holds something: of an experiment that has not begun, its question."""
    page.goto(site_url + "reference/figures/")
    assert page.locator(".gallery__picture.fig--lab .lab__question:visible").count() == 4
    assert page.locator(".gallery__picture.fig--lab svg:visible").count() == 0


# What stays in one piece on paper and is higher than half a page of A4
UNBROKEN = """() => [...document.querySelectorAll("article *")].filter(part => getComputedStyle(part).breakInside === "avoid")
  .map(part => [part.outerHTML.slice(0, 80), part.getBoundingClientRect().height]).filter(([, height]) => height > 485)"""


@pytest.mark.parametrize("path", ["findings/model-size/", "findings/adversarial-training/", "reference/data-and-method/#the-tables"])
def test_paper_is_not_left_empty(site_url, page, path):
    """What is long, a figure, a chart or what was folded, goes on overleaf; a table shows all its rows."""
    page.set_viewport_size({"width": 658, "height": 971})
    page.goto(site_url + path)
    page.emulate_media(media="print")
    assert [part for part, _ in page.evaluate(UNBROKEN) if "diagram" not in part] == []
    cut = "frames => frames.filter(frame => frame.scrollHeight > frame.clientHeight + 1).length"
    assert page.locator(".table-scroll").evaluate_all(cut) == 0


@pytest.mark.parametrize("path", ["backdoors/", "reference/"])
def test_formulas_fit_a_phone_with_large_text(site_url, open_again_with_fonts, path):
    """They end their lines after a sign, or scroll within their frame."""
    page = open_again_with_fonts(viewport={"width": 390, "height": 800})
    page.goto(site_url + path)
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    assert page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("path", WITH_FIGURES)
@pytest.mark.parametrize(("width", "height"), [(768, 1024), (1440, 900)])
def test_figures_wake_and_move_nothing(site_url, open_again_with_fonts, path, width, height):
    """In windows in which a part of the first one is in view from the start."""
    assert load(open_again_with_fonts(cached=False, viewport={"width": width, "height": height}), site_url + path) == []


@pytest.mark.parametrize("width", [1220, 1280, 1920])
def test_asides_stand_in_the_margin(site_url, open_again_with_fonts, width):
    """Between the text and the contents of the page, none over another; where there is no margin, they stand in the text."""
    page = open_again_with_fonts(viewport={"width": width, "height": 800})
    page.goto(site_url + "backdoors/variants/")
    assert page.evaluate(IN_THE_MARGIN) == {"beside": True, "apart": True, "count": 2}
    page.set_viewport_size({"width": 1100, "height": 800})
    assert page.evaluate(OUT_OF_LINE.replace('const margin = ".aside, .claim--folded:not([open])"', 'const margin = "none"')) == []


def test_a_claim_keeps_its_distance_from_the_text(site_url, page):
    """Also where another is between them in the source, and in the margin on the screen."""
    page.goto(site_url + "findings/model-size/")
    gap = page.locator("p + .claim--folded:not([open]) + .claim:not(.claim--folded)").first.evaluate("""claim =>
      claim.getBoundingClientRect().top - claim.previousElementSibling.previousElementSibling.getBoundingClientRect().bottom""")
    assert gap >= 16


@pytest.mark.parametrize("path", ["findings/", "backdoors/"])
def test_the_column_stands_in_the_middle(site_url, page, path):
    """Between the menu and the contents of the page, together with its margin where it has one; the path stands above it."""
    page.goto(site_url + path)
    left, right, off = page.evaluate("""() => {
      const box = part => document.querySelector(part).getBoundingClientRect();
      const ends = [...document.querySelectorAll("article, article > .claim--folded")].map(part => part.getBoundingClientRect().right);
      return [box("article").left - box(".md-sidebar--primary").right, box(".md-sidebar--secondary").left - Math.max(...ends),
        box(".md-path").left - box("article").left];
    }""")
    assert abs(left - right) <= 1
    assert abs(off) <= 1


@pytest.mark.parametrize("path", ["", "findings/", "findings/reasoning/", "implications/since-then/", "reference/", "reference/data-and-method/"])
def test_an_address_leads_to_its_place_on_a_phone(site_url, open_page, path):
    """Although what stands above it, and has not been made yet, turns out higher than was thought."""
    phone = open_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    phone.goto(site_url + path)
    anchors = phone.locator("article h2[id]").evaluate_all("headings => headings.map(({ id }) => id)")
    for anchor in anchors[1::2]:
        phone.goto("about:blank")
        phone.goto(f"{site_url}{path}#{anchor}")
        phone.wait_for_function(
            """id => {
              const { top } = document.getElementById(id).getBoundingClientRect();
              return top >= 0 && (top < 150 || scrollY + innerHeight > document.documentElement.scrollHeight - 2);
            }""",
            arg=anchor,
        )


def test_what_is_far_down_is_not_made_yet(site_url, open_page):
    """On a phone figures and tables wait for the reader to come near."""
    phone = open_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    phone.goto(site_url + "findings/")
    frames = phone.locator("article > .table-scroll")
    made = "frame => frame.querySelector('td, th').checkVisibility({ contentVisibilityAuto: true })"
    assert not frames.last.evaluate(made)
    frames.last.evaluate("frame => frame.scrollIntoView({ behavior: 'instant' })")
    phone.wait_for_function(f"() => ({made})([...document.querySelectorAll('article > .table-scroll')].at(-1))")
