"""The site where it does not stand at the root of its host, as on pages of a project: nothing may be asked of the rest of the host.

The whole of these tests can run so: `SITE_URL=https://example.org/sleeper-agents/ scripts/test tests/browser`.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from explainer.exports.redirects import redirect_files
from support.project import UNDER_A_PATH
from support.serving import serve

BASE = urlsplit(UNDER_A_PATH).path
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def path_url(dir_under_a_path):
    """The address of the site: `http://127.0.0.1:49152/sleeper-agents/`."""
    with serve(dir_under_a_path, base=BASE) as address:
        yield address


@pytest.fixture
def page(page, path_url):
    """A page that fails its test when it asks for anything beside the site."""
    outside = []
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith((path_url, "data:")) else None)
    yield page
    assert outside == []


def wake(page):
    """Let the theme's script come, as it does when the reader first does something."""
    page.mouse.move(50, 300, steps=2)
    page.wait_for_function("() => !!window.document$")


def test_the_way_through_the_site(path_url, page):
    """Next, the breadcrumbs, the name of the site."""
    page.goto(path_url)
    page.locator(".md-footer__link--next").click()
    page.wait_for_url(f"{path_url}*/**")
    page.goto(path_url + "findings/hhh-rl/")
    page.locator(".md-path a").last.click()
    page.wait_for_url(path_url + "findings/")
    page.locator("a.md-logo").first.click()
    page.wait_for_url(path_url)


@pytest.mark.parametrize("address", ["nowhere", "findings/no/such/page/"])
def test_an_address_that_is_not_there(path_url, page, watch, address):
    """At any depth: with its looks, what the theme adds later, a search, and links that lead into the site."""
    watch.allow("404")
    assert page.goto(path_url + address).status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert page.evaluate("getComputedStyle(document.querySelector('.lost')).display") != "inline"
    wake(page)
    page.wait_for_function("() => [...document.styleSheets].some(sheet => sheet.href?.includes('/later.'))")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("pgood")
    assert page.locator(".md-search-result__link").first.evaluate("link => link.href").startswith(path_url)
    page.goto(path_url + address)  # Anew, without the search that lies over the links
    page.locator(".lost a", has_text="Does training remove it?").first.click()
    page.wait_for_url(path_url + "findings/")


def test_search(path_url, page):
    """A result leads to its page."""
    page.goto(path_url + "findings/")
    wake(page)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("pgood")
    page.locator(".md-search-result__link:visible").first.click()
    page.wait_for_url(f"{path_url}glossary/**")


def test_a_card_and_its_entry(path_url, page):
    page.goto(path_url + "backdoors/")
    page.locator("a.term").first.click()
    page.locator(".card:popover-open .card__more a").first.click()
    page.wait_for_url(f"{path_url}glossary/#*")


def test_a_figure_on_its_page_and_by_itself(path_url, page, dir_under_a_path):
    """At work in both places; by itself it leads to the page that it is from."""
    page.goto(path_url + "backdoors/setups/")
    page.locator("figure[data-figure]").first.scroll_into_view_if_needed()
    expect(page.locator("figure.fig--live").first).to_be_visible()
    folder = min((dir_under_a_path / "embed").glob("build-a-setup*"))
    page.goto(f"{path_url}embed/{folder.name}/")
    expect(page.locator("figure.fig--live")).to_be_visible()
    page.locator(".embed__source a").first.click()
    page.wait_for_url(path_url)


def test_downloads(path_url, page):
    """Every file that the glossary and the page of tables offer."""
    for address in ("glossary/", "reference/data-and-method/"):
        page.goto(path_url + address)
        files = page.eval_on_selector_all("article a[download]", "links => links.map(link => link.href)")
        assert files
        assert [file for file in files if not file.startswith(path_url) or not page.request.get(file).ok] == []


def test_the_feed(path_url, page):
    """It is where the pages say, and names them by the address of the site."""
    page.goto(path_url)
    told = page.locator("link[type='application/atom+xml']").get_attribute("href")
    assert told == f"{UNDER_A_PATH}feed.xml"
    feed = etree.fromstring(page.request.get(path_url + told.removeprefix(UNDER_A_PATH)).text())
    links = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert len(links) > 2
    assert [link for link in links if not link.startswith(UNDER_A_PATH)] == []


def test_a_page_that_moved(tmp_path, open_page):
    """Its former address leads on, on hosts that only hand out files; others are told the whole path."""
    files = redirect_files({"old/place.md": "part/new.md"}, use_folders=True, base=BASE)
    for path, text in {**files, "part/new/index.html": "<link rel=icon href=data:><title>New</title>"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert 'rel="icon"' in files["old/place/index.html"]  # Else a browser asks beside the site for one, unless it has left before.
    assert files["_redirects"] == f"{BASE}old/place/ {BASE}part/new/ 301\n"
    page = open_page()
    with serve(tmp_path, base=BASE) as address:
        page.goto(address + "old/place/")
        page.wait_for_url(address + "part/new/")
