"""The zip, unpacked anywhere and opened from the disk: pages, cards, figures and search."""

from __future__ import annotations

from firefox import ENTER, ESCAPE


def test_in_chromium(offline_dir, open_page):
    page = open_page()
    page.goto((offline_dir / "index.html").as_uri())
    page.locator("a.term").first.click()
    assert page.locator(".card").is_visible()
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("backdor")
    page.locator(".md-search-result__item a[href*='glossary.html'][href$='#backdoor']").wait_for()
    page.goto((offline_dir / "backdoors" / "setups.html").as_uri())
    figure = page.locator("figure[data-figure]").first
    figure.scroll_into_view_if_needed()
    figure.locator(".fig__controls input, .fig__controls button, .fig__controls select").first.wait_for()


def test_in_firefox(offline_dir, firefox):
    firefox.console.clear()
    firefox.size(1280, 800)
    firefox.go((offline_dir / "index.html").as_uri())
    firefox.ask("document.querySelector('article a.term').focus()")
    firefox.key(ENTER)
    firefox.wait("document.querySelector('.card:popover-open')")
    firefox.key(ESCAPE)
    firefox.ask("document.querySelector('.md-search__input').focus()")
    for letter in "backdor":
        firefox.key(letter)
    firefox.wait("""document.querySelector(".md-search-result__item a[href*='glossary.html'][href$='#backdoor']")""")
    firefox.go((offline_dir / "backdoors" / "setups.html").as_uri())
    firefox.ask("document.querySelector('figure[data-figure]').scrollIntoView()")
    firefox.wait("document.querySelector('figure.fig--live .fig__controls select')")
    assert firefox.said() == []
