"""Open to everyone: what axe-core sees on every page, and what no program sees by itself, on a few."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from project import SOURCES, address

WIDTHS = (1280, 390)
EVERY = [*(address(src) for src in SOURCES), "404.html", "embed/switch/"]
LONG = "findings/hhh-rl/"  # A chapter page with numbers, charts, claims, a figure and questions.
# Of the rules only these look at colours; the others find the same in both schemes.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# WCAG 1.4.12
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"

FOCUSABLE = "a[href], button, input, select, summary, textarea, [tabindex='0']"
SHOWN = "part => part.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) && part.getClientRects().length > 0"


def violations(page: Page, **options: object) -> str:
    """Return what axe finds, empty if nothing."""
    results = Axe().run(page, options={"resultTypes": ["violations"], **options})
    return results.generate_report() if results.violations_count else ""


@pytest.mark.parametrize("path", EVERY)
def test_axe(site_url, open_page, path):
    """No violation of any rule at two widths, and none of those about colours in the dark scheme either."""
    light = open_page(color_scheme="light", bypass_csp=True)
    dark = open_page(color_scheme="dark", bypass_csp=True)
    for page, options in ((light, {}), (dark, COLOURS)):
        page.goto(site_url + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert not violations(page, **options)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_when_everything_has_come(site_url, open_page, width):
    """With the theme's script, its menu or search, and an open card."""
    page = open_page(bypass_csp=True, viewport={"width": width, "height": 800})
    page.goto(site_url + LONG)
    page.mouse.move(50, 300)
    page.wait_for_function("() => window.document$")
    page.locator("article a.term").first.click()
    expect(page.locator(".card:popover-open")).to_be_visible()
    assert not violations(page)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("pgood")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert not violations(page)


def test_a_walk_by_keys(site_url, page):
    """Tab comes by everything that can be used, in the order of the page, each time with a name and a focus one can see."""
    page.goto(site_url + LONG)
    page.mouse.move(50, 300)
    page.wait_for_function("() => window.document$")
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")  # Figures come as they come near.
    page.wait_for_timeout(1000)
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("""() => {
        window.seen = [];
        const style = part => { const { outlineStyle, outlineWidth, boxShadow, backgroundColor, color } = getComputedStyle(part);
            return [outlineStyle === "none" ? 0 : outlineWidth, boxShadow, backgroundColor, color].join() };
        window.note = () => {
            const part = document.activeElement;
            if (part === document.body || window.seen.some(item => item.part === part)) return false;
            const focused = style(part), box = (part.matches(".md-option") ? part.nextElementSibling : part).getBoundingClientRect();
            const name = part.getAttribute("aria-label") || part.title || part.innerText || part.labels?.[0]?.innerText || part.querySelector("title, img")?.textContent || "";
            window.seen.push({ part, name: name.trim() || part.tabIndex === 0 && part.scrollWidth > part.clientWidth, shows: box.width > 1 && box.height > 1, focused, style });
            return true;
        } }""")
    for _ in range(400):
        page.keyboard.press("Tab")
        if not page.evaluate("note()"):
            break
    walked = page.evaluate("""() => {
        document.activeElement.blur();
        const show = part => part.outerHTML.slice(0, 120);
        return {
            count: seen.length,
            nameless: seen.filter(item => !item.name).map(item => show(item.part)),
            unseen: seen.filter(item => !item.shows).map(item => show(item.part)),
            unmarked: seen.filter(item => item.focused === item.style(item.part)).map(item => show(item.part)),
            disordered: seen.filter(({ part }, at) => at && !(seen[at - 1].part.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING)).map(item => show(item.part)),
        } }""")
    assert walked.pop("count") > 100
    assert walked == {"nameless": [], "unseen": [], "unmarked": [], "disordered": []}


@pytest.mark.parametrize("path", [LONG, "backdoors/", "glossary/", "findings/"])
def test_text_further_apart(site_url, open_page, path):
    """Nothing is cut off and the page does not scroll sideways when lines, words and letters are spaced as WCAG 1.4.12 asks."""
    page = open_page(bypass_csp=True, viewport={"width": 320, "height": 800})
    page.goto(site_url + path)
    page.add_style_tag(content=SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = page.evaluate("""() => [...document.querySelectorAll("article :is(p, li, td, th, h1, h2, h3, figcaption, summary, button, a)")]
        .filter(part => { const { overflowX, overflowY } = getComputedStyle(part);
            return part.clientHeight && (overflowY !== "visible" && part.scrollHeight > part.clientHeight + 1 || overflowX === "hidden" && part.scrollWidth > part.clientWidth + 1) })
        .map(part => part.outerHTML.slice(0, 120))""")
    assert cut == []


@pytest.mark.parametrize("path", ["", LONG, "glossary/", "reference/", "embed/find-the-trigger/"])
def test_size_of_targets(site_url, page, path):
    """Controls are 24 pixels high and wide, or have as much room round them (WCAG 2.5.8); links in sentences are exempt."""
    page.goto(site_url + path)
    page.mouse.move(50, 300)
    page.set_viewport_size({"width": 390, "height": 800})
    page.evaluate("document.querySelectorAll('figure[data-figure]').forEach(part => part.scrollIntoView())")
    page.wait_for_timeout(800)
    small = page.evaluate(f"""() => {{
        const parts = [...document.querySelectorAll("button, summary, input:not([type=hidden]), select, label.md-header__button, .md-footer a")].filter({SHOWN});
        const boxes = parts.map(part => (part.type === "checkbox" || part.type === "radio") && part.closest("label") || part).map(part => part.getBoundingClientRect());
        return parts.filter((part, at) => {{
            const box = boxes[at], x = box.x + box.width / 2, y = box.y + box.height / 2;
            if (box.width >= 24 && box.height >= 24 || box.width < 2) return false;
            return boxes.some((other, number) => number !== at && other.width > 1
                && Math.max(other.left - x, x - other.right, 0) < 12 && Math.max(other.top - y, y - other.bottom, 0) < 12
                && !parts[number].contains(part) && !part.contains(parts[number]));
        }}).map(part => part.outerHTML.slice(0, 120));
    }}""")
    assert small == []


def test_the_language_is_said(site_url, page):
    """For every page, and for a text in another language on it."""
    page.goto(site_url)
    assert page.locator("html").get_attribute("lang") == "en"
