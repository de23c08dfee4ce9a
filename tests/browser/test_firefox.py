"""Every page in the Firefox of this machine, wide and narrow: it fits, it is quiet, its cards and figures do what they should."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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
    assert firefox.said() == []


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


@pytest.mark.parametrize("place", ["#what-this-does-not-show", "findings/model-size/#what-was-done", "backdoors/setups/#training-objective"])
def test_an_address_leads_to_its_place_below_a_figure(site_url: str, firefox: Firefox, place: str) -> None:
    """On a phone, where the figure gets its controls, and grows, while the reader is there already."""
    firefox.size(390, 800)
    firefox.go("about:blank")
    firefox.go(site_url + place)
    heading = f"document.getElementById('{place.split('#')[1]}')"
    above = f"[...document.querySelectorAll('figure[data-figure]')].findLast(figure => figure.compareDocumentPosition({heading}) & Node.DOCUMENT_POSITION_FOLLOWING)"
    firefox.wait(f"{above}.classList.contains('fig--live')")
    firefox.ask("new Promise(requestAnimationFrame)")
    assert 0 <= firefox.ask(f"{heading}.getBoundingClientRect().top") < 150


FORMULA = "<math><msub><mi>p</mi>", "<mi>good</mi></msub></math>"


def test_a_formula_that_arrives_in_two_halves_is_not_wrong(firefox: Firefox) -> None:
    """Drawn before its second half has come, Firefox complains of it; what tells the console apart must know that."""
    with arriving(*FORMULA) as (address, arrive):
        firefox.go(address, wait="none")
        firefox.wait("document.querySelector('msub mi') && document.body.getBoundingClientRect()")
        arrive()
        firefox.wait("document.readyState === 'complete'")
    assert any("<msub/>" in line for line in firefox.console)
    assert firefox.said() == []


def test_a_formula_that_lacks_a_part_is_wrong(firefox: Firefox) -> None:
    with arriving(FORMULA[0], FORMULA[1].replace("<mi>good</mi>", "")) as (address, arrive):
        arrive()
        firefox.go(address)
        firefox.ask("document.body.getBoundingClientRect()")
    assert set(firefox.said()) == {"error: Invalid markup: Incorrect number of children for <msub/> tag."}


@contextmanager
def arriving(first: str, second: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """A page at an address, and what lets its second half come."""
    go_on = threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            # Long enough that no browser waits for more before it draws.
            self.wfile.write(f"<!doctype html><title>Slow</title><link rel=icon href=data:,><!--{'-' * 9000}--><body>{first}".encode())
            self.wfile.flush()
            go_on.wait(60)
            self.wfile.write(second.encode())

        def log_message(self, *args: object) -> None:
            """Keep the test's output its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", go_on.set
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
