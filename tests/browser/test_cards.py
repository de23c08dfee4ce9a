"""Definition cards, as readers reach them: by pointer, keys and touch, without script, on paper, at any size. One test a promise."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

PAGE = "backdoors/"
WORD = "article a.term[data-term='conditional-policy']"
OTHER = "article a.term[data-term='training-phase']"
OPEN = ".card:popover-open"
AWAY = (5, 400)  # A place in the margin, at 1280 pixels.


@pytest.fixture
def visit(site_url, open_again):
    """Open a page of the real site and bring a term with room round it into view."""

    def visited(path=PAGE, word=WORD, **options) -> Page:
        page = open_again(**options)
        page.goto(site_url + path)
        show(page, word)
        return page

    return visited


def show(page: Page, word: str = WORD) -> None:
    """Scroll a term to the middle, and wait for the script that knows of cards."""
    page.wait_for_function("!!document.querySelector('.card')")
    page.evaluate("word => document.querySelector(word).scrollIntoView({block: 'center'})", word)


def definition(page: Page, term: str = "conditional-policy") -> str:
    """Return what the card of a term must say, from the template the page carries."""
    return page.evaluate("term => document.getElementById(`card-term-${term}`).content.querySelector('.card__definition').textContent", term)


def middle(page: Page, selector: str) -> tuple[float, float]:
    """Return the middle of an element on the screen."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def focused(page: Page, selector: str) -> bool:
    """Return whether the focus is on an element, or in it."""
    return page.evaluate("selector => !!document.activeElement.closest(selector)", selector)


def opened_by(page: Page) -> list[str]:
    """Return the terms whose links say that their card is open."""
    return page.evaluate("[...document.querySelectorAll('a[aria-expanded=true]')].map(link => link.dataset.term)")


class TestPointer:
    """With a mouse or a pen that hovers."""

    def test_hover_opens_after_a_moment(self, visit):
        """Not at once: a pointer on its way to something else opens nothing."""
        page = visit()
        page.evaluate("addEventListener('pointerover', () => (window.over ??= performance.now()))")
        page.evaluate("document.querySelector('.card').addEventListener('beforetoggle', () => (window.opened = performance.now()))")
        page.mouse.move(*middle(page, WORD))
        expect(page.locator(OPEN)).to_contain_text(definition(page))
        assert 140 <= page.evaluate("opened - over") < 1500

    def test_a_pointer_passing_by_opens_nothing(self, visit):
        """Across the word and on."""
        page = visit()
        x, y = middle(page, WORD)
        page.mouse.move(x, y)
        page.mouse.move(*AWAY)
        page.wait_for_timeout(400)
        expect(page.locator(OPEN)).to_have_count(0)

    def test_a_word_that_scrolls_under_a_pointer_at_rest_opens_nothing(self, visit):
        """Who scrolls by keys has the mouse lying somewhere; the card would hide what has the focus. The first movement opens it."""
        page = visit()
        x, y = middle(page, WORD)
        page.mouse.move(*AWAY)
        page.evaluate("scrollBy(0, -200)")
        page.mouse.move(x, y)
        page.wait_for_timeout(400)
        page.evaluate("scrollBy(0, 200)")
        page.wait_for_timeout(400)
        expect(page.locator(OPEN)).to_have_count(0)
        page.mouse.move(x + 1, y)
        expect(page.locator(OPEN)).to_contain_text(definition(page))

    def test_the_pointer_may_move_onto_the_card(self, visit):
        """And stay there, as long as it likes; the card closes after it has left."""
        page = visit()
        page.mouse.move(*middle(page, WORD))
        expect(page.locator(OPEN)).to_be_visible()
        page.mouse.move(*middle(page, OPEN), steps=12)
        page.wait_for_timeout(600)
        expect(page.locator(OPEN)).to_be_visible()
        page.mouse.move(*AWAY)
        expect(page.locator(OPEN)).to_have_count(0)
        assert opened_by(page) == []

    def test_the_card_stays_while_the_pointer_is_on_the_word(self, visit):
        """Moving within the word is not leaving it."""
        page = visit()
        x, y = middle(page, WORD)
        page.mouse.move(x, y)
        expect(page.locator(OPEN)).to_be_visible()
        for step in range(6):
            page.mouse.move(x - 10 + 4 * step, y)
            page.wait_for_timeout(100)
        expect(page.locator(OPEN)).to_be_visible()

    def test_from_word_to_word(self, visit):
        """One card: the next word takes it over, and only that word says it is open."""
        page = visit()
        page.mouse.move(*middle(page, WORD))
        expect(page.locator(OPEN)).to_contain_text(definition(page))
        page.mouse.move(*middle(page, OTHER))
        expect(page.locator(OPEN)).to_contain_text(definition(page, "training-phase"))
        assert opened_by(page) == ["training-phase"]

    def test_leaving_the_window_closes(self, visit):
        """The pointer need not pass over something else."""
        page = visit()
        page.mouse.move(*middle(page, WORD))
        expect(page.locator(OPEN)).to_be_visible()
        page.evaluate(
            "document.documentElement.dispatchEvent(new PointerEvent('pointerout', {bubbles: true, pointerType: 'mouse', relatedTarget: null}))"
        )
        expect(page.locator(OPEN)).to_have_count(0)

    def test_a_click_keeps_the_card(self, visit):
        """Open by hover, a click holds it; the pointer may go. A second click closes it."""
        page = visit()
        page.mouse.move(*middle(page, WORD))
        expect(page.locator(OPEN)).to_be_visible()
        page.mouse.down()
        page.mouse.up()
        page.mouse.move(*AWAY)
        page.wait_for_timeout(600)
        expect(page.locator(OPEN)).to_be_visible()
        page.locator(WORD).first.click()
        page.wait_for_timeout(400)
        expect(page.locator(OPEN)).to_have_count(0)
        assert page.url.endswith(PAGE)

    def test_escape_closes_while_the_pointer_rests(self, visit):
        """Nothing needs the focus for that, and the card does not come back by itself."""
        page = visit()
        page.mouse.move(*middle(page, WORD))
        expect(page.locator(OPEN)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(OPEN)).to_have_count(0)
        page.wait_for_timeout(400)
        expect(page.locator(OPEN)).to_have_count(0)

    @pytest.mark.parametrize("key", ["Control", "Shift"])
    def test_a_modified_click_follows_the_link(self, visit, key):
        """Into a new tab or window, as with any link."""
        page = visit()
        with page.context.expect_page() as opened:
            page.locator(WORD).first.click(modifiers=[key])
        opened.value.wait_for_url("**/glossary/#conditional-policy")
        assert page.url.endswith(PAGE)

    def test_a_middle_click_follows_the_link(self, visit):
        """Likewise."""
        page = visit()
        with page.context.expect_page() as opened:
            page.locator(WORD).first.click(button="middle")
        opened.value.wait_for_url("**/glossary/#conditional-policy")

    def test_the_full_entry(self, visit):
        """The card leads on to the entry."""
        page = visit()
        page.locator(WORD).first.click()
        page.locator(f"{OPEN} .card__more a").click()
        page.wait_for_url("**/glossary/#conditional-policy")
        expect(page.locator("[data-entry='conditional-policy']")).to_be_in_viewport()


class TestKeyboard:
    """With keys alone."""

    @pytest.fixture
    def page(self, visit):
        """A page with the focus on a term."""
        page = visit()
        page.locator(WORD).first.focus()
        return page

    def test_focus_alone_opens_nothing(self, page):
        """Else every Tab would throw up a card."""
        page.wait_for_timeout(400)
        expect(page.locator(OPEN)).to_have_count(0)

    @pytest.mark.parametrize("key", ["Enter", "Space"])
    def test_a_key_opens_and_closes(self, page, key):
        """The link says whether its card is open; the page neither scrolls nor goes elsewhere."""
        before = page.evaluate("scrollY")
        page.keyboard.press(key)
        expect(page.locator(OPEN)).to_contain_text(definition(page))
        expect(page.locator(OPEN)).to_have_attribute("aria-label", "Definition")
        assert opened_by(page) == ["conditional-policy"]
        page.keyboard.press(key)
        expect(page.locator(OPEN)).to_have_count(0)
        assert opened_by(page) == []
        assert page.evaluate("scrollY") == before
        assert page.url.endswith(PAGE)

    def test_escape_closes_and_the_focus_is_where_it_was(self, page):
        """On the word."""
        page.keyboard.press("Enter")
        expect(page.locator(OPEN)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(OPEN)).to_have_count(0)
        assert focused(page, WORD)

    def test_tab_goes_into_the_card_and_out_of_it(self, page):
        """The card comes right after its word, whatever its place in the document, and before the next link of the text."""
        word = "article a.term[data-term='trigger']"  # A link of the text follows it.
        page.locator(word).first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(OPEN)).to_be_visible()
        links = page.locator(f"{OPEN} a").count()
        assert links > 1
        for number in range(links):
            page.keyboard.press("Tab")
            assert page.evaluate("n => document.activeElement === document.querySelectorAll('.card a')[n]", number)
        page.keyboard.press("Tab")
        assert not focused(page, OPEN)
        assert (
            page.evaluate(
                """word => {
                const links = [...document.querySelectorAll("article a")];
                return links.indexOf(document.activeElement) - links.indexOf(document.querySelector(word));
            }""",
                word,
            )
            == 1
        )
        for _ in range(links):
            page.keyboard.press("Shift+Tab")
            assert focused(page, OPEN)
        page.keyboard.press("Shift+Tab")
        assert focused(page, word)

    def test_escape_in_the_card_gives_the_focus_back(self, page):
        """From any depth."""
        page.keyboard.press("Enter")
        expect(page.locator(OPEN)).to_be_visible()
        page.keyboard.press("Tab")
        assert focused(page, OPEN)
        page.keyboard.press("Escape")
        expect(page.locator(OPEN)).to_have_count(0)
        assert focused(page, WORD)

    def test_a_resting_pointer_does_not_close_it(self, page):
        """Who works with keys may have left the pointer anywhere."""
        page.keyboard.press("Enter")
        expect(page.locator(OPEN)).to_be_visible()
        page.mouse.move(*AWAY)
        page.wait_for_timeout(600)
        expect(page.locator(OPEN)).to_be_visible()

    def test_enter_with_a_modifier_follows_the_link(self, page):
        """As a modified click does."""
        with page.context.expect_page() as opened:
            page.keyboard.press("Control+Enter")
        opened.value.wait_for_url("**/glossary/#conditional-policy")


class TestTouch:
    """With a finger, on a small screen."""

    @pytest.fixture
    def page(self, visit):
        """A page on a phone."""
        return visit(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})

    def test_a_tap_opens_and_a_tap_beside_it_closes(self, page):
        """The first tap does not go to the entry."""
        page.locator(WORD).first.tap()
        expect(page.locator(OPEN)).to_contain_text(definition(page))
        page.wait_for_timeout(500)
        expect(page.locator(OPEN)).to_be_visible()
        page.touchscreen.tap(170, 24)  # The site's name in the header: where words are, a finger takes the next link.
        expect(page.locator(OPEN)).to_have_count(0)
        assert page.url.endswith(PAGE)

    def test_a_second_tap_closes(self, page):
        """And a third opens again."""
        for count in (1, 0, 1):
            page.locator(WORD).first.tap()
            page.wait_for_timeout(300)
            expect(page.locator(OPEN)).to_have_count(count)

    def test_from_word_to_word(self, page):
        """A tap on another word takes the card there at once."""
        page.locator(WORD).first.tap()
        expect(page.locator(OPEN)).to_be_visible()
        page.evaluate("word => document.querySelector(word).click()", OTHER)
        expect(page.locator(OPEN)).to_contain_text(definition(page, "training-phase"))
        assert opened_by(page) == ["training-phase"]

    def test_a_link_in_the_card_is_followed(self, page):
        """By one tap."""
        page.locator(WORD).first.tap()
        page.locator(f"{OPEN} .card__more a").tap()
        page.wait_for_url("**/glossary/#conditional-policy")


class TestWithout:
    """Where something is missing, the link is a link."""

    def test_script_off(self, site_url, open_page):
        """The link leads to the entry, which says everything the card says."""
        page = open_page(java_script_enabled=False)
        page.goto(site_url + PAGE)
        page.locator(WORD).first.click()
        page.wait_for_url("**/glossary/#conditional-policy")
        entry = page.locator("[data-entry='conditional-policy']")
        expect(entry).to_be_in_viewport()
        expect(entry.locator(".entry__definition")).not_to_be_empty()

    def test_no_popovers(self, site_url, open_page):
        """In a browser that has none."""
        page = open_page()
        page.add_init_script("delete HTMLElement.prototype.showPopover")
        page.goto(site_url + PAGE)
        page.locator(WORD).first.click()
        page.wait_for_url("**/glossary/#conditional-policy")

    def test_no_card_for_the_term(self, visit):
        """A page whose template was lost on the way."""
        page = visit()
        page.evaluate("document.getElementById('card-term-conditional-policy').remove()")
        page.mouse.move(*middle(page, WORD))
        page.wait_for_timeout(400)
        expect(page.locator(OPEN)).to_have_count(0)
        page.locator(WORD).first.click()
        page.wait_for_url("**/glossary/#conditional-policy")

    def test_a_link_in_a_card_is_only_a_link(self, visit):
        """Even where the page has a card for it: a card that opens from within itself would lose its place."""
        page = visit()
        page.evaluate(
            """() => {
                const cite = document.querySelector("article a.cite").cloneNode(true);
                document.getElementById("card-term-conditional-policy").content.querySelector("p:last-child").append(cite);
            }"""
        )
        page.locator(WORD).first.click()
        page.locator(f"{OPEN} a.cite").click()
        page.wait_for_url("**/references/#ref-*")

    def test_from_the_disk(self, site_dir, open_page, watch):
        """The page is whole and its link is a link; cards are for the offline edition to bring."""
        watch.allow("CORS policy")
        watch.allow("net::ERR_FAILED")
        watch.allow("search/search_index.js")
        page = open_page()
        page.goto((site_dir / PAGE / "index.html").as_uri())
        expect(page.locator("h1")).to_be_visible()
        assert page.locator(WORD).first.evaluate("link => link.href") == (site_dir / "glossary").as_uri() + "/#conditional-policy"

    def test_offline_site(self, offline_dir, open_page):
        """In the offline edition cards open from the disk too, and the full entry is reached."""
        page = open_page()
        page.goto((offline_dir / "backdoors" / "index.html").as_uri())
        show(page)
        page.locator(WORD).first.click()
        expect(page.locator(OPEN)).to_contain_text(definition(page))
        page.locator(f"{OPEN} .card__more a").click()
        page.wait_for_url("file://**/glossary.html#conditional-policy")
        expect(page.locator("[data-entry='conditional-policy']")).to_be_in_viewport()


class TestSurroundings:
    """Screens, settings and documents of every kind."""

    def fits(self, page: Page) -> None:
        """Check that the open card lies within the window and holds its text."""
        box = page.locator(OPEN).bounding_box()
        size = page.evaluate("({width: document.documentElement.clientWidth, height: innerHeight})")
        assert box and box["x"] >= 0 and box["y"] >= 0
        assert box["x"] + box["width"] <= size["width"] + 0.5
        assert box["y"] + box["height"] <= size["height"] + 0.5
        assert page.evaluate("(() => { const card = document.querySelector('.card'); return card.scrollWidth <= card.clientWidth; })()")

    @pytest.mark.parametrize(
        "screen",
        [
            pytest.param({"viewport": {"width": 320, "height": 640}, "has_touch": True}, id="320 pixels"),
            pytest.param({"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}, id="1280 by 1024 at 400 %"),
            pytest.param({"viewport": {"width": 844, "height": 390}, "has_touch": True}, id="phone on its side"),
            pytest.param({"viewport": {"width": 2560, "height": 1300}}, id="wide"),
        ],
    )
    def test_every_size(self, visit, screen):
        """The card lies in the window and can be scrolled to its end; the page does not scroll sideways."""
        page = visit(**screen)
        for word in (WORD, OTHER):
            show(page, word)
            page.locator(word).first.focus()
            page.keyboard.press("Enter")
            expect(page.locator(OPEN)).to_be_visible()
            self.fits(page)
            for _ in range(page.locator(f"{OPEN} a").count()):
                page.keyboard.press("Tab")
            expect(page.locator(f"{OPEN} .card__more a")).to_be_focused()
            expect(page.locator(f"{OPEN} .card__more a")).to_be_in_viewport()
            page.keyboard.press("Escape")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    @pytest.mark.parametrize("edge", ["start", "end"])
    def test_at_the_edges(self, visit, edge):
        """A word at the top or the foot of the window has its card in the window too, and not over the word."""
        page = visit()
        page.evaluate("([word, edge]) => document.querySelector(word).scrollIntoView({block: edge})", [WORD, edge])
        page.locator(WORD).first.evaluate("link => link.focus({preventScroll: true})")
        page.keyboard.press("Enter")
        self.fits(page)
        card, word = page.locator(OPEN).bounding_box(), page.locator(WORD).first.bounding_box()
        assert card["y"] >= word["y"] + word["height"] - 1 or card["y"] + card["height"] <= word["y"] + 1

    def test_right_to_left(self, visit):
        """The card lies in the window, beside its word, its text from the right."""
        page = visit()
        page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
        show(page)
        page.locator(WORD).first.focus()
        page.keyboard.press("Enter")
        self.fits(page)
        card, word = page.locator(OPEN).bounding_box(), page.locator(WORD).first.bounding_box()
        assert card["x"] <= word["x"] + word["width"] and card["x"] + card["width"] >= word["x"]
        assert page.locator(OPEN).evaluate("card => getComputedStyle(card).direction") == "rtl"

    def test_forced_colours(self, visit):
        """Word and card keep their outlines where the reader's colours replace ours."""
        page = visit(forced_colors="active")
        page.locator(WORD).first.focus()
        assert page.locator(WORD).first.evaluate("link => getComputedStyle(link).textDecorationLine") == "underline"
        page.keyboard.press("Enter")
        style = page.locator(OPEN).evaluate(
            "card => { const s = getComputedStyle(card), p = getComputedStyle(document.body); "
            "return [s.borderTopStyle, parseFloat(s.borderTopWidth), s.borderTopColor !== s.backgroundColor, s.color !== s.backgroundColor]; }"
        )
        assert style[0] == "solid" and style[1] > 0 and style[2:] == [True, True]

    def test_reduced_motion(self, visit):
        """Nothing fades or moves for readers who asked for stillness; for others it may."""
        durations = []
        for motion in ("reduce", "no-preference"):
            page = visit(reduced_motion=motion)
            durations.append(page.locator(".card").evaluate("card => parseFloat(getComputedStyle(card).transitionDuration)"))
        assert durations[0] == 0

    def test_dark(self, visit):
        """The card is legible in both schemes."""
        for scheme in ("light", "dark"):
            page = visit(color_scheme=scheme)
            page.locator(WORD).first.focus()
            page.keyboard.press("Enter")
            assert page.locator(f"{OPEN} .card__definition").evaluate(CONTRAST) >= 4.5
            assert page.locator(f"{OPEN} .card__more a").evaluate(CONTRAST) >= 4.5

    def test_on_paper(self, visit):
        """The terms of the page stand at its end as notes, and are gone again afterwards."""
        page = visit()
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        notes = page.locator(".endnotes")
        expect(notes).to_be_visible()
        names = page.evaluate(
            "[...document.querySelectorAll('template[id^=card-term-]')].map(t => t.content.querySelector('.card__term').textContent)"
        )
        assert notes.locator("dt").all_inner_texts() == names
        assert len(names) > 5
        expect(notes).to_contain_text(definition(page))
        expect(page.locator(".card")).to_be_hidden()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(notes).to_have_count(0)

    def test_the_browser_asks_for_the_notes(self, visit):
        """A real print does what the test above does by hand."""
        page = visit()
        page.evaluate("addEventListener('beforeprint', () => setTimeout(() => 0) && (window.seen = !!document.querySelector('.endnotes')))")
        page.pdf()
        assert page.evaluate("seen")
        assert page.locator(".endnotes").count() == 0


# The contrast of an element's text with what lies behind it.
CONTRAST = """element => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); };
  let layers = [];
  for (let at = element; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
  const read = () => [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(v => {
    v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  const light = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  paint("white"); layers.forEach(paint);
  const back = light(read());
  paint(getComputedStyle(element).color);
  const front = light(read());
  return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
}"""
