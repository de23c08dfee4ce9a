"""Open to everyone: axe on every page, and by own means what axe does not see. What is claimed on reference/accessibility.md is tested here."""

from __future__ import annotations

import os
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from support.project import ROOT, SOURCES, address

PAGES = [*map(address, SOURCES), "404.html"]
CHAPTER = "findings/hhh-rl/"  # Formulas apart it has all there is: terms, numbers, a figure, charts, tables, questions.
WIDTHS = (1280, 390)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"runOnly": TAGS}
# Of the rules only these look at colours; all others find the same in both schemes.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# What a page is asked in the light scheme and in the dark one. Colours do not change with the width, nor all else with the scheme: in every test
# the light page is looked at wide and the dark one narrow. scripts/audit, with THOROUGH set, looks at both at both.
PASSES = {1280: (ALL, None), 390: (None, ALL)}
if os.environ.get("THOROUGH"):
    PASSES = dict.fromkeys(WIDTHS, (ALL, COLOURS))

# Of what a page has many of, of one make, each test takes the first ones. Of what stands in the text the others keep their room: what is left
# would come too close else. Of each table five rows are left: what scrolls must hold something that keys can reach.
ENOUGH = {
    "article tbody tr:nth-child(n + 6)": 0,
    **dict.fromkeys(["article .entry", "article .references > *", "article section:is(.claim, .numbers)"], 5),
}
ENOUGH_IN_TEXT = {
    **dict.fromkeys(["article p a.term", "article p a.cite", "article p a.number", ".md-tabs__item"], 6),
    **dict.fromkeys(["article li", "article p", ".md-nav__item", "article svg :not(title, desc, a, a *, [tabindex], [role])"], 12),
}
SHORTEN = """([enough, inText]) => {
  const others = kinds => Object.entries(kinds).flatMap(([kind, count]) => [...document.querySelectorAll(kind)].slice(count));
  for (const one of others(enough)) one.remove();
  for (const one of others(inText)) one.style.visibility = "hidden";
}"""

# Begins, once the page has settled at its width, and does not wait: the two schemes of a page are looked at side by side.
BEGIN = """options => void (window.running = new Promise(settled => requestAnimationFrame(() => setTimeout(settled)))
  .then(() => axe.run({ ...options, resultTypes: ["violations"] })))"""
END = """() => running.then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary.replaceAll("\\n", " ")}`)))"""

# What is exactly so on every page; of headings, axe would let several h1 pass.
OUTLINE = """() => {
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(heading => Number(heading.localName[1]));
  return {
    lang: document.documentElement.lang.slice(0, 2),
    main: document.querySelectorAll("main, [role=main]").length,
    h1: levels.filter(level => level === 1).length,
    skipped: levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1),
  };
}"""

# Words in drawings: axe cannot tell what lies behind them. Here it is every shape of the drawing below the middle of the words.
FAINT = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (colour, opacity = 1) => { canvas.globalAlpha = opacity; canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); };
  const light = () => {
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const opacity = shape => {
    let all = Number(getComputedStyle(shape).fillOpacity);
    for (let at = shape; at.localName !== "svg"; at = at.parentElement) all *= getComputedStyle(at).opacity;
    return all;
  };
  const faint = [];
  for (const text of document.querySelectorAll("svg text")) {
    if (!text.textContent.trim() || !text.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const box = text.getBoundingClientRect();
    const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
    const around = [];
    for (let at = text.ownerSVGElement; at; at = at.parentElement) around.unshift(getComputedStyle(at).backgroundColor);
    paint("white");
    around.forEach(colour => paint(colour));
    for (const shape of text.ownerSVGElement.querySelectorAll("rect, path, circle, ellipse, polygon")) {
      const { fill } = getComputedStyle(shape);
      if (fill === "none" || fill.startsWith("url") || shape.closest("defs, clipPath, symbol, pattern") || !shape.checkVisibility()) continue;
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      if (shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse()))) paint(fill, opacity(shape));
    }
    const back = light();
    paint(getComputedStyle(text).fill, opacity(text));
    const front = light();
    const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (contrast < 4.5) faint.push(`${text.textContent.trim()}: ${contrast.toFixed(2)}`);
  }
  return faint;
}"""

# Where the focus is: in which order, whether it can be seen, whether a ring shows it. Boxes without size show it on their label.
STOP = """() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  const before = (window.stops ??= []).findLast(one => one !== stop);
  if (window.stops.at(-1) !== stop) window.stops.push(stop);
  const seen = part => part.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const shown = stop.matches(".chart__key input") ? stop.parentElement : stop.matches(".md-option, .menu-button") ? stop.nextElementSibling : stop.matches(".md-toggle") ? [...stop.labels].find(seen) : stop;
  const [box] = [...shown.getClientRects()].filter(({ width }) => width);
  const at = box && document.elementFromPoint(Math.max(box.left, 0) + Math.min(box.width, innerWidth) / 2, box.top + box.height / 2);
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  return {
    stop: stop.outerHTML.slice(0, 120),
    inOrder: !before || !!(before.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING),
    seen: seen(shown) && !!at && (shown.contains(at) || at.contains(shown)),
    ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
  };
}"""

# On a phone what is far down is made when the reader comes near; axe looks at all of it from above, and would find links in the way of one
# another that have no place yet.
ALL_MADE = "* { content-visibility: visible !important; }"

# The values of success criterion 1.4.12. Drawings keep theirs: they are pictures, with words beside them.
SPACED = """:not(svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""

CUT = """() => [...document.querySelectorAll("article :not(svg *), .md-footer *, .md-path *")].filter(part => {
  const { overflowX, overflowY, clipPath } = getComputedStyle(part);
  if (clipPath !== "none" || !part.textContent.trim() || !part.checkVisibility()) return false;
  const cuts = value => value === "hidden" || value === "clip";
  return (cuts(overflowX) && part.scrollWidth > part.clientWidth + 1) || (cuts(overflowY) && part.scrollHeight > part.clientHeight + 1);
}).map(part => part.outerHTML.slice(0, 120))"""

OVERLAPPING = """() => [...document.querySelectorAll("article")].flatMap(({ children }) => {
  const parts = [...children].filter(part => part.checkVisibility() && getComputedStyle(part).position === "static");
  return parts.slice(1).filter((part, at) => part.getBoundingClientRect().top < parts[at].getBoundingClientRect().bottom - 1);
}).map(part => part.outerHTML.slice(0, 120))"""


def style(page: Page, css: str) -> None:
    """Add styles as a reader's own style sheet would; the security policy of the page has no say in it."""
    page.evaluate("css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets.push(sheet); }", css)


def bring_theme(page: Page) -> None:
    """Let the theme's script come, as it does when the reader first does something."""
    page.mouse.move(50, 300, steps=2)
    page.wait_for_function("() => !!window.document$")


def wake_figures(page: Page) -> None:
    """Let each figure get its controls: one that wakes during a test may push away what has the focus."""
    for figure in page.locator("figure[data-figure]").all():
        figure.scroll_into_view_if_needed()
    page.wait_for_function("() => !document.querySelector('figure[data-figure]:not(.fig--live)')")
    page.evaluate("scrollTo(0, 0)")


def shorten(page: Page) -> None:
    """Leave of what a page has many of only as much as is enough to look at, where time counts."""
    if not os.environ.get("THOROUGH"):
        page.evaluate(SHORTEN, [ENOUGH, ENOUGH_IN_TEXT])


def faults(light: Page, dark: Page) -> list[str]:
    """Return what axe finds on a page in both schemes, at both widths."""
    found: list[str] = []
    for page in (light, dark):
        shorten(page)
        style(page, ALL_MADE)
    for width, options in PASSES.items():
        begun = [(page, asked) for page, asked in zip((light, dark), options, strict=True) if asked]
        for page, asked in begun:
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(BEGIN, asked)
        for page, _ in begun:
            found += [f"{width}: {fault}" for fault in page.evaluate(END)]
    return found


@pytest.fixture
def both(site_url, open_again):
    """Open a page in the light and the dark scheme, with axe in each."""

    def opened(path: str) -> list[Page]:
        pages = [open_again(color_scheme=scheme, reduced_motion="reduce") for scheme in ("light", "dark")]  # What fades in has no contrast yet.
        for page in pages:
            page.goto(site_url + path)
            page.evaluate(AXE_SCRIPT)
        return pages

    return opened


@pytest.mark.parametrize("path", PAGES)
def test_a_page(both, path):
    """No rule of axe is broken; nothing scrolls sideways; language, headings and landmarks are right; drawings can be read."""
    pages = both(path)
    for width in (320, *reversed(WIDTHS)):
        pages[0].set_viewport_size({"width": width, "height": 800})
        assert pages[0].evaluate("document.documentElement.scrollWidth") <= width
    assert pages[0].evaluate(OUTLINE) == {"lang": "en", "main": 1, "h1": 1, "skipped": []}
    assert pages[0].locator("h1").is_visible()
    assert [page.evaluate(FAINT) for page in pages] == [[], []]
    assert faults(*pages) == []


@pytest.mark.parametrize("name", sorted(figure.parent.name for figure in (ROOT / "docs/assets/figures").glob("*/view.js")))
def test_a_figure_by_itself(both, published_dir, name):
    """Each interactive figure at work, as others quote it; of one that is used with several settings, the first."""
    folder = min((published_dir / "embed").glob(f"{name}*"))
    pages = both(f"embed/{folder.name}/")
    for page in pages:
        page.locator("figure").locator("input, button, select").first.wait_for()
    assert [page.evaluate(FAINT) for page in pages] == [[], []]
    assert faults(*pages) == []


@pytest.mark.parametrize("path", [CHAPTER, "threats/deceptive-alignment/"])
def test_with_the_theme_and_a_card(both, path):
    """What the theme's script adds, and an open card, change nothing."""
    pages = both(path)
    for page in pages:
        bring_theme(page)
        page.locator("article a.term, article a.cite").first.click()
        page.locator(".card:popover-open").wait_for()
    assert faults(*pages) == []


def test_with_results_of_a_search(both):
    """The search, open, with what it found."""
    pages = both("threats/")
    for page in pages:
        page.get_by_role("textbox", name="Search").click()
        page.keyboard.type("trigger")
        page.locator(".md-search-result__item").first.wait_for()
    assert faults(*pages) == []


def test_the_size_of_targets_is_among_the_rules(both):
    """Unless asked, axe leaves it out: 24 pixels, or room around."""
    page, _ = both(CHAPTER)
    rules: list[dict[str, Any]] = page.evaluate("tags => axe.run({ runOnly: tags }).then(({ passes }) => passes)", TAGS)
    assert len(next(rule["nodes"] for rule in rules if rule["id"] == "target-size")) > 50


# Links and controls on view whose larger part is smaller than a finger needs; for a box or a button to choose, its label counts.
SMALL = """() => [...document.querySelectorAll(":is(article, .md-header, .md-footer, .md-path) :is(a, button, summary, select, input, label)")].filter(one => {
  const target = one.matches("input") ? one.closest("label") ?? one : one;
  if (!target.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || one.matches(".unseen, label:not(:has(input), [for])")) return false;
  const sides = [...target.getClientRects()].map(({ width, height }) => Math.min(width, height));
  return Math.max(...sides) < 23.99;
}).map(one => one.outerHTML.slice(0, 120))"""


def test_a_finger_finds_every_target(site_url, open_again):
    """On a phone each citation, number, term, link and control measures 24 pixels, in a sentence too."""
    phone = open_again(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    small = {}
    for path in PAGES:
        phone.goto(site_url + path)
        assert phone.evaluate("matchMedia('(pointer: coarse)').matches && document.querySelectorAll('article a').length > 2")
        small[path] = phone.evaluate(SMALL)
    assert {path: found for path, found in small.items() if found} == {}


def walk(page: Page, address: str) -> None:
    """Go through a page by the Tab key: every stop is further on in the text, can be seen and bears a ring; after the last one the focus leaves."""
    page.goto(address)
    style(page, "*, ::before, ::after { transition: none !important; animation: none !important; scroll-behavior: auto !important; }")
    wake_figures(page)
    wrong, count = [], 0
    page.keyboard.press("Tab")
    bring_theme(page)
    page.wait_for_timeout(600)  # Until then a search that is open does not shut (deferred-theme.js).
    while stop := page.evaluate(STOP):
        count += 1
        if not stop["seen"]:
            page.wait_for_timeout(300)  # The search opens a moment after its field has got the focus.
            stop = page.evaluate(STOP)
        if not (stop["inOrder"] and stop["seen"] and stop["ring"]):
            wrong.append(stop)
        page.keyboard.press("Tab")
    assert wrong == []
    assert count > 150


@pytest.mark.parametrize("width", [1280, 320])
def test_keys_through_a_whole_page(site_url, open_page, width):
    """On a desk and on the smallest phone."""
    walk(open_page(viewport={"width": width, "height": 800}, reduced_motion="reduce"), site_url + CHAPTER)


def test_keys_through_a_whole_page_with_other_fonts(site_url, open_page_with_fonts):
    """On a phone, where the letters decide what is cut at an edge."""
    walk(open_page_with_fonts(viewport={"width": 390, "height": 800}, reduced_motion="reduce"), site_url + CHAPTER)


def test_the_menu_by_keys(site_url, open_page):
    """In a narrow window, which is also a wide one enlarged four times: into the menu, to another chapter, out again."""
    page = open_page(viewport={"width": 320, "height": 800}, reduced_motion="reduce")
    page.goto(site_url + CHAPTER)
    menu = page.get_by_role("button", name="Menu")
    menu.focus()
    page.keyboard.press("Enter")
    findings = page.get_by_role("checkbox", name="Pages: Does training remove it?")
    assert findings.evaluate("box => box === document.activeElement")
    assert menu.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Space")  # Back to the chapters.
    page.wait_for_timeout(400)
    page.get_by_role("checkbox", name="Pages: How is it put in?").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "How is a backdoor put in?"
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert menu.evaluate("box => box === document.activeElement")


@pytest.mark.parametrize("path", [CHAPTER, "glossary/", "backdoors/"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_control_has_a_name(site_url, open_page, path, width):
    """In the words of the tree that a browser gives to screen readers, the menu open where there is one."""
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(site_url + path)
    bring_theme(page)
    page.evaluate("document.querySelector('[data-md-toggle=drawer]').checked = true")
    wake_figures(page)
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    stops = [node for node in nodes if any(one["name"] == "focusable" and one["value"]["value"] for one in node.get("properties", []))]
    nameless = [node for node in stops if not node["name"]["value"].strip() and node["role"]["value"] not in ("MathMLMath", "generic", "table")]
    assert nameless == []
    assert len(stops) > 30


@pytest.mark.parametrize("path", [CHAPTER, "backdoors/", "reference/accessibility/"])
def test_more_space_between_letters(site_url, open_again_with_fonts, path):
    """At 320 pixels, with the spacing that a reader may set: nothing is cut off, lies on something else or makes the page scroll sideways."""
    page = open_again_with_fonts(viewport={"width": 320, "height": 800})
    page.goto(site_url + path)
    style(page, SPACED)
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAPPING) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_scrolls_sideways_can_be_reached_by_keys(site_url, open_page):
    """A formula is a stop while part of it is hidden, and none on a wide window."""
    page = open_page()
    page.goto(site_url + "backdoors/")
    stops = page.locator("article .formula[tabindex='0']")
    assert stops.count() == 0
    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # Twice the theme's: in no face does it fit then.
    stops.first.wait_for()
    stops.first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")
