"""Every page in the Firefox of this machine, wide and narrow: it fits, it is quiet, its cards and figures do what they should."""

from __future__ import annotations

import pytest
from firefox import ENTER, ESCAPE, LEFT, RIGHT, Firefox

from support.project import SOURCES, address

PAGES = [*map(address, SOURCES), "404.html"]

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BARS = "[...document.querySelectorAll('.md-sidebar__scrollwrap')].some(menu => menu.scrollHeight < innerHeight / 2 && menu.scrollHeight > menu.clientHeight)"
FIRST = "[...document.querySelectorAll('article :is(a.term, a.cite, a.number)')].find(link => link.checkVisibility() && !link.closest('svg'))"
# Brings the first link with a card to the middle of the window and says where its first line is; nothing where there is none.
PLACE = f"""(() => {{
  const link = {FIRST};
  link?.scrollIntoView({{ block: "center", behavior: "instant" }});
  const [box] = link?.getClientRects() ?? [];
  return box ? [box.x + Math.min(box.width / 2, 5), box.y + box.height / 2] : null;
}})()"""
TRIES = 5
OPEN = "document.querySelector('.card:popover-open')"
# Gives the focus to the first control of a figure and says in which direction it can go.
READY = """(figure => {
  const control = figure.querySelector("input:not([type=text]), select");
  window.before = figure.querySelector(".fig__stage").outerHTML;
  control.focus();
  return control.type === "range" ? control.value < control.max : control.selectedIndex !== control.length - 1;
})"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page(site_url: str, firefox: Firefox, path: str) -> None:
    firefox.size(1280, 800)
    firefox.go(site_url + path)
    assert firefox.ask(SIDEWAYS) <= 0
    by_mouse(firefox)
    assert not firefox.ask(BARS), "a scrollbar beside a menu that fits"
    firefox.size(390, 800)
    assert firefox.ask(SIDEWAYS) <= 0
    by_key(firefox)
    move_figures(firefox)
    firefox.ask("new Promise(requestIdleCallback)")
    said, firefox.console = firefox.console, []
    assert said == []


def by_mouse(firefox: Firefox) -> None:
    """Point at a link: its card opens; move away: it shuts."""
    if not firefox.ask(PLACE):
        firefox.point(640, 400)
        return
    # A figure that wakes nearby may push the link away from under the pointer, on a busy machine to where it is not drawn yet; a reader follows it.
    for _ in range(TRIES):
        if place := firefox.ask(PLACE):
            firefox.point(*place)
        if firefox.comes(OPEN):
            break
    firefox.wait(OPEN)
    firefox.point(5, 400)
    firefox.wait(f"!{OPEN}")


def by_key(firefox: Firefox) -> None:
    """Enter opens a card, Escape shuts it and gives the focus back."""
    if not firefox.ask(PLACE):
        return
    firefox.ask(f"{FIRST}.focus()")
    firefox.key(ENTER)
    firefox.wait(OPEN)
    firefox.key(ESCAPE)
    firefox.wait(f"!{OPEN} && document.activeElement === {FIRST}")


def move_figures(firefox: Firefox) -> None:
    """Each wakes when it comes near, and its picture follows its first control."""
    for number in range(firefox.ask("document.querySelectorAll('figure[data-figure]').length")):
        figure = f"document.querySelectorAll('figure[data-figure]')[{number}]"
        firefox.ask(f"{figure}.scrollIntoView({{ behavior: 'instant' }})")
        firefox.wait(f"{figure}.classList.contains('fig--live')")
        firefox.key(RIGHT if firefox.ask(f"{READY}({figure})") else LEFT)
        firefox.wait(f"{figure}.querySelector('.fig__stage').outerHTML !== before")


def test_a_slider_is_as_dark_as_in_other_browsers(site_url: str, firefox: Firefox) -> None:
    """Its thumb and the way it has come; Firefox greys the one and, where that is styled, leaves the other out."""
    firefox.size(1280, 800)
    firefox.go(site_url + "findings/hhh-rl/")
    slider = "document.querySelector('figure[data-figure] input[type=range]')"
    firefox.ask("document.querySelector('figure[data-figure]').scrollIntoView({ behavior: 'instant' })")
    firefox.wait(f"!!{slider}")
    for part in "thumb", "progress":
        assert firefox.ask(f"getComputedStyle({slider}, '::-moz-range-{part}').backgroundColor === getComputedStyle(document.body).color") is True
