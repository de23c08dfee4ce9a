"""The lists of claims: sifted without script; with it, counted, and the choice kept in the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from support.serving import serve

URL = "reference/"


def notes(page: Page) -> Locator:
    """Return the list of what the notes say."""
    return page.locator(".claims[data-group=notes]")


def shown(box: Locator) -> list[str]:
    """Return the ids of the claims that are to be seen."""
    ids: list[str] = box.locator(".claim:visible").evaluate_all("claims => claims.map(claim => claim.id)")
    return ids


def choose(box: Locator, legend: str, name: str) -> None:
    """Choose one button of a group."""
    box.get_by_role("group", name=legend).get_by_role("radio", name=re.compile(f"^{name}")).check()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_choice_sifts(site_url, open_page, script):
    """Both choices hold together; each verdict says beforehand how many it leaves."""
    page = open_page(java_script_enabled=script)
    page.goto(site_url + URL)
    box = notes(page)
    labels = box.get_by_role("group", name="Verdict").locator("label")
    holds = labels.filter(has_text="Holds").inner_text()
    choose(box, "Verdict", "Holds")
    assert box.locator(".claim:visible").count() == int(re.search(r"\d+", holds)[0])
    assert box.locator(".claim:visible:not(.claim--holds)").count() == 0
    choose(box, "Chapter", "What is the danger?")
    both = box.locator(".claim--holds[data-chapter=threats]").count()
    assert 0 < box.locator(".claim:visible").count() == both


def test_another_site_has_chapters_of_its_own(build_site, open_again):
    """The style sheet knows no name of any: what a site calls them is its own affair."""
    said = "N{}:\n  claim: It is so.\n  origin: notes\n  chapter: {}\n  verdict: holds\n  answer: It is.\n"
    data = {"claims.yml": "".join(said.format(*each) for each in ((1, "kettles"), (2, "cups"), (3, "cups")))}
    pages = {"index.md": "# Home", "cups/a.md": "# Cups", "kettles/a.md": "# Kettles", "claims.md": "# Claims\n\n/// claims | notes\n///\n"}
    nav = "nav: [index.md, claims.md, {Things to pour: [kettles/a.md]}, {Things to drink: [cups/a.md]}]\n"
    site = build_site(pages, {"tea": "A drink."}, data=data, theme="mkdocs, highlightjs: false", config=nav, plugins="[explainer]")
    with serve(site.folder) as address:
        page = open_again(java_script_enabled=False)
        page.goto(address + "claims/")
        box = notes(page)
        choose(box, "Chapter", "Things to drink")
        assert shown(box) == ["claim-n2", "claim-n3"]
        choose(box, "Chapter", "Things to pour")
        assert shown(box) == ["claim-n1"]


def test_a_choice_made_before_the_script_comes_is_kept(site_url, open_page):
    """It comes when the page is there, and finds what a quick reader has done."""
    page, held, script = open_page(), [], re.compile(r"/claims\.\w+\.js$")
    page.route(script, lambda route: held.append(route))
    with page.expect_request(script):
        page.goto(site_url + URL)
    box = notes(page)
    choose(box, "Verdict", "Holds")
    held[0].continue_()
    expect(box.locator("output")).to_have_text(re.compile(" of "))
    assert box.get_by_role("radio", name=re.compile("^Holds")).is_checked()
    assert "verdict=holds" in page.url


def test_the_count_says_what_is_seen(site_url, open_page):
    """Nothing while nothing is left out; else how many of how many, whatever is chosen."""
    page = open_page()
    page.goto(site_url + URL)
    box = notes(page)
    count, everything = box.locator("output"), len(shown(box))
    expect(count).to_have_text("")
    for legend, name in (("Verdict", "Imprecise"), ("Chapter", "Does training remove it?"), ("Verdict", "Opinion")):
        choose(box, legend, name)
        expect(count).to_have_text(f"{len(shown(box))} of {everything} shown")
    choose(box, "Verdict", "All")
    choose(box, "Chapter", "All")
    expect(count).to_have_text("")


def test_chapters_stand_in_the_order_of_the_menu(site_url, open_page):
    """As the tabs above the page have them."""
    page = open_page()
    page.goto(site_url + URL)
    tabs = [text.strip() for text in page.locator(".md-tabs__link").all_inner_texts()]
    chapters = notes(page).get_by_role("group", name="Chapter").locator("label")
    offered = [text.strip() for text in chapters.all_inner_texts()]
    assert offered == ["All", *[tab for tab in tabs if tab in offered]]


def test_a_choice_is_kept_in_the_address(site_url, open_page):
    """Somebody who gets it sees the same; what others keep there stays, and "all" leaves nothing behind."""
    page = open_page()
    page.goto(site_url + URL + "?other=x")
    choose(notes(page), "Verdict", "Holds")
    choose(notes(page), "Chapter", "What is a backdoor?")
    seen, address = shown(notes(page)), page.url
    assert address.endswith("?other=x&claims.notes.verdict=holds&claims.notes.chapter=backdoors")
    again = open_page()
    again.goto(address)
    assert shown(notes(again)) == seen
    expect(notes(again).locator("output")).to_have_text(re.compile(f"^{len(seen)} of"))
    choose(notes(again), "Verdict", "All")
    choose(notes(again), "Chapter", "All")
    assert again.url == site_url + URL + "?other=x"


def test_a_value_that_is_none_leaves_everything(site_url, open_page):
    """An address from elsewhere does not hide what it cannot name."""
    page = open_page()
    page.goto(site_url + URL + "?claims.notes.verdict=xyzzy")
    assert len(shown(notes(page))) == notes(page).locator(".claim").count()


def test_a_link_reaches_a_claim_that_is_sifted_out(site_url, open_page):
    """On arrival, and while the page is open."""
    page = open_page()
    page.goto(site_url + URL + "?claims.notes.verdict=opinion#claim-n20")
    expect(page.locator("#claim-n20")).to_be_in_viewport()
    choose(notes(page), "Verdict", "Opinion")
    expect(page.locator("#claim-n20")).to_be_hidden()
    page.evaluate("location.hash = '#claim-n24'")
    expect(page.locator("#claim-n24")).to_be_in_viewport()


def test_a_claim_that_is_chosen_away_is_left(site_url, page):
    """Back on the page, the choice holds: the address no longer asks for the claim by which the reader came."""
    page.goto(f"{site_url}{URL}#claim-n2")
    box = notes(page)
    choose(box, "Verdict", "Holds")
    expect(page).to_have_url(re.compile(r"verdict=holds$"))
    page.goto(site_url + "glossary/")
    page.go_back()
    expect(box.get_by_role("radio", name=re.compile("^Holds"))).to_be_checked()
    choose(box, "Verdict", "All")
    expect(box.locator("#claim-n2")).to_be_visible()
