"""Somebody else's site of three files, built from the wheel in an environment that holds nothing else: its cards open under every theme."""

from __future__ import annotations

import itertools
import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from explainer.__main__ import main
from support.alone import run_alone
from support.serving import serve
from support.tinysite import TinySite

OPEN = ".card:popover-open"
WORD = "a.term[data-term='cluster']"
DEFINITION = "Machines that run containers together."
THEMES = {
    "material": "{name: material, font: false, palette: {scheme: slate}}",
    "instant": "{name: material, font: false, features: [navigation.instant]}",
    "mkdocs": "{name: mkdocs, color_mode: dark}",
    "readthedocs": "{name: readthedocs, highlightjs: false, include_homepage_in_sidebar: false}",
}
TERMS = """\
cluster: {term: cluster, definition: Machines that run containers together., aliases: [compute cluster]}
pod: {term: pod, definition: The smallest thing that a cluster runs.}
volume: {term: volume, definition: Room on a disk.}
"""


@pytest.fixture(scope="module")
def theirs(alone, tmp_path_factory):
    """The address of a foreign site by theme, each built when first asked for."""
    with ExitStack() as stack:
        built: dict[str, str] = {}

        def address(name: str) -> str:
            if name not in built:
                folder = tmp_path_factory.mktemp(name)
                built[name] = stack.enter_context(serve(folder / "site"))
                site = TinySite(folder)
                site.put("mkdocs.yml", f"site_name: Theirs\nsite_url: {built[name]}\ntheme: {THEMES[name]}\nplugins: [search, explainer]\n")
                site.put("docs/index.md", "# Home\n\nA cluster runs.\n" + "\nMore.\n" * 30)
                site.put("docs/other.md", "# Other\n\nThe cluster and its pods.\n")
                site.put("docs/data/glossary.yml", TERMS)
                done = run_alone(alone(), folder, "-m", "mkdocs", "build", "--strict")
                assert done.returncode == 0, done.stdout
            return built[name]

        yield address


@pytest.fixture(params=["material", "mkdocs", "readthedocs"])
def visit(request, theirs, open_again, watch):
    """Open a page of a foreign site; once for each theme."""
    # What two of the themes would fetch, faces and colours of code: the browser of the tests knows no other host.
    watch.allow("asked another host: https://")
    watch.allow("net::ERR_")
    watch.allow("hljs is not defined")

    def visited(path="", **options):
        page = open_again(**options)
        page.goto(theirs(request.param) + path)
        page.wait_for_function("!!document.querySelector('.card[popover]')")
        return page

    return visited


def colours(page, selector: str) -> list[str]:
    """Return the colours of an element's letters and ground."""
    return page.locator(selector).first.evaluate("node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]")


def lightness(colour: str) -> float:
    """Return how light a colour is, from 0 to 1."""
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def test_a_card_opens_by_mouse_and_by_key(visit):
    """And looks as the page does: dark letters on a light ground, or the other way round."""
    page = visit()
    page.locator(WORD).first.hover()
    expect(page.locator(OPEN)).to_contain_text(DEFINITION)
    text, ground = colours(page, OPEN)
    assert abs(lightness(text) - lightness(ground)) > 0.4
    page_text, _ = colours(page, f":is(p, li):has({WORD})")
    assert text == page_text
    page.mouse.move(5, 500)
    expect(page.locator(OPEN)).to_have_count(0)
    page.locator(WORD).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_contain_text(DEFINITION)
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)


def test_a_card_opens_by_touch_and_leads_to_the_entry(visit):
    """On a phone, without leaving the page; the entry is then to be seen, below whatever the theme fixes to the top."""
    page = visit(has_touch=True, viewport={"width": 390, "height": 700})
    before = page.url
    page.locator(WORD).first.tap()
    expect(page.locator(OPEN)).to_contain_text(DEFINITION)
    assert page.url == before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(f"{OPEN} .card__more a").tap()
    page.wait_for_url("**/glossary/#cluster")
    expect(page.locator("#cluster")).to_be_in_viewport()
    at = "node => { const box = node.getBoundingClientRect(); return node.contains(document.elementFromPoint(box.x + 5, box.y + box.height / 2)); }"
    page.wait_for_function(f"({at})(document.getElementById('cluster'))")


def test_the_glossary_page_looks_meant(visit):
    """Letters apart, a filter that sifts, where a term is used in small print and not in a box of the theme."""
    page = visit("glossary/")
    letters = page.locator(".alphabet a")
    boxes = [letter.bounding_box() for letter in letters.all()]
    assert [letter.inner_text() for letter in letters.all()] == ["C", "P", "V"]
    assert all(right["x"] >= left["x"] + left["width"] + 2 for left, right in itertools.pairwise(boxes))
    used = page.locator("[data-entry='cluster'] .entry__used")
    expect(used).to_contain_text("Used on 2 pages")
    assert used.evaluate("node => [getComputedStyle(node).borderTopWidth, getComputedStyle(node).backgroundColor]") == ["0px", "rgba(0, 0, 0, 0)"]
    page.get_by_label("Filter the terms").fill("disk")
    expect(page.locator("[data-entry='volume']")).to_be_visible()
    expect(page.locator("[data-entry='cluster']")).to_be_hidden()


def test_a_site_read_from_a_file(tmp_path, open_page, watch):
    """Cards and filter work, which a module would not: browsers load none for a file. The filter knows letters that keyboards give for one another."""
    # What the theme would fetch for its search; without it nothing of the theme begins.
    watch.allow("unpkg.com")
    site = TinySite(tmp_path)
    site.put("mkdocs.yml", "site_name: Theirs\ntheme: {name: material, font: false}\nuse_directory_urls: false\nplugins: [explainer, offline]\n")
    site.put("docs/index.md", "# Home\n\nA cluster runs.\n")
    site.put("docs/data/glossary.yml", TERMS + "corpus: {term: پیکره, definition: Texts.}\n")
    built = site.build()
    page = open_page()
    page.goto((built.folder / "index.html").as_uri())
    page.locator(WORD).hover()
    expect(page.locator(OPEN)).to_contain_text(DEFINITION)
    page.goto((built.folder / "glossary.html").as_uri())
    page.get_by_label("Filter the terms").fill("پيكره")
    expect(page.locator("[data-entry='corpus']")).to_be_visible()
    expect(page.locator("[data-entry='cluster']")).to_be_hidden()


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_the_small_site_looks_meant(tmp_path, open_again, theme):
    """What opens is a line and no box of the theme, no other host is asked, and a reader's dark is dark where the theme has one."""
    assert main(["new", str(tmp_path / "tea"), "--theme", theme]) == 0
    site = TinySite(tmp_path / "tea").build()
    with serve(site.folder) as address:
        page = open_again(color_scheme="dark")
        for path, small in (("", "details.chart__data"), ("tables/", ".numbers > details"), ("glossary/", "details.entry__used")):
            page.goto(address + path)
            look = (
                "node => [getComputedStyle(node).borderTopWidth, getComputedStyle(node).backgroundColor, getComputedStyle(node, '::before').content]"
            )
            for part in (small, f"{small} > summary"):
                assert page.locator(part).first.evaluate(look) == ["0px", "rgba(0, 0, 0, 0)", "none"], part
        page.goto(address)
        page.locator("a.term").first.hover()
        expect(page.locator(OPEN)).to_be_visible()
        text, ground = map(lightness, colours(page, OPEN))
        assert (ground < 0.4 < 0.6 < text) if theme == "material" else (text < 0.4 < 0.6 < ground)
        page.goto("about:blank")  # While there is a server: the search of the second theme may still be fetching its parts.


def test_cards_go_on_when_the_theme_swaps_pages(theirs, open_again):
    """With instant navigation the document stays, and so does the one card."""
    page = open_again()
    page.goto(theirs("instant"))
    page.wait_for_function("!!document.querySelector('.card[popover]')")
    page.evaluate("window.same = true")
    page.locator(".md-nav__link[href*='other']").first.evaluate("node => node.click()")
    expect(page.locator("h1")).to_have_text("Other")
    page.locator(WORD).first.hover()
    expect(page.locator(OPEN)).to_contain_text(DEFINITION)
    expect(page.locator(".card[popover]")).to_have_count(1)
    assert page.evaluate("window.same")


def test_the_filter_on_a_page_of_the_author(build_site, open_again):
    """It hides what does not fit and leaves the rest in the order in which it was written."""
    words = "# Words\n\nZebra\n:   A striped horse.\n\nAnt\n:   A small insect.\n\nThe end.\n\nBee\n:   An insect with stripes.\n"
    site = build_site({"index.md": "# Home\n\nA zebra.\n", "glossary.md": words})
    with serve(site.folder) as address:
        page = open_again()
        page.goto(address + "glossary/")
        page.get_by_label("Filter the terms").fill("insect")
        expect(page.locator("[data-entry='zebra']")).to_be_hidden()
        expect(page.locator("[data-entry='bee']")).to_be_visible()
        page.get_by_label("Filter the terms").fill("")
        assert page.locator("dt").all_inner_texts() == ["Zebra", "Ant", "Bee"]
        assert page.locator("article").inner_text().index("The end.") < page.locator("article").inner_text().index("Bee")


def test_what_scripts_say_is_in_the_language_of_the_site(build_site, open_again):
    """The name of the card, the count of the filter, the heading of the notes on paper."""
    site = build_site({"index.md": "# Accueil\n\nA cluster.\n"}, {"cluster": "X.", "pod": "Y."}, plugins="[explainer: {language: fr}]")
    with serve(site.folder) as address:
        page = open_again()
        page.goto(address)
        page.locator(WORD).first.hover()
        expect(page.locator(OPEN)).to_have_attribute("aria-label", "Définition")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(page.locator(".endnotes h2")).to_have_text("Termes de cette page")
        page.goto(address + "glossary/")
        page.get_by_label("Filtrer les termes").fill("pod")
        expect(page.locator(".filter__count")).to_have_text("1 termes sur 2")
