"""A real browser on the real site. A page that logs an error, or asks another host for anything, fails its test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from firefox import Firefox, launched
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, expect, sync_playwright

from explainer.content.content import load
from explainer.content.options import Options
from explainer.content.site import site_of
from explainer.exports.embed import embed_pages
from support.fonts import fonts_of
from support.serving import serve

PATIENCE = 60_000
"""Milliseconds; what is expected comes within a fraction of them, unless the machine is slow and has other work."""
expect.set_options(timeout=PATIENCE)

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OpenPage = Callable[..., Page]
Launch = Callable[[str], Browser]
KeptPage = tuple[Browser, dict[str, Any], Page]
FONTS = os.environ.get("FONTS", "Liberation")
"""The set-up of fonts for tests that do not choose one: `FONTS=DejaVu scripts/test tests/browser`."""


@pytest.fixture(scope="session")
def launch() -> Iterator[Launch]:
    """Give a function that starts Chromium with a set-up of fonts, once: the one named in CHROMIUM, else one of the machine, else Playwright's."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    started: dict[str, Browser] = {}
    with sync_playwright() as playwright:

        def launch_once(fonts: str) -> Browser:
            if fonts not in started:
                try:
                    started[fonts] = playwright.chromium.launch(
                        executable_path=found,
                        args=["--no-sandbox", "--disable-gpu"],
                        ignore_default_args=["--hide-scrollbars"],  # A reader sees them too.
                        env={**os.environ, **fonts_of(fonts)},
                    )
                except Error as error:
                    pytest.fail(f"No browser: set CHROMIUM to a Chromium or Chrome, or run `playwright install chromium`.\n{error}", pytrace=False)
            return started[fonts]

        yield launch_once
        for one in started.values():
            one.close()


@pytest.fixture(scope="session")
def browser(launch: Launch) -> Browser:
    """Chromium with the set-up of fonts that FONTS names, or with those of the machine where these cannot be had."""
    return launch(FONTS)


@pytest.fixture(scope="session", params=["DejaVu", "Liberation"])
def browser_of_fonts(request: pytest.FixtureRequest, launch: Launch) -> Browser:
    """Chromium, for one test after the other, with the widest fonts that are usual and with those of most desktops."""
    if not fonts_of(request.param):
        why = f"The {request.param} fonts are not here and cannot be fetched: install them to see whether the pages fit with them too."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    return launch(request.param)


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A tab of Firefox: the one named in FIREFOX, else one of the machine."""
    found = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if not found:
        pytest.fail("No Firefox: install one, or set FIREFOX to it.", pytrace=False)
    with launched(found, tmp_path_factory.mktemp("firefox") / "profile", fonts_of(FONTS)) as tab:
        yield tab


class Watch:
    """What went wrong in the pages of one test."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.allowed: list[str] = []

    def allow(self, part: str) -> None:
        """Expect an error that holds `part`, where a test provokes one."""
        self.allowed.append(part)

    def follow(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", self._script)
        page.on("request", self._request)

    def leave(self, page: Page) -> None:
        page.remove_listener("console", self._console)
        page.remove_listener("pageerror", self._script)
        page.remove_listener("request", self._request)

    def _script(self, error: Error) -> None:
        self._note(f"script error: {error}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self._note(f"asked another host: {request.url}")

    def _note(self, what: str) -> None:
        self.wrong.append(what)

    def check(self) -> None:
        unexpected = [what for what in self.wrong if not any(part in what for part in self.allowed)]
        assert not unexpected, "\n".join(unexpected)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Collect errors of the test's pages; nothing unexpected may be among them."""
    found = Watch()
    yield found
    found.check()


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[OpenPage]:
    """Give a function that opens a watched page in a context of its own: `open_page(has_touch=True)`."""
    with opening(browser, watch) as opened:
        yield opened


@pytest.fixture
def open_page_with_fonts(browser_of_fonts: Browser, watch: Watch) -> Iterator[OpenPage]:
    """Give such a function once for each set-up of fonts that hangs together with what fits on a page."""
    with opening(browser_of_fonts, watch) as opened:
        yield opened


@contextmanager
def opening(browser: Browser, watch: Watch) -> Iterator[OpenPage]:
    """Give a function that opens pages, and close them in the end."""
    contexts: list[BrowserContext] = []

    def opened(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(PATIENCE)
        context.on("page", watch.follow)
        contexts.append(context)
        return context.new_page()

    try:
        yield opened
    finally:
        for context in contexts:
            context.close()


@pytest.fixture(scope="session")
def kept() -> list[KeptPage]:
    """Pages of tests that are over, with the browser and the options with which they were opened."""
    return []


@pytest.fixture
def open_again(browser: Browser, watch: Watch, kept: list[KeptPage]) -> Iterator[OpenPage]:
    """As `open_page`, but a page may have been that of an earlier test: a fresh one costs three times what it takes to load it.

    Not for tests that change what a page finds when it begins, by `route` or `add_init_script`. `open_again(cached=False)`
    fetches everything, as who comes for the first time does.
    """
    with reopening(browser, watch, kept) as opened:
        yield opened


@pytest.fixture
def open_again_with_fonts(browser_of_fonts: Browser, watch: Watch, kept: list[KeptPage]) -> Iterator[OpenPage]:
    """Give such a function once for each set-up of fonts."""
    with reopening(browser_of_fonts, watch, kept) as opened:
        yield opened


@pytest.fixture
def page(open_again: OpenPage) -> Page:
    """A page of an earlier test, empty again, 1280 × 800."""
    return open_again()


@contextmanager
def reopening(browser: Browser, watch: Watch, kept: list[KeptPage]) -> Iterator[OpenPage]:
    """Give a function that opens pages, and put them back in the end, with nothing left of the test but the cache."""
    taken: list[Page] = []

    def opened(*, viewport: Any = None, cached: bool = True, **options: Any) -> Page:
        kind = {**options, "cached": cached}
        page = next((page for owner, its_kind, page in kept if owner is browser and its_kind == kind and page not in taken), None)
        if page is None:
            page = browser.new_context(**options).new_page()
            page.context.set_default_timeout(PATIENCE)
            page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": not cached})
            kept.append((browser, kind, page))
        page.set_viewport_size(viewport or {"width": 1280, "height": 800})
        watch.follow(page)
        page.context.on("page", watch.follow)
        taken.append(page)
        return page

    yield opened
    for page in taken:
        page.context.remove_listener("page", watch.follow)
        try:
            empty(page, next(kind for _, kind, one in kept if one is page))
        except Error:  # What a test broke is no page for the next one.
            kept[:] = [one for one in kept if one[2] is not page]
        watch.leave(page)


def empty(page: Page, options: Mapping[str, Any]) -> None:
    """Take away what a test left on a page that was opened with these options, and beside it."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.evaluate("() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* An empty page has none. */ } }")
    page.goto("about:blank")
    page.emulate_media(media="null", reduced_motion=options.get("reduced_motion", "null"))
    page.mouse.move(0, 0)


@pytest.fixture(scope="session")
def figures_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page of each figure by itself, with the assets as they are in docs/."""
    docs = Path(__file__).parents[2] / "docs"
    site = site_of(load(docs / "data"), Options(), docs)
    folder = tmp_path_factory.mktemp("figures")
    (folder / "assets").symlink_to(docs / "assets")
    for path, html in embed_pages(site, "Explainer").items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
    with serve(folder) as address:
        yield address
